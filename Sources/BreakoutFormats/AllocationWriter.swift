import BreakoutModel

extension AllocationCSV {
    /// The file of a whole allocation: by name as in the Netherlands, then by key and round, an order that people can
    /// look somebody up in. The same bytes as `write` makes of the sorted records, without making two million of them.
    public static func write(
        _ allocation: Allocation, event: Event, table: ChoiceTable, language: Language
    ) -> [UInt8] {
        let order = NameOrder.order(event)
        let writer = AllocationWriter(event: event, delimiter: CSVWriter.delimiter(for: language))
        let usualRow = 96
        var bytes = CSVWriter.write([headers], language: language)
        // All pieces at a time would be as large as the file itself.
        bytes.reserveCapacity(order.count * event.roundCount * usualRow)
        Parallel.forEach(order.count) { places in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(places.count * event.roundCount * usualRow)
            for place in places { writer.append(AttendeeIndex(order[place]), allocation, table, to: &bytes) }
            return bytes
        } take: { piece in
            bytes += piece
            return true
        }
        return bytes
    }
}

/// Writes rows of `allocation.csv`; what is the same in many rows is put into bytes once.
private struct AllocationWriter: Sendable {
    let event: Event
    let delimiter: UInt8
    /// By session, and last for nobody's place: id, title, room, start and end, each with a delimiter behind it.
    private let places: [[UInt8]]
    /// By organisation.
    private let organisations: [[UInt8]]

    init(event: Event, delimiter: UInt8) {
        self.event = event
        self.delimiter = delimiter
        func fields(_ texts: [String]) -> [UInt8] {
            texts.reduce(into: []) { bytes, text in
                CSVWriter.append(field: text, to: &bytes)
                bytes.append(delimiter)
            }
        }
        let sessions = event.sessions.map { session in
            fields([
                session.id, session.title, session.room ?? "",
                session.time?.start.digits(separator: ":") ?? "", session.time?.end.digits(separator: ":") ?? "",
            ])
        }
        places = sessions + [fields(["", "", "", "", ""])]
        organisations = event.organisations.map { fields([$0]) }
    }

    /// One row for each round.
    func append(
        _ attendee: AttendeeIndex, _ allocation: Allocation, _ table: ChoiceTable, to bytes: inout [UInt8]
    ) {
        for round in 0..<event.roundCount {
            CSVWriter.append(field: event.attendees[attendee.value].id, to: &bytes)
            bytes.append(delimiter)
            CSVWriter.append(field: event.attendees[attendee.value].name, to: &bytes)
            bytes.append(delimiter)
            if let organisation = event.attendees[attendee.value].organisation {
                bytes += organisations[organisation.value]
            } else {
                bytes.append(delimiter)
            }
            bytes.append(contentsOf: "\(round + 1)".utf8)
            bytes.append(delimiter)
            bytes += places[allocation[attendee, round]?.value ?? event.sessions.count]
            let choice = allocation.choice(of: attendee, round: round, in: table)
            bytes.append(contentsOf: AllocationCSV.text(of: choice).utf8)
            bytes.append(delimiter)
            bytes.append(contentsOf: allocation.reason(of: attendee, round: round, in: table).rawValue.utf8)
            bytes.append(0x0D)
            bytes.append(0x0A)
        }
    }
}
