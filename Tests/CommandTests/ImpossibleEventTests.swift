import Foundation
import Testing

@Suite(.timeLimit(.minutes(15))) struct ImpossibleEventTests {
    func expectImpossible(_ files: [String: String], saying words: String...) async throws {
        let event = try EventFolderOnDisk(files)
        let result = try await event.run("assign")
        #expect(result.ending == "exit 1", "\(result.screen)")
        #expect(result.output == "")
        for words in words { #expect(result.sentences.contains(words), "\(result.errors)") }
        #expect(result.errors.contains("→"), "without a way out")
        #expect(!result.errors.contains("nfeasible"))
        #expect(result.tooLongLines == [])
        #expect(event.leftBehind == [])
    }

    @Test("too few seats: the round, the seats, the people, and how many seats to add")
    func tooFewSeats() async throws {
        try await expectImpossible(
            Workshop.with(["sessions.csv": Workshop.sessions.replacingOccurrences(of: "room,3,10", with: "room,2,10")]),
            saying: "round 1 has 6 seats for 8 people", "add 2 seats")
    }

    @Test("one seat short is one seat, not '1 seats'")
    func oneSeatShort() async throws {
        let sessions = Workshop.sessions.replacingOccurrences(of: "Red room,3,10", with: "Red room,1,10")
        try await expectImpossible(
            Workshop.with(["sessions.csv": sessions]), saying: "round 1 has 7 seats for 8 people")
        let result = try await EventFolderOnDisk(Workshop.with(["sessions.csv": sessions])).run("assign")
        #expect(result.sentences.contains("add 1 seat in"))
    }

    @Test("a time limit that is too short to find anything or rule it out is told, and nothing is claimed")
    func nothingFound() async throws {
        // Twelve rooms of seven, which only three and two pairs fill: fourteen groups of three are two too many, although
        // there is a seat for everybody. That takes very long to rule out.
        let rooms = (1...12).map { "S\($0),1,7\n" }, people = 0..<84
        func group(_ person: Int) -> Int { person < 42 ? person / 3 : 14 + (person - 42) / 2 }
        let event = try EventFolderOnDisk([
            "sessions.csv": "session,round,capacity\n" + rooms.joined(),
            "attendees.csv": "attendee,round 1 choice 1\n" + people.map { "p\($0),S1\n" }.joined(),
            "groups.csv": "group,attendee,rule\n" + people.map { "g\(group($0)),p\($0),together\n" }.joined(),
        ])
        let result = try await event.run("assign", "--time-limit", "0")
        #expect(result.ending == "exit 1", "\(result.screen)")
        #expect(result.sentences.contains("no allocation that keeps all the rules was found in this time"))
        #expect(!result.sentences.contains("can exist") && result.tooLongLines == [])
        #expect(event.leftBehind == [])
        // Some can always be placed.
        #expect(try await event.run("assign", "--time-limit", "0", "--allow-unplaced").ending == "exit 0")
    }

    @Test("duties at more sessions that may be cancelled than can be weighed up are bad data, not a contradiction")
    func tooManyDuties() async throws {
        let rounds = 1...13
        let event = try EventFolderOnDisk([
            "sessions.csv": "session,round,cancellable\n"
                + rounds.map { "S\($0),\($0),yes\nT\($0),\($0),\n" }.joined(),
            "attendees.csv": "attendee\nann\nbob\n",
            "duties.csv": "attendee,session,duty\n" + rounds.map { "ann,S\($0),chair\n" }.joined(),
        ])
        for command in ["check", "assign"] {
            let result = try await event.run(command)
            #expect(result.ending == "exit 65", "\(result.screen)")
            #expect(result.sentences.contains("ann has duties at 13 sessions"), "\(result.screen)")
            #expect(result.tooLongLines == [])
        }
        #expect(event.leftBehind == [])
    }

    @Test("two duties at once: the person, both sessions and their times")
    func twoDuties() async throws {
        try await expectImpossible(
            Workshop.with(["duties.csv": "attendee,session,duty\nann,1.1,chair\nann,1.2,speaker\n"]),
            saying: "duties.csv:3:1: error: Ann Aalders", "'1.1'", "'1.2'", "10:00–11:00",
            "the other duty is at duties.csv:2")
    }

    @Test("minimums that add up to more than there are people: the round and by how much to lower them")
    func minimums() async throws {
        let sessions = Workshop.sessions.replacingOccurrences(of: "capacity", with: "capacity,minimum")
            .replacingOccurrences(of: "room,3,10", with: "room,3,3,10").replacingOccurrences(
                of: "room,3,11", with: "room,3,0,11")
        try await expectImpossible(
            Workshop.with(["sessions.csv": sessions]), saying: "minimums of round 1 add up to 9", "8", "1 in total")
    }

    @Test("more people on duty in a room than it holds: the session, and both numbers")
    func crowdedDuties() async throws {
        try await expectImpossible(
            Workshop.with([
                "duties.csv":
                    "attendee,session,duty\nann,1.1,chair\nbob,1.1,speaker\ncas,1.1,speaker\ndora,1.1,speaker\n"
            ]), saying: "'1.1'", "4", "3")
    }

    @Test("a group that fits into no room: the group")
    func bigGroup() async throws {
        try await expectImpossible(
            Workshop.with([
                "groups.csv": "group,attendee,rule\nfriends,ann,together\nfriends,bob,together\n"
                    + "friends,cas,together\nfriends,dora,together\n"
            ]), saying: "Ann Aalders", "together")
    }

    @Test("people who are excluded from everything: their round, and what keeps them out")
    func excludedEverywhere() async throws {
        try await expectImpossible(
            Workshop.with([
                "duties.csv": "attendee,session,duty\nann,1.1,excluded\nann,1.2,excluded\nann,1.3,excluded\n"
            ]), saying: "Ann Aalders", "round 1")
    }

    @Test("check says it too, before anybody asks for an allocation")
    func check() async throws {
        let sessions = Workshop.sessions.replacingOccurrences(of: "room,3,10", with: "room,2,10")
        let event = try EventFolderOnDisk(Workshop.with(["sessions.csv": sessions]))
        let result = try await event.run("check")
        #expect(result.ending == "exit 1")
        #expect(result.sentences.contains("round 1 has 6 seats for 8 people"))
    }

    @Test("whoever is left out is told on stderr in quiet mode too, and it counts as done")
    func quietlyLeftOut() async throws {
        let sessions = Workshop.sessions.replacingOccurrences(of: "room,3,10", with: "room,2,10")
        let event = try EventFolderOnDisk(Workshop.with(["sessions.csv": sessions]))
        let result = try await event.run("assign", "--allow-unplaced", "--quiet")
        #expect(result.ending == "exit 0" && result.output == "", "\(result.screen)")
        #expect(result.sentences.contains("2 people without a place in round 1: every session there is full"))
        #expect(result.tooLongLines == [])
    }

    @Test("where there is no model to write, what is really in the way is said")
    func noModel() async throws {
        let doors = try EventFolderOnDisk([
            "sessions.csv": "session,round,open to\n1.1,1,mayor\n1.2,1,mayor\n",
            "attendees.csv": "attendee,roles\nann,mayor\ncat,officer\n",
        ])
        let shut = try await doors.run("check", "--export-model", "model")
        #expect(shut.sentences.contains("there is no model to write"), "\(shut.errors)")
        #expect(shut.sentences.contains("no session of round 1 is open to cat"), "\(shut.errors)")
        #expect(!shut.errors.contains("together"), "\(shut.errors)")
        let friends = try EventFolderOnDisk([
            "sessions.csv": "session,round,open to\n1.1,1,mayor\n1.2,1,officer\n",
            "attendees.csv": "attendee,roles\nann,mayor\ncat,officer\n",
            "groups.csv": "group,attendee,rule\ng,ann,together\ng,cat,together\n",
        ])
        let tied = try await friends.run("check", "--export-model", "model")
        #expect(tied.sentences.contains("stay together and have no session in common in some round: ann; cat"))
    }

    @Test(
        "two duties at once are no model either: where they stand is said, and how to mend it, and nothing is written")
    func noModelOfTwoDuties() async throws {
        let event = try EventFolderOnDisk([
            "sessions.csv": "session,round\n1.1,1\n1.2,1\n", "attendees.csv": "attendee\nann\nbob\n",
            "duties.csv": "attendee,session,duty\nann,1.1,chair\nann,1.2,speaker\n",
        ])
        let result = try await event.run("check", "--export-model", "event/model")
        #expect(result.ending == "exit 1")
        #expect(result.sentences.contains("there is no model to write"), "\(result.errors)")
        let screen = result.screen.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .joined(separator: " ")
        for words in ["duties.csv:3", "ann must be at '1.1' and at '1.2'", "lift one of the two duties"] {
            #expect(screen.contains(words), "'\(words)' in \(screen)")
        }
        #expect(!FileManager.default.fileExists(atPath: event.url.appendingPathComponent("model").path))
    }

    @Test("people who should be together and apart, and too many of one city together, are found by check as by assign")
    func foundByCheck() async throws {
        let people = "attendee,organisation\nann,Ede\nbob,Ede\ncat,Epe\n"
        let sessions = "session,round\n1.1,1\n1.2,1\n"
        let together = "group,attendee,rule\ng,ann,together\ng,bob,together\n"
        let atOdds = try EventFolderOnDisk([
            "sessions.csv": sessions, "attendees.csv": people, "groups.csv": together + "h,ann,apart\nh,bob,apart\n",
        ])
        let crowded = try EventFolderOnDisk([
            "sessions.csv": sessions, "attendees.csv": people, "groups.csv": together,
            "settings.csv": "setting,value\nmaximum per organisation,1\n",
        ])
        for (event, words) in [(atOdds, "apart ('h')"), (crowded, "at most 1 of the 2 people of Ede")] {
            let checked = try await event.run("check", "--json"), assigned = try await event.run("assign")
            #expect(checked.ending == "exit 1" && assigned.ending == "exit 1", "\(checked.screen)")
            #expect(checked.output.contains(words), "\(checked.output)")
            #expect(assigned.sentences.contains(words), "\(assigned.errors)")
        }
    }

    @Test("somebody who is absent all day ties nobody: the day is placed, proven and verified")
    func absentHub() async throws {
        let pairs = (0..<5).map { "g\($0),hub,together\ng\($0),p\($0),together\n" }.joined()
        let event = try EventFolderOnDisk([
            "sessions.csv": "session,round,capacity\n"
                + (1...3).flatMap { r in (1...4).map { "\(r).\($0),\(r),2\n" } }.joined(),
            "attendees.csv": "attendee,absent,round 1 choice 1,round 2 choice 1,round 3 choice 1\nhub,1;2;3,,,\n"
                + (0..<5).map { "p\($0),,1.1,2.1,3.1\n" }.joined(),
            "groups.csv": "group,attendee,rule\n" + pairs,
        ])
        let assigned = try await event.run("assign", "--json")
        #expect(assigned.output.contains("\"status\" : \"optimal\""), "\(assigned.screen)")
        #expect(try await event.run("verify").ending == "exit 0")
    }

    @Test("who is absent in every round and would have two things at once is in nobody's way, for assign and verify")
    func absentThroughout() async throws {
        let event = try EventFolderOnDisk([
            "sessions.csv": "session,round,capacity,start,end,required for\n1.1,1,2,12:00,13:00,\n"
                + "F0,,,10:20,10:30,board\nF1,,,10:15,10:25,clerk\n",
            "attendees.csv": "attendee,roles,absent\nann,,\nbob,board;clerk,1\n",
        ])
        let assigned = try await event.run("assign", "--quiet")
        #expect(assigned.ending == "exit 0", "\(assigned.screen)")
        #expect(try await event.run("verify").ending == "exit 0")
    }

    @Test("leaving people out is advised only where it helps; where it does not, the reason is what is in the way then")
    func leavingOutInVain() async throws {
        let files = [
            "sessions.csv": "session,round,open to,minimum\nA,1,x,2\nB,1,x,\n",
            "attendees.csv": "attendee,roles\np1,x\np2,x\np3,\n",
            "groups.csv": "group,attendee,rule\ng,p1,together\ng,p3,together\n",
        ]
        let event = try EventFolderOnDisk(files)
        let plain = try await event.run("assign")
        #expect(plain.sentences.contains("no session of round 1 is open to p3"), "\(plain.errors)")
        #expect(!plain.errors.contains("--allow-unplaced"), "\(plain.errors)")
        let result = try await event.run("assign", "--allow-unplaced")
        #expect(result.ending == "exit 1")
        #expect(!result.errors.contains("is open to p3"), "\(result.errors)")
        for words in ["'A' needs at least 2 people", "together ('g'): p1; p3", "open 'A' to everybody"] {
            #expect(result.sentences.contains(words), "'\(words)' in \(result.errors)")
        }
    }

    @Test("what is suggested next can be copied, and leads on: not to an allocation or a comparison that cannot be")
    func suggestions() async throws {
        let event = try EventFolderOnDisk([
            "sessions.csv": "session,round,capacity\n1.1,1,1\n1.2,1,1\n", "attendees.csv": "attendee\nann\nbob\ncas\n",
        ])
        for language in ["en", "nl"] {
            let plain = try await event.breakouts(["assign", "././././././event", "--lang", language])
            #expect(plain.errors.contains("breakouts assign ././././././event --allow-unplaced\n"), "\(plain.errors)")
            #expect(plain.tooLongLines == [])
        }
        let partly = try await event.run("assign", "--allow-unplaced")
        #expect(partly.ending == "exit 0" && !partly.output.contains("breakouts what-if"), "\(partly.screen)")
        #expect(partly.output.contains(try Regex("What is in the way +breakouts assign event\n")), "\(partly.screen)")
        let thought = try await event.run("what-if", "--minimum", "1.1=1")
        #expect(thought.ending == "exit 1" && !thought.output.contains("breakouts assign"), "\(thought.screen)")
        #expect(thought.output.contains("Try other changes"))
        #expect(try await event.run("what-if", "--capacity", "1.1=2").output.contains("breakouts assign event\n"))
    }

    @Test("assign writes the model of an event without an allocation, or says that there is none")
    func modelOfImpossible() async throws {
        let sessions = "session,round,capacity\n1.1,1,1\n1.2,1,1\n", people = "attendee\nann\nbob\ncas\n"
        let crowded = try EventFolderOnDisk(["sessions.csv": sessions, "attendees.csv": people])
        let result = try await crowded.run("assign", "--export-model", "event/model", "--lang", "en")
        #expect(result.ending == "exit 1")
        #expect(result.sentences.contains("The model is in 'event/model' (3 files)"), "\(result.errors)")
        #expect(result.sentences.contains("round 1 has 2 seats for 3 people"), "\(result.errors)")
        #expect(crowded.exists("model/stage-01.lp"))
        let duties = "attendee,session,duty\nann,1.1,chair\nann,1.2,speaker\n"
        let twice = try EventFolderOnDisk(["sessions.csv": sessions, "attendees.csv": people, "duties.csv": duties])
        for (language, words) in [
            ("en", "No model was written to 'event/model': what is asked of somebody cannot be done"),
            ("nl", "Er is geen model geschreven in 'event/model': iemand moet iets wat niet kan"),
        ] {
            let none = try await twice.run("assign", "--export-model", "event/model", "--lang", language)
            #expect(none.ending == "exit 1" && none.sentences.contains(words), "\(none.errors)")
            #expect(none.tooLongLines == [] && !twice.exists("model"))
        }
        let quiet = try await twice.run("assign", "--export-model", "event/model", "--quiet")
        #expect(!quiet.errors.contains("No model"), "\(quiet.errors)")
    }
}
