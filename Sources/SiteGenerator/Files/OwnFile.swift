#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Replaces a file of the program's own, whole or not at all; its folder is made where missing.
func writeOwnFile(_ bytes: [UInt8], at path: String) throws(MachineError) {
    for folder in parentPaths(of: path) where !folder.isEmpty { mkdir(folder, 0o755) }
    let temporary = path + ".part-\(getpid())"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .last("cannot write", path) }
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
    guard close(file) == 0, rename(temporary, path) == 0 else { throw .last("cannot write", path) }
}
