import Foundation

/// A small day with more wishes than seats: eight people, two rounds of three sessions of three places.
enum Workshop {
    static let sessions = """
        session,round,title,room,capacity,start,end
        1.1,1,Water,Red room,3,10:00,11:00
        1.2,1,Wind,Blue room,3,10:00,11:00
        1.3,1,Fire,Green room,3,10:00,11:00
        2.1,2,Earth,Red room,3,11:30,12:30
        2.2,2,Metal,Blue room,3,11:30,12:30
        2.3,2,Wood,Green room,3,11:30,12:30

        """

    static let attendees = """
        attendee,name,organisation,round 1 choice 1,round 1 choice 2,round 2 choice 1,round 2 choice 2
        ann,Ann Aalders,Delft,Water,Wind,Earth,Metal
        bob,Bob Bakker,Delft,Water,Fire,Earth,Wood
        cas,Cas Coster,Ede,Water,Wind,Metal,Earth
        dora,Dora Dekker,Ede,Wind,Water,Earth,Metal
        eva,Eva Evers,Gouda,Water,Wind,Earth,
        fred,Fred Faber,Gouda,Fire,Water,Wood,Metal
        guus,Guus Groot,Zwolle,,,,
        hans,Hans Hoek,Zwolle,Water,Fire,Wood,Earth

        """

    static let files = ["sessions.csv": sessions, "attendees.csv": attendees]

    /// The day with other files or more of them; with nil for a file that is not there.
    static func with(_ other: [String: String?]) -> [String: String] {
        other.reduce(into: files) { files, entry in files[entry.key] = entry.value }
    }

    /// The day with a text in one of its files replaced; the text must be there, or the test tests nothing.
    static func replacing(_ old: String, by new: String, in name: String) -> [String: String] {
        guard let text = files[name], text.contains(old) else { fatalError("'\(old)' is not in \(name)") }
        return files.merging([name: text.replacingOccurrences(of: old, with: new)]) { $1 }
    }
}
