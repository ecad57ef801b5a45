#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The lock on an open file or folder that one holder at a time has. The system gives it back when the descriptor is closed or the process
/// ends, however it ends.
package enum FileLock {
    package enum Outcome {
        case taken
        /// Somebody else has it.
        case held
        /// `errno` tells why.
        case failed
    }

    /// Doesn't wait.
    package static func take(_ descriptor: Int32) -> Outcome {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return .held }
            // Some network file systems have no locks: then nobody holds one.
            if errno == ENOLCK || errno == ENOTSUP { return .taken }
            guard errno == EINTR else { return .failed }
        }
        return .taken
    }

    /// Gives the lock back, before the descriptor is closed: a child that is being started has the descriptor too, until it becomes another program, and
    /// would have the lock so long.
    package static func leave(_ descriptor: Int32) {
        flock(descriptor, LOCK_UN)
    }

    /// Leaves the number of this process in an open file, for those who come after.
    package static func sign(_ descriptor: Int32) {
        let text = "\(getpid())\n"
        ftruncate(descriptor, 0)
        pwrite(descriptor, text, text.utf8.count, 0)
    }

    /// The number of the process that signed a file, or 'unknown'.
    package static func holder(_ descriptor: Int32) -> String {
        var digits = [UInt8](repeating: 0, count: 20)
        let count = digits.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        let number = digits.prefix(max(0, count)).prefix { (48...57).contains($0) }
        return number.isEmpty ? "unknown" : String(decoding: number, as: UTF8.self)
    }
}
