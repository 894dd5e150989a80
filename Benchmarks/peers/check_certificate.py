#!/usr/bin/env python3
"""Checks a run of `breakouts assign` or `rerun` without any of its code: rules, numbers, and the proof of the best.

    check_certificate.py EVENT [RUN]      RUN: a number or a folder; default: the latest of EVENT/runs

Written from `Sources/BreakoutVerifier/README.md` and the README at the top, by somebody who had not read the program.
Python 3.9 or later, standard library only, integers only. Exit code: 0 accepted, 1 rejected, 2 not understood.
"""

import csv
import io
import json
import os
import sys
from collections import Counter

from certificate_proof import Rejected, check_certificate, require
from check_frontier import check_frontier
from event_folder import Unreadable, cell, decode, read_event
from event_rules import ABSENT, CHOOSING, DUTY, EXCUSED, NO_PREFERENCE, Impossible, Rules, regret_cost, weight
from rerun_checks import before_filling, check_moves, question_of, rerun_of
from rerun_rules import CannotFreeze, NotAskedFor, keep_back

RECORD = ["attendee", "name", "organisation", "round", "session", "title", "room", "start", "end", "choice", "reason"]


# ---------------------------------------------------------------- the allocation


def read_record(event, text):
    """(person, round) -> (session index or None, choice, reason), as `allocation.csv` says."""
    delimiter = max(";,", key=text.partition("\n")[0].count)
    rows = [r for r in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if r]
    require(rows and rows[0] == RECORD, "allocation.csv has other columns")
    found = {}
    person = {p.id: i for i, p in enumerate(event.attendees)}
    session = {s.id: i for i, s in enumerate(event.sessions)}
    for number, row in enumerate(rows[1:], 2):
        at = f"allocation.csv row {number}"
        require(len(row) == len(RECORD), f"{at}: {len(row)} cells")
        got = dict(zip(RECORD, (cell(c) for c in row)))
        require(got["attendee"] in person, f"{at}: no such attendee")
        who, round = person[got["attendee"]], int(got["round"])
        where = None
        if got["session"]:
            require(got["session"] in session, f"{at}: no such session")
            where = session[got["session"]]
            told = event.sessions[where]
            require(told.round == round, f"{at}: a session of another round")
            require((got["title"], got["room"]) == (told.title, told.room), f"{at}: another title or room")
        mine = event.attendees[who]
        require((got["name"], got["organisation"]) == (mine.name, mine.organisation), f"{at}: another name")
        require((who, round) not in found, f"{at}: a second row for this attendee and round")
        found[who, round] = (where, got["choice"], got["reason"])
    expected = len(event.attendees) * len(event.rounds)
    require(len(found) == expected, f"allocation.csv has {len(found)} records instead of {expected}")
    return found


