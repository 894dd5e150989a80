import BreakoutModel
import Synchronization

/// How far a rerun is, on a terminal, once it takes long. A frontier is many solves: they are counted.
final class RerunProgress: Sendable {
    private let console: Console
    private let isShown: Bool
    private let began = ContinuousClock.now
    private let solves = Mutex(1)

    init(_ console: Console) {
        self.console = console
        isShown = Console.isTerminal(2) && !console.isQuiet
    }

    /// `done` of `count` stages of the present solve.
    func stageDone(_ done: Int, of count: Int) {
        let solve = solves.withLock { solves in
            defer { if done == count { solves += 1 } }
            return solves
        }
        guard isShown, ContinuousClock.now - began > .milliseconds(500) else { return }
        let text = Bilingual(
            en: "\r\u{1B}[Kallocation \(solve): stage \(done) of \(count) ",
            nl: "\r\u{1B}[Kindeling \(solve): stap \(done) van \(count) ")
        console.complain(text.text(in: console.language))
    }

    func clear() {
        if isShown { console.complain("\r\u{1B}[K") }
    }
}
