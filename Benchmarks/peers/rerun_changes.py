"""What happens to an event after its allocation was mailed: seeded changes to the files of an event folder.

Python 3.9 or later, standard library only.
"""

import csv
import os

import random_events


class Table:
    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.header, self.rows = [], []
        path = os.path.join(folder, name + ".csv")
        if os.path.exists(path):
            with open(path, encoding="utf-8-sig", newline="") as file:
                rows = [row for row in csv.reader(file) if row]
            self.header, self.rows = rows[0], rows[1:]

    def column(self, name):
        return self.header.index(name)

    def save(self):
        if self.header:
            random_events.write(self.folder, self.name, self.header, self.rows)


class Changes:
    def __init__(self, folder, draw):
        self.folder, self.draw = folder, draw
        self.sessions, self.attendees = Table(folder, "sessions"), Table(folder, "attendees")
        self.duties, self.groups = Table(folder, "duties"), Table(folder, "groups")
        self.late = []

    def ranking_columns(self):
        return [i for i, text in enumerate(self.attendees.header) if text.lower().startswith("round ")]

    def someone(self):
        return self.draw.choice(self.attendees.rows)[self.attendees.column("attendee")]

    # ------------------------------------------------------------ people

    def join(self):
        """Somebody new, with the wishes of two people mixed."""
        at = self.attendees
        one, other = self.draw.choice(at.rows), self.draw.choice(at.rows)
        row = list(one)
        rounds = {}
        for i in self.ranking_columns():
            rounds.setdefault(at.header[i].lower().split()[1], []).append(i)
        for columns in rounds.values():
            source = self.draw.choice([one, other])
            for i in columns:
                row[i] = source[i]
        number = len(self.late) + 1
        row[at.column("attendee")], row[at.column("name")] = f"new{number}", f"Newcomer {number}"
        row[at.column("absent")] = ""
        self.late.append(row)

    def withdraw(self):
        if len(self.attendees.rows) > 3:
            at = self.attendees
            gone = at.rows.pop(self.draw.randrange(len(at.rows)))[at.column("attendee")]
            for table in (self.duties, self.groups):
                table.rows = [row for row in table.rows if gone not in row]

    def rerank(self):
        """Two people exchange their wishes."""
        one, other = self.draw.choice(self.attendees.rows), self.draw.choice(self.attendees.rows)
        for i in self.ranking_columns():
            one[i], other[i] = other[i], one[i]

    def respell(self):
        """The same person, spelled otherwise."""
        at = self.attendees
        row = self.draw.choice(at.rows)
        old = row[at.column("attendee")]
        row[at.column("attendee")] = f" {old.upper()} " if self.draw.random() < 0.5 else old.title()

    def leave_a_round(self):
        at = self.attendees
        rounds = sorted({row[self.sessions.column("round")] for row in self.sessions.rows} - {""})
        row = self.draw.choice(at.rows)
        who, round = row[at.column("attendee")], self.draw.choice(rounds)
        busy = {r[1] for r in self.duties.rows if r[0].strip().lower() == who.strip().lower()}
        if not any(s[self.sessions.column("round")] == round and s[0] in busy for s in self.sessions.rows):
            row[at.column("absent")] = round

    # ------------------------------------------------------------ sessions

    def a_session(self):
        at = self.sessions.column("round")
        return self.draw.choice([row for row in self.sessions.rows if row[at]])

    def shrink(self):
        row, at = self.a_session(), self.sessions.column("capacity")
        if row[at]:
            row[at] = str(max(1, int(int(row[at]) * self.draw.uniform(0.6, 0.98))))
            low = self.sessions.column("minimum")
            row[low] = str(min(int(row[low] or 0), int(row[at])))

    def widen(self):
        row, at = self.a_session(), self.sessions.column("capacity")
        if row[at]:
            row[at] = str(int(row[at]) + self.draw.randint(1, 6))

    def other_time(self):
        row, start, end = self.a_session(), self.sessions.column("start"), self.sessions.column("end")
        if row[start] and row[end]:
            hours, minutes = map(int, row[end].split(":"))
            row[end] = random_events.clock(hours * 60 + minutes + self.draw.choice([-10, 5, 10, 20]))

    def cancel(self):
        """A session is taken off the programme, and off everybody's list."""
        row = self.a_session()
        at = self.sessions.column("round")
        if sum(r[at] == row[at] for r in self.sessions.rows) < 3:
            return
        id, title = row[0], row[self.sessions.column("title")]
        self.sessions.rows.remove(row)
        self.duties.rows = [r for r in self.duties.rows if r[1] != id]
        gone = [i for i, text in enumerate(self.attendees.header) if text.endswith(f"[{title}]") or text.endswith(f"[{id}]")]
        for table in (self.attendees.rows, self.late):
            for r in table:
                for i in self.ranking_columns():
                    if r[i] == id or i in gone:
                        r[i] = ""
        for i in reversed(gone):
            del self.attendees.header[i]
            for r in self.attendees.rows + self.late:
                del r[i]

    def duty(self):
        """Another chair, one more member, or somebody who must not come."""
        if self.duties.rows and self.draw.random() < 0.5:
            row = self.draw.choice(self.duties.rows)
            row[0] = self.someone()
        else:
            self.duties.header = self.duties.header or ["attendee", "session", "duty"]
            self.duties.rows.append([self.someone(), self.a_session()[0],
                                     self.draw.choice(["chair", "speaker", "member", "excluded"])])
        pairs = set()
        kept = []
        for row in self.duties.rows:
            pair = (row[0].strip().lower(), row[1])
            if pair not in pairs:
                pairs.add(pair)
                kept.append(row)
        self.duties.rows = kept

    # ------------------------------------------------------------ all of it

    def save(self):
        if self.late and self.draw.random() < 0.5:
            self.attendees.rows += self.late
        elif self.late:
            random_events.write(self.folder, "late", self.attendees.header, self.late)
        for table in (self.sessions, self.attendees, self.duties, self.groups):
            table.save()


KINDS = ("join", "join", "withdraw", "withdraw", "rerank", "respell", "leave_a_round", "shrink", "shrink", "widen",
         "other_time", "cancel", "duty")


def change_event(folder, draw):
    """Changes the folder; names what was done."""
    changes = Changes(folder, draw)
    done = []
    for _ in range(draw.choice([1, 2, 3, 4, 6])):
        kind = draw.choice(KINDS)
        for _ in range(draw.choice([1, 1, 2, 4]) if kind in ("join", "withdraw", "rerank") else 1):
            getattr(changes, kind)()
            done.append(f"change: {kind}")
    changes.save()
    return done
