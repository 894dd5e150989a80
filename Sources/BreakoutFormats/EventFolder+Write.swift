import BreakoutModel

extension EventFolder {
    /// The CSV files that read back as this event: file names and headers in the language. Duties, groups and
    /// settings are left out where there is nothing to say. Rankings without ties become choice columns, with ties
    /// session columns.
    public static func write(_ event: Event, language: Language) -> [InputFile] {
        let writer = EventWriter(event: event, language: language)
        var files = [writer.file(.sessions, writer.sessions), writer.attendees]
        if !event.duties.isEmpty { files.append(writer.file(.duties, writer.duties)) }
        if !event.groups.isEmpty { files.append(writer.file(.groups, writer.groups)) }
        files.append(writer.file(.settings, writer.settings))
        return files
    }
}

private struct EventWriter: Sendable {
    let event: Event
    let language: Language

    func file(_ kind: EventFileKind, _ rows: [[String]]) -> InputFile {
        InputFile(name: name(kind), bytes: CSVWriter.write(rows, language: language))
    }

    private func name(_ kind: EventFileKind) -> String { language == .dutch ? kind.dutchName : kind.englishName }

    private func word(_ english: String, _ dutch: String) -> String { language == .dutch ? dutch : english }

    var sessions: [[String]] {
        var rows = [SessionColumn.allCases.map { $0.title.text(in: language) }]
        for session in event.sessions {
            rows.append([
                session.id, "\(session.round + 1)", session.title, session.room ?? "",
                session.capacity.map { "\($0)" } ?? "", "\(session.minimum)",
                session.cancellable ? word("yes", "ja") : word("no", "nee"), clock(session.time?.start),
                clock(session.time?.end), roles(session.openTo), requirement(session.requiredFor),
                session.topic ?? "",
            ])
        }
        for item in event.fixedItems {
            rows.append([
                item.id, "", item.title, item.room ?? "", item.capacity.map { "\($0)" } ?? "",
                item.minimum > 0 ? "\(item.minimum)" : "", "", clock(item.time?.start), clock(item.time?.end), "",
                requirement(item.requiredFor), "",
            ])
        }
        return rows
    }

    /// Put into bytes person by person: as lists of texts, a million people with fifty sessions would take gigabytes.
    var attendees: InputFile {
        let columns: [AttendeeColumn] = [
            .attendee, .name, .email, .organisation, .roles, .absent, .registered,
        ]
        let shapes = (0..<event.roundCount).map(shape)
        let header = columns.map { $0.title.text(in: language) } + shapes.indices.flatMap { headers($0, shapes[$0]) }
        var bytes = CSVWriter.write([header], language: language)
        let pieces = Parallel.map(event.attendees.count) { people in
            var bytes: [UInt8] = []
            for attendee in people { append(AttendeeIndex(attendee), shapes, to: &bytes) }
            return bytes
        }
        bytes.reserveCapacity(pieces.reduce(bytes.count) { $0 + $1.count })
        for piece in pieces { bytes += piece }
        return InputFile(name: name(.attendees), bytes: bytes)
    }

    private func headers(_ round: Int, _ shape: Shape) -> [String] {
        switch shape {
        case .choices(let depth):
            (0..<depth).map { "\(word("round", "ronde")) \(round + 1) \(word("choice", "keuze")) \($0 + 1)" }
        case .grid:
            event.sessions(inRound: round).map { "\(word("round", "ronde")) \(round + 1) [\(event[$0].id)]" }
        }
    }

    private func append(_ index: AttendeeIndex, _ shapes: [Shape], to bytes: inout [UInt8]) {
        let attendee = event[index], delimiter = CSVWriter.delimiter(for: language)
        let absent = (0..<event.roundCount).filter(attendee.absent.contains).map { "\($0 + 1)" }
        let fields = [
            attendee.id, attendee.name, attendee.email ?? "", event.organisation(of: index) ?? "",
            roles(attendee.roles), absent.joined(separator: ";"), attendee.registered.map(DateText.text) ?? "",
        ]
        for (position, field) in fields.enumerated() {
            if position > 0 { bytes.append(delimiter) }
            CSVWriter.append(field: field, to: &bytes)
        }
        for (round, shape) in shapes.enumerated() { append(index, round, shape, delimiter, to: &bytes) }
        bytes.append(0x0D)
        bytes.append(0x0A)
    }

