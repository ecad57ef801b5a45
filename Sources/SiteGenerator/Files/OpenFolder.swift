import CSystemCalls

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// An open folder that is written to: everything in it is named relative to it, and no symbolic link is followed.
///
/// A class, because tasks share the descriptor that its end closes.
final class OpenFolder: Sendable {
    let descriptor: Int32
    /// For messages.
    let path: String

    /// Opens a folder by its path, which may lead through links: it is the caller's.
    init(opening path: String) throws(MachineError) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw .last("cannot open the folder", path) }
    }

    /// A folder directly in this one. Fails on a link.
    init(_ name: UnsafePointer<CChar>, in parent: OpenFolder) throws(MachineError) {
        descriptor = openat(parent.descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        path = parent.place(name)
        guard descriptor >= 0 else { throw .last("cannot open the folder", path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// A name in this folder, for messages.
    func place(_ name: UnsafePointer<CChar>) -> String { path + "/" + String(cString: name) }

    /// What a name in this folder stands for; `nil` when there is nothing.
    func status(_ name: UnsafePointer<CChar>) throws(MachineError) -> FileStatus? {
        var status = stat()
        if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return FileStatus(status) }
        guard errno == ENOENT else { throw .last("cannot look at", place(name)) }
        return nil
    }

    func status() throws(MachineError) -> FileStatus { try statusAndStamp().status }

    func statusAndStamp() throws(MachineError) -> (status: FileStatus, stamp: FileStamp) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last("cannot look at", path) }
        return (FileStatus(status), FileStamp(status))
    }

    /// The bytes of a regular file; `nil` for a link and when there is nothing.
    func read(_ name: UnsafePointer<CChar>) throws(MachineError) -> [UInt8]? {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        if file < 0, errno == ENOENT || errno == ELOOP { return nil }
        guard file >= 0 else { throw .last("cannot read", place(name)) }
        defer { close(file) }
        guard let bytes = readToEnd(file) else { throw .last("cannot read", place(name)) }
        return bytes
    }

    /// Writes a new file; fails when the name is taken. What is half-written when it fails is taken away.
    func create(_ name: UnsafePointer<CChar>, _ bytes: [UInt8], mode: mode_t = 0o644, synced: Bool = false) throws(MachineError) -> FileStatus {
        if let status = try createIfFree(name, bytes, mode: mode, synced: synced) { return status }
        throw MachineError("cannot write", place(name), number: EEXIST)
    }

    /// The same, but `nil` when the name is taken.
    func createIfFree(
        _ name: UnsafePointer<CChar>, _ bytes: [UInt8], mode: mode_t = 0o644, synced: Bool = false
    ) throws(MachineError) -> FileStatus? {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        if file < 0, errno == EEXIST { return nil }
        guard file >= 0 else { throw .last("cannot write", place(name)) }
        var status = stat()
        let isWritten = writeAll(file, bytes) && fstat(file, &status) == 0 && (!synced || fsync(file) == 0)
        let number = errno
        let isClosed = close(file) == 0
        guard isWritten, isClosed else {
            let error = MachineError("cannot write", place(name), number: isWritten ? errno : number)
            unlinkat(descriptor, name, 0)
            throw error
        }
        return FileStatus(status)
    }

    /// Makes a folder where there is none. What else has the name stays, and is an error when the folder is opened.
    func makeFolder(_ name: UnsafePointer<CChar>, mode: mode_t = 0o755) throws(MachineError) {
        guard mkdirat(descriptor, name, mode) == 0 || errno == EEXIST else { throw .last("cannot make the folder", place(name)) }
    }

    /// Takes a name away, with everything below it. Fine when there is nothing.
    func remove(_ name: UnsafePointer<CChar>) throws(MachineError) {
        if unlinkat(descriptor, name, 0) == 0 || errno == ENOENT { return }
        // A folder: EISDIR on Linux, EPERM elsewhere.
        guard errno == EISDIR || errno == EPERM else { throw .last("cannot delete", place(name)) }
        let below = try OpenFolder(name, in: self)
        for entry in try below.entries(of: .root) { try entry.path.withName { name throws(MachineError) in try below.remove(name) } }
        guard unlinkat(descriptor, name, AT_REMOVEDIR) == 0 || errno == ENOENT else { throw .last("cannot delete", place(name)) }
    }

    /// Waits until the folder's names are on the disk.
    func sync() throws(MachineError) {
        guard fsync(descriptor) == 0 else { throw .last("cannot write", path) }
    }
}

/// Writes everything; false, with `errno` set, when that fails.
private func writeAll(_ file: Int32, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = UnsafeRawBufferPointer(rebasing: rest).withMemoryRebound(to: UInt8.self) { write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

/// What the disk says of a file, without reading it.
struct FileStatus: Hashable, Sendable {
    enum Kind: Hashable, Sendable { case file, folder, other }

    let kind: Kind
    let device: UInt64
    let inode: UInt64
    /// Bytes.
    let size: Int
    /// Nanoseconds since 1970 of the last change of its bytes.
    let modified: Int
    let mode: mode_t
    let owner: uid_t
    let group: gid_t

    init(_ status: stat) {
        kind = status.st_mode & S_IFMT == S_IFREG ? .file : status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
        size = Int(status.st_size)
        #if canImport(Glibc)
            modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
        #else
            modified = status.st_mtimespec.tv_sec * 1_000_000_000 + status.st_mtimespec.tv_nsec
        #endif
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        group = status.st_gid
    }
}
