"""Reads an event folder: sessions, attendees, rankings, duties, groups, settings.

Written from the description of the event folder in the README at the top, not from the program: it exists so that
the program's answers can be judged by somebody else. It reads plain files, as `breakouts generate` writes them and as
the sample events are (any delimiter, UTF-8 or Windows-1252, English or Dutch headers, all four shapes of rankings, a
form's answer sheet). Wherever it is not sure, it raises `Unreadable`.

Python 3.9 or later, standard library only.
"""

from __future__ import annotations

import csv
import io
import os
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

CHAIR, SPEAKER, MEMBER, EXCLUDED = "chair", "speaker", "member", "excluded"
STRENGTH = {CHAIR: 3, SPEAKER: 2, MEMBER: 1}
EVERYONE = {"everyone", "iedereen"}


class Unreadable(Exception):
    """The folder holds something that this reader does not understand."""


@dataclass
class Session:
    """A session of a round, or a fixed item (round 0). Times are minutes after midnight."""

    id: str
    round: int
    title: str
    room: str
    capacity: int | None
    minimum: int
    cancellable: bool
    start: int | None
    end: int | None
    open_to: frozenset
    required_for: frozenset
    topic: str


@dataclass
class Attendee:
    """`rankings[round]` lists (rank, session index), best first; a session stands in it at most once."""

    id: str
    name: str
    organisation: str
    roles: frozenset
    absent: frozenset
    rankings: dict

    @property
    def key(self):
        return key_of(self.id)


@dataclass
class Event:
    title: str  # as in the settings; empty where they give none: then it is the name of a folder, which says nothing
    sessions: list
    attendees: list
    rounds: list
    duties: dict = field(default_factory=dict)  # attendee index -> {session index: duty}
    groups: list = field(default_factory=list)  # (name, "together" or "apart", [attendee index])
    transfer: int = 0
    grace: int = 0
    maximum_per_organisation: int | None = None
    objective: str = "fair"
    seed: int = 1
    late_reserve: str = ""


# ---------------------------------------------------------------- files and cells


def fold_name(text):
    """Organisations, roles, rooms and topics are compared regardless of case, accents and spaces."""
    plain = unicodedata.normalize("NFKD", text).lower()
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in " \u00a0\t")


def spellings(names):
    """By folded name how it is spelled: as it is most often, of several such the first by code points."""
    counts = {}
    for name in names:
        counts.setdefault(fold_name(name), Counter())[name] += 1
    return {folded: min(ways, key=lambda way: (-ways[way], way)) for folded, ways in counts.items()}


def fold(text):
    """Headers and words with a meaning also regardless of `-` and `_`."""
    return fold_name(text).replace("-", "").replace("_", "")


def key_of(text):
    """Two attendees are the same when these are."""
    return " ".join(text.lower().split())


def cell(text):
    """Outer spaces off, inner runs of spaces made one; a defused formula is made whole again."""
    text = " ".join(text.split())
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in "=+-@" else text


def decode(data):
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def read_table(path):
    """(header cells, rows of cells); rows that are wholly empty are left out."""
    with open(path, "rb") as file:
        text = decode(file.read())
    first, _, rest = text.partition("\n")
    delimiter = None
    if first.lower().startswith("sep="):
        delimiter, text = first[4], rest
    else:
        outside = re.sub(r'"[^"]*"', "", first)
        delimiter = max(";,\t|", key=outside.count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(c.strip() for c in row)]
    if not rows:
        raise Unreadable(f"{path} is empty")
    width = len(rows[0])
    return [cell(c) for c in rows[0]], [(row + [""] * width)[:width] for row in rows[1:]]


def columns(header, names):
    """Where each wanted column is: {name: index}."""
    found = {}
    wanted = {fold(alias): name for name, aliases in names.items() for alias in (name, *aliases)}
    for index, text in enumerate(header):
        name = wanted.get(fold(text))
        if name and name not in found:
            found[name] = index
    return found


def find(folder, *stems):
    names = {name.lower(): name for name in os.listdir(folder)}
    for stem in stems:
        if stem + ".csv" in names:
            return os.path.join(folder, names[stem + ".csv"])
    return None


def whole(text, default):
    return int(cell(text)) if cell(text) else default


def clock(text):
    text = cell(text)
    if not text:
        return None
    match = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?(?: ?(?:uur|u))?", text)
    if not match:
        raise Unreadable(f"not a time: {text}")
    return int(match[1]) * 60 + int(match[2])


def listed(text):
    return frozenset(fold_name(part) for part in text.split(";") if cell(part))


def yes(text):
    return fold(text) in {"yes", "y", "ja", "j", "true", "waar", "1"}


# ---------------------------------------------------------------- the five files


