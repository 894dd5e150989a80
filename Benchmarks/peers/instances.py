"""Seeded instances for the comparison, written as event folders.

People of organisations of 3 to 8 rank five sessions per round (all, where there are fewer). Popularity falls like
1/rank^0.8 and rooms differ in size independently of it, so that some sessions are wanted by far more people than they
hold; all rooms together hold 5 to 20 % more than there are people. 3 % chair a session; 15 % have one session in each
round where they may not be. `rules` adds what makes the problem hard: sessions that run with a minimum of 30 to 70 % of
their room or not at all, at most two people of one organisation in a session, twenty pairs that stay together, and
tastes alike within an organisation. Needs numpy.
"""

import csv
import os

import numpy as np


class Instance:
    def __init__(self, people, sessions, rules=False, seed=1):
        self.people, self.sessions, self.rules, self.seed = people, sessions, rules, seed
        self.draw = np.random.default_rng([seed, people, rules, *sessions])
        sizes = []
        while sum(sizes) < people:
            sizes.append(int(self.draw.integers(3, 9)))
        home = np.repeat(np.arange(len(sizes)), sizes)[:people]
        self.home = self.draw.permutation(home)
        self.popularity = [self.draw.permutation(1 / np.arange(1, k + 1) ** 0.8) for k in sessions]
        self.capacity = [self.rooms(k) for k in sessions]
        self.choices = [self.rankings(w) for w in self.popularity]
        self.chairs, self.excluded = self.duties()

    @property
    def name(self):
        kind = "-rules" if self.rules else ""
        return f"{self.people}x{'+'.join(map(str, self.sessions))}{kind}"

    def rooms(self, count):
        seats = int(np.ceil(self.draw.uniform(1.05, 1.2) * self.people))
        size = self.draw.uniform(0.6, 1.4, count)
        capacity = np.maximum(1, np.floor(size / size.sum() * seats).astype(int))
        capacity[np.argsort(-size)[: max(0, seats - int(capacity.sum()))]] += 1
        return capacity

    def rankings(self, weight):
        """Plackett-Luce: Gumbel noise on the logarithm of popularity, and an organisation's own taste."""
        taste = np.log(weight) + self.draw.gumbel(size=(self.people, len(weight)))
        if self.rules:
            taste += 0.8 * self.draw.standard_normal((self.home.max() + 1, len(weight)))[self.home]
        return np.argsort(-taste, axis=1, kind="stable")[:, : min(5, len(weight))]

    def duties(self):
        chairs, excluded, busy = [], [], set()
        room = [c // 2 for c in self.capacity]
        for person in self.draw.permutation(self.people)[: round(0.03 * self.people)]:
            round_ = int(self.draw.integers(len(self.sessions)))
            # not in one of the least popular fifth, which may not run
            able = np.argsort(-self.popularity[round_])[: len(room[round_]) - max(1, len(room[round_]) // 5)]
            session = int(self.draw.choice(able))
            if room[round_][session] > 0:
                room[round_][session] -= 1
                chairs.append((person, round_, session))
                busy.add(person)
        rest = [p for p in range(self.people) if p not in busy]
        for person in self.draw.permutation(rest)[: round(0.15 * self.people)]:
            for round_, weight in enumerate(self.popularity):
                excluded.append((person, round_, int(self.draw.choice(len(weight), p=weight / weight.sum()))))
        return chairs, excluded

    def pairs(self, count=20):
        """Two people of one organisation without a duty."""
        taken = {p for p, _, _ in self.chairs + self.excluded}
        waiting, found = {}, []
        for person in self.draw.permutation(self.people):
            home = int(self.home[person])
            if person in taken or len(found) == count or home in {h for h, _, _ in found}:
                continue
            if home in waiting:
                found.append((home, waiting.pop(home), person))
            else:
                waiting[home] = person
        return [(a, b) for _, a, b in found]

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        chaired = {(r, s) for _, r, s in self.chairs}
        sessions = []
        for r, capacity in enumerate(self.capacity):
            least = np.ceil(self.draw.uniform(0.3, 0.7, len(capacity)) * capacity).astype(int)
            for s, seats in enumerate(capacity):
                loose = self.rules and (r, s) not in chaired
                sessions.append([id_of(r, s), r + 1, int(seats), int(least[s]) if self.rules else 0, "yes" if loose else "no"])
        table(folder, "sessions", ["session", "round", "capacity", "minimum", "cancellable"], sessions)
        head = [f"round {r + 1} choice {k + 1}" for r, c in enumerate(self.choices) for k in range(c.shape[1])]
        rows = []
        for person in range(self.people):
            ranked = [id_of(r, s) for r, c in enumerate(self.choices) for s in c[person]]
            rows.append([f"p{person + 1}", f"Organisation {self.home[person] + 1}", *ranked])
        table(folder, "attendees", ["attendee", "organisation", *head], rows)
        duties = [[f"p{p + 1}", id_of(r, s), "chair"] for p, r, s in self.chairs]
        duties += [[f"p{p + 1}", id_of(r, s), "excluded"] for p, r, s in self.excluded]
        table(folder, "duties", ["attendee", "session", "duty"], duties)
        settings = [["title", f"{self.name}, seed {self.seed}"], ["seed", self.seed]]
        if self.rules:
            settings.append(["maximum per organisation", 2])
            pairs = [[f"pair {n + 1}", f"p{p + 1}", "together"] for n, pair in enumerate(self.pairs()) for p in pair]
            table(folder, "groups", ["group", "attendee", "rule"], pairs)
        table(folder, "settings", ["setting", "value"], settings)


def id_of(round_, session):
    return f"{round_ + 1}.{session + 1}"


def table(folder, name, header, rows):
    with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)
