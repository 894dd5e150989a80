import BreakoutModel

// All wordings of violations of the rules. Numbers and the proof: `Wordings+Numbers.swift`.

extension Violation {
    init(_ code: String, en: String, nl: String) {
        self.init(code: code, message: Bilingual(en: en, nl: nl))
    }

    /// What a violation is about when several files can have it.
    enum Document {
        case records, summary, certificate

        var file: String {
            switch self {
            case .records: "allocation.csv"
            case .summary: "summary.json"
            case .certificate: "certificate.json"
            }
        }

        var code: String {
            switch self {
            case .records: "record"
            case .summary: "summary"
            case .certificate: "certificate"
            }
        }
    }

    // MARK: The records

    static func unknownAttendee(_ name: String, in file: Document) -> Violation {
        Violation(
            "\(file.code)-unknown-attendee",
            en: "\(file.file) names '\(name)', who is no attendee of the event",
            nl: "\(file.file) noemt '\(name)', maar dat is geen deelnemer")
    }

    static func unknownSession(_ name: String, in file: Document) -> Violation {
        Violation(
            "\(file.code)-unknown-session",
            en: "\(file.file) names '\(name)', which is no session of the event",
            nl: "\(file.file) noemt '\(name)', maar dat is geen deelsessie")
    }

    static func unknownRound(_ person: String, round: Int) -> Violation {
        Violation(
            "record-unknown-round", en: "\(person) has a row for round \(round), which does not exist",
            nl: "\(person) heeft een regel voor ronde \(round), maar die ronde bestaat niet")
    }

    static func sessionOfAnotherRound(_ person: String, session: String, round: Int) -> Violation {
        Violation(
            "record-session-of-another-round",
            en: "\(person) is placed in \(session) in round \(round), but that session is of another round",
            nl:
                "\(person) is in ronde \(round) ingedeeld in \(session), maar die deelsessie is van een andere ronde"
        )
    }

    static func duplicateRecord(_ person: String, round: Int) -> Violation {
        Violation(
            "record-duplicate", en: "\(person) has more than one row for round \(round)",
            nl: "\(person) heeft meer dan één regel voor ronde \(round)")
    }

    static func missingRecord(_ person: String, round: Int) -> Violation {
        Violation(
            "record-missing", en: "\(person) has no row for round \(round)",
            nl: "\(person) heeft geen regel voor ronde \(round)")
    }

    /// A column that repeats what the event says.
    enum Column: String {
        case name, organisation, title, room

        var dutch: String {
            switch self {
            case .name: "naam"
            case .organisation: "organisatie"
            case .title: "titel"
            case .room: "zaal"
            }
        }
    }

    static func wrongText(
        _ column: Column, _ person: String, round: Int, is stated: String, not right: String
    ) -> Violation {
        Violation(
            "record-\(column.rawValue)",
            en: "the row of \(person) for round \(round) has \(column.rawValue) '\(stated)'; "
                + "the event says '\(right)'",
            nl: "de regel van \(person) voor ronde \(round) heeft als \(column.dutch) '\(stated)'; "
                + "volgens het evenement is dat '\(right)'")
    }

    static func wrongTime(
        _ person: String, round: Int, is stated: (TimeOfDay?, TimeOfDay?), not right: (TimeOfDay?, TimeOfDay?)
    ) -> Violation {
        func text(_ times: (TimeOfDay?, TimeOfDay?), _ separator: String) -> String {
            [times.0, times.1].map { $0?.digits(separator: separator) ?? "…" }.joined(separator: "–")
        }
        return Violation(
            "record-time",
            en: "the row of \(person) for round \(round) has the time \(text(stated, ":")); "
                + "the event says \(text(right, ":"))",
            nl: "de regel van \(person) voor ronde \(round) heeft de tijd \(text(stated, ".")); "
                + "volgens het evenement is dat \(text(right, "."))")
    }

    static func wrongChoice(_ person: String, round: Int, is stated: Choice?, not right: Choice?) -> Violation {
        func text(_ choice: Choice?, _ none: String) -> String {
            switch choice {
            case .ranked(let number): "\(number)"
            case .unlisted: "unlisted"
            case nil: none
            }
        }
        return Violation(
            "record-choice",
            en: "the row of \(person) for round \(round) has choice '\(text(stated, "none"))'; "
                + "by the ranking it is '\(text(right, "none"))'",
            nl: "de regel van \(person) voor ronde \(round) heeft keuze '\(text(stated, "geen"))'; "
                + "volgens de voorkeuren is het '\(text(right, "geen"))'")
    }

    static func wrongReason(_ person: String, round: Int, is stated: Reason, not right: Reason) -> Violation {
        Violation(
            "record-reason",
            en: "the row of \(person) for round \(round) has reason '\(stated.rawValue)'; "
                + "it is '\(right.rawValue)'",
            nl: "de regel van \(person) voor ronde \(round) heeft reden '\(stated.rawValue)'; "
                + "dat moet '\(right.rawValue)' zijn")
    }

    // MARK: One person

    static func notPlaced(_ person: String, round: Int) -> Violation {
        Violation(
            "not-placed", en: "\(person) is in no session of round \(round)",
            nl: "\(person) zit in ronde \(round) in geen enkele deelsessie")
    }

