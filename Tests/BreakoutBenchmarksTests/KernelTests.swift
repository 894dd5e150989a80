import BreakoutModel
import Testing

@testable import BreakoutBenchmarks

@Suite("The kernels by themselves")
struct KernelTests {
    /// Two small sizes; a clock that does not run, so that nothing here depends on time.
    private func run() -> [KernelResult] {
        Kernels(repeats: 2, seconds: { 0 }) { event in { (event.attendees.count * 10, event.attendees.count) } }
            .run(sizes: [(300, [4, 6]), (200, [12, 12])])
    }

    @Test("every kernel does some work, and the same again")
    func isDeterministic() {
        let once = run(), again = run()
        #expect(once.count == 20 && once.map(\.name) == again.map(\.name))
        for (a, b) in zip(once, again) {
            #expect(a.work == b.work, "\(a.name), \(a.size)")
            #expect(!a.work.isEmpty && a.work.allSatisfy { $0.count > 0 }, "\(a.name), \(a.size): \(a.work)")
        }
    }

    @Test("counts are what they are called")
    func countsAreTrue() throws {
        let results = Dictionary(uniqueKeysWithValues: run().prefix(10).map { ($0.name, $0.work) })
        func count(_ kernel: String, _ unit: String) throws -> Int {
            try #require(results[kernel]?.first { $0.unit == unit }?.count, "\(kernel): \(unit)")
        }
        #expect(try count("rules", "attendees") == 300)
        #expect(try count("reading CSV", "records") == 300 && count("reading CSV", "bytes") == 3000)
        // Everybody who has to be somewhere is priced in each of the passes.
        let units = try count("building", "units")
        #expect(units > 280 && units <= 300)
        #expect(try count("pricing", "prices") == 66 * units && count("exact pricing", "prices") == 66 * units)
        // Nobody has more alternatives than there are sessions.
        #expect(try count("building", "alternatives") <= 10 * units)
        // The working basis has a row for a session that could be full, not for people.
        #expect(try count("inverse", "rows") <= 10)
        #expect(try count("proven stage", "pivots") >= count("long steps", "pivots"))
        #expect(try count("seating", "wishes") >= 500)
    }
}
