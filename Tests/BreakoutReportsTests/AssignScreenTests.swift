import BreakoutModel
import Testing

@testable import BreakoutReports

@Suite("what the screen of assign says")
struct AssignScreenTests {
    private func english(_ change: (inout Summary) -> Void) throws -> String {
        try Conference().assign(TextStyle(width: 200), change: change)
    }

    @Test("a run that was stopped early says so, and how far it may be from the best")
    func stopped() throws {
        let text = try english {
            $0.status = .feasible
            $0.stages[0] = StageSummary(name: "total regret at least 2", sense: .minimise, value: 5, bound: 4)
        }
        #expect(text.contains("Stopped early: a better allocation may exist."))
        #expect(text.contains("People with a disappointment of 2 or more: 5 here, 4 at best."))
        #expect(text.contains("1 of 2 stages proven"))
        #expect(!text.contains("Proven:"))
    }

    @Test("what the verifier did not approve is not called proven")
    func notVerified() throws {
        let text = try english { $0.verified = false }
        #expect(text.contains("Do not use this allocation"))
        #expect(!text.contains("Proven:"))
    }

    @Test("rooms that are too full, and sessions below their minimum, are named")
    func brokenRules() throws {
        let conference = try Conference()
        var allocation = conference.allocation
        allocation[AttendeeIndex(7), 0] = SessionIndex(0)
        for person in 3..<7 { allocation[AttendeeIndex(person), 0] = SessionIndex(0) }
        let text = AssignScreen.text(
            event: conference.event, table: conference.table, allocation: allocation,
            summary: conference.summary(),
            diagnostics: [], files: RunFiles(folder: "", names: []), style: TextStyle())
        #expect(text.contains("8/3  too full"))
        #expect(text.contains("0/4  minimum 2"))
    }

    @Test("a draw that was not finished is not unfairness")
    func lottery() throws {
        let text = try english {
            $0.status = .feasible
            $0.stages.append(StageSummary(name: "lottery", sense: .minimise, value: 5, bound: 4))
        }
        #expect(
            text.contains(
                "No allocation is fairer; only the draw between equally good ones was not finished."))
    }

    @Test("a strategy that proves nothing claims nothing")
    func strategy() throws {
        let text = try english {
            $0.status = .feasible
            $0.strategy = "first-come"
            $0.stages = []
            $0.verified = false
        }
        #expect(text.contains("Made by the strategy 'first-come', which proves nothing"))
        #expect(!text.contains("Better means"))
        #expect(text.contains("PROOF  NOT approved by the independent verifier."))
    }

    @Test("without an allocation there is nothing to show but the reasons")
    func infeasible() throws {
        let text = try english { $0.status = .infeasible }
        #expect(text.contains("There is no allocation that keeps all the rules."))
        #expect(!text.contains("ROUND 1"))
        #expect(text.contains("breakouts check dag"))
    }

    @Test("nobody lost out: no chart, no names")
    func happy() throws {
        let text = try english {
            $0.regret = RegretSummary(profile: [7], total: 0, sumOfSquares: 0, worst: 0)
            $0.fairness.twoDisappointments = 0
            $0.fairness.correlations[0].coefficient = nil
        }
        #expect(text.contains("Everybody who chose received everything they put first."))
        #expect(text.contains("Nobody missed their first choice in both rounds."))
        #expect(!text.contains("WHO LOST OUT MOST"))
        #expect(!text.contains("correlation"))
    }

    @Test(
        "a link between rounds is one only beyond chance",
        arguments: [
            (0.9, 7, "lost out more often in round 2 as well (correlation 0.90)"),
            (0.5, 7, ""),
            (-0.5, 100, "lost out less often in round 2 (correlation −0.50)"),
            (0.05, 100_000, "neither luck nor bad luck"),
        ])
    func correlation(coefficient: Double, people: Int, words: String) throws {
        let text = try english {
            $0.fairness.correlations[0].coefficient = coefficient
            $0.fairness.choosing = people
        }
        // Of a few people with a number that could be chance nothing is said, neither that there is a link nor that not.
        #expect(words.isEmpty ? !text.contains("orrelation") : text.contains(words))
    }

    @Test("warnings that only the summary knows are shown once, at most five")
    func warnings() throws {
        let text = try english {
            $0.warnings =
                ["the board meeting takes 1 person out of round 2"] + (1...7).map { "careful \($0)" }
        }
        #expect(text.split(separator: "\n").count { $0.contains("the board meeting") } == 1)
        #expect(text.contains("• careful 5"))
        #expect(!text.contains("careful 6"))
        #expect(text.contains("and 2 more"))
    }

    @Test("moved people are counted after a rerun")
    func moved() throws {
        #expect(
            try english { $0.moved = 3 }.contains("3 people moved from a place that was already announced"))
    }

    @Test(
        "every objective says what better means, in both languages", arguments: Objective.allCases,
        Language.allCases)
    func objectives(objective: Objective, language: Language) throws {
        let text = try Conference().assign(
            TextStyle(width: 300, language: language), change: { $0.objective = objective })
        let start = language == .english ? "  Better means: " : "  Beter betekent: "
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(start) })
        #expect(line.hasSuffix(language == .english ? "the draw (seed 1)." : "de loting (startgetal 1)."))
    }
}

