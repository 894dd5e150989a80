import BreakoutFormats
import BreakoutModel
import Testing

@Suite struct SessionsTests {
    private func problems(_ sessions: String) -> [String] {
        read(sessions: sessions, attendees: "attendee\nx\n").problems
    }

    @Test("Dutch headers and words mean the same as English ones")
    func dutch() throws {
        let english = """
            session,round,title,room,capacity,minimum,cancellable,start,end,open to,required for,topic
            1.1,1,Zorg,Zaal A,40,5,yes,12:00,13:00,lid;bestuur,everyone,zorg
            """
        let dutch = """
            Sessie;RONDE;Titel;Zaal;Capaciteit;Minimum;Annuleerbaar;Begin;Eind;Open voor;Verplicht voor;Thema;
            1.1;1;Zorg;Zaal A;40;5;ja;12.00 uur;13u00;Lid ;Bestuur;iedereen;zorg;
            """.replacing("Lid ;Bestuur", with: "\"lid ; bestuur\"")
        let attendees = "attendee,roles\nx,lid;bestuur\n"
        let first = try #require(read(sessions: english, attendees: attendees).event)
        let second = try #require(read(sessions: dutch, attendees: attendees).event)
        #expect(first.text == second.text)
        #expect(first.sessions[0].cancellable)
        #expect(first.sessions[0].requiredFor == .everyone)
        #expect(first.sessions[0].openTo.count == 2)
    }

    @Test(
        "every mistake is an error at its own cell",
        arguments: [
            ("session,round\n1.1,1\n1.1,1\n", "3:1: error: session '1.1' is already on line 2"),
            (
                "session,round,capacity\na,1,veel\n",
                "2:5: error: capacity 'veel' is not a whole number of 0 or more"
            ),
            (
                "session,round,capacity\na,1,-4\n",
                "2:5: error: capacity '-4' is not a whole number of 0 or more"
            ),
            (
                "session,round,capacity\na,1,4.5\n",
                "2:5: error: capacity '4.5' is not a whole number of 0 or more"
            ),
            (
                "session,round,capacity,minimum\na,1,4,5\n",
                "2:7: error: session 'a' needs at least 5 people, but its room holds 4"
            ),
            (
                "session,round,start,end\na,1,14:15,14:15\n",
                "2:11: error: the end, 14:15, is not after the start, 14:15"
            ),
            (
                "session,round,start,end\na,1,\"0,59375\",15:00\n",
                "2:5: error: start '0,59375' is not a time of day"
            ),
            ("session,round,start,end\na,1,9.5,15:00\n", "2:5: error: start '9.5' is not a time of day"),
            ("session,round,start,end\na,1,9:50,\n", "2:5: error: this row has one time, but no end"),
            (
                "session,round,cancellable\na,1,misschien\n",
                "2:5: error: cancellable 'misschien' is neither yes nor no"
            ),
            ("session,round\na,een\n", "2:3: error: round 'een' is not 1, 2, ..."),
            ("session,round\na,65\n", "2:3: error: round 65 is too high; a day has at most 64 rounds"),
            ("session,round\na,1\nb,3\n", "3:3: error: there is a round 3, but no session of round 2"),
            ("session,round,title\n,1,Zorg\n", "2:1: error: this session has no id"),
            ("session,titel\na,Zorg\n", "1:1: error: there is no column 'round'"),
            ("session,ronden\na,1\n", "1:1: error: there is no column 'round'; did you mean 'ronden'?"),
            ("session,round\na,\n", " error: no session has a round, so there is nothing to place people in"),
            ("session,round\n", " error: there are no sessions below the headers"),
            (
                "session,code,round\na,b,1\n",
                "1:9: error: column 'code' means the same as column 'session', and both are filled"
            ),
        ])
    func mistakes(text: String, expected: String) {
        #expect(problems(text) == ["sessions.csv:" + expected])
    }

