import BreakoutModel
import BreakoutTestSupport
import Foundation
import Testing

/// Stored runs whose certificate was tampered with, by somebody who knows how and makes the manifest agree.
@Suite("Corrupted certificates", .timeLimit(.minutes(5)))
struct CorruptedCertificateTests {
    enum Source: String, CaseIterable, Sendable {
        case plain = "a proof without branches"
        case person = "a proof that branches on somebody's place"
        case session = "a proof that branches on cancelling a session"
        case cover = "a proof with a price on a cover"
    }

    private let file = "runs/001/certificate.json"

    @Test("is rejected, whatever was changed", arguments: Source.allCases)
    func rejected(source: Source) async throws {
        let (event, certificate) = try await assigned(source)
        let stage = try #require(certificate.stages.firstIndex { isMeant($0, source) })
        for corruption in Corruption.all where corruption.applies(to: source) {
            var changed = certificate
            corruption.change(&changed, stage)
            try event.write(try JSONEncoder().encode(changed), to: file)
            try await event.reseal()
            let result = try await event.run("verify")
            #expect(result.ending == "exit 1", "\(corruption.name): \(result.screen)")
            #expect(
                corruption.words.isEmpty || result.sentences.contains(corruption.words),
                "\(corruption.name): \(result.screen)")
            #expect(result.sentences.contains("Rejected") && result.tooLongLines == [])
        }
        // What was there before is still accepted: it was the change that was rejected.
        try event.write(try JSONEncoder().encode(certificate), to: file)
        try await event.reseal()
        let result = try await event.run("verify")
        #expect(result.ending == "exit 0", "\(result.screen)")
    }

    @Test("a leaf that is not there any more makes the file unreadable", arguments: [Source.person, .session])
    func leafDropped(source: Source) async throws {
        let (event, _) = try await assigned(source)
        let key = source == .person ? "\"no\" :" : "\"cancelled\" :"
        #expect(try event.replace(key, by: "\"gone\" :", in: file))
        try await event.reseal()
        let result = try await event.run("verify")
        #expect(result.ending == "exit 65", "\(result.screen)")
        #expect(result.sentences.contains("certificate.json"))
    }

    @Test(
        "a field that means nothing here makes the file unreadable: it may mean something to another reader",
        arguments: [
            (Source.plain, "\"row\" :"), (.plain, "\"denominator\" :"), (.person, "\"no\" :"), (.session, "\"held\" :"),
            (.cover, "\"among\" :"),
        ])
    func unknownField(source: Source, field: String) async throws {
        let (event, _) = try await assigned(source)
        #expect(try event.replace(field, by: "\"extra\" : 1, " + field, in: file))
        try await event.reseal()
        let result = try await event.run("verify")
        #expect(result.ending == "exit 65", "\(result.screen)")
        #expect(result.sentences.contains("certificate.json"))
    }

    @Test(
        "numbers that are not written as plain digits, that are too large, and nesting that is too deep are told as such",
        arguments: [
            ("1.0", "'1.0' on line"), ("1e0", "'1e0' on line"),
            ("1" + String(repeating: "0", count: 40), "is too large: it has 41 digits"),
        ])
    func unreadableNumbers(number: String, words: String) async throws {
        let (event, _) = try await assigned(.plain)
        let text = try event.text(of: file)
        #expect(try event.replace("\"denominator\" : 1", by: "\"denominator\" : \(number)", in: file))
        try await event.reseal()
        let result = try await event.run("verify")
        #expect(result.ending == "exit 65" && result.sentences.contains(words), "\(result.screen)")
        let deep = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        try event.write(text.replacingOccurrences(of: "\"stages\" : [", with: "\"stages\" : [\(deep),"), to: file)
        let nested = try await event.run("verify")
        #expect(nested.ending == "exit 65" && nested.sentences.contains("nested 602 levels deep"), "\(nested.screen)")
    }

    @Test("the certificate of another event, and that of another draw of the same event")
    func anothers() async throws {
        let (event, _) = try await assigned(.plain)
        let own = try event.bytes(of: file)
        let other = try EventFolderOnDisk(Workshop.files)
        #expect(try await other.run("assign", "--quiet").ending == "exit 0")
        try event.write(try other.bytes(of: file), to: file)
        try await event.reseal()
        #expect(try await event.run("verify").ending == "exit 1")
        #expect(try await event.run("assign", "--seed", "99", "--quiet").ending == "exit 0")
        try event.write(try event.bytes(of: "runs/002/certificate.json"), to: file)
        try await event.reseal()
        let result = try await event.run("verify", "--run", "1")
        #expect(result.ending == "exit 1" && result.sentences.contains("seed"), "\(result.screen)")
        try event.write(own, to: file)
        try await event.reseal()
        #expect(try await event.run("verify", "--run", "1").ending == "exit 0")
    }

    // MARK: Runs

    private func isMeant(_ stage: StageProof, _ source: Source) -> Bool {
        switch source {
        // With a value that no proof reaches for nothing.
        case .plain: stage.proof.leaves.contains { !$0.isEmpty } && !stage.proof.branchesAnywhere
        case .person: stage.proof.branchesOnPeople
        case .session: stage.proof.branchesAnywhere && !stage.proof.branchesOnPeople
        case .cover: stage.proof.leaves.contains { $0.contains { $0.row.isCover } }
        }
    }

    /// A run with such a proof: events are made until one has it.
    private func assigned(_ source: Source) async throws -> (EventFolderOnDisk, Certificate) {
        for seed in 0..<120 {
            let event =
                source == .plain
                ? try EventFolderOnDisk(sample: "tiny")
                : try EventFolderOnDisk(source == .cover ? dayOfPairs(seed) : crowdedDay(seed))
            guard try await event.run("assign", "--quiet").ending == "exit 0" else { continue }
            let certificate = try JSONDecoder().decode(Certificate.self, from: try event.bytes(of: file))
            if certificate.stages.contains(where: { isMeant($0, source) }) { return (event, certificate) }
        }
        throw Unreadable(description: "no event has \(source.rawValue)")
    }

    /// Three cities that come with a pair and two others, and may have two people in a session.
    private func dayOfPairs(_ seed: Int) -> [String: String] {
        var random = SeededGenerator(seed)
        var people = "attendee,name,organisation,round 1,round 2\n"
        var groups = "group,attendee,rule\n"
        for person in 0..<12 {
            let rankings = (1...2).map { round in
                (1...3).shuffled(using: &random).map { "\(round).\($0)" }.joined(separator: ";")
            }
            let city = ["Ede", "Delft", "Gouda"][person / 4]
            people += "p\(person),Person \(person),\(city),\(rankings.joined(separator: ","))\n"
            if person % 4 < 2 { groups += "pair \(city),p\(person),together\n" }
        }
        return [
            "sessions.csv": "session,round,capacity\n1.1,1,5\n1.2,1,5\n1.3,1,5\n2.1,2,5\n2.2,2,5\n2.3,2,5\n",
            "attendees.csv": people, "groups.csv": groups,
            "settings.csv": "setting,value\nmaximum per organisation,2\n",
        ]
    }

    /// Nine people, two rounds, and rules that cross each other: the relaxation is often not whole.
    private func crowdedDay(_ seed: Int) -> [String: String] {
        var random = SeededGenerator(seed)
        var sessions = "session,round,capacity,minimum,cancellable,topic\n"
        var people = "attendee,name,organisation,round 1,round 2\n"
        for round in 1...2 {
            for number in 1...4 {
                let fields: [String] = [
                    "\(round).\(number)", "\(round)", random.once(in: 2) ? "3" : "4",
                    ["0", "0", "2", "3"].randomElement(using: &random)!, random.once(in: 2) ? "yes" : "",
                    ["", "", "T", "U"].randomElement(using: &random)!,
                ]
                sessions += fields.joined(separator: ",") + "\n"
            }
        }
        for person in 0..<9 {
            let rankings = (1...2).map { round in
                (1...4).shuffled(using: &random).prefix(3).map { "\(round).\($0)" }.joined(separator: ";")
            }
            let city = ["Ede", "Delft", "Gouda"].randomElement(using: &random)!
            people += "p\(person),Person \(person),\(city),\(rankings.joined(separator: ","))\n"
        }
        var files = ["sessions.csv": sessions, "attendees.csv": people]
        files["groups.csv"] = "group,attendee,rule\na,p0,apart\na,p1,apart\na,p2,apart\n"
        if random.once(in: 2) { files["settings.csv"] = "setting,value\nmaximum per organisation,1\n" }
        return files
    }
}

