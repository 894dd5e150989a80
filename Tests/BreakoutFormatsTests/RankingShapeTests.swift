import BreakoutFormats
import BreakoutModel
import Testing

@Suite struct RankingShapeTests {
    private let sessions = """
        session,round,title
        1.1,1,"Zorg; welzijn, en meer"
        1.2,1,Wonen
        1.3,1,Dubbel
        2.1,2,Dubbel
        2.2,2,Wonen en werken
        """

    private func rankings(_ header: String, _ row: String) -> [[String]]? {
        let reading = read(sessions: sessions, attendees: "attendee," + header + "\nx," + row + "\n")
        return reading.event?.rankingText["x"]
    }

    @Test(
        "choice columns are known by many names",
        arguments: [
            "round 1 choice 1,round 1 choice 2,round 2 choice 1",
            "ronde 1 keuze 1,ronde 1 keuze 2,ronde 2 keuze 1",
            "r1_1,r1_2,r2_1", "Round 1 [1st choice],Round 1 [2nd choice],Round 2 [1st choice]",
            "Ronde 1 [1e keuze],Ronde 1 [2e keuze],Ronde 2 [1e keuze]",
            "1e keuze ronde 1,2e keuze ronde 1,1e keuze ronde 2",
            "Ronde 1: eerste keuze,Ronde 1: tweede keuze,Ronde 2: eerste keuze",
            "RONDE1KEUZE1,Ronde-1-Keuze-2,ronde_2_keuze_1",
            "Wat is uw 1e keuze in ronde 1?,Wat is uw 2e keuze in ronde 1?,Wat is uw 1e keuze in ronde 2?",
            "voorkeur 1 ronde 1,voorkeur 2 ronde 1,voorkeur 1 ronde 2",
        ])
    func choiceColumns(header: String) {
        #expect(rankings(header, "Wonen,1.3,dubbel") == [["1:1.2", "2:1.3"], ["1:2.1"]])
    }

