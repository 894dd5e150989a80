"""What a rerun adds to the rules of an event: what people were told, rounds that have begun, the stages of the moves,
and the seats that `assign` keeps back for late sign-ups.

Written from "A rerun" and "Seats kept back" in `Sources/BreakoutVerifier/README.md` alone. Python 3.9 or later, standard
library only.
"""

import copy
import csv
import io
import re
from dataclasses import dataclass, field, replace

from event_folder import EVERYONE, EXCLUDED, MEMBER, STRENGTH, cell, key_of
from event_rules import CHOOSING, stages

FEWEST, ALLOWING, WORSE = "published placements moved", "published placements moved, {} more allowed", \
    "moved to a worse place"


# ---------------------------------------------------------------- what people were told


@dataclass
class Told:
    """One published placement: the session's id, its index in today's event (None: it is gone), the choice it was."""

    id: str
    session: object
    choice: object  # 1, 2, ..., "unlisted" or None
    reason: str


@dataclass
class Published:
    """The published record, matched to today's event."""

    placements: dict = field(default_factory=dict)  # (person, round) -> Told
    known: set = field(default_factory=set)  # keys in the record
    rows: int = 0

    def moved(self, person, round, session):
        told = self.placements.get((person, round))
        return told is not None and told.session != session

    def worse(self, person, round, place, case):
        """Whether a place is one that the person wants less than what they were told."""
        told = self.placements.get((person, round))
        if told is None or told.session == place.session or case.standing[round] != CHOOSING:
            return False
        if told.session in case.regret[round]:
            return place.regret > case.regret[round][told.session]
        return isinstance(told.choice, int) and place.regret > told.choice - 1


def read_published(text, event):
    delimiter = max(";,", key=text.partition("\n")[0].count)
    rows = [r for r in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if r]
    at = {name: index for index, name in enumerate(rows[0])}
    people = {person.key: index for index, person in enumerate(event.attendees)}
    sessions = {(s.id, s.round): index for index, s in enumerate(event.sessions) if s.round}
    published = Published(rows=len(rows) - 1)
    for row in rows[1:]:
        get = lambda name: cell(row[at[name]])
        key = key_of(get("attendee"))
        published.known.add(key)
        if key not in people or not get("session"):
            continue
        round, choice = int(get("round")), get("choice")
        if round in event.rounds:
            published.placements[people[key], round] = Told(
                get("session"), sessions.get((get("session"), round)),
                int(choice) if choice.isdigit() else choice or None, get("reason"),
            )
    return published


# ---------------------------------------------------------------- rounds that have begun


class CannotFreeze(Exception):
    """Somebody was told a session of a frozen round that is gone."""


def freeze(event, published, rounds):
    """(the event in which nothing of these rounds changes, {(person, round): session that the person is in})."""
    if not rounds:
        return event, {}
    event, pins = copy.copy(event), {}
    event.attendees = list(event.attendees)
    for person, attendee in enumerate(event.attendees):
        missing = set()
        for round in set(rounds) - attendee.absent:
            told = published.placements.get((person, round))
            if told is None:
                missing.add(round)
            elif told.session is None:
                raise CannotFreeze(f"{told.id} of round {round} is gone")
            else:
                pins[person, round] = told.session
        event.attendees[person] = replace(attendee, absent=attendee.absent | missing)
    there = {}
    for (person, _), session in pins.items():
        there.setdefault(session, set()).add(person)
    event.duties = {
        person: {s: kind for s, kind in mine.items()
                 if event.sessions[s].round not in rounds or (kind != EXCLUDED) == (person in there.get(s, ()))}
        for person, mine in event.duties.items()
    }
    for (person, _), session in pins.items():
        if event.sessions[session].required_for & (event.attendees[person].roles | EVERYONE):
            mine = event.duties.setdefault(person, {})
            mine[session] = max(mine.get(session, MEMBER), MEMBER, key=STRENGTH.get)
    event.sessions = [
        s if s.round not in rounds else replace(
            s, required_for=frozenset(), cancellable=False, minimum=min(s.minimum, len(there.get(index, ()))),
            capacity=None if s.capacity is None else max(s.capacity, len(there.get(index, ()))),
        )
        for index, s in enumerate(event.sessions)
    ]
    return event, pins


# ---------------------------------------------------------------- seats kept back


def natural(text):
    """Runs of digits compare as numbers, everything else by its bytes."""
    return [(0, int(part), b"") if part.isdigit() else (1, 0, part.encode()) for part in re.findall(r"[0-9]+|[^0-9]", text)]


def seats_asked(event):
    """{session: seats that the settings ask to keep back}."""
    text = event.late_reserve.replace(" ", "")
    if not text:
        return {}
    asked = {}
    for index, session in enumerate(event.sessions):
        if not session.round or session.capacity is None:
            continue
        bound = {person for person, mine in event.duties.items() if mine.get(index, EXCLUDED) != EXCLUDED}
        for person, attendee in enumerate(event.attendees):
            if session.required_for & (attendee.roles | EVERYONE):
                bound.add(person)
        wish = session.capacity * int(text[:-1]) // 100 if text.endswith("%") else int(text)
        asked[index] = max(0, min(wish, session.capacity - max(session.minimum, len(bound))))
    for round in event.rounds:
        here = sorted((i for i, s in enumerate(event.sessions) if s.round == round),
                      key=lambda i: natural(event.sessions[i].id))
        if any(event.sessions[i].capacity is None for i in here):
            continue
        spare = sum(event.sessions[i].capacity for i in here) - sum(round not in a.absent for a in event.attendees)
        while sum(asked[i] for i in here) > max(0, spare):
            asked[max(here, key=lambda i: asked[i])] -= 1
    return asked


def keep_back(event, kept):
    """The event without the seats that `keptBack` of `summary.json` names; more than was asked for is no such event."""
    asked, event = seats_asked(event), copy.copy(event)
    if kept is None:
        kept = [{"session": event.sessions[i].id, "seats": seats} for i, seats in asked.items()]
    index = {s.id: i for i, s in enumerate(event.sessions) if s.round}
    event.sessions = list(event.sessions)
    for entry in kept:
        at, seats = index.get(entry["session"]), entry["seats"]
        if at is None or not 0 <= seats <= asked.get(at, 0):
            raise NotAskedFor(f"{seats} seats kept back in {entry['session']}, {asked.get(at, 0)} asked for")
        event.sessions[at] = replace(event.sessions[at], capacity=event.sessions[at].capacity - seats)
    return event


class NotAskedFor(Exception):
    """More seats were kept back than the settings ask for."""


# ---------------------------------------------------------------- stages


def rerun_stages(objective, largest_regret, largest_choice, extra, allows_worse):
    """[(name, sense, kind, parameter)]; the kinds are those of `event_rules.stages`, and "moved" and "worse"."""
    rest = stages(objective, largest_regret, largest_choice)
    worse = [] if allows_worse else [(WORSE, "min", "worse", 0)]
    fewest = (FEWEST, "min", "moved", 0)
    if extra == 0:
        return [fewest] + worse + rest
    return [(ALLOWING.format(extra), "min", "moved", extra)] + worse + rest[:-1] + [fewest] + rest[-1:]