    @Test(
        "times are read as people write them",
        arguments: [
            "14:15", "14.15", "14.15 uur", "14u15", "14h15", "14:15:00", "2:15 PM", "14.15u",
        ])
    func times(text: String) throws {
        let reading = read(
            sessions: "session;round;start;end\na;1;\(text);15:15\n", attendees: "attendee\nx\n")
        #expect(try #require(reading.event).sessions[0].time?.start == TimeOfDay(minutes: 855))
    }

    @Test("a role that nobody has is a warning with what was probably meant")
    func roleOfNobody() {
        let reading = read(
            sessions: "session,round,open to,required for\na,1,Bestuurslid;wethoudr,bestuurslíd\n",
            attendees: "attendee,roles\nx,bestuurslid\ny,Wethouder;bestuurslid\n")
        #expect(
            reading.problems == [
                "sessions.csv:2:17: warning: no attendee has the role 'wethoudr' that session 'a' asks for; did you mean 'Wethouder'?"
            ])
        #expect(reading.event?.roles == ["bestuurslid", "Wethouder", "wethoudr"])
    }

    @Test("one mistake in a session does not make its rankings wrong too")
    func noCascade() {
        let reading = read(
            sessions:
                "session,round,title,capacity\n1.1,1,Zorg,veel\n1.2,x,Wonen,\n1.3,1,\"Werk\",3\n1.4,1,a,b,c\n",
            attendees: "attendee,round 1\nx,Zorg;Wonen;1.4;1.3\n")
        #expect(reading.codes == ["unreadable-number", "unreadable-round", "too-many-fields"])
    }

    @Test("unknown columns are listed once; a typing mistake in a header is a warning")
    func unknownColumns() {
        let reading = read(
            sessions: "session,round,capacitiet,kleur,\na,1,4,rood,\n", attendees: "attendee,voorkeur 1\nx,a\n")
        #expect(
            reading.lines.filter { !$0.contains("rankings") } == [
                "sessions.csv:1:15: warning: not used: column 'capacitiet' (did you mean 'capaciteit'?)",
                "sessions.csv:1:26: note: not used: column 'kleur'",
            ])
        let people = read(
            sessions: smallSessions, attendees: "attendee,rolen,afwezg,naaam,round 1\nx,lid,1,Ann,1.1\n")
        #expect(people.has("misspelt-columns") && !people.has("unknown-columns"))
        #expect(people.diagnostics.first { $0.code == "misspelt-columns" }?.message.dutch.contains("'afwezg'") == true)
        let twice = read(
            sessions: "session,round,capacity,capacit\n1.1,1,4,5\n", attendees: "attendee,voorkeur 1\nx,1.1\n")
        #expect(twice.has("unknown-columns") && !twice.has("misspelt-columns"))
    }

    @Test("what is missing altogether is said with the names that are looked for")
    func missing() {
        let reading = EventFolder.read([], folderName: "x")
        #expect(reading.codes == ["missing-file", "missing-file"])
        #expect(reading.event == nil)
        #expect(reading.diagnostics[1].notes[0].english.contains("sessions.csv or sessies.csv"))
        let two = EventFolder.read(
            [
                file("sessions.csv", smallSessions), file("Sessies.csv", smallSessions),
                file("deelnemers.csv", smallAttendees),
            ],
            folderName: "x")
        #expect(two.codes == ["two-files"])
        #expect(read(sessions: nil).codes == ["missing-file"])
        #expect(read(attendees: nil, duties: "attendee,session,duty\nx,1.1,lid\n").codes == ["missing-file"])
    }

    @Test("the files of an event are known in both languages and any case")
    func eventFiles() {
        for name in [
            "sessions.csv", "SESSIES.CSV", "Deelnemers.csv", "voorkeuren.csv", "taken.csv", "groepen.csv",
            "settings.csv",
        ] {
            #expect(EventFolder.isEventFile(name))
        }
        for name in ["sessions.xlsx", "allocation.csv", "sessions", ".csv", "runs"] {
            #expect(!EventFolder.isEventFile(name))
        }
    }
}
