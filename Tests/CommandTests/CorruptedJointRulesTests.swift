import BreakoutModel
import BreakoutTestSupport
import Foundation
import Testing

/// Stored runs in whose certificate the rules that are kept jointly were tampered with.
@Suite("Corrupted rules that are kept jointly", .timeLimit(.minutes(5)))
struct CorruptedJointRulesTests {
    private static let file = "runs/001/certificate.json"
    /// The stage that the rules are needed for.
    private static let needy = "total regret at least 2"
    private static let cities: [JointRule] = [.organisation("Ede"), .organisation("Goes")]

    private static let ede = #"{"organisation":"Ede","row":"organisation"}"#
    private static let goes = #"{"organisation":"Goes","row":"organisation"}"#

    /// Two cities of two people who may not meet. In each of three rounds one of the two is at their second choice, so one
    /// of them is so twice or more: two people in all. Prices prove 1 (a half for each city); the two cities kept jointly
    /// prove 2 without any price. Somebody of a third city is in nobody's way.
    private static func assigned() async throws -> (EventFolderOnDisk, Certificate) {
        var sessions = "session,round\n", people = "attendee,name,organisation,round 1,round 2,round 3\n"
        for round in 1...3 { sessions += "X\(round),\(round)\nY\(round),\(round)\n" }
        for (id, city) in [("p", "Ede"), ("q", "Ede"), ("r", "Goes"), ("s", "Goes"), ("t", "Gouda")] {
            people += "\(id),Person \(id),\(city),X1;Y1,X2;Y2,X3;Y3\n"
        }
        let event = try EventFolderOnDisk([
            "sessions.csv": sessions, "attendees.csv": people,
            "groups.csv": "group,attendee,rule\nboth,p,apart\nboth,t,apart\npair,t,together\n",
            "settings.csv": "setting,value\nmaximum per organisation,1\n",
        ])
        #expect(try await event.run("assign", "--quiet").ending == "exit 0")
        return (event, try JSONDecoder().decode(Certificate.self, from: try event.bytes(of: file)))
    }

    private static func verify(_ certificate: Data, in event: EventFolderOnDisk) async throws -> CommandResult {
        try event.write(certificate, to: file)
        try await event.reseal()
        return try await event.run("verify")
    }

    /// The certificate with a leaf as the proof of the stage.
    private static func certificate(
        _ certificate: Certificate, _ jointly: [JointRule], at stage: String = needy
    ) throws -> Data {
        var certificate = certificate
        let index = try #require(certificate.stages.firstIndex { $0.name == stage })
        certificate.stages[index].proof = .leaf(denominator: 1, prices: [], jointly: jointly)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(certificate)
    }

    @Test("a leaf that has them is accepted, and so is one that has more of them")
    func accepted() async throws {
        let (event, own) = try await CorruptedJointRulesTests.assigned()
        #expect(own.stages.first { $0.name == CorruptedJointRulesTests.needy }?.value == 2)
        for more in [[], [JointRule.organisation("Gouda")], [.apart(group: "both"), .organisation("Gouda")]] {
            let rules = CorruptedJointRulesTests.cities + more
            let changed = try CorruptedJointRulesTests.certificate(own, rules)
            let result = try await CorruptedJointRulesTests.verify(changed, in: event)
            #expect(result.ending == "exit 0", "\(rules): \(result.screen)")
        }
    }

    @Test("every leaf of a run may name all rules there are")
    func everyLeaf() async throws {
        let (event, own) = try await CorruptedJointRulesTests.assigned()
        var changed = own
        for stage in changed.stages.indices {
            changed.stages[stage].proof = changed.stages[stage].proof.naming(CorruptedJointRulesTests.cities)
        }
        let result = try await CorruptedJointRulesTests.verify(try JSONEncoder().encode(changed), in: event)
        #expect(result.ending == "exit 0", "\(result.screen)")
    }

    @Test(
        "other rules than it needs, or than there are, are rejected",
        arguments: [
            ([JointRule.organisation("Ede")], "does not follow"),
            ([], "does not follow"),
            ([.organisation("Ede"), .organisation("Gouda")], "does not follow"),
            ([.organisation("Ede"), .apart(group: "both")], "does not follow"),
            ([.organisation("Ede"), .organisation("Goes"), .organisation("Elst")], "'Elst', which nobody is of"),
            ([.organisation("Ede"), .organisation("goes")], "'goes', which nobody is of"),
            ([.organisation("Ede"), .organisation("Goes"), .organisation("Ede")], "names 'Ede' twice"),
            ([.organisation("Ede"), .apart(group: "Goes")], "'Goes', which is no group that is kept apart"),
            ([.organisation("Ede"), .organisation("Goes"), .apart(group: "pair")], "'pair', which is no group"),
        ])
    func rejected(_ jointly: [JointRule], words: String) async throws {
        let (event, own) = try await CorruptedJointRulesTests.assigned()
        let changed = try CorruptedJointRulesTests.certificate(own, jointly)
        let result = try await CorruptedJointRulesTests.verify(changed, in: event)
        #expect(result.ending == "exit 1" && result.sentences.contains(words), "\(result.screen)")
        #expect(result.sentences.contains("Rejected") && result.tooLongLines == [])
    }

