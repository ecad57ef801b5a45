import Diagnostics
import KnowledgeBase

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Records by path, on disk: one file of records, to which a build appends, and a small index, which replaces the old one in one step when the records
/// are written. A build that is killed leaves the old index with the old records, and at worst some bytes behind them that nobody reads.
///
/// The index names the program that wrote it, and carries a digest of itself that only this user's key can make: a cache that somebody slipped in
/// among the content would put his HTML past the sanitiser. Each record carries a check. Whatever doesn't fit is as if it were not there.
package struct RecordCache: Hashable, Sendable {
    let folder: String
    /// Of the program: records of another one may mean something else.
    let version: Digest
    /// With the user's key, which lies outside of the site.
    let hash: KeyedHash

    /// Of the files: one folder may hold several caches.
    var name = "parsed"

    package init(folder: String, version: Digest, hash: KeyedHash) {
        self.folder = folder
        self.version = version
        self.hash = hash
    }

    private var indexPath: String { folder + "/\(name).index" }
    private var indexBytes: [UInt8]? { readOwnFile(indexPath, limit: 1 << 32) }
    /// Whether the folder is what it seems: where content comes from strangers, a link could lead what is kept to any place of the machine.
    var isInPlace: Bool { !isLink(folder) && !isLink(folder.parentFolder) }
    private func dataPath(_ generation: Int) -> String { folder + "/\(name).\(generation)" }

    /// One record, what it was made from, and what it is worth remembering for.
    struct Entry: Sendable {
        /// `nil` when the file may have been changed after it was read, in the same step of the disk's clock.
        var stamp: FileStamp?
        /// Of everything that the record was made from.
        var content: Digest
        /// Bytes of the record.
        var count: Int
        /// The record, which may be copied for it: it is asked for when it is written, and no longer needed then.
        var record: @Sendable () -> ByteSlice

        init(stamp: FileStamp?, content: Digest, record: ByteSlice) {
            self.init(stamp: stamp, content: content, count: record.count) { record }
        }

        init(stamp: FileStamp?, content: Digest, count: Int, record: @escaping @Sendable () -> ByteSlice) {
            self.stamp = stamp
            self.content = content
            self.count = count
            self.record = record
        }

        fileprivate var place: Place { Place(offset: 0, count: count, check: 0, content: content, stamp: stamp) }
    }

    /// Where the records of the loaded memory lie, so that saving needn't write them again.
    struct Loaded: Sendable {
        var generation = 0
        /// Bytes of the data file that the index knows.
        var used = 0
        var places: [String: Place] = [:]
        /// The paths as the index had them, sorted by bytes.
        fileprivate var order: [String] = []

        /// Every path with its place, sorted by bytes; most of the time they are those that were loaded.
        fileprivate func sorted(like old: Loaded?) -> [(path: String, place: Place)] {
            if let old, old.order.count == places.count {
                let known = old.order.compactMap { path in places[path].map { (path: path, place: $0) } }
                if known.count == places.count { return known }
            }
            return places.map { (path: $0, place: $1) }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        }
    }

    struct Place: Hashable, Sendable {
        var offset: Int
        var count: Int
        var check: UInt64
        var content: Digest
        var stamp: FileStamp?
    }

    /// As below, of every record itself.
    func load() -> (entries: [(path: String, entry: Entry)], header: [UInt8], loaded: Loaded)? {
        load { (path: $0, entry: $1) }
    }

    /// Each record is looked at once, by all cores, and then set aside: all of them are far more than is wanted in memory at a time.
    ///
    /// - Parameter take: What is wanted of a record; `nil` for one that is of no use.
    /// - Returns: That, sorted by the bytes of the paths, with what was kept beside them; `nil` when there is no cache that can be used.
    func load<Value: Sendable>(_ take: @Sendable (String, Entry) -> Value?) -> (entries: [Value], header: [UInt8], loaded: Loaded)? {
        guard isInPlace, let bytes = indexBytes, let (header, loaded) = readIndex(bytes), let store = map(dataPath(loaded.generation), atLeast: loaded.used)
        else { return nil }
        let order = loaded.order
        let parts = inParallelChunks(order.count) { range -> [Value]? in
            var part: [Value] = []
            part.reserveCapacity(range.count)
            var seen = 0..<0
            for path in order[range] {
                guard let place = loaded.places[path] else { return nil }
                let record = ByteSlice(store, place.offset..<place.offset + place.count)
                guard record.count == place.count, quickCheck(record) == place.check else { return nil }
                if let value = take(path, Entry(stamp: place.stamp, content: place.content, record: record)) { part.append(value) }
                if record.range.lowerBound < seen.upperBound || record.range.upperBound - seen.lowerBound > Self.asideBytes {
                    setAside(store, seen)
                    seen = record.range
                } else {
                    seen = (seen.isEmpty ? record.range.lowerBound : seen.lowerBound)..<record.range.upperBound
                }
            }
            setAside(store, seen)
            return part
        }
        var entries: [Value] = []
        entries.reserveCapacity(order.count)
        for part in parts {
            guard let part else { return nil }
            entries += part
        }
        return (entries, header, loaded)
    }

    /// As many bytes of records are looked at before they are set aside.
    private static let asideBytes = 1 << 22

    /// Tells the system that nobody will look at some records for a while. Whoever does finds them as they were.
    private func setAside(_ store: ByteStore, _ range: Range<Int>) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let start = range.lowerBound / page * page
        guard page > 0, !range.isEmpty, let base = store.bytes.baseAddress else { return }
        madvise(UnsafeMutableRawPointer(mutating: base + start), range.upperBound - start, MADV_DONTNEED)
    }

    /// Keeps what a build remembers. Nothing is told of a disk that is full or may not be written: the next build does without.
    ///
    /// - Parameters:
    ///   - header: Kept beside the records.
    ///   - written: Called whenever a megabyte of records has been written.
    func save(_ entries: [String: Entry], header: [UInt8], over old: Loaded?, written: () -> Void = {}) {
        guard makeFolder() else { return }
        let lock = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard lock >= 0 else { return }
        defer { close(lock) }
        // Another build is writing: it keeps as much as this one would.
        guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return }
        var next = Loaded()
        next.places.reserveCapacity(entries.count)
        var fresh: [(path: String, Entry)] = []
        var live = 0
        for (path, file) in entries {
            live += file.count
            if var place = old?.places[path], place.content == file.content {
                if place.stamp == file.stamp {
                    next.places[path] = place
                } else {
                    place.stamp = file.stamp
                    next.places[path] = place
                }
            } else {
                fresh.append((path, file))
            }
        }
        if let old, fresh.isEmpty, next.places == old.places { return }
        // Somebody else may have written since this build read the cache.
        let current = indexBytes.flatMap { readIndex($0)?.loaded }
        let freshBytes = fresh.reduce(0) { $0 + $1.1.count }
        let mayAppend = old != nil && current?.generation == old?.generation && current?.used == old?.used
        if mayAppend, let old, old.used + freshBytes < 2 * live + 1 << 20 {
            next.generation = old.generation
            next.used = old.used
        } else {
            fresh = entries.map { ($0, $1) }
            next.places = [:]
            next.generation = max(current?.generation ?? 0, old?.generation ?? 0) + 1
            next.used = 0
        }
        fresh.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        guard write(fresh, to: &next, written: written) else { return }
        guard replaceIndex(header, next, next.sorted(like: old)) else { return }
        if let stale = old?.generation ?? current?.generation, stale != next.generation { unlink(dataPath(stale)) }
        if let stale = current?.generation, stale != next.generation { unlink(dataPath(stale)) }
    }

    /// A place for records that aren't in the cache yet; `nil` where the folder can't hold one.
    func makeSpool() -> RecordSpool? { makeFolder() ? RecordSpool(in: folder) : nil }

    private func makeFolder() -> Bool {
        guard isInPlace else { return false }
        mkdir((folder as String).parentFolder, 0o755)
        mkdir(folder, 0o755)
        return true
    }

    private func write(_ records: [(path: String, Entry)], to next: inout Loaded, written: () -> Void) -> Bool {
        if records.isEmpty, next.used > 0 { return true }
        let path = dataPath(next.generation)
        if next.used == 0 { unlink(path) }
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { return false }
        defer { close(file) }
        // Behind what is known may lie what a killed build wrote.
        guard ftruncate(file, off_t(next.used)) == 0, lseek(file, off_t(next.used), SEEK_SET) >= 0 else { return false }
        var buffer: [UInt8] = []
        buffer.reserveCapacity(1 << 20)
        for (path, entry) in records {
            let record = entry.record()
            var place = entry.place
            place.check = quickCheck(record)
            place.offset = next.used
            next.places[path] = place
            next.used += record.count
            record.withBytes { buffer.append(contentsOf: $0) }
            if buffer.count >= 1 << 20 {
                guard writeAll(file, buffer) else { return false }
                buffer.removeAll(keepingCapacity: true)
                written()
            }
        }
        return writeAll(file, buffer)
    }

    private func replaceIndex(_ header: [UInt8], _ next: Loaded, _ places: [(path: String, place: Place)]) -> Bool {
        var writer = ByteWriter(reserving: next.places.count * 96 + 256)
        writer.write(version.record)
        writer.write(header)
        writer.write(next.generation)
        writer.write(next.used)
        writer.write(next.places.count)
        for (path, place) in places {
            writer.write(path)
            writer.write(place.offset)
            writer.write(place.count)
            writer.write(Int(bitPattern: UInt(place.check)))
            writer.write(place.content.record)
            writer.write(place.stamp != nil)
            if let stamp = place.stamp { writer.write(stamp.record) }
        }
        let bytes = signed(writer.bytes)
        let temporary = indexPath + ".part"
        unlink(temporary)
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard file >= 0 else { return false }
        let isWritten = writeAll(file, bytes)
        guard close(file) == 0, isWritten, rename(temporary, indexPath) == 0 else {
            unlink(temporary)
            return false
        }
        return true
    }

    private func readIndex(_ bytes: [UInt8]) -> (header: [UInt8], loaded: Loaded)? {
        guard let body = verified(bytes) else { return nil }
        var reader = ByteReader(body)
        return try? read(&reader)
    }

    /// With a digest behind it that only this user's key can make.
    func signed(_ bytes: [UInt8]) -> [UInt8] {
        var check = DigestInput()
        check.add(hash.digest(bytes))
        return bytes + check.bytes
    }

    /// What was signed; `nil` where the digest doesn't fit.
    func verified(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 16 else { return nil }
        let body = Array(bytes.dropLast(16))
        return signed(body).suffix(16).elementsEqual(bytes.suffix(16)) ? body : nil
    }

    private func read(_ reader: inout ByteReader) throws(RecordError) -> (header: [UInt8], loaded: Loaded) {
        guard try reader.readArray(of: Int.self) == version.record else { throw .malformed }
        let header = try reader.readBytes()
        var loaded = Loaded()
        loaded.generation = try reader.readInt()
        loaded.used = try reader.readInt()
        let count = try reader.readInt()
        loaded.places.reserveCapacity(max(0, min(count, 1 << 24)))
        loaded.order.reserveCapacity(max(0, min(count, 1 << 24)))
        for _ in 0..<max(0, count) {
            let path = try reader.readText()
            let (offset, count) = (try reader.readInt(), try reader.readInt())
            let check = UInt64(UInt(bitPattern: try reader.readInt()))
            guard let content = Digest(record: try reader.readArray()), offset >= 0, count >= 0, count <= loaded.used, offset <= loaded.used - count
            else { throw .malformed }
            let stamp = try reader.readBool() ? FileStamp(record: try reader.readArray()) : nil
            loaded.order.append(path)
            loaded.places[path] = Place(offset: offset, count: count, check: check, content: content, stamp: stamp)
        }
        return (header, loaded)
    }

    /// The file in memory; its pages are read when they are looked at.
    private func map(_ path: String, atLeast count: Int) -> ByteStore? {
        if count == 0 { return ByteStore([]) }
        guard let file = openOwnFile(path) else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, Int(status.st_size) >= count, let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0),
            Int(bitPattern: memory) != -1
        else { return nil }
        return ByteStore(UnsafeRawBufferPointer(start: memory, count: count)) { address, count in
            munmap(UnsafeMutableRawPointer(bitPattern: address), count)
        }
    }
}

