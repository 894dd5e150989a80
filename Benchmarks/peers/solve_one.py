#!/usr/bin/env python3
"""Solves one event with one peer in a process of its own, and prints JSON.

    solve_one.py EVENT PROBLEM PEER [LIMIT]       PROBLEM: squares, leximin or sum
"""

import json
import resource
import sys
import time

import numpy  # noqa: F401  (start-up is not measured)
import scipy.sparse  # noqa: F401

from backends import PEERS
from event_folder import read_event
from event_rules import Rules
from model import Model


def main(folder, problem, peer, limit=60):
    rules = Rules(read_event(folder))
    began = time.perf_counter()
    model = Model(rules)
    stages = model.stages(problem)
    arrays = time.perf_counter() - began
    found, seconds = PEERS[peer](model, stages, float(limit))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(json.dumps({
        "stages": found, "expected": len(stages), "seconds": seconds[0], "processorSeconds": seconds[1],
        "secondsForArrays": arrays,
        "columns": len(model.upper), "rows": len(model.row_lower), "nonzeros": int(model.matrix.nnz),
        "peakMegabytes": max(u.ru_maxrss for u in used) / 1024,
    }))


if __name__ == "__main__":
    main(*sys.argv[1:])