def read_sessions(path):
    header, rows = read_table(path)
    at = columns(
        header,
        {
            "session": ("sessie", "code", "id"), "round": ("ronde",), "title": ("titel",), "room": ("zaal",),
            "capacity": ("capaciteit",), "minimum": (), "cancellable": ("annuleerbaar",), "start": ("begin",),
            "end": ("eind", "einde"), "open to": ("open voor",), "required for": ("verplicht voor",),
            "topic": ("thema",),
        },
    )
    sessions = []
    for row in rows:
        get = lambda name: row[at[name]] if name in at else ""
        sessions.append(
            Session(
                id=cell(get("session")), round=whole(get("round"), 0), title=cell(get("title")) or cell(get("session")),
                room=cell(get("room")), capacity=whole(get("capacity"), None), minimum=whole(get("minimum"), 0),
                cancellable=yes(get("cancellable")), start=clock(get("start")), end=clock(get("end")),
                open_to=listed(get("open to")), required_for=listed(get("required for")),
                topic=fold_name(cell(get("topic"))),
            )
        )
    rooms = spellings(session.room for session in sessions)
    return [replace(session, room=rooms[fold_name(session.room)]) for session in sessions]


class SessionNames:
    """Finds a session by id or title, in one round or anywhere."""

    def __init__(self, sessions):
        self.table = {}
        for index, session in enumerate(sessions):
            for text in (session.id, session.title):
                for place in (session.round, None):
                    self.table.setdefault((place, cell(text).casefold()), index)
        self.ids = {session.id.casefold(): index for index, session in enumerate(sessions)}
        self.titles = {}
        for index, session in enumerate(sessions):
            for text in {session.id, session.title}:
                self.titles.setdefault(session.round, []).append((text.casefold(), index))
        for texts in self.titles.values():
            texts.sort(key=lambda pair: -len(pair[0]))

    def find(self, text, round=None):
        text = cell(text).casefold()
        index = self.ids.get(text, self.table.get((round, text)))
        index = self.table.get((None, text)) if index is None else index
        if index is None:
            raise Unreadable(f"no such session: {text}")
        return index

    def split(self, text, round):
        """A list in one cell: at each place the longest known title, then a separator."""
        text, found = cell(text).casefold(), []
        while text.strip(" ;,"):
            text = text.lstrip(" ;,")
            for title, index in self.titles.get(round, []):
                if text.startswith(title) and text[len(title):].lstrip()[:1] in ("", ";", ","):
                    found.append(index)
                    text = text[len(title):]
                    break
            else:
                raise Unreadable(f"no session of round {round} at: {text}")
        return found


def ranking_columns(header, names):
    """For each column: (round, "rank", n), (round, "session", index), (round, "list", None) or None."""
    plan = []
    for text in header:
        lower = cell(text).casefold()
        match = re.match(r"(?:round|ronde|r)[ _]?(\d+)", lower)
        entry = None
        if match:
            round, rest = int(match[1]), lower[match.end():].strip()
            bracket = re.fullmatch(r"\[(.*)\]", rest)
            inner = bracket[1].strip() if bracket else rest
            choice = (
                re.fullmatch(r"(?:choice|keuze|_)? ?(\d+)", inner) if not bracket
                else re.fullmatch(r"(\d+)(?:st|nd|rd|th|e|ste|de)? (?:choice|keuze)", inner)
            )
            if choice:
                entry = (round, "rank", int(choice[1]))
            elif bracket:
                entry = (round, "session", names.find(inner, round))
            elif not rest or rest.startswith(":"):
                entry = (round, "list", None)
        plan.append(entry)
    return plan


def moment(text):
    text = cell(text)
    for shape in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, shape)
        except ValueError:
            continue
    raise Unreadable(f"not a date: {text}")


def read_attendees(paths, sessions, names):
    """Everybody of these files; of two submissions by one person the later counts, whichever file it is in."""
    submissions = {}
    for path in paths:
        read_submissions(path, sessions, names, submissions)
    people = [person for _, _, person in sorted(submissions.values(), key=lambda entry: entry[1])]
    spelling = spellings(person.organisation for person in people)
    return [replace(person, organisation=spelling[fold_name(person.organisation)]) for person in people]


def read_submissions(path, sessions, names, submissions):
    header, rows = read_table(path)
    at = columns(
        header,
        {
            "attendee": ("deelnemer",), "id": (), "email": ("e-mail", "mail"), "name": ("naam",),
            "organisation": ("organization", "organisatie", "gemeente"), "roles": ("rollen", "role", "rol"),
            "absent": ("afwezig",), "registered": ("aangemeld", "completion time", "tijd van voltooien"),
            "began": ("start time", "begintijd"),
        },
    )
    if "began" in at:  # the answer sheet of a form: its column Id numbers submissions, not people
        at.pop("id", None)
    key = next((name for name in ("attendee", "id", "email") if name in at), None)
    plan = ranking_columns(header, names)
    first = len(submissions)
    for number, row in enumerate(rows, first):
        get = lambda name: row[at[name]] if name in at else ""
        organisation = cell(get("organisation"))
        id = cell(get(key)) if key else cell(get("name")) + (f" ({organisation})" if organisation else "")
        rankings = {}
        for text, entry in zip(row, plan):
            if entry is None or not text.strip():
                continue
            round, kind, which = entry
            got = rankings.setdefault(round, [])
            if kind == "rank":
                got.append((which, names.find(text, round)))
            elif kind == "session":
                got.append((int(cell(text)), which))
            else:
                got.extend((place + 1, index) for place, index in enumerate(names.split(text, round)))
        person = Attendee(
            id=id, name=cell(get("name")) or id, organisation=organisation, roles=listed(get("roles")),
            absent=frozenset(int(part) for part in get("absent").split(";") if part.strip()), rankings=rankings,
        )
        when = moment(get("registered")) if cell(get("registered")) else datetime.min
        earlier = submissions.get(person.key)
        if earlier is None or when >= earlier[0]:
            submissions[person.key] = (when, number, person)


