import Foundation
import Testing

/// A day that cannot be, and what must be said about it.
struct Contradiction: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [String: String]
    let english: [String]
    let dutch: [String]
    /// What one of the ways out comes down to: a line of a file, and what to put in its place.
    let repair: Repair?

    struct Repair: Sendable {
        let file: String
        let line: String
        let better: String
    }

    /// `sessions` without the header `session,round,capacity,minimum,cancellable,start,end,open to,required for,topic`.
    init(
        _ description: String, sessions: [String], people: [String] = Contradiction.people, duties: [String] = [],
        groups: [String] = [], settings: [String] = [], en english: [String], nl dutch: [String],
        repair: Repair? = nil
    ) {
        self.repair = repair
        testDescription = description
        self.english = english
        self.dutch = dutch
        func file(_ header: String, _ rows: [String]) -> String { ([header] + rows).joined(separator: "\n") + "\n" }
        var files = [
            "sessions.csv": file(
                "session,round,capacity,minimum,cancellable,start,end,open to,required for,topic", sessions),
            "attendees.csv": file("attendee,name,organisation,roles,absent", people),
        ]
        if !duties.isEmpty { files["duties.csv"] = file("attendee,session,duty", duties) }
        if !groups.isEmpty { files["groups.csv"] = file("group,attendee,rule", groups) }
        if !settings.isEmpty { files["settings.csv"] = file("setting,value", settings) }
        self.files = files
    }

    /// Five aldermen and three mayors.
    static let people = [
        "ann,Ann Aalders,Delft,alderman,", "bob,Bob Bakker,Delft,alderman,", "cas,Cas Coster,Ede,mayor,",
        "dora,Dora Dekker,Ede,mayor,", "eva,Eva Evers,Gouda,alderman,", "fred,Fred Faber,Gouda,alderman,",
        "guus,Guus Groot,Zwolle,alderman,", "hans,Hans Hoek,Zwolle,mayor,",
    ]
}

@Suite("Days that cannot be, each with its cause and a way out", .timeLimit(.minutes(5)))
struct ContradictionTests {
    static let all =
        seats + minimums + duties + groups + spread + clock + several + mixed + cancellable + combined + placed

