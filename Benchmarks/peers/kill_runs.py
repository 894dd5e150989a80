#!/usr/bin/env python3
"""Ends `breakouts` at random moments, and looks at what is left of the runs.

    kill_runs.py BREAKOUTS EVENT [--times 200] [--seed 1] [--scratch DIR]

EVENT holds a published run `runs/001` and files that have changed since (SampleData/netwerkdag-2026-late). A copy of it
is assigned or run again, with options drawn by lot, and stopped after a random part of the time that this usually takes:
with SIGKILL, SIGTERM or SIGINT. After each of these, and once more after a rerun that nobody disturbs:

- every run that was complete before is what it was, byte for byte;
- every folder that has a run's name is complete: all files of its manifest are there, with the hashes that it states;
- what is not complete has no run's name, so that no command takes it for one.

Every tenth time `verify` must accept the latest run. Python 3.9 or later, standard library only. Exit code 1 when
anything was wrong.
"""

import argparse
import collections
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

COMMANDS = (
    ["assign"],
    ["assign", "--time-limit", "0.01"],
    ["rerun", "--published", "1"],
    ["rerun", "--published", "1", "--max-moves", "3"],
    ["rerun", "--published", "1", "--frontier"],
    ["rerun", "--published", "1", "--frontier", "--allow-worse"],
    ["rerun", "--published", "1", "--frontier", "--time-limit", "0.02"],
    ["rerun", "--published", "1", "--frozen-rounds", "1", "--fill-freed-seats"],
)
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)


def contents(folder):
    """Every file under the folder, by name, with its hash."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def incomplete(run):
    """What is missing in a run; nothing when it is whole."""
    try:
        with open(os.path.join(run, "manifest.json"), encoding="utf-8") as file:
            manifest = json.load(file)
    except (OSError, ValueError) as problem:
        return [f"manifest.json: {problem}"]
    files = contents(run)
    stated = [(o["name"], o["sha256"]) for o in manifest["outputs"]]
    stated += [("inputs/" + i["name"], i["sha256"]) for i in manifest["inputs"]]
    return [name for name, digest in stated if files.get(name) != digest]


class Campaign:
    def __init__(self, program, folder, draw):
        self.program, self.folder, self.draw = os.path.abspath(program), folder, draw
        self.runs = os.path.join(folder, "runs")
        self.whole = {name: contents(os.path.join(self.runs, name)) for name in sorted(os.listdir(self.runs))}
        self.counts, self.wrong = collections.Counter(), []
        self.usual = [self.seconds(command) for command in COMMANDS]

    def start(self, command):
        return subprocess.Popen([self.program, command[0], self.folder, *command[1:], "--quiet"],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def seconds(self, command):
        begin = time.monotonic()
        code = self.start(command).wait()
        if code:
            self.wrong.append(f"{command} ended with {code} though nobody stopped it")
        self.look(command)
        return time.monotonic() - begin

    def stop_one(self):
        kind = self.draw.randrange(len(COMMANDS))
        how = self.draw.choice(SIGNALS)
        process = self.start(COMMANDS[kind])
        time.sleep(self.draw.random() * self.usual[kind] * 1.1)
        process.send_signal(how)
        try:
            code = process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            self.wrong.append(f"{COMMANDS[kind]} went on for a minute after {how.name}")
            return
        self.counts[f"{how.name}: ended with {code}"] += 1
        self.look(COMMANDS[kind] + [how.name])

    def look(self, after):
        for name in sorted(os.listdir(self.runs)):
            path = os.path.join(self.runs, name)
            if name in self.whole:
                if contents(path) != self.whole[name]:
                    self.wrong.append(f"after {after}: {name} is not what it was")
                continue
            if not re.fullmatch(r"\d+", name):
                self.counts["left over, under no run's name"] += 1
                continue
            missing = incomplete(path)
            if missing:
                self.wrong.append(f"after {after}: {name} is not whole: {missing[:4]}")
            self.whole[name] = contents(path)
        gone = [name for name in self.whole if not os.path.isdir(os.path.join(self.runs, name))]
        if gone:
            self.wrong.append(f"after {after}: {gone} gone")

    def rerun(self):
        command = ["rerun", "--published", "1"]
        self.seconds(command)
        done = subprocess.run([self.program, "verify", self.folder, "--quiet"], capture_output=True, text=True)
        if done.returncode:
            self.wrong.append(f"verify ended with {done.returncode}: {done.stderr[-300:]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("event")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scratch")
    a = parser.parse_args()
    scratch = a.scratch or tempfile.mkdtemp(prefix="breakouts-kill-")
    folder = os.path.join(scratch, "event")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(a.event, folder)
    for name in os.listdir(os.path.join(folder, "runs")):
        if name != "001":
            shutil.rmtree(os.path.join(folder, "runs", name))
    campaign = Campaign(a.program, folder, random.Random(a.seed))
    for number in range(1, a.times + 1):
        campaign.stop_one()
        if number % 10 == 0:
            campaign.rerun()
    campaign.rerun()
    print(json.dumps({**dict(sorted(campaign.counts.items())), "stopped": a.times, "runs": len(campaign.whole),
                      "wrong": campaign.wrong}, indent=1))
    return 1 if campaign.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
