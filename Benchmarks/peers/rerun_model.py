"""A rerun as an integer programme: one column for every way in which somebody (or people who stay together) can spend
the day, solved stage after stage with HiGHS.

It shares no code with the program, and proves nothing with prices: that is the point. `check_rerun.py` sets it beside
what `breakouts rerun` says.
"""

import highspy
import numpy as np

from event_rules import regret_cost, weight
from rerun_rules import rerun_stages


class Unsolved(Exception):
    """HiGHS gave up on a stage."""


class Everything:
    """No decisions: every option is allowed."""

    def case(self, case):
        return True

    def bears(self, person, case):
        return True

    def places(self, person, round, places):
        return places


class Model:
    """The columns and the rows of the rules; `solve` goes through the stages of one question."""

    def __init__(self, rules, published, seed, time_limit=60.0):
        self.rules, self.published, self.seed, self.time_limit = rules, published, seed, time_limit
        self.columns, self.unit_of = [], []
        for number, unit in enumerate(rules.units):
            for option in rules.unit_options(unit, Everything()):
                self.columns.append(list(option))
                self.unit_of.append(number)
        self.cost_table = {}
        self.rows = []  # (lower, upper, {column: coefficient})
        self.build()

    # ------------------------------------------------------------ rows

    def build(self):
        rules, inf = self.rules, highspy.kHighsInf
        count = len(self.columns)
        loose = [i for i, s in enumerate(rules.sessions) if s.round and s.cancellable]
        self.held = {session: count + number for number, session in enumerate(loose)}
        self.width = count + len(loose)
        one = [{} for _ in rules.units]
        seats = {i: {} for i, s in enumerate(rules.sessions) if s.round}
        cities, apart, away = {}, {}, {}
        groups = [(name, set(m)) for name, rule, m in rules.event.groups if rule == "apart"]
        for column, option in enumerate(self.columns):
            one[self.unit_of[column]][column] = 1
            for person, case, places in option:
                for session in case.left_out:
                    away.setdefault((person, session), {})[column] = 1
                for place in places:
                    self.add(seats[place.session], column)
                    city = rules.event.attendees[person].organisation
                    if city and rules.event.maximum_per_organisation is not None:
                        self.add(cities.setdefault((city, place.session), {}), column)
                    for number, (_, members) in enumerate(groups):
                        if person in members:
                            self.add(apart.setdefault((number, place.session), {}), column)
        self.rows += [(1, 1, row) for row in one]
        for session, row in seats.items():
            told = rules.sessions[session]
            if told.capacity is not None:
                self.rows.append((-inf, told.capacity, dict(row)))
            if session in self.held:
                h = self.held[session]
                most = told.capacity if told.capacity is not None else len(rules.event.attendees)
                self.rows.append((-inf, 0, {**row, h: -most}))
                self.rows.append((0, inf, {**row, h: -max(1, told.minimum)}))
            elif told.minimum > 0:
                self.rows.append((told.minimum, inf, dict(row)))
        for (city, session), row in cities.items():
            self.rows.append((-inf, rules.organisation_limit(city, session), row))
        for (number, session), row in apart.items():
            self.rows.append((-inf, rules.apart_limit(groups[number][1], session), row))
        for (_, session), row in away.items():
            self.rows.append((-inf, 1, {**row, self.held[session]: 1}))

    @staticmethod
    def add(row, column):
        row[column] = row.get(column, 0) + 1

    # ------------------------------------------------------------ costs

    def cost(self, column, kind, parameter):
        total = 0
        for person, case, places in self.columns[column]:
            if kind == "choice":
                total -= sum(place.choice == parameter for place in places)
            elif kind == "lottery":
                attendee = self.rules.event.attendees[person]
                total += sum(
                    weight(self.seed, attendee.key, self.rules.sessions[p.session].id) for p in places
                    if case.free(self.rules.sessions[p.session].round)
                )
            elif kind == "moved":
                total += sum(
                    self.published.moved(person, self.rules.sessions[p.session].round, p.session) for p in places
                )
            elif kind == "worse":
                total += sum(
                    self.published.worse(person, self.rules.sessions[p.session].round, p, case) for p in places
                )
            else:
                total += regret_cost(kind, parameter, sum(place.regret for place in places))
        return total

    def costs(self, kind, parameter):
        key = (kind, 0 if kind == "moved" else parameter)
        if key not in self.cost_table:
            self.cost_table[key] = [self.cost(c, kind, parameter) for c in range(len(self.columns))]
        return self.cost_table[key]

    # ------------------------------------------------------------ solving

    def start(self):
        h = highspy.Highs()
        h.setOptionValue("output_flag", False)
        h.setOptionValue("threads", 1)
        h.setOptionValue("time_limit", self.time_limit)
        h.setOptionValue("mip_rel_gap", 0.0)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.width, len(self.rows)
        lp.col_cost_ = np.zeros(self.width)
        lp.col_lower_, lp.col_upper_ = np.zeros(self.width), np.ones(self.width)
        lp.row_lower_ = np.array([r[0] for r in self.rows], dtype=float)
        lp.row_upper_ = np.array([r[1] for r in self.rows], dtype=float)
        lp.integrality_ = [highspy.HighsVarType.kInteger] * self.width
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts, index, value = [0], [], []
        for _, _, row in self.rows:
            index += row.keys()
            value += row.values()
            starts.append(len(index))
        lp.a_matrix_.start_, lp.a_matrix_.index_ = np.array(starts), np.array(index)
        lp.a_matrix_.value_ = np.array(value, dtype=float)
        h.passModel(lp)
        return h

    def minimise(self, h, costs):
        """(least cost as a whole number, chosen columns), or None when nothing is possible."""
        every = np.arange(self.width, dtype=np.int32)
        full = np.zeros(self.width)
        full[: len(costs)] = costs
        h.changeColsCost(self.width, every, full)
        h.setOptionValue("mip_abs_gap", 0.9 if max(map(abs, costs), default=0) < 10**6 else 0.0)
        h.run()
        status = h.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unsolved(str(status))
        values = h.getSolution().col_value
        chosen = [c for c in range(len(costs)) if values[c] > 0.5]
        return sum(costs[c] for c in chosen), chosen

    def solve(self, objective, extra=0, allows_worse=False, lottery=True):
        """([(stage, value)], chosen columns) with the value as the stage counts it; None when no allocation exists."""
        plan = rerun_stages(objective, self.rules.largest_regret, self.rules.largest_choice, extra, allows_worse)
        h, values, chosen = self.start(), [], None
        for name, sense, kind, parameter in plan:
            if kind == "lottery" and not lottery:
                break
            costs = self.costs(kind, parameter)
            found = self.minimise(h, costs)
            if found is None:
                if values:
                    raise Unsolved(f"nothing left in stage {name}")
                return None
            best, chosen = found
            values.append((name, -best if sense == "max" else best))
            self.fix(h, costs, best + (extra if kind == "moved" and "allowed" in name else 0))
        return values, chosen

    def fix(self, h, costs, limit):
        """The costs stay at most at the limit from now on."""
        columns = [c for c, cost in enumerate(costs) if cost]
        if limit == 0 and all(costs[c] > 0 for c in columns):
            for c in columns:
                h.changeColBounds(c, 0.0, 0.0)
        elif columns:
            h.addRow(-highspy.kHighsInf, limit, len(columns), np.array(columns, dtype=np.int32),
                     np.array([costs[c] for c in columns], dtype=float))

    # ------------------------------------------------------------ what an answer says

    def numbers(self, chosen):
        """What a frontier point states: moves, people moved, profile, worst, total, first choices."""
        profile, moved, people, first = {}, 0, 0, 0
        for column in chosen:
            for person, case, places in self.columns[column]:
                mine = sum(self.published.moved(person, self.rules.sessions[p.session].round, p.session) for p in places)
                moved, people = moved + mine, people + (mine > 0)
                first += sum(p.choice == 1 for p in places)
                if "choosing" in case.standing.values():
                    regret = sum(p.regret for p in places)
                    profile[regret] = profile.get(regret, 0) + 1
        worst = max(profile, default=-1)
        return {
            "moved": moved, "movedPeople": people, "profile": [profile.get(k, 0) for k in range(worst + 1)],
            "worst": max(worst, 0), "total": sum(k * n for k, n in profile.items()), "firstChoices": first,
        }
