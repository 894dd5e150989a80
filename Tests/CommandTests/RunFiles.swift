import Foundation

/// `summary.json`, as far as it is promised.
struct SummaryFile: Decodable, Equatable {
    struct Round: Decodable, Equatable {
        let round: Int
        let placed: Int
        let choosing: Int
        let profile: [Int]
        let unlisted: Int
        let onDuty: Int
        let noPreference: Int
        let excused: Int
        let absent: Int
        let totalRegret: Int
    }

    struct Regret: Decodable, Equatable {
        let profile: [Int]
        let total: Int
        let sumOfSquares: Int
        let worst: Int
    }

    struct Stage: Decodable, Equatable {
        let name: String
        let value: Int
        let bound: Int
        let proven: Bool
    }

    struct Seconds: Decodable, Equatable {
        let read: Double
        let solve: Double
        let write: Double
    }

    let event: String
    let objective: String
    let strategy: String
    let seed: UInt64
    let status: String
    let attendees: Int
    let rounds: [Round]
    let regret: Regret
    let stages: [Stage]
    let moved: Int
    let verified: Bool
    let seconds: Seconds

    var isProven: Bool { stages.allSatisfy(\.proven) }

    /// Names and values of the stages but for the draw, which is another one with every seed.
    var stagesBeforeTheLottery: [String] {
        stages.filter { $0.name != "lottery" }.map { "\($0.name): \($0.value)" }
    }
}

/// `manifest.json`, as far as it is promised.
struct ManifestFile: Decodable {
    struct File: Decodable {
        let name: String
        let bytes: Int
        let sha256: String
    }

    let version: String
    let seed: UInt64
    let inputs: [File]
    let outputs: [File]
}

/// A row of `allocation.csv`.
struct AllocationRow: Equatable {
    static let header = [
        "attendee", "name", "organisation", "round", "session", "title", "room", "start", "end", "choice", "reason",
    ]

    let attendee, name, organisation, round, session, title, room, start, end, choice, reason: String

    init?(_ fields: [String]) {
        guard fields.count == Self.header.count else { return nil }
        (attendee, name, organisation, round) = (fields[0], fields[1], fields[2], fields[3])
        (session, title, room, start) = (fields[4], fields[5], fields[6], fields[7])
        (end, choice, reason) = (fields[8], fields[9], fields[10])
    }
}

struct Unreadable: Error, CustomStringConvertible {
    let description: String
}

/// The rows of `allocation.csv`, whichever of the two delimiters it is written with.
func allocationRows(_ text: String) throws -> [AllocationRow] {
    guard text.unicodeScalars.first == "\u{FEFF}" else { throw Unreadable(description: "no byte order mark") }
    let body = String(text.unicodeScalars.dropFirst())
    let rows = csvRows(body, delimiter: body.hasPrefix("attendee;") ? ";" : ",")
    guard rows.first == AllocationRow.header else {
        throw Unreadable(description: "not the header: \(rows.first ?? [])")
    }
    return try rows.dropFirst().map { row in
        guard let row = AllocationRow(row) else { throw Unreadable(description: "not a row: \(row)") }
        return row
    }
}

/// CSV by the book: quoted fields, doubled quotes, rows ended by CRLF or LF.
func csvRows(_ text: String, delimiter: Unicode.Scalar) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
        if isQuoted {
            if scalar != "\"" {
                field.append(scalar)
            } else if scalars.first == "\"" {
                field.append(scalars.removeFirst())
            } else {
                isQuoted = false
            }
        } else if scalar == "\"" {
            isQuoted = true
        } else if scalar == delimiter {
            row.append(String(field))
            field = .init()
        } else if scalar == "\n" {
            rows.append(row + [String(field)])
            (row, field) = ([], .init())
        } else if scalar != "\r" {
            field.append(scalar)
        }
    }
    if !row.isEmpty || !field.isEmpty { rows.append(row + [String(field)]) }
    return rows
}
