"""The peers. Each takes a `Model` and the stages, and gives what it found for each stage and the seconds it took.

Seconds are those of handing the arrays to the solver and solving. What Python needs to make the arrays is left out,
and so are start-up and reading: that favours the peers. Settings are those that their documentation gives for a proven
optimum: gap 0 (0.99 in absolute terms, because every cost is whole), presolve on, as many threads as there are cores.
"""

import os
import re
import resource
import subprocess
import tempfile
import time

import numpy as np
from scipy import sparse

CORES = os.cpu_count() or 1


class Watch:
    def __init__(self, limit):
        self.began, self.processor, self.limit = time.perf_counter(), self.work(), limit

    @staticmethod
    def work():
        """Seconds of work of this process, all its threads, and the processes that it started and that have ended."""
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    @property
    def seconds(self):
        """(on the wall, of work)"""
        return time.perf_counter() - self.began, self.work() - self.processor

    @property
    def left(self):
        return max(0.1, self.limit - self.seconds[0])


def entry(name, value, bound, proven):
    whole = lambda x: None if x is None or not np.isfinite(x) else round(x)
    return {"name": name, "value": whole(value), "bound": None if bound is None or not np.isfinite(bound)
            else int(np.ceil(bound - 1e-6)), "proven": bool(proven)}


# ---------------------------------------------------------------- HiGHS


def passed_to_highs(model, cost, relaxed=False):
    import highspy

    h = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", CORES), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.99)):
        h.setOptionValue(option, value)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.upper), len(model.row_lower)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, np.zeros(len(model.upper)), model.upper
    lp.row_lower_, lp.row_upper_ = model.row_lower, model.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = model.matrix.indptr, model.matrix.indices
    lp.a_matrix_.value_ = model.matrix.data
    if not relaxed:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * len(model.upper)
    h.passModel(lp)
    return h


def highs(model, stages, limit, relaxed=False):
    import highspy

    watch, found = Watch(limit), []
    h = passed_to_highs(model, stages[0][1], relaxed)
    columns = np.arange(len(model.upper), dtype=np.int32)
    for number, (name, cost) in enumerate(stages):
        if number:
            h.changeColsCost(len(columns), columns, cost)
        h.setOptionValue("time_limit", h.getRunTime() + watch.left)
        h.run()
        info, optimal = h.getInfo(), h.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = info.objective_function_value if info.primal_solution_status == 2 else None
        if relaxed:
            x = np.array(h.getSolution().col_value)
            whole = optimal and np.abs(x - np.round(x)).max() < 1e-6
            found.append(entry(name, value if whole else None, value if optimal else None, whole))
        else:
            found.append(entry(name, value, info.mip_dual_bound, optimal))
        if not found[-1]["proven"]:
            break
        keep = np.flatnonzero(cost).astype(np.int32)
        if found[-1]["value"] == 0:  # a cost that must stay 0 says which columns are out
            h.changeColsBounds(len(keep), keep, np.zeros(len(keep)), np.zeros(len(keep)))
        else:
            h.addRow(-highspy.kHighsInf, float(found[-1]["value"]), len(keep), keep, cost[keep])
    return found, watch.seconds


# ---------------------------------------------------------------- CP-SAT


def cp_sat(model, stages, limit):
    from ortools.sat.python import cp_model

    watch, found = Watch(limit), []
    m = cp_model.CpModel()
    x = [m.new_bool_var("") if u == 1 else m.new_int_var(0, int(u), "") for u in model.upper]
    rows = sparse.csr_matrix(model.matrix)
    for r in range(rows.shape[0]):
        columns, values = rows.indices[rows.indptr[r]:rows.indptr[r + 1]], rows.data[rows.indptr[r]:rows.indptr[r + 1]]
        low, high = model.row_lower[r], model.row_upper[r]
        if len(columns) == 0:
            continue
        if low == high == 1 and (values == 1).all() and (model.upper[columns] == 1).all():
            m.add_exactly_one(x[c] for c in columns)
            continue
        total = cp_model.LinearExpr.weighted_sum([x[c] for c in columns], [int(v) for v in values])
        if low == high:
            m.add(total == int(low))
            continue
        if np.isfinite(low):
            m.add(total >= int(low))
        if np.isfinite(high):
            m.add(total <= int(high))
    for name, cost in stages:
        columns = np.flatnonzero(cost)
        total = cp_model.LinearExpr.weighted_sum([x[c] for c in columns], [int(v) for v in cost[columns]])
        m.minimize(total)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.random_seed = CORES, 1
        solver.parameters.max_time_in_seconds = watch.left
        status = solver.solve(m)
        optimal, feasible = status == cp_model.OPTIMAL, status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        value = solver.objective_value if feasible else None
        found.append(entry(name, value, solver.best_objective_bound, optimal))
        if not optimal:
            break
        m.add(total <= found[-1]["value"])
        m.clear_hints()
        for column in x:
            m.add_hint(column, solver.value(column))
    return found, watch.seconds


