import FileLocks

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
            throw MachineError(
                "cannot write", path, detail: "another build (process \(FileLock.holder(descriptor))) is writing it; wait until that has ended")
        }
        FileLock.sign(descriptor)
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
        guard descriptor >= 0 else { return }
        FileLock.leave(descriptor)
        close(descriptor)
    }

    private static func take(_ descriptor: Int32, _ path: String) throws(MachineError) -> Bool {
        switch FileLock.take(descriptor) {
        case .taken: return true
        case .held: return false
        case .failed: throw .last("cannot lock", path)
        }
    }
}
