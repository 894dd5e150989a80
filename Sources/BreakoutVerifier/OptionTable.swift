import BreakoutModel

/// People's options as flat arrays, laid out once for all leaves of all stages.
///
/// An option of an attendee is one entry per round, such that no two entries conflict. A round in which the attendee
/// is not placed has one entry without a session. Whoever has a duty at a session that may be cancelled has several
/// variants (`RuleBook.variants`); their options are those of all variants together.
struct OptionTable {
    struct Entry {
        /// -1 in a round in which the attendee is not placed.
        let session: Int
        let regret: Int
        /// 0 for a first choice; -1 where the session was not ranked or the attendee does not choose.
        let choice: Int
        /// The lottery's weight; 0 where the attendee is not free.
        let weight: Int
        /// In a rerun, what the published placement becomes: 0 kept (or nothing was told), 1 moved, 2 to a worse place.
        let move: Int
        /// Whether the entry is to be left without a place.
        var isUnplaced = false
        var isDuty = false
    }

    let roundCount: Int
    let sessionCount: Int
    /// By session.
    let roundOf: [Int]
    /// `RuleBook.conflicts`.
    let conflicts: [Bool]
    private let allowsUnplaced: Bool
    /// By session.
    private let isCancellable: [Bool]
    /// By attendee: their variants; empty for who is not in the table (`PlainOptions`).
    private(set) var variants: [Range<Int>] = []
    private(set) var entries: [Entry] = []
    /// By variant and round, with one more at the end: where the entries start.
    private(set) var starts: [Int] = [0]
    /// By variant: the sessions that it takes to be cancelled.
    private(set) var cancelled: [Set<Int>] = []
    /// By variant: whether any two of its sessions conflict.
    private(set) var hasConflicts: [Bool] = []
    /// By variant and round.
    private(set) var isFree: [Bool] = []
    /// By variant and round: free, and not somewhere already; bound to stay with the members of a group.
    private(set) var isMovable: [Bool] = []
    /// By attendee and round: where they are already.
    private let pins: [Int: Int]

    init(
        rules: RuleBook, variants everyones: [[Variant]], lottery: LotteryTable, told: ToldPlaces? = nil,
        allowsUnplaced: Bool = false
    ) {
        self.allowsUnplaced = allowsUnplaced
        isCancellable = rules.event.sessions.map(\.cancellable)
        let event = rules.event
        roundCount = event.roundCount
        sessionCount = event.sessions.count
        roundOf = event.sessions.map(\.round)
        conflicts = rules.conflicts
        var pins: [Int: Int] = [:]
        for pin in event.pins {
            pins[pin.attendee.value * event.roundCount + event[pin.session].round] = pin.session.value
        }
        self.pins = pins
        for attendee in event.attendees.indices {
            let first = hasConflicts.count
            for variant in everyones[attendee] {
                cancelled.append(variant.cancelled)
                append(variant.outlook, of: attendee, lottery, told)
            }
            variants.append(first..<hasConflicts.count)
        }
    }

    private mutating func append(
        _ outlook: Outlook, of attendee: Int, _ lottery: LotteryTable, _ told: ToldPlaces?
    ) {
        for (number, round) in outlook.rounds.enumerated() {
            let free = round.attendance.isFree
            isFree.append(free)
            isMovable.append(free && pins[attendee * roundCount + number] == nil)
            for option in round.options {
                entries.append(
                    Entry(
                        session: option.session, regret: option.regret,
                        choice: option.isRanked ? option.regret : -1,
                        weight: free ? lottery.weight(attendee, option.session) : 0,
                        move: told?.move(attendee, number, to: option.session, round) ?? 0))
            }
            if round.attendance == .absent || round.attendance == .excused {
                entries.append(Entry(session: -1, regret: 0, choice: -1, weight: 0, move: 0))
            }
            if allowsUnplaced { appendUnplaced(round) }
            starts.append(entries.count)
        }
        let base = hasConflicts.count * roundCount
        hasConflicts.append(
            (0..<roundCount).contains { a in
                (a + 1..<max(a + 1, roundCount)).contains { b in haveConflict(base + a, base + b) }
            })
    }

    /// To be left without a place: not for who is on duty at a session that could be cancelled instead.
    private mutating func appendUnplaced(_ round: RoundOutlook) {
        var isDuty = false
        if case .onDuty(let session, _) = round.attendance {
            if isCancellable[session] { return }
            isDuty = true
        }
        guard round.attendance.isPlaced else { return }
        entries.append(
            Entry(
                session: -1, regret: round.unplacedRegret, choice: -1, weight: 0, move: 0, isUnplaced: true,
                isDuty: isDuty))
    }

    /// By places of variant and round. Duties were compared with everything else already, and with each other they may
    /// share a topic.
    private func haveConflict(_ a: Int, _ b: Int) -> Bool {
        guard isFree[a] && isFree[b] else { return false }
        for i in starts[a]..<starts[a + 1] where entries[i].session >= 0 {
            let row = entries[i].session * sessionCount
            for j in starts[b]..<starts[b + 1] where entries[j].session >= 0 {
                if conflicts[row + entries[j].session] { return true }
            }
        }
        return false
    }

    func entries(_ variant: Int, _ round: Int) -> Range<Int> {
        let slot = variant * roundCount + round
        return starts[slot]..<starts[slot + 1]
    }

    func areInConflict(_ a: Int, _ b: Int) -> Bool {
        a >= 0 && b >= 0 && conflicts[a * sessionCount + b]
    }
}

/// What a path of the proof has decided about sessions that may be cancelled.
struct SessionStates: Equatable {
    var held: Set<Int> = []
    var cancelled: Set<Int> = []

    var isEmpty: Bool { held.isEmpty && cancelled.isEmpty }

    /// Whether a variant that takes these sessions to be cancelled is left.
    func allows(cancelling sessions: Set<Int>) -> Bool { held.isDisjoint(with: sessions) }
}

/// One side of a branch: the attendee is at the session, or is not.
struct Restriction: Equatable {
    let attendee: Int
    let session: Int
    let isThere: Bool

    /// Whether an entry of the session's round is left by the restriction.
    func allows(_ session: Int) -> Bool { (session == self.session) == isThere }
}
