import BreakoutModel
import BreakoutReports

/// A small conference, allocated by hand: two rounds, five sessions, a board meeting, eight people.
///
///     person    round 1 (1.1 holds 3, 1.2 holds 4)    round 2 (2.1 holds 2, 2.2 holds 3, 2.3 has no limit)
///     p1 Anna   1.1 1.2 -> 1.1                        2.1 2.2 2.3 -> 2.1
///     p2 Bram   1.1 1.2 -> 1.1                        2.1 2.2 2.3 -> 2.1
///     p3 Carla  1.1 1.2 -> 1.1                        2.1 2.2 2.3 -> 2.2 (regret 1)
///     p4 Daan   1.1 1.2 -> 1.2 (regret 1)             2.1 -> 2.3 (regret 1, not ranked)
///     p5 Els    1.1 -> 1.2 (regret 1, not ranked)     2.2 -> 2.2
///     p6 Femke  on duty: chair of 1.2                 2.2 -> 2.2
///     p7 Guus   no preference -> 1.2                  excused by the board meeting
///     p8 Hanna  absent                                2.3 -> 2.3
struct Conference {
    let event: Event
    let table: ChoiceTable
    let allocation: Allocation

    /// Every text of the event goes through `dress`, so that a test can make all of them nasty.
    init(_ dress: (String) -> String = { $0 }) throws {
        let lunch = TimeSpan(from: 13 * 60 + 30, to: 14 * 60 + 15)
        let rounds = [TimeSpan(from: 12 * 60, to: 13 * 60), TimeSpan(from: 14 * 60 + 15, to: 15 * 60 + 15)]
        let sessions = [
            Session(
                id: "1.1", round: 0, title: dress("Lobbyagenda Zorg en Veiligheid"),
                room: dress("Grote zaal"),
                capacity: 3, time: rounds[0]),
            Session(
                id: "1.2", round: 0, title: dress("Samenwerken aan het woongeluk van onze inwoners"),
                room: dress("Foyer"), capacity: 4, minimum: 2, time: rounds[0]),
            Session(
                id: "2.1", round: 1, title: dress("Binnensteden"), room: dress("Foyer"), capacity: 2,
                time: rounds[1], openTo: [RoleIndex(1)]),
            Session(
                id: "2.2", round: 1, title: dress("Special sociaal"), room: dress("Studio 1"), capacity: 3,
                cancellable: true, time: rounds[1], topic: dress("sociaal")),
            Session(id: "2.3", round: 1, title: dress("Themagroep Veiligheid"), time: rounds[1]),
        ]
        let names = ["Anna", "Bram", "Carla", "Daan", "Els", "Femke", "Guus", "Hanna"]
        let attendees = names.enumerated().map { index, name in
            Attendee(
                id: "p\(index + 1)", name: dress(name), organisation: OrganisationIndex(index % 2),
                roles: index == 6 ? [RoleIndex(0), RoleIndex(1)] : [RoleIndex(1)])
        }
        let duties = [
            Duty(attendee: AttendeeIndex(5), place: .session(SessionIndex(1)), kind: .chair),
            Duty(attendee: AttendeeIndex(0), place: .session(SessionIndex(4)), kind: .excluded),
        ]
        var rankings = RankingTable(roundCount: 2)
        for _ in names { rankings.append([[], []]) }
        event = try Event(
            settings: Settings(title: dress("Netwerkdag"), date: dress("2026-02-04")), sessions: sessions,
            fixedItems: [
                FixedItem(
                    id: "ABV", title: dress("Algemene bestuursvergadering"), room: dress("Raadszaal"),
                    time: lunch,
                    requiredFor: .roles([RoleIndex(0)]))
            ],
            attendees: attendees, organisations: [dress("Zwolle"), dress("Breda")],
            roles: [dress("bestuurslid"), dress("wethouder")], rankings: rankings, duties: duties,
            groups: [
                Group(
                    name: dress("collega's"), rule: .together, members: [AttendeeIndex(0), AttendeeIndex(1)])
            ])
        var table = ChoiceTable(event: event, conflicts: [])
        Conference.fill(&table)
        self.table = table
        var allocation = Allocation(attendeeCount: 8, roundCount: 2)
        let received: [[Int?]] = [[0, 2], [0, 2], [0, 3], [1, 4], [1, 3], [1, 3], [1, nil], [nil, 4]]
        for (person, sessions) in received.enumerated() {
            for (round, session) in sessions.enumerated() {
                allocation[AttendeeIndex(person), round] = session.map { SessionIndex($0) }
            }
        }
        self.allocation = allocation
    }

