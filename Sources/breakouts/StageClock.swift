import Glibc
import Synchronization

/// When each stage of a solve was done: told by the solver's thread, read after it.
final class StageClock: Sendable {
    private struct Laps {
        var wall: [Double] = []
        var processor: [Double] = []
    }

    private let began = ContinuousClock.now
    private let beganProcessor = StageClock.processorSeconds
    private let laps = Mutex(Laps())

    /// All threads of this process together. On a busy machine it says more than the clock on the wall.
    private static var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

    func stageDone() {
        let wall = (ContinuousClock.now - began) / .seconds(1)
        let processor = Self.processorSeconds - beganProcessor
        laps.withLock {
            $0.wall.append(wall)
            $0.processor.append(processor)
        }
    }

    /// Seconds from the start of the solve to the end of each stage; nil where the strategy told of none.
    var wall: [Double]? { laps.withLock { $0.wall.isEmpty ? nil : $0.wall } }

    /// The same in seconds of work of all processors.
    var processor: [Double]? { laps.withLock { $0.processor.isEmpty ? nil : $0.processor } }
}
