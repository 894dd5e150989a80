import BreakoutModel

// Why there is no allocation, in words: what cannot hold together, with names and numbers, and the ways out.
extension Findings {
    /// `tried` is the event that the ways out were applied to, where that is another than the one of the cause.
    static func impossible(
        _ cause: Cause, _ event: Event, _ ways: WaysOut, tried: Event? = nil, leeway: Leeway = .none, seconds: Double
    ) -> Diagnostic {
        let proof = words(cause, event), wording = RuleWording(event: event), lines = wording.list(cause.told)
        let code =
            switch cause.proof {
            case .seats(_, _, isWholeRound: true, _, _): "too-few-seats"
            case .minimums(_, _, isWholeRound: true, _, _): "minimums-too-high"
            default: "cannot-hold-together"
            }
        let there = leeway == .none ? howManyThere(cause, event) : []
        var notes = who(cause.proof, event) + there + lines
        if let note = howMany(cause, event, seconds) { notes.append(note) }
        if leeway == .none { notes += inAll(cause.proof, event, helps: tried != nil) }
        notes += words(ways, tried ?? event)
        return Diagnostic(
            .error, code: code, at: wording.place(of: cause.told),
            message: proof.map {
                Bilingual(
                    en: $0.english + ": no allocation can exist", nl: $0.dutch + ": er bestaat geen indeling")
            } ?? notAll(cause.core.count, lines: lines.count),
            notes: notes)
    }

    /// The number of rules only where each has a line.
    private static func notAll(_ count: Int, lines: Int) -> Bilingual {
        if count == 2 && lines == 2 {
            return Bilingual(
                en: "these 2 rules cannot both hold: no allocation can exist",
                nl: "deze 2 regels kunnen niet allebei gelden: er bestaat geen indeling")
        }
        let number = lines == count ? "\(count) " : ""
        return Bilingual(
            en: "these \(number)rules cannot all hold: no allocation can exist",
            nl: "deze \(number)regels kunnen niet alle gelden: er bestaat geen indeling")
    }

    /// Whether each of the rules that are told is needed, or which of them are.
    private static func howMany(_ cause: Cause, _ event: Event, _ seconds: Double) -> Bilingual? {
        guard cause.told.count > 1 else { return nil }
        if cause.enough.count < cause.minimumsOfRound.count { return alone(cause.enough, event) }
        if !cause.minimumsOfRound.isEmpty && cause.told == cause.minimumsOfRound { return onlyTogether }
        if !cause.isSmallest { return maybeFewer(seconds) }
        return !cause.isLiteral ? allNeeded : cause.reliedOn.isEmpty ? onlyTogether : asLong(as: cause.reliedOn, event)
    }

    /// What else would be in the way without these is another story: who is freed needs a place, or belongs to others.
    private static func asLong(as rules: [Rule], _ event: Event) -> Bilingual {
        let lines = RuleWording(event: event).list(rules)
        return Bilingual(
            en: onlyTogether.english + ", as long as this stays: "
                + lines.map(\.english).joined(separator: "; "),
            nl: onlyTogether.dutch + ", zolang dit blijft: " + lines.map(\.dutch).joined(separator: "; "))
    }

    private static let onlyTogether = Bilingual(
        en: "give up any one of these and the rest is possible", nl: "laat er één los, dan kan de rest wel")

    private static let allNeeded = Bilingual(
        en: "with any one of these fewer, this would not follow",
        nl: "met één van deze minder zou dit er niet uit volgen")

    /// Which of the minimums of a round would be too much without the others.
    private static func alone(_ sessions: [SessionIndex], _ event: Event) -> Bilingual {
        let list = ids(sessions, event)
        let sum = sessions.reduce(0) { $0 + event[$1].minimum }
        return Bilingual(
            en: "\(list.english) alone \(sessions.count == 1 ? "needs" : "need") \(sum) already",
            nl: "alleen al \(list.dutch) \(sessions.count == 1 ? "vraagt" : "vragen") er \(sum)")
    }

    private static func maybeFewer(_ seconds: Double) -> Bilingual {
        let time = Int(seconds.rounded(.up))
        return Bilingual(
            en: "fewer of these may be enough; in \(time) s no smaller set was found",
            nl: "misschien zijn het er minder; in \(time) s is geen kleinere groep gevonden")
    }

    // MARK: What can be counted

