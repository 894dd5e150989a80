"""What an event allows: obligations, standings, regrets, options, units, stages and the lottery's weights.

Written from `Sources/BreakoutVerifier/README.md` alone; the numbers of its sections stand in the comments. Python 3.9 or
later, standard library only.
"""

from dataclasses import dataclass, field
from itertools import combinations, product

from event_folder import CHAIR, EVERYONE, EXCLUDED, MEMBER, SPEAKER, STRENGTH, fold_name

ABSENT, DUTY, EXCUSED, CHOOSING, NO_PREFERENCE = "absent", "on duty", "excused", "choosing", "no preference"


class Impossible(Exception):
    """The event asks of somebody what no allocation can give."""


@dataclass
class Place:
    """A session that somebody may have, and what it means to them. `choice` is 0 where it was not ranked. Where people may
    be left out, no session (None) is a place too."""

    session: object  # the index, or None
    regret: int
    choice: int
    round: int


@dataclass
class Case:
    """What one person may have, when the duties in `left_out` are gone because their sessions are cancelled."""

    left_out: frozenset
    standing: dict  # round -> standing
    duty: dict  # round -> the kind of duty, where on duty
    places: dict  # round -> [Place], only where placed
    pinned: frozenset = frozenset()  # rounds that have begun and in which the person is somewhere
    regret: dict = field(default_factory=dict)  # round -> {possible session: regret}, where choosing

    def free(self, round):
        return self.standing[round] in (CHOOSING, NO_PREFERENCE)

    def movable(self, round):
        """Free, and not in a round that has begun: whoever "together" ties."""
        return self.free(round) and round not in self.pinned


