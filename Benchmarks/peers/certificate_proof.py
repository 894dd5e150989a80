"""What a certificate proves: price lists, decisions, and the tree that they stand in.

Written from the section "The certificate, field by field" of `Sources/BreakoutVerifier/README.md`. Every number is a
Python integer, so nothing can overflow or be rounded. Python 3.9 or later, standard library only.
"""

import json
from collections import Counter
from dataclasses import dataclass

import event_rules
import rerun_rules
from event_rules import DUTY, regret_cost, weight
from joint_choices import KeptRule, TooManyCases, circles


class Rejected(Exception):
    """The run does not say the truth about the event. The text says where."""


def require(condition, text):
    if not condition:
        raise Rejected(text)


def integer(value, what):
    require(isinstance(value, int) and not isinstance(value, bool), f"{what} is no whole number: {value!r}")
    return value


@dataclass(frozen=True)
class Decisions:
    """What has been decided on the way down to a node."""

    at: tuple = ()  # (person, session)
    not_at: tuple = ()  # (person, session)
    held: frozenset = frozenset()
    cancelled: frozenset = frozenset()

    def person(self, person, session, there):
        pair = ((person, session),)
        return Decisions(self.at + pair * there, self.not_at + pair * (not there), self.held, self.cancelled)

    def session(self, session, held):
        one = frozenset([session])
        if held:
            return Decisions(self.at, self.not_at, self.held | one, self.cancelled)
        return Decisions(self.at, self.not_at, self.held, self.cancelled | one)

    def people(self):
        return {person for person, _ in self.at + self.not_at}


class Restriction:
    """The decisions as they bear on options."""

    def __init__(self, decisions, sessions):
        self.held, self.cancelled = decisions.held, decisions.cancelled
        self.not_at = set(decisions.not_at)
        self.at = {}
        for person, session in decisions.at:
            self.at.setdefault((person, sessions[session].round), set()).add(session)

    def case(self, case):
        return not case.left_out & self.held

    def places(self, person, round, places):
        """The places of a round that the decisions leave."""
        must = self.at.get((person, round), ())
        return [
            p for p in places
            if p.session not in self.cancelled and (person, p.session) not in self.not_at
            and all(p.session == session for session in must)
        ]

    def bears(self, person, case):
        """Whether every session that the person must be at is of a round that the case fills."""
        return all(round in case.places for who, round in self.at if who == person)