    @Test("a gap in the choices is fine and the order of columns means nothing")
    func gap() {
        #expect(
            rankings("round 1 choice 3,round 1 choice 1,round 1 choice 2", "1.1,1.2,") == [
                ["1:1.2", "2:1.1"], [],
            ])
    }

    @Test(
        "a list in a cell is cut where known titles end",
        arguments: [
            "Zorg; welzijn, en meer;Wonen;1.3;", "zorg; WELZIJN, en meer; Wonen ; Dubbel",
            "\"Zorg; welzijn, en meer\nWonen\n1.3\"",
            "\"1.1, 1.2, 1.3\"", "1.1 Zorg; welzijn, en meer;1.2 Wonen;1.3: Dubbel",
        ])
    func lists(cell: String) {
        let quoted = cell.hasPrefix("\"") ? cell : "\"\(cell)\""
        for header in [
            "round 1", "Ronde 1", "Ronde 1: zet de deelsessies op volgorde",
            "Zet de sessies van ronde 1 op volgorde",
        ] {
            #expect(
                rankings(header + ",round 2", quoted + ",2.2") == [["1:1.1", "2:1.2", "3:1.3"], ["1:2.2"]])
        }
    }

    @Test(
        "session columns hold ranks, equal ones are ties",
        arguments: [
            "Round 1 [1.1],Round 1 [Wonen],Round 1 [Dubbel],Round 2 [Dubbel]",
            "Ronde 1: 1.1,Ronde 1: Wonen,Ronde 1 - dubbel,r2 [2.1]",
        ])
    func sessionColumns(header: String) {
        #expect(rankings(header, "2,1,2,1") == [["1:1.2", "2:1.1", "2:1.3"], ["1:2.1"]])
        #expect(rankings(header, "7,,3,") == [["1:1.3", "2:1.1"], []])
    }

    @Test("a rank of 0 or a word is an error", arguments: ["0", "-1", "1?", "best", "1.5", "1,0", "1 en 2"])
    func badRank(rank: String) {
        let reading = read(sessions: sessions, attendees: "attendee;Round 1 [1.1]\nx;\(rank)\n")
        #expect(reading.codes == ["unreadable-rank"])
    }

    @Test("a long file has a row for each choice")
    func long() throws {
        let reading = read(
            sessions: sessions, attendees: "attendee\nx\ny\n",
            preferences:
                "attendee,round,rank,session\nx,1,2,1.1\ny,2,1,Dubbel\nx,1,1,Wonen\nx,ronde 2,1,2.2\n")
        #expect(reading.problems == [])
        let event = try #require(reading.event)
        #expect(event.rankingText == ["x": [["1:1.2", "2:1.1"], ["1:2.2"]], "y": [[], ["1:2.1"]]])
        #expect(reading.source("preferences.csv")?.rankingShape == "long")
    }

    @Test("each round may have a shape of its own, but only one")
    func mixed() throws {
        let header = "attendee,round 1 choice 1,round 2 [2.1]"
        let reading = read(sessions: sessions, attendees: header + "\nx,1.1,1\n")
        #expect(try #require(reading.event).rankingText["x"] == [["1:1.1"], ["1:2.1"]])
        #expect(
            reading.source("attendees.csv")?.rankingShape
                == "round 1: choice columns; round 2: session columns")
        #expect(
            read(sessions: sessions, attendees: header + ",round 1\nx,1.1,1,1.2\n").codes == [
                "mixed-ranking-shapes"
            ])
        let long = read(
            sessions: sessions, attendees: header + "\nx,1.1,1\n",
            preferences: "attendee,round,rank,session\nx,1,1,1.2\n")
        #expect(long.codes == ["mixed-ranking-shapes"])
    }

    @Test("choices that can never be had are left out, and later choices move up")
    func dropped() throws {
        let reading = read(sessions: sessions, attendees: "attendee,round 1\nx,2.2;1.2;Wonen;1.3\n")
        #expect(try #require(reading.event).rankingText["x"] == [["1:1.2", "2:1.3"], []])
        #expect(
            reading.diagnostics.map(\.line).filter { $0.contains("2.2") || $0.contains("twice") } == [
                "attendees.csv:2:3: note: '2.2' is a session of round 2, not of round 1; the choice is left out",
                "attendees.csv:2:11: note: 'Wonen' is named twice for round 1; the first counts",
            ])
    }

    @Test("an unknown choice stops, unless the organiser says to leave it out")
    func unknown() throws {
        let attendees = "attendee,round 1\nx,1.2;Wnen;1.3\n"
        let strict = read(sessions: sessions, attendees: attendees)
        #expect(
            strict.problems == [
                "attendees.csv:2:7: error: 'Wnen' is no session of round 1; did you mean 'Wonen'?"
            ])
        #expect(strict.source("attendees.csv")?.rejected == 1)
        var options = ReadingOptions()
        options.dropUnknownChoices = true
        let lax = read(sessions: sessions, attendees: attendees, options: options)
        #expect(lax.codes == ["unknown-session"])
        #expect(try #require(lax.event).rankingText["x"] == [["1:1.2", "2:1.3"], []])
    }

    @Test("a title that two sessions of a round share is only a problem when somebody ranks it")
    func ambiguous() {
        let sessions = "session,round,title\na,1,Zorg\nb,1,zorg\n"
        #expect(read(sessions: sessions, attendees: "attendee,round 1\nx,b\n").problems == [])
        #expect(
            read(sessions: sessions, attendees: "attendee,round 1\nx,Zorg\n").codes == ["ambiguous-session"])
    }

    @Test("remarks about a round are not read as a ranking, and a choice without a round is refused")
    func remarks() {
        let remarks = read(
            sessions: sessions, attendees: "attendee,Opmerkingen bij ronde 1,round 1\nx,Geen vis,1.1\n")
        #expect(remarks.codes == ["round-column-not-read"])
        #expect(remarks.event?.rankingText["x"] == [["1:1.1"], []])
        #expect(
            read(sessions: sessions, attendees: "attendee,keuze 1\nx,1.1\n").codes == ["choice-without-round"]
        )
        #expect(
            read(sessions: sessions, attendees: "attendee,ronde 3 keuze 1\nx,1.1\n").codes == [
                "unknown-round"
            ])
    }

    @Test("with one round the headers need not name it")
    func oneRound() {
        let reading = read(
            sessions: "session,round\na,1\nb,1\n", attendees: "attendee,1e keuze,2e keuze\nx,b,a\n")
        #expect(reading.event?.rankingText["x"] == [["1:b", "2:a"]])
    }

    @Test("a grid of Microsoft Forms has the session alone above each column")
    func bareGrid() {
        #expect(rankings("1.1,Wonen,2.1,Wonen en werken", "2,1,,1") == [["1:1.2", "2:1.1"], ["1:2.2"]])
    }
}