class Rules:
    """`pins` are the placements of rounds that have begun: {(person, round): session}. `leaves_out`: whether people may be
    left without a place."""

    def __init__(self, event, pins=None, leaves_out=False):
        self.event = event
        self.pins = pins or {}
        self.leaves_out = leaves_out
        self.sessions = event.sessions
        self.by_round = {r: [i for i, s in enumerate(event.sessions) if s.round == r] for r in event.rounds}
        self.conflicts = self.conflicting_pairs()
        self.cases = [self.cases_of(person) for person in range(len(event.attendees))]
        self.units = self.make_units()
        self.on_duty_count = self.count_on_duty()
        self.largest_regret = max((self.regret_limit(c) for cases in self.cases for c in cases), default=0)
        self.largest_choice = max(
            (p.choice for cases in self.cases for c in cases for places in c.places.values() for p in places), default=0
        )

    # ------------------------------------------------------------ 1. obligations

    def obligations(self, person, left_out=frozenset()):
        """{session or fixed item: strongest kind}."""
        attendee, duties = self.event.attendees[person], self.event.duties.get(person, {})
        if all(r in attendee.absent for r in self.event.rounds):
            return {}
        found = {}
        for index, session in enumerate(self.sessions):
            if session.round in attendee.absent or duties.get(index) == EXCLUDED or index in left_out:
                continue
            required = session.required_for & (attendee.roles | EVERYONE)
            kinds = [duties[index]] if index in duties else []
            kinds += [MEMBER] if required else []
            if kinds:
                found[index] = max(kinds, key=STRENGTH.get)
        return found

    # ------------------------------------------------------------ 2. clash

    def clash(self, one, other, one_kind=MEMBER, other_kind=MEMBER):
        a, b = self.sessions[one], self.sessions[other]
        if None in (a.start, a.end, b.start, b.end):
            return False
        transfer = 0 if a.room and fold_name(a.room) == fold_name(b.room) else self.event.transfer
        if (b.start, b.end) < (a.start, a.end):
            a, b, one_kind, other_kind = b, a, other_kind, one_kind
        strict = {CHAIR, SPEAKER}
        lead = other_kind in strict or ((a.start, a.end) == (b.start, b.end) and one_kind in strict)
        return a.end + transfer > b.start + (0 if lead else self.event.grace)

    def same_topic(self, one, other):
        """Fixed items have no topic."""
        if not self.sessions[one].round or not self.sessions[other].round:
            return False
        return self.sessions[one].topic != "" and self.sessions[one].topic == self.sessions[other].topic

    def conflicting_pairs(self):
        """Pairs of sessions of different rounds that one ordinary participant can't both have."""
        real = [i for i, s in enumerate(self.sessions) if s.round]
        return {
            (i, j) for i in real for j in real
            if self.sessions[i].round != self.sessions[j].round and (self.clash(i, j) or self.same_topic(i, j))
        }

    # ------------------------------------------------------------ 3. standing, 4. regret

    def cases_of(self, person):
        """6. One case for every set of this person's duties that cancelled sessions may take away, the smallest first."""
        must = self.obligations(person)
        loose = [i for i in must if self.sessions[i].round and self.sessions[i].cancellable]
        ways = [([i for i in must if i not in loose], frozenset())]
        for i in loose:
            ways = [
                way for kept, left_out in ways
                for way in [(kept, left_out | {i})] + ([(kept + [i], left_out)] if self.fits(i, kept, must) else [])
            ]
            if len(ways) > 4096:
                raise Impossible("more than 4,096 ways of cancelling for one person")
        return [self.case(person, left_out) for _, left_out in sorted(ways, key=lambda way: len(way[1]))]

    def fits(self, one, others, must):
        """Whether a duty at a session that could be cancelled can be kept beside these."""
        return not any(
            self.sessions[one].round == self.sessions[i].round or self.clash(one, i, must[one], must[i])
            for i in others
        )

    def case(self, person, left_out):
        attendee, duties = self.event.attendees[person], self.event.duties.get(person, {})
        must = self.obligations(person, left_out)
        case = Case(left_out, {}, {}, {}, frozenset(r for r in self.event.rounds if (person, r) in self.pins))
        for round in self.event.rounds:
            here = [i for i in must if self.sessions[i].round == round]
            if round in attendee.absent:
                case.standing[round] = ABSENT
            elif here:
                case.standing[round] = DUTY
                case.duty[round] = must[here[0]]
                case.places[round] = [Place(here[0], 0, 0, round)] if len(here) == 1 else []
                if self.leaves_out and not any(self.sessions[i].cancellable for i in here):
                    case.places[round].append(Place(None, 0, 0, round))
            else:
                self.judge_free_round(case, round, person, duties, must)
        return case

    def judge_free_round(self, case, round, person, duties, must):
        attendee, pin = self.event.attendees[person], self.pins.get((person, round))
        opened = [
            i for i in self.by_round[round]
            if i == pin or duties.get(i) != EXCLUDED
            and (not self.sessions[i].open_to or self.sessions[i].open_to & attendee.roles)
        ]
        # Where somebody is in rounds that have begun stands as firm as a duty.
        must = dict(must)
        if pin is None:
            for other in case.pinned:
                must.setdefault(self.pins[person, other], MEMBER)
        possible = [
            i for i in opened
            if i == pin
            or not any(self.clash(i, j, MEMBER, kind) or self.same_topic(i, j) for j, kind in must.items())
        ]
        if opened and not possible:
            case.standing[round] = EXCUSED
            return
        ranked = [(rank, i) for rank, i in attendee.rankings.get(round, []) if i in set(possible)]
        case.standing[round] = CHOOSING if ranked else NO_PREFERENCE
        regret = {i: sum(1 for other, _ in ranked if other < rank) for rank, i in ranked}
        case.places[round] = [
            Place(i, regret.get(i, len(ranked)), regret[i] + 1 if i in regret else 0, round) for i in possible
            if i not in case.left_out and pin in (None, i)
        ]
        if self.leaves_out:
            case.places[round].append(Place(None, len(ranked) + 1 if ranked else 0, 0, round))
        if ranked:
            case.regret[round] = {i: regret.get(i, len(ranked)) for i in possible}

    def regret_limit(self, case):
        return sum(max((p.regret for p in places), default=0) for places in case.places.values())

    # ------------------------------------------------------------ 5. options, 7. together

    def options(self, person, case, allowed, fixed):
        """All ways to fill the rounds of one case: tuples of places, in order of round. `allowed` leaves out what has
        been decided otherwise; `fixed` names the session of some rounds."""
        rounds = [
            [p for p in allowed.places(person, r, case.places[r]) if fixed.get(r, p.session) == p.session]
            for r in self.event.rounds if r in case.places
        ]
        for option in product(*rounds):
            if not self.conflicts or not any(self.at_odds(case, a, b) for a, b in combinations(option, 2)):
                yield option

    def at_odds(self, case, one, other):
        """Whether one person can't have both. Two duties may share a topic; whether they clash is another matter."""
        rounds = [one.round, other.round]
        duties = [round for round in rounds if case.standing[round] == DUTY]
        if len(duties) == 2 or (duties and any(round in case.pinned for round in rounds)):
            return False
        return (one.session, other.session) in self.conflicts

    def make_units(self):
        """People tied by "together" groups are one unit: lists of attendees, in order of their first member."""
        leader = list(range(len(self.event.attendees)))

        def top(i):
            while leader[i] != i:
                i = leader[i]
            return i

        for _, rule, members in self.event.groups:
            if rule == "together":
                for other in members[1:]:
                    a, b = sorted((top(members[0]), top(other)))
                    leader[b] = a
        units = {}
        for i in range(len(leader)):
            units.setdefault(top(i), []).append(i)
        return list(units.values())

    def tied(self, one, other):
        return any(rule == "together" and one in m and other in m for _, rule, m in self.event.groups)

    def shared(self, case, others):
        """The sessions that tied people who have theirs already ask of a case, or None when they disagree."""
        fixed = {}
        for other_case, option in others:
            for place in option:
                round, session = place.round, place.session
                if case.movable(round) and other_case.movable(round) and fixed.setdefault(round, session) != session:
                    return None
        return fixed

    def unit_options(self, unit, allowed):
        """All options of several people: lists of (person, case, option)."""

        def extend(sofar, rest):
            if not rest:
                yield sofar
                return
            tied = [(c, o) for other, c, o in sofar if self.tied(rest[0], other)]
            for case in self.cases[rest[0]]:
                fixed = self.shared(case, tied)
                if fixed is not None and allowed.case(case) and allowed.bears(rest[0], case):
                    for option in self.options(rest[0], case, allowed, fixed):
                        yield from extend(sofar + [(rest[0], case, option)], rest[1:])

        return extend([], unit)

    # ------------------------------------------------------------ limits that depend on duties

    def count_on_duty(self):
        """{session: [people on duty there]}, with every session held; who is there already counts as on duty."""
        found = {}
        for (person, _), session in self.pins.items():
            found.setdefault(session, []).append(person)
        for person in range(len(self.event.attendees)):
            for session in self.obligations(person):
                round = self.sessions[session].round
                if round and (person, round) not in self.pins:
                    found.setdefault(session, []).append(person)
        return found

    def organisation_limit(self, organisation, session):
        there = [p for p in self.on_duty_count.get(session, []) if self.event.attendees[p].organisation == organisation]
        return max(self.event.maximum_per_organisation, len(there))

    def apart_limit(self, members, session):
        return max(1, sum(1 for p in self.on_duty_count.get(session, []) if p in members))


