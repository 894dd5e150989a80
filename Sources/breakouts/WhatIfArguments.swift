import BreakoutFormats
import BreakoutModel

/// The changes that were typed, understood with the names of the event.
struct WhatIfArguments {
    let arguments: Arguments
    let event: Event
    let names: EventNames

    init(_ arguments: Arguments, _ event: Event) {
        self.arguments = arguments
        self.event = event
        names = EventNames(event)
    }

    /// In the order typed; a start and an end of one thing are one change, and nothing is changed twice.
    func changes() throws(Failure) -> [EventChange] {
        var changes: [EventChange] = []
        for (flag, value) in arguments.given {
            for change in try change(flag, value) {
                if let at = changes.firstIndex(where: { WhatIfArguments.areAboutTheSame($0, change) }) {
                    guard let both = WhatIfArguments.merged(changes[at], change) else {
                        throw Failure(
                            .usage,
                            Bilingual(
                                en: "--\(flag.rawValue) '\(value)' changes again what was changed before it",
                                nl: "--\(flag.rawValue) '\(value)' wijzigt nog eens wat ervoor al is gewijzigd"))
                    }
                    changes[at] = both
                } else {
                    changes.append(change)
                }
            }
        }
        return changes
    }

    private func change(_ flag: Flag.Name, _ value: String) throws(Failure) -> [EventChange] {
        switch flag {
        case .capacity:
            let (session, text) = try session(flag, value)
            return [.capacity(session, try numberOrNone(flag, text))]
        case .minimum:
            let (session, text) = try session(flag, value)
            return [.minimum(session, try number(flag, text))]
        case .cancellable:
            let (session, text) = try session(flag, value)
            guard let isCancellable = EventNames.yesOrNo(text) else {
                throw wrong(flag, text, Bilingual(en: "yes or no", nl: "ja of nee (yes of no)"))
            }
            return [.cancellable(session, isCancellable)]
        case .cancel: return [.notHeld(try session(value))]
        case .openTo: return [.openToEveryone(try session(value))]
        case .notRequired: return [.notRequired(try place(value))]
        case .duty: return [.addedDuty(try duty(value))]
        case .liftDuty: return try liftedDuties(value)
        case .liftGroup:
            let kind = Bilingual(en: "group", nl: "groep")
            return try Arguments.found(value, names.groups(value), kind).map { .liftedGroup($0) }
        case .maximumPerOrganisation: return [.maximumPerOrganisation(try numberOrNone(flag, value, from: 1))]
        case .transferMinutes: return [.transferMinutes(try number(flag, value))]
        case .lateArrivalMinutes: return [.lateArrivalMinutes(try number(flag, value))]
        case .start, .end: return [try time(flag, value)]
        default: return []
        }
    }

    // MARK: Parts of a value

    /// What stands before and behind the last `=`.
    private func parts(_ flag: Flag.Name, _ value: String) throws(Failure) -> (name: String, value: String) {
        guard let equals = value.lastIndex(of: "="), equals != value.startIndex else {
            let placeholder = Flag.all.first { $0.name == flag }?.placeholder ?? ""
            throw Failure(
                .usage,
                Bilingual(
                    en: "--\(flag.rawValue) '\(value)' is not of the form \(placeholder)",
                    nl: "--\(flag.rawValue) '\(value)' heeft niet de vorm \(placeholder)"))
        }
        return (String(value[..<equals]), String(value[value.index(after: equals)...]))
    }

    private func session(_ flag: Flag.Name, _ value: String) throws(Failure) -> (SessionIndex, String) {
        let (name, rest) = try parts(flag, value)
        return (try session(name), rest)
    }

    private func session(_ name: String) throws(Failure) -> SessionIndex {
        try Arguments.found(name, names.session(name), Bilingual(en: "session", nl: "deelsessie"))
    }

    private func place(_ name: String) throws(Failure) -> DutyPlace {
        let kind = Bilingual(en: "session or programme item", nl: "deelsessie of programmaonderdeel")
        return try Arguments.found(name, names.place(name), kind)
    }

    private func number(_ flag: Flag.Name, _ text: String, from least: Int = 0) throws(Failure) -> Int {
        guard let number = EventNames.number(text), number >= least, number <= 1_000_000_000 else {
            throw wrong(
                flag, text,
                Bilingual(en: "a whole number of at least \(least)", nl: "een geheel getal van minstens \(least)"))
        }
        return number
    }

