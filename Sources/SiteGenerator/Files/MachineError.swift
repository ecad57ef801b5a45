#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The machine failed, not the content: a file can't be read or written, a process can't be started. Exit code 3.
package struct MachineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was tried, as "cannot write".
    package let action: String
    package let path: String
    /// The C library's error number; 0 when there is none.
    package let number: Int32
    /// Says more than the error number, or stands in its place.
    package let detail: String?

    package init(_ action: String, _ path: String, number: Int32 = 0, detail: String? = nil) {
        self.action = action
        self.path = path
        self.number = number
        self.detail = detail
    }

    /// Takes the number of the call that failed just now.
    static func last(_ action: String, _ path: String) -> MachineError {
        MachineError(action, path, number: errno)
    }

    package var description: String {
        let reason = number == 0 ? nil : String(cString: strerror(number))
        let why = [detail, reason].compactMap(\.self).joined(separator: ": ")
        return why.isEmpty ? "\(action) '\(path)'" : "\(action) '\(path)': \(why)"
    }
}
