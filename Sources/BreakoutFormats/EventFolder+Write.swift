import BreakoutModel

extension EventFolder {
    /// The CSV files that read back as this event: file names and headers in the language. Duties, groups and
    /// settings are left out where there is nothing to say. Rankings without ties become choice columns, with ties
    /// session columns.
    public static func write(_ event: Event, language: Language) -> [InputFile] {
        let writer = EventWriter(event: event, language: language)
        var files = [writer.file(.sessions, writer.sessions), writer.file(.attendees, writer.attendees)]
        if !event.duties.isEmpty { files.append(writer.file(.duties, writer.duties)) }
        if !event.groups.isEmpty { files.append(writer.file(.groups, writer.groups)) }
        files.append(writer.file(.settings, writer.settings))
        return files
    }
}

private struct EventWriter {
    let event: Event
    let language: Language

    func file(_ kind: EventFileKind, _ rows: [[String]]) -> InputFile {
        InputFile(
            name: language == .dutch ? kind.dutchName : kind.englishName,
            bytes: CSVWriter.write(rows, language: language))
    }

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
                item.id, "", item.title, item.room ?? "", item.capacity.map { "\($0)" } ?? "", "", "",
                clock(item.time?.start), clock(item.time?.end), "", requirement(item.requiredFor), "",
            ])
        }
        return rows
    }

    var attendees: [[String]] {
        let columns: [AttendeeColumn] = [
            .attendee, .name, .email, .organisation, .roles, .absent, .registered,
        ]
        let shapes = (0..<event.roundCount).map(shape)
        var header = columns.map { $0.title.text(in: language) }
        for (round, shape) in shapes.enumerated() {
            switch shape {
            case .choices(let depth):
                header += (0..<depth).map {
                    "\(word("round", "ronde")) \(round + 1) \(word("choice", "keuze")) \($0 + 1)"
                }
            case .grid:
                header += event.sessions(inRound: round).map {
                    "\(word("round", "ronde")) \(round + 1) [\(event[$0].id)]"
                }
            }
        }
        return [header]
            + event.attendees.indices.map { position in
                let attendee = event.attendees[position], index = AttendeeIndex(position)
                var row = [
                    attendee.id, attendee.name, attendee.email ?? "", event.organisation(of: index) ?? "",
                    roles(attendee.roles),
                    (0..<event.roundCount).filter(attendee.absent.contains).map { "\($0 + 1)" }.joined(
                        separator: ";"),
                    attendee.registered.map(DateText.text) ?? "",
                ]
                for (round, shape) in shapes.enumerated() { row += cells(index, round, shape) }
                return row
            }
    }

    private enum Shape {
        case choices(depth: Int)
        case grid
    }

    private func shape(_ round: Int) -> Shape {
        var depth = 0
        for attendee in event.attendees.indices {
            let ranking = event.rankings.ranking(of: AttendeeIndex(attendee), round: round)
            for (a, b) in zip(ranking, ranking.dropFirst()) where a.rank == b.rank { return .grid }
            depth = max(depth, ranking.count)
        }
        return .choices(depth: depth)
    }

    private func cells(_ attendee: AttendeeIndex, _ round: Int, _ shape: Shape) -> [String] {
        let ranking = event.rankings.ranking(of: attendee, round: round)
        switch shape {
        case .choices(let depth):
            return ranking.map { event[$0.session].id } + Array(repeating: "", count: depth - ranking.count)
        case .grid:
            return event.sessions(inRound: round).map { session in
                ranking.first { $0.session == session }.map { "\($0.rank)" } ?? ""
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
            (.seed, "\(settings.seed)"),
        ]
        return [SettingsColumn.allCases.map { $0.title.text(in: language) }]
            + values.compactMap { name, value in value.map { [name.title.text(in: language), $0] } }
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
