#!/usr/bin/env python3
"""Sets every strategy on small random events with every rule in them, and judges each allocation by the rules alone.

    check_strategies.py BREAKOUTS [--random A:B] [--strategies S,...] [--scratch DIR]

For each event (`random_events.py`) every strategy of BREAKOUTS, the built program, allocates. Then

- either all strategies say that no allocation keeps the rules, or all of them publish one, and none says anything else;
- every allocation keeps every rule, and its summary says what it holds, as worked out here from the files of the event;
- only the exact strategy claims a proof.

Prints disagreements, and a count at the end; exit code 1 when there were any. Python 3.9 or later, standard library only.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

from certificate_proof import Rejected
from check_certificate import Seating, check_summary, read_record
from event_folder import decode, read_event
from event_rules import Impossible, Rules
from random_events import RandomEvent
from rerun_rules import keep_back

STRATEGIES = ("exact", "flow", "rounds", "local", "serial-shares", "serial", "snake", "deferred", "immediate", "greedy",
              "first-come")
ALLOCATED, IMPOSSIBLE, REFUSED = 0, 1, 65


def judge(event, run):
    """Raises `Rejected` unless the run keeps the rules and says what it holds."""

    def load(name):
        with open(os.path.join(run, name), "rb") as file:
            return decode(file.read())

    summary = json.loads(load("summary.json"))
    try:
        seating = Seating(Rules(keep_back(event, summary.get("keptBack"))), read_record(event, load("allocation.csv")))
        check_summary(seating, summary)
    except Impossible as problem:
        raise Rejected(str(problem))
    proves = summary["strategy"] == "exact"
    if os.path.exists(os.path.join(run, "certificate.json")) != proves or bool(summary["stages"]) != proves:
        raise Rejected("a proof where there can be none, or none where there must be one")


class Campaign:
    def __init__(self, program, strategies, scratch):
        self.program, self.strategies, self.scratch = program, strategies, scratch
        self.allocations = Counter()
        self.impossible = self.refused = 0
        self.disagreements = []

    def disagree(self, text):
        self.disagreements.append(text)
        print(text, flush=True)

    def run(self, seed):
        folder = os.path.join(self.scratch, f"random-{seed}")
        RandomEvent(seed).write(folder)
        event, endings, found = None, {}, len(self.disagreements)
        for strategy in self.strategies:
            run = os.path.join(folder, "runs", strategy)
            done = subprocess.run(
                [self.program, "assign", folder, "--strategy", strategy, "--output", run, "--quiet", "--time-limit", "20"],
                capture_output=True, text=True)
            endings[strategy] = done.returncode
            if done.returncode not in (ALLOCATED, IMPOSSIBLE, REFUSED):
                self.disagree(f"{folder}: {strategy} ended with {done.returncode}: {done.stderr[:300]}")
            elif done.returncode == ALLOCATED:
                event = event or read_event(folder)
                try:
                    judge(event, run)
                    self.allocations[strategy] += 1
                except Rejected as problem:
                    self.disagree(f"{run}: {problem}")
            elif not done.stderr.strip() and not done.stdout.strip():
                self.disagree(f"{folder}: {strategy} ended with {done.returncode} and said nothing")
        if len(set(endings.values())) > 1:
            self.disagree(f"{folder}: not of one mind: {endings}")
        self.impossible += IMPOSSIBLE in endings.values()
        self.refused += REFUSED in endings.values()
        if len(self.disagreements) == found:
            shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--random", default="1:100", help="seeds A:B of random events")
    parser.add_argument("--strategies", default=",".join(STRATEGIES))
    parser.add_argument("--scratch")
    a = parser.parse_args()
    scratch = a.scratch or tempfile.mkdtemp(prefix="breakouts-strategies-")
    os.makedirs(scratch, exist_ok=True)
    campaign = Campaign(os.path.abspath(a.program), a.strategies.split(","), scratch)
    first, last = (int(x) for x in a.random.split(":"))
    for seed in range(first, last):
        campaign.run(seed)
    print(json.dumps({"events": last - first, "impossible": campaign.impossible, "refused": campaign.refused,
                      "allocations": campaign.allocations, "disagreements": len(campaign.disagreements)}))
    return 1 if campaign.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
