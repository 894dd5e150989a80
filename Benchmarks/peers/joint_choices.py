"""What people cost together who are tied by rules that a leaf keeps jointly.

Written from the paragraphs "Rules that are kept jointly" and "What a node proves" of
`Sources/BreakoutVerifier/README.md`. Python 3.9 or later, standard library only.
"""

from collections import Counter
from dataclasses import dataclass

MOST_CASES = 200_000


class TooManyCases(Exception):
    """A circle that takes longer than anybody wants to wait."""


@dataclass(frozen=True)
class KeptRule:
    name: str
    people: frozenset
    limits: tuple  # by session index: how many of the people may be there


@dataclass(frozen=True)
class Circle:
    units: tuple  # numbers of units
    rules: tuple

    def footprint(self, option):
        """(rule, session) -> how many people of the rule an option of a unit puts there."""
        return Counter(
            (number, place.session)
            for person, _, places in option for place in places if place.session is not None
            for number, rule in enumerate(self.rules) if person in rule.people
        )

    def cheapest(self, everyones):
        """The least that the units cost together, or None when there is no way. `everyones` has an iterable of (cost,
        option) for each unit; of options that leave the same footprint only the cheapest matters."""
        lists = []
        for options in everyones:
            least = {}
            for cost, option in options:
                mark = frozenset(self.footprint(option).items())
                least[mark] = min(cost, least.get(mark, cost))
            lists.append(sorted(((cost, dict(mark)) for mark, cost in least.items()), key=lambda pair: pair[0]))
        return CircleSearch(self, lists).least()


def circles(rules):
    """The largest sets of units that the rules tie: [(KeptRule, {units})] -> [Circle]."""
    found = []
    for rule, units in rules:
        tied = [(u, r) for u, r in found if u & units]
        found = [(u, r) for u, r in found if not u & units]
        found.append((units.union(*(u for u, _ in tied)), [kept for _, r in tied for kept in r] + [rule]))
    return [Circle(tuple(sorted(units)), tuple(kept)) for units, kept in found]


class CircleSearch:
    """By cases: where too many people are in a session, one unit must have fewer of its people there than it has now.

    `low` and `high` say how many of its people a unit may have in a row, as far as that was decided.
    """

    def __init__(self, circle, lists):
        self.circle, self.lists = circle, lists
        self.low = [{} for _ in lists]
        self.high = [{} for _ in lists]
        self.best, self.cases = None, 0

    def least(self):
        if all(self.lists):
            self.search([options[0] for options in self.lists])
        return self.best

    def choose(self, unit):
        """The cheapest that is left to a unit, or None."""
        low, high = self.low[unit], self.high[unit]
        for cost, mark in self.lists[unit]:
            if all(mark.get(r, 0) >= n for r, n in low.items()) and all(mark.get(r, 0) <= n for r, n in high.items()):
                return cost, mark
        return None

    def fewer(self, unit, row, count):
        """What the unit chooses when it has fewer than so many people in a row."""
        before = self.high[unit].get(row)
        self.high[unit][row] = count - 1
        found = self.choose(unit)
        self.undo(self.high[unit], row, before)
        return found

    @staticmethod
    def undo(bounds, row, before):
        if before is None:
            del bounds[row]
        else:
            bounds[row] = before

    def mending(self, choices, row, excess):
        """(what it costs at least to mend a row, the units that can, the cheapest first)."""
        units = [unit for unit, (_, mark) in enumerate(choices) if mark.get(row, 0)]
        rises = []
        for unit in units:
            found = self.fewer(unit, row, choices[unit][1][row])
            if found is not None:
                rises.append((found[0] - choices[unit][0], unit))
        rises.sort()
        left, fewest = excess, 0
        for count in sorted((choices[unit][1][row] for _, unit in rises), reverse=True):
            if left > 0:
                left, fewest = left - count, fewest + 1
        return (None if left > 0 else sum(rise for rise, _ in rises[:fewest])), [unit for _, unit in rises]

    def search(self, choices):
        self.cases += 1
        if self.cases > MOST_CASES:
            raise TooManyCases()
        total = sum(cost for cost, _ in choices)
        if self.best is not None and total >= self.best:
            return
        there = Counter()
        for _, mark in choices:
            there.update(mark)
        dearest = None
        for row in sorted(there):
            excess = there[row] - self.circle.rules[row[0]].limits[row[1]]
            if excess > 0:
                rise, units = self.mending(choices, row, excess)
                if rise is None:
                    return
                if dearest is None or rise > dearest[0]:
                    dearest = (rise, row, units)
        if dearest is None:
            self.best = total
            return
        rise, row, units = dearest
        if self.best is None or total + rise < self.best:
            self.branch(choices, row, units)

    def branch(self, choices, row, units):
        """One case for each unit: it is the first that has fewer, and those before have as many as now at least."""
        kept = []
        for unit in units:
            count, before = choices[unit][1][row], self.high[unit].get(row)
            self.high[unit][row] = count - 1
            changed = list(choices)
            changed[unit] = self.choose(unit)
            if changed[unit] is not None:
                self.search(changed)
            self.undo(self.high[unit], row, before)
            kept.append((unit, self.low[unit].get(row)))
            self.low[unit][row] = count
        for unit, before in kept:
            self.undo(self.low[unit], row, before)