class Seating:
    """An allocation judged by the rules: who is where, in which case, with which regret. `placed` is as `read_record`
    gives it; where choice and reason are None they are not looked at."""

    def __init__(self, rules, placed, published=None):
        self.rules, self.event, self.published = rules, rules.event, published
        self.placed = placed
        seats = [s for s, _, _ in self.placed.values() if s is not None]
        self.people = Counter(seats)
        sessions = rules.sessions
        self.cancelled = {i for i, s in enumerate(sessions) if s.round and s.cancellable and not self.people[i]}
        self.case, self.option = [], []
        for person in range(len(self.event.attendees)):
            case, option = self.judge(person)
            self.case.append(case)
            self.option.append(option)
        self.check_sessions()
        self.check_groups()

    def judge(self, person):
        rules, event = self.rules, self.event
        name = event.attendees[person].id
        left_out = rules.cases[person][-1].left_out & self.cancelled
        case = next((c for c in rules.cases[person] if c.left_out == left_out), None)
        require(case is not None, f"{name} can't keep all duties at sessions that are held")
        chosen = []
        for round in event.rounds:
            where, choice, reason = self.placed[person, round]
            standing = case.standing[round]
            if standing in (ABSENT, EXCUSED):
                stated = (choice, reason) in (("", standing), (None, None))
                require(where is None and stated, f"{name} in round {round} is {standing}")
                continue
            place = next((p for p in case.places[round] if p.session == where), None)
            require(place is not None, f"{name} can't have this in round {round}")
            words = {DUTY: case.duty.get(round), NO_PREFERENCE: "no preference", CHOOSING: "choice"}
            number = "" if standing != CHOOSING or where is None else str(place.choice or "unlisted")
            word = "unplaced" if where is None else words[standing]
            stated = (choice, reason) in ((number, word), (None, None))
            require(stated, f"{name} in round {round}: choice or reason")
            chosen.append(place)
        for i, one in enumerate(chosen):
            for other in chosen[i + 1:]:
                require(not rules.at_odds(case, one, other), f"{name} has two sessions that clash")
        must = list(rules.obligations(person, left_out).items())
        for i, (one, kind) in enumerate(must):
            for other, other_kind in must[i + 1:]:
                require(not rules.clash(one, other, kind, other_kind), f"{name} has two duties at one time")
        return case, chosen

    def check_sessions(self):
        limit = self.event.maximum_per_organisation
        cities = Counter(
            (place.session, self.event.attendees[person].organisation)
            for person, option in enumerate(self.option) for place in option if place.session is not None
        )
        for index, session in enumerate(self.rules.sessions):
            if session.round and index not in self.cancelled:
                count = self.people[index]
                require(session.capacity is None or count <= session.capacity, f"{session.id} holds {count} people")
                require(count >= session.minimum, f"{session.id} has only {count} people")
        if limit is not None:
            for (session, organisation), count in cities.items():
                if organisation:
                    most = self.rules.organisation_limit(organisation, session)
                    require(count <= most, f"{count} people of {organisation} in {self.rules.sessions[session].id}")

    def check_groups(self):
        for name, rule, members in self.event.groups:
            for i, one in enumerate(members):
                for other in members[i + 1:]:
                    for round in self.event.rounds:
                        a, b = self.placed[one, round][0], self.placed[other, round][0]
                        both_free = self.case[one].movable(round) and self.case[other].movable(round)
                        on_duty = self.bound(one, round) and self.bound(other, round)
                        if rule == "together":
                            require(not both_free or a == b, f"group {name} is not together in round {round}")
                        else:
                            require(a is None or a != b or on_duty, f"group {name} is not apart in round {round}")

    def bound(self, person, round):
        return self.case[person].standing[round] == DUTY or (person, round) in self.rules.pins

    # ------------------------------------------------------------ numbers

    def moves(self, person):
        """(placements of a person that are moved, of those to a worse place)."""
        moved = worse = 0
        for place in self.option[person]:
            moved += self.published.moved(person, place.round, place.session)
            worse += self.published.worse(person, place.round, place, self.case[person])
        return moved, worse

    def total_regret(self, person):
        return sum(place.regret for place in self.option[person])

    def stage_value(self, kind, parameter, seed):
        if kind == "choice":
            return sum(place.choice == parameter for option in self.option for place in option)
        if kind == "lottery":
            return sum(
                weight(seed, self.event.attendees[person].key, self.rules.sessions[place.session].id)
                for person, option in enumerate(self.option) for place in option
                if place.session is not None and self.case[person].free(place.round)
            )
        if kind in ("unplaced", "unplaced on duty"):
            return sum(
                place.session is None and (kind == "unplaced" or self.case[person].standing[place.round] == DUTY)
                for person, option in enumerate(self.option) for place in option
            )
        if kind in ("moved", "worse"):
            return sum(self.moves(person)[kind == "worse"] for person in range(len(self.option)))
        return sum(regret_cost(kind, parameter, self.total_regret(p)) for p in range(len(self.option)))


def trimmed(counter):
    return [counter[k] for k in range(max(counter, default=-1) + 1)]


