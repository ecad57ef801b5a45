import KnowledgeBase
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the file system says of every file that a build left in its output, so that the next one can tell whether all are still there as they were.
struct OutputStamps: Sendable {
    /// The output's own folder.
    let device: UInt64
    let inode: UInt64
    /// By folder: the path, the number of its files, and of each its inode, size, time and name. Names end in a 0, as the system takes them.
    private let folders: [[UInt8]]
    let count: Int

    init(_ root: FileStatus, _ record: TreeRecord) {
        (device, inode, count) = (root.device, root.inode, record.files.count)
        var folders: [[UInt8]] = []
        var (folder, size) = (BytePath.root, 0)
        for (path, file) in record.files.lazy.map({ ($0.path, $0.file) }) {
            // A part that is long is cut, so that all cores can look.
            if folders.isEmpty || size == Self.partSize || !path.isDirectly(in: folder) {
                (folder, size) = (path.parent, 0)
                folders.append(Array(folder.bytes) + [0])
            }
            size += 1
            withUnsafeBytes(of: (file.inode, Int64(file.size), Int64(file.modified))) { folders[folders.count - 1].append(contentsOf: $0) }
            folders[folders.count - 1] += path.name
            folders[folders.count - 1].append(0)
        }
        self.folders = folders
    }

    private static let partSize = 1_024

    /// Whether all of it is as it was.
    func stand(in root: OpenFolder) -> Bool {
        guard let status = try? root.status(), status.device == device, status.inode == inode else { return false }
        let tree = OutputTree(root)
        return inParallelChunks(folders.count, atLeast: 1) { range in range.allSatisfy { Self.stands(folders[$0], in: tree) } }.allSatisfy { $0 }
    }

    private static func stands(_ part: [UInt8], in tree: OutputTree) -> Bool {
        let end = part.firstIndex(of: 0) ?? part.count
        guard let folder = try? tree.folder(BytePath(bytes: part[..<end])) else { return false }
        return part.withUnsafeBytes { part in
            var at = end + 1
            while at < part.count {
                guard at + 24 < part.count else { return false }
                func number(_ place: Int) -> Int64 { part.loadUnaligned(fromByteOffset: at + 8 * place, as: Int64.self) }
                let noted = (inode: UInt64(bitPattern: number(0)), size: number(1), modified: number(2))
                at += 24
                guard let name = part.baseAddress?.advanced(by: at).assumingMemoryBound(to: CChar.self), let status = try? folder.status(name),
                    status.kind == .file, status.inode == noted.inode, status.size == noted.size, status.modified == noted.modified
                else { return false }
                at += strlen(name) + 1
            }
            return true
        }
    }
}

extension OutputStamps: BinaryRecord {
    func write(to writer: inout ByteWriter) {
        writer.write(Int(truncatingIfNeeded: device))
        writer.write(Int(truncatingIfNeeded: inode))
        writer.write(count)
        writer.write(folders.count)
        for folder in folders { writer.write(folder) }
    }

    init(from reader: inout ByteReader) throws(RecordError) {
        device = UInt64(truncatingIfNeeded: try reader.readInt())
        inode = UInt64(truncatingIfNeeded: try reader.readInt())
        count = try reader.readInt()
        let parts = try reader.readInt()
        guard parts >= 0 else { throw .malformed }
        var folders: [[UInt8]] = []
        for _ in 0..<parts { folders.append(try reader.readBytes()) }
        self.folders = folders
    }
}
