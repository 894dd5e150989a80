import BreakoutModel
import Testing

@testable import BreakoutFormats

/// Files as secretariats have them, and mistakes that must not pass unseen.
@Suite struct RealFilesTests {
    private let sessions = """
        session;round;title
        1.1;1;"Wonen; bouwen, splitsen"
        1.2;1;"Eerste regel
        Tweede regel"
        1.3;1;Zorg
        2.1;2;Jeugd
        2.2;2;Energie
        """

    private func attendees(_ text: String, otherNames: [String] = []) -> EventReading {
        read(sessions: sessions, attendees: text, otherNames: otherNames)
    }

    // MARK: Titles with line breaks

    @Test(
        "a title with a line break is found in a list, as the form wrote it or with a space",
        arguments: ["Eerste regel\nTweede regel", "Eerste regel\r\nTweede regel", "Eerste regel Tweede regel"])
    func brokenTitle(title: String) {
        let reading = attendees(
            "E-mail;Naam;\"Ronde 1: zet op\nvolgorde\"\na@x.nl;Jan;\"Zorg;\(title);Wonen; bouwen, splitsen;\"\n")
        #expect(reading.problems == [])
        #expect(reading.event?.rankingText["a@x.nl"]?[0] == ["1:1.3", "2:1.2", "3:1.1"])
    }

    @Test("a list parted by line breaks stays a list, also beside a title with a break")
    func listOfLines() {
        let reading = attendees(
            "E-mail;Ronde 1\na@x.nl;\"Zorg\nEerste regel\nTweede regel\nWonen; bouwen, splitsen\"\n")
        #expect(reading.problems == [])
        #expect(reading.event?.rankingText["a@x.nl"]?[0] == ["1:1.3", "2:1.2", "3:1.1"])
        // Two titles are not run together because a third is made of their words.
        let three = read(
            sessions: "session,round,title\n1,1,Zorg\n2,1,Wonen\n3,1,Zorg Wonen\n",
            attendees: "attendee,round 1\na,\"Zorg\nWonen\"\n")
        #expect(three.event?.rankingText["a"] == [["1:1", "2:2"]])
    }

    // MARK: Forms

