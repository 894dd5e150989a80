#!/usr/bin/env python3
"""Works out again what `breakouts benchmark` says about an event, from allocations and definitions alone.

    check_benchmark.py BREAKOUTS EVENT... [--repeats N] [--scratch DIR]

For each event and contender: `breakouts assign` with every seed that the benchmark used gives the allocations; the
profile, first choices, regrets, Gini, Jain, envy, distances to the best and the spread of each person's luck follow from
them. Late sign-ups and misreports are made as files, allocated again, and compared. Median, quartiles and outliers are
worked out from the times of the single runs. Times and memory themselves are what the machine made of them.

Prints every number that differs, and a count at the end; exit code 1 when there were any. For events up to 500 people
(larger ones are sampled otherwise). Python 3.9 or later, standard library only.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile

from check_certificate import Seating, read_record
from event_folder import columns, decode, find, read_event, read_table
from event_rules import CHOOSING, Rules, weight

PEOPLE, LIES, LATE = 25, 8, 5


def write(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


class Folder:
    """An event as files that can be written with one thing changed; rankings stand in preferences.csv."""

    def __init__(self, source):
        self.event = read_event(source)
        self.copied = {}
        for name, other in (("sessions", "sessies"), ("duties", "taken"), ("groups", "groepen"), ("settings", "instellingen")):
            path = find(source, name, other)
            if path:
                header, rows = read_table(path)
                self.copied[name] = [header, *rows]
        header, rows = read_table(find(source, "attendees", "deelnemers"))
        at = columns(header, {"attendee": ("deelnemer",), "absent": ("afwezig",), "registered": ("aangemeld",)})
        self.registered = {row[at["attendee"]].strip(): row[at["registered"]] for row in rows} if "registered" in at else {}
        self.rankings = [dict(person.rankings) for person in self.event.attendees]

    def write(self, folder, without=frozenset(), late=None, lie=None):
        """`late`: people who sign up last; `lie`: (person, {round: [(rank, session)]})."""
        os.makedirs(folder, exist_ok=True)
        for name, rows in self.copied.items():
            write(os.path.join(folder, name + ".csv"), rows)
        people = [["attendee", "name", "organisation", "roles", "absent", "registered"]]
        wishes = [["attendee", "round", "rank", "session"]]
        for index, person in enumerate(self.event.attendees):
            if index in without:
                continue
            when = "31-12-2099 23:59" if late and index in late else self.registered.get(person.id, "")
            people.append([person.id, person.name, person.organisation, ";".join(sorted(person.roles)),
                           ";".join(str(r) for r in sorted(person.absent)), when])
            rankings = lie[1] if lie and lie[0] == index else self.rankings[index]
            for round, ranking in rankings.items():
                wishes += [[person.id, round, rank, self.event.sessions[s].id] for rank, s in ranking]
        write(os.path.join(folder, "attendees.csv"), people)
        write(os.path.join(folder, "preferences.csv"), wishes)
        return folder


class Check:
    def __init__(self, program, source, scratch, repeats):
        self.program, self.scratch, self.repeats, self.number = program, scratch, repeats, 0
        self.source = Folder(source)
        self.folder = self.source.write(os.path.join(scratch, os.path.basename(os.path.abspath(source))))
        self.rules = Rules(read_event(self.folder))
        self.event = self.rules.event
        self.compared, self.differences = 0, []
        out = os.path.join(scratch, "benchmark")
        subprocess.run([program, "benchmark", self.folder, "--repeats", str(repeats), "--output", out, "--quiet"], check=True)
        with open(os.path.join(out, "benchmark.json"), encoding="utf-8") as file:
            self.report = json.load(file)

    def same(self, what, told, mine):
        self.compared += 1
        if told is None or mine is None:
            good = told is None and mine is None
        elif isinstance(mine, list):
            good = len(told) == len(mine) and all(abs(a - b) < 1e-9 for a, b in zip(told, mine))
        else:
            good = abs(told - mine) < 1e-9
        if not good:
            self.differences.append(f"{self.folder}: {what}: {told} in benchmark.json, {mine} here")
            print(self.differences[-1], flush=True)

    # ------------------------------------------------------------ allocations

    def placed(self, contender, seed, folder):
        """{(attendee id, round): session} and the record; None where nothing keeps the rules."""
        self.number += 1
        run = os.path.join(self.scratch, "runs", str(self.number))
        options = ["--objective", contender["objective"]] if contender["proves"] else []
        done = subprocess.run(
            [self.program, "assign", folder, "--strategy", contender["strategy"], *options, "--seed", str(seed),
             "--output", run, "--quiet"], capture_output=True, text=True)
        if done.returncode == 1:
            return None
        if done.returncode:
            raise SystemExit(f"assign on {folder} ended with {done.returncode}: {done.stderr}")
        event = read_event(folder)
        with open(os.path.join(run, "allocation.csv"), "rb") as file:
            record = read_record(event, decode(file.read()))
        return {(event.attendees[p].id, r): s for (p, r), (s, _, _) in record.items()}, record

    # ------------------------------------------------------------ one contender

    def contender(self, contender, result, best):
        draws = [self.placed(contender, self.event.seed + draw, self.folder) for draw in range(self.repeats)]
        if draws[0] is None:
            self.same(f"{contender['name']}: an allocation", result.get("quality"), None)
            return
        seatings = [Seating(self.rules, record) for _, record in draws]
        mine = self.quality(seatings)
        for name, value in mine.items():
            self.same(f"{contender['name']}: {name}", result["quality"].get(name), value)
        best[contender["name"]] = mine
        self.luck(contender, result, seatings)
        self.late(contender, result)
        self.lies(contender, result, draws[0][0])
        self.times(contender, result["seconds"])

    def quality(self, seatings):
        each = [self.numbers(s) for s in seatings]
        deepest = max(len(n["profile"]) for n in each)
        mine = {"worstOfAllDraws": max(n["worstRegret"] for n in each)}
        for name in each[0]:
            values = [n[name] for n in each]
            if name == "profile":
                values = [v + [0] * (deepest - len(v)) for v in values]
                mine[name] = [statistics.fmean(column) for column in zip(*values)]
            else:
                mine[name] = statistics.fmean(values)
        return mine

    def numbers(self, seating):
        choosing = [p for p, case in enumerate(seating.case) if CHOOSING in case.standing.values()]
        totals = [seating.total_regret(p) for p in choosing]
        free = [(p, place) for p in choosing for place in seating.option[p] if self.standing(seating, p, place) == CHOOSING]
        n, total = len(totals), sum(totals)
        spread = sum(abs(a - b) for a in totals for b in totals)
        satisfied = [self.satisfaction(seating, p) for p in choosing]
        envious, weak = self.envy(seating)
        return {
            "profile": [totals.count(k) for k in range(max(totals) + 1)], "worstRegret": max(totals),
            "firstChoices": sum(place.choice == 1 for _, place in free), "totalRegret": total, "meanRegret": total / n,
            "firstChoiceShare": sum(place.choice == 1 for _, place in free) / len(free),
            "unlisted": sum(place.choice == 0 for _, place in free), "sumOfSquares": sum(t * t for t in totals),
            "twoDisappointments": sum(sum(place.regret > 0 for place in seating.option[p]) > 1 for p in choosing),
            "gini": spread / (2 * n * total) if total else 0,
            "jain": sum(satisfied) ** 2 / (n * sum(u * u for u in satisfied)),
            "envious": envious, "enviedWithoutStrongerWish": weak,
        }

    def standing(self, seating, person, place):
        return seating.case[person].standing[self.event.sessions[place.session].round]

    def satisfaction(self, seating, person):
        case = seating.case[person]
        largest = sum(max(regrets.values()) for regrets in case.regret.values())
        return 1 if largest == 0 else (largest - seating.total_regret(person)) / largest

    def envy(self, seating):
        envious = weak = 0
        for round in self.event.rounds:
            here = [(p, place) for p, option in enumerate(seating.option) for place in option
                    if self.event.sessions[place.session].round == round and seating.case[p].free(round)]
            others = {place.session for _, place in here}
            wishes = {}  # session: the strongest wish of those who would rather be there
            for p, place in here:
                better = [(s, r) for s, r in seating.case[p].regret.get(round, {}).items() if r < place.regret and s in others]
                envious += bool(better)
                for s, r in better:
                    wishes[s] = min(r, wishes.get(s, r))
            weak += sum(place.session in wishes and (seating.case[p].standing[round] != CHOOSING
                                                     or wishes[place.session] <= place.regret) for p, place in here)
        return envious, weak

    def luck(self, contender, result, seatings):
        who = [p for p, case in enumerate(seatings[0].case) if CHOOSING in case.standing.values()]
        spreads = [max(v) - min(v) for v in ([s.total_regret(p) for s in seatings] for p in who)]
        told = result.get("treatment")
        if told:  # not told where cancelled sessions change who chooses
            self.same(f"{contender['name']}: mean spread", told["meanSpread"], statistics.fmean(spreads))
            self.same(f"{contender['name']}: largest spread", told["largestSpread"], max(spreads))

    # ------------------------------------------------------------ what if

    def drawn(self):
        """Who has no duty and is in no group, in an order drawn from their keys."""
        grouped = {p for _, _, members in self.event.groups for p in members}
        plain = [p for p in range(len(self.event.attendees)) if not self.event.duties.get(p) and p not in grouped]
        return sorted(plain, key=lambda p: (weight(0, self.event.attendees[p].key, "sample"), p))

    def late(self, contender, result):
        moved = []
        for person in self.drawn()[:LATE]:
            before = self.placed(contender, self.event.seed, self.source.write(self.fresh(), without={person}))
            after = self.placed(contender, self.event.seed, self.source.write(self.fresh(), late={person}))
            if before and after:
                others = [p.id for i, p in enumerate(self.event.attendees) if i != person]
                moved.append(sum(any(before[0][i, r] != after[0][i, r] for r in self.event.rounds) for i in others))
        told = result.get("lateSignUp") or {}
        self.same(f"{contender['name']}: moved", told.get("meanMoved"), statistics.fmean(moved) if moved else None)
        self.same(f"{contender['name']}: most moved", told.get("mostMoved"), max(moved) if moved else None)

    def fresh(self):
        self.number += 1
        return os.path.join(self.scratch, "changed", str(self.number))

    def regret(self, person, placed):
        case, id = self.rules.cases[person][0], self.event.attendees[person].id
        return sum(regrets[placed[id, round]] for round, regrets in case.regret.items())

    def lies(self, contender, result, honest):
        choosing = [p for p in self.drawn() if CHOOSING in self.rules.cases[p][0].standing.values()][:PEOPLE]
        tried = gainers = 0
        for person in choosing:
            truth = self.regret(person, honest)
            if truth == 0:
                continue
            for lie in self.reports(person, honest)[:LIES]:
                folder = self.source.write(self.fresh(), lie=(person, lie))
                other = self.placed(contender, self.event.seed, folder)
                if other is None:
                    continue
                tried += 1
                if self.regret(person, other[0]) < truth:
                    gainers += 1
                    break
        told = result.get("misreports") or {"people": 0, "tried": 0, "gainers": 0}
        for name, value in (("people", len(choosing)), ("tried", tried), ("gainers", gainers)):
            self.same(f"{contender['name']}: misreports: {name}", told[name], value)

    def reports(self, person, honest):
        """Only the first; the second first; without the second; the last first; nothing: the worse round first."""
        truth, case, id = self.source.rankings[person], self.rules.cases[person][0], self.event.attendees[person].id
        lost = {r: case.regret[r][honest[id, r]] if r in case.regret else 0 for r in self.event.rounds}
        found = []
        for round in sorted((r for r in self.event.rounds if truth.get(r)), key=lambda r: (-lost[r], r)):
            own = [s for _, s in truth[round]]
            lies = [[own[0]]]
            if len(own) > 1:
                lies += [[own[1], own[0], *own[2:]], [own[0], *own[2:]], [own[-1], *own[:-1]]]
            found += [{**truth, round: list(enumerate(lie, 1))} for lie in [*lies, []] if lie != own]
        return found

    # ------------------------------------------------------------ times and distances

    def times(self, contender, told):
        times = sorted(told["times"])
        half = (len(times) + 1) // 2
        lower, upper = statistics.median(times[:half]), statistics.median(times[-half:])
        reach = 1.5 * (upper - lower)
        mine = {"runs": len(times), "median": statistics.median(times), "lowerQuartile": lower, "upperQuartile": upper,
                "least": times[0], "most": times[-1],
                "outliers": [t for t in times if t < lower - reach or t > upper + reach]}
        for name, value in mine.items():
            self.same(f"{contender['name']}: seconds: {name}", told[name], value)

    def distances(self, results, mine):
        for name, numbers in mine.items():
            told = results[name]["distance"]
            for field, objective, key, sign in (
                    ("worst", "fair", "worstRegret", 1), ("firstChoices", "firsts", "firstChoices", -1),
                    ("totalRegret", "total", "totalRegret", 1), ("sumOfSquares", "balanced", "sumOfSquares", 1)):
                best = mine[f"exact {objective}"][key]
                self.same(f"{name}: distance: {field}", told[field], sign * (numbers[key] - best))

    def run(self):
        results, mine = {r["contender"]: r for r in self.report["results"]}, {}
        for contender in self.report["contenders"]:
            self.contender(contender, results[contender["name"]], mine)
        self.distances(results, mine)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("events", nargs="+")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--scratch")
    a = parser.parse_args()
    scratch, compared, differences = a.scratch or tempfile.mkdtemp(prefix="breakouts-benchmark-"), 0, 0
    for number, event in enumerate(a.events, 1):
        check = Check(os.path.abspath(a.program), event, os.path.join(scratch, str(number)), a.repeats)
        check.run()
        compared, differences = compared + check.compared, differences + len(check.differences)
        print(f"{event}: {check.compared} numbers, {len(check.differences)} differ", flush=True)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
