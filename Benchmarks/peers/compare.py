#!/usr/bin/env python3
"""Runs the program and the peers on the same instances, one after the other, and writes what it found.

Both solve the same problem to a proven optimum: the values must be equal stage by stage, or this ends with code 1.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version

from check_certificate import check_run
from instances import Instance

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
OBJECTIVE = {"squares": "balanced", "leximin": "fair", "sum": "total"}
SMALL, LARGE = (4, 6), (20, 30)
MIP = ["HiGHS MIP", "HiGHS LP", "CBC", "CP-SAT"]
# people, sessions, rules, problem, peers, in the quick set
SUITE = [
    (200, SMALL, False, "squares", MIP, True),
    (200, SMALL, False, "leximin", ["HiGHS MIP"], True),
    (200, SMALL, True, "squares", ["HiGHS MIP", "CBC", "CP-SAT"], True),
    (200, SMALL, True, "leximin", ["HiGHS MIP"], True),
    (200, LARGE, False, "squares", ["HiGHS MIP", "HiGHS LP", "CBC"], True),
    (200, LARGE, False, "leximin", ["HiGHS MIP"], False),
    (1000, SMALL, False, "squares", ["HiGHS MIP", "HiGHS LP", "CBC"], True),
    (1000, SMALL, False, "leximin", ["HiGHS MIP"], False),
    (1000, (30,), False, "sum", ["OR-Tools min-cost flow", "networkx"], True),
    (10000, (30,), False, "sum", ["OR-Tools min-cost flow", "networkx"], False),
    (100000, (30,), False, "sum", ["OR-Tools min-cost flow"], False),
    (1000, LARGE, False, "squares", ["HiGHS MIP", "HiGHS LP"], False),
    (1000, LARGE, False, "leximin", ["HiGHS MIP"], False),
    (1000, LARGE, True, "squares", ["HiGHS MIP", "CBC"], False),
    (1000, LARGE, True, "leximin", ["HiGHS MIP"], False),
    (10000, SMALL, False, "squares", ["HiGHS MIP"], False),
    (10000, LARGE, False, "squares", ["HiGHS MIP", "HiGHS LP"], False),
]


# ---------------------------------------------------------------- one solve


def resident(pid):
    """Peak megabytes so far. (What wait4 tells includes this process, from before the other program began.)"""
    try:
        with open(f"/proc/{pid}/status") as file:
            return next((int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM")), 0.0)
    except OSError:
        return 0.0


def measured(command):
    """(exit code, standard output, wall seconds, work seconds, peak megabytes) of a process of its own."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=err, cwd=HERE)
        peak = 0.0
        while True:
            peak = max(peak, resident(process.pid))
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        out.seek(0)
        err.seek(0)
        text, complaint = out.read(), err.read()
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {complaint[-400:]}")
    return process.returncode, text, wall, used.ru_utime + used.ru_stime, peak


def ours(program, event, problem, limit, check):
    run = tempfile.mkdtemp()
    os.rmdir(run)
    command = [program, "assign", event, "--objective", OBJECTIVE[problem], "--json", "--output", run]
    code, text, wall, work, memory = measured(command + (["--time-limit", str(limit)] if limit else []))
    if code:
        raise SystemExit(f"breakouts found no allocation of {event}")
    summary = json.loads(text)
    if check:
        check_run(event, run)
    shutil.rmtree(run)
    names = [s["name"] for s in summary["stages"]]
    first = 0 if problem != "leximin" else None
    wanted = [i for i, n in enumerate(names) if n.startswith("total regret at least")] if first is None else [0]
    seconds = summary["seconds"]
    return {
        "stages": [{k: summary["stages"][i][k] for k in ("name", "value", "bound", "proven")} for i in wanted],
        "seconds": seconds["stages"][wanted[-1]], "processorSeconds": seconds["stagesProcessor"][wanted[-1]],
        "allStages": seconds["solve"], "status": summary["status"],
        "process": {"seconds": wall, "processorSeconds": work}, "peakMegabytes": memory,
    }


def theirs(event, problem, peer, limit):
    code, text, wall, work, memory = measured([sys.executable, "solve_one.py", event, problem, peer, str(limit)])
    if code:
        raise SystemExit(f"{peer} failed on {event}")
    found = json.loads(text.strip().splitlines()[-1])
    found["process"] = {"seconds": wall, "processorSeconds": work}
    found["peakMegabytes"] = memory
    found["proven"] = len(found["stages"]) == found["expected"] and all(s["proven"] for s in found["stages"])
    return found


