import BreakoutModel

/// The rules and the clock, applied to an event: what everybody may have, and what the organiser should know.
public struct RuleBook: Sendable {
    public let table: ChoiceTable
    /// Warnings and notes; nothing here stops an allocation.
    public let findings: [Diagnostic]
    /// Why no allocation can exist, where that shows without solving; empty otherwise.
    public let contradictions: [Diagnostic]
    /// Who must do what cannot be done, whatever is cancelled, and where.
    let overasked: [AttendeeIndex: Set<DutyPlace>]
    /// Who should have a place in a round in which nothing is open to them.
    let shut: [(attendee: AttendeeIndex, round: Int)]
    /// Who is excused, and because of what.
    public let excusals: [Excusal]

    public struct Excusal: Sendable {
        public let attendee: AttendeeIndex
        public let round: Int
        public let causes: [DutyPlace]
    }

    /// For people with a duty at sessions that may be cancelled: what they may have, for each way of cancelling some of
    /// these. The one that cancels none is what `table` says; it is not there when they cannot do all that at once.
    private(set) var variants: [AttendeeIndex: [RuleVariant]]
    private var duties: Duties
    /// People about whom nothing can be said: they have more of such ways than are looked at. A contradiction each.
    public let tooManyVariants: [Diagnostic]

    /// Who is on duty where when everything is held, or there already.
    private struct Duties {
        let table: ChoiceTable
        /// Who must be at several sessions of one round, all but one of which must be cancelled.
        let inOneRound: [AttendeeIndex: [SessionIndex]]
        let pins: Set<Pin>
    }

    /// The rules when the sessions in `cancelled` (all of them cancellable) are not held: whoever has a duty there is an
    /// ordinary attendee of that round.
    public init(_ event: Event, cancelled: Set<SessionIndex> = []) {
        self.init(event, cancelled: cancelled, findings: Findings.all)
    }

    /// The rules without what an organiser should know: for looking whether there is an allocation at all.
    init(withoutFindings event: Event) {
        self.init(event, cancelled: []) { _, _, _, _ in [] }
    }

    private init(
        _ event: Event, cancelled: Set<SessionIndex>,
        findings organiserFindings: (Event, RuleBookMaker, Demand, DemandRange) -> [Diagnostic]
    ) {
        var maker = RuleBookMaker(event: event, cancelled: cancelled)
        maker.apply()
        table = maker.table
        excusals = maker.excusals
        overasked = maker.overasked
        shut = maker.shut
        let found = maker.variants()
        variants = found.of
        tooManyVariants = Findings.tooManyVariants(event, found.tooMany)
        duties = Duties(table: maker.table, inOneRound: maker.dutiesInOneRound(), pins: Set(event.pins))
        let demand = Demand(event, maker.table), range = DemandRange(demand, event, maker.table, variants)
        contradictions = maker.contradictions + tooManyVariants + Findings.impossibleRooms(event, demand, range)
        findings = organiserFindings(event, maker, demand, range)
    }

    /// Whether somebody cannot do all that they must unless a session is cancelled.
    var asksForCancelling: Bool { variants.values.contains { !$0.contains(where: \.cancelled.isEmpty) } }

    /// The largest total regret that the rules leave open to anybody, whatever is cancelled.
    public var largestTotalRegret: Int {
        variants.values.joined().reduce(table.largestTotalRegret()) { largest, variant in
            max(largest, variant.rounds.reduce(0) { $0 + ($1.regrets.map(\.regret).max() ?? 0) })
        }
    }

    /// As `largestTotalRegret`, where people may be left without a place.
    public var largestTotalRegretUnplaced: Int {
        variants.values.joined().reduce(table.largestTotalRegretUnplaced()) { largest, variant in
            max(largest, variant.rounds.reduce(0) { $0 + $1.unplacedRegret })
        }
    }

    /// What is asked of one person and cannot be done; nothing is to be counted or solved there.
    public var personalContradictions: [Diagnostic] {
        let ofRooms = ["too-few-seats", "more-duties-than-seats", "minimums-too-high", "session-cannot-be-filled"]
        return contradictions.filter { !ofRooms.contains($0.code) }
    }

    /// Of these, what does not depend on where anybody else is: duties that one person cannot combine.
    var impossibleDuties: [Diagnostic] { personalContradictions.filter { $0.code != "no-open-session" } }

    /// The contradictions that leaving people without a place does not solve: what is asked of one person, and minimums.
    public var hardContradictions: [Diagnostic] {
        let curable = ["no-open-session", "too-few-seats", "more-duties-than-seats"]
        return contradictions.filter { !curable.contains($0.code) }
    }

