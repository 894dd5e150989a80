#!/usr/bin/env python3
"""Small seeded events with every rule in them, for those who want to see a checker and the program disagree.

    random_events.py SEED OUTPUT          writes one event folder

Python 3.9 or later, standard library only.
"""

import csv
import os
import random
import sys


def write(folder, name, header, rows):
    with open(os.path.join(folder, name + ".csv"), "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(header)
        out.writerows(rows)


def clock(minutes):
    return f"{minutes // 60}:{minutes % 60:02}"


class RandomEvent:
    def __init__(self, seed):
        self.r = random.Random(f"breakouts event {seed}")
        self.seed = seed
        r = self.r
        self.people = [f"p{i:02}" for i in range(r.randint(4, 26))]
        self.roles = ["board", "guest", "crew"]
        self.flags = {name: r.random() < 0.45 for name in
                      ("cancel", "spread", "together", "apart", "times", "topics", "doors", "minimums", "fixed")}
        self.cities = [f"City {c}" for c in "ABCDEFGH"[: r.randint(2, 8)]]
        self.organisation = {p: r.choice(self.cities + [""]) for p in self.people}

    def sessions(self):
        r, rows = self.r, []
        rounds = r.choice([1, 2, 2, 2, 2, 3, 4])
        start = 540
        self.by_round = {}
        for round in range(1, rounds + 1):
            count = r.randint(2, 5)
            length = r.choice([45, 60])
            seats = int(len(self.people) * r.uniform(1.05, 1.6)) + 1
            self.by_round[round] = [f"{round}.{k}" for k in range(1, count + 1)]
            for k, id in enumerate(self.by_round[round]):
                early = r.choice([0, 0, 0, -10, 15]) if self.flags["times"] else 0
                capacity = "" if r.random() < 0.1 else max(1, int(seats * r.uniform(0.6, 1.5) / count) + 1)
                low = r.randint(1, max(1, len(self.people) // count)) if self.flags["minimums"] and r.random() < 0.5 else 0
                if capacity != "":
                    low = min(low, capacity)
                rows.append([
                    id, round, f"Talk {id}", f"Room {r.randint(1, 4)}", capacity, low,
                    "yes" if self.flags["cancel"] and r.random() < 0.5 else "no",
                    clock(start + early), clock(start + early + length),
                    ";".join(r.sample(self.roles, 2)) if self.flags["doors"] and r.random() < 0.2 else "",
                    r.choice(self.roles) if self.flags["doors"] and r.random() < 0.06 else "",
                    r.choice(["green", "red", "Blue"]) if self.flags["topics"] and r.random() < 0.3 else "",
                ])
            start += length + r.choice([0, 5, 10, 30])
        if self.flags["fixed"]:
            begin = r.randrange(540, start, 5)
            rows.append(["BOARD", "", "Board meeting", "Attic", "", "", "", clock(begin), clock(begin + 30), "",
                         r.choice(["board", "crew"]), r.choice(["", "", "red"])])
        return ["session", "round", "title", "room", "capacity", "minimum", "cancellable", "start", "end", "open to",
                "required for", "topic"], rows

    def attendees(self):
        r = self.r
        columns = [(round, id) for round, ids in self.by_round.items() for id in ids]
        taste = {id: r.random() for _, id in columns}
        rows = []
        for person in self.people:
            ranks = {}
            for round, ids in self.by_round.items():
                if r.random() < 0.08:
                    continue
                order = sorted(ids, key=lambda id: taste[id] + r.random())[: r.randint(1, len(ids))]
                rank = 0
                for id in order:
                    rank += r.choice([0, 1, 1, 1, 1, 2]) if rank else r.choice([1, 1, 1, 2])
                    ranks[id] = rank
            roles = [role for role in self.roles if r.random() < 0.25]
            absent = [str(round) for round in self.by_round if r.random() < 0.04]
            rows.append([person, f"Person {person}", self.organisation[person], ";".join(roles), ";".join(absent)]
                        + [ranks.get(id, "") for _, id in columns])
        head = ["attendee", "name", "organisation", "roles", "absent"]
        return head + [f"Round {round} [Talk {id}]" for round, id in columns], rows

    def duties(self):
        r, rows, busy = self.r, [], set()
        for round, ids in self.by_round.items():
            for id in ids:
                for _ in range(r.choice([0, 0, 1, 1, 2])):
                    person = r.choice(self.people)
                    if r.random() < 0.25:
                        rows.append([person, id, "excluded"]) if (person, id) not in busy else None
                    elif (person, round) not in busy:
                        rows.append([person, id, r.choice(["chair", "speaker", "member"])])
                        busy |= {(person, round)}
                    busy |= {(person, id)}
        if self.flags["fixed"] and r.random() < 0.5:
            rows.append([r.choice(self.people), "BOARD", r.choice(["chair", "speaker", "member", "excluded"])])
        return ["attendee", "session", "duty"], rows

    def groups(self):
        r, rows = self.r, []
        for rule, chance in (("together", self.flags["together"]), ("apart", self.flags["apart"])):
            for number in range(r.randint(1, 3) if chance else 0):
                pool = self.people
                if rule == "together" and self.flags["spread"]:
                    # Colleagues, who take their organisation's seats several at a time.
                    city = r.choice(self.cities)
                    pool = [p for p in self.people if self.organisation[p] == city]
                for person in r.sample(pool, min(len(pool), r.choice([2, 2, 3]))):
                    rows.append([f"{rule} {number}", person, rule])
        return ["group", "attendee", "rule"], rows

    def settings(self):
        r = self.r
        rows = [["title", f"Random event {self.seed}"], ["seed", r.choice([1, self.seed, 2**63 - 1])],
                ["objective", r.choice(["fair", "firsts", "total", "balanced"])]]
        if self.flags["times"]:
            rows += [["transfer minutes", r.choice([0, 5, 10])], ["late arrival minutes", r.choice([0, 5, 15])]]
        if self.flags["spread"]:
            rows += [["maximum per organisation", r.randint(1, 4)]]
        return ["setting", "value"], rows

    def write(self, folder):
        os.makedirs(folder, exist_ok=True)
        for name in ("sessions", "attendees", "duties", "groups", "settings"):
            header, rows = getattr(self, name)()
            if rows:
                write(folder, name, header, rows)


if __name__ == "__main__":
    RandomEvent(int(sys.argv[1])).write(sys.argv[2])
