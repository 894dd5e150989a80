import BreakoutModel
import BreakoutTestSupport
import BreakoutVerifier
import Optimisation
import Testing

@testable import BreakoutAllocator

/// Rounds that have begun, seats that came free, and seats that were kept back, each held against trying everything.
@Suite("Rerun options against exhaustive search")
struct RerunOptionsTests {
    /// A rerun with round 1 as it was told; nil when somebody was told a session of it that is gone.
    private func freezing(_ rerun: RerunCase) -> RerunCase? {
        var frozen = rerun
        guard let event = try? rerun.event.frozen(RoundSet([0]), rerun.published) else { return nil }
        frozen.event = event
        frozen.rules = RuleBook(event)
        frozen.frozen = RoundSet([0])
        return frozen.rules.contradictions.isEmpty ? frozen : nil
    }

    @Test("with round 1 frozen, nothing in it changes and the rest is the best that is left", arguments: [0, 2])
    func frozenRounds(kind: Int) {
        var compared = 0, forced = 0
        for seed in 0..<120 {
            let before = RerunTests.kinds[kind].builder(seed: seed)
            var after = before
            after.change(seed: seed)
            guard let open = RerunCase(before: before, after: after), let rerun = freezing(open) else { continue }
            let exhaustive = Exhaustive(event: rerun.event)
            let own = exhaustive.stages(of: rerun.event.settings.objective)
            let lottery = rerun.event.settings.seed
            let fewest = exhaustive.bestValues([.moves(extra: 0)], seed: lottery, published: rerun.published)
            for terms in [RerunTerms(), RerunTerms(extraMoves: 2), RerunTerms(extraMoves: 1, allowsWorse: true)] {
                guard let solved = rerun.rerun(terms) else {
                    #expect(fewest == nil, "seed \(seed): there is an allocation")
                    continue
                }
                let best = exhaustive.bestValues(
                    Array(terms.stages(around: own).dropFirst()), seed: lottery, published: rerun.published,
                    mostMoves: fewest![0] + terms.extraMoves)
                #expect(solved.stages.map(\.value) == fewest! + best!, "seed \(seed), \(terms)")
                for index in rerun.event.attendees.indices {
                    let attendee = AttendeeIndex(index)
                    let isAbsent = rerun.event[attendee].absent.contains(0)
                    let told = isAbsent ? nil : rerun.published[attendee, 0]?.session
                    #expect(solved.allocation[attendee, 0] == told, "seed \(seed): \(rerun.event[attendee].id)")
                }
                let verification = rerun.verification(solved, terms)
                #expect(
                    verification.accepted, "seed \(seed), \(terms): \(verification.violations.map(\.message.english))")
                compared += 1
                if fewest![0] > 0 { forced += 1 }
            }
        }
        #expect(compared > 60 && forced > 5, "too few reruns for this to mean anything: \(compared), \(forced)")
    }

    @Test("who is excluded from a session of a frozen round keeps the choice that was told, not one that counts it")
    func frozenExclusion() throws {
        var builder = EventBuilder()
        for (id, round) in [("A", 1), ("B", 1), ("C", 2), ("D", 2)] { builder.session(id, round: round, capacity: 2) }
        builder.attendee("p", [["A", "B"], ["C", "D"]])
        builder.attendee("q", [["A", "B"], ["C", "D"]])
        builder.duty("p", "A", .excluded)
        let open = try #require(RerunCase(before: builder, after: builder))
        let rerun = try #require(freezing(open))
        for table in [open.rules.table, rerun.rules.table] {
            #expect(table.regret(of: AttendeeIndex(0), in: SessionIndex(0)) == nil)
            #expect(table.regret(of: AttendeeIndex(0), in: SessionIndex(1)) == 0)
            #expect(table.rankedCount(of: AttendeeIndex(0), round: 0) == 1)
        }
        let solved = try #require(rerun.rerun(RerunTerms()))
        let verification = rerun.verification(solved, RerunTerms())
        #expect(verification.accepted, "\(verification.violations.map(\.message.english))")
    }

    // MARK: Freed seats

    /// One step: who gains most by a free seat, of all who could take it in an allocation that keeps the rules.
    private struct Step: Equatable {
        let attendee: String
        let from: String
        let to: String
    }

    /// By trying, for everybody and every session, whether the allocation with only that changed is one of those that keep
    /// the rules; the seats of `reserves` stay free.
    private func steps(
        _ event: Event, _ start: Allocation, _ table: ChoiceTable, _ valid: Set<[Int]>, _ reserves: [Int]
    ) -> [Step] {
        let lottery = Lottery(seed: event.settings.seed)
        let tied = Set(event.groups.filter { $0.rule == .together && $0.members.count > 1 }.flatMap(\.members))
        var allocation = start
        var steps: [Step] = []
        while true {
            let counts = allocation.headcounts(sessionCount: event.sessions.count)
            var best: (gain: Int, weight: UInt32, attendee: AttendeeIndex, session: SessionIndex)?
            for index in event.attendees.indices where !tied.contains(AttendeeIndex(index)) {
                let attendee = AttendeeIndex(index)
                for (position, session) in event.sessions.enumerated() {
                    let to = SessionIndex(position)
                    guard let from = allocation[attendee, session.round],
                        table.standing(of: attendee, round: session.round) == .choosing,
                        let before = table.regret(of: attendee, in: from),
                        let after = table.regret(of: attendee, in: to),
                        after < before, counts[position] > 0 || !session.cancellable,
                        counts[from.value] > 1 || !event[from].cancellable,
                        session.capacity.map({ counts[position] < $0 - reserves[position] }) ?? true
                    else { continue }
                    var other = allocation
                    other[attendee, session.round] = to
                    guard valid.contains(key(other, event)) else { continue }
                    let weight = lottery.weight(attendeeKey: event[attendee].key, sessionID: session.id)
                    let gain = before - after
                    if best.map({ (-gain, Int(weight)) < (-$0.gain, Int($0.weight)) }) ?? true {
                        best = (gain, weight, attendee, to)
                    }
                }
            }
            guard let best else { return steps }
            let round = event[best.session].round
            steps.append(
                Step(
                    attendee: event[best.attendee].id, from: event[allocation[best.attendee, round]!].id,
                    to: event[best.session].id))
            allocation[best.attendee, round] = best.session
        }
    }

    private func key(_ allocation: Allocation, _ event: Event) -> [Int] {
        event.attendees.indices.flatMap { index in
            (0..<event.roundCount).map { allocation[AttendeeIndex(index), $0]?.value ?? -1 }
        }
    }

    @Test("freed seats go, one by one, to whoever gains most and may have them", arguments: RerunTests.kinds.indices)
    func freedSeats(kind: Int) {
        var given = 0
        for seed in 0..<150 {
            let before = RerunTests.kinds[kind].builder(seed: seed)
            var after = before
            // Withdrawals and larger rooms leave seats that somebody wants.
            for id in after.attendeeIDs.prefix(seed % 3) { after.withdraw(id) }
            for session in after.sessions where session.round == seed % 2 {
                after.setCapacity(session.id, session.capacity.map { $0 + 1 })
            }
            if seed % 4 == 0 { after.settings.lateReserve = .seats(1) }
            guard let rerun = RerunCase(before: before, after: after), let solved = rerun.rerun(RerunTerms()) else {
                continue
            }
            let event = rerun.event, table = solved.rules(of: event).table
            var valid: Set<[Int]> = []
            Exhaustive(event: event).forEachAllocation { allocation, _ in valid.insert(key(allocation, event)) }
            let freed = FreedSeats(
                event: event, table: table, allocation: solved.allocation, seed: event.settings.seed)
            let seats = freed.filled().seats
            let expected = steps(event, solved.allocation, table, valid, event.lateReserves)
            #expect(
                seats.map { Step(attendee: $0.attendee, from: $0.from, to: $0.to) } == expected, "seed \(seed)")
            #expect(valid.contains(key(freed.filled().allocation, event)), "seed \(seed)")
            let offered = freed.waitingLists().flatMap { list in
                list.entries.filter(\.isOffered).map { "\($0.attendee) \(list.session)" }
            }
            let wishes = Set(expected.map { "\($0.attendee) \($0.to)" })
            #expect(Set(offered).isSubset(of: wishes), "seed \(seed)")
            given += seats.count
        }
        #expect(given > 5, "too few seats given away for this to mean anything: \(given)")
    }

    // MARK: The late reserve

    @Test("a reserve is kept where an allocation leaves it, and gives way only where none does", arguments: [1, 2, 3])
    func lateReserve(kind: Int) {
        var kept = 0, givenUp = 0
        for seed in 0..<200 {
            var builder = RerunTests.kinds[kind].builder(seed: seed)
            builder.settings.lateReserve = seed % 3 == 0 ? .percent(40) : .seats(1 + seed % 2)
            let event = builder.event()
            let choice = LateReserveChoice(event)
            let asked = event.lateReserves
            guard Exhaustive(event: event).hasAllocation else {
                #expect(choice.seats.allSatisfy { $0 == 0 } || choice.seats == asked, "seed \(seed)")
                continue
            }
            #expect(zip(choice.seats, asked).allSatisfy { $0 == $1 || $0 == 0 }, "seed \(seed)")
            let used = event.keepingBack(choice.seats)
            #expect(Exhaustive(event: used).hasAllocation, "seed \(seed): the reserve makes the day impossible")
            for session in choice.givenUp {
                var more = choice.seats
                more[session.value] = asked[session.value]
                #expect(!Exhaustive(event: event.keepingBack(more)).hasAllocation, "seed \(seed): \(session)")
                givenUp += 1
            }
            guard let (solved, _, _) = solved(used) else {
                Issue.record("seed \(seed): assign finds nothing")
                continue
            }
            let counts = solved.allocation.headcounts(sessionCount: event.sessions.count)
            for (position, session) in event.sessions.enumerated() {
                if let capacity = session.capacity {
                    #expect(counts[position] <= capacity - choice.seats[position], "seed \(seed): \(session.id)")
                }
            }
            kept += choice.seats.count { $0 > 0 }
        }
        let isEnough = kept > 50 && (kind == 1 || givenUp > 5)
        #expect(isEnough, "too few reserves for this to mean anything: \(kept), \(givenUp)")
    }

    /// Six parties of three and five pairs in four rooms of eight. With a seat of each kept back there is a seat for each
    /// of the 28, but a room of seven is full only with one party and two pairs. Three of the rooms can keep theirs.
    @Test("where the time is up a reserve gives way, and is told apart from one that cannot be kept")
    func lateReserveOutOfTime() {
        var builder = EventBuilder()
        builder.settings.lateReserve = .seats(1)
        for id in ["1.1", "1.2", "1.3", "1.4"] { builder.session(id, round: 1, capacity: 8) }
        for (party, size) in zip("abcdefghijk".map { String($0) }, [3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2]) {
            let members = (1...size).map { party + String($0) }
            for member in members { builder.attendee(member, [[]]) }
            builder.groups.append((party, .together, members))
        }
        let event = builder.event()
        let inTime = LateReserveChoice(event)
        #expect(inTime.seats == [1, 1, 1, 0])
        #expect(inTime.givenUp == [SessionIndex(3)] && inTime.undecided.isEmpty)
        let outOfTime = LateReserveChoice(event, control: SolveControl(isCancelled: { true }))
        #expect(outOfTime.seats == [0, 0, 0, 0])
        #expect(outOfTime.givenUp.isEmpty && outOfTime.undecided == (0..<4).map { SessionIndex($0) })
    }

    @Test("what counting seats decides needs no time")
    func lateReserveIsCounted() {
        var builder = EventBuilder()
        builder.settings.lateReserve = .seats(1)
        for id in ["1.1", "1.2"] { builder.session(id, round: 1, capacity: 3) }
        for id in ["a", "b", "c", "d"] { builder.attendee(id, [["1.1"]]) }
        let choice = LateReserveChoice(builder.event(), control: SolveControl(isCancelled: { true }))
        #expect(choice.seats == [1, 1] && choice.undecided.isEmpty)
    }
}