def check_summary(seating, summary):
    event = seating.event
    require(summary["attendees"] == len(event.attendees), "summary: attendees")
    require(summary["event"] == (event.title or summary["event"]), "summary: event")
    for round, told in zip(event.rounds, summary["rounds"]):
        standings = Counter(case.standing[round] for case in seating.case)
        chosen = [
            place for case, option in zip(seating.case, seating.option) for place in option
            if case.standing[round] == CHOOSING and place.round == round
        ]
        everybody = [place for option in seating.option for place in option if place.round == round]
        left_out = sum(place.session is None for place in everybody)
        mine = {
            "round": round, "placed": len(everybody) - left_out,
            "choosing": standings[CHOOSING], "onDuty": standings[DUTY], "noPreference": standings[NO_PREFERENCE],
            "excused": standings[EXCUSED], "absent": standings[ABSENT],
            "unlisted": sum(p.choice == 0 and p.session is not None for p in chosen), "totalRegret": sum(p.regret for p in chosen),
            "profile": trimmed(Counter(p.regret for p in chosen if p.choice)),
        }
        for name, value in mine.items():
            require(told[name] == value, f"summary: round {round}: {name} is {told[name]}, should be {value}")
        require(told.get("unplaced", 0) == left_out, f"summary: round {round}: {left_out} people are without a place")
    require(len(summary["rounds"]) == len(event.rounds), "summary: rounds")
    who = [p for p, case in enumerate(seating.case) if CHOOSING in case.standing.values()]
    totals = [seating.total_regret(p) for p in who]
    mine = {"profile": trimmed(Counter(totals)), "total": sum(totals), "sumOfSquares": sum(t * t for t in totals),
            "worst": max(totals, default=0)}
    for name, value in mine.items():
        require(summary["regret"][name] == value, f"summary: regret {name} is {summary['regret'][name]}, not {value}")


# ---------------------------------------------------------------- a run


def latest_run(event):
    runs = os.path.join(event, "runs")
    numbers = [name for name in os.listdir(runs) if name.isdigit()] if os.path.isdir(runs) else []
    if not numbers:
        raise Unreadable(f"{event} has no runs")
    return os.path.join(runs, max(numbers, key=int))


def check_run(event_folder, run):
    """What was proven, as a line of text. Raises `Rejected` or `Unreadable`."""

    def load(name):
        with open(os.path.join(run, name), "rb") as file:
            return decode(file.read())

    try:
        summary = json.loads(load("summary.json"))
        has_proof = os.path.exists(os.path.join(run, "certificate.json"))
        claims = summary["stages"] or summary["status"] != "feasible" or "rerun" in summary
        require(has_proof or not claims, "certificate.json is missing, and the summary claims what it has to prove")
        certificate = json.loads(load("certificate.json")) if has_proof else None
        event = read_event(event_folder)
        if "rerun" in summary:
            rules, published = rerun_of(event, event_folder, run, summary["rerun"], json.loads(load("manifest.json")))
        else:
            leaves_out = [stage["name"] for stage in summary["stages"]][:1] == ["unplaced"]
            rules, published = Rules(keep_back(event, summary.get("keptBack")), leaves_out=leaves_out), None
        seating = Seating(rules, read_record(rules.event, load("allocation.csv")), published)
        check_summary(seating, summary)
        if certificate is None:
            return (
                f"accepted: {summary['strategy']}; {len(rules.event.attendees)} attendees; rules and numbers alone: it "
                "claims no more, so there is no proof to check"
            )
        require(certificate["event"] == summary["event"], "summary and certificate are of different events")
        proven = seating
        if published:
            proven = before_filling(seating, summary["rerun"]["filled"])
            check_moves(proven, summary)
        question = question_of(summary, published)
        proof = check_certificate(rules, certificate, summary, question, proven)
        points = check_frontier(run, proven, question, summary) if published else 0
    except (Impossible, CannotFreeze, NotAskedFor) as problem:
        raise Rejected(str(problem))
    except (KeyError, TypeError, AttributeError, ValueError, IndexError) as problem:
        raise Rejected(f"malformed: {type(problem).__name__}: {problem}")
    return (
        f"accepted: {summary['objective']}, {summary['status']}; {len(rules.event.attendees)} attendees, "
        f"{len(proof.stages)} stages, {proof.leaves} price lists, {proof.branches} branches"
        + (f", {points} points of the frontier" if points else "")
    )


def main(arguments):
    if not 1 <= len(arguments) <= 2 or arguments[0].startswith("-"):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    event = arguments[0]
    try:
        run = arguments[1] if len(arguments) > 1 else latest_run(event)
        if run.isdigit():
            run = os.path.join(event, "runs", run.zfill(3))
        print(f"{run}: {check_run(event, run)}")
        return 0
    except Rejected as problem:
        print(f"{run}: rejected: {problem}")
        return 1
    except (Unreadable, OSError) as problem:
        print(f"{event}: not understood: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
