import Diagnostics
import SearchIndex

/// The search index of an earlier build, in the parts that an edit of a few threads changes.
struct IndexMemory: Sendable {
    /// Of the documents that the index was made of, in their order.
    private var keys: [Digest] = []
    private var kept: KeptIndex?
    private var loaded: RecordCache.Loaded?

    /// Of the documents at hand; `nil` where one has no key.
    private var next: [Digest]?
    /// The places of those that the index had otherwise, with what they were; `nil` where that isn't known of all.
    private var changed: [(place: Int, before: AnalysedDocument)]?

    private static let path = "index"

    init() {}

    /// What an earlier build left on disk.
    init(_ cache: RecordCache) {
        guard let (entries, _, loaded) = cache.named("index").load() else { return }
        self.loaded = loaded
        guard let record = entries.first(where: { $0.path == Self.path })?.entry.record() else { return }
        let parts = record.withBytes { bytes -> (keys: [Digest], end: Int)? in
            guard bytes.count >= 8 else { return nil }
            let count = Int(UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self)) & 0xFFFF_FFFF)
            guard bytes.count >= 8 + 16 * count else { return nil }
            let keys = (0..<count).map { number in
                Digest(
                    high: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 + 16 * number, as: UInt64.self)),
                    low: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16 + 16 * number, as: UInt64.self)))
            }
            return (keys, 8 + 16 * count)
        }
        guard let parts, let kept = KeptIndex(bytes: record[parts.end..<record.count], settings: SearchSettings()) else { return }
        keys = parts.keys
        self.kept = kept
    }

    func save(in cache: RecordCache) {
        guard let kept else { return }
        var content = DigestInput()
        for key in keys { content.add(key) }
        let key = cache.hash.digest(content.bytes)
        if loaded?.places[Self.path]?.content == key { return }
        let bytes = withUnsafeBytes(of: UInt64(keys.count).littleEndian) { Array($0) } + content.bytes + kept.bytes
        cache.named("index").save([Self.path: RecordCache.Entry(stamp: nil, content: key, record: ByteSlice(bytes))], header: [], over: loaded)
    }

    /// Compares the documents that will be indexed with those that were.
    ///
    /// - Parameter before: What an earlier build knew of a place.
    mutating func look(at keys: [Digest?], before: (Int) -> (key: Digest, document: AnalysedDocument)?) {
        let all = keys.compactMap { $0 }
        next = all.count == keys.count ? all : nil
        changed = nil
        guard all.count == self.keys.count, all.count == keys.count, kept != nil else { return }
        var changes: [(place: Int, before: AnalysedDocument)] = []
        for place in all.indices where all[place] != self.keys[place] {
            guard changes.count < KeptIndex.editLimit, let was = before(place), was.key == self.keys[place] else { return }
            changes.append((place, was.document))
        }
        changed = changes
    }

    /// The index's files; this one is the memory of them then.
    mutating func files(_ documents: [AnalysedDocument], settings: SearchSettings, hash: KeyedHash) -> [OutputFile] {
        let digest: FileDigest.Of = { bytes in
            let digest = hash.digest(bytes)
            return FileDigest(high: digest.high, low: digest.low)
        }
        let (files, made) =
            changed.flatMap { kept?.edited(documents, changed: $0, settings: settings, digest: digest) }
            ?? KeptIndex.make(documents, settings: settings, digest: digest)
        (kept, keys) = next.map { (made, $0) } ?? (nil, [])
        changed = nil
        return files.map { file in
            let key = Digest(high: file.digest.high, low: file.digest.low)
            return switch file.content {
            case .bytes(let bytes): OutputFile(file.path, bytes: bytes, isIndex: true, key: key)
            case .made(let make): OutputFile(file.path, .made(make), isIndex: true, key: key)
            }
        }
    }
}
