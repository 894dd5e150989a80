import BreakoutModel
import BreakoutTestSupport
import Testing

@testable import BreakoutReports

@Suite("Explanations in words")
struct ExplainTextTests {
    /// Two rounds of two sessions, a board meeting, two groups; a title that would like to be more than a title.
    static let event: Event = {
        var builder = EventBuilder()
        builder.settings.maximumPerOrganisation = 2
        builder.session("1.1", round: 1, capacity: 3, minimum: 1, cancellable: true, time: EventBuilder.span(600, 660))
        builder.session("1.2", round: 1, capacity: 3, minimum: 2, time: EventBuilder.span(600, 660), openTo: ["mayor"])
        builder.session("2.1", round: 2, time: EventBuilder.span(700, 760), topic: "water")
        builder.session("2.2", round: 2, time: EventBuilder.span(700, 760))
        builder.item("board\u{1B}[31m", time: EventBuilder.span(670, 690), requiredFor: ["board"])
        builder.attendee("ann", organisation: "Ede", [["1.1", "1.2"], ["2.1", "2.2"]])
        builder.attendee("bob", organisation: "Ede", [["1.1", "1.2"], ["2.1", "2.2"]])
        builder.groups.append(("pals", .together, ["ann", "bob"]))
        builder.groups.append(("rivals", .apart, ["ann", "bob"]))
        return builder.event()
    }()

    static let obstacles: [MissedObstacle] = [
        .full(firsts: 5, seats: 3), .full(firsts: 2, seats: 1), .full(firsts: 2, seats: 3), .full(firsts: 1, seats: 0),
        .cancelled(minimum: 4, firsts: 1), .clash(SessionIndex(2)), .organisation(maximum: 2), .together(0), .apart(1),
        .neededWhereTheyAre(minimum: 2),
    ]

    static let costs: [ForcedCost] =
        [
            .impossible, .unknown(.eventChanged), .unknown(.incomplete), .unknown(.stopped),
            .outcome(.init(difference: nil, othersWorse: 0, othersLoss: 0, ownTotal: 1)),
            .outcome(.init(difference: nil, othersWorse: 0, othersLoss: 0, ownTotal: 2)),
            .outcome(.init(difference: nil, othersWorse: 1, othersLoss: 1, ownTotal: 0)),
            .outcome(.init(difference: nil, othersWorse: 2, othersLoss: 3, ownTotal: 0)),
        ]
        + [.regretAtLeast(1), .regretAtLeast(3), .choices(1), .choices(2), .sumOfRegrets, .sumOfSquares].flatMap {
            stage in
            [(0, 0, 0), (0, 0, 2), (1, 1, 0), (1, 2, 1), (2, 2, 0), (3, 12, 2)].flatMap { worse, loss, own in
                [(0, 1), (8, 7), (1, 2)].map { before, after -> ForcedCost in
                    .outcome(
                        .init(
                            difference: .init(stage: stage, before: before, after: after), othersWorse: worse,
                            othersLoss: loss, ownTotal: own))
                }
            }
        }

    private func explanation(_ obstacle: MissedObstacle, _ cost: ForcedCost) -> Explanation {
        Explanation(
            attendee: AttendeeIndex(0),
            rounds: [
                RoundExplanation(
                    round: 0, session: SessionIndex(1), reason: .choice, choice: .ranked(2),
                    missed: MissedChoice(sessions: [SessionIndex(0)], obstacles: [[obstacle]], cost: cost)),
                RoundExplanation(
                    round: 1, session: nil, reason: .excused, choice: nil,
                    causes: [.fixedItem(FixedItemIndex(0))],
                    dropped: [
                        .init(session: SessionIndex(2), reason: .notOpen),
                        .init(session: SessionIndex(2), reason: .excluded),
                        .init(session: SessionIndex(2), reason: .clash(.fixedItem(FixedItemIndex(0)))),
                        .init(session: SessionIndex(2), reason: .sameTopic(SessionIndex(3))),
                    ]),
            ], totalRegret: 1)
    }

