import Glibc
import Synchronization

/// Ctrl-C: the first asks for a stop with the best so far, the second ends at once.
enum Interrupt {
    private static let wasAsked = Atomic<Bool>(false)

    static var isRequested: Bool { wasAsked.load(ordering: .relaxed) }

    static func listen() {
        // A reader that goes away must not kill us before the run is written.
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGINT) { _ in
            Interrupt.wasAsked.store(true, ordering: .relaxed)
            _ = signal(SIGINT, SIG_DFL)
        }
    }
}
