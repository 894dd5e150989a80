"""The frontier of a rerun: every point an allocation with a proof, and nothing between the points.

Written from "The frontier" in `Sources/BreakoutVerifier/README.md` alone. Python 3.9 or later, standard library only.
"""

import json
import os
from dataclasses import replace

from certificate_proof import check_proof, integer, require
from event_folder import decode, key_of
from rerun_checks import named, with_placements

NUMBERS = ("moved", "movedPeople", "profile", "worst", "total", "firstChoices")


class Point:
    def __init__(self, seating, question, entry):
        self.extra = integer(entry["extraMoves"], "extra moves")
        require(self.extra >= 0, "a negative number of moves")
        changes = {}
        for placement in entry["placements"]:
            person, round, session = named(seating, placement, placement["session"])
            changes[person, round] = session
        self.seating = with_placements(seating, changes)
        question = replace(question, extra=self.extra)
        check_proof(seating.rules, entry["certificate"], question, self.seating)
        stages = entry["certificate"]["stages"]
        self.proven = all(s["value"] == s["bound"] for s in stages)
        self.quality = [
            (s["name"], s["value"]) for s in stages
            if s["name"] != "lottery" and not s["name"].startswith("published placements moved")
        ]
        self.fewest = stages[0]["value"]

    def numbers(self):
        seating = self.seating
        people = range(len(seating.event.attendees))
        moves = [seating.moves(person)[0] for person in people]
        totals = [seating.total_regret(p) for p in people if "choosing" in seating.case[p].standing.values()]
        worst = max(totals, default=0)
        return {
            "moved": sum(moves), "movedPeople": sum(m > 0 for m in moves), "worst": worst, "total": sum(totals),
            "profile": [totals.count(k) for k in range(worst + 1)] if totals else [],
            "firstChoices": seating.stage_value("choice", 1, 0),
        }

    def movers(self):
        seating, event = self.seating, self.seating.event
        return {
            (event.attendees[p].key, round, told.id, event.sessions[seating.placed[p, round][0]].id)
            for (p, round), told in seating.published.placements.items()
            if seating.placed[p, round][0] not in (None, told.session)
        }

    def check(self, stated, at, names=True):
        for name, value in self.numbers().items():
            require(stated[name] == value, f"{at}: {name} is {stated[name]}, should be {value}")
        if not names:
            require(not stated["movers"], f"{at}: movers that are those of a smaller number of moves")
            return
        movers = {(key_of(m["attendee"]), m["round"], m["from"], m["to"]) for m in stated["movers"]}
        require(movers == self.movers() and len(stated["movers"]) == len(movers), f"{at}: other people move")


def check_frontier(run, seating, question, summary):
    """How many points there are; 0 without a frontier."""
    stated, path = summary["rerun"].get("frontier"), os.path.join(run, "frontier.json")
    if not stated:
        require(not os.path.exists(path), "a frontier that the summary does not know")
        return 0
    require(os.path.exists(path), "the frontier has no proofs")
    with open(path, "rb") as file:
        document = json.loads(decode(file.read()))
    require(document["format"] == "breakouts frontier 1", "another format of frontier")
    points = [Point(seating, question, entry) for entry in document["points"]]
    extras = [point.extra for point in points]
    require(extras and extras[0] == 0 and extras == sorted(set(extras)), "the points are not in order")
    require([s["extraMoves"] for s in stated] == list(range(len(stated))), "the frontier leaves out numbers of moves")
    told = len(seating.published.placements)
    for m, line in enumerate(stated):
        below = max((p for p in points if p.extra <= m), key=lambda p: p.extra)
        above = min((p for p in points if p.extra >= m), key=lambda p: p.extra, default=None)
        below.check(line, f"frontier, {m} extra moves", names=below.extra == m)
        proven = above is not None and below.proven and above.proven and below.quality == above.quality
        if m == len(stated) - 1:
            last = points[-1]
            proven = proven and last.proven and last.extra >= told and last.quality == below.quality
        require(line["proven"] == proven, f"frontier, {m} extra moves: proven is {line['proven']}")
    worse, entry = summary["rerun"].get("allowingWorse"), document.get("allowingWorse")
    require((worse is None) == (entry is None), "allowing worse places: a statement without a proof, or a proof alone")
    if entry:
        point = Point(seating, replace(question, allows_worse=True), entry)
        point.check(worse, "allowing worse places")
        require(worse["extraMoves"] == point.extra and worse["proven"] == point.proven, "allowing worse places: proven")
    return len(points) + (entry is not None)