    /// The deepest choice that anybody has, whatever is cancelled.
    public var deepestChoice: Int {
        variants.values.joined().reduce(table.deepestChoice()) { deepest, variant in
            variant.rounds.reduce(deepest) { deepest, round in
                round.regrets.reduce(deepest) { $1.regret < round.rankedCount ? max($0, $1.regret + 1) : $0 }
            }
        }
    }

    /// Per session, how many of these people have a duty there when everything is held, or are there already.
    func onDuty(_ people: some Sequence<AttendeeIndex>, at session: SessionIndex, round: Int) -> Int {
        people.reduce(0) { count, attendee in
            if case .onDuty(session, _) = duties.table.standing(of: attendee, round: round) { return count + 1 }
            if duties.inOneRound[attendee]?.contains(session) == true { return count + 1 }
            return duties.pins.contains(Pin(attendee: attendee, session: session)) ? count + 1 : count
        }
    }
}

extension RuleBook {
    /// Whether somebody has a place in a round.
    enum Presence { case none, maybe, sure }

    /// Over all ways of cancelling sessions.
    func presence(of attendee: AttendeeIndex, round: Int) -> Presence {
        guard let variants = variants[attendee] else {
            return table.standing(of: attendee, round: round).isPlaced ? .sure : .none
        }
        let outlooks = variants.lazy.map { $0.rounds[round] }
        if outlooks.allSatisfy({ $0.standing.isPlaced && !$0.isOptional }) { return .sure }
        return outlooks.contains(where: \.standing.isPlaced) ? .maybe : .none
    }

    /// The sessions that somebody may have in the round, for some way of cancelling at least.
    func options(of attendee: AttendeeIndex, round: Int) -> [SessionIndex] {
        guard let variants = variants[attendee] else { return table.options(of: attendee, round: round) }
        return Set(variants.flatMap { $0.rounds[round].regrets.map(\.session) }).sorted()
    }

    /// One for nearly everybody.
    func allVariants(of attendee: AttendeeIndex) -> [RuleVariant] {
        variants[attendee] ?? [
            RuleVariant(
                cancelled: [],
                rounds: (0..<table.sessionRanges.count).map { round in
                    RoundOutlook(
                        standing: table.standing(of: attendee, round: round),
                        rankedCount: table.rankedCount(of: attendee, round: round),
                        regrets: table.options(of: attendee, round: round).map {
                            ($0, table.regret(of: attendee, in: $0)!)
                        })
                })
        ]
    }

    /// With other variants for some people; who has a duty where is counted as in other rules.
    func with(_ others: [AttendeeIndex: [RuleVariant]], countingDutiesAsIn rules: RuleBook) -> RuleBook {
        var copy = self
        copy.variants.merge(others) { $1 }
        copy.duties = rules.duties
        return copy
    }
}

/// What an attendee may have when the sessions in `cancelled` are.
struct RuleVariant {
    let cancelled: [SessionIndex]
    var rounds: [RoundOutlook]
}

/// What an attendee may have in one round.
struct RoundOutlook {
    var standing: Standing
    var rankedCount = 0
    var regrets: [(session: SessionIndex, regret: Int)] = []
    /// What would stand in `regrets` were it not cancelled in this variant.
    var cancelled: [(session: SessionIndex, regret: Int)] = []
    /// Nothing is open, and nothing that they must attend is to blame.
    var isShut = false
    /// Whether they go without regard to who belongs together, and may be nowhere (`Loosening`).
    var isAlone = false
    var isOptional = false
    /// What keeps an excused attendee away.
    var causes: [DutyPlace] = []
    var dropped: [DroppedChoice] = []

    func isOnDuty(at session: SessionIndex) -> Bool {
        if case .onDuty(session, _) = standing { true } else { false }
    }

    /// What it is to be left without a place.
    var unplacedRegret: Int { standing == .choosing ? rankedCount + 1 : 0 }
}

/// Something a person must attend.
struct Obligation {
    let place: DutyPlace
    let kind: DutyKind
    let activity: Clock.Activity
    /// Where the duty is written down; nil for what a role requires.
    let origin: Diagnostic.Location?
}

/// A ranked session that its owner could never have.
struct DroppedChoice {
    enum Reason: Hashable { case notOpen, excluded, clash, sameTopic }
    let attendee: AttendeeIndex
    let session: SessionIndex
    let reason: Reason
}
