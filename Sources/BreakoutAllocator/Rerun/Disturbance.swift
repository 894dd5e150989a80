import BreakoutModel

/// What an allocation changes of what people were told: every placement that is not what it was.
public struct Disturbance: Sendable {
    public struct Place: Hashable, Comparable, Sendable {
        public let attendee: AttendeeIndex
        /// Counted from 0.
        public let round: Int

        public static func < (a: Place, b: Place) -> Bool { (a.attendee, a.round) < (b.attendee, b.round) }
    }

    /// Published placements whose owner gets another session of the round.
    public private(set) var moved: [Place] = []
    /// Those of `moved` that go to a session which their owner wants less.
    public private(set) var worse: [Place] = []
    /// Published placements whose owner, still an attendee, has no place in the round any more.
    public private(set) var ended: [Place] = []
    /// Placements in rounds about which their owner was told nothing.
    public private(set) var added: [Place] = []
    /// Attendees whom the published run did not know.
    public private(set) var newPeople: [AttendeeIndex] = []
    /// How many people of the published run are no longer attendees.
    public let withdrawnCount: Int

    public init(_ allocation: Allocation, _ event: Event, _ table: ChoiceTable, _ published: Published) {
        for index in event.attendees.indices {
            let attendee = AttendeeIndex(index)
            if !published.knows(attendee) { newPeople.append(attendee) }
            for round in 0..<event.roundCount {
                let place = Place(attendee: attendee, round: round)
                guard published[attendee, round] != nil else {
                    if allocation[attendee, round] != nil { added.append(place) }
                    continue
                }
                guard allocation[attendee, round] != nil else {
                    ended.append(place)
                    continue
                }
                switch allocation.move(of: attendee, round: round, from: published, in: table) {
                case .none: break
                case .moved: moved.append(place)
                case .worse:
                    moved.append(place)
                    worse.append(place)
                }
            }
        }
        withdrawnCount = Set(published.withdrawn.map { Attendee.key(of: $0.attendee) }).count
    }

    public var movedPeople: Int { Set(moved.map(\.attendee)).count }

    /// In numbers; `fewestMoves` is the value of the first stage.
    public func summary(
        published name: String, fewestMoves: Int, terms: RerunTerms, frozenRounds: RoundSet = RoundSet()
    ) -> RerunSummary {
        RerunSummary(
            published: name, fewestMoves: fewestMoves, extraMoves: terms.extraMoves, allowsWorse: terms.allowsWorse,
            movedPeople: movedPeople, worse: worse.count, ended: ended.count, newPeople: newPeople.count,
            withdrawnPeople: withdrawnCount,
            frozenRounds: (0..<RoundSet.capacity).filter { frozenRounds.contains($0) }.map { $0 + 1 })
    }
}