# ---------------------------------------------------------------- stages

# The stages that come first where people may be left without a place.
LEFT_OUT = [("unplaced", "min", "unplaced", 0), ("unplaced on duty", "min", "unplaced on duty", 0)]

ORDINALS = {1: "first choices", 2: "second choices", 3: "third choices"}


def stages(objective, largest_regret, largest_choice):
    """[(name, sense, kind, parameter)]."""
    fair = [(f"total regret at least {n}", "min", "at least", n) for n in range(largest_regret, 0, -1)]
    first = [(ORDINALS[1], "max", "choice", 1)]
    draw = [("lottery", "min", "lottery", 0)]
    if objective == "fair":
        return fair + first + draw
    if objective == "firsts":
        choices = [
            (ORDINALS.get(k, f"choices number {k}"), "max", "choice", k) for k in range(1, max(1, largest_choice) + 1)
        ]
        return choices + fair + draw
    if objective == "total":
        return [("sum of total regrets", "min", "sum", 0)] + fair + first + draw
    if objective == "balanced":
        return [("sum of squared total regrets", "min", "squares", 0)] + fair + first + draw
    raise Impossible(f"unknown objective {objective}")


def regret_cost(kind, parameter, regret):
    if kind == "at least":
        return 1 if regret >= parameter else 0
    return regret if kind == "sum" else regret * regret if kind == "squares" else 0


MASK = (1 << 64) - 1


def weight(seed, key, session):
    h = 0xCBF29CE484222325
    for byte in seed.to_bytes(8, "little") + key.encode() + b"\xff" + session.encode():
        h = ((h ^ byte) * 0x100000001B3) & MASK
    h = ((h ^ (h >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    h = ((h ^ (h >> 27)) * 0x94D049BB133111EB) & MASK
    return (h ^ (h >> 31)) >> 32