    private static func words(_ cause: Cause, _ event: Event) -> Bilingual? {
        switch cause.proof {
        case .none: nil
        case .seats(let round, let sessions, let isWholeRound, let people, let seats):
            isWholeRound
                ? Bilingual(
                    en: "round \(round + 1) has \(Findings.seats(seats).english) for "
                        + Findings.people(people.count).english,
                    nl: "ronde \(round + 1) heeft \(Findings.seats(seats).dutch) voor "
                        + Findings.people(people.count).dutch)
                : fewSeats(round, sessions, people.count, seats, event)
        case .minimums(let round, let sessions, let isWholeRound, let people, _):
            fewPeople(
                round, isWholeRound ? cause.minimumsOfRound.compactMap(\.session) : sessions, isWholeRound,
                people.count, event)
        case .together(let round, let people, let largestRoom):
            Bilingual(
                en: "\(people.count) people who stay together fit in no session of round \(round + 1) that is open to "
                    + "all of them" + (largestRoom > 0 ? "; the largest holds \(largestRoom)" : ""),
                nl: "\(people.count) deelnemers die bij elkaar blijven passen in geen deelsessie van ronde "
                    + "\(round + 1) die voor hen allen openstaat"
                    + (largestRoom > 0 ? "; in de grootste passen er \(largestRoom)" : ""))
        case .apart(let round, let people, let sessions, let group):
            Bilingual(
                en: "the \(people.count) people of '\(event.groups[group].name)' are to be kept apart, but round "
                    + "\(round + 1) has only \(count(sessions, "session", "sessions")) for them",
                nl: "de \(people.count) deelnemers van '\(event.groups[group].name)' moeten uit elkaar blijven, maar "
                    + "ronde \(round + 1) heeft maar \(count(sessions, "deelsessie", "deelsessies")) voor hen")
        case .spread(let round, let people, let sessions, let places, let organisation):
            spread(round, people.count, sessions, places, organisation, event)
        case .crowd(let round, let sessions, let people, let places):
            crowd(round, sessions, people.count, places, event)
        case .drought(_, let sessions, _, let minimum, let places): drought(sessions, minimum, places, event)
        case .shut(let round, let people):
            Bilingual(
                en: "no session of round \(round + 1) is open to \(Findings.people(people.count).english)",
                nl: "geen deelsessie van ronde \(round + 1) staat open voor \(Findings.people(people.count).dutch)")
        case .noDay(let people):
            Bilingual(
                en: "for \(Findings.people(people.count).english) no sessions go together, one of each round",
                nl: "voor \(Findings.people(people.count).dutch) gaan geen deelsessies samen, van elke ronde één")
        }
    }

    private static func crowd(
        _ round: Int, _ sessions: [SessionIndex], _ people: Int, _ places: Int, _ event: Event
    ) -> Bilingual {
        let count = Findings.people(people), list = ids(sessions, event)
        return Bilingual(
            en:
                "\(count.english) can be only at \(list.english) in round \(round + 1), where under these rules there is "
                + "a place for \(places)",
            nl: "\(count.dutch) \(people == 1 ? "kan" : "kunnen") in ronde \(round + 1) alleen bij \(list.dutch) zijn, "
                + "waar met deze regels plaats is voor \(places)")
    }

    private static func drought(
        _ sessions: [SessionIndex], _ minimum: Int, _ places: Int, _ event: Event
    ) -> Bilingual {
        let list = ids(sessions, event), needed = people(minimum)
        return Bilingual(
            en: "\(list.english) \(sessions.count == 1 ? "needs" : "together need") at least \(needed.english), and "
                + "under these rules \(places == 0 ? "nobody" : "only \(places)") can come",
            nl: "\(list.dutch) \(sessions.count == 1 ? "vraagt" : "vragen samen") minstens \(needed.dutch), en met "
                + "deze regels "
                + (places == 0 ? "kan er niemand komen" : "\(places == 1 ? "kan" : "kunnen") er maar \(places) komen"))
    }

    private static func fewSeats(
        _ round: Int, _ sessions: [SessionIndex], _ people: Int, _ seats: Int, _ event: Event
    ) -> Bilingual {
        let count = Findings.people(people)
        if sessions.count == 1 {
            let id = event[sessions[0]].id
            return Bilingual(
                en: "\(count.english) can be nowhere in round \(round + 1) but at '\(id)', whose room holds \(seats)",
                nl:
                    "\(count.dutch) \(people == 1 ? "kan" : "kunnen") in ronde \(round + 1) alleen bij '\(id)' zijn, waar \(seats) in de zaal \(seats == 1 ? "past" : "passen")"
            )
        }
        let list = ids(sessions, event)
        return Bilingual(
            en: "\(count.english) can be only at \(list.english) in round \(round + 1), which hold \(seats)",
            nl:
                "\(count.dutch) \(people == 1 ? "kan" : "kunnen") in ronde \(round + 1) alleen bij \(list.dutch) zijn, waar er \(seats) \(seats == 1 ? "past" : "passen")"
        )
    }

