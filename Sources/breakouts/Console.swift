import BreakoutModel
import BreakoutReports
import Glibc

/// Results to stdout, everything else to stderr, each write checked: a full disk is an error, a reader that went away
/// is not.
struct Console {
    var language: Language = .english
    var colour = false
    var isQuiet = false

    /// Whether a person looks at the stream.
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    var outputStyle: TextStyle {
        TextStyle(
            width: Console.width(STDOUT_FILENO), colour: colour && Console.isTerminal(STDOUT_FILENO), language: language
        )
    }

    var errorStyle: TextStyle {
        TextStyle(
            width: Console.width(STDERR_FILENO), colour: colour && Console.isTerminal(STDERR_FILENO), language: language
        )
    }

    func print(_ text: String) throws(Failure) { try Console.write(text, to: STDOUT_FILENO) }

    /// What goes wrong here has nowhere to be told.
    func complain(_ text: String) { try? Console.write(text, to: STDERR_FILENO) }

    /// The terminal's columns, at least 60 and at most 120; 80 when nobody says.
    private static func width(_ descriptor: Int32) -> Int {
        var size = winsize()
        let isKnown = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? min(120, max(60, Int(size.ws_col))) : 80
    }

    private static func write(_ text: String, to descriptor: Int32) throws(Failure) {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
            }
            if count > 0 {
                written += count
            } else if errno == EPIPE {
                return
            } else if errno != EINTR {
                throw Failure(
                    .cannotWrite, Bilingual(en: "cannot write the output", nl: "kan de uitvoer niet schrijven"))
            }
        }
    }
}