    @Test("every obstacle and every cost is a sentence in both languages", arguments: Language.allCases)
    func sentences(language: Language) {
        var seen: Set<String> = []
        for obstacle in Self.obstacles {
            for cost in Self.costs {
                let texts = ExplainText.sentences(
                    explanation(obstacle, cost), event: Self.event, language: language, naming: .ids)
                #expect(texts.count == 7)
                for text in texts {
                    #expect(text.hasSuffix(".") && !text.contains("  ") && !text.contains(" ,"), "\(text)")
                    #expect(text.first?.isUppercase == true || text.first?.isNumber == true, "\(text)")
                    seen.insert(text)
                }
            }
        }
        // Each obstacle and each kind of cost says something of its own.
        #expect(seen.count > Self.obstacles.count + 60)
    }

    @Test("screens fit 80 columns and let nothing out that a title brings in", arguments: Language.allCases)
    func screens(language: Language) {
        let explanations = Self.costs.map { explanation(.full(firsts: 5, seats: 3), $0) }
        let run = ExplainedRun(
            folder: "event/runs/001", event: "event", isProven: false, changedFiles: ["attendees.csv"], fits: false)
        let style = TextStyle(width: 80, colour: false, language: language)
        for text in [
            ExplainScreen.everybody(explanations, event: Self.event, run: run, style: style),
            ExplainScreen.people(explanations, event: Self.event, run: run, style: style),
        ] {
            #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        }
    }

    @Test("a sentence as a mayor's office would read it")
    func example() {
        let two = ForcedCost.outcome(
            .init(
                difference: .init(stage: .regretAtLeast(1), before: 68, after: 69), othersWorse: 2, othersLoss: 2,
                ownTotal: 0))
        let words = explanation(.full(firsts: 68, seats: 35), two)
        let english = ExplainText.sentences(words, event: Self.event, language: .english, naming: .ids)
        #expect(english[1] == "First choice 1.1 is full: 68 people put it first, and there were 35 seats to give.")
        #expect(
            english[2] == "A place in 1.1 would have cost two others a choice each: then 69 people instead of 68 would "
                + "have had a disappointment.")
        let dutch = ExplainText.sentences(words, event: Self.event, language: .dutch, naming: .ids)
        #expect(
            dutch[2]
                == "Een plaats in 1.1 had twee anderen elk een voorkeur gekost: dan hadden 69 deelnemers in plaats "
                + "van 68 een teleurstelling gehad.")
    }

    @Test("what it would cost in another round besides stands behind the price, in Dutch too")
    func ownRounds() {
        func dutch(ownTotal: Int) -> String {
            let cost = ForcedCost.outcome(
                .init(
                    difference: .init(stage: .regretAtLeast(1), before: 68, after: 69), othersWorse: 2, othersLoss: 2,
                    ownTotal: ownTotal))
            let words = explanation(.full(firsts: 68, seats: 35), cost)
            return ExplainText.sentences(words, event: Self.event, language: .dutch, naming: .ids)[2]
        }
        let start = "Een plaats in 1.1 had twee anderen elk een voorkeur gekost, en deze persoon in een andere ronde "
        #expect(dutch(ownTotal: 1).hasPrefix(start + "net zoveel als de winst hier: dan hadden"))
        #expect(dutch(ownTotal: 2).hasPrefix(start + "meer dan de winst hier: dan hadden"))
    }
}

@Suite("What-if in words")
struct WhatIfTextTests {
    private static let event = ExplainTextTests.event

    static let changes: [EventChange] = {
        let session = SessionIndex(0), item = DutyPlace.fixedItem(FixedItemIndex(0))
        let time = TimeOfDay(minutes: 615)
        let duties = DutyKind.allCases.map { Duty(attendee: AttendeeIndex(0), place: .session(session), kind: $0) }
        return [
            .capacity(session, 4), .capacity(session, 9), .capacity(session, nil), .capacity(SessionIndex(2), 5),
            .minimum(session, 0), .minimum(session, 3), .cancellable(session, true), .cancellable(session, false),
            .notHeld(session), .openToEveryone(session), .notRequired(item), .time(item, start: time, end: nil),
            .time(item, start: nil, end: time), .roundTime(1, start: time, end: TimeOfDay(minutes: 700)),
            .liftedGroup(0), .liftedGroup(1), .liftedTopic("water"), .maximumPerOrganisation(nil),
            .maximumPerOrganisation(3), .transferMinutes(5), .lateArrivalMinutes(10),
        ] + duties.map { .addedDuty($0) } + duties.map { .liftedDuty($0) }
    }()

