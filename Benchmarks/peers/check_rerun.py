#!/usr/bin/env python3
"""Sets `breakouts rerun` beside HiGHS: events are allocated, changed as life changes them, and run again.

    check_rerun.py BREAKOUTS [--random A:B] [--generate A:B] [--sizes 20,40,80] [--frontier] [--scratch DIR]

For each event: `assign`, a handful of changes (late sign-ups, withdrawals, other rankings, smaller rooms, other chairs,
cancelled sessions, other times), then `rerun` with one of its options. An integer programme written from the
descriptions alone must find the same value in every stage: the fewest moves, those to a worse place, the objective and
the lottery; with --frontier, the same best profile for every number of moves, and nothing better beyond its end.
Needs highspy (see requirements.txt). Prints disagreements and a count; exit code 1 when there were any.
"""

import argparse
import collections
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

from check_certificate import latest_run
from event_folder import Unreadable, decode, read_event
from event_rules import Impossible, Rules
from random_events import RandomEvent
from rerun_changes import change_event
from rerun_model import Model, Unsolved
from rerun_rules import CannotFreeze, freeze, read_published

# What `check` reports of duties before anything is solved, also where a session could be cancelled to undo it.
MISTAKES = {"two-duties-at-once", "duty-and-excluded", "more-duties-than-seats"}
OBJECTIVES = ("fair", "firsts", "total", "balanced")