    private enum Shape {
        case choices(depth: Int)
        case grid
    }

    private func shape(_ round: Int) -> Shape {
        var depth = 0
        for attendee in event.attendees.indices {
            let ranked = event.rankings.range(of: AttendeeIndex(attendee), round: round)
            for position in ranked.dropFirst()
            where event.rankings[position].rank == event.rankings[position - 1].rank {
                return .grid
            }
            depth = max(depth, ranked.count)
        }
        return .choices(depth: depth)
    }

    /// The cells of one round, each with a delimiter in front.
    private func append(
        _ attendee: AttendeeIndex, _ round: Int, _ shape: Shape, _ delimiter: UInt8, to bytes: inout [UInt8]
    ) {
        let ranked = event.rankings.range(of: attendee, round: round)
        switch shape {
        case .choices(let depth):
            for position in ranked {
                bytes.append(delimiter)
                CSVWriter.append(field: event[event.rankings[position].session].id, to: &bytes)
            }
            bytes.append(contentsOf: repeatElement(delimiter, count: depth - ranked.count))
        case .grid:
            for session in event.sessionRanges[round] {
                bytes.append(delimiter)
                if let position = ranked.first(where: { event.rankings[$0].session.value == session }) {
                    bytes.append(contentsOf: "\(event.rankings[position].rank)".utf8)
                }
            }
        }
    }

    var duties: [[String]] {
        [DutyColumn.allCases.map { $0.title.text(in: language) }]
            + event.duties.map { duty in
                let place =
                    switch duty.place {
                    case .session(let session): event[session].id
                    case .fixedItem(let item): event[item].id
                    }
                let words = DutiesReader.words.first { $0.0 == duty.kind }!.1
                return [event[duty.attendee].id, place, word(words[0], words[1])]
            }
    }

    var groups: [[String]] {
        [GroupColumn.allCases.map { $0.title.text(in: language) }]
            + event.groups.flatMap { group in
                let words = GroupsReader.words.first { $0.0 == group.rule }!.1
                let rule = words.count > 1 && group.rule == .together ? word(words[0], words[1]) : words[0]
                return group.members.map { [group.name, event[$0].id, rule] }
            }
    }

    var settings: [[String]] {
        let settings = event.settings
        let values: [(SettingName, String?)] = [
            (.title, settings.title), (.date, settings.date), (.timeZone, settings.timeZone),
            (.transferMinutes, "\(settings.transferMinutes)"),
            (.lateArrivalMinutes, "\(settings.lateArrivalMinutes)"),
            (.maximumPerOrganisation, settings.maximumPerOrganisation.map { "\($0)" }),
            (.objective, settings.objective.rawValue), (.language, settings.language?.rawValue),
            (.seed, "\(settings.seed)"), (.lateReserve, settings.lateReserve.map(text)),
        ]
        return [SettingsColumn.allCases.map { $0.title.text(in: language) }]
            + values.compactMap { name, value in value.map { [name.title.text(in: language), $0] } }
    }

    private func text(_ reserve: LateReserve) -> String {
        switch reserve {
        case .seats(let seats): "\(seats)"
        case .percent(let percent): "\(percent)%"
        }
    }

    private func clock(_ time: TimeOfDay?) -> String { time?.digits(separator: word(":", ".")) ?? "" }

    private func roles(_ roles: [RoleIndex]) -> String {
        roles.map { event.roles[$0.value] }.joined(separator: ";")
    }

    private func requirement(_ requirement: Requirement) -> String {
        switch requirement {
        case .nobody: ""
        case .everyone: word("everyone", "iedereen")
        case .roles(let list): roles(list)
        }
    }
}
