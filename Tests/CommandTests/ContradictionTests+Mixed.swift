extension ContradictionTests {
    /// What takes several kinds of rules.
    static let mixed = [
        Contradiction(
            "the chair's own seat is the one that lacks", sessions: ["1.1,1,5,,,,,,,", "1.2,1,3,,,,,mayor,,"],
            duties: ["hans,1.1,chair"],
            en: [
                "6 people can be nowhere in round 1 but at '1.1', whose room holds 5",
                "Hans Hoek (Zwolle) chairs '1.1' (duties.csv:2)", "'1.2' is open only to mayor (sessions.csv:3)",
                "add 1 seat in '1.1'", "lift this duty: Hans Hoek (Zwolle) chairs '1.1'",
            ],
            nl: ["6 deelnemers kunnen in ronde 1 alleen bij '1.1' zijn", "haal deze taak weg"],
            repair: .init(file: "sessions.csv", line: "1.1,1,5,", better: "1.1,1,6,")),
        Contradiction(
            "seats for a session that may be cancelled",
            sessions: ["1.1,1,9,,,,,alderman,,", "1.2,1,2,1,yes,,,mayor,,"],
            en: [
                "3 people can be nowhere in round 1 but at '1.2', whose room holds 2", "add 1 seat in '1.2'",
                "'1.1' is open only to alderman (sessions.csv:2)",
            ],
            nl: ["voeg 1 plaats toe in '1.2'"],
            repair: .init(file: "sessions.csv", line: "1.2,1,2,1", better: "1.2,1,3,1")),
        Contradiction(
            "friends and a session that may be cancelled",
            sessions: ["1.1,1,5,,,,,alderman,,", "1.2,1,2,1,yes,,,mayor,,", "1.3,1,1,,,,,,,"],
            groups: ["trio,cas,together", "trio,dora,together", "trio,hans,together"],
            en: ["3 people who stay together fit in no session of round 1", "add 1 seat in '1.2'"],
            nl: ["voeg 1 plaats toe in '1.2'"],
            repair: .init(file: "sessions.csv", line: "1.2,1,2,1", better: "1.2,1,3,1")),
        Contradiction(
            "a small room and two cities", sessions: ["1.1,1,1,,,,,,,", "1.2,1,,,,,,,,", "1.3,1,,,,,,mayor,,"],
            people: [
                "a,Ann,Delft,alderman,", "b,Bob,Delft,alderman,", "c,Cas,Ede,alderman,", "d,Dora,Ede,alderman,",
                "m,Mia,Gouda,mayor,",
            ], settings: ["maximum per organisation,1"],
            en: [
                "4 people can be only at '1.1' and '1.2' in round 1, where under these rules there is a place for 3",
                "at most 1 of the 2 people of Delft in one session (settings.csv:2)", "add 1 seat in '1.1'",
                "raise 'maximum per organisation' in settings.csv to 2", "open '1.3' to everybody",
            ],
            nl: ["waar met deze regels plaats is voor 3", "hoogstens 1 van de 2 deelnemers van Delft"],
            repair: .init(file: "sessions.csv", line: "1.1,1,1,", better: "1.1,1,2,")),
        Contradiction(
            "a minimum that one city cannot meet", sessions: ["1.1,1,,4,,,,alderman,,", "1.2,1,,,,,,,,"],
            people: [
                "a,Ann,Delft,alderman,", "b,Bob,Delft,alderman,", "c,Cas,Ede,alderman,", "d,Dora,Gouda,alderman,",
                "m,Mia,Gouda,mayor,",
            ], settings: ["maximum per organisation,1"],
            en: [
                "'1.1' needs at least 4 people, and under these rules only 3 can come",
                "at most 1 of the 2 people of Delft in one session", "lower minimums by 1 in total: '1.1' to 3",
            ],
            nl: ["'1.1' vraagt minstens 4 deelnemers, en met deze regels kunnen er maar 3 komen"],
            repair: .init(file: "sessions.csv", line: "1.1,1,,4", better: "1.1,1,,3")),
        Contradiction(
            "a minimum of a session that clashes with all that comes after it",
            sessions: ["1.1,1,9,,,10:00,11:00,,,", "1.2,1,9,2,,10:00,11:30,,,", "2.1,2,,,,11:05,12:00,,,"],
            en: ["'1.2' needs at least 2 people, and nobody can come", "lower minimums by 2 in total: '1.2' to 0"],
            nl: ["'1.2' vraagt minstens 2 deelnemers, en niemand kan er heen"],
            repair: .init(file: "sessions.csv", line: "1.2,1,9,2,", better: "1.2,1,9,0,")),
        Contradiction(
            "two duties of one person that clash over the rounds",
            sessions: ["1.1,1,,,,10:00,11:40,,,", "2.1,2,,,,11:30,12:30,,,", "2.2,2,,,,11:45,12:30,,,"],
            duties: ["ann,1.1,chair", "ann,2.1,speaker"],
            en: [
                "duties.csv:3:1: error: Ann Aalders (Delft) must be at '1.1' (10:00–11:40) and at '2.1'",
                "the other duty is at duties.csv:2",
            ],
            nl: ["Ann Aalders (Delft) moet bij '1.1' (10.00–11.40 uur) en bij '2.1'"],
            repair: .init(file: "duties.csv", line: "ann,2.1,speaker\n", better: "")),
        Contradiction(
            "the board meeting and a duty: both rows are pointed at",
            sessions: ["1.1,1,,,,10:00,11:00,,,", "ABV,,,,,10:30,11:30,,mayor,"], duties: ["hans,1.1,chair"],
            en: ["Hans Hoek (Zwolle) must be at", "duties.csv:2", "sessions.csv:3"],
            nl: ["Hans Hoek (Zwolle) moet bij", "duties.csv:2", "sessions.csv:3"]),
        Contradiction(
            "one topic three times", sessions: ["1.1,1,,,,,,,,T", "2.1,2,,,,,,,,T", "3.1,3,,,,,,,,T"],
            en: ["for 8 people no sessions go together, one of each round", "one topic, 'T'"],
            nl: ["voor 8 deelnemers gaan geen deelsessies samen, van elke ronde één"]),
        Contradiction(
            "rivals with a duty at one session", sessions: ["1.1,1,,,,,,,,", "1.2,1,,,,,,mayor,,"],
            duties: ["cas,1.2,chair"], groups: ["rivals,cas,apart", "rivals,dora,apart", "rivals,ann,apart"],
            en: ["to be kept apart, but round 1 has only 2 sessions", "give up the group 'rivals'"],
            nl: ["moeten uit elkaar blijven, maar ronde 1 heeft maar 2 deelsessies"],
            repair: .init(file: "groups.csv", line: "rivals,ann,apart\n", better: "")),
    ]

    /// What is asked by a rule only where a session is held.
    static let cancellable = [
        Contradiction(
            "a session that is needed and may be cancelled", sessions: ["1.1,1,5,3,yes,,,,,", "1.2,1,2,,,,,,,"],
            people: (1...4).map { "p\($0),P\($0),Ede,," },
            duties: ["p1,1.1,speaker", "p2,1.1,excluded", "p3,1.1,excluded"],
            en: ["'1.1' needs at least 3 people to be held; it may be cancelled"],
            nl: ["'1.1' vraagt minstens 3 deelnemers om door te gaan; zij mag vervallen"])
    ]

    /// Causes that nothing mends alike.
    static let combined = [
        Contradiction(
            "a small round, and rivals with too few sessions", sessions: ["1.1,1,3,,,,,,,", "1.2,1,4,,,,,,,"],
            groups: ["rivals,ann,apart", "rivals,bob,apart", "rivals,cas,apart"],
            en: [
                "round 1 has 7 seats for 8 people", "the 3 people of 'rivals' are to be kept apart",
                "way out (mends all of it): add 1 seat in '1.1', for example, and give up the group 'rivals'",
            ],
            nl: [
                "uitweg (herstelt alles): voeg 1 plaats toe in '1.1', bijvoorbeeld, en laat de groep 'rivals' "
                    + "vervallen"
            ]),
        Contradiction(
            "a small round, and many of one city", sessions: ["1.1,1,3,,,,,,,", "1.2,1,2,,,,,,,"],
            people: (1...6).map { "p\($0),Person \($0),\($0 > 3 ? "Epe" : "Ede"),a," },
            settings: ["maximum per organisation,1"],
            en: [
                "round 1 has 5 seats for 6 people", "2 of the 3 people of Epe",
                "add 1 seat in '1.1', for example, and raise 'maximum per organisation' in settings.csv to 2",
            ],
            nl: ["en verhoog 'maximum per organisatie' in settings.csv naar 2"]),
        Contradiction(
            "a small round that runs into the next",
            sessions: ["1.1,1,3,,,10:00,11:00,,,", "1.2,1,4,,,10:00,11:00,,,", "2.1,2,9,,,10:30,12:00,,,"],
            en: [
                "round 1 has 7 seats for 8 people", "for 8 people no sessions go together",
                "way out (mends all of it): add 1 seat in '1.1', for example, and move '2.1' to another time",
            ],
            nl: ["voeg 1 plaats toe in '1.1', bijvoorbeeld, en verplaats '2.1' naar een ander tijdstip"]),
        Contradiction(
            "three causes, and a minimum besides that is only seen once they are mended",
            sessions: [
                "1.1,1,2,0,no,,,,,U", "1.2,1,5,0,yes,,,,,", "2.1,2,,2,no,,,,,T", "2.2,2,,0,yes,,,,,U",
                "3.1,3,1,0,no,,,,,T", "3.2,3,,0,no,,,x,,T",
            ], people: ["p1,P1,Oss,x;y,", "p2,P2,Oss,y,", "p3,P3,Oss,x,", "p4,P4,Oss,x,"],
            groups: [
                "g0,p3,apart", "g0,p4,apart", "g0,p2,apart", "g1,p1,together", "g1,p4,together", "g1,p2,together",
            ],
            settings: ["maximum per organisation,3"],
            en: ["way out (mends all of it): give '2.1' another topic, for example"],
            nl: ["uitweg (herstelt alles): geef '2.1' een ander thema, bijvoorbeeld"]),
        Contradiction(
            "together and apart, and a minimum that neither allows",
            sessions: ["1.1,1,1,,,,,y,,U", "1.2,1,5,3,,,,y,,", "1.3,1,5,2,yes,,,,,U"],
            people: [
                "p1,P1,Ede,y,", "p2,P2,Ede,x;y,", "p3,P3,Ede,x;y,1", "p4,P4,Epe,x,", "p5,P5,Ede,y,", "p6,P6,Oss,x,",
            ], groups: ["g0,p2,together", "g0,p4,together", "g0,p1,together", "g1,p2,apart", "g1,p1,apart"],
            en: [
                "these 2 rules cannot both hold",
                "'1.2' needs at least 3 people, and under these rules only 2 can come",
                "lower minimums by 1 in total: '1.2' to 2, and give up the group 'g0'",
                "give up the group 'g0', and give up the group 'g1'",
            ],
            nl: ["deze 2 regels kunnen niet allebei gelden", "laat de groep 'g0' vervallen, en laat de groep 'g1'"]),
    ]
}