    @Test(
        "the Dutch headers of Microsoft Forms, old and new", arguments: ["Tijd van voltooien", "Tijd van voltooiing"])
    func completionTime(header: String) throws {
        let event = try #require(
            attendees("Id;Begintijd;\(header);E-mail;Naam;Ronde 1\n1;;4-2-2026 9:01;a@x.nl;Jan;Zorg;\n").event)
        #expect(event.attendees[0].registered == 20_488 * 86_400 + 9 * 3600 + 60)
        #expect(event.attendees[0].id == "a@x.nl")
    }

    @Test("a Google grid with ranks in words")
    func googleGrid() {
        let reading = attendees(
            """
            Tijdstempel,E-mailadres,Naam,"Ronde 1 [Wonen; bouwen, splitsen]",Ronde 1 [Zorg],Ronde 2 [Jeugd],Ronde 2 [Energie]
            2026/01/12 2:03:20 PM GMT+1,a@x.nl,Jan,Eerste keuze,Keuze 2,1e keuze,Geen voorkeur
            2026/01/12 2:03:21 PM GMT+1,b@x.nl,Piet,Second choice,first,n.v.t.,-
            """)
        #expect(reading.problems == [])
        #expect(reading.event?.rankingText["a@x.nl"] == [["1:1.1", "2:1.3"], ["1:2.1"]])
        #expect(reading.event?.rankingText["b@x.nl"] == [["1:1.3", "2:1.1"], []])
    }

    @Test("'no preference' is no choice, unless a session is called that")
    func noPreference() {
        let text = "attendee;ronde 1 keuze 1;ronde 1 keuze 2;ronde 2\na;Geen voorkeur;Zorg;\"Geen voorkeur;Jeugd\"\n"
        #expect(attendees(text).problems == [])
        #expect(attendees(text).event?.rankingText["a"] == [["1:1.3"], ["1:2.1"]])
        let named = read(
            sessions: "session;round;title\n1;1;Geen voorkeur\n2;1;Zorg\n",
            attendees: "attendee;ronde 1 keuze 1;ronde 1 keuze 2\na;Geen voorkeur;Zorg\n")
        #expect(named.event?.rankingText["a"] == [["1:1", "2:2"]])
    }

    // MARK: Rankings that would be missed

    @Test("rankings under a header that says nothing stop the reading")
    func unreadRankings() {
        let reading = attendees(
            "attendee;Zet de workshops van 12 uur op volgorde;ronde 2\na;\"Zorg;Wonen; bouwen, splitsen\";Jeugd\n")
        #expect(
            reading.problems == [
                "attendees.csv:1:10: error: column 'Zet de workshops van 12 uur op volgorde' names sessions of round 1, "
                    + "but its header does not say what it is"
            ])
        // Beside the rankings themselves such a column is only not used.
        let beside = attendees("attendee;ronde 1;Welke sessie geeft u\na;Zorg;Zorg\n")
        #expect(beside.problems == [])
        let remarks = attendees("attendee;Opmerkingen;ronde 2\na;Ik kom voor Zorg;Jeugd\n")
        #expect(remarks.problems == [])
        let long = read(
            sessions: sessions, attendees: "attendee;Welke sessie geeft u\na;Zorg\n",
            preferences: "attendee,round,rank,session\na,1,1,Zorg\n")
        #expect(long.problems == [])
    }

    @Test("a round without any rankings is told")
    func noRankings() throws {
        let reading = attendees("attendee;ronde 2\na;Jeugd\n")
        let warning = try #require(reading.diagnostics.first { $0.code == "no-rankings" })
        #expect(warning.severity == .warning)
        #expect(warning.message.dutch.hasPrefix("voor ronde 1 is geen kolom met voorkeuren gevonden"))
        #expect(attendees("attendee;ronde 1;ronde 2\na;Zorg;Jeugd\n").diagnostics.allSatisfy { $0.severity == .note })
    }

    // MARK: Rows and headers that went wrong

    @Test("a row with a delimiter of its own is an error, a name with a comma is not")
    func otherDelimiter() {
        let reading = attendees("attendee;naam;ronde 1\na;Jan;Zorg\nb,Piet,Zorg\n\"c,\"\"Berg, van\"\",Zorg\"\n")
        #expect(
            reading.problems == [
                "attendees.csv:3:1: error: this row seems to be parted by ',', unlike the headers",
                "attendees.csv:4:1: error: this row seems to be parted by ',', unlike the headers",
            ])
        #expect(reading.source("attendees.csv")?.rejected == 2)
        #expect(attendees("naam;ronde 1\n\"Berg, Jan van den\"\nPiet;Zorg\n").event?.attendees.count == 2)
    }

    @Test("a row that a line break cut in two is told")
    func cutRow() {
        let header = "attendee;naam;gemeente;ronde 1\n", whole = "a;Jan;Zwolle;Zorg\n"
        let reading = attendees(header + whole + "b;Piet\nde Vries;Zwolle;Zorg\n")
        #expect(
            reading.problems == [
                "attendees.csv:3:1: warning: this row and the one on line 4 are short, and together as long as one"
            ])
        // Written by hand, with the empty cells left out.
        #expect(attendees(header + whole + "b;Piet\nc;Kees;Ede\nd;Wim\n").problems == [])
        #expect(attendees(header + "b;Piet\nc;Kees;Ede\n").problems == [])
    }

    @Test(
        "a row that is short where all others are complete is told: a file that was cut off, a break in the first cell")
    func shortRow() {
        let rows = (10..<30).map { "p\($0);Mens;Zwolle;Zorg\n" }.joined()
        let header = "attendee;naam;gemeente;ronde 1\n"
        #expect(
            attendees(header + rows + "p30;Me").problems == [
                "attendees.csv:22:1: warning: this row has 2 of 4 cells, unlike the others"
            ])
        let broken = rows.replacing("p15", with: "p1\n5")
        #expect(
            attendees(header + broken).problems == [
                "attendees.csv:7:1: warning: this row has 1 of 4 cells, unlike the others"
            ])
        #expect(
            attendees(header + rows + rows.replacing("p", with: "q").replacing(";Zwolle;Zorg", with: "")).problems == []
        )
    }

    @Test("a header with a delimiter in it and no quotes is an error")
    func cutHeader() {
        let reading = attendees("attendee,Ronde 1 [Wonen; bouwen, splitsen],Ronde 1 [Zorg]\na,1,2\n")
        #expect(
            reading.problems.first
                == "attendees.csv:1:10: error: 'Ronde 1 [Wonen; bouwen' and 'splitsen]' look like one header that was cut in two"
        )
    }

    @Test("a file put behind another is seen, by its byte order mark: the same headers are skipped, others stop")
    func secondFile() {
        let header = "attendee;naam;ronde 1\n"
        let same = attendees(header + "a;Jan;Zorg\n\u{FEFF}" + header + "b;Piet;Zorg\n")
        #expect(same.problems == [])
        #expect(same.event?.attendees.map(\.key) == ["a", "b"])
        #expect(same.source("attendees.csv")?.isConserved == true)
        let other = attendees(header + "a;Jan;Zorg\n\u{FEFF}naam;attendee;ronde 1\nPiet;b;Zorg\n")
        #expect(other.problems == ["attendees.csv:3:1: error: here begins another file, with headers of its own"])
    }

    @Test("a row of totals is neither a session nor an attendee")
    func totals() {
        let reading = read(
            sessions: "session;round;capacity\n1;1;20\nTotaal;;20\n",
            attendees: "naam;gemeente;ronde 1\nJan;Ede;1\nTotal;1;\n")
        #expect(
            reading.problems == [
                "attendees.csv:3:1: error: 'Total' looks like a row with totals",
                "sessions.csv:3:1: error: 'Totaal' looks like a row with totals",
            ])
        #expect(
            read(
                sessions: "session;round\nTotaal;1\n",
                attendees: "achternaam;voornaam;ronde 1\nSom;Wim;\nTotti;;Totaal\n"
            ).problems == [])
    }

    @Test("accents that went wrong before the file came here are told")
    func garbled() {
        let reading = attendees(
            "attendee;naam;ronde 1\na;Zo\u{C3}\u{AB};Zorg\nb;Ren\u{C3}\u{A9};Zorg\nc;São Ähn Ã;Zorg\n")
        #expect(
            reading.problems == [
                "attendees.csv:2:5: warning: accents seem to have gone wrong here before, as in 'Ã«' for 'ë' (2 times in "
                    + "this file)"
            ])
    }

    // MARK: Encodings of long ago

    @Test(
        "MS-DOS and Macintosh letters are not read as Windows-1252",
        arguments: [
            // Zoë, coördinatie, café, privé; in code page 850 and in Mac Roman.
            [0x5A, 0x6F, 0x89], [0x63, 0x6F, 0x94, 0x72], [0x63, 0x61, 0x66, 0x82], [0x63, 0x61, 0x66, 0x8E],
            [0x63, 0x6F, 0x9A + 5, 0x72],
        ] as [[UInt8]])
    func oldEncodings(word: [UInt8]) {
        let bytes = Array("attendee;naam\na;".utf8) + word + [0x0A]
        let reading = EventFolder.read(
            [file("sessions.csv", "session,round\n1,1\n"), InputFile(name: "attendees.csv", bytes: bytes)],
            folderName: "x")
        #expect(reading.codes == ["unclear-encoding"])
        #expect(reading.diagnostics.first { $0.severity == .error }?.location?.line == 2)
    }

    @Test("signs of Windows-1252 where people use them are read")
    func windowsSigns() throws {
        // foto’s, “wonen” en zorg, Šimić, 5‰, notitie†, Henk–Jan, en… zo
        let texts: [[UInt8]] = [
            [0x66, 0x6F, 0x74, 0x6F, 0x92, 0x73], [0x93, 0x77, 0x6F, 0x94, 0x20, 0x65], [0x8A, 0x69, 0x6D],
            [0x35, 0x89], [0x6E, 0x6F, 0x86], [0x6B, 0x96, 0x4A], [0x65, 0x6E, 0x85, 0x20, 0x7A],
            [0x48, 0x61, 0x9A, 0x65, 0x6B],
        ]
        for text in texts {
            let reading = EventFolder.read(
                [
                    file("sessions.csv", "session,round\n1,1\n"),
                    InputFile(name: "attendees.csv", bytes: Array("attendee;naam\na;".utf8) + text + [0x0A]),
                ], folderName: "x")
            #expect(reading.codes == [], "\(text)")
            #expect(reading.source("attendees.csv")?.encoding == "Windows-1252")
        }
    }

    // MARK: Roles, files, numbers, languages

    @Test("roles with a comma between them are told where one of them is a role of its own")
    func commas() {
        let sessions = "session;round;required for\n1.1;1;\nABV;;bestuurslid\n"
        let reading = read(
            sessions: sessions,
            attendees: "attendee;rollen\na;lid\nb;wethouder, bestuurslid\nc;Wethouder, Bestuurslid\n")
        #expect(
            reading.problems.filter { $0.contains("one role") } == [
                "attendees.csv:3:3: warning: 'wethouder, bestuurslid' was read as one role, not as 'bestuurslid' and another"
            ])
        #expect(read(sessions: sessions, attendees: "attendee;rollen\na;wethouder, zorg\nb;bestuurslid\n").codes == [])
    }

    @Test(
        "a file with nearly the right name is told, and not one of another kind",
        arguments: [
            ("duty.csv", "file-not-read"), ("Dutys.csv", "file-not-read"), ("taken (1).csv", "file-not-read"),
            ("taken.csv.csv", "file-not-read"), ("groepen.xlsx", "file-not-read"), ("instelingen.csv", "file-not-read"),
            ("catering.csv", "files-not-read"), ("leesmij.docx", ""), ("~$taken.xlsx", ""),
            ("sessies (2).csv", "files-not-read"),
        ])
    func otherFiles(name: String, code: String) {
        let reading = attendees("attendee;ronde 1;ronde 2\na;Zorg;Jeugd\n", otherNames: [name])
        #expect(reading.diagnostics.map(\.code).filter { $0.contains("not-read") } == (code.isEmpty ? [] : [code]))
    }

    @Test("a missing file is looked for under the names that it may have")
    func missingFile() {
        let reading = read(sessions: nil, attendees: "attendee\na\n", otherNames: ["Sessies.csv.csv"])
        #expect(
            reading.problems == ["sessions.csv: error: there is no sessions.csv; did you mean 'Sessies.csv.csv'?"])
        let workbook = read(sessions: nil, attendees: "attendee\na\n", otherNames: ["sessies.xlsx"])
        #expect(workbook.diagnostics.contains { $0.notes.contains { $0.english.hasPrefix("save it from Excel") } })
    }

    @Test("rooms and topics are one, however they are written")
    func spelling() throws {
        let reading = read(
            sessions: "session,round,room,topic\n1,1,Zaal 1,Begroten\n2,1,zaal  1,begroten \n3,1,Zaal 1,\nX,,ZAAL 1,\n",
            attendees: "attendee,voorkeur 1\na,1\n")
        let event = try #require(reading.event)
        #expect(event.sessions.map(\.room) == ["Zaal 1", "Zaal 1", "Zaal 1"] && event.fixedItems[0].room == "Zaal 1")
        #expect(event.sessions.map(\.topic) == ["Begroten", "Begroten", nil])
    }

    @Test("a number that no room has is said to be too large")
    func tooLarge() {
        let reading = read(sessions: "session,round,capacity\n1,1,99999999999\n", attendees: "attendee\na\n")
        #expect(reading.problems == ["sessions.csv:2:5: error: capacity '99999999999' is more than 2 147 483 647"])
    }

    @Test("the language of the settings is known even when another file is unreadable")
    func language() {
        let reading = read(attendees: "", settings: "instelling;waarde\ntaal;nl\n")
        #expect(reading.event == nil && reading.language == .dutch)
    }

    // MARK: Duties

    @Test("a duty of somebody who is absent then is an error with its place")
    func absentDuty() {
        let people = "attendee;afwezig;ronde 1\na;1;\nb;2;Zorg\n"
        let reading = read(
            sessions: sessions, attendees: people,
            duties: "attendee;session;duty\nb;1.1;chair\nb;2.1;lid\na;Zorg;niet\n")
        #expect(reading.problems == ["duties.csv:3:1: error: 'b' must be at '2.1', but is absent in round 2"])
        #expect(reading.source("duties.csv")?.rejected == 1)
    }
}
