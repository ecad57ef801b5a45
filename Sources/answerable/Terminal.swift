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

    /// Whether a line can be written over: on a terminal that moves its cursor, and not where a log keeps every line (CI is set there).
    static var canRewrite: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isErrorTerminal && environment["TERM"] != "dumb" && (environment["CI"] ?? "").isEmpty
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
        isShown = Terminal.canRewrite && !isQuiet
    }

    mutating func show(_ text: String) {
        guard isShown, text != last else { return }
        last = text
        // A line that wraps could not be taken back. The stages' names are ASCII: a byte is a column.
        writeError("\r\u{1B}[2K" + String(decoding: text.utf8.prefix(max(10, Terminal.width - 1)), as: UTF8.self))
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