/// One way of tampering.
private struct Corruption: Sendable {
    let name: String
    /// What the verifier must say.
    let words: String
    var isForTrees = false
    var isForCovers = false
    let change: @Sendable (inout Certificate, Int) -> Void

    func applies(to source: CorruptedCertificateTests.Source) -> Bool {
        (!isForTrees || [.person, .session].contains(source)) && (!isForCovers || source == .cover)
    }

    static let all = [
        Corruption(name: "a price raised beyond all others", words: "") { certificate, stage in
            certificate.stages[stage].proof.changePrices { $0 + (1 << 50) }
        },
        Corruption(name: "the prices taken away", words: "") { certificate, stage in
            certificate.stages[stage].proof.dropPrices()
        },
        Corruption(name: "a price below nothing", words: "has the price") { certificate, stage in
            certificate.stages[stage].proof.changePrices { -1 - $0 }
        },
        Corruption(name: "a bound raised", words: "") { certificate, stage in
            let up = certificate.stages[stage].sense == .minimise ? 1 : -1
            certificate.stages[stage].bound += up
        },
        Corruption(name: "a value and its bound bettered", words: "") { certificate, stage in
            let better = certificate.stages[stage].sense == .minimise ? -1 : 1
            certificate.stages[stage].value += better
            certificate.stages[stage].bound += better
        },
        Corruption(name: "two stages swapped", words: "stages") { certificate, stage in
            let other = stage == 0 ? 1 : stage - 1
            certificate.stages.swapAt(stage, other)
        },
        Corruption(name: "a stage left out", words: "stages") { certificate, stage in
            certificate.stages.remove(at: stage)
        },
        Corruption(name: "a row of another session", words: "Nowhere") { certificate, stage in
            certificate.stages[stage].proof.addRow(.capacity(session: "Nowhere"))
        },
        Corruption(name: "a row of a later stage", words: "") { certificate, stage in
            certificate.stages[stage].proof.addRow(.stage(certificate.stages.count))
        },
        Corruption(name: "another denominator", words: "") { certificate, stage in
            certificate.stages[stage].proof.multiplyDenominators(by: 0)
        },
        Corruption(name: "a branch on somebody who is not there", words: "Nobody", isForTrees: true) {
            certificate, stage in
            certificate.stages[stage].proof = .branch(
                attendee: "Nobody", session: "1.1", yes: certificate.stages[stage].proof,
                no: certificate.stages[stage].proof)
        },
        Corruption(name: "a cover of fewer people", words: "does not follow from the rule", isForCovers: true) {
            certificate, stage in
            certificate.stages[stage].proof.changeCovers {
                $0 -= 1; _ = $1
            }
        },
        Corruption(name: "a cover with a stranger", words: "Nobody", isForCovers: true) { certificate, stage in
            certificate.stages[stage].proof.changeCovers {
                _ = $0; $1.append("Nobody")
            }
        },
        Corruption(name: "a cover with somebody twice", words: "does not follow from the rule", isForCovers: true) {
            certificate, stage in
            certificate.stages[stage].proof.changeCovers {
                _ = $0; $1.append($1[0])
            }
        },
        Corruption(name: "the leaves of both sides emptied", words: "", isForTrees: true) { certificate, stage in
            certificate.stages[stage].proof.dropPrices()
        },
    ]
}

