#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A text that lies in a spool.
struct StoredText: Hashable, Sendable {
    /// In bytes from the spool's start.
    fileprivate(set) var offset = 0
    fileprivate(set) var count = 0

    var isEmpty: Bool { count == 0 }
}

/// Texts of an import kept on disk, so that a conversation of any size needs little memory. A class, because its file has one end to write at
/// and is closed once.
///
/// The file is made when there is much to keep, beside the site's folder, and has no name from the start, so nothing of it can stay behind.
final class TextSpool {
    private let folder: String
    private var descriptor: Int32 = -1
    /// What was not yet written, and where it will begin.
    private var buffer: [UInt8] = []
    private var written = 0
    /// The first error of the file; `check` throws it.
    private var failure: ImportError?

    private let bufferSize: Int

    /// `near` is a path whose file system has room: the first folder that exists at or above it is used.
    init(near path: String, bufferSize: Int = 8 << 20) {
        var folder = path
        while !FileCalls.isFolder(folder) {
            guard let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else {
                folder = "."
                break
            }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
        self.folder = folder
        self.bufferSize = bufferSize
    }

    deinit { if descriptor >= 0 { FileCalls.close(descriptor) } }

    func add(_ bytes: [UInt8]) -> StoredText {
        if bytes.isEmpty { return StoredText() }
        let place = StoredText(offset: written + buffer.count, count: bytes.count)
        buffer += bytes
        if buffer.count >= bufferSize { flush() }
        return place
    }

    func add(_ text: String) -> StoredText { add(Array(text.utf8)) }

    func bytes(_ text: StoredText) -> [UInt8] {
        if text.isEmpty { return [] }
        if text.offset >= written {
            let start = text.offset - written
            return start + text.count <= buffer.count ? Array(buffer[start..<(start + text.count)]) : []
        }
        do throws(ImportError) {
            let bytes = try FileCalls.read(descriptor, path: folder, at: text.offset, count: text.count)
            if bytes.count < text.count { failure = failure ?? .unreadable(path: folder, reason: "a temporary file became shorter") }
            return bytes
        } catch {
            failure = failure ?? error
            return []
        }
    }

    func text(_ stored: StoredText) -> String { String(decoding: bytes(stored), as: UTF8.self) }

    /// Throws what went wrong with the file since the start.
    func check() throws(ImportError) { if let failure { throw failure } }

    private func flush() {
        guard failure == nil else { return buffer.removeAll(keepingCapacity: true) }
        do throws(ImportError) {
            if descriptor < 0 { descriptor = try FileCalls.makeNamelessFile(in: folder) }
            try FileCalls.append(buffer, to: descriptor, path: folder)
            written += buffer.count
            buffer.removeAll(keepingCapacity: true)
        } catch {
            failure = error
        }
    }
}
