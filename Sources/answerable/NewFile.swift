import Foundation
import SiteGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes a file that must not exist yet.
func writeNewFile(_ text: String, at path: String, folder: String) throws {
    do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
        throw MachineError("cannot make the folder", folder, detail: error.localizedDescription)
    }
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    if file < 0, errno == EEXIST { throw UsageError("'\(path)' exists already (edit it, or choose another title)") }
    guard file >= 0 else { throw MachineError("cannot write", path, number: errno) }
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress.map { $0 + written }, bytes.count - written) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
            let number = errno
            close(file)
            unlink(path)
            throw MachineError("cannot write", path, number: number)
        }
        written += count
    }
    guard close(file) == 0 else { throw MachineError("cannot write", path, number: errno) }
}
