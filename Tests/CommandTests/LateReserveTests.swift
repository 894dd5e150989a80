import Testing

@Suite("seats kept back for late sign-ups")
struct LateReserveTests {
    /// Six parties of three and five pairs in four rooms of eight. With a seat of each kept back there is a seat for each
    /// of the 28, but a room of seven is full only with one party and two pairs. Three of the rooms can keep theirs.
    private static let parties = [
        "sessions.csv": "session,round,capacity\n1.1,1,8\n1.2,1,8\n1.3,1,8\n1.4,1,8\n",
        "attendees.csv": "attendee,round 1 choice 1\n" + people.map { "\($0)\($1),1.1\n" }.joined(),
        "groups.csv": "group,attendee,rule\n" + people.map { "\($0),\($0)\($1),together\n" }.joined(),
        "settings.csv": "setting,value\nlate reserve,1\n",
    ]

    private static let people = zip("abcdefghijk", [3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2]).flatMap { party, size in
        (1...size).map { (party, $0) }
    }

    @Test("the time limit holds for what can be kept back too; what is not known by then is said, and not kept back")
    func timeLimit() async throws {
        let event = try EventFolderOnDisk(LateReserveTests.parties)
        let assign = try await event.run("assign")
        #expect(assign.ending == "exit 0", "\(assign.screen)")
        #expect(
            assign.sentences.contains(
                "no seats are kept back for late sign-ups in '1.4': there would be no allocation"), "\(assign.screen)")
        #expect(try event.text(of: "runs/001/summary.json").contains("\"seats\" : 1"))
        let hurried = try await event.run("assign", "--time-limit", "0")
        #expect(hurried.ending == "exit 0", "\(hurried.screen)")
        #expect(
            hurried.sentences.contains(
                "no seats are kept back for late sign-ups in '1.1', '1.2', '1.3' and '1.4': in this time it was not found "
                    + "out whether there would be an allocation"), "\(hurried.screen)")
        #expect(hurried.sentences.contains("half of --time-limit is for that question"))
        #expect(try !event.text(of: "runs/002/summary.json").contains("\"seats\" :"))
        #expect((try await event.run("verify")).ending == "exit 0")
        let strict = try await event.run("assign", "--time-limit", "0", "--strict")
        #expect(strict.ending == "exit 1", "\(strict.screen)")
    }
}
