import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutAllocator

@Suite("People who can reach no session of a round") struct ExcusedTests {
    private func findings(_ builder: EventBuilder) -> [Diagnostic] { RuleBook(builder.event()).findings }

    @Test("who is excused because of a topic is told which, with ways out")
    func excusedByTopic() throws {
        var builder = EventBuilder()
        builder.session("A", round: 1, topic: "T")
        builder.session("B", round: 2, topic: "T")
        builder.session("C", round: 2)
        builder.attendee("ann", [[], []])
        builder.duty("ann", "B", .speaker)
        let found = try #require(findings(builder).first { $0.code == "excused" })
        #expect(found.message.english.hasPrefix("1 person can reach no session of round 1, because of 'B'"))
        #expect(
            found.notes[0].english == "'B' and 'A' have one topic, 'T', which nobody gets twice; ways out: give them "
                + "different topics, or do not make people attend 'B'")
        #expect(found.notes[0].dutch.hasPrefix("'B' en 'A' hebben één thema, 'T', en dat krijgt niemand twee keer"))
    }

    /// Ann must be at BM (10:00–10:45), and speaks at the only session of round 3.
    private func betweenTwo(round2: [(Int, Int)], speaks: (Int, Int)) -> [String] {
        var builder = EventBuilder()
        for (number, time) in round2.enumerated() {
            builder.session("2.\(number + 1)", round: 1, time: EventBuilder.span(time.0, time.1))
        }
        builder.session("3.1", round: 2, time: EventBuilder.span(speaks.0, speaks.1))
        builder.item("BM", time: EventBuilder.span(600, 645), requiredFor: ["b"])
        builder.attendee("ann", roles: ["b"], [[], []])
        builder.duty("ann", "3.1", .speaker)
        return findings(builder).first { $0.code == "excused" }?.notes.map(\.english) ?? []
    }

    @Test("of several things in the way, a way out is what frees people by itself")
    func waysOutOfSeveralCauses() {
        let both = betweenTwo(round2: [(625, 705)], speaks: (680, 740))
        #expect(both.first?.hasPrefix("no single one of '3.1' and 'BM' is in the way alone") == true, "\(both)")
        #expect(!both.contains { $0.contains("20 minutes earlier") }, "\(both)")
        let meeting = betweenTwo(round2: [(625, 705)], speaks: (720, 780))
        #expect(meeting.first?.hasPrefix("ways out: end 'BM' 20 minutes earlier, or allow") == false, "\(meeting)")
        #expect(meeting.first?.contains("begin round 1 20 minutes later") == true, "\(meeting)")
    }

    @Test("a round that may not begin later is not to begin later")
    func noLaterBegin() {
        let notes = betweenTwo(round2: [(625, 705), (690, 760)], speaks: (710, 780))
        #expect(notes.first?.hasPrefix("ways out: end 'BM' 20 minutes earlier, or allow") == true, "\(notes)")
    }

    @Test("where a round has several times, a tight connection names the one that is meant")
    func tightWithSeveralTimes() {
        var builder = EventBuilder()
        builder.session("1.1", round: 1, time: EventBuilder.span(530, 580))
        builder.session("1.2", round: 1, time: EventBuilder.span(540, 600))
        builder.item("BM", time: EventBuilder.span(580, 590), requiredFor: ["b"])
        builder.attendee("ann", roles: ["b"], [[]])
        builder.duty("ann", "1.2", .excluded)
        let found = findings(builder).filter { $0.code == "tight-connection" }.map(\.message.english)
        #expect(found == ["0 minutes between round 1 (until 09:40) and 'BM' (09:40–09:50) for 1 person"], "\(found)")
    }
}
