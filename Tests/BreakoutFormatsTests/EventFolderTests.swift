import BreakoutFormats
import BreakoutModel
import Testing

@Suite struct EventFolderTests {
    @Test("a small day reads as it is meant")
    func smallDay() throws {
        let reading = read()
        #expect(reading.problems == [])
        let event = try #require(reading.event)
        #expect(event.sessions.map(\.id) == ["1.1", "1.2", "2.1", "2.2"])
        #expect(event.fixedItems.map(\.title) == ["Algemene bestuursvergadering"])
        #expect(event.fixedItems[0].requiredFor == .roles([RoleIndex(0)]))
        #expect(event.sessions[2].time?.text(in: .english) == "14:15–15:15")
        #expect(event.attendees.map(\.name) == ["Jan van den Berg", "Piet"])
        #expect(
            event.rankingText == ["a1": [["1:1.1", "2:1.2"], ["1:2.1"]], "a2": [["1:1.2"], ["1:2.2"]]])
        #expect(event.settings.title == "map" && !event.settings.isTitleGiven)
        #expect(reading.source("attendees.csv")?.rankingShape == "choice columns")
        #expect(reading.sources.allSatisfy { $0.isConserved })
    }

    @Test("an unknown session is pointed at, with the session that was meant")
    func unknownSession() {
        let reading = read(attendees: "attendee,round 2 choice 1,roles\nab,Optopen,bestuurslid\n")
        #expect(
            reading.problems == [
                "attendees.csv:2:4: error: 'Optopen' is no session of round 2; "
                    + "did you mean 'Optoppen, aanplakken en uitplinten'?"
            ])
        #expect(reading.event == nil)
    }
}
