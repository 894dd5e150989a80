import BreakoutModel
import Testing

@testable import BreakoutFormats

@Suite struct AttendeesTests {
    private let sessions = "session,round\n1.1,1\n1.2,1\n2.1,2\n"

    private func attendees(_ text: String) -> EventReading { read(sessions: sessions, attendees: text) }

    @Test("a Dutch Microsoft Forms export reads as it is")
    func dutchForm() throws {
        let reading = attendees(
            """
            Id;Begintijd;Tijd van voltooien;E-mail;Naam;Gemeente;Ronde 1: zet de deelsessies op volgorde
            1;12-1-2026 13:58;12-1-2026 14:03;j.jansen@zwolle.nl;Jan Jansen;Zwolle;1.1;1.2;
            2;12-1-2026 15:00:10;12-1-2026 15:01;p@breda.nl;Piet;Breda;"1.2;1.1;"
            3;13-1-2026 9:00;13-1-2026 9:02;J.Jansen@Zwolle.nl;Jan Jansen;Zwolle;"1.2;1.1;"
            """.replacing("Zwolle;1.1;1.2;", with: "Zwolle;\"1.1;1.2;\""))
        #expect(reading.problems == [])
        let event = try #require(reading.event)
        #expect(event.attendees.map(\.key) == ["j.jansen@zwolle.nl", "p@breda.nl"])
        #expect(event.attendees[0].id == "J.Jansen@Zwolle.nl")
        #expect(event.rankingText["j.jansen@zwolle.nl"] == [["1:1.2", "2:1.1"], []])
        #expect(reading.has("submission-numbers"))
        let source = try #require(reading.source("attendees.csv"))
        #expect([source.read, source.used, source.superseded] == [3, 2, 1])
        #expect(
            reading.lines.contains(
                "attendees.csv:2:1: note: 'J.Jansen@Zwolle.nl' is here more than once; line 4 counts, this row is superseded"
            ))
    }

    @Test("an English form for everybody has anonymous addresses, and the name decides")
    func anonymousForm() throws {
        let reading = attendees(
            """
            ID,Start time,Completion time,Email,Name,Name2,Municipality,Round 1
            1,1/12/26 13:58:02,1/12/26 14:03:11,anonymous,,Jan Jansen,Zwolle,1.1;
            2,1/13/26 13:58:02,1/13/26 14:03:11,anonymous,,Piet,Breda,1.2;
            """)
        #expect(reading.problems == [])
        let event = try #require(reading.event)
        #expect(event.attendees.map(\.id) == ["Jan Jansen (Zwolle)", "Piet (Breda)"])
        #expect(event.attendees.map(\.email) == [nil, nil])
        // 2026-01-12 14:03:11, counted from 1970: 20,465 days.
        #expect(event.attendees[0].registered == 20_465 * 86_400 + 14 * 3600 + 3 * 60 + 11)
    }

    @Test("without ids the address is the key, without addresses name and organisation")
    func keys() throws {
        let event = try #require(
            attendees("naam,e-mail,gemeente\nJan,,Zwolle\nJan,,Breda\nPiet,P@x.nl,Breda\n").event)
        #expect(event.attendees.map(\.id) == ["Jan (Breda)", "Jan (Zwolle)", "P@x.nl"])
        #expect(event.attendees.map(\.key) == ["jan (breda)", "jan (zwolle)", "p@x.nl"])
        let ids = try #require(attendees("attendee,email\n7,a@b.nl\n").event)
        #expect(
            [ids.attendees[0].id, ids.attendees[0].name, ids.attendees[0].email ?? ""] == [
                "7", "7", "a@b.nl",
            ])
    }

    @Test("names in three columns become one name")
    func nameParts() {
        let event = attendees("id,voornaam,tussenvoegsel,achternaam\n1,Jan,van den,Berg\n2,Piet,,Vries\n")
            .event
        #expect(event?.attendees.map(\.name) == ["Jan van den Berg", "Piet Vries"])
    }

    @Test("the latest submission counts, whatever the order of rows; without times the later row")
    func superseded() throws {
        let late = "a,2026-01-13 10:00,1.2\n", early = "A ,2026-01-12 10:00,1.1\n"
        for rows in [late + early, early + late] {
            let reading = attendees("attendee,registered,round 1\n" + rows)
            #expect(reading.event?.rankingText["a"] == [["1:1.2"], []])
            #expect(reading.source("attendees.csv")?.superseded == 1)
        }
        let untimed = attendees("attendee,registered,round 1\na,2026-01-13 10:00,1.2\na,,1.1\n")
        #expect(untimed.event?.rankingText["a"] == [["1:1.1"], []])
        // With one time missing the rows decide for all three: "later" must not depend on who is compared first.
        let mixed = attendees("attendee,registered,round 1\na,2026-01-13,1.1\na,,1.2\na,2026-01-12,\n")
        #expect(mixed.event?.rankingText["a"] == [[], []])
        #expect(
            mixed.diagnostics.filter { $0.code == "superseded" }.map(\.notes[0].english)
                == Array(repeating: "no time of sign-up tells which was later, so the lower row counts", count: 2))
        // Somebody who sends a form again to mend a mistake must not be held to the mistake.
        let mended = attendees("attendee,round 1\na,typefout\na,1.1\n")
        #expect(mended.problems == [])
    }

    @Test("two people behind one address stop the reading: nobody drops out unseen")
    func sharedAddress() throws {
        let reading = attendees("e-mail,naam\nbestuur@zwolle.nl,Wethouder A\nbestuur@zwolle.nl,Wethouder B\n")
        #expect(
            reading.problems == [
                "attendees.csv:2:1: error: 'bestuur@zwolle.nl' is 'Wethouder A' here and 'Wethouder B' on line 3"
            ])
        let source = try #require(reading.source("attendees.csv"))
        #expect([source.read, source.used, source.rejected] == [2, 1, 1])
    }

    @Test("a secretariat that fills in a form for others under its own account is not one person")
    func ownAccount() {
        let header = "Id;Begintijd;Tijd van voltooien;E-mail;Naam;"
        let row = ";12-1-2026 9:00;12-1-2026 9:01;sec@ede.nl;Secretariaat;"
        let asked = attendees(header + "Naam deelnemer;Ronde 1\n1\(row)Jan Jansen;1.1\n2\(row)Piet de Vries;1.2\n")
        #expect(
            asked.problems == [
                "attendees.csv:2:1: error: 'sec@ede.nl' is 'Jan Jansen' here and 'Piet de Vries' on line 3"
            ])
        let cities = attendees(header + "Gemeente;Ronde 1\n1\(row)Ede;1.1\n2\(row)Oss;1.2\n")
        #expect(cities.codes == ["two-people-with-one-id"])
        let again = attendees(
            header + "Gemeente;Naam deelnemer;Ronde 1\n1\(row)Ede;Jan;1.1\n2\(row)gemeente Ede;Jan;1.2\n")
        #expect(again.codes == [])
    }

    @Test(
        "one person who writes their name in two ways is told, and the later form counts",
        arguments: [
            ("Jan Jansen", "J. Jansen"), ("Berg, Jan van den", "Jan van den Berg"), ("Jan Jansen", "Jan Janssen"),
            ("Jan", "Jan Jansen"), ("Zoë Visser (Zwolle)", "zoe visser"),
        ])
    func oneName(first: String, second: String) {
        let reading = attendees("attendee;naam;ronde 1\n7;\(first);1.1\n7;\(second);1.2\n")
        #expect(reading.codes == ["superseded-other-name"])
        #expect(reading.event?.rankingText["7"] == [["1:1.2"], []])
        #expect(PersonName.mayBeOne(first, second) && PersonName.mayBeOne(second, first))
    }

    @Test(
        "two names that share a word are two people",
        arguments: [
            ("Jan Jansen", "Piet Jansen"), ("J. Jansen", "P. Jansen"), ("Wethouder Wonen, Ede", "Wethouder Zorg, Ede"),
        ])
    func twoNames(first: String, second: String) {
        #expect(!PersonName.mayBeOne(first, second) && !PersonName.mayBeOne(second, first))
    }

    @Test("a column Id with own numbers is the key, unless one person returns under another number")
    func rowNumbers() {
        let people = attendees("Id,Email,Name\n1,a@x.nl,A\n2,b@x.nl,B\n")
        #expect(people.event?.attendees.map(\.id) == ["1", "2"])
        let submissions = attendees("Id,Email,Name\n1,a@x.nl,A\n2,b@x.nl,B\n3,a@x.nl,A\n")
        #expect(submissions.event?.attendees.map(\.id) == ["a@x.nl", "b@x.nl"])
        let secretariat = attendees("Id,Email,Name\n1,a@x.nl,A\n2,a@x.nl,B\n")
        #expect(secretariat.event?.attendees.map(\.id) == ["1", "2"])
    }

    @Test(
        "dates are read in every usual form",
        arguments: [
            "2026-02-03 14:03", "2026-02-03T14:03:00", "2026-02-03T14:03", "3-2-2026 14:03",
            "03-02-2026 14:03:00", "3/2/2026 14:03",
            "3-2-26 14:03", "3-2-2026 14.03 uur", "3-2-2026 2:03 PM", "2026-02-03T14:03:00Z",
            "3.2.2026 14:03", "2026/02/03 2:03:00 PM GMT+1", "2026/02/03 2:03:00 p.m. CET", "3 februari 2026 14.03 uur",
            "di 3 feb. 2026 om 14:03", "3-feb-2026 14:03", "February 3, 2026 2:03 PM", "2026-02-03 14:03:00+01:00",
        ])
    func dates(text: String) throws {
        let event = try #require(attendees("deelnemer;aangemeld\na;\(text)\n").event)
        #expect(event.attendees[0].registered == 20_487 * 86_400 + 14 * 3600 + 180)
    }

    @Test("whether the day comes first shows from the whole column, or else is said")
    func dateOrder() throws {
        let header = "attendee,registered\n"
        let day = try #require(attendees(header + "a,3/2/2026\nb,13/2/2026\n").event)
        #expect(day.attendees[0].registered == 20_487 * 86_400)
        let month = try #require(attendees(header + "a,3/2/2026\nb,2/13/2026\n").event)
        #expect(month.attendees[0].registered == 20_514 * 86_400)
        #expect(attendees(header + "a,13/2/2026\nb,2/13/2026\n").codes == ["contradictory-dates"])
        #expect(attendees(header + "a,3/2/2026\n").has("date-order-assumed"))
        #expect(!attendees("deelnemer,aangemeld\na,3/2/2026\n").has("date-order-assumed"))
        for bad in ["gisteren", "46034.58", "31-2-2026", "2026-13-01", "2026-01-01 25:00"] {
            #expect(attendees(header + "a,\(bad)\n").codes == ["unreadable-date"])
        }
    }

    @Test(
        "absence names rounds",
        arguments: [
            ("1", [0]), ("1;2", [0, 1]), ("ronde 1", [0]), ("1 en 2", [0, 1]), ("alles", [0, 1]),
            ("All", [0, 1]), ("nee", []), ("", []),
            ("ronde 2; ronde 1", [0, 1]),
        ])
    func absence(text: String, rounds: [Int]) {
        #expect(attendees("attendee,absent\na,\(text)\n").event?.attendees[0].absent == RoundSet(rounds))
    }

    @Test(
        "absence that names no round of the day is an error", arguments: ["3", "ja", "12", "1.5", "morgen"])
    func badAbsence(text: String) {
        #expect(attendees("attendee,absent\na,\(text)\n").codes == ["unreadable-absence"])
    }

    @Test("a row that does not say whose it is, is rejected; blank rows and repeated headers are not")
    func rows() throws {
        let reading = attendees("attendee,name,round 1\n,,1.1\n\n,,\nattendee,name,round 1\na,,\n")
        #expect(
            reading.problems == ["attendees.csv:2:3: error: this row has contents, but does not say whose"])
        let source = try #require(reading.source("attendees.csv"))
        #expect([source.read, source.used, source.blank, source.rejected] == [5, 1, 3, 1])
        #expect(attendees("gemeente,round 1\nZwolle,1.1\n").codes == ["missing-column"])
    }

    @Test("organisations and roles are one, however they are written")
    func spelling() throws {
        let event = try #require(
            attendees("attendee,city,role\na,Zwolle,Lid\nb,ZWOLLE,lid; lid\nc,zwolle ,\nd,zwolle,líd\n").event
        )
        #expect(event.organisations == ["zwolle"])
        #expect(event.roles.count == 1)
        #expect(event.attendees[1].roles == [RoleIndex(0)])
    }

    @Test("keys that differ only in how an accent is stored are one person")
    func canonical() {
        let reading = attendees("attendee,round 1\nZoe\u{301},1.1\nzo\u{E9},1.2\nab,\nzz,\n")
        #expect(reading.event?.attendees.count == 3)
    }

    @Test("thousands of mistakes of one kind are counted, not listed")
    func many() {
        let rows = (0..<1000).map { "a\($0),1.9\n" }.joined()
        let reading = attendees("attendee,round 1\n" + rows)
        #expect(reading.diagnostics.count < 300)
        #expect(reading.lines.contains("attendees.csv: error: 800 more of 'unknown-session' in this file"))
        #expect(reading.source("attendees.csv")?.rejected == 1000)
    }

    @Test("a form's own empty or anonymous column gives way to the question that asks the same")
    func doubleColumns() {
        let reading = attendees(
            "Email,Name,E-mailadres,Naam2\nanonymous,,a@x.nl,Jan\nanonymous,,b@x.nl,Piet\n")
        #expect(reading.problems == [])
        #expect(reading.event?.attendees.map(\.id) == ["a@x.nl", "b@x.nl"])
        #expect(reading.event?.attendees.map(\.name) == ["Jan", "Piet"])
        #expect(attendees("email,e-mailadres\na@x.nl,b@x.nl\n").codes == ["duplicate-column"])
    }
}
