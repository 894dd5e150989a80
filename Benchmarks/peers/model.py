"""The exact model of an event as somebody would write it who knows integer programming.

A column for each way in which a person's rounds can go: a pair of sessions where both were ranked. All sessions that a
person did not rank have the same regret, so one column into a *pool* stands for them, and the pool's own columns lead on
to the sessions: 36 columns for a person who ranks five of twenty and five of thirty sessions, not 600. People with the same
columns are merged into one with a count. Rows: each person once; rooms; pools; minimums with a 0/1 column for each session
that may be cancelled; organisations with more members than may sit together; people who must be apart. Tied people share
columns. Needs numpy and scipy.
"""

from collections import Counter
from itertools import product

import numpy as np
from scipy import sparse

from certificate_proof import Decisions, Restriction


class Unsupported(Exception):
    """A rule that this model does not have."""


class Model:
    """Columns x are whole, 0 <= x <= upper; row_lower <= A x <= row_upper. `regrets[j]` counts the people of column j
    by total regret."""

    def __init__(self, rules):
        self.rules, self.event = rules, rules.event
        members = Counter(a.organisation for a in self.event.attendees if a.organisation)
        most = self.event.maximum_per_organisation
        self.large = {o for o, count in members.items() if most is not None and count > most}
        self.apart = {p: [] for _, rule, m in self.event.groups if rule == "apart" for p in m}
        for number, (_, rule, m) in enumerate(self.event.groups):
            for person in m if rule == "apart" else ():
                self.apart[person].append(number)
        self.pools, self.rows = {}, {}
        self.entries = ([], [], [])  # row, column, value
        self.lower, self.upper_row = [], []
        self.upper, self.regret_entries = [], ([], [], [])
        self.add_units()
        self.units = len(self.lower) - len(self.rows)
        self.add_pools()
        self.add_limits()
        shape = (len(self.lower), len(self.upper))
        self.matrix = sparse.csc_matrix((self.entries[2], (self.entries[0], self.entries[1])), shape=shape, dtype=float)
        self.row_lower, self.row_upper = np.array(self.lower), np.array(self.upper_row)
        self.upper = np.array(self.upper, dtype=float)
        count = rules.largest_regret + 1
        self.regrets = sparse.csc_matrix(
            (self.regret_entries[2], (self.regret_entries[0], self.regret_entries[1])), shape=(shape[1], count), dtype=float
        )

    # ------------------------------------------------------------ parts

    def row(self, low, high):
        self.lower.append(low)
        self.upper_row.append(high)
        return len(self.lower) - 1

    def named(self, *name):
        """A row for a session, a pool, ...; its limits are set later."""
        if name not in self.rows:
            self.rows[name] = self.row(-np.inf, np.inf)
        return self.rows[name]

    def put(self, row, column, value):
        for list_, entry in zip(self.entries, (row, column, value)):
            list_.append(entry)

    def column(self, upper, regrets=()):
        self.upper.append(upper)
        for regret in regrets:
            for list_, entry in zip(self.regret_entries, (len(self.upper) - 1, regret, 1)):
                list_.append(entry)
        return len(self.upper) - 1

    def seat(self, column, session, organisation=None, groups=()):
        """The column has somebody at the session."""
        self.put(self.named("session", session), column, 1)
        if organisation in self.large:
            self.put(self.named("organisation", organisation, session), column, 1)
        for group in groups:
            self.put(self.named("apart", group, session), column, 1)

    # ------------------------------------------------------------ people

    def add_units(self):
        kinds = Counter()
        for unit in self.rules.units:
            if any(case.left_out for person in unit for case in self.rules.cases[person]):
                raise Unsupported("a duty at a session that may be cancelled")
            if len(unit) == 1 and not self.rules.conflicts and unit[0] not in self.apart:
                kinds[self.levels(unit[0])] += 1
            else:
                self.add_joint(unit)
        for (organisation, rounds), count in kinds.items():
            row = self.row(count, count)
            for option in product(*rounds):
                column = self.column(count, [sum(regret for regret, _ in option)])
                self.put(row, column, 1)
                for _, target in option:
                    if isinstance(target, int):
                        self.seat(column, target, organisation)
                    else:
                        self.put(self.named("pool", target, organisation), column, 1)

    def levels(self, person):
        """Per round (regret, session or pool): what was ranked one by one, and what was not together."""
        organisation = self.event.attendees[person].organisation
        rounds = []
        for places in self.rules.cases[person][0].places.values():
            ranked = [(p.regret, p.session) for p in places if p.choice]
            others = [p for p in places if not p.choice]
            if len(others) == 1:
                ranked.append((others[0].regret, others[0].session))
            elif others:
                # All possible sessions, so that most people share a pool. What was ranked costs more this way than by
                # its own column, so nothing is gained by it.
                ranked.append((others[0].regret, frozenset(p.session for p in places)))
            rounds.append(tuple(ranked))
        return organisation if organisation in self.large else None, tuple(rounds)

    def add_joint(self, unit):
        row = self.row(1, 1)
        for option in self.rules.unit_options(unit, Restriction(Decisions(), self.rules.sessions)):
            column = self.column(1, [sum(p.regret for p in places) for _, _, places in option])
            self.put(row, column, 1)
            for person, _, places in option:
                for place in places:
                    organisation = self.event.attendees[person].organisation
                    self.seat(column, place.session, organisation, self.apart.get(person, ()))

    # ------------------------------------------------------------ rooms and limits

    def add_pools(self):
        for name, row in list(self.rows.items()):
            if name[0] == "pool":
                _, sessions, organisation = name
                self.lower[row] = self.upper_row[row] = 0
                for session in sorted(sessions):
                    column = self.column(len(self.event.attendees))
                    self.put(row, column, -1)
                    self.seat(column, session, organisation)

    def add_limits(self):
        for index, session in enumerate(self.rules.sessions):
            if not session.round:
                continue
            row = self.named("session", index)
            seats = len(self.event.attendees) if session.capacity is None else session.capacity
            if session.cancellable and session.minimum:
                entries = [(c, v) for r, c, v in zip(*self.entries) if r == row]
                open_ = self.column(1)
                self.upper_row[row] = 0
                self.put(row, open_, -seats)
                least = self.row(0, np.inf)
                for column, value in entries:
                    self.put(least, column, value)
                self.put(least, open_, -session.minimum)
            else:
                self.upper_row[row] = seats
                self.lower[row] = session.minimum if session.minimum else -np.inf
        for name, row in self.rows.items():
            if name[0] == "organisation":
                self.upper_row[row] = self.rules.organisation_limit(name[1], name[2])
            elif name[0] == "apart":
                self.upper_row[row] = self.rules.apart_limit(self.event.groups[name[1]][2], name[2])

    # ------------------------------------------------------------ stages

    def stages(self, problem):
        """[(name, cost of each column)]; each stage is to be made least without giving up an earlier one."""
        regret = np.arange(self.regrets.shape[1])
        if problem == "squares":
            return [("sum of squared total regrets", self.regrets @ (regret * regret))]
        if problem == "sum":
            return [("sum of total regrets", self.regrets @ regret)]
        return [
            (f"total regret at least {n}", self.regrets @ (regret >= n).astype(float)) for n in range(len(regret) - 1, 0, -1)
        ]