@Suite("why somebody is not where they would rather be")
struct ObstacleTests {
    /// One round; session A is full, B is empty and may be cancelled, C and D have room, E is where they are. The
    /// organisation fills D. Both people of Breda are in groups or not, as asked.
    private func above(
        maximum: Int? = nil, group: Bool = false, conflict: Bool = false
    ) throws -> [Obstacle] {
        let sessions = [
            Session(id: "A", round: 0, capacity: 1), Session(id: "B", round: 0, cancellable: true),
            Session(id: "D", round: 0, capacity: 9), Session(id: "E", round: 0), Session(id: "Z", round: 1),
        ]
        let people = (0..<3).map {
            Attendee(id: "p\($0)", name: "P\($0)", organisation: OrganisationIndex(0))
        }
        var rankings = RankingTable(roundCount: 2)
        for _ in people { rankings.append([[], []]) }
        let event = try Event(
            settings: Settings(title: "T", maximumPerOrganisation: maximum), sessions: sessions,
            attendees: people,
            organisations: ["Breda"], rankings: rankings,
            groups: group ? [Group(name: "G", rule: .together, members: [AttendeeIndex(0), AttendeeIndex(1)])] : [])
        let pair = SessionPair(SessionIndex(2), SessionIndex(4))
        var table = ChoiceTable(event: event, conflicts: conflict ? [pair] : [])
        table.set(
            AttendeeIndex(0), round: 0, standing: .choosing, rankedCount: 4,
            regrets: (0..<4).map { (SessionIndex($0), $0) })
        table.set(AttendeeIndex(0), round: 1, standing: .noPreference)
        table.set(AttendeeIndex(1), round: 0, standing: .noPreference)
        var allocation = Allocation(attendeeCount: 3, roundCount: 2)
        allocation[AttendeeIndex(0), 0] = SessionIndex(3)
        allocation[AttendeeIndex(0), 1] = SessionIndex(4)
        allocation[AttendeeIndex(1), 0] = SessionIndex(0)
        allocation[AttendeeIndex(2), 0] = SessionIndex(2)
        let obstacles = Obstacles(event: event, table: table, allocation: allocation)
        return obstacles.above(AttendeeIndex(0), round: 0).map { Obstacle($0.obstacles.first, event) }
    }

    @Test("full, not held, the clock, the organisation, a group, or something that explain works out")
    func obstacles() throws {
        #expect(try above() == [.full, .notHeld, .other])
        #expect(try above(conflict: true) == [.full, .notHeld, .clash(with: SessionIndex(4))])
        #expect(try above(maximum: 1) == [.full, .notHeld, .organisation])
        #expect(try above(group: true) == [.full, .notHeld, .group("G")])
    }
}