def least(runs):
    """The run that the rest of the machine disturbed least."""
    best = min(runs, key=lambda r: r["processorSeconds"])
    best["allProcessorSeconds"] = [r["processorSeconds"] for r in runs]
    return best


def same(mine, found):
    """Every stage that both proved has one value; a bound that is not a proof is not beyond it."""
    for a, b in zip(mine["stages"], found["stages"]):
        assert a["name"] == b["name"], (a, b)
        if b["proven"] and a["proven"] and a["value"] != b["value"]:
            return False
        if a["proven"] and b["bound"] is not None and b["bound"] > a["value"]:
            return False
    return True


# ---------------------------------------------------------------- the whole


def machine():
    model = "unknown"
    with open("/proc/cpuinfo") as file:
        for line in file:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {"processor": model, "cores": os.cpu_count(), "memoryGigabytes": round(memory, 1),
            "system": f"{platform.system()} {platform.machine()}", "load": round(os.getloadavg()[0], 1)}


def git(*arguments):
    return subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True).stdout.strip()

# How many times a peer's processor time ours should go into it: people, sessions, rules, problem, peer, times.
GOALS = [
    (200, SMALL, False, "squares", "HiGHS MIP", 20),
    (200, SMALL, False, "leximin", "HiGHS MIP", 50),
    (200, LARGE, False, "leximin", "HiGHS MIP", 50),
    (1000, SMALL, False, "squares", "HiGHS LP", 10),
    (1000, SMALL, False, "squares", "HiGHS MIP", 50),
    (1000, SMALL, False, "leximin", "HiGHS MIP", 50),
    (1000, LARGE, False, "squares", "HiGHS MIP", 20),
    (1000, LARGE, False, "leximin", "HiGHS MIP", 50),
    (10000, SMALL, False, "squares", "HiGHS MIP", 200),
    (200, SMALL, True, "squares", "HiGHS MIP", 20),
    (200, SMALL, True, "leximin", "HiGHS MIP", 20),
    (1000, LARGE, True, "squares", "CBC", 20),
    (1000, LARGE, True, "leximin", "HiGHS MIP", 20),
]


def head():
    names = ("highspy", "ortools", "networkx", "pulp", "numpy", "scipy")
    return {"commit": git("rev-parse", "--short", "HEAD"), "machine": machine(), "date": time.strftime("%Y-%m-%d"),
            "versions": {"python": platform.python_version(), **{n: version(n) for n in names}}}


def table(document):
    m, lines = document["machine"], []
    say = lines.append
    say("# The program beside its peers\n")
    versions = ", ".join(f"{k} {v}" for k, v in document["versions"].items())
    say(f"Commit {document['commit']}, {document['date']}. {m['processor']}, {m['cores']} cores, "
        f"{m['memoryGigabytes']} GB; load {m['load']} at the start. {versions}. Made by `Benchmarks/peers/run`.\n")
    say("Same instances, same problem, one run. *squares*: smallest sum of squared total regrets; *leximin*: fewest people "
        "with the largest total regret, then the next, down to 1; *sum*: one round, smallest sum of regrets. Every value "
        "that two solvers proved is the same. Seconds are of processor work (all threads) until the last of "
        "these stages was proven, without start-up, reading, and for the peers without making their arrays. "
        + (f"Of {document['repeats']} runs the least disturbed one counts. " if document["repeats"] > 1 else "")
        + f"Each had {document['limit']} seconds on the wall. Memory is the peak of the whole process.\n")
    say("| people × sessions | problem | solver | result | seconds | × ours | MB | × ours |")
    say("|---|---|---|---|---|---|---|---|")
    for item in document["instances"]:
        mine = item["ours"]
        say(f"| {label_of(item)} | {item['problem']} | **breakouts** | {result(mine['stages'], len(mine['stages']))} "
            f"| {mine['processorSeconds']:.3g} | 1 | {megabytes(mine)} | |")
        for peer, found in item["peers"].items():
            proven = all(s["proven"] for s in mine["stages"])
            more = "> " if proven and not found["proven"] else "< " if found["proven"] and not proven else ""
            ratio = found["processorSeconds"] / max(mine["processorSeconds"], 1e-6)
            say(f"| | | {peer} | {result(found['stages'], found['expected'])} | {found['processorSeconds']:.3g} "
                f"| {more}{ratio:.3g} | {megabytes(found)} | {times(found, mine)} |")
    goals(document, say)
    return "\n".join(lines) + "\n"


