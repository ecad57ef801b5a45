#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a file in a place that strangers may have filled; `nil` when there is none, for a link, a pipe or a device, and for more than `limit` bytes.
func readOwnFile(_ path: String, limit: Int) -> [UInt8]? {
    guard let file = openOwnFile(path) else { return nil }
    defer { close(file) }
    guard let bytes = readStart(file, limit + 1), bytes.count <= limit else { return nil }
    return bytes
}

/// An open regular file to read; `nil` for a link and everything else. A pipe that nobody writes to would hold the program up for ever.
func openOwnFile(_ path: String) -> Int32? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { return nil }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG { return file }
    close(file)
    return nil
}

/// Replaces a file of the program's own, whole or not at all; its folder is made where missing. Of two programs that do so at once, the second fails.
///
/// What one that was killed left under the temporary name, the next one uses.
func writeOwnFile(_ bytes: [UInt8], at path: String) throws(MachineError) {
    for folder in parentPaths(of: path) where !folder.isEmpty { mkdir(folder, 0o755) }
    let temporary = path + ".part"
    guard let file = openAlone(temporary) else { throw .last("cannot write", path) }
    // Holds the lock until the name is free again.
    let lock = dup(file)
    defer { close(lock) }
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress.map { $0 + written }, bytes.count - written) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
            let error = MachineError.last("cannot write", path)
            close(file)
            unlink(temporary)
            throw error
        }
        written += count
    }
    guard close(file) == 0, rename(temporary, path) == 0 else {
        let error = MachineError.last("cannot write", path)
        unlink(temporary)
        throw error
    }
}

/// An empty regular file that nobody else has open in this way, nor under another name; `nil` with `errno` set.
private func openAlone(_ path: String) -> Int32? {
    for _ in 0..<2 {
        let file = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o644)
        if file < 0 { return nil }
        var (status, named) = (stat(), stat())
        let isLocked = flock(file, LOCK_EX | LOCK_NB) == 0
        guard isLocked, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let number = isLocked ? EEXIST : errno
            close(file)
            errno = number
            return nil
        }
        if lstat(path, &named) == 0, named.st_ino == status.st_ino, status.st_nlink == 1, ftruncate(file, 0) == 0 { return file }
        // Renamed while this one waited for it, or a hard link to something else, which is left as it is.
        if named.st_ino == status.st_ino { unlink(path) }
        close(file)
    }
    errno = EBUSY
    return nil
}
