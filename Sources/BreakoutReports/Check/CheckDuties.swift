import BreakoutModel

extension CheckPage {
    /// Names on one line before the rest is counted.
    private static let named = 6

    /// Who must be where, and who must not, by session and fixed item.
    mutating func duties() {
        let places = places()
        guard !places.isEmpty || !event.groups.isEmpty else { return }
        screen.heading(words.dutiesHeading)
        let width = min(12, places.map { DisplayWidth.of(SafeText.clean($0.id)) }.max() ?? 0)
        for (place, id, required) in places {
            var parts: [String] = DutyKind.allCases.compactMap { kind in
                let people = event.duties.filter { $0.place == place && $0.kind == kind }
                guard !people.isEmpty else { return nil }
                return words.duty(kind, many: people.count > 1) + ": " + names(people.map(\.attendee))
            }
            if required != .nobody { parts.append(requirement(required)) }
            screen.labelled(id, parts.joined(separator: " · "), labelWidth: width)
        }
        for group in event.groups {
            screen.paragraph(words.group(group.rule, group.name) + " " + names(group.members))
        }
    }

    /// Names may hold commas: semicolons keep them apart.
    private func names(_ all: [AttendeeIndex]) -> String {
        let shown = all.count <= CheckPage.named ? all[...] : all.prefix(CheckPage.named - 1)
        let text = shown.map { event[$0].name }.joined(separator: "; ")
        return shown.count == all.count ? text : text + " " + words.more(all.count - shown.count)
    }

    /// Sessions and fixed items where anybody must be, or must not, in their order.
    private func places() -> [(place: DutyPlace, id: String, required: Requirement)] {
        let used = Set(event.duties.map(\.place))
        let sessions = event.sessions.enumerated().map { index, session in
            (place: DutyPlace.session(SessionIndex(index)), id: session.id, required: session.requiredFor)
        }
        let items = event.fixedItems.enumerated().map { index, item in
            (place: DutyPlace.fixedItem(FixedItemIndex(index)), id: item.id, required: item.requiredFor)
        }
        return (sessions + items).filter { used.contains($0.place) || $0.required != .nobody }
    }
}
