import BreakoutModel

/// `waiting-list.csv`: who would rather be in a session, in order.
public enum WaitingTable {
    public static func rows(_ lists: [WaitingList], titles: (String) -> String, language: Language) -> [[String]] {
        let words = LateWording(language: language)
        var rows = [words.waitingHeader()]
        for list in lists {
            for (position, entry) in list.entries.enumerated() {
                rows.append([
                    list.session, titles(list.session), "\(list.round)", "\(position + 1)", entry.attendee, entry.name,
                    entry.organisation, entry.from, "\(entry.gain)",
                    entry.isOffered ? words.say("yes", "ja") : words.say("no", "nee"),
                ])
            }
        }
        return rows
    }
}
