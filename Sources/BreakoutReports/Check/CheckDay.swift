import BreakoutModel

/// One entry of the day's time line.
private struct DayEntry {
    var time: TimeSpan?
    var name: String
    var title: String
    var detail: String
}

extension CheckPage {
    /// Rounds and fixed items by the clock, with who must be there.
    mutating func day() {
        var entries: [DayEntry] = (0..<event.roundCount).flatMap { roundEntries($0) }
        for item in event.fixedItems {
            entries.append(
                DayEntry(
                    time: item.time, name: item.id, title: item.title == item.id ? "" : item.title,
                    detail: fixedItemDetail(item)))
        }
        // Without a time last; a stable order for the rest.
        let order = entries.indices.sorted { a, b in
            (entries[a].time?.start.minutes ?? .max, entries[a].time?.end.minutes ?? .max, a)
                < (entries[b].time?.start.minutes ?? .max, entries[b].time?.end.minutes ?? .max, b)
        }
        screen.heading(words.dayHeading)
        let width = entries.map { DisplayWidth.of(timeText($0.time)) }.max() ?? 0
        for entry in order.map({ entries[$0] }) {
            let name = [entry.name, entry.title].filter { !$0.isEmpty }.joined(separator: " ")
            screen.labelled(timeText(entry.time), name + ": " + entry.detail, labelWidth: width)
        }
    }

    private func timeText(_ time: TimeSpan?) -> String { time?.text(in: words.language) ?? words.noTime }

    /// One entry for each time at which the round has sessions: usually one.
    private func roundEntries(_ round: Int) -> [DayEntry] {
        var times: [TimeSpan?] = []
        let sessions = event.sessions(inRound: round)
        for session in sessions where !times.contains(event[session].time) {
            times.append(event[session].time)
        }
        return times.map { time in
            let there = sessions.filter { event[$0].time == time }
            let ids = there.count == sessions.count ? [] : there.map { event[$0].id }
            return DayEntry(
                time: time, name: words.roundTitle(round + 1), title: "",
                detail: words.sessions(there.count, ids: ids))
        }
    }

    private func fixedItemDetail(_ item: FixedItem) -> String {
        [item.room ?? "", requirement(item.requiredFor)].filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// Who must be there because of a role, with the number of people.
    func requirement(_ requirement: Requirement) -> String {
        let people = event.attendees.indices.count {
            event.requirement(requirement, includes: AttendeeIndex($0))
        }
        switch requirement {
        case .nobody: return words.requiredForNobody
        case .everyone: return words.requiredForEveryone(people)
        case .roles(let roles): return words.required(for: roles.map { event.roles[$0.value] }, people)
        }
    }
}
