extension ContradictionTests {
    /// Only who is to be placed counts: not who is excused, nor who has a duty somewhere else.
    static let placed = [
        Contradiction(
            "seats for those who are not at the board meeting",
            sessions: ["1.1,1,2,,,10:00,11:00,,,", "1.2,1,2,,,10:00,11:00,,,", "ABV,,,,,10:00,11:00,,mayor,"],
            en: ["round 1 has 4 seats for 5 people", "add 1 seat"],
            nl: ["ronde 1 heeft 4 plaatsen voor 5 deelnemers", "voeg 1 plaats toe"],
            repair: .init(file: "sessions.csv", line: "1.1,1,2,", better: "1.1,1,3,")),
        Contradiction(
            "one of the rivals is at the board meeting",
            sessions: ["1.1,1,2,,,10:00,11:00,,,", "1.2,1,2,,,10:00,11:00,,,", "ABV,,,,,10:00,11:00,,mayor,"],
            groups: ["rivals,cas,apart", "rivals,ann,apart", "rivals,bob,apart"],
            en: ["round 1 has 4 seats for 5 people"],
            nl: ["ronde 1 heeft 4 plaatsen voor 5 deelnemers"],
            repair: .init(file: "sessions.csv", line: "1.1,1,2,", better: "1.1,1,3,")),
        Contradiction(
            "a minimum and the board meeting",
            sessions: ["1.1,1,,6,,10:00,11:00,,,", "1.2,1,,1,,10:00,11:00,,,", "ABV,,,,,10:00,11:00,,mayor,"],
            en: [
                "the minimums of round 1 add up to 7, for 5 people", "'1.1' alone needs 6 already",
                "'ABV' is required for mayor (sessions.csv:4)", "lower minimums by 2 in total",
                "no longer require 'ABV'",
            ],
            nl: ["de minima van ronde 1 zijn samen 7, voor 5 deelnemers", "alleen al '1.1' vraagt er 6"],
            repair: .init(file: "sessions.csv", line: "1.1,1,,6", better: "1.1,1,,4")),
        Contradiction(
            "who chairs until the next round has begun needs no way through the day",
            sessions: ["1.1,1,9,,,10:00,11:15,,,", "1.2,1,6,,,10:00,10:45,,,", "2.1,2,9,,,11:00,12:00,,,"],
            duties: ["ann,1.1,chair"],
            en: ["7 people can be nowhere in round 1 but at '1.2', whose room holds 6", "add 1 seat in '1.2'"],
            nl: ["7 deelnemers kunnen in ronde 1 alleen bij '1.2' zijn, waar 6 in de zaal passen"],
            repair: .init(file: "sessions.csv", line: "1.2,1,6,", better: "1.2,1,7,")),
        Contradiction(
            "a chair is not kept together with friends elsewhere", sessions: ["1.1,1,,,,,,,,", "1.2,1,,,,,,,,"],
            people: ["a,Ann,Breda,,", "b,Bob,Ede,,", "c,Cas,Ede,,", "d,Dora,Breda,,"],
            duties: ["c,1.2,chair", "d,1.1,chair"],
            groups: ["trio,a,together", "trio,b,together", "trio,c,together"],
            settings: ["maximum per organisation,1"],
            en: [
                "these 4 rules cannot all hold", "Dora (Breda) chairs '1.1'",
                "at most 1 of the 2 people of Breda",
                "give up any one of these and the rest is possible, as long as this stays: Cas (Ede) chairs '1.2'",
                "lift this duty: Dora (Breda) chairs '1.1'",
            ],
            nl: ["deze 4 regels kunnen niet alle gelden", "zolang dit blijft: Cas (Ede) zit '1.2' voor"],
            repair: .init(file: "duties.csv", line: "d,1.1,chair\n", better: "")),
        Contradiction(
            "who has a duty there needs no open door",
            sessions: ["1.1,1,,,,,,mayor,,", "1.2,1,,,,,,mayor,,", "2.1,2,,,,,,,,", "2.2,2,,,,,,,,"],
            people: ["a,Ann,Ede,,", "b,Bob,Ede,mayor,"], duties: ["a,1.1,chair"],
            groups: ["duo,a,together", "duo,b,together"], settings: ["maximum per organisation,1"],
            en: ["1 error", "these 2 rules cannot both hold", "together ('duo')"],
            nl: ["1 fout", "deze 2 regels kunnen niet allebei gelden"],
            repair: .init(file: "settings.csv", line: "organisation,1", better: "organisation,2")),
        Contradiction(
            "two duties at once, and too few seats for the others all the same",
            sessions: ["1.1,1,2,,,10:00,11:00,,,", "1.2,1,3,,,10:00,11:00,,,", "ABV,,,,,10:30,11:30,,,"],
            duties: ["ann,1.1,chair", "ann,ABV,member"],
            en: [
                "Ann Aalders (Delft) must be at '1.1'", "round 1 has 5 seats for 7 people", "add 2 seats", "2 errors",
                "not counted here, because what they must do is impossible: Ann Aalders (Delft)",
                "way out (for those who are counted): add 2 seats",
            ],
            nl: [
                "ronde 1 heeft 5 plaatsen voor 7 deelnemers", "2 fouten",
                "hier niet meegeteld, omdat niet kan wat zij moeten: Ann Aalders (Delft)",
                "uitweg (voor wie is meegeteld): voeg 2 plaatsen toe",
            ]),
        Contradiction(
            "two duties at once, and too few seats in a round that they do not touch",
            sessions: [
                "1.1,1,4,,,,,,,", "1.2,1,2,,,,,,,", "2.1,2,10,9,,,,,,", "2.2,2,10,5,,,,,,", "2.3,2,10,,,,,,,",
            ],
            duties: ["ann,2.1,chair", "ann,2.2,chair"],
            en: [
                "Ann Aalders (Delft) must be at '2.1'", "round 1 has 6 seats for 8 people",
                "the minimums of round 2 add up to 14, for 8 people", "3 errors",
                "way out (mends all else): add 2 seats in '1.1', for example, and lower minimums by 6 in total",
            ],
            nl: [
                "ronde 1 heeft 6 plaatsen voor 8 deelnemers", "3 fouten",
                "uitweg (herstelt al het andere): voeg 2 plaatsen toe in '1.1', bijvoorbeeld, en verlaag minima met 6 in totaal",
            ]),
        Contradiction(
            "excluded from every session of a round", sessions: ["1.1,1,,,,,,,,", "1.2,1,,,,,,,,"],
            duties: ["ann,1.1,excluded", "ann,1.2,excluded"],
            en: [
                "Ann Aalders (Delft) is excluded from every session of round 1",
                "→ lift one of the exclusions, or mark them absent in round 1",
            ],
            nl: [
                "Ann Aalders (Delft) is uitgesloten van elke deelsessie van ronde 1",
                "haal een van de uitsluitingen weg",
            ],
            repair: .init(file: "duties.csv", line: "ann,1.2,excluded\n", better: "")),
        Contradiction(
            "two duties at once, and a minimum that the same person may help to meet",
            sessions: ["1.1,1,9,,,10:00,11:00,,,", "1.2,1,9,8,,10:00,11:00,,,"],
            duties: ["ann,1.1,chair", "ann,1.2,chair"],
            en: ["1 error and", "Ann Aalders (Delft) must be at '1.1'"], nl: ["1 fout en"]),
        Contradiction(
            "one person is no '1 people'",
            sessions: ["1.1,1,9,,,10:00,11:00,,,", "1.2,1,9,1,,10:00,11:30,,,", "2.1,2,,,,11:05,12:00,,,"],
            en: ["'1.2' needs at least 1 person, and nobody can come"],
            nl: ["'1.2' vraagt minstens 1 deelnemer, en niemand kan er heen"],
            repair: .init(file: "sessions.csv", line: "1.2,1,9,1,", better: "1.2,1,9,0,")),
        Contradiction(
            "seven groups of three, and six rooms of five, where each holds one",
            sessions: (1...6).map { "1.\($0),1,5,,,,,,," },
            people: (0..<21).map { "p\($0),Person \($0),Ede,," },
            groups: (0..<21).map { "g\($0 / 3),p\($0),together" },
            en: [
                "these rules cannot all hold", "give up any one of these and the rest is possible",
                "add 1 seat in '1.",
            ],
            nl: ["deze regels kunnen niet alle gelden", "voeg 1 plaats toe in '1."],
            repair: .init(file: "sessions.csv", line: "1.4,1,5,", better: "1.4,1,6,")),
    ]
}
