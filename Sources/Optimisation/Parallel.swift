import Synchronization

/// Work over many units on all cores.
///
/// The range is cut into chunks of a fixed size, which the calling thread and some tasks take one after another until
/// none is left; results are put together in the order of the chunks. So what comes out does not depend on how many
/// cores there are or who is faster. The caller never waits for a task that has not started: it takes the chunks
/// itself.
enum Parallel {
    /// Chunks are worth a task from this many microseconds of work on; a unit takes about a third of one.
    static let grain = 2048
    private static let helpers = 3
    /// Helpers that were asked for and have not begun. While all threads are at work they do not begin, and asking for ever
    /// more of them would only fill memory.
    private static let awaited = Atomic<Int>(0)
    private static let mostAwaited = 64

    static func map<Result: Sendable>(
        _ count: Int, grain: Int = Parallel.grain, _ body: @escaping @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        let chunks = (count + grain - 1) / grain
        guard chunks > 1 else { return count == 0 ? [] : [body(0..<count)] }
        let board = Board(count: count, grain: grain, chunks: chunks, body: body)
        for _ in 0..<min(helpers, chunks - 1) where awaited.load(ordering: .relaxed) < mostAwaited {
            awaited.add(1, ordering: .relaxed)
            Task.detached {
                awaited.subtract(1, ordering: .relaxed)
                board.work()
            }
        }
        board.work()
        return board.results()
    }
}

/// What is to be done, and what has been.
private final class Board<Result: Sendable>: Sendable {
    private let count: Int
    private let grain: Int
    private let chunks: Int
    private let next = Atomic<Int>(0)
    private let finished = Atomic<Int>(0)
    private let done: Mutex<[Result?]>
    /// Let go when all is done, as are the results: a task that comes late must keep neither.
    private let body: Mutex<(@Sendable (Range<Int>) -> Result)?>

    init(count: Int, grain: Int, chunks: Int, body: @escaping @Sendable (Range<Int>) -> Result) {
        self.count = count
        self.grain = grain
        self.chunks = chunks
        done = Mutex(Array(repeating: nil, count: chunks))
        self.body = Mutex(body)
    }

    func work() {
        guard let body = body.withLock({ $0 }) else { return }
        while true {
            let chunk = next.add(1, ordering: .relaxed).oldValue
            guard chunk < chunks else { return }
            let result = body((chunk * grain)..<min(count, (chunk + 1) * grain))
            done.withLock { $0[chunk] = result }
            finished.add(1, ordering: .releasing)
        }
    }

    /// Waits for chunks that are still being worked on: at most one for each task.
    func results() -> [Result] {
        while finished.load(ordering: .acquiring) < chunks {}
        body.withLock { $0 = nil }
        return done.withLock { done in
            defer { done = [] }
            return done.map { $0! }
        }
    }
}
