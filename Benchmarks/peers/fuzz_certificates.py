#!/usr/bin/env python3
"""Sets the checker on the program: random events, generated events, the four objectives, and corrupted runs.

    fuzz_certificates.py BREAKOUTS [--random A:B] [--generate N] [--events DIR ...] [--corrupt] [--scratch DIR]

Every run that BREAKOUTS (the built program) publishes must be accepted here; every corrupted one must be rejected here and
by `breakouts verify`. Prints disagreements, and a count at the end; exit code 1 when there were any.
Python 3.9 or later, standard library only.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

from certificate_proof import Rejected
from check_certificate import check_run, latest_run
from corruptions import MAY_STILL_HOLD, MUST_STILL_HOLD, corruptions
from random_events import RandomEvent
from rerun_changes import change_event

OBJECTIVES = ("fair", "firsts", "total", "balanced")


class Fuzz:
    def __init__(self, program, scratch, corrupt):
        self.program, self.scratch, self.corrupt = program, scratch, corrupt
        self.accepted = self.left_out = self.impossible = self.refused = self.corrupted = self.unchanged = 0
        self.disagreements = []
        self.kinds = {}

    def breakouts(self, *arguments):
        return subprocess.run([self.program, *arguments], capture_output=True, text=True)

    def disagree(self, folder, text):
        self.disagreements.append(f"{folder}: {text}")
        print(self.disagreements[-1], flush=True)

    def event(self, folder, objectives=OBJECTIVES):
        """Where not everybody can be placed, as many as possible are."""
        before, options = None, []
        for objective in objectives:
            asked = ["assign", folder, "--objective", objective, "--quiet", "--time-limit", "20"]
            done = self.breakouts(*asked, *options)
            if done.returncode == 1 and not options:
                options = ["--allow-unplaced"]
                done = self.breakouts(*asked, *options)
            if done.returncode == 1:
                self.impossible += 1
                return
            if done.returncode == 65:
                self.refused += 1
                return
            if done.returncode:
                self.disagree(folder, f"assign --objective {objective} ended with {done.returncode}: {done.stderr[:300]}")
                continue
            run = latest_run(folder)
            try:
                check_run(folder, run)
                self.accepted += 1
                self.left_out += bool(options)
            except Rejected as problem:
                self.disagree(run, f"rejected here: {problem}")
                continue
            if self.corrupt:
                self.spoil(folder, run, before)
            before = run

    def rerun(self, folder, seed):
        """What life does to the event since its first run, and a rerun of that."""
        draw = random.Random(f"rerun of {seed}")
        if not os.path.isdir(os.path.join(folder, "runs")):
            return
        change_event(folder, draw)
        options = draw.choice([["--frontier"], ["--frontier", "--allow-worse"], ["--max-moves", "2"], [],
                               ["--frozen-rounds", "1", "--frontier"], ["--fill-freed-seats"]])
        done = self.breakouts("rerun", folder, "--published", "1", "--quiet", "--time-limit", "20", *options)
        if done.returncode in (1, 65):
            self.impossible += done.returncode == 1
            self.refused += done.returncode == 65
            return
        if done.returncode:
            self.disagree(folder, f"rerun {options} ended with {done.returncode}: {done.stderr[:300]}")
            return
        run = latest_run(folder)
        try:
            check_run(folder, run)
            self.accepted += 1
        except Rejected as problem:
            self.disagree(run, f"rerun {options}: rejected here: {problem}")
            return
        if self.corrupt:
            self.spoil(folder, run, None)

    def spoil(self, folder, run, other):
        """Every kind of corruption once, in a copy of the run."""
        for kind, spoiled in corruptions(run, other, random.Random(run)):
            copy = os.path.join(self.scratch, "spoiled")
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(run, copy)
            shutil.rmtree(os.path.join(copy, "inputs"), ignore_errors=True)
            for name, text in spoiled.items():
                if text is None:
                    os.remove(os.path.join(copy, name))
                    continue
                with open(os.path.join(copy, name), "w", encoding="utf-8", newline="") as file:
                    file.write(text)
            self.corrupted += 1
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            mine = theirs = None
            try:
                check_run(folder, copy)
            except Rejected as problem:
                mine = str(problem)
            done = self.breakouts("verify", folder, "--run", copy, "--quiet")
            if done.returncode:
                theirs = f"{done.returncode} {done.stderr}"
            if (mine is None) != (theirs is None):
                self.disagree(run, f"{kind}: here {mine or 'accepted'}; verify {theirs or 'accepted'}"[:400])
                self.keep(copy, kind)
            elif mine is None:
                self.unchanged += 1
                if kind not in MAY_STILL_HOLD | MUST_STILL_HOLD:
                    self.disagree(run, f"{kind}: accepted by both")
                    self.keep(copy, kind)
            elif kind in MUST_STILL_HOLD:
                self.disagree(run, f"{kind}: rejected by both: {mine}")
                self.keep(copy, kind)

    def keep(self, copy, kind):
        target = tempfile.mkdtemp(prefix=kind.replace(" ", "-") + "-", dir=self.scratch)
        shutil.copytree(copy, target, dirs_exist_ok=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--random", default="0:0", help="seeds A:B of random events")
    parser.add_argument("--generate", type=int, default=0, help="events of `breakouts generate`")
    parser.add_argument("--events", nargs="*", default=[], help="event folders (copied first)")
    parser.add_argument("--corrupt", action="store_true")
    parser.add_argument("--scratch")
    a = parser.parse_args()
    scratch = a.scratch or tempfile.mkdtemp(prefix="breakouts-fuzz-")
    os.makedirs(scratch, exist_ok=True)
    fuzz = Fuzz(os.path.abspath(a.program), scratch, a.corrupt)
    for source in a.events:
        folder = os.path.join(scratch, "event-" + os.path.basename(os.path.abspath(source)))
        shutil.copytree(source, folder, dirs_exist_ok=True)
        fuzz.event(folder)
    first, last = (int(x) for x in a.random.split(":"))
    for seed in range(first, last):
        folder = os.path.join(scratch, f"random-{seed}")
        RandomEvent(seed).write(folder)
        found = len(fuzz.disagreements)
        fuzz.event(folder)
        fuzz.rerun(folder, seed)
        if len(fuzz.disagreements) == found:
            shutil.rmtree(folder)
    for seed in range(1, a.generate + 1):
        folder = os.path.join(scratch, f"generated-{seed}")
        draw = random.Random(f"sizes {seed}")
        sessions = ",".join(str(draw.randint(2, 8)) for _ in range(draw.choice([1, 2, 2, 2, 3])))
        size = str(draw.choice([20, 40, 80, 150]))
        fuzz.breakouts("generate", "--attendees", size, "--sessions", sessions, "--seed", str(seed), "--skew",
                       str(draw.choice([0, 0.8, 1.5])), "--output", folder, "--quiet")
        fuzz.event(folder, [OBJECTIVES[seed % 4]])
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps({"accepted": fuzz.accepted, "with people left out": fuzz.left_out,
                      "impossible": fuzz.impossible, "refused": fuzz.refused,
                      "corrupted": fuzz.corrupted, "still holding": fuzz.unchanged, "kinds": fuzz.kinds,
                      "disagreements": len(fuzz.disagreements)}))
    return 1 if fuzz.disagreements else 0


if __name__ == "__main__":
    sys.exit(main())
