#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is being sent. A class, because several answers may share it and the last one closes it.
package final class OpenFile: Sendable {
    private let descriptor: Int32
    /// In bytes, when it was opened.
    package let size: Int
    /// Another for another file, and for this one after a change.
    package let stamp: String

    /// - Returns: `nil` when there is no ordinary file. No symbolic link is followed, in the last part of the path.
    package init?(_ path: String) {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { return nil }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(file)
            return nil
        }
        descriptor = file
        size = Int(status.st_size)
        let time = FileStamp(status)
        stamp = "\(status.st_ino)-\(size)-\(time.nanoseconds)"
    }

    deinit { close(descriptor) }

    /// Up to so many bytes from an offset; `nil` when the file can't be read, or has shrunk.
    func read(at offset: Int, count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let n = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
        guard n > 0 else { return nil }
        bytes.removeLast(count - n)
        return bytes
    }
}