    private static func fill(_ table: inout ChoiceTable) {
        func chooses(_ person: Int, _ round: Int, _ ranked: [Int]) {
            let sessions = table.sessionRanges[round]
            table.set(
                AttendeeIndex(person), round: round, standing: .choosing, rankedCount: ranked.count,
                regrets: sessions.map { (SessionIndex($0), ranked.firstIndex(of: $0) ?? ranked.count) })
        }
        for person in 0..<4 { chooses(person, 0, [0, 1]) }
        chooses(4, 0, [0])
        for person in 0..<3 { chooses(person, 1, [2, 3, 4]) }
        chooses(3, 1, [2])
        chooses(4, 1, [3])
        chooses(5, 1, [3])
        chooses(7, 1, [4])
        table.set(
            AttendeeIndex(5), round: 0, standing: .onDuty(SessionIndex(1), .chair),
            regrets: [(SessionIndex(1), 0)])
        table.set(
            AttendeeIndex(6), round: 0, standing: .noPreference,
            regrets: [(SessionIndex(0), 0), (SessionIndex(1), 0)])
        table.set(AttendeeIndex(6), round: 1, standing: .excused)
    }

    /// The summary, counted by hand from the table above.
    func summary(_ dress: (String) -> String = { $0 }) -> Summary {
        Summary(
            event: dress("Netwerkdag"), objective: .fair, strategy: "exact", seed: 1, status: .optimal,
            attendees: 8,
            rounds: [
                RoundSummary(
                    round: 1, placed: 7, choosing: 5, profile: [3, 1], unlisted: 1, onDuty: 1,
                    noPreference: 1,
                    excused: 0, absent: 1, totalRegret: 2),
                RoundSummary(
                    round: 2, placed: 7, choosing: 7, profile: [5, 1], unlisted: 1, onDuty: 0,
                    noPreference: 0,
                    excused: 1, absent: 0, totalRegret: 2),
            ],
            // Anna 0, Bram 0, Carla 1, Daan 2, Els 1, Femke 0, Hanna 0.
            regret: RegretSummary(profile: [4, 2, 1], total: 4, sumOfSquares: 6, worst: 2),
            stages: [
                StageSummary(name: "total regret at least 2", sense: .minimise, value: 1, bound: 1),
                StageSummary(name: "first choices", sense: .maximise, value: 8, bound: 8),
            ],
            moved: 0, verified: true, seconds: Seconds(read: 0, solve: 0, write: 0),
            fairness: FairnessSummary(
                rounds: [], choosing: 7, firstChoiceShare: 8.0 / 12, meanTotalRegret: 4.0 / 7,
                medianTotalRegret: 0, worstTotalRegret: 2, twoDisappointments: 1,
                correlations: [RoundCorrelation(first: 1, second: 2, coefficient: 0.1667)], gini: nil,
                jain: nil,
                lorenz: [], organisations: [], roles: [], signUp: []),
            warnings: [])
    }

    func diagnostics(_ dress: (String) -> String = { $0 }) -> [Diagnostic] {
        [
            Diagnostic(
                .warning, code: "excused",
                message: Bilingual(
                    en: dress("the board meeting takes 1 person out of round 2"),
                    nl: dress("de bestuursvergadering houdt 1 deelnemer uit ronde 2")),
                notes: [Bilingual(same: dress("end it at 14:00"))]),
            Diagnostic(
                .note, code: "dialect", at: .init(file: dress("attendees.csv"), line: 1, column: 3),
                message: Bilingual(en: dress("read as it is"), nl: dress("gelezen zoals het is"))),
        ]
    }

    func assign(
        _ style: TextStyle, dress: (String) -> String = { $0 }, change: (inout Summary) -> Void = { _ in }
    ) -> String {
        var summary = summary(dress)
        change(&summary)
        return AssignScreen.text(
            event: event, table: table, allocation: allocation, summary: summary,
            diagnostics: diagnostics(dress),
            files: RunFiles(
                folder: dress("dag") + "/runs/001",
                names: ["allocation.csv", "report.html", "calendar/1.1.ics", dress("extra.txt")]),
            style: style)
    }

    func check(_ style: TextStyle, dress: (String) -> String = { $0 }) -> String {
        let file = SourceFile(
            name: dress("attendees.csv"), encoding: "UTF-8 with BOM", delimiter: ";", lineEnding: "CRLF",
            rankingShape: dress("choice columns"), read: 10, used: 8, superseded: 1, blank: 1)
        return CheckScreen.text(
            folder: dress("dag"), event: event, table: table, sources: [file], diagnostics: diagnostics(dress),
            style: style)
    }
}

extension TimeSpan {
    /// From and to in minutes after midnight.
    init(from: Int, to: Int) {
        self.init(start: TimeOfDay(minutes: from)!, end: TimeOfDay(minutes: to)!)!
    }
}