def tidy(ranking, round, sessions):
    """Best first; a session of another round or one that was named before is dropped."""
    kept, seen = [], set()
    for rank, index in sorted(ranking, key=lambda pair: pair[0]):
        if index not in seen and sessions[index].round == round:
            seen.add(index)
            kept.append((rank, index))
    return kept


SETTINGS = {
    "title": ("titel",), "transfer minutes": ("wisseltijd minuten",), "late arrival minutes": ("te laat minuten",),
    "maximum per organisation": ("maximum per organisatie",), "objective": ("doel",), "seed": ("loting",),
    "late reserve": ("reserve voor nakomers",),
}
DUTIES = {"chair": CHAIR, "voorzitter": CHAIR, "speaker": SPEAKER, "spreker": SPEAKER, "member": MEMBER, "lid": MEMBER,
          "excluded": EXCLUDED, "niet": EXCLUDED}
RULES = {"together": "together", "samen": "together", "apart": "apart"}

def read_settings(folder, event):
    path = find(folder, "settings", "instellingen")
    if path is None:
        return
    header, rows = read_table(path)
    known = {fold(alias): name for name, aliases in SETTINGS.items() for alias in (name, *aliases)}
    got = {known[fold(row[0])]: cell(row[1]) for row in rows if fold(row[0]) in known and cell(row[1])}
    event.title = got.get("title", event.title)
    event.transfer = int(got.get("transfer minutes", 0))
    event.grace = int(got.get("late arrival minutes", 0))
    event.objective = got.get("objective", "fair").lower()
    event.seed = int(got.get("seed", 1))
    event.late_reserve = got.get("late reserve", "")
    if "maximum per organisation" in got:
        event.maximum_per_organisation = int(got["maximum per organisation"])


def read_event(folder):
    sessions_path = find(folder, "sessions", "sessies")
    attendees_path = find(folder, "attendees", "deelnemers")
    if not sessions_path or not attendees_path:
        raise Unreadable(f"{folder} has no sessions.csv or no attendees.csv")
    sessions = read_sessions(sessions_path)
    names = SessionNames(sessions)
    late_path = find(folder, "late", "nakomers")
    attendees = read_attendees([path for path in (attendees_path, late_path) if path], sessions, names)
    people = {person.key: index for index, person in enumerate(attendees)}

    def who(text):
        key = key_of(cell(text))
        if key not in people:
            raise Unreadable(f"no such attendee: {text}")
        return people[key]

    path = find(folder, "preferences", "voorkeuren")
    if path:
        header, rows = read_table(path)
        at = columns(header, {"attendee": ("deelnemer",), "round": ("ronde",), "rank": ("rang",), "session": ("sessie",)})
        for row in rows:
            round = whole(row[at["round"]], None) if "round" in at else None
            index = names.find(row[at["session"]], round)
            ranking = attendees[who(row[at["attendee"]])].rankings
            ranking.setdefault(round or sessions[index].round, []).append((int(cell(row[at["rank"]])), index))
    for person in attendees:
        person.rankings = {r: tidy(ranking, r, sessions) for r, ranking in person.rankings.items()}

    event = Event(
        title="", sessions=sessions, attendees=attendees,
        rounds=sorted({s.round for s in sessions if s.round}),
    )
    path = find(folder, "duties", "taken")
    if path:
        header, rows = read_table(path)
        at = columns(header, {"attendee": ("deelnemer",), "session": ("sessie",), "duty": ("taak",)})
        for row in rows:
            mine = event.duties.setdefault(who(row[at["attendee"]]), {})
            index, duty = names.find(row[at["session"]]), DUTIES[fold(row[at["duty"]])]
            if STRENGTH.get(duty, 4) > STRENGTH.get(mine.get(index), 0):
                mine[index] = duty
    path = find(folder, "groups", "groepen")
    if path:
        header, rows = read_table(path)
        at = columns(header, {"group": ("groep",), "attendee": ("deelnemer",), "rule": ("regel",)})
        groups, spelling = {}, spellings(cell(row[at["group"]]) for row in rows)
        for row in rows:
            group = (spelling[fold_name(cell(row[at["group"]]))], RULES[fold(row[at["rule"]])])
            groups.setdefault(group, []).append(who(row[at["attendee"]]))
        event.groups = [(name, rule, members) for (name, rule), members in groups.items()]
    read_settings(folder, event)
    return event