# ---------------------------------------------------------------- CBC


def cbc(model, stages, limit):
    """One stage, through the command line of the CBC that PuLP carries. Reading the file counts."""
    import pulp

    (name, cost), = stages
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "event.mps")
        passed_to_highs(model, cost).writeModel(path)
        watch = Watch(limit)
        done = subprocess.run(
            [pulp.PULP_CBC_CMD().path, path, "-seconds", str(limit), "-timeMode", "elapsed", "-threads", str(CORES),
             "-ratioGap", "0", "-allowableGap", "0.99", "-solve", "-quit"],
            capture_output=True, text=True,
        )
        seconds = watch.seconds
    number = lambda text: (lambda m: float(m[1]) if m else None)(re.search(text + r":?\s+([-\d.e+]+)", done.stdout))
    value = number("Objective value")
    optimal = "Result - Optimal solution found" in done.stdout and "within gap" not in done.stdout
    bound = number("Lower bound")
    if "within gap tolerance" in done.stdout:
        optimal = True  # the gap is below 1 and every cost is whole
    return [entry(name, value, value if optimal else bound, optimal)], seconds


# ---------------------------------------------------------------- min-cost flow, for one round without further rules


def flow_arcs(model, cost):
    """Nodes: kinds of people, sessions, pools, a sink. Every column is an arc, because it has one target."""
    matrix = sparse.csr_matrix(model.matrix)
    kinds = model.units
    unit_rows = [r for r in range(matrix.shape[0]) if r not in set(model.rows.values())]
    node = {row: number for number, row in enumerate(unit_rows)}
    for row in model.rows.values():
        node[row] = len(node)
    tail = np.full(len(model.upper), -1)
    head = np.full(len(model.upper), -1)
    entries = matrix.tocoo()
    units, pools = set(unit_rows), {r for name, r in model.rows.items() if name[0] == "pool"}
    for row, column, value in zip(entries.row, entries.col, entries.data):
        if row in units or value < 0:
            tail[column] = node[row]
        else:
            head[column] = node[row]
    sink = len(node)
    sessions = [r for name, r in model.rows.items() if name[0] == "session"]
    people = int(model.row_lower[unit_rows].sum())
    tail = np.concatenate([tail, [node[r] for r in sessions]])
    head = np.concatenate([head, [sink] * len(sessions)])
    capacity = np.concatenate([model.upper, model.row_upper[sessions]]).astype(np.int64)
    weight = np.concatenate([cost, np.zeros(len(sessions))]).astype(np.int64)
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[: len(unit_rows)] = model.row_lower[unit_rows]
    supply[sink] = -people
    return tail, head, capacity, weight, supply


def ortools_flow(model, stages, limit):
    from ortools.graph.python import min_cost_flow

    (name, cost), = stages
    tail, head, capacity, weight, supply = flow_arcs(model, cost)
    watch = Watch(limit)
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tail.astype(np.int32), head.astype(np.int32), capacity, weight)
    flow.set_nodes_supplies(np.arange(len(supply), dtype=np.int32), supply)
    optimal = flow.solve() == flow.OPTIMAL
    value = flow.optimal_cost() if optimal else None
    return [entry(name, value, value, optimal)], watch.seconds


def networkx_flow(model, stages, limit):
    import networkx

    (name, cost), = stages
    arrays = flow_arcs(model, cost)
    tail, head, capacity, weight, supply = (a.tolist() for a in arrays)
    watch = Watch(limit)
    graph = networkx.DiGraph()
    graph.add_nodes_from((n, {"demand": -s}) for n, s in enumerate(supply))
    graph.add_edges_from((t, h, {"capacity": c, "weight": w}) for t, h, c, w in zip(tail, head, capacity, weight))
    value, _ = networkx.network_simplex(graph)
    return [entry(name, value, value, True)], watch.seconds


PEERS = {
    "HiGHS MIP": highs,
    "HiGHS LP": lambda model, stages, limit: highs(model, stages, limit, relaxed=True),
    "CP-SAT": cp_sat,
    "CBC": cbc,
    "OR-Tools min-cost flow": ortools_flow,
    "networkx": networkx_flow,
}
