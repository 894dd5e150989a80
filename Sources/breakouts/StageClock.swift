import Synchronization

/// When each stage of a solve was done: told by the solver's thread, read after it.
final class StageClock: Sendable {
    private let began = ContinuousClock.now
    private let laps = Mutex<[Double]>([])

    func stageDone() {
        let passed = (ContinuousClock.now - began) / .seconds(1)
        laps.withLock { $0.append(passed) }
    }

    /// Seconds from the start of the solve to the end of each stage; nil where the strategy told of none.
    var seconds: [Double]? {
        laps.withLock { $0.isEmpty ? nil : $0 }
    }
}