    @Test("every change has a label of its own in both languages", arguments: Language.allCases)
    func labels(language: Language) {
        let labels = Self.changes.map { ChangeText.label($0, event: Self.event, language: language) }
        #expect(Set(labels).count == labels.count, "\(labels)")
        #expect(labels.allSatisfy { !$0.isEmpty && !$0.contains("  ") })
    }

    @Test("the screens fit 80 columns, whatever came of the changes", arguments: Language.allCases)
    func screens(language: Language) {
        func result(_ profile: [Int], excused: Int = 0) -> ScenarioResult {
            let rounds = (1...2).map {
                RoundSummary(
                    round: $0, placed: 2, choosing: 2 - excused, profile: [profile[0]], unlisted: 0, onDuty: 0,
                    noPreference: 0, excused: excused, absent: 0, totalRegret: 0)
            }
            return ScenarioResult(
                stages: [(.regretAtLeast(1), profile.dropFirst().reduce(0, +))], rounds: rounds,
                regret: RegretSummary(profile: profile, total: 1, sumOfSquares: 1, worst: profile.count - 1),
                isProven: true)
        }
        let outcomes: [Scenario.Outcome] = [
            .allocated(result([2])), .allocated(result([1, 1])), .allocated(result([0, 2])),
            .allocated(result([1, 0, 0, 0, 0, 0, 0, 1])), .allocated(result([1], excused: 1)), .impossible([]),
            .invalid(.minimumAboveCapacity(SessionIndex(0))), .skipped,
        ]
        let whatIf = WhatIf(
            objective: .fair, present: Scenario(changes: [], outcome: .allocated(result([1, 1]))),
            scenarios: zip(Self.changes, (0..<100).map { outcomes[$0 % outcomes.count] }).map {
                Scenario(changes: [$0], outcome: $1)
            })
        let style = TextStyle(width: 80, colour: false, language: language)
        for text in [
            WhatIfScreen.changes(whatIf, event: Self.event, folder: "event", style: style),
            WhatIfScreen.rules(whatIf, event: Self.event, folder: "event", style: style),
        ] {
            #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
            #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
        }
    }

    @Test("results are compared by the first stage that differs, and only where the same people choose")
    func comparison() {
        func result(_ stages: [(stage: Stage, value: Int)], choosing: Int = 5) -> ScenarioResult {
            ScenarioResult(
                stages: stages,
                rounds: [
                    RoundSummary(
                        round: 1, placed: 5, choosing: choosing, profile: [5], unlisted: 0, onDuty: 5 - choosing,
                        noPreference: 0, excused: 0, absent: 0, totalRegret: 0)
                ], regret: RegretSummary(profile: [5], total: 0, sumOfSquares: 0, worst: 0), isProven: true)
        }
        let three = result([(.regretAtLeast(2), 0), (.regretAtLeast(1), 3), (.choices(1), 7)])
        let two = result([(.regretAtLeast(1), 2), (.choices(1), 6)])
        let more = result([(.regretAtLeast(1), 3), (.choices(1), 8)])
        #expect(two.compared(to: three, by: .fair) < 0 && three.compared(to: two, by: .fair) > 0)
        #expect(more.compared(to: three, by: .fair) < 0)
        #expect(three.compared(to: three, by: .fair) == 0)
        let worse = result([(.regretAtLeast(3), 1), (.regretAtLeast(1), 1)])
        #expect(worse.compared(to: three, by: .fair) > 0)
        #expect(three.isComparable(with: two) && !three.isComparable(with: result([], choosing: 4)))
    }
}
