import KnowledgeBase

/// What a build knows of the files that it left in one tree, so that the next one can tell without reading whether each is still as it was
/// written, and of what it was made.
///
/// It belongs to a folder by the folder's inode, so it goes along when two folders are exchanged. Nothing depends on it: without it, and where
/// it is wrong, files are made and compared. It is written when the tree is on the disk, so what a size and a time say holds after a failure of the power too.
struct TreeRecord: Hashable, Sendable {
    struct File: Hashable, Sendable {
        let inode: UInt64
        /// Bytes.
        let size: Int
        /// Nanoseconds since 1970.
        let modified: Int
        var key: Digest?

        init(_ status: FileStatus, key: Digest?) {
            inode = status.inode
            size = status.size
            modified = status.modified
            self.key = key
        }

        func matches(_ status: FileStatus) -> Bool {
            status.kind == .file && status.inode == inode && status.size == size && status.modified == modified
        }
    }

    struct Entry: Hashable, Sendable {
        let path: BytePath
        var file: File
    }

    /// Every file of ours in the tree, each once, in the order in which the build listed them.
    var files: [Entry] = []

    init() {}

    /// `nil` for bytes of another form, of another folder, and for damaged ones.
    init?(bytes: [UInt8], of root: FileStatus) {
        let sumCount = 16
        guard bytes.count > sumCount else { return nil }
        let body = bytes.dropLast(sumCount)
        guard contentHash(body).utf8.elementsEqual(bytes.suffix(sumCount)) else { return nil }
        var reader = ByteReader(body)
        guard (try? reader.readText()) == Self.title, (try? reader.readInt()) == Int(truncatingIfNeeded: root.device),
            (try? reader.readInt()) == Int(truncatingIfNeeded: root.inode), let count = try? reader.readInt(), count >= 0, count <= body.count
        else { return nil }
        files.reserveCapacity(count)
        for _ in 0..<count {
            guard let path = try? reader.readBytes(), let file = try? File(from: &reader) else { return nil }
            files.append(Entry(path: BytePath(bytes: path), file: file))
        }
    }

    func bytes(of root: FileStatus) -> [UInt8] {
        var writer = ByteWriter(reserving: files.count * 96)
        writer.write(Self.title)
        writer.write(Int(truncatingIfNeeded: root.device))
        writer.write(Int(truncatingIfNeeded: root.inode))
        writer.write(files.count)
        for entry in files {
            writer.write(Array(entry.path.bytes))
            writer.write(entry.file)
        }
        let body = writer.bytes
        return body + Array(contentHash(body).utf8)
    }

    private static let title = "answerable record 3"
}

extension TreeRecord.File: BinaryRecord {
    func write(to writer: inout ByteWriter) {
        writer.write(Int(truncatingIfNeeded: inode))
        writer.write(size)
        writer.write(modified)
        writer.write(key != nil)
        guard let key else { return }
        writer.write(Int(truncatingIfNeeded: key.high))
        writer.write(Int(truncatingIfNeeded: key.low))
    }

    init(from reader: inout ByteReader) throws(RecordError) {
        inode = UInt64(truncatingIfNeeded: try reader.readInt())
        size = try reader.readInt()
        modified = try reader.readInt()
        key =
            try reader.readBool()
            ? Digest(high: UInt64(truncatingIfNeeded: try reader.readInt()), low: UInt64(truncatingIfNeeded: try reader.readInt())) : nil
    }
}
