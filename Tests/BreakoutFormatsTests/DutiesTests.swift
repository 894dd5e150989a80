import BreakoutFormats
import BreakoutModel
import Testing

@Suite struct DutiesTests {
    private let attendees =
        "attendee,name,email,roles\na1,Jan de Vries,jan@x.nl,bestuurslid\na2,Piet,,\na3,Piet,,\n"

    private func duties(_ rows: String) -> EventReading {
        read(attendees: attendees, duties: "deelnemer;sessie;taak\n" + rows)
    }

    @Test("attendees are named by id, address or a name that only one has; sessions by id or title")
    func duties() throws {
        let reading = duties(
            "A1;1.1;voorzitter\njan@x.nl;ABV;lid\nJán de vries;Binnensteden;spreker\na2;2.1;niet\n")
        #expect(reading.problems == [])
        let jan = AttendeeIndex(0)
        #expect(
            try #require(reading.event).duties == [
                Duty(attendee: jan, place: .session(SessionIndex(0)), kind: .chair),
                Duty(attendee: jan, place: .session(SessionIndex(3)), kind: .speaker),
                Duty(attendee: jan, place: .fixedItem(FixedItemIndex(0)), kind: .member),
                Duty(attendee: AttendeeIndex(1), place: .session(SessionIndex(2)), kind: .excluded),
            ])
    }

    @Test(
        "every mistake in duties is an error",
        arguments: [
            (
                "Jan de Vris;1.1;lid\n",
                "2:1: error: 'Jan de Vris' is no attendee; did you mean 'Jan de Vries'?"
            ),
            ("Piet;1.1;lid\n", "2:1: error: 'Piet' may be any of these attendees: 'a2', 'a3'"),
            ("a1;Lobbyagnda;lid\n", "2:4: error: 'Lobbyagnda' is no session; did you mean 'Lobbyagenda'?"),
            ("a1;1.1;voorziter\n", "2:8: error: 'voorziter' is no duty; did you mean 'voorzitter'?"),
            (";1.1;lid\n", "2:1: error: this row names no attendee"),
            ("a1;;lid\n", "2:4: error: this row names no session"), ("a1;1.1;\n", "2:8: error: this row names no duty"),
            ("a1;1.1;lid\na1;1.1;niet\n", "3:8: error: 'a1' must and must not be at '1.1'; see line 2"),
        ])
    func mistakes(rows: String, expected: String) {
        #expect(duties(rows).problems == ["duties.csv:" + expected])
    }

    @Test("the same duty twice counts once")
    func twice() {
        let reading = duties("a1;1.1;lid\nJan de Vries;Lobbyagenda;member\n")
        #expect(reading.event?.duties.count == 1)
        #expect(reading.has("duplicate-duty"))
    }

    @Test("groups have one rule and at least two members")
    func groups() throws {
        let reading = read(
            attendees: attendees, groups: "groep;deelnemer;regel\nB;a3;apart\nA;a2;samen\nb;a1;\nA;a1;samen\n"
        )
        #expect(reading.problems == [])
        let groups = try #require(reading.event).groups
        #expect(groups.map(\.rule) == [.together, .apart])
        #expect(groups[0].members == [AttendeeIndex(0), AttendeeIndex(1)])
        func codes(_ rows: String) -> [String] {
            read(attendees: attendees, groups: "group,attendee,rule\n" + rows).codes
        }
        #expect(codes("A,a1,together\nA,a2,apart\n") == ["contradictory-rules"])
        #expect(codes("A,a1,together\n") == ["group-of-one"])
        #expect(codes("A,a1,\nA,a2,\n") == ["group-without-rule"])
        #expect(codes("A,a1,samn\nA,a2,samen\n") == ["unknown-rule"])
        #expect(codes(",a1,samen\n") == ["group-without-name"])
    }

    @Test("settings are read in both languages")
    func settings() throws {
        let reading = read(
            settings: """
                Instelling;Waarde
                titel;Netwerkdag
                Datum;woensdag 4 februari 2026
                tijdzone;Europe/Amsterdam
                looptijd minuten;5 min
                te laat minuten;10
                maximum per gemeente;3
                doel;eerlijk
                taal;Nederlands
                loting;18446744073709551615
                """)
        #expect(reading.problems == [])
        let settings = try #require(reading.event).settings
        #expect(settings.title == "Netwerkdag" && settings.isTitleGiven)
        #expect(settings.date == "2026-02-04")
        #expect(settings.timeZone == "Europe/Amsterdam")
        #expect([settings.transferMinutes, settings.lateArrivalMinutes] == [5, 10])
        #expect(settings.maximumPerOrganisation == 3)
        #expect(settings.objective == .fair)
        #expect(settings.language == .dutch)
        #expect(settings.seed == .max)
    }

    @Test(
        "a setting that is unknown, wrong or there twice is an error",
        arguments: [
            ("titel,a\ntitle,b\n", "3:1: error: setting 'title' is already on line 2"),
            ("objectve,fair\n", "2:1: error: 'objectve' is no setting; did you mean 'objective'?"),
            ("objective,fiar\n", "2:11: error: 'fiar' is no value for 'objective'; did you mean 'fair'?"),
            ("seed,-1\n", "2:6: error: '-1' is no value for 'seed'"),
            ("date,3/2/2026\n", "2:6: error: '3/2/2026' is no value for 'date'"),
            ("transfer minutes,kort\n", "2:18: error: 'kort' is no value for 'transfer minutes'"),
            ("maximum per organisation,0\n", "2:26: error: '0' is no value for 'maximum per organisation'"),
        ])
    func settingMistakes(rows: String, expected: String) {
        #expect(read(settings: "setting,value\n" + rows).problems == ["settings.csv:" + expected])
    }
}
