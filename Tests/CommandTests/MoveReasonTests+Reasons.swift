// What forces people to move, one rule at a time, and a few rules together.
extension MoveReasonTests {
    /// Two small rooms and one with space to spare.
    private static let threeRooms = Reason.File.sessions(
        "1.1,1,2,,,10:00,11:00,,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,,,C")
    private static let fourPeople = Reason.File.attendees(
        "ann,Ann,Ede,,,1.1,1.2,1.3", "bob,Bob,Ede,,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1",
        "dan,Dan,Weert,,,1.3,1.2,1.1")

    static let reasons: [Reason] = [
        Reason(
            "a room that shrank",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [
                .sessions("1.1,1,1,,,10:00,11:00,,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,,,C")
            ],
            [
                .init(
                    "ann 1: 1.1 → 1.2", "1.1 holds 1, and 2 were to be there",
                    "in 1.1 past 1 persoon, en er zouden er 2 zijn")
            ]),
        Reason(
            "a new chair in a full room",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [.duties("dan,1.1,chair")],
            [
                .init(
                    "ann 1: 1.1 → 1.2", "1.1 holds 2, and 3 were to be there; now on duty there: Dan (Weert)",
                    "in 1.1 passen 2 mensen, en er zouden er 3 zijn; heeft daar nu een taak: Dan (Weert)"),
                .init("dan 1: 1.3 → 1.1", "chairs 1.1", "is voorzitter van 1.1"),
            ]),
        Reason(
            "a session that is cancelled below its minimum",
            before: [
                .sessions("1.1,1,2,2,yes,10:00,11:00,,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,,,C"),
                fourPeople,
            ],
            after: [
                .attendees("ann,Ann,Ede,,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1", "dan,Dan,Weert,,,1.3,1.2,1.1")
            ],
            [
                .init(
                    "ann 1: 1.1 → 1.2", "1.1 is cancelled: it needs at least 2, and 1 was to be there",
                    "1.1 vervalt: minstens 2 zijn nodig, en er zou er 1 zijn")
            ]),
        Reason(
            "another time",
            before: [
                .sessions(
                    "1.1,1,9,,,10:00,11:00,,,,A", "1.2,1,9,,,10:00,11:00,,,,B", "2.1,2,9,,,11:00,12:00,,,,A",
                    "2.2,2,9,,,11:00,12:00,,,,B"),
                .attendees("ann,Ann,Ede,,,1.1,1.2,,2.1,2.2,", "bob,Bob,Ede,,,1.2,1.1,,2.2,2.1,", rounds: 2),
            ],
            after: [
                .sessions(
                    "1.1,1,9,,,10:00,11:00,,,,A", "1.2,1,9,,,10:00,11:00,,,,B", "2.1,2,9,,,10:45,11:45,,,,A",
                    "2.2,2,9,,,11:00,12:00,,,,B")
            ],
            [
                .init(
                    "ann 2: 2.1 → 2.2", "2.1 (10:45–11:45) clashes with 1.1 (10:00–11:00)",
                    "2.1 (10.45–11.45 uur) valt samen met 1.1 (10.00–11.00 uur)")
            ]),
        Reason(
            "time to change rooms",
            before: [
                .sessions(
                    "1.1,1,9,,,10:00,11:00,,,,A", "1.2,1,9,,,10:00,11:00,,,,B", "2.1,2,9,,,11:00,12:00,,,,A",
                    "2.2,2,9,,,11:00,12:00,,,,B"),
                .attendees("ann,Ann,Ede,,,1.1,1.2,,2.2,2.1,", "bob,Bob,Ede,,,1.2,1.1,,2.2,2.1,", rounds: 2),
            ],
            after: [.settings("transfer minutes,5")],
            [
                .init(
                    "ann 2: 2.2 → 2.1",
                    "2.2 (11:00–12:00) clashes with 1.1 (10:00–11:00); changing rooms takes 5 minutes",
                    "2.2 (11.00–12.00 uur) valt samen met 1.1 (10.00–11.00 uur); van zaal wisselen kost 5 minuten")
            ]),
        Reason(
            "one topic",
            before: [
                .sessions(
                    "1.1,1,9,,,10:00,11:00,,,,A", "1.2,1,9,,,10:00,11:00,,,,B", "2.1,2,9,,,11:00,12:00,,,,A",
                    "2.2,2,9,,,11:00,12:00,,,,B"),
                .attendees("ann,Ann,Ede,,,1.1,1.2,,2.1,2.2,", "bob,Bob,Ede,,,1.2,1.1,,2.2,2.1,", rounds: 2),
            ],
            after: [
                .sessions(
                    "1.1,1,9,,,10:00,11:00,,,wind,A", "1.2,1,9,,,10:00,11:00,,,,B", "2.1,2,9,,,11:00,12:00,,,wind,A",
                    "2.2,2,9,,,11:00,12:00,,,,B")
            ],
            [
                .init(
                    "ann 1: 1.1 → 1.2", "1.1 has the same topic as 2.1: 'wind'",
                    "1.1 heeft hetzelfde thema als 2.1: 'wind'")
            ]),
        Reason(
            "a new duty",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [.duties("ann,1.3,speaker")],
            [
                .init("ann 1: 1.1 → 1.3", "speaks at 1.3", "spreekt bij 1.3")
            ]),
        Reason(
            "a new duty in the other round",
            before: [
                .sessions(
                    "1.1,1,9,,,10:00,11:00,,,,A", "1.2,1,9,,,10:00,11:00,,,,B", "2.1,2,9,,,10:30,12:00,,,,A",
                    "2.2,2,9,,,11:00,12:00,,,,B"),
                .attendees("ann,Ann,Ede,,,1.1,1.2,,2.2,2.1,", "bob,Bob,Ede,,,1.2,1.1,,2.2,2.1,", rounds: 2),
            ],
            after: [
                .sessions(
                    "1.1,1,9,,,10:00,11:00,,,,A", "1.2,1,9,,,9:00,10:00,,,,B", "2.1,2,9,,,10:30,12:00,,,,A",
                    "2.2,2,9,,,11:00,12:00,,,,B"), .duties("ann,2.1,chair"),
            ],
            [
                .init(
                    "ann 1: 1.1 → 1.2", "1.1 (10:00–11:00) clashes with 2.1 (10:30–12:00)",
                    "1.1 (10.00–11.00 uur) valt samen met 2.1 (10.30–12.00 uur)"),
                .init("ann 2: 2.2 → 2.1", "chairs 2.1", "is voorzitter van 2.1"),
            ]),
        Reason(
            "a session that a role requires",
            before: [
                threeRooms,
                .attendees(
                    "ann,Ann,Ede,board,,1.1,1.2,1.3", "bob,Bob,Ede,,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1",
                    "dan,Dan,Weert,,,1.3,1.2,1.1"),
            ],
            after: [
                .sessions("1.1,1,2,,,10:00,11:00,,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,board,,C")
            ],
            [
                .init("ann 1: 1.1 → 1.3", "1.3 is required for board", "1.3 is verplicht voor board")
            ]),
        Reason(
            "a session that is required for everyone",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [
                .sessions(
                    "1.1,1,2,,,10:00,11:00,,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,everyone,,C")
            ],
            [
                .init("ann 1: 1.1 → 1.3", "1.3 is required for everyone", "1.3 is verplicht voor iedereen"),
                .init("bob 1: 1.1 → 1.3", "1.3 is required for everyone", "1.3 is verplicht voor iedereen"),
                .init("cat 1: 1.2 → 1.3", "1.3 is required for everyone", "1.3 is verplicht voor iedereen"),
            ]),
        Reason(
            "an item of the programme that a role requires",
            before: [
                .sessions("1.1,1,2,,,10:00,11:00,,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,11:00,12:00,,,,C"),
                .attendees(
                    "ann,Ann,Ede,board,,1.1,1.2,1.3", "bob,Bob,Ede,,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1",
                    "dan,Dan,Weert,,,1.3,1.2,1.1"),
            ],
            after: [
                .sessions(
                    "1.1,1,2,,,10:00,11:00,,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,11:00,12:00,,,,C",
                    "BOARD,,,,,10:30,11:00,,board,,D")
            ],
            [
                .init(
                    "ann 1: 1.1 → 1.3", "1.1 (10:00–11:00) clashes with BOARD (10:30–11:00)",
                    "1.1 (10.00–11.00 uur) valt samen met BOARD (10.30–11.00 uur)")
            ]),
        Reason(
            "an item that leaves nothing of the round",
            before: [
                threeRooms,
                .attendees(
                    "ann,Ann,Ede,board,,1.1,1.2,1.3", "bob,Bob,Ede,,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1",
                    "dan,Dan,Weert,,,1.3,1.2,1.1"),
            ],
            after: [
                .sessions(
                    "1.1,1,2,,,10:00,11:00,,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,,,C",
                    "BOARD,,,,,10:30,11:30,,board,,D")
            ],
            [
                .init("ann 1: 1.1 → –", "must be at BOARD at that time", "moet op die tijd bij BOARD zijn")
            ]),
        Reason(
            "a door that closed",
            before: [
                threeRooms,
                .attendees(
                    "ann,Ann,Ede,,,1.1,1.2,1.3", "bob,Bob,Ede,board,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1",
                    "dan,Dan,Weert,,,1.3,1.2,1.1"),
            ],
            after: [
                .sessions(
                    "1.1,1,2,,,10:00,11:00,board;crew,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,,,C")
            ],
            [
                .init(
                    "ann 1: 1.1 → 1.2", "1.1 is open only to board and crew", "1.1 staat alleen open voor board en crew"
                )
            ]),
        Reason(
            "an exclusion",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [.duties("ann,1.1,excluded")],
            [
                .init("ann 1: 1.1 → 1.2", "must not be at 1.1", "mag niet bij 1.1 zijn")
            ]),
        Reason(
            "a maximum per organisation",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [.settings("maximum per organisation,1")],
            [
                .init(
                    "ann 1: 1.1 → 1.2", "at most 1 of Ede in 1.1, and 2 were to be there",
                    "hoogstens 1 van Ede in 1.1, en er zouden er 2 zijn")
            ]),
        Reason(
            "people to keep apart",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [.groups("pair,ann,apart", "pair,bob,apart")],
            [
                .init(
                    "ann 1: 1.1 → 1.2", "apart from Bob (Ede), who is in 1.1 (group 'pair')",
                    "apart van Bob (Ede), bij 1.1 (groep 'pair')")
            ]),
        Reason(
            "people who stay together",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [.groups("pair,ann,together", "pair,dan,together")],
            [
                .init(
                    "ann 1: 1.1 → 1.3", "together with Dan (Weert), who is in 1.3 (group 'pair')",
                    "samen met Dan (Weert), bij 1.3 (groep 'pair')")
            ]),
        Reason(
            "people who stay together, one of them behind a door",
            before: [
                threeRooms,
                .attendees(
                    "ann,Ann,Ede,crew,,1.1,1.2,1.3", "bob,Bob,Ede,board,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1",
                    "dan,Dan,Weert,,,1.3,1.2,1.1"),
            ],
            after: [
                .sessions(
                    "1.1,1,2,,,10:00,11:00,board,,,A", "1.2,1,2,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,,,C"),
                .groups("pair,ann,together", "pair,bob,together"),
            ],
            [
                .init("ann 1: 1.1 → 1.3", "1.1 is open only to board", "1.1 staat alleen open voor board"),
                .init(
                    "bob 1: 1.1 → 1.3", "together with Ann (Ede), who cannot be in 1.1 (group 'pair')",
                    "samen met Ann (Ede), die niet bij 1.1 kan zijn (groep 'pair')"),
            ]),
        Reason(
            "a minimum",
            before: [
                threeRooms,
                .attendees("ann,Ann,Ede,,,1.1,1.2,1.3", "bob,Bob,Ede,,,1.1,1.2,1.3", "dan,Dan,Weert,,,1.3,1.2,1.1"),
            ],
            after: [
                .sessions("1.1,1,2,,,10:00,11:00,,,,A", "1.2,1,2,2,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,,,,C"),
                .attendees("ann,Ann,Ede,,,1.1,1.2,1.3", "bob,Bob,Ede,,,1.1,1.2,1.3", "dan,Dan,Weert,,,1.3,1.2,1.1"),
            ],
            [
                .init(
                    "ann 1: 1.1 → 1.2",
                    "cannot stay in 1.1 while the others keep their places, because of: '1.2' needs at least 2 people",
                    "kan niet bij 1.1 blijven als de anderen hun plaats houden, vanwege: '1.2' vraagt minstens 2 deelnemers"
                ),
                .init(
                    "bob 1: 1.1 → 1.2",
                    "cannot stay in 1.1 while the others keep their places, because of: '1.2' needs at least 2 people",
                    "kan niet bij 1.1 blijven als de anderen hun plaats houden, vanwege: '1.2' vraagt minstens 2 deelnemers"
                ),
            ]),
        Reason(
            "an absence",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [
                .attendees(
                    "ann,Ann,Ede,,1,1.1,1.2,1.3", "bob,Bob,Ede,,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1",
                    "dan,Dan,Weert,,,1.3,1.2,1.1")
            ],
            [
                .init("ann 1: 1.1 → –", "absent in this round", "afwezig in deze ronde")
            ]),
        Reason(
            "a late sign-up who can be in one room only",
            before: [
                .sessions(
                    "1.1,1,1,,,10:00,11:00,,,,A", "1.2,1,5,,,10:00,11:00,board,,,B", "1.3,1,9,,,10:00,11:00,board,,,C"),
                .attendees("ann,Ann,Ede,board,,1.1,1.2,1.3"),
            ],
            after: [.attendees("ann,Ann,Ede,board,,1.1,1.2,1.3", "new,Nina,Weert,,,1.1,,")],
            [
                .init(
                    "ann 1: 1.1 → 1.2",
                    "cannot stay in 1.1 while the others keep their places, because of: the room of '1.1' holds 1; '1.2' is open only to board; '1.3' is open only to board; a place for Nina (Weert)",
                    "kan niet bij 1.1 blijven als de anderen hun plaats houden, vanwege: in de zaal van '1.1' past 1 persoon; '1.2' staat alleen open voor board; '1.3' staat alleen open voor board; een plaats voor Nina (Weert)"
                )
            ]),
        Reason(
            "two rooms and two doors",
            before: [
                .sessions(
                    "1.1,1,1,,,10:00,11:00,,,,A", "1.2,1,1,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,board,,,C"),
                .attendees("ann,Ann,Ede,,,1.1,,", "cat,Cat,Ede,board,,1.2,,"),
            ],
            after: [
                .sessions(
                    "1.1,1,1,,,10:00,11:00,crew,,,A", "1.2,1,1,,,10:00,11:00,,,,B", "1.3,1,9,,,10:00,11:00,board,,,C")
            ],
            [
                .init("ann 1: 1.1 → 1.2", "1.1 is open only to crew", "1.1 staat alleen open voor crew"),
                .init(
                    "cat 1: 1.2 → 1.3",
                    "cannot stay in 1.2 while the others keep their places, because of: the room of '1.2' holds 1; '1.1' is open only to crew; '1.3' is open only to board; a place for Ann (Ede)",
                    "kan niet bij 1.2 blijven als de anderen hun plaats houden, vanwege: in de zaal van '1.2' past 1 persoon; '1.1' staat alleen open voor crew; '1.3' staat alleen open voor board; een plaats voor Ann (Ede)"
                ),
            ]),
        Reason(
            "a late sign-up and the maximum of a city",
            before: [
                .sessions("1.1,1,1,,,10:00,11:00,,,,A", "1.2,1,9,,,10:00,11:00,,,,B"),
                .attendees("ann,Ann,Ede,,,1.1,,", "bob,Bob,Weert,,,1.2,,"), .settings("maximum per organisation,1"),
            ],
            after: [.attendees("ann,Ann,Ede,,,1.1,,", "bob,Bob,Weert,,,1.2,,", "wim,Wim,Weert,,,1.1,,")],
            [
                .init(
                    "ann 1: 1.1 → 1.2",
                    "cannot stay in 1.1 while the others keep their places, because of: the room of '1.1' holds 1; at most 1 of the 2 people of Weert in one session; a place for Wim (Weert)",
                    "kan niet bij 1.1 blijven als de anderen hun plaats houden, vanwege: in de zaal van '1.1' past 1 persoon; hoogstens 1 van de 2 deelnemers van Weert in één deelsessie; een plaats voor Wim (Weert)"
                )
            ]),
        Reason(
            "a minimum that a late sign-up may not fill",
            before: [
                .sessions("1.1,1,9,,,10:00,11:00,,,,A", "1.2,1,9,1,,10:00,11:00,,,,B"),
                .attendees("ann,Ann,Ede,,,1.1,,", "bob,Bob,Weert,,,1.2,,"),
            ],
            after: [.attendees("ann,Ann,Ede,,,1.1,,", "new,Nina,Weert,,,1.1,,"), .duties("new,1.2,excluded")],
            [
                .init(
                    "ann 1: 1.1 → 1.2",
                    "cannot stay in 1.1 while the others keep their places, because of: '1.2' needs at least 1 person; Nina (Weert) must not be at '1.2'",
                    "kan niet bij 1.1 blijven als de anderen hun plaats houden, vanwege: '1.2' vraagt minstens 1 deelnemer; Nina (Weert) mag niet bij '1.2' zijn"
                )
            ]),
        Reason(
            "a late sign-up who stays with somebody",
            before: [
                threeRooms,
                fourPeople,
            ],
            after: [
                .attendees(
                    "ann,Ann,Ede,,,1.1,1.2,1.3", "bob,Bob,Ede,,,1.1,1.2,1.3", "cat,Cat,Weert,,,1.2,1.3,1.1",
                    "dan,Dan,Weert,,,1.3,1.2,1.1", "new,Nina,Ede,,,1.1,1.2,"),
                .groups("pair,ann,together", "pair,new,together"),
            ],
            [
                .init(
                    "bob 1: 1.1 → 1.2",
                    "cannot stay in 1.1 while the others keep their places, because of: the room of '1.1' holds 2; together ('pair'): Ann (Ede); Nina (Ede); a place for Nina (Ede)",
                    "kan niet bij 1.1 blijven als de anderen hun plaats houden, vanwege: in de zaal van '1.1' passen 2 mensen; samen ('pair'): Ann (Ede); Nina (Ede); een plaats voor Nina (Ede)"
                )
            ]),
    ]
}