    @Test("on the leaf of another stage they prove nothing for this one")
    func otherStage() async throws {
        let (event, own) = try await CorruptedJointRulesTests.assigned()
        var changed = own
        let needy = try #require(changed.stages.firstIndex { $0.name == CorruptedJointRulesTests.needy })
        for stage in changed.stages.indices {
            changed.stages[stage].proof =
                stage == needy
                ? .leaf(denominator: 1, prices: [])
                : changed.stages[stage].proof.naming(CorruptedJointRulesTests.cities)
        }
        let result = try await CorruptedJointRulesTests.verify(try JSONEncoder().encode(changed), in: event)
        #expect(result.ending == "exit 1" && result.sentences.contains("does not follow"), "\(result.screen)")
    }

    @Test(
        "what is no rule makes the file unreadable",
        arguments: [
            #"[\#(goes),{"organisation":"Ede","row":"organisation","session":"X1"}]"#,
            #"[\#(goes),{"organisation":"Ede","price":1,"row":"organisation"}]"#,
            #"[\#(goes),{"group":"Ede","row":"organisation"}]"#,
            #"[\#(goes),{"organisation":"Ede","row":"capacity"}]"#,
            #"[\#(goes),{"organisation":"Ede"}]"#,
            #"[\#(goes),"Ede"]"#, #"["Ede","Goes"]"#, ede, #""Ede""#, "null",
            #"[\#(ede),\#(goes)],"extra":[]"#,
        ])
    func unreadable(_ text: String) async throws {
        let (event, own) = try await CorruptedJointRulesTests.assigned()
        let good = "\"jointly\":[\(CorruptedJointRulesTests.ede),\(CorruptedJointRulesTests.goes)]"
        let changed = try CorruptedJointRulesTests.certificate(own, CorruptedJointRulesTests.cities)
        let whole = String(decoding: changed, as: UTF8.self)
        #expect(whole.contains(good))
        let corrupted = whole.replacingOccurrences(of: good, with: "\"jointly\":" + text)
        let result = try await CorruptedJointRulesTests.verify(Data(corrupted.utf8), in: event)
        #expect(result.ending == "exit 65" && result.sentences.contains("certificate.json"), "\(result.screen)")
    }

    @Test("a branch has no rules that are kept jointly")
    func onABranch() async throws {
        let (event, own) = try await CorruptedJointRulesTests.assigned()
        var changed = own
        let needy = try #require(changed.stages.firstIndex { $0.name == CorruptedJointRulesTests.needy })
        let leaf = ProofNode.leaf(denominator: 1, prices: [], jointly: CorruptedJointRulesTests.cities)
        changed.stages[needy].proof = .branch(attendee: "t", session: "X1", yes: leaf, no: leaf)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let good = try encoder.encode(changed)
        #expect(try await CorruptedJointRulesTests.verify(good, in: event).ending == "exit 0")
        let corrupted = String(decoding: good, as: UTF8.self).replacingOccurrences(
            of: #""attendee":"t","no":"#, with: #""attendee":"t","jointly":[],"no":"#)
        #expect(corrupted.utf8.count > good.count)
        let result = try await CorruptedJointRulesTests.verify(Data(corrupted.utf8), in: event)
        #expect(result.ending == "exit 65", "\(result.screen)")
    }
}

extension ProofNode {
    /// With these rules kept jointly at every leaf.
    fileprivate func naming(_ rules: [JointRule]) -> ProofNode {
        switch self {
        case .leaf(let denominator, let prices, _): .leaf(denominator: denominator, prices: prices, jointly: rules)
        case .branch(let attendee, let session, let yes, let no):
            .branch(attendee: attendee, session: session, yes: yes.naming(rules), no: no.naming(rules))
        case .cancellation(let session, let held, let cancelled):
            .cancellation(session: session, held: held.naming(rules), cancelled: cancelled.naming(rules))
        }
    }
}
