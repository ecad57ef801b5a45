#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Keeps two builds from writing one output at once. The system gives it back when the process ends, however it ends.
///
/// A class, because its end gives the lock back.
final class OutputLock: Sendable {
    private let descriptor: Int32

    /// Locks the file `lock` in the folder beside the output, and leaves the number of this process in it.
    ///
    /// - Parameter path: The output's, for the message.
    init(in folder: OpenFolder, path: String) throws(MachineError) {
        descriptor = openat(folder.descriptor, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("cannot write", folder.place("lock")) }
        guard try Self.take(descriptor, path) else {
            let holder = String(decoding: (readToEnd(descriptor) ?? []).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
            throw MachineError(
                "cannot write", path, detail: "another build (process \(holder.isEmpty ? "unknown" : holder)) is writing it; wait until that has ended")
        }
        let text = "\(getpid())\n"
        ftruncate(descriptor, 0)
        pwrite(descriptor, text, text.utf8.count, 0)
    }

    /// Locks the output's folder itself, where nothing can be written beside it.
    init(folder: OpenFolder, path: String) throws(MachineError) {
        descriptor = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("cannot open the folder", path) }
        guard try Self.take(descriptor, path) else {
            throw MachineError("cannot write", path, detail: "another build is writing it; wait until that has ended")
        }
    }

    /// Locks as the first one does, and touches nothing; `nil` where no build has been, or one is at work.
    init?(standingIn folder: OpenFolder) {
        descriptor = openat(folder.descriptor, "lock", O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0, (try? Self.take(descriptor, "")) == true else { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private static func take(_ descriptor: Int32, _ path: String) throws(MachineError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            // Some network file systems have no locks: then nobody holds one.
            if errno == ENOLCK || errno == ENOTSUP { return true }
            guard errno == EINTR else { throw .last("cannot lock", path) }
        }
        return true
    }
}
