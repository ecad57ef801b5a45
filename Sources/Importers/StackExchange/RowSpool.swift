import Diagnostics

/// Rows sorted into files by the thread that they belong to, so that threads can be put together a few at a time however large the
/// export is and in whatever order its rows come. The files have no names from the start, so that nothing of them can stay behind.
struct RowSpool {
    enum Kind: UInt8 {
        case question, answer, comment
    }

    private let folder: String
    private let names: [String]
    private let descriptors: [Int32]
    private var buffers: [[UInt8]]
    /// Bytes written to each file.
    private var sizes: [Int]

    /// Bytes kept before they are written.
    private static let bufferSize = 1 << 16
    /// What one bucket may hold, roughly, in bytes: it is read back whole.
    private static let bucketSize = 8 << 20

    /// `names` are the attributes that are kept; `expected` is the size of all rows together, in bytes.
    init(folder: String, names: [String], expected: Int) throws(ImportError) {
        self.folder = folder
        self.names = names
        // macOS lets a process open 256 files unless it asks for more.
        let count = min(max(expected / Self.bucketSize, 1), 400, FileCalls.allowOpenFiles(464) - 64)
        var descriptors: [Int32] = []
        for _ in 0..<count {
            do throws(ImportError) {
                descriptors.append(try FileCalls.makeNamelessFile(in: folder))
            } catch {
                for open in descriptors { FileCalls.close(open) }
                throw error
            }
        }
        self.descriptors = descriptors
        buffers = Array(repeating: [], count: count)
        sizes = Array(repeating: 0, count: count)
    }

    var bucketCount: Int { descriptors.count }

    mutating func add(_ row: XMLRow, _ kind: Kind, thread: Int) throws(ImportError) {
        let bucket = thread % descriptors.count
        var record: [UInt8] = [kind.rawValue]
        let kept = row.attributes.compactMap { attribute in
            names.firstIndex(of: attribute.name).map { (UInt8($0), attribute.value) }
        }
        Self.append(row.position.line, to: &record)
        Self.append(row.position.column, to: &record)
        record.append(UInt8(kept.count))
        for (name, value) in kept {
            record.append(name)
            Self.append(value.count, to: &record)
            record += value
        }
        buffers[bucket] += record
        if buffers[bucket].count >= Self.bufferSize { try flush(bucket) }
    }

    private mutating func flush(_ bucket: Int) throws(ImportError) {
        try FileCalls.append(buffers[bucket], to: descriptors[bucket], path: folder)
        sizes[bucket] += buffers[bucket].count
        buffers[bucket].removeAll(keepingCapacity: true)
    }

    /// The rows of one bucket, in the order in which they were added.
    mutating func rows(_ bucket: Int) throws(ImportError) -> [(kind: Kind, row: XMLRow)] {
        try flush(bucket)
        buffers[bucket] = []
        let bytes = try FileCalls.read(descriptors[bucket], path: folder, at: 0, count: sizes[bucket])
        guard bytes.count == sizes[bucket] else { throw .unreadable(path: folder, reason: "a temporary file became shorter") }
        var rows: [(kind: Kind, row: XMLRow)] = []
        var at = 0
        while at < bytes.count, let kind = Kind(rawValue: bytes[at]) {
            at += 1
            let line = Self.number(bytes, &at)
            var row = XMLRow(attributes: [], position: SourcePosition(line: line, column: Self.number(bytes, &at)))
            let count = Int(bytes[at])
            at += 1
            for _ in 0..<count {
                let name = names[Int(bytes[at])]
                at += 1
                let length = Self.number(bytes, &at)
                row.attributes.append((name, Array(bytes[at..<(at + length)])))
                at += length
            }
            rows.append((kind, row))
        }
        return rows
    }

    func finish() {
        for descriptor in descriptors { FileCalls.close(descriptor) }
    }

    /// Eight bytes, least first.
    private static func append(_ number: Int, to record: inout [UInt8]) {
        withUnsafeBytes(of: UInt64(number).littleEndian) { record += $0 }
    }

    private static func number(_ bytes: [UInt8], _ at: inout Int) -> Int {
        var value: UInt64 = 0
        for index in 0..<8 { value |= UInt64(bytes[at + index]) << (8 * UInt64(index)) }
        at += 8
        return Int(value)
    }
}
