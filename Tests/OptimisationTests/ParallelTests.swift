import Synchronization
import Testing

@testable import Optimisation

@Suite("Work on all cores")
struct ParallelTests {
    private final class Part: Sendable {
        let sum: Int
        init(_ sum: Int) { self.sum = sum }
    }

    private final class Watched {
        weak var part: Part?
        init(_ part: Part) { self.part = part }
    }

    @Test("results are those of the parts in order, and nobody holds on to them, however busy all threads are")
    func nothingIsKept() {
        // Helpers that are asked for meanwhile do not begin.
        let busy = Busy()
        for _ in 0..<64 { Task.detached { busy.wait() } }
        var watched: [Watched] = []
        for _ in 0..<20 {
            let parts = Parallel.map(40, grain: 10) { Part($0.reduce(0, +)) }
            #expect(parts.map(\.sum) == [45, 145, 245, 345])
            watched += parts.map { Watched($0) }
        }
        #expect(watched.count == 80 && watched.allSatisfy { $0.part == nil })
        busy.stop()
    }

    private final class Busy: Sendable {
        private let isOver = Atomic(false)
        func wait() { while !isOver.load(ordering: .acquiring) {} }
        func stop() { isOver.store(true, ordering: .releasing) }
    }
}
