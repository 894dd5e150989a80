import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("Events with changes")
struct EventChangeTests {
    /// Two rounds, a board meeting, a chair, a pair that stays together.
    private func builder() -> EventBuilder {
        var builder = EventBuilder()
        builder.settings.maximumPerOrganisation = 2
        builder.session("1.1", round: 1, capacity: 4, minimum: 2, time: EventBuilder.span(600, 660), openTo: ["mayor"])
        builder.session("1.2", round: 1, capacity: 4, time: EventBuilder.span(600, 660))
        builder.session("2.1", round: 2, capacity: 4, time: EventBuilder.span(700, 760))
        builder.item("board", time: EventBuilder.span(670, 690), requiredFor: ["board"])
        builder.attendee("ann", organisation: "Ede", roles: ["mayor", "board"], [["1.1", "1.2"], ["2.1"]])
        builder.attendee("bob", organisation: "Ede", roles: ["mayor"], [["1.1"], []])
        builder.duty("ann", "1.2", .chair)
        builder.groups.append(("pair", .together, ["ann", "bob"]))
        return builder
    }

    @Test("each change changes what it says, and nothing else")
    func eachChange() throws {
        let event = builder().event()
        let first = SessionIndex(0), third = SessionIndex(2), board = DutyPlace.fixedItem(FixedItemIndex(0))
        #expect(try event.applying([.capacity(first, 9)]).sessions.map(\.capacity) == [9, 4, 4])
        #expect(try event.applying([.capacity(third, nil)]).sessions.map(\.capacity) == [4, 4, nil])
        #expect(try event.applying([.minimum(first, 0)]).sessions.map(\.minimum) == [0, 0, 0])
        #expect(try event.applying([.cancellable(third, true)]).sessions.map(\.cancellable) == [false, false, true])
        #expect(try event.applying([.openToEveryone(first)]).sessions[0].openTo.isEmpty)
        #expect(try event.applying([.notRequired(board)]).fixedItems[0].requiredFor == .nobody)
        #expect(try event.applying([.liftedDuty(event.duties[0])]).duties.isEmpty)
        #expect(try event.applying([.liftedGroup(0)]).groups.isEmpty)
        #expect(try event.applying([.maximumPerOrganisation(nil)]).settings.maximumPerOrganisation == nil)
        #expect(try event.applying([.transferMinutes(7)]).settings.transferMinutes == 7)
        #expect(try event.applying([.lateArrivalMinutes(7)]).settings.lateArrivalMinutes == 7)
        let added = Duty(attendee: AttendeeIndex(1), place: .session(third), kind: .speaker)
        #expect(try event.applying([.addedDuty(added)]).duties == event.duties + [added])
        let moved = try event.applying([.time(board, start: nil, end: TimeOfDay(minutes: 695))])
        #expect(moved.fixedItems[0].time == EventBuilder.span(670, 695))
        let later = try event.applying([
            .roundTime(0, start: TimeOfDay(minutes: 605), end: TimeOfDay(minutes: 665))
        ])
        #expect(
            later.sessions.map(\.time)
                == [EventBuilder.span(605, 665), EventBuilder.span(605, 665), EventBuilder.span(700, 760)])
        let without = try event.applying([.notHeld(SessionIndex(1))])
        #expect(without.sessions[1].capacity == 0 && without.duties.isEmpty)
        #expect(try event.applying([]).sessions.map(\.id) == event.sessions.map(\.id))
    }

    @Test("changes that make no event are said to")
    func invalid() {
        let event = builder().event()
        let first = SessionIndex(0)
        #expect(throws: EventChangeError.minimumAboveCapacity(first)) { try event.applying([.capacity(first, 1)]) }
        #expect(throws: Never.self) { try event.applying([.capacity(first, 1), .minimum(first, 1)]) }
        #expect(throws: EventChangeError.endNotAfterStart(.session(first))) {
            try event.applying([.time(.session(first), start: TimeOfDay(minutes: 660), end: nil)])
        }
    }

    @Test("the list of rules has every rule once", arguments: 0..<60)
    func ruleList(seed: Int) throws {
        let event = RandomEvents(people: 4...6, hasSocialRules: true).event(seed: seed)
        let changes = RuleList.changes(of: event)
        #expect(
            changes.count { if case .capacity = $0 { true } else { false } }
                == event.sessions.count { $0.capacity != nil })
        #expect(
            changes.count { if case .minimum = $0 { true } else { false } } == event.sessions.count { $0.minimum > 0 })
        #expect(changes.count { if case .liftedDuty = $0 { true } else { false } } == event.duties.count)
        #expect(changes.count { if case .liftedGroup = $0 { true } else { false } } == event.groups.count)
        #expect(
            changes.contains(.maximumPerOrganisation(nil)) == (event.settings.maximumPerOrganisation != nil))
        #expect(Set(changes).count == changes.count)
        // Each of them makes an event; and wider rooms, lower minimums and fewer ties never take the last allocation away.
        // (Who is no longer excused, or on duty, needs a seat: that may.)
        let isPossible = solved(event) != nil
        for change in changes {
            let relaxed = try event.applying([change])
            switch change {
            case .capacity, .minimum, .maximumPerOrganisation, .liftedGroup:
                if isPossible { #expect(solved(relaxed) != nil, "seed \(seed): \(change)") }
            default: break
            }
        }
    }

    @Test("what a rule costs equals exhaustive search without it, from the present allocation as the start")
    func costsEqualExhaustiveSearch() throws {
        var compared = 0, better = 0
        for seed in 0..<60 {
            let event = RandomEvents(people: 3...5, hasSocialRules: true).event(seed: seed)
            guard let (present, _, _) = solved(event) else { continue }
            let certificate = try #require(present.certificate)
            let changes = RuleList.mostPromisingFirst(RuleList.changes(of: event), event, certificate)
            #expect(Set(changes) == Set(RuleList.changes(of: event)))
            for change in changes.prefix(6) {
                let changed = try event.applying([change])
                let rules = RuleBook(changed)
                guard rules.contradictions.isEmpty else { continue }
                let request = AllocationRequest(
                    event: changed, rules: rules, objective: event.settings.objective, seed: event.settings.seed,
                    start: present.allocation)
                let best = Exhaustive(event: changed).bestValues(event.settings.objective, seed: event.settings.seed)
                guard case .allocated(let found) = ExactStrategy().allocate(request) else {
                    #expect(best == nil, "seed \(seed): \(change)")
                    continue
                }
                compared += 1
                if found.stages.map(\.value) != present.stages.map(\.value) { better += 1 }
                #expect(found.stages.map(\.value) == best, "seed \(seed): \(change)")
                #expect(found.isOptimal, "seed \(seed): \(change)")
            }
        }
        #expect(compared > 50 && better > 10, "too few for this to mean anything: \(compared), \(better)")
    }
}
