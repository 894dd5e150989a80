"""What a rerun says about moves, freed seats and frozen rounds, judged from the files.

Written from "A rerun" in `Sources/BreakoutVerifier/README.md` alone. Python 3.9 or later, standard library only.
"""

import hashlib
import os
from collections import Counter

from certificate_proof import Question, Rejected, require
from event_folder import decode, key_of
from event_rules import CHOOSING, Rules
from rerun_rules import freeze, read_published


def rerun_of(event, folder, run, told, manifest):
    """(rules with the rounds that have begun, what was published)."""
    reference = manifest["published"]
    places = [folder, os.path.dirname(os.path.dirname(os.path.abspath(run)))]
    paths = [os.path.join(place, reference["run"], "allocation.csv") for place in places]
    path = next((path for path in paths if os.path.exists(path)), None)
    require(path is not None, f"the published run {reference['run']} is not there")
    with open(path, "rb") as file:
        data = file.read()
    require(hashlib.sha256(data).hexdigest() == reference["allocation"], f"{path} is not what the rerun started from")
    published = read_published(decode(data), event)
    event, pins = freeze(event, published, set(told["frozenRounds"]))
    return Rules(event, pins), published


def question_of(summary, published):
    rerun = summary.get("rerun", {})
    require((published is None) == (not rerun), "half a rerun")
    return Question(summary["objective"], summary["seed"], published, rerun.get("extraMoves", 0),
                    rerun.get("allowsWorse", False))


def check_moves(seating, summary):
    """The numbers of the part `rerun`, about the allocation before seats were given away."""
    published, told, event = seating.published, summary["rerun"], seating.event
    moves = [seating.moves(person) for person in range(len(event.attendees))]
    keys = {attendee.key for attendee in event.attendees}
    mine = {
        "movedPeople": sum(moved > 0 for moved, _ in moves), "worse": sum(worse for _, worse in moves),
        "ended": sum(seating.placed[place][0] is None for place in published.placements),
        "newPeople": len(keys - published.known), "withdrawnPeople": len(published.known - keys),
        "fewestMoves": summary["stages"][0]["value"],
    }
    for name, value in mine.items():
        require(told[name] == value, f"summary: rerun.{name} is {told[name]}, should be {value}")
    moved = sum(moved for moved, _ in moves)
    require(summary["moved"] == moved, f"summary: moved is {summary['moved']}, should be {moved}")


def with_placements(seating, changes):
    """The same people with some placements changed: {(person, round): session}; choices and reasons are not stated."""
    placed = {place: (session, None, None) for place, (session, _, _) in seating.placed.items()}
    placed.update({place: (session, None, None) for place, session in changes.items()})
    return type(seating)(seating.rules, placed, seating.published)


def named(seating, entry, session):
    """(person, round, session) by the names of a file; no session for an empty name."""
    event = seating.event
    person = next((i for i, a in enumerate(event.attendees) if a.key == key_of(entry["attendee"])), None)
    where = next((i for i, s in enumerate(event.sessions) if s.round and s.id == session), None)
    require(person is not None and (where is not None or session == ""), f"nobody or no session: {entry}")
    require((person, entry["round"]) in seating.placed, f"no such round: {entry}")
    require(where is None or event.sessions[where].round == entry["round"], f"a session of another round: {entry}")
    return person, entry["round"], where


def before_filling(seating, filled):
    """The allocation before freed seats were given away, each of which must have been free and a gain."""
    where = {place: session for place, (session, _, _) in seating.placed.items()}
    steps = []
    for seat in filled:
        person, round, source = named(seating, seat, seat["from"])
        steps.append((person, round, source, named(seating, seat, seat["to"])[2]))
    for person, round, source, target in reversed(steps):
        require(None not in (source, target) and where[person, round] == target, "a freed seat that its taker does not have")
        where[person, round] = source
    count = Counter(session for session in where.values() if session is not None)
    for person, round, source, target in steps:
        capacity = seating.rules.sessions[target].capacity
        require(capacity is None or count[target] < capacity, "a freed seat that was not free")
        regret = seating.case[person].regret.get(round, {})
        gains = seating.case[person].standing[round] == CHOOSING and regret.get(target, 0) < regret.get(source, 0)
        require(gains, "a freed seat that is no gain")
        count[source] -= 1
        count[target] += 1
    return with_placements(seating, where) if steps else seating


__all__ = ["Rejected", "before_filling", "check_moves", "named", "question_of", "rerun_of", "with_placements"]
