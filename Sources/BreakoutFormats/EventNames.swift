import BreakoutModel

/// The sessions, fixed items, rounds and people of an event by the names that people use for them: as in its files.
public struct EventNames {
    public enum Found<Value> {
        case one(Value)
        /// Several are called this; their ids.
        case several([String])
        /// Nothing is, and what was probably meant.
        case none(suggestion: String?)
    }

    private let event: Event
    private let sessions: SessionNames

    public init(_ event: Event) {
        self.event = event
        sessions = SessionNames(sessions: event.sessions, fixedItems: event.fixedItems)
    }

    /// A session or fixed item by its id or title.
    public func place(_ text: String) -> Found<DutyPlace> {
        switch sessions.resolve(text) {
        case .session(let position): .one(.session(SessionIndex(position)))
        case .fixedItem(let position): .one(.fixedItem(FixedItemIndex(position)))
        case .ambiguous(let ids): .several(ids)
        case .otherRound, .unknown: .none(suggestion: sessions.suggestion(for: text))
        }
    }

    /// A session by its id or title.
    public func session(_ text: String) -> Found<SessionIndex> {
        switch place(text) {
        case .one(.session(let session)): .one(session)
        case .one(.fixedItem): .none(suggestion: nil)
        case .several(let ids): .several(ids)
        case .none(let suggestion): .none(suggestion: suggestion)
        }
    }

    /// A round, from 0, of `round 2`, `ronde 2` or `r2`; nil for anything else, a bare number too.
    public func round(_ text: String) -> Int? {
        guard CellValue.number(text) == nil, let round = CellValue.round(text), round <= event.roundCount else {
            return nil
        }
        return round - 1
    }

    /// Whether it is a round that the event does not have: `round 9` of two.
    public func isNoRound(_ text: String) -> Bool {
        guard CellValue.number(text) == nil, let round = CellValue.round(text) else { return false }
        return round > event.roundCount
    }

    /// An attendee by id, e-mail address, or name where only one has it.
    public func attendee(_ text: String) -> Found<AttendeeIndex> {
        let key = Attendee.key(of: text)
        let indices = event.attendees.indices
        if let found = indices.first(where: { event.attendees[$0].key == key }) { return .one(AttendeeIndex(found)) }
        let folded = Fold.words(text)
        let found = indices.filter { index in
            let attendee = event.attendees[index]
            return attendee.email.map { Attendee.key(of: $0) == key } ?? false || Fold.words(attendee.name) == folded
        }
        if found.count == 1 { return .one(AttendeeIndex(found[0])) }
        if found.count > 1 { return .several(found.map { event.attendees[$0].id }) }
        return .none(suggestion: suggestion(for: text))
    }

    private func suggestion(for text: String) -> String? {
        // Beyond this many a suggestion costs more than it helps.
        guard event.attendees.count <= 20_000 else { return nil }
        return Suggestion.closest(
            to: text, among: event.attendees.flatMap { $0.id == $0.name ? [$0.id] : [$0.id, $0.name] })
    }

    /// A group by its name; its places in `Event.groups`.
    public func groups(_ text: String) -> Found<[Int]> {
        let folded = Fold.words(text)
        let found = event.groups.indices.filter { Fold.words(event.groups[$0].name) == folded }
        return found.isEmpty
            ? .none(suggestion: Suggestion.closest(to: text, among: event.groups.map(\.name))) : .one(found)
    }

    /// A duty's kind, in either language.
    public static func duty(_ text: String) -> DutyKind? {
        DutiesReader.words.first { $0.1.contains(Fold.name(text)) }?.0
    }

    public static func time(_ text: String) -> TimeOfDay? { CellValue.time(text) }
    public static func yesOrNo(_ text: String) -> Bool? { text.isEmpty ? nil : CellValue.yesOrNo(text) }
    /// A whole number of at least 0.
    public static func number(_ text: String) -> Int? { CellValue.number(text) }
}
