import Diagnostics
import KnowledgeBase
import SearchIndex

/// What search was told of each thread by an earlier build: a pure function of the thread, the names that it uses and a few settings.
struct SearchMemory: Sendable {
    /// By path below the content folder.
    private var documents: [String: (key: Digest, document: AnalysedDocument)] = [:]
    private var kept: RecordCache.Loaded?
    private var index = IndexMemory()
    private var nearness = RelatedMemory(limit: 6, settings: SearchSettings())

    /// How many threads were analysed since the memory was loaded or saved.
    var unkept = 0

    init() {}

    /// What an earlier build left on disk.
    init(_ cache: RecordCache) {
        guard let (entries, _, loaded) = cache.named("search").load() else { return }
        for (path, entry) in entries {
            guard let document = AnalysedDocument(bytes: entry.record()) else { continue }
            documents[path] = (entry.content, document)
        }
        kept = loaded
        index = IndexMemory(cache)
    }

    func save(in cache: RecordCache) {
        index.save(in: cache)
        cache.named("search").save(
            documents.mapValues { saved($0.key, $0.document) }, header: [], over: kept)
    }

    private func saved(_ key: Digest, _ document: AnalysedDocument) -> RecordCache.Entry {
        RecordCache.Entry(stamp: nil, content: key, count: document.bytes.count) { document.bytes }
    }

    /// For each document the six that are most like it.
    mutating func related(_ documents: [AnalysedDocument]) -> [[RelatedDocument]] { nearness.update(documents) }

    /// The documents of all threads, in their order: analysed where they are new.
    ///
    /// - Parameters:
    ///   - spool: Where new ones are kept; `nil` is in memory.
    ///   - progress: Gets how many of those are analysed, and how many there are.
    mutating func documents(
        of site: Site, _ inputs: SiteInputs, settings: SearchSettings, spool: RecordSpool?, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) -> [AnalysedDocument] {
        let source = SearchDocumentSource(site)
        let keys = inParallelChunks(site.threads.count) { range in range.map { source.key(of: site.threads[$0], inputs) } }.flatMap { $0 }
        let missing = site.threads.indices.filter { index in
            guard let key = keys[index] else { return true }
            return documents[site.threads[index].source.path]?.key != key
        }
        index.look(at: keys) { documents[site.threads[$0].source.path] }
        var made: [AnalysedDocument] = []
        made.reserveCapacity(missing.count)
        // Blocks that are large enough for every core to learn the words once.
        let block = 8_192
        for start in stride(from: 0, to: missing.count, by: block) {
            progress(start, missing.count)
            made += analysed(min(block, missing.count - start), settings: settings, keep: { spool?.keep($0) ?? ByteSlice($0) }) {
                source.document(of: site.threads[missing[start + $0]])
            }
        }
        progress(missing.count, missing.count)
        unkept += missing.count
        var fresh: [Int: AnalysedDocument] = [:]
        for (index, document) in zip(missing, made) { fresh[index] = document }
        var next: [String: (key: Digest, document: AnalysedDocument)] = [:]
        next.reserveCapacity(site.threads.count)
        let result = site.threads.indices.compactMap { index -> AnalysedDocument? in
            let path = site.threads[index].source.path
            guard let document = fresh[index] ?? documents[path]?.document else { return nil }
            if let key = keys[index] { next[path] = (key, document) }
            return document
        }
        documents = next
        return result
    }
}

extension SearchMemory {
    /// What makes the index, of the documents that were asked for last.
    var indexMaker: IndexMemory { index }

    /// Keeps what it made.
    mutating func keep(_ index: IndexMemory) { self.index = index }
}

extension RecordCache {
    /// Another cache in the same folder.
    func named(_ name: String) -> RecordCache {
        var other = self
        other.name = name
        return other
    }
}