extension ProofNode {
    fileprivate var leaves: [[RowPrice]] {
        switch self {
        case .leaf(_, let prices, _): [prices]
        case .branch(_, _, let yes, let no): yes.leaves + no.leaves
        case .cancellation(_, let held, let cancelled): held.leaves + cancelled.leaves
        }
    }

    fileprivate var branchesAnywhere: Bool {
        if case .leaf = self { false } else { true }
    }

    fileprivate var branchesOnPeople: Bool {
        switch self {
        case .leaf: false
        case .branch: true
        case .cancellation(_, let held, let cancelled): held.branchesOnPeople || cancelled.branchesOnPeople
        }
    }

    /// Changes every leaf.
    fileprivate func changed(_ change: (Int128, [RowPrice]) -> (Int128, [RowPrice])) -> ProofNode {
        switch self {
        case .leaf(let denominator, let prices, let jointly):
            let (denominator, prices) = change(denominator, prices)
            return .leaf(denominator: denominator, prices: prices, jointly: jointly)
        case .branch(let attendee, let session, let yes, let no):
            return .branch(attendee: attendee, session: session, yes: yes.changed(change), no: no.changed(change))
        case .cancellation(let session, let held, let cancelled):
            return .cancellation(session: session, held: held.changed(change), cancelled: cancelled.changed(change))
        }
    }

    /// The first price of each leaf that is not on an earlier stage: those may be raised, the proof only gets wordier.
    fileprivate mutating func changePrices(_ change: (Int128) -> Int128) {
        self = changed { denominator, prices in
            var prices = prices
            let first = prices.firstIndex { if case .stage = $0.row { false } else { true } }
            if let first { prices[first].price = change(prices[first].price) }
            return (denominator, prices)
        }
    }

    fileprivate mutating func changeCovers(_ change: (inout Int, inout [String]) -> Void) {
        self = changed { denominator, prices in
            let changed = prices.map { price in
                guard case .cover(let row, var limit, var among) = price.row else { return price }
                change(&limit, &among)
                return RowPrice(.cover(row, atMost: limit, among: among), price: price.price)
            }
            return (denominator, changed)
        }
    }

    fileprivate mutating func dropPrices() { self = changed { denominator, _ in (denominator, []) } }

    fileprivate mutating func addRow(_ row: Row) {
        self = changed { ($0, $1 + [RowPrice(row, price: 1)]) }
    }

    fileprivate mutating func multiplyDenominators(by factor: Int128) {
        self = changed { ($0 * factor, $1) }
    }
}

extension Row {
    fileprivate var isCover: Bool {
        if case .cover = self { true } else { false }
    }
}