class Judge:
    def __init__(self, program, scratch, frontier):
        self.program, self.scratch, self.frontier = os.path.abspath(program), scratch, frontier
        self.counts = collections.Counter()
        self.disagreements = []

    def breakouts(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, text=True)

    def disagree(self, folder, text):
        self.disagreements.append(text)
        print(f"{folder}: {text}"[:900], flush=True)

    # ------------------------------------------------------------ one event

    def event(self, folder, draw):
        objective = draw.choice(OBJECTIVES)
        done = self.breakouts("assign", folder, "--objective", objective, "--quiet", "--time-limit", "20")
        if done.returncode:
            self.counts[f"assign ended with {done.returncode}"] += 1
            return
        self.counts.update(change_event(folder, draw))
        options = self.options(folder, draw)
        done = self.breakouts("rerun", folder, "--published", "1", "--json", "--time-limit", "60", *options)
        self.judge(folder, objective, options, done)

    def options(self, folder, draw):
        options = ["--frontier"] if self.frontier else []
        kind = draw.choice(["plain", "plain", "more", "more", "frozen", "worse"])
        if kind == "more" and not self.frontier:
            options += ["--max-moves", str(draw.choice([1, 2, 3, 5, 8]))]
        if kind == "frozen" or draw.random() < 0.15:
            options += ["--frozen-rounds", "1"]
        if kind == "worse" or draw.random() < 0.2:
            options += ["--allow-worse"]
        if kind == "worse" and not self.frontier:
            options += ["--max-moves", str(draw.choice([1, 2, 4]))]
        return options

    def judge(self, folder, objective, options, done):
        at = " ".join([objective, *options])
        try:
            event = read_event(folder)
            with open(os.path.join(folder, "runs", "001", "allocation.csv"), "rb") as file:
                published = read_published(decode(file.read()), event)
            event, pins = freeze(event, published, {1} if "--frozen-rounds" in options else set())
            rules = Rules(event, pins)
            model = Model(rules, published, event.seed)
        except (Unreadable, Impossible, CannotFreeze) as problem:
            self.counts[f"not understood here; rerun ended with {done.returncode}"] += 1
            if done.returncode == 0:
                self.disagree(folder, f"{at}: not understood here: {problem}")
            return
        if done.returncode not in (0, 1):
            self.counts[f"rerun ended with {done.returncode}"] += 1
            if done.returncode != 65:
                self.disagree(folder, f"{at}: ended with {done.returncode}: {done.stderr[-400:]}")
            return
        extra = int(options[options.index("--max-moves") + 1]) if "--max-moves" in options else 0
        try:
            mine = model.solve(objective, extra, "--allow-worse" in options)
        except Unsolved as problem:
            self.counts[f"HiGHS: {problem}"] += 1
            return
        if mine is None or done.returncode == 1:
            self.no_allocation(folder, at, mine, done)
            return
        summary = json.loads(done.stdout)
        theirs = [(s["name"], s["value"]) for s in summary["stages"]]
        if summary["status"] != "optimal":
            self.counts["not proven there"] += 1
            return
        self.compare(folder, at, theirs, mine, model)
        if self.frontier:
            self.walk(folder, at, objective, "--allow-worse" in options, model, summary["rerun"]["frontier"])

    def no_allocation(self, folder, at, mine, done):
        reasons = json.loads(done.stdout).get("reasons", []) if done.returncode == 1 else []
        if mine is not None and any(reason["code"] in MISTAKES for reason in reasons):
            # Cancelling a session would lift the duty; the program takes it for a mistake and asks.
            self.counts["contradicting duties, told as a mistake"] += 1
            return
        self.counts["no allocation"] += 1
        if (mine is None) != (done.returncode == 1):
            self.disagree(folder, f"{at}: allocation here {mine is not None}, there {done.returncode}: {reasons}")

    def compare(self, folder, at, theirs, mine, model):
        values, chosen = mine
        self.counts["reruns compared"] += 1
        self.counts["stages compared"] += len(values)
        if theirs[:-1] != values[:-1] or theirs[-1][0] != values[-1][0]:
            self.disagree(folder, f"{at}: stages there {theirs}, here {values}")
        elif values[-1][1] < theirs[-1][1]:
            self.disagree(folder, f"{at}: a better draw: {values[-1]} instead of {theirs[-1]}")
        elif values[-1][1] > theirs[-1][1] * (1 + 1e-6):
            self.counts["HiGHS ended short of the best draw"] += 1

    # ------------------------------------------------------------ the frontier

    def walk(self, folder, at, objective, allows_worse, model, points):
        """Every number of moves, from none more than needed to as many as there are placements."""
        limit = len(model.published.placements)

        def best(extra):
            values, chosen = model.solve(objective, extra, allows_worse, lottery=False)
            # The first stage counts the fewest, the last but one how many are really used.
            rest = values[1:] if extra == 0 else values[1:-1]
            return [v for _, v in rest], values, model.numbers(chosen)

        try:
            goal = best(limit)[0]
            expected, extra, last = [], 0, None
            while last != goal and extra <= limit:
                key, _, numbers = best(extra)
                if key != last:
                    expected.append({"extraMoves": extra, **numbers})
                    last = key
                extra += 1
        except Unsolved as problem:
            self.counts[f"HiGHS: {problem}"] += 1
            return
        self.counts["frontiers compared"] += 1
        self.counts["frontier points"] += len(expected)
        if any(b["extraMoves"] > a["extraMoves"] + 1 for a, b in zip(expected, expected[1:])):
            self.counts["frontiers with a plateau"] += 1
        # How many people the moves touch is left to the lottery.
        fields = ("extraMoves", "moved", "profile", "worst", "total", "firstChoices")
        told = [{f: p[f] for f in fields} for p in points]
        every = [max((p for p in expected if p["extraMoves"] <= m), key=lambda p: p["extraMoves"])
                 for m in range(expected[-1]["extraMoves"] + 1)]
        mine = [{**{f: p[f] for f in fields}, "extraMoves": m} for m, p in enumerate(every)]
        if told != mine:
            self.disagree(folder, f"{at}: frontier there {told}, here {mine}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--random", default="0:0", help="seeds A:B of random events with every rule")
    parser.add_argument("--generate", default="0:0", help="seeds A:B of events of `breakouts generate`")
    parser.add_argument("--sizes", default="20,40,80")
    parser.add_argument("--frontier", action="store_true")
    parser.add_argument("--scratch")
    a = parser.parse_args()
    scratch = a.scratch or tempfile.mkdtemp(prefix="breakouts-rerun-")
    os.makedirs(scratch, exist_ok=True)
    judge = Judge(a.program, scratch, a.frontier)

    def run(folder, draw):
        before = len(judge.disagreements)
        judge.event(folder, draw)
        if len(judge.disagreements) == before:
            shutil.rmtree(folder, ignore_errors=True)

    for seed in range(*map(int, a.random.split(":"))):
        folder = os.path.join(scratch, f"random-{seed}")
        shutil.rmtree(folder, ignore_errors=True)
        RandomEvent(seed).write(folder)
        run(folder, random.Random(f"rerun {seed}"))
    for seed in range(*map(int, a.generate.split(":"))):
        folder, draw = os.path.join(scratch, f"generated-{seed}"), random.Random(f"rerun of a generated event {seed}")
        shutil.rmtree(folder, ignore_errors=True)
        sessions = ",".join(str(draw.randint(2, 6)) for _ in range(draw.choice([1, 2, 2, 2])))
        judge.breakouts("generate", "--attendees", draw.choice(a.sizes.split(",")), "--sessions", sessions, "--seed",
                        str(seed), "--skew", draw.choice(["0", "0.8", "1.5"]), "--output", folder, "--quiet")
        run(folder, draw)
    print(json.dumps({**dict(sorted(judge.counts.items())), "disagreements": len(judge.disagreements)}, indent=1))
    return 1 if judge.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
