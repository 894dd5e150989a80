import BreakoutModel
import BreakoutTestSupport
import Foundation
import Testing

@testable import BreakoutAllocator

@Suite("The model for other solvers")
struct ModelExportTests {
    static let kinds = [
        RandomEvents(people: 3...6, rounds: 1, sessions: 2...4),
        RandomEvents(people: 3...6, rounds: 2, sessions: 2...3),
        RandomEvents(people: 4...8, rounds: 2, sessions: 2...3, hasSocialRules: true),
        RandomEvents(people: 2...4, rounds: 3, sessions: 2...3, hasSocialRules: true),
    ]

    @Test(
        "each stage, solved by another solver from either format, has the value that was proven here",
        .enabled(if: OtherSolver.isThere, "no HiGHS, CBC or GLPK here: install one, as .ci/run does"),
        arguments: kinds.indices)
    func sameOptimum(kind: Int) throws {
        let folder = try ScratchFolder()
        var expected: [String: Int] = [:]
        for seed in 0..<15 {
            let event = ModelExportTests.kinds[kind].event(seed: seed)
            let rules = RuleBook(event)
            guard rules.hardContradictions.isEmpty else { continue }
            var request = AllocationRequest(
                event: event, rules: rules, objective: event.settings.objective, seed: event.settings.seed)
            var outcome = rules.contradictions.isEmpty ? ExactStrategy().allocate(request) : .impossible
            if case .impossible = outcome {
                request = request.leavingOut
                outcome = ExactStrategy().allocate(request)
            }
            guard case .allocated(let solved) = outcome else { continue }
            let export = ModelExport(request, results: solved.stages)
            for file in export.files where file.name != "names.csv" {
                let stage = Int(file.name.split(separator: ".")[0].dropFirst(6))! - 1
                let name = "\(seed)-\(file.name)"
                try folder.write(file, as: name)
                let value = solved.stages[stage]
                expected[name] = value.sense == .maximise ? -value.value : value.value
            }
        }
        let found = try OtherSolver.objectives(of: expected.keys.sorted(), in: folder.url)
        #expect(expected.count > 60)
        for (name, value) in expected.sorted(by: { $0.key < $1.key }) {
            #expect(found[name] == value, "\(name)")
        }
    }

    @Test(
        "an event without an allocation has no solution elsewhere either",
        .enabled(if: OtherSolver.isThere, "no HiGHS, CBC or GLPK here: install one, as .ci/run does"))
    func impossible() throws {
        let folder = try ScratchFolder()
        var names: [String] = []
        for seed in 0..<80 {
            let event = ModelExportTests.kinds[2].event(seed: seed)
            let rules = RuleBook(event)
            guard rules.personalContradictions.isEmpty, solved(event) == nil else { continue }
            let request = AllocationRequest(event: event, rules: rules, objective: .total, seed: 1)
            let export = ModelExport(request, results: nil)
            guard export.isComplete else { continue }
            for file in export.files where file.name != "names.csv" {
                names.append("\(seed)-\(file.name)")
                try folder.write(file, as: names.last!)
            }
        }
        #expect(names.count > 10)
        let found = try OtherSolver.objectives(of: names, in: folder.url)
        #expect(found.isEmpty, "\(found)")
    }

    @Test("names are safe and unique, however ids look")
    func names() throws {
        var builder = EventBuilder()
        builder.session("1.1 (a)", round: 1, capacity: 5)
        builder.session("1.1 [a]", round: 1, capacity: 5)
        for id in ["jo@a.nl", "jo a.nl", "jo_a.nl", "Renée", "Ren e", String(repeating: "x", count: 99), "e12", "<"] {
            builder.attendee(id, [["1.1 (a)"]])
        }
        let event = builder.event()
        let names = ModelNames(event: event)
        #expect(Set(names.attendees).count == event.attendees.count && Set(names.sessions).count == 2)
        for name in names.attendees + names.sessions {
            #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") } && name.count < 40)
        }
    }

    @Test("a file goes out in pieces: the largest does not grow with the number of people")
    func pieces() throws {
        func largest(_ people: Int) throws -> (piece: Int, all: Int) {
            var builder = EventBuilder()
            for round in 1...2 {
                for number in 1...6 { builder.session("\(round).\(number)", round: round, capacity: people) }
            }
            for person in 0..<people { builder.attendee("p\(person)", [["1.1", "1.2"], ["2.1"]]) }
            let event = builder.event()
            let request = AllocationRequest(event: event, rules: RuleBook(event), objective: .fair, seed: 1)
            let size = Sizes()
            for file in ModelExport(request, results: nil).files {
                try file.write { size.add($0.count) }
            }
            return (size.largest, size.all)
        }
        let small = try largest(500), large = try largest(2_000)
        #expect(large.all > 3 * small.all)
        #expect(large.piece < 2 * small.piece, "\(small) \(large)")
    }
}

private final class Sizes {
    var largest = 0, all = 0
    func add(_ size: Int) {
        largest = max(largest, size)
        all += size
    }
}

/// A folder that goes away with its owner.
private final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("breakouts-model-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func write(_ file: ModelExport.File, as name: String) throws {
        let bytes = Bytes()
        try file.write { bytes.all += $0 }
        try Data(bytes.all).write(to: url.appendingPathComponent(name))
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

private final class Bytes {
    var all: [UInt8] = []
}