private func writeAll(_ file: Int32, _ bytes: [UInt8]) -> Bool {
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { write(file, $0.baseAddress.map { $0 + written }, bytes.count - written) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
    }
    return true
}

/// Finds bytes that a disk lost or a crash left unwritten; no defence against anybody.
func quickCheck(_ slice: ByteSlice) -> UInt64 {
    slice.withBytes { bytes in
        var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
        let prime: UInt64 = 0x9E37_79B1_85EB_CA87
        @inline(__always) func mix(_ lane: UInt64, _ at: Int) -> UInt64 {
            let mixed = (lane ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))) &* prime
            return mixed ^ mixed >> 29
        }
        var at = 0
        while at + 32 <= bytes.count {
            lanes = (mix(lanes.0, at), mix(lanes.1, at + 8), mix(lanes.2, at + 16), mix(lanes.3, at + 24))
            at += 32
        }
        var rest = UInt64(bytes.count)
        while at < bytes.count {
            rest = (rest ^ UInt64(bytes[at])) &* prime
            at += 1
        }
        for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
            rest = (rest ^ lane) &* prime
            rest ^= rest >> 32
        }
        return rest
    }
}

extension Digest: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(Int(bitPattern: UInt(high)))
        writer.write(Int(bitPattern: UInt(low)))
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        self.init(high: UInt64(UInt(bitPattern: try reader.readInt())), low: UInt64(UInt(bitPattern: try reader.readInt())))
    }

    fileprivate var record: [Int] { [Int(bitPattern: UInt(high)), Int(bitPattern: UInt(low))] }

    fileprivate init?(record: [Int]) {
        guard record.count == 2 else { return nil }
        self.init(high: UInt64(UInt(bitPattern: record[0])), low: UInt64(UInt(bitPattern: record[1])))
    }
}

extension FileStamp {
    fileprivate var record: [Int] { [Int(bitPattern: UInt(inode)), Int(bytes), Int(modified), Int(changed)] }

    fileprivate init?(record: [Int]) {
        guard record.count == 4 else { return nil }
        self.init(inode: UInt64(UInt(bitPattern: record[0])), bytes: Int64(record[1]), modified: Int64(record[2]), changed: Int64(record[3]))
    }
}

extension String {
    fileprivate var parentFolder: String { utf8.lastIndex(of: UInt8(ascii: "/")).map { String(self[..<$0]) } ?? "." }
}
