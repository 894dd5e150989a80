import BreakoutFormats
import BreakoutModel
import Testing

/// A small day: two sessions in round 1, two in round 2, and the board meeting.
let smallSessions = """
    session,round,title,room,capacity,start,end,required for
    1.1,1,Lobbyagenda,Zaal A,40,12:00,13:00,
    1.2,1,Woongeluk,Zaal B,,12:00,13:00,
    2.1,2,"Optoppen, aanplakken en uitplinten",Zaal A,40,14.15 uur,15.15 uur,
    2.2,2,Binnensteden,Zaal C,2,14:15,15:15,
    ABV,,Algemene bestuursvergadering,,,13.30,14.15,bestuurslid
    """

let smallAttendees = """
    attendee,name,organisation,roles,round 1 choice 1,round 1 choice 2,round 2 choice 1
    a1,Jan van den Berg,Zwolle,bestuurslid,1.1,1.2,2.1
    a2,Piet,Zoetermeer,,Woongeluk,,binnensteden
    """

func file(_ name: String, _ text: String) -> InputFile { InputFile(name: name, bytes: Array(text.utf8)) }

/// Reads a folder given as texts; what is not given is the small day's.
func read(
    sessions: String? = smallSessions, attendees: String? = smallAttendees, preferences: String? = nil,
    duties: String? = nil, groups: String? = nil, settings: String? = nil,
    otherNames: [String] = [], options: ReadingOptions = ReadingOptions()
) -> EventReading {
    let texts = [
        ("sessions.csv", sessions), ("attendees.csv", attendees), ("preferences.csv", preferences),
        ("duties.csv", duties), ("groups.csv", groups), ("settings.csv", settings),
    ]
    return EventFolder.read(
        texts.compactMap { name, text in text.map { file(name, $0) } }, folderName: "map",
        otherNames: otherNames, options: options)
}

extension EventReading {
    /// `file:line:column: severity: message` of every diagnostic, in English.
    var lines: [String] { diagnostics.map(\.line) }

    /// Errors and warnings, but for the one about rounds without rankings: most small files here have none.
    private var bad: [Diagnostic] { diagnostics.filter { $0.severity > .note && $0.code != "no-rankings" } }
    var problems: [String] { bad.map(\.line) }
    var codes: [String] { bad.map(\.code) }

    func has(_ code: String) -> Bool { diagnostics.contains { $0.code == code } }

    func source(_ name: String) -> SourceFile? { sources.first { $0.name == name } }
}

extension Diagnostic {
    var line: String {
        let place = location.map { location in
            [location.file, location.line.map { "\($0)" }, location.column.map { "\($0)" }].compactMap { $0 }
                .joined(separator: ":")
        }
        return "\(place ?? ""): \(severity): \(message.english)"
    }
}

extension SourceFile {
    var isConserved: Bool { read == used + superseded + blank + rejected }
}

extension Event {
    /// The rankings by attendee key, as session ids with ranks, by round: a form in which events compare.
    var rankingText: [String: [[String]]] {
        var result: [String: [[String]]] = [:]
        for position in attendees.indices {
            result[attendees[position].key] = (0..<roundCount).map { round in
                rankings.ranking(of: AttendeeIndex(position), round: round).map {
                    "\($0.rank):\(self[$0.session].id)"
                }
            }
        }
        return result
    }

    /// Everything in the event as text, so that two events are equal exactly when their texts are.
    var text: String {
        var lines = ["\(settings)"]
        lines += sessions.map { "\($0)" } + fixedItems.map { "\($0)" } + attendees.map { "\($0)" }
        lines += [
            "\(organisations)", "\(roles)", "\(duties.map { "\($0.attendee) \($0.place) \($0.kind)" })", "\(groups)",
        ]
        lines += rankingText.sorted { $0.key < $1.key }.map { "\($0)" }
        // Where things are written down is no part of what they are.
        let place = /Optional\(BreakoutModel\.Diagnostic\.Location\(file: "[^"]*", line: [^,]*, column: [^,]*?\)\)\)/
        return lines.joined(separator: "\n").replacing(place, with: "nil")
    }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
