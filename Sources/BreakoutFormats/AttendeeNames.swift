import BreakoutModel
import Synchronization

/// The attendees by what other files call them: the id, the e-mail address, or the name where only one has it.
struct AttendeeNames {
    enum Reference: Equatable {
        case attendee(Int)
        case ambiguous([String])
        case unknown
    }

    private let attendees: [Submission]
    /// Of their keys: these settle nearly every comparison.
    private let prefixes: [UInt64]
    private let index: Index

    /// `attendees` in canonical order.
    init(_ attendees: [Submission]) {
        self.attendees = attendees
        prefixes = attendees.map { Submissions.prefix(of: $0.key) }
        index = Index(attendees)
    }

    func resolve(_ text: String) -> Reference {
        let key = AttendeeKey.key(of: text)
        if let position = position(ofKey: key) ?? index.position(ofKey: key) { return .attendee(Int(position)) }
        let others = index.others
        let found = others[key] ?? others["\u{1}" + Fold.words(text)] ?? []
        switch found.count {
        case 0: return .unknown
        case 1: return .attendee(Int(found[0]))
        default: return .ambiguous(found.map { attendees[Int($0)].id })
        }
    }

    /// Where the key is, byte for byte, in the canonical order.
    private func position(ofKey key: String) -> Int32? {
        let prefix = Submissions.prefix(of: key)
        var low = 0, high = attendees.count
        while low < high {
            let middle = (low + high) / 2
            let isBefore =
                prefixes[middle] == prefix
                ? attendees[middle].key.utf8.lexicographicallyPrecedes(key.utf8) : prefixes[middle] < prefix
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return low < attendees.count && attendees[low].key.utf8.elementsEqual(key.utf8) ? Int32(low) : nil
    }

    func isAbsent(_ attendee: Int, round: Int) -> Bool { attendees[attendee].absent.contains(round) }

    func suggestion(for text: String) -> String? {
        // Beyond this many a suggestion costs more than it helps.
        guard attendees.count <= 20_000 else { return nil }
        return Suggestion.closest(
            to: text, among: attendees.flatMap { $0.id == $0.name ? [$0.id] : [$0.id, $0.name] })
    }
}

/// What is looked for when no key is the same byte for byte; worked out at the first need. Several may ask at a time,
/// where rows are read on several cores.
private final class Index: Sendable {
    private struct Found {
        var hasAccents: Bool?
        var keys: [String: Int32] = [:]
        var others: [String: [Int32]] = [:]
    }

    private let attendees: [Submission]
    private let found = Mutex(Found())

    init(_ attendees: [Submission]) { self.attendees = attendees }

    /// Text can be the same in other bytes only where one of the two is more than ASCII.
    func position(ofKey key: String) -> Int32? {
        found.withLock { found in
            let hasAccents = found.hasAccents ?? attendees.contains { !$0.key.utf8Span.isKnownASCII }
            found.hasAccents = hasAccents
            guard hasAccents || !key.utf8Span.isKnownASCII else { return nil }
            if found.keys.isEmpty {
                found.keys.reserveCapacity(attendees.count)
                for (position, attendee) in attendees.enumerated() { found.keys[attendee.key] = Int32(position) }
            }
            return found.keys[key]
        }
    }

    /// By addresses and names; names are apart from addresses by a leading U+0001.
    var others: [String: [Int32]] {
        found.withLock { found in
            guard found.others.isEmpty else { return found.others }
            for (position, attendee) in attendees.enumerated() {
                if let email = attendee.email {
                    found.others[AttendeeKey.key(of: email), default: []].append(Int32(position))
                }
                found.others["\u{1}" + Fold.words(attendee.name), default: []].append(Int32(position))
            }
            return found.others
        }
    }
}
