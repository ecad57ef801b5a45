#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The bytes of a file named by the person who runs the program, not by content; `nil` when there is none.
package func readFile(_ path: String) throws(MachineError) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0, errno == ENOENT || errno == ENOTDIR { return nil }
    guard file >= 0 else { throw .last("cannot read", path) }
    defer { close(file) }
    guard let bytes = readToEnd(file) else { throw .last("cannot read", path) }
    return bytes
}

/// Everything that an open file still holds; `nil`, with `errno` set, when reading fails.
func readToEnd(_ descriptor: Int32) -> [UInt8]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var count = 0
    while true {
        if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
        let n = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count) }
        if n < 0, errno == EINTR { continue }
        if n < 0 { return nil }
        if n == 0 { break }
        count += n
    }
    bytes.removeLast(bytes.count - count)
    return bytes
}

/// The first bytes of an open regular file, at most `limit`; `nil`, with `errno` set, when reading fails.
func readStart(_ descriptor: Int32, _ limit: Int) -> [UInt8]? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let limit = min(limit, Int(status.st_size))
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    while count < limit {
        let n = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress.map { $0 + count }, limit - count) }
        if n < 0, errno == EINTR { continue }
        if n < 0 { return nil }
        if n == 0 { break }
        count += n
    }
    bytes.removeLast(limit - count)
    return bytes
}

/// Whether a path leads to a folder.
package func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether a path is itself a symbolic link.
func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
}