    @Test("the cause with names and numbers, a way out, in both languages, on 80 columns", arguments: all)
    func explained(_ day: Contradiction) async throws {
        for (language, words) in [("en", day.english), ("nl", day.dutch)] {
            let event = try EventFolderOnDisk(day.files)
            let result = try await event.run("assign", "--lang", language)
            #expect(result.ending == "exit 1", "\(result.screen)")
            #expect(result.output == "" && event.leftBehind == [])
            for text in words { #expect(result.sentences.contains(text), "'\(text)' in\n\(result.errors)") }
            #expect(result.errors.contains("→"), "without a way out")
            #expect(result.tooLongLines == [])
        }
    }

    @Test("the way out that is told, made in the files, is one", arguments: all.filter { $0.repair != nil })
    func repaired(_ day: Contradiction) async throws {
        let event = try EventFolderOnDisk(day.files)
        #expect(try await event.run("assign", "--quiet").ending == "exit 1")
        let repair = try #require(day.repair)
        let text = try event.text(of: repair.file)
        #expect(text.contains(repair.line))
        try event.write(text.replacingOccurrences(of: repair.line, with: repair.better), to: repair.file)
        let result = try await event.run("assign", "--quiet")
        #expect(result.ending == "exit 0", "\(result.screen)")
    }

    @Test("check, what-if, explain and assign say the same about a day that cannot be")
    func oneWording() async throws {
        let event = try EventFolderOnDisk(ContradictionTests.seats[2].files)
        let words = "5 people can be nowhere in round 1 but at '1.1', whose room holds 3"
        for command in ["check", "assign", "what-if", "explain"] {
            let result = try await event.run(command, "--lang", "en")
            #expect(result.ending == "exit 1")
            let all = (result.output + result.errors).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(all.contains(words), "\(command): \(result.screen)")
            #expect(all.contains("way out: add 2 seats in '1.1'"), "\(command): \(result.screen)")
        }
    }

    static let seats = [
        Contradiction(
            "a round one seat short", sessions: ["1.1,1,4,,,,,,,", "1.2,1,3,,,,,,,"],
            en: ["round 1 has 7 seats for 8 people", "seats: '1.1' (4) and '1.2' (3)", "add 1 seat in '1.1'"],
            nl: ["ronde 1 heeft 7 plaatsen voor 8 deelnemers", "voeg 1 plaats toe in '1.1'"]),
        Contradiction(
            "the second of two rounds is short", sessions: ["1.1,1,,,,,,,,", "2.1,2,5,,,,,,,", "2.2,2,1,,,,,,,"],
            en: ["round 2 has 6 seats for 8 people", "add 2 seats"],
            nl: ["ronde 2 heeft 6 plaatsen voor 8 deelnemers", "voeg 2 plaatsen toe"]),
        Contradiction(
            "one session for people who may not be elsewhere", sessions: ["1.1,1,3,,,,,,,", "1.2,1,9,,,,,mayor,,"],
            en: [
                "5 people can be nowhere in round 1 but at '1.1', whose room holds 3", "'1.2' is open only to mayor",
                "add 2 seats in '1.1'", "open '1.2' to everybody", "Ann Aalders (Delft)",
            ],
            nl: [
                "5 deelnemers kunnen in ronde 1 alleen bij '1.1' zijn, waar 3 in de zaal passen",
                "'1.2' staat alleen open voor mayor", "stel '1.2' voor iedereen open",
            ]),
        Contradiction(
            "two sessions for people who may not be at the third",
            sessions: ["1.1,1,2,,,,,,,", "1.2,1,2,,,,,,,", "1.3,1,9,,,,,mayor,,"],
            en: ["5 people can be only at '1.1' and '1.2' in round 1, which hold 4", "add 1 seat"],
            nl: ["5 deelnemers kunnen in ronde 1 alleen bij '1.1' en '1.2' zijn, waar er 4 passen"]),
        Contradiction(
            "exclusions and a small room", sessions: ["1.1,1,1,,,,,,,", "1.2,1,9,,,,,,,"],
            duties: ["ann,1.2,excluded", "bob,1.2,excluded"],
            en: [
                "2 people can be nowhere in round 1 but at '1.1', whose room holds 1",
                "Ann Aalders (Delft) must not be at '1.2'", "lift this exclusion: Bob Bakker", "add 1 seat",
            ],
            nl: ["Ann Aalders (Delft) mag niet bij '1.2' zijn", "haal deze uitsluiting weg: Bob Bakker"]),
        Contradiction(
            "nothing is open to one person", sessions: ["1.1,1,,,,,,mayor,,", "1.2,1,,,,,,mayor;alderman,,"],
            duties: ["ann,1.2,excluded"],
            en: ["no session of round 1 is open to Ann Aalders (Delft)", "lift an exclusion"],
            nl: ["geen deelsessie van ronde 1 staat open voor Ann Aalders (Delft)"]),
    ]

    static let minimums = [
        Contradiction(
            "minimums above the number of people", sessions: ["1.1,1,,5,,,,,,", "1.2,1,,4,,,,,,"],
            en: [
                "the minimums of round 1 add up to 9, for 8 people", "minimums: '1.1' (5) and '1.2' (4)",
                "lower minimums by 1 in total: '1.",
            ],
            nl: ["de minima van ronde 1 zijn samen 9, voor 8 deelnemers", "verlaag minima met 1 in totaal"]),
        Contradiction(
            "minimums of which any two are too much",
            sessions: ["1.1,1,10,5,,,,,,", "1.2,1,10,5,,,,,,", "1.3,1,10,5,,,,,,", "1.4,1,10,5,,,,,,"],
            en: [
                "the minimums of round 1 add up to 20, for 8 people", "1 error",
                "minimums: '1.1' (5), '1.2' (5), '1.3' (5) and '1.4' (5) (sessions.csv:2–5)",
                "'1.3' and '1.4' alone need 10 already", "way out: lower minimums by 12 in total",
            ],
            nl: [
                "de minima van ronde 1 zijn samen 20, voor 8 deelnemers", "1 fout",
                "alleen al '1.3' en '1.4' vragen er 10", "uitweg: verlaag minima met 12 in totaal",
            ]),
        Contradiction(
            "a minimum that too few may help to meet", sessions: ["1.1,1,,4,,,,mayor,,", "1.2,1,,,,,,,,"],
            en: [
                "'1.1' needs at least 4 people, and only 3 may be there", "'1.1' is open only to mayor",
                "lower minimums by 1 in total: '1.1' to 3", "open '1.1' to everybody",
            ],
            nl: ["'1.1' vraagt minstens 4 deelnemers, en maar 3 mogen erheen"]),
        Contradiction(
            "two minimums for the same few people",
            sessions: ["1.1,1,,2,,,,mayor,,", "1.2,1,,2,,,,mayor,,", "1.3,1,,,,,,,,"],
            en: ["'1.1' and '1.2' together need at least 4 people, and only 3 may be there"],
            nl: ["'1.1' en '1.2' vragen samen minstens 4 deelnemers, en maar 3 mogen erheen"]),
        Contradiction(
            "a minimum and the duties of others", sessions: ["1.1,1,,4,,,,,,", "1.2,1,,,,,,,,"],
            duties: ["ann,1.2,chair", "bob,1.2,speaker", "cas,1.2,speaker", "dora,1.2,member", "eva,1.2,member"],
            en: ["'1.1' needs at least 4 people, and only 3 may be there", "Ann Aalders (Delft) chairs '1.2'"],
            nl: ["'1.1' vraagt minstens 4 deelnemers, en maar 3 mogen erheen", "zit '1.2' voor"]),
        Contradiction(
            "a session that may be cancelled, and is needed for the seats of those whom its minimum lacks",
            sessions: ["1.1,1,3,3,,,,,,", "1.2,1,6,6,yes,,,,,"],
            en: [
                "these rules cannot all hold", "the room of '1.1' holds 3",
                "minimums: '1.1' (3) and '1.2' (6, may be cancelled)",
            ],
            nl: ["deze regels kunnen niet alle gelden", "minima: '1.1' (3) en '1.2' (6, mag vervallen)"]),
    ]

    static let duties = [
        Contradiction(
            "more duties than the room holds", sessions: ["1.1,1,3,,,,,,,", "1.2,1,9,,,,,,,"],
            duties: ["ann,1.1,chair", "bob,1.1,speaker", "cas,1.1,speaker", "dora,1.1,member"],
            en: [
                "4 people can be nowhere in round 1 but at '1.1', whose room holds 3",
                "Ann Aalders (Delft) chairs '1.1'",
                "add 1 seat in '1.1'", "lift this duty: Bob Bakker (Delft) speaks at '1.1'",
            ],
            nl: ["4 deelnemers kunnen in ronde 1 alleen bij '1.1' zijn", "haal deze taak weg: Bob Bakker"]),
        Contradiction(
            "a session required for more people than it holds", sessions: ["1.1,1,2,,,,,,mayor,", "1.2,1,9,,,,,,,"],
            en: [
                "3 people can be nowhere in round 1 but at '1.1', whose room holds 2", "'1.1' is required for mayor",
                "no longer require '1.1'",
            ],
            nl: ["'1.1' is verplicht voor mayor", "stel '1.1' niet meer verplicht"]),
        Contradiction(
            "two duties in one round", sessions: ["1.1,1,,,,10:00,11:00,,,", "1.2,1,,,,10:00,11:00,,,"],
            duties: ["ann,1.1,chair", "ann,1.2,speaker"],
            en: ["Ann Aalders (Delft) must be at '1.1' (10:00–11:00) and at '1.2'", "lift one of the two duties"],
            nl: ["Ann Aalders (Delft) moet bij '1.1' (10.00–11.00 uur) en bij '1.2'"]),
        Contradiction(
            "a duty and a session that a role requires", sessions: ["1.1,1,,,,,,,mayor,", "1.2,1,,,,,,,,"],
            duties: ["hans,1.2,chair"], en: ["Hans Hoek (Zwolle) must be at", "'1.1'", "'1.2'"],
            nl: ["Hans Hoek (Zwolle) moet bij"]),
        Contradiction(
            "a duty during the board meeting", sessions: ["1.1,1,,,,10:00,11:00,,,", "ABV,,,,,10:30,11:30,,mayor,"],
            duties: ["hans,1.1,chair"],
            en: ["Hans Hoek (Zwolle) must be at", "'ABV' (10:30–11:30)", "move one in time"],
            nl: ["Hans Hoek (Zwolle) moet bij", "verschuif er één"]),
    ]

    static let groups = [
        Contradiction(
            "friends who fit in no room", sessions: ["1.1,1,3,,,,,,,", "1.2,1,3,,,,,,,", "1.3,1,3,,,,,,,"],
            groups: ["friends,ann,together", "friends,bob,together", "friends,cas,together", "friends,dora,together"],
            en: [
                "4 people who stay together fit in no session of round 1 that is open to all of them; the largest holds 3",
                "together ('friends'): Ann Aalders", "add 1 seat in '1.", "give up the group 'friends'",
            ],
            nl: [
                "4 deelnemers die bij elkaar blijven passen in geen deelsessie van ronde 1",
                "laat de groep 'friends' vervallen",
            ]),
        Contradiction(
            "friends without a session in common", sessions: ["1.1,1,,,,,,alderman,,", "1.2,1,,,,,,mayor,,"],
            groups: ["pair,ann,together", "pair,cas,together"],
            en: [
                "2 people who stay together fit in no session of round 1", "'1.1' is open only to alderman",
                "open '1.1' to everybody", "give up the group 'pair'",
            ],
            nl: ["2 deelnemers die bij elkaar blijven passen in geen deelsessie", "stel '1.2' voor iedereen open"]),
        Contradiction(
            "friends whose duties keep them from each other",
            sessions: [
                "1.1,1,,,,10:00,11:40,,,", "1.2,1,,,,10:00,11:00,,,Wonen", "2.1,2,,,,11:30,12:30,,,",
                "2.2,2,,,,12:00,13:00,,,Wonen",
            ],
            duties: ["ann,1.1,chair", "bob,1.2,speaker"], groups: ["pair,ann,together", "pair,bob,together"],
            en: [
                "2 people who stay together fit in no session of round 2", "Ann Aalders (Delft) chairs '1.1'",
                "'1.2' and '2.2' have one topic, 'Wonen'", "times: '1.1' 10:00–11:40 and '2.1' 11:30–12:30",
            ],
            nl: ["'1.2' en '2.2' hebben één thema, 'Wonen'", "verplaats '2.1' naar een ander tijdstip"]),
        Contradiction(
            "rivals with too few sessions", sessions: ["1.1,1,,,,,,,,", "1.2,1,,,,,,,,"],
            groups: ["rivals,ann,apart", "rivals,bob,apart", "rivals,cas,apart"],
            en: [
                "the 3 people of 'rivals' are to be kept apart, but round 1 has only 2 sessions for them",
                "give up the group 'rivals'",
            ],
            nl: ["de 3 deelnemers van 'rivals' moeten uit elkaar blijven, maar ronde 1 heeft maar 2 deelsessies"]),
        Contradiction(
            "together and apart", sessions: ["1.1,1,,,,,,,,", "1.2,1,,,,,,,,"],
            groups: ["pair,ann,together", "pair,bob,together", "rivals,ann,apart", "rivals,bob,apart"],
            en: [
                "these 2 rules cannot both hold", "together ('pair')", "apart ('rivals')", "give up the group 'rivals'",
            ],
            nl: ["deze 2 regels kunnen niet allebei gelden", "samen ('pair')"]),
    ]

    static let spread = [
        Contradiction(
            "more of one city than the sessions may take", sessions: ["1.1,1,,,,,,,,"],
            people: ["ann,Ann Aalders,Delft,a,", "bob,Bob Bakker,Delft,a,", "cas,Cas Coster,Ede,a,"],
            settings: ["maximum per organisation,1"],
            en: [
                "with at most 1 of one organisation in a session, 1 session of round 1 can take 1 of the 2 people of Delft",
                "raise 'maximum per organisation' in settings.csv to 2",
            ],
            nl: ["passen in 1 deelsessie van ronde 1 maar 1 van de 2 deelnemers van Delft", "naar 2"]),
        Contradiction(
            "one city and a small room", sessions: ["1.1,1,,,,,,,,", "1.2,1,1,,,,,,,"],
            people: (1...4).map { "p\($0),Person \($0),Delft,a," }, settings: ["maximum per organisation,2"],
            en: [
                "2 sessions of round 1 can take 3 of the 4 people of Delft", "the room of '1.2' holds 1",
                "add 1 seat in '1.2'", "raise 'maximum per organisation' in settings.csv to 3",
            ],
            nl: ["passen in 2 deelsessies van ronde 1 maar 3 van de 4 deelnemers van Delft"]),
        Contradiction(
            "one city and a closed door", sessions: ["1.1,1,,,,,,,,", "1.2,1,,,,,,mayor,,"],
            people: (1...3).map { "p\($0),Person \($0),Delft,alderman," } + ["m,Mayor,Ede,mayor,"],
            settings: ["maximum per organisation,2"],
            en: ["1 session of round 1 can take 2 of the 3 people of Delft", "open '1.2' to everybody"],
            nl: ["'1.2' staat alleen open voor mayor"]),
    ]

    static let clock = [
        Contradiction(
            "one topic in two rounds", sessions: ["1.1,1,,,,,,,,Wonen", "2.1,2,,,,,,,,Wonen"],
            en: [
                "for 8 people no sessions go together, one of each round",
                "'1.1' and '2.1' have one topic, 'Wonen'", "give '1.1' and '2.1' different topics",
            ],
            nl: [
                "voor 8 deelnemers gaan geen deelsessies samen, van elke ronde één",
                "geef '1.1' en '2.1' verschillende",
            ]),
        Contradiction(
            "a round that runs into the next", sessions: ["1.1,1,,,,10:00,11:40,,,", "2.1,2,,,,11:30,12:30,,,"],
            en: ["times: '1.1' 10:00–11:40 and '2.1' 11:30–12:30", "move '1.1' to another time"],
            nl: ["tijden: '1.1' 10.00–11.40 uur en '2.1' 11.30–12.30 uur", "verplaats '1.1' naar een ander tijdstip"]),
        Contradiction(
            "no time to change rooms", sessions: ["1.1,1,,,,10:00,11:00,,,", "2.1,2,,,,11:00,12:00,,,"],
            settings: ["transfer minutes,10"],
            en: ["changing rooms takes 10 minutes", "count no time for changing rooms"],
            nl: ["van zaal wisselen kost 10 minuten", "reken geen tijd voor het wisselen van zaal"]),
        Contradiction(
            "a clash that drives everybody into a small room",
            sessions: ["1.1,1,9,,,10:00,11:40,,,", "1.2,1,3,,,10:00,11:00,,,", "2.1,2,,,,11:30,12:30,,,"],
            en: [
                "8 people can be nowhere in round 1 but at '1.2', whose room holds 3", "the room of '1.2' holds 3",
                "add 5 seats in '1.2'", "times: '1.1' 10:00–11:40 and '2.1' 11:30–12:30 (sessions.csv:2, 4)",
            ],
            nl: ["8 deelnemers kunnen in ronde 1 alleen bij '1.2' zijn", "voeg 5 plaatsen toe in '1.2'"]),
    ]

    static let several = [
        Contradiction(
            "both rounds are short: both are told, and one repair mends both",
            sessions: ["1.1,1,7,,,,,,,", "2.1,2,6,,,,,,,"],
            en: [
                "round 1 has 7 seats for 8 people", "round 2 has 6 seats for 8 people",
                "way out (mends all of it): add 3 seats: 1 in '1.1' and 2 in '2.1'",
            ],
            nl: ["uitweg (herstelt alles): voeg 3 plaatsen toe: 1 in '1.1' en 2 in '2.1'"]),
        Contradiction(
            "a room and a minimum", sessions: ["1.1,1,7,,,,,,,", "2.1,2,,6,,,,,,", "2.2,2,,4,,,,,,"],
            en: [
                "round 1 has 7 seats for 8 people", "the minimums of round 2 add up to 10, for 8 people",
                "add 1 seat in '1.1', and lower minimums by 2 in total",
            ],
            nl: ["voeg 1 plaats toe", "en verlaag minima met 2 in totaal"]),
    ]
}
