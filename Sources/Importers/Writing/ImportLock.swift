import FileLocks

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Keeps two imports from writing into one site at once. A class, because its end gives the lock back.
///
/// What is locked is the site's folder `.answerable` itself, so that nothing of the lock can stay behind. Who has it is told by a file in the
/// staging folder, which is the holder's alone.
final class ImportLock {
    private let descriptor: Int32

    /// `state` is the folder; it is there.
    init(state: String, staging: String) throws(ImportError) {
        while true {
            let descriptor = open(state, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileCalls.failure(state) }
            switch FileLock.take(descriptor) {
            case .taken:
                // An import that failed may have removed the folder meanwhile: then the lock is one of nothing.
                guard Self.isStanding(descriptor, state) else {
                    FileCalls.close(descriptor)
                    try FileCalls.makeFolder(state)
                    continue
                }
                self.descriptor = descriptor
                return
            case .held:
                FileCalls.close(descriptor)
                throw .unwritable(path: state, reason: "another import (process \(Self.holder(staging))) is writing into this site; wait until that has ended")
            case .failed:
                defer { FileCalls.close(descriptor) }
                throw FileCalls.failure(state)
            }
        }
    }

    deinit {
        FileLock.leave(descriptor)
        FileCalls.close(descriptor)
    }

    /// Says in the staging folder who stages there.
    static func sign(_ staging: String) throws(ImportError) {
        let descriptor = open(signature(staging), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw FileCalls.failure(signature(staging)) }
        FileLock.sign(descriptor)
        FileCalls.close(descriptor)
    }

    private static func signature(_ staging: String) -> String { staging + "/process" }

    private static func holder(_ staging: String) -> String {
        let descriptor = open(signature(staging), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return "unknown" }
        defer { FileCalls.close(descriptor) }
        return FileLock.holder(descriptor)
    }

    private static func isStanding(_ descriptor: Int32, _ path: String) -> Bool {
        var (ours, standing) = (stat(), stat())
        return fstat(descriptor, &ours) == 0 && stat(path, &standing) == 0 && ours.st_ino == standing.st_ino && ours.st_dev == standing.st_dev
    }
}
