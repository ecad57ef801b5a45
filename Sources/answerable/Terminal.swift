import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the program may assume of where its output goes.
enum Terminal {
    static let isErrorTerminal = isatty(STDERR_FILENO) == 1
    static let isOutputTerminal = isatty(STDOUT_FILENO) == 1

    /// Colour only on a terminal, and never where NO_COLOR is set (no-color.org).
    static func isColoured(_ isTerminal: Bool) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Columns of the terminal that standard error goes to; 100 where there is none.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }
}

/// One line on the terminal that says what is being done; nothing in a pipe.
struct ProgressLine {
    private let isShown: Bool
    private var last = ""

    init(isQuiet: Bool) {
        isShown = Terminal.isErrorTerminal && !isQuiet
    }

    mutating func show(_ text: String) {
        guard isShown, text != last else { return }
        last = text
        writeError("\r\u{1B}[2K" + text)
    }

    mutating func clear() {
        guard isShown, !last.isEmpty else { return }
        last = ""
        writeError("\r\u{1B}[2K")
    }
}

/// "1 thread", "3 threads".
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
}