    private func numberOrNone(_ flag: Flag.Name, _ text: String, from least: Int = 0) throws(Failure) -> Int? {
        ["none", "geen"].contains(text.lowercased()) ? nil : try number(flag, text, from: least)
    }

    private func wrong(_ flag: Flag.Name, _ text: String, _ expected: Bilingual) -> Failure {
        Failure(
            .usage,
            Bilingual(
                en: "--\(flag.rawValue): '\(text)' is not \(expected.english)",
                nl: "--\(flag.rawValue): '\(text)' is niet \(expected.dutch)"))
    }

    // MARK: Duties

    /// `S=WHO:DUTY`.
    private func duty(_ value: String) throws(Failure) -> Duty {
        let (name, rest) = try parts(.duty, value)
        guard let colon = rest.lastIndex(of: ":"), let kind = EventNames.duty(String(rest[rest.index(after: colon)...]))
        else {
            let shown = rest.lastIndex(of: ":").map { String(rest[rest.index(after: $0)...]) } ?? rest
            throw wrong(
                .duty, shown,
                Bilingual(
                    en: "a duty: write S=WHO:chair (or speaker, member, excluded)",
                    nl: "een taak: schrijf S=WHO:voorzitter (of spreker, lid, niet)"))
        }
        return Duty(
            attendee: try Arguments.attendee(String(rest[..<colon]), names), place: try place(name), kind: kind)
    }

    /// `S`, or `S=WHO`: the duties there that there are.
    private func liftedDuties(_ value: String) throws(Failure) -> [EventChange] {
        var name = value
        var who: AttendeeIndex?
        if case .none = names.place(value), value.contains("=") {
            let (first, rest) = try parts(.liftDuty, value)
            name = first
            who = try Arguments.attendee(rest, names)
        }
        let place = try place(name)
        let duties = event.duties.filter { $0.place == place && (who == nil || $0.attendee == who) }
        guard !duties.isEmpty else {
            throw Failure(
                .usage,
                Bilingual(
                    en: "--lift-duty '\(value)': there is no such duty in the duties file",
                    nl: "--lift-duty '\(value)': zo'n taak staat niet in het takenbestand"))
        }
        return duties.map { .liftedDuty($0) }
    }

    // MARK: Times

    private func time(_ flag: Flag.Name, _ value: String) throws(Failure) -> EventChange {
        let (name, text) = try parts(flag, value)
        guard let time = EventNames.time(text) else {
            throw wrong(flag, text, Bilingual(en: "a time such as 14:15", nl: "een tijd zoals 14.15"))
        }
        let start = flag == .start ? time : nil, end = flag == .end ? time : nil
        if case .none = names.place(name), let round = names.round(name) {
            return .roundTime(round, start: start, end: end)
        }
        if case .none = names.place(name), names.isNoRound(name) { throw noRound(name) }
        return .time(try place(name), start: start, end: end)
    }

    private func noRound(_ name: String) -> Failure {
        let last = event.roundCount
        return Failure(
            .usage,
            Bilingual(
                en: "there is no '\(name)'; the last one is 'round \(last)'",
                nl: "er is geen '\(name)'; de laatste is 'ronde \(last)'"))
    }

    // MARK: Twice the same

    /// What a change is about, apart from what it makes of it.
    private static func areAboutTheSame(_ a: EventChange, _ b: EventChange) -> Bool {
        switch (a, b) {
        case (.capacity(let x, _), .capacity(let y, _)), (.minimum(let x, _), .minimum(let y, _)),
            (.cancellable(let x, _), .cancellable(let y, _)):
            x == y
        // A session that is not given has no room and no minimum to change.
        case (.notHeld(let x), .capacity(let y, _)), (.capacity(let x, _), .notHeld(let y)),
            (.notHeld(let x), .minimum(let y, _)), (.minimum(let x, _), .notHeld(let y)):
            x == y
        case (.time(let x, _, _), .time(let y, _, _)): x == y
        case (.roundTime(let x, _, _), .roundTime(let y, _, _)): x == y
        default: a == b
        }
    }

    private static func merged(_ a: EventChange, _ b: EventChange) -> EventChange? {
        switch (a, b) {
        case (.time(let place, nil, let end?), .time(_, let start?, nil)),
            (.time(let place, let start?, nil), .time(_, nil, let end?)):
            .time(place, start: start, end: end)
        case (.roundTime(let round, nil, let end?), .roundTime(_, let start?, nil)),
            (.roundTime(let round, let start?, nil), .roundTime(_, nil, let end?)):
            .roundTime(round, start: start, end: end)
        default: nil
        }
    }
}
