import Synchronization

/// Work that falls apart into independent pieces, done on all cores.
///
/// The caller takes pieces like everybody else, so nothing ever waits for a thread that does not come: when the pool of
/// threads is busy, the caller does all of it. Which piece is done by whom never shows, because results are put in the
/// order of the pieces, and pieces are cut the same on every machine.
public enum Parallel {
    /// As many helpers as are ever worth asking for; the pool gives no more threads than there are cores.
    private static let mostHelpers = 15

    /// What `body` makes of consecutive pieces of `0..<count`, each of at most `piece` numbers, in order.
    ///
    /// A piece should take a fraction of a millisecond or more: handing one out costs a fraction of a microsecond. A
    /// single piece is done at once, without any threads.
    public static func map<Result: Sendable>(
        _ count: Int, piece: Int = 1 << 13, _ body: @escaping @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        precondition(count >= 0 && piece > 0, "pieces of nothing")
        let pieces = (count + piece - 1) / piece
        if pieces <= 1 { return count == 0 ? [] : [body(0..<count)] }
        let board = Board<Result>(pieces: pieces) { body($0 * piece..<min(count, ($0 + 1) * piece)) }
        for _ in 1..<min(pieces, mostHelpers + 1) { Task.detached { board.work() } }
        board.work()
        return board.results()
    }

    /// So many pieces are worked on or waiting at a time in `forEach`.
    private static let mostAhead = 8

    /// The same for results too large to hold all at a time: `take` gets each as it comes, in order, until it says that
    /// it wants no more, while others work on the next.
    public static func forEach<Result: Sendable>(
        _ count: Int, piece: Int = 1 << 13, _ body: @escaping @Sendable (Range<Int>) -> Result,
        take: (Result) -> Bool
    ) {
        precondition(count >= 0 && piece > 0, "pieces of nothing")
        let pieces = (count + piece - 1) / piece
        if pieces <= 1 {
            if count > 0 { _ = take(body(0..<count)) }
            return
        }
        let begin = { number in Later { body(number * piece..<min(count, (number + 1) * piece)) } }
        var ahead = (0..<min(pieces, mostAhead)).map(begin)
        for number in 0..<pieces {
            let place = number % mostAhead
            // Nothing is waited for while there is something to do.
            while !ahead[place].isReady, let other = ahead.first(where: { !$0.isTaken }) { other.work() }
            let result = ahead[place].value()
            if number + mostAhead < pieces { ahead[place] = begin(number + mostAhead) }
            guard take(result) else { return }
        }
    }
}

/// The pieces that are left to do, and the results of those that are done.
private final class Board<Result: Sendable>: Sendable {
    private let pieces: Int
    private let body: @Sendable (Int) -> Result
    private let next = Atomic<Int>(0)
    private let done = Atomic<Int>(0)
    private let found: Mutex<[Result?]>

    init(pieces: Int, body: @escaping @Sendable (Int) -> Result) {
        self.pieces = pieces
        self.body = body
        found = Mutex(Array(repeating: nil, count: pieces))
    }

    /// Does pieces until none is left to begin.
    func work() {
        while true {
            let piece = next.add(1, ordering: .relaxed).oldValue
            guard piece < pieces else { return }
            let result = body(piece)
            found.withLock { $0[piece] = result }
            done.add(1, ordering: .releasing)
        }
    }

    /// Waits for the pieces that others have begun, one each at most.
    func results() -> [Result] {
        while done.load(ordering: .acquiring) < pieces { _ = ContinuousClock.now }
        return found.withLock { found in
            defer { found = [] }
            return found.map { $0! }
        }
    }
}

/// Something that is worked out meanwhile, if there is a thread to spare; else when its value is asked for.
public final class Later<Value: Sendable>: Sendable {
    private let body: @Sendable () -> Value
    private let isBegun = Atomic<Bool>(false)
    private let isDone = Atomic<Bool>(false)
    private let found = Mutex<Value?>(nil)

    public init(_ body: @escaping @Sendable () -> Value) {
        self.body = body
        Task.detached { self.work() }
    }

    /// Whether somebody is working it out, or has.
    fileprivate var isTaken: Bool { isBegun.load(ordering: .relaxed) }
    fileprivate var isReady: Bool { isDone.load(ordering: .acquiring) }

    fileprivate func work() {
        guard !isBegun.exchange(true, ordering: .relaxed) else { return }
        let value = body()
        found.withLock { $0 = value }
        isDone.store(true, ordering: .releasing)
    }

    public func value() -> Value {
        work()
        while !isDone.load(ordering: .acquiring) { _ = ContinuousClock.now }
        return found.withLock { $0! }
    }
}