def goals(document, say):
    """What we set out to reach, beside what came out."""
    say("\n## What was to be reached\n")
    say("Times that our processor time goes into the peer's; *at least* where the limit stopped the peer.\n")
    say("| people × sessions | problem | peer | to reach | measured | |")
    say("|---|---|---|---|---|---|")
    for people, sessions, rules, problem, peer, wanted in GOALS:
        for item in document["instances"]:
            same = (item["people"], tuple(item["sessions"]), item["rules"], item["problem"]) == (
                people, sessions, rules, problem)
            if not same or peer not in item["peers"]:
                continue
            mine, found = item["ours"], item["peers"][peer]
            ratio = found["processorSeconds"] / max(mine["processorSeconds"], 1e-6)
            ours, theirs = all(s["proven"] for s in mine["stages"]), found["proven"]
            measured = "neither proved it" if not ours and not theirs else (
                f"{'' if theirs else 'at least '}{ratio:.3g}" if ours else f"at most {ratio:.3g}: ours was not proven")
            verdict = "reached" if ours and ratio >= wanted else "not reached" if theirs or not ours else "not decided"
            say(f"| {label_of(item)} | {problem} | {peer} | {wanted} | {measured} | {verdict} |")


def label_of(item):
    return f"{item['people']:,} × ({'+'.join(map(str, item['sessions']))})" + (", all rules" if item["rules"] else "")


def megabytes(run):
    return f"{run['peakMegabytes']:.0f}" if run["peakMegabytes"] else "not measured"


def times(found, mine):
    both = found["peakMegabytes"] and mine["peakMegabytes"]
    return f"{found['peakMegabytes'] / mine['peakMegabytes']:.2g}" if both else ""


def result(stages, expected):
    done = sum(s["proven"] for s in stages)
    if done == expected:
        return "proven"
    last = stages[-1]
    if expected > 1:
        return f"{done} of {expected} stages"
    return f"{'none' if last['value'] is None else last['value']}, bound {last['bound']}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=os.path.join(ROOT, ".build/release/breakouts"))
    parser.add_argument("--quick", action="store_true", help="only the small instances")
    parser.add_argument("--limit", type=int, default=60, help="seconds that a peer may take (default 60)")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="only instances whose name and problem hold this text")
    parser.add_argument("--output", default=os.path.join(ROOT, "Benchmarks/results"))
    a = parser.parse_args()
    document, agreed = {**head(), "limit": a.limit, "repeats": a.repeats, "seed": a.seed, "instances": []}, True
    with tempfile.TemporaryDirectory() as scratch:
        for people, sessions, rules, problem, peers, quick in SUITE:
            instance = Instance(people, sessions, rules, a.seed)
            if (a.quick and not quick) or (a.only and a.only not in f"{instance.name} {problem}"):
                continue
            event = os.path.join(scratch, instance.name)
            if not os.path.exists(event):
                instance.write(event)
            print(f"{instance.name} {problem}", file=sys.stderr, flush=True)
            item = {"people": people, "sessions": sessions, "rules": rules, "problem": problem, "peers": {}}
            mine, found = [], {peer: [] for peer in peers}
            for repeat in range(a.repeats):
                if not mine or mine[0]["process"]["seconds"] < a.limit / 4:
                    mine.append(ours(a.program, event, problem, a.limit, check=repeat == 0 and people <= 1000))
                for peer in peers:
                    if not found[peer] or found[peer][0]["process"]["seconds"] < a.limit / 4:
                        found[peer].append(theirs(event, problem, peer, a.limit))
            item["ours"] = least(mine)
            item["peers"] = {peer: least(runs) for peer, runs in found.items()}
            for peer, run in item["peers"].items():
                item["peers"][peer]["same"] = same(item["ours"], run)
                if not item["peers"][peer]["same"]:
                    agreed = False
                    print(f"  {peer} disagrees: {run['stages']} beside {item['ours']['stages']}", file=sys.stderr)
            document["instances"].append(item)
            os.makedirs(a.output, exist_ok=True)
            with open(os.path.join(a.output, "peers.json"), "w") as file:
                json.dump(document, file, indent=1)
                file.write("\n")
            with open(os.path.join(a.output, "peers.md"), "w") as file:
                file.write(table(document))
    print(table(document))
    return 0 if agreed else 1


if __name__ == "__main__":
    sys.exit(main())