class Leaf:
    """One price list, for one stage: what it makes of every option, and what it proves."""

    def __init__(self, checker, stage, leaf):
        self.rules, self.seed = checker.rules, checker.seed
        self.kind, self.parameter = checker.stages[stage][2:]
        self.denominator = integer(leaf["denominator"], "a denominator")
        require(self.denominator > 0, "a denominator is not above 0")
        self.session, self.organisation, self.person, self.holding = Counter(), {}, {}, Counter()
        self.choice, self.regret_rows, self.paid = Counter(), [], 0
        self.published, self.moves, self.missing = checker.published, Counter(), Counter()
        seen = set()
        for row in leaf["prices"]:
            price = integer(row["price"], "a price")
            require(price >= 0, "a price is negative")
            name = tuple(sorted((k, str(v)) for k, v in row.items() if k != "price"))
            require(name not in seen, "a row stands twice in a leaf")
            seen.add(name)
            self.add(checker, stage, row, price)
        if self.kind == "choice":
            self.choice[self.parameter] += self.denominator
        elif self.kind in ("moved", "worse"):
            self.moves[self.kind] += self.denominator
        elif self.kind in ("unplaced", "unplaced on duty"):
            self.missing[self.kind] += self.denominator
        else:
            self.regret_rows.append((self.denominator, self.kind, self.parameter))
        self.by_regret = [
            sum(price * regret_cost(kind, parameter, regret) for price, kind, parameter in self.regret_rows)
            for regret in range(self.rules.largest_regret + 1)
        ]

    def add(self, checker, stage, row, price):
        rules, event = self.rules, self.rules.event
        is_cover = "among" in row or "at most" in row
        require(not is_cover or row["row"] in ("capacity", "organisation", "apart"), f"a cover of a {row['row']} row")
        if row["row"] == "stage":
            earlier = integer(row["stage"], "a stage")
            require(0 <= earlier < stage, "a price on a stage that is not earlier")
            _, sense, kind, parameter = checker.stages[earlier]
            value = checker.values[earlier]
            if kind == "choice":
                self.choice[parameter] += price
            elif kind in ("moved", "worse"):
                self.moves[kind] += price
                value += parameter
            elif kind in ("unplaced", "unplaced on duty"):
                self.missing[kind] += price
            else:
                self.regret_rows.append((price, kind, parameter))
            self.paid += price * (-value if sense == "max" else value)
            return
        require(row["session"] in checker.session, "a price on a session that does not exist")
        index = checker.session[row["session"]]
        session = rules.sessions[index]
        if row["row"] == "capacity":
            require(session.capacity is not None, "a price on a room without a limit")
            if is_cover:
                everybody = range(len(event.attendees))
                return self.add_cover(checker, row, price, index, everybody, session.capacity)
            self.session[index] += price
            self.add_limit(index, session.capacity, price)
        elif row["row"] == "minimum":
            self.session[index] -= price
            self.add_limit(index, -session.minimum, price)
        elif row["row"] == "held":
            require(session.cancellable, "a price on holding a session that can't be cancelled")
            self.person.setdefault(checker.attendee(row["attendee"]), Counter())[index] += price
            self.holding[index] -= price
        elif row["row"] == "organisation":
            require(event.maximum_per_organisation is not None, "a price on a maximum that is not set")
            require(row["organisation"] in checker.organisations, "a price on an unknown organisation")
            limit = rules.organisation_limit(row["organisation"], index)
            if is_cover:
                members = tuple(p for p, a in enumerate(event.attendees) if a.organisation == row["organisation"])
                return self.add_cover(checker, row, price, index, members, limit)
            self.organisation.setdefault(row["organisation"], Counter())[index] += price
            self.paid += price * limit
        elif row["row"] == "apart":
            members = next((m for n, rule, m in event.groups if n == row["group"] and rule == "apart"), None)
            require(members is not None, "a price on an unknown group")
            limit = rules.apart_limit(members, index)
            if is_cover:
                return self.add_cover(checker, row, price, index, tuple(members), limit)
            for person in members:
                self.person.setdefault(person, Counter())[index] += price
            self.paid += price * limit
        else:
            raise Rejected(f"an unknown row: {row['row']}")

    def add_limit(self, index, limit, price):
        """A session that may be cancelled has its limits where it is held, and 0 otherwise."""
        if self.rules.sessions[index].cancellable:
            self.holding[index] -= price * limit
        else:
            self.paid += price * limit

    def least_holding(self, decided):
        """What the sessions that may be cancelled cost at least, each held or cancelled; None when one is neither."""
        if decided.held & decided.cancelled:
            return None
        return sum(
            cost if session in decided.held else min(0, cost)
            for session, cost in self.holding.items() if session not in decided.cancelled
        )

    def add_cover(self, checker, row, price, index, members, limit):
        """At most so many of those listed are in the session, since more of them would be too many of the members."""
        most = integer(row["at most"], "at most")
        people = [checker.attendee(name) for name in row["among"]]
        require(most >= 0, "at most fewer than none")
        require(len({checker.unit[p] for p in people}) == len(people), "a cover names a unit twice")
        weights = sorted(w for w in (checker.weight(p, index, members) for p in people) if w is not None)
        require(
            len(weights) <= most or sum(weights[: most + 1]) > limit,
            f"a cover that does not follow: {most + 1} of {row['among']} may be in {row['session']}",
        )
        for person in people:
            self.person.setdefault(person, Counter())[index] += price
        self.paid += price * most

    def placement(self, person, case, place):
        """The part of an option's cost that each of its placements brings."""
        if place.session is None:
            is_duty = case.standing[place.round] == DUTY
            return self.missing["unplaced"] + (self.missing["unplaced on duty"] if is_duty else 0)
        attendee = self.rules.event.attendees[person]
        cost = self.session[place.session] - (self.choice[place.choice] if place.choice else 0)
        if attendee.organisation in self.organisation:
            cost += self.organisation[attendee.organisation][place.session]
        if person in self.person:
            cost += self.person[person][place.session]
        session = self.rules.sessions[place.session]
        if self.moves["moved"] and self.published.moved(person, session.round, place.session):
            cost += self.moves["moved"]
        if self.moves["worse"] and self.published.worse(person, session.round, place, case):
            cost += self.moves["worse"]
        if self.kind == "lottery" and case.free(session.round):
            cost += self.denominator * weight(self.seed, attendee.key, session.id)
        return cost

    def cheapest(self, unit, allowed):
        """What a unit pays at its cheapest option, or None when it has none."""
        if len(unit) == 1 and not self.rules.conflicts:
            costs = self.by_rounds(unit[0], allowed)
        else:
            costs = (cost for cost, _ in self.priced_options(unit, allowed))
        return min(costs, default=None)

    def priced_options(self, unit, allowed):
        """Every option of a unit with what it costs."""
        for option in self.rules.unit_options(unit, allowed):
            yield sum(
                self.by_regret[sum(p.regret for p in places)] + sum(self.placement(person, case, p) for p in places)
                for person, case, places in option
            ), option

    def by_rounds(self, person, allowed):
        """One person without conflicts between rounds: the least cost for each total regret, round by round."""
        for case in self.rules.cases[person]:
            if not allowed.case(case) or not allowed.bears(person, case):
                continue
            table = {0: 0}
            for round, places in case.places.items():
                least = {}
                for place in allowed.places(person, round, places):
                    cost = self.placement(person, case, place)
                    least[place.regret] = min(cost, least.get(place.regret, cost))
                sums = {}
                for regret, cost in table.items():
                    for more, extra in least.items():
                        total = cost + extra
                        sums[regret + more] = min(total, sums.get(regret + more, total))
                table = sums
            yield from (cost + self.by_regret[regret] for regret, cost in table.items())


