import BreakoutModel

/// The attendees by what other files call them: the id, the e-mail address, or the name where only one has it.
struct AttendeeNames {
    enum Reference: Equatable {
        case attendee(Int)
        case ambiguous([String])
        case unknown
    }

    private let attendees: [Submission]
    private var byKey: [String: Int32] = [:]
    private var byOther: [String: [Int32]] = [:]
    private var hasOther = false

    /// `attendees` in canonical order.
    init(_ attendees: [Submission]) {
        self.attendees = attendees
    }

    mutating func resolve(_ text: String) -> Reference {
        if byKey.isEmpty {
            byKey.reserveCapacity(attendees.count)
            for (position, attendee) in attendees.enumerated() { byKey[attendee.key] = Int32(position) }
        }
        let key = AttendeeKey.key(of: text)
        if let position = byKey[key] { return .attendee(Int(position)) }
        indexOthers()
        let found = byOther[key] ?? byOther["\u{1}" + Fold.words(text)] ?? []
        switch found.count {
        case 0: return .unknown
        case 1: return .attendee(Int(found[0]))
        default: return .ambiguous(found.map { attendees[Int($0)].id })
        }
    }

    func isAbsent(_ attendee: Int, round: Int) -> Bool { attendees[attendee].absent.contains(round) }

    func suggestion(for text: String) -> String? {
        // Beyond this many a suggestion costs more than it helps.
        guard attendees.count <= 20_000 else { return nil }
        return Suggestion.closest(
            to: text, among: attendees.flatMap { $0.id == $0.name ? [$0.id] : [$0.id, $0.name] })
    }

    /// Addresses and names, worked out at the first need; names apart from addresses by a leading U+0001.
    private mutating func indexOthers() {
        guard !hasOther else { return }
        hasOther = true
        for (position, attendee) in attendees.enumerated() {
            if let email = attendee.email {
                byOther[AttendeeKey.key(of: email), default: []].append(Int32(position))
            }
            byOther["\u{1}" + Fold.words(attendee.name), default: []].append(Int32(position))
        }
    }
}