    static func placedThoughAbsent(_ person: String, session: String, round: Int) -> Violation {
        Violation(
            "placed-though-absent", en: "\(person) is absent in round \(round) but is placed in \(session)",
            nl: "\(person) is afwezig in ronde \(round) maar is ingedeeld in \(session)")
    }

    static func placedThoughExcused(_ person: String, session: String, round: Int) -> Violation {
        Violation(
            "placed-though-excused",
            en: "\(person) can reach no session of round \(round) but is placed in \(session)",
            nl:
                "\(person) kan geen enkele deelsessie van ronde \(round) halen maar is ingedeeld in \(session)"
        )
    }

    static func placedThoughExcluded(_ person: String, session: String) -> Violation {
        Violation(
            "placed-though-excluded", en: "\(person) must not be in \(session) but is placed there",
            nl: "\(person) mag niet in \(session) maar is daar ingedeeld")
    }

    static func notOpen(_ person: String, session: String) -> Violation {
        Violation(
            "not-open", en: "\(person) is placed in \(session), which is not open to them",
            nl: "\(person) is ingedeeld in \(session), maar die deelsessie staat niet voor deze deelnemer open")
    }

    static func dutyNotKept(_ person: String, _ kind: DutyKind, duty: String, session: String) -> Violation {
        let dutch =
            switch kind {
            case .chair: "voorzitter"
            case .speaker: "spreker"
            case .member, .excluded: "lid"
            }
        return Violation(
            "duty-not-kept", en: "\(person) is \(kind.rawValue) at \(duty) but is placed in \(session)",
            nl: "\(person) is \(dutch) bij \(duty) maar is ingedeeld in \(session)")
    }

    static func clash(_ person: String, _ a: Activity, _ b: Activity) -> Violation {
        func text(_ activity: Activity, _ language: Language) -> String {
            activity.id + (activity.time.map { " (\($0.text(in: language)))" } ?? "")
        }
        return Violation(
            "clash",
            en: "\(person) cannot be at both \(text(a, .english)) and \(text(b, .english)): the times clash",
            nl:
                "\(person) kan niet bij zowel \(text(a, .dutch)) als \(text(b, .dutch)) zijn: de tijden botsen"
        )
    }

    static func topicTwice(_ person: String, _ a: String, _ b: String, topic: String) -> Violation {
        Violation(
            "topic-twice", en: "\(person) has the topic '\(topic)' twice, in \(a) and \(b)",
            nl: "\(person) heeft het thema '\(topic)' twee keer, in \(a) en \(b)")
    }

    // MARK: What no allocation can mend

    static func dutyAndExclusion(_ person: String, place: String) -> Violation {
        Violation(
            "duty-and-exclusion", en: "\(person) has a duty at \(place) and must not be there",
            nl: "\(person) heeft een taak bij \(place) en mag daar niet zijn")
    }

    static func twoDutiesInOneRound(_ person: String, _ a: String, _ b: String) -> Violation {
        Violation(
            "two-duties-in-one-round", en: "\(person) has a duty at both \(a) and \(b), in one round",
            nl: "\(person) heeft in één ronde een taak bij zowel \(a) als \(b)")
    }

    static func obligationsClash(_ person: String, _ a: String, _ b: String) -> Violation {
        Violation(
            "obligations-clash", en: "\(person) must attend both \(a) and \(b), whose times clash",
            nl: "\(person) moet bij zowel \(a) als \(b) zijn, maar de tijden botsen")
    }

    static func nothingOpen(_ person: String, round: Int) -> Violation {
        Violation(
            "nothing-open", en: "no session of round \(round) is open to \(person)",
            nl: "in ronde \(round) staat geen enkele deelsessie open voor \(person)")
    }

    // MARK: Many people

    static func overCapacity(_ session: String, people: Int, capacity: Int) -> Violation {
        Violation(
            "session-over-capacity",
            en: "\(session) has \(people) \(people == 1 ? "person" : "people") in a room for \(capacity)",
            nl: "\(session) heeft \(people) mensen in een zaal voor \(capacity)")
    }

    static func underMinimum(_ session: String, people: Int, minimum: Int) -> Violation {
        Violation(
            "session-under-minimum",
            en: "\(session) has \(people) \(people == 1 ? "person" : "people") and needs at least \(minimum)",
            nl: "\(session) heeft \(people) mensen en er moeten er minstens \(minimum) zijn")
    }

    static func overMaximum(
        _ organisation: String, session: String, people: Int, maximum: Int
    ) -> Violation {
        Violation(
            "organisation-over-maximum",
            en: "\(people) people of \(organisation) are in \(session); at most \(maximum) may be",
            nl:
                "er zitten \(people) mensen van \(organisation) in \(session); het mogen er hoogstens \(maximum) zijn"
        )
    }

    static func notTogether(_ group: String, _ a: String, _ b: String, round: Int) -> Violation {
        Violation(
            "group-not-together",
            en: "\(a) and \(b) of group '\(group)' are not in the same session in round \(round)",
            nl: "\(a) en \(b) van groep '\(group)' zitten in ronde \(round) niet in dezelfde deelsessie")
    }

    static func notApart(_ group: String, session: String, people: [String]) -> Violation {
        let names = people.joined(separator: ", ")
        return Violation(
            "group-not-apart",
            en: "\(names) of group '\(group)' must be kept apart but are all in \(session)",
            nl: "\(names) van groep '\(group)' moeten uit elkaar blijven maar zitten allen in \(session)")
    }
}