class Proof:
    """The proofs of all stages of one certificate."""

    def __init__(self, rules, stages, values, seed, published=None):
        self.rules, self.stages, self.values, self.seed = rules, stages, values, seed
        self.published = published
        self.session = {s.id: i for i, s in enumerate(rules.sessions) if s.round}
        self.person = {}
        for index, attendee in enumerate(rules.event.attendees):
            for name in {attendee.id, attendee.key}:
                self.person.setdefault(name, set()).add(index)
        self.organisations = {a.organisation for a in rules.event.attendees if a.organisation}
        self.unit = {person: number for number, unit in enumerate(rules.units) for person in unit}
        self.weights = {}  # (person, session, members) -> how many members are there at least when the person is
        self.known = {}  # leaves seen before -> what each unit and circle pays when nothing is decided about it
        self.leaves = self.branches = 0

    def attendee(self, name):
        people = self.person.get(name, ())
        require(len(people) == 1, f"an attendee that does not exist: {name}")
        return next(iter(people))

    def weight(self, person, session, members):
        """The least number of the members in the session, over the options of the person's unit with them there."""
        name = (person, session, members)
        if name not in self.weights:
            allowed = Restriction(Decisions(at=((person, session),)), self.rules.sessions)
            self.weights[name] = min(
                (
                    sum(1 for p, _, places in option if p in members and any(q.session == session for q in places))
                    for option in self.rules.unit_options(self.rules.units[self.unit[person]], allowed)
                ),
                default=None,
            )
        return self.weights[name]

    def proven(self, stage, node):
        """The best bound that the tree of a stage proves; None when it proves that nothing is there."""
        todo, bounds = [(node, Decisions())], []
        while todo:
            node, decided = todo.pop()
            if "prices" in node:
                require(set(node) - {"jointly"} == {"denominator", "prices"}, "a leaf with other fields")
                self.leaves += 1
                bounds.append(self.leaf(stage, node, decided))
                continue
            self.branches += 1
            session = self.session.get(node.get("session"))
            require(session is not None, "a branch on a session that does not exist")
            if set(node) == {"attendee", "session", "yes", "no"}:
                person = self.attendee(node["attendee"])
                sides = [("yes", decided.person(person, session, True)), ("no", decided.person(person, session, False))]
            else:
                require(set(node) == {"session", "held", "cancelled"}, "a branch with other fields")
                require(self.rules.sessions[session].cancellable, "a branch on a session that can't be cancelled")
                sides = [("held", decided.session(session, True)), ("cancelled", decided.session(session, False))]
            todo += [(node[side], below) for side, below in sides]
        return min((b for b in bounds if b is not None), default=None)

    def members(self, rule):
        """(people, how many of them may be in each session) of a rule that is kept jointly."""
        fields = {"organisation": "organisation", "apart": "group"}
        require(isinstance(rule, dict) and rule.get("row") in list(fields), f"an unknown rule kept jointly: {rule!r}")
        field = fields[rule["row"]]
        require(set(rule) == {"row", field} and isinstance(rule[field], str), "a rule kept jointly with other fields")
        rules, event, name, sessions = self.rules, self.rules.event, rule[field], range(len(self.rules.sessions))
        if field == "organisation":
            require(event.maximum_per_organisation is not None, "a maximum kept jointly that is not set")
            require(name in self.organisations, f"an unknown organisation kept jointly: {name}")
            people = frozenset(p for p, a in enumerate(event.attendees) if a.organisation == name)
            limits = tuple(rules.organisation_limit(name, index) for index in sessions)
        else:
            people = next((frozenset(m) for n, kind, m in event.groups if n == name and kind == "apart"), None)
            require(people is not None, f"an unknown group kept jointly: {name}")
            limits = tuple(rules.apart_limit(people, index) for index in sessions)
        return KeptRule(f"{rule['row']} {name}", people, limits)

    def circles(self, jointly):
        require(isinstance(jointly, list), "the rules kept jointly are no list")
        kept = [self.members(rule) for rule in jointly]
        require(len({rule.name for rule in kept}) == len(kept), "a rule stands twice among those kept jointly")
        return circles([(rule, {self.unit[p] for p in rule.people}) for rule in kept])

    def leaf(self, stage, node, decided):
        leaf, tied = Leaf(self, stage, node), self.circles(node.get("jointly", []))
        units, in_circles = self.rules.units, {number for circle in tied for number in circle.units}
        name = (stage, json.dumps(node, sort_keys=True), decided.held, decided.cancelled)
        nothing = Restriction(Decisions(held=decided.held, cancelled=decided.cancelled), self.rules.sessions)
        allowed = Restriction(decided, self.rules.sessions)
        touched = {self.unit[person] for person in decided.people()}
        known, paid = self.known.setdefault(name, {}), []
        for part in [n for n in range(len(units)) if n not in in_circles] + tied:
            numbers = (part,) if isinstance(part, int) else part.units
            if not touched.isdisjoint(numbers):
                paid.append(self.cheapest(leaf, part, allowed))
            else:
                if part not in known:
                    known[part] = self.cheapest(leaf, part, nothing)
                paid.append(known[part])
        holding = leaf.least_holding(decided)
        if holding is None or None in paid:
            return None
        return -((leaf.paid - holding - sum(paid)) // leaf.denominator)

    def cheapest(self, leaf, part, allowed):
        """What a unit, called by its number, or a circle of units pays at least; None when it has no way."""
        units = self.rules.units
        if isinstance(part, int):
            return leaf.cheapest(units[part], allowed)
        try:
            return part.cheapest([leaf.priced_options(units[number], allowed) for number in part.units])
        except TooManyCases:
            names = ", ".join(rule.name for rule in part.rules)
            raise Rejected(f"{names}: what {len(part.units)} units cost together takes too long to find") from None


@dataclass(frozen=True)
class Question:
    """What a run was asked: a first allocation, or a rerun of something published with so many moves to spare."""

    objective: str
    seed: int
    published: object = None
    extra: int = 0
    allows_worse: bool = False

    def stages(self, rules):
        limits = (self.objective, rules.largest_regret, rules.largest_choice)
        if self.published is None:
            return (event_rules.LEFT_OUT if rules.leaves_out else []) + event_rules.stages(*limits)
        return rerun_rules.rerun_stages(*limits, self.extra, self.allows_worse)


def check_proof(rules, certificate, question, seating):
    """The proofs of a certificate, held against the allocation that it is about."""
    expected, told = question.stages(rules), certificate["stages"]
    require(certificate["format"] == "breakouts certificate 1", "another format of certificate")
    title = rules.event.title or certificate["event"]
    for name, value in (("event", title), ("objective", question.objective), ("seed", question.seed)):
        require(certificate[name] == value, f"the certificate is of another {name}: {certificate[name]!r}")
    require([(s["name"], s["sense"]) for s in told] == [s[:2] for s in expected], "the certificate has other stages")
    values = []
    for stage, (_, _, kind, parameter) in zip(told, expected):
        counted = seating.stage_value(kind, parameter, question.seed)
        if kind == "moved" and parameter > 0:  # the value is the fewest possible, and so many more are allowed
            fewest = integer(stage["value"], "the fewest moves")
            require(0 <= fewest and counted <= fewest + parameter, f"{counted} moves, {fewest} + {parameter} allowed")
            counted = fewest
        values.append(counted)
    proof = Proof(rules, expected, values, question.seed, question.published)
    for number, (stage, value) in enumerate(zip(told, values)):
        at = f"stage '{stage['name']}'"
        require(integer(stage["value"], at) == value, f"{at}: the value is {value}, not {stage['value']}")
        bound, proven = integer(stage["bound"], at), proof.proven(number, stage["proof"])
        if stage["sense"] == "min":
            require(bound <= value, f"{at}: the bound {bound} is beyond the value {value}")
            require(proven is None or bound <= proven, f"{at}: the bound {bound} is not proven, only {proven}")
        else:
            require(bound >= value, f"{at}: the bound {bound} is beyond the value {value}")
            require(proven is None or bound >= -proven, f"{at}: the bound {bound} is not proven, only {-(proven or 0)}")
    return proof


def check_certificate(rules, certificate, summary, question, seating):
    proof, told = check_proof(rules, certificate, question, seating), certificate["stages"]
    numbers = [(s["name"], s["sense"], s["value"], s["bound"], s["value"] == s["bound"]) for s in told]
    require(
        numbers == [tuple(s[f] for f in ("name", "sense", "value", "bound", "proven")) for s in summary["stages"]],
        "summary and certificate have different stages",
    )
    status = "optimal" if all(s["value"] == s["bound"] for s in told) else "feasible"
    require(summary["status"] == status, f"summary: the status is {status}")
    return proof
