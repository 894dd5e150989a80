import Testing

@Suite("seats kept back for late sign-ups")
struct LateReserveTests {
    /// Five parties of three in rooms of six, six and eight. With a seat of each kept back there are 17 for 15 people, but
    /// the rooms take one party, one and two. The second cannot keep its seat beside the first; the third can.
    private static let parties = [
        "sessions.csv": "session,round,capacity\n1.1,1,6\n1.2,1,6\n1.3,1,8\n",
        "attendees.csv": "attendee,round 1 choice 1\n"
            + ["a", "b", "c", "d", "e"].flatMap { party in (1...3).map { "\(party)\($0),1.1\n" } }.joined(),
        "groups.csv": "group,attendee,rule\n"
            + ["a", "b", "c", "d", "e"].flatMap { party in (1...3).map { "\(party),\(party)\($0),together\n" } }
            .joined(),
        "settings.csv": "setting,value\nlate reserve,1\n",
    ]

    @Test("the time limit holds for what can be kept back too; what is not known by then is said, and not kept back")
    func timeLimit() async throws {
        let event = try EventFolderOnDisk(LateReserveTests.parties)
        let assign = try await event.run("assign")
        #expect(assign.ending == "exit 0", "\(assign.screen)")
        #expect(
            assign.sentences.contains(
                "no seats are kept back for late sign-ups in '1.2': there would be no allocation"), "\(assign.screen)")
        #expect(try event.text(of: "runs/001/summary.json").contains("\"seats\" : 1"))
        let hurried = try await event.run("assign", "--time-limit", "0")
        #expect(hurried.ending == "exit 0", "\(hurried.screen)")
        #expect(
            hurried.sentences.contains(
                "no seats are kept back for late sign-ups in '1.1', '1.2' and '1.3': in this time it was not found "
                    + "out whether there would be an allocation"), "\(hurried.screen)")
        #expect(hurried.sentences.contains("half of --time-limit is for that question"))
        #expect(try !event.text(of: "runs/002/summary.json").contains("\"seats\" :"))
        #expect((try await event.run("verify")).ending == "exit 0")
        let strict = try await event.run("assign", "--time-limit", "0", "--strict")
        #expect(strict.ending == "exit 1", "\(strict.screen)")
    }
}