    private static func fewPeople(
        _ round: Int, _ sessions: [SessionIndex], _ isWholeRound: Bool, _ people: Int, _ event: Event
    ) -> Bilingual {
        let minimum = sessions.reduce(0) { $0 + event[$1].minimum }
        if isWholeRound && sessions.count > 1 {
            return Bilingual(
                en: "the minimums of round \(round + 1) add up to \(minimum), for \(Findings.people(people).english)",
                nl: "de minima van ronde \(round + 1) zijn samen \(minimum), voor \(Findings.people(people).dutch)")
        }
        let list = ids(sessions, event)
        return Bilingual(
            en: "\(list.english) \(sessions.count == 1 ? "needs" : "together need") at least "
                + "\(Findings.people(minimum).english), and "
                + (people == 0 ? "nobody can come" : "only \(people) may be there"),
            nl: "\(list.dutch) \(sessions.count == 1 ? "vraagt" : "vragen samen") minstens "
                + "\(Findings.people(minimum).dutch), en "
                + (people == 0
                    ? "niemand kan er heen" : "maar \(people) \(people == 1 ? "mag" : "mogen") erheen"))
    }

    private static func spread(
        _ round: Int, _ people: Int, _ sessions: Int, _ places: Int, _ organisation: OrganisationIndex, _ event: Event
    ) -> Bilingual {
        let name = event.organisations[organisation.value], maximum = event.settings.maximumPerOrganisation ?? 0
        return Bilingual(
            en: "with at most \(maximum) of one organisation in a session, "
                + "\(count(sessions, "session", "sessions")) of round \(round + 1) can take \(places) of the "
                + "\(people) people of \(name)",
            nl: "met hoogstens \(maximum) van één organisatie in een deelsessie passen in "
                + "\(count(sessions, "deelsessie", "deelsessies")) van ronde \(round + 1) maar \(places) "
                + "van de \(people) deelnemers van \(name)")
    }

    /// Where nothing was counted, but rooms or minimums have a part in it: for how many people.
    private static func howManyThere(_ cause: Cause, _ event: Event) -> [Bilingual] {
        guard case .none = cause.proof else { return [] }
        let rounds = Set(cause.core.filter(\.isCounted).compactMap { $0.session.map { event[$0].round } }).sorted()
        guard !rounds.isEmpty else { return [] }
        let rules = RuleBook(withoutFindings: event)
        var counts: [(people: Int, rounds: [Int])] = []
        for round in rounds {
            let there = event.attendees.indices.count {
                rules.presence(of: AttendeeIndex($0), round: round) != .none
            }
            if let at = counts.firstIndex(where: { $0.people == there }) {
                counts[at].rounds.append(round)
            } else {
                counts.append((there, [round]))
            }
        }
        let texts = counts.map { count in
            let who = people(count.people), which = inRounds(count.rounds)
            return Bilingual(en: "\(who.english) \(which.english)", nl: "\(who.dutch) \(which.dutch)")
        }
        return [
            Bilingual(
                en: "to be placed: " + list(texts.map(\.english)).english,
                nl: "in te delen: " + list(texts.map(\.dutch)).dutch)
        ]
    }

    /// `in rounds 1 and 2`.
    static func inRounds(_ rounds: [Int]) -> Bilingual {
        let numbers = list(rounds.map { "\($0 + 1)" })
        return Bilingual(
            en: "in \(rounds.count == 1 ? "round" : "rounds") \(numbers.english)", nl: "in ronde \(numbers.dutch)")
    }

    /// Names, where not everybody is meant.
    private static func who(_ proof: Cause.Proof, _ event: Event) -> [Bilingual] {
        let people: [AttendeeIndex] =
            switch proof {
            case .seats(_, _, isWholeRound: true, _, _), .minimums(_, _, isWholeRound: true, _, _), .none: []
            case .seats(_, _, _, let people, _), .minimums(_, _, _, let people, _), .together(_, let people, _),
                .apart(_, let people, _, _), .spread(_, let people, _, _, _), .noDay(let people),
                .shut(_, let people), .crowd(_, _, let people, _), .drought(_, _, let people, _, _):
                people
            }
        guard !people.isEmpty && people.count < event.attendees.count else { return [] }
        let names = names(people, event)
        return [Bilingual(en: "who: " + names.english, nl: "wie: " + names.dutch)]
    }

    // MARK: Words

    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    static func ids(_ sessions: [SessionIndex], _ event: Event, most: Int = 8) -> Bilingual {
        list(sessions.map { "'\(event[$0].id)'" }, most: most)
    }

    /// `a, b and c`; of very many the first few.
    static func list(_ texts: [String], most: Int = 8) -> Bilingual {
        if texts.count > most {
            let shown = texts.prefix(most).joined(separator: ", "), more = texts.count - most
            return Bilingual(en: "\(shown) and \(more) more", nl: "\(shown) en nog \(more)")
        }
        guard let last = texts.last, texts.count > 1 else { return Bilingual(same: texts.first ?? "") }
        let start = texts.dropLast().joined(separator: ", ")
        return Bilingual(en: "\(start) and \(last)", nl: "\(start) en \(last)")
    }
}
