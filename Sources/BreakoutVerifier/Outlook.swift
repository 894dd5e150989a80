import BreakoutModel

/// What an attendee does in one round, as the rules have it.
enum Attendance: Hashable {
    case absent, excused
    case onDuty(Int, DutyKind)
    case choosing, noPreference

    /// Whether the attendee receives a session that a solver may choose.
    var isFree: Bool { self == .choosing || self == .noPreference }

    /// Whether the attendee should have a place.
    var isPlaced: Bool { self != .absent && self != .excused }

    func isOnDuty(at session: Int) -> Bool {
        if case .onDuty(session, _) = self { return true }
        return false
    }

    var reason: Reason {
        switch self {
        case .absent: .absent
        case .excused: .excused
        case .onDuty(_, let kind): Reason(duty: kind)
        case .choosing: .choice
        case .noPreference: .noPreference
        }
    }
}

/// One session that the rules let an attendee have.
struct Option: Hashable {
    let session: Int
    /// 0 where the attendee does not choose.
    let regret: Int
    let isRanked: Bool
}

/// What the rules leave an attendee in one round.
struct RoundOutlook {
    var attendance: Attendance
    /// By session, ascending; empty where the attendee is not placed.
    var options: [Option] = []
    /// What would be an option were it not cancelled in this variant.
    var cancelled: [Option] = []
    /// The number of valid sessions that the attendee ranked.
    var rankedCount = 0

    /// Today's regret of a session, cancelled or not.
    func regret(of session: Int) -> Int? {
        (option(session) ?? cancelled.first { $0.session == session })?.regret
    }

    func option(_ session: Int) -> Option? { options.first { $0.session == session } }

    /// What it is to be left without a place: one worse than a session that was not ranked.
    var unplacedRegret: Int { attendance == .choosing ? rankedCount + 1 : 0 }

    /// The worst that can happen to the attendee here.
    var largestRegret: Int { options.reduce(0) { max($0, $1.regret) } }
}

/// What the rules leave an attendee, round by round, and what they must attend.
struct Outlook {
    var rounds: [RoundOutlook]
    var obligations: [Obligation]

    var chooses: Bool { rounds.contains { $0.attendance == .choosing } }
    var largestTotalRegret: Int { rounds.reduce(0) { $0 + $1.largestRegret } }
    var largestTotalRegretUnplaced: Int { rounds.reduce(0) { $0 + $1.unplacedRegret } }
    var deepestChoice: Int {
        rounds.reduce(0) { deepest, round in
            round.options.reduce(deepest) { $1.isRanked ? max($0, $1.regret + 1) : $0 }
        }
    }
}

/// Something that an attendee must attend.
struct Obligation {
    enum Place: Hashable {
        case session(Int)
        case fixedItem(Int)
    }
    let place: Place
    /// Nil for a fixed item.
    let round: Int?
    let kind: DutyKind
    let activity: Activity
}
