/// The files of the search index: the same documents, in whatever order they come, give the same bytes, with any number of jobs and any memory.
///
/// Documents are numbered by time, so that a new thread is added at the end. Paths start with `search/`; `search/root.js` keeps its
/// name, every other name changes with its content.
package func buildSearchIndex(_ documents: [AnalysedDocument], settings: SearchSettings = SearchSettings()) -> [SearchFile] {
    let (files, _) = KeptIndex.make(documents, settings: settings) { _ in FileDigest(high: 0, low: 0) }
    return files.map { file in
        switch file.content {
        case .bytes(let bytes): SearchFile(path: file.path, bytes: bytes)
        case .made(let make): SearchFile(path: file.path, bytes: make())
        }
    }
}

extension KeptIndex {
    /// The files of the search index, and what an edit needs to know of it.
    ///
    /// - Parameter digest: Of a file's bytes.
    package static func make(
        _ documents: [AnalysedDocument], settings: SearchSettings, digest: @escaping FileDigest.Of
    ) -> (files: [IndexedFile], kept: KeptIndex) {
        // The files of a big site are made again when they are written, so that they aren't in memory as a whole.
        let isBig = documents.count > 16_384
        let unordered = documents.map(DocumentRecord.init)
        let order = unordered.indices.sorted { DocumentRecord.precedes(unordered[$0], unordered[$1]) }
        let records = order.map { unordered[$0] }
        let beside = Started {
            var cards = CardFiles(documentCount: records.count, affixes: URLAffixes(records), settings: settings)
            var files: [IndexedFile] = []
            for group in 0..<cards.groupCount {
                let (name, made) = cards.files(group) { records[$0] }
                let named = made.map { IndexedFile($0, digest($0.bytes)) }
                cards.groups.append((name, named.map(\.digest)))
                if !isBig { files += named }
            }
            if isBig {
                let cards = cards
                files = (0..<cards.groupCount).flatMap { cards.files(kept: $0) { DocumentRecord(documents[order[$0]]) } }
            }
            return (cards: cards, files: files, words: SpeltWords(records))
        }
        let code = PostingCode(documentCount: records.count)
        let lists = TermLists(code: code, settings: settings)
        let totals = FieldTotals(records)
        let weights = FieldWeights(totals, settings: settings)
        var shards = DictionaryShards(settings: settings)
        var common: [CommonTerm] = []
        for range in ranges(records, settings) {
            let postings = RangePostings(range, records, weights, jobs: settings.jobs)
            let numbers = postings.terms.sorted()
            let size = max(512, (numbers.count + 4 * settings.jobs - 1) / max(1, 4 * settings.jobs))
            let starts = Array(stride(from: 0, to: numbers.count, by: size))
            let parts = inParallel(starts.count, jobs: settings.jobs) { part in
                EncodedTerms(postings, numbers[starts[part]..<min(starts[part] + size, numbers.count)], lists)
            }
            for part in parts {
                shards.add(part)
                for term in part.terms {
                    let text = part.text[term.text]
                    if CommonTerm.isCommon(text, frequency: term.frequency, documentCount: records.count, settings) {
                        common.append(CommonTerm(term: Array(text), frequency: term.frequency))
                    }
                }
            }
        }
        shards.finish()
        let (cards, cardFiles, words) = beside.value
        var languages = [Int](repeating: 0, count: LightStemmer.languages.count)
        for record in records { if let language = record.language { languages[language] += 1 } }
        var kept = KeptIndex(
            order: order, totals: totals, languages: languages, common: common, votes: records.map(\.votes), months: SearchRoot.months(records.map(\.asked)),
            cards: cards, words: words, groups: shards.groups)
        var shardFiles = kept.settle(settings, digest)
        if isBig { shardFiles = kept.settle(settings, digest) }
        let files = shardFiles + cardFiles + kept.smallFiles(settings, code, digest)
        return (files, kept)
    }

    /// Names the dictionary's files, and makes those that are new.
    mutating func settle(_ settings: SearchSettings, _ digest: @escaping FileDigest.Of) -> [IndexedFile] {
        groups.settleNames()
        let groups = groups
        let part = 64
        let parts = inParallel((groups.count + part - 1) / part, jobs: settings.jobs) { number in
            groups[number * part..<min((number + 1) * part, groups.count)].map { $0.files(digest) }
        }
        for (place, made) in parts.lazy.joined().enumerated() {
            var digests = made.lazy.map(\.digest).makeIterator()
            if !groups[place].far.isEmpty { self.groups[place].farName.digest = digests.next() }
            for shard in groups[place].shards.indices { self.groups[place].shards[shard].name.digest = digests.next() }
        }
        return parts.flatMap { $0.lazy.joined() }
    }

    /// The files that are made anew each time: where the shards are, spellings, votes, and the root.
    func smallFiles(_ settings: SearchSettings, _ code: PostingCode, _ digest: FileDigest.Of) -> [IndexedFile] {
        let routing = RoutingPages(groups.routes, settings: settings)
        let spellings = SpellingLists(words, documentCount: order.count, limit: settings.spellingWords)
        let votes = VotesColumn(votes)
        let root = SearchRoot(
            documentCount: order.count, universe: code.universe, cardsPerFile: settings.cardsPerFile, filesPerName: cards.filesPerName,
            nearPostings: settings.nearPostings, hasPages: routing.hasPages, entries: routing.entries, common: common.map { ($0.term, $0.frequency) },
            months: months, cardNames: cards.groups.map(\.name), letters: spellings.letters, votesName: votes.name,
            languages: languages.indices.filter { languages[$0] > 0 }, affixes: cards.affixes)
        return (routing.files + spellings.files + [votes.file, root.file]).map { IndexedFile($0, digest($0.bytes)) }
    }
}

extension ShardGroup {
    /// Its files, the far lists' before those of the shards; those that have a digest aren't made.
    fileprivate func files(_ digest: FileDigest.Of) -> [IndexedFile] {
        var files: [IndexedFile] = []
        if !far.isEmpty {
            if let digest = farName.digest {
                files.append(IndexedFile(path: SearchFile.path("b/" + farName.own.hex), digest: digest, content: .made { farFile.bytes }))
            } else {
                let file = farFile
                files.append(IndexedFile(file, digest(file.bytes)))
            }
        }
        for (place, shard) in shards.enumerated() {
            if let digest = shard.name.digest {
                files.append(IndexedFile(path: SearchFile.path("t/" + shard.name.own.hex), digest: digest, content: .made { file(of: place).bytes }))
            } else {
                let file = file(of: place)
                files.append(IndexedFile(file, digest(file.bytes)))
            }
        }
        return files
    }
}

/// Parts of the dictionary that are small enough for the memory that was allowed, one made after the other.
private func ranges(_ records: [DocumentRecord], _ settings: SearchSettings) -> [TermRange] {
    let bytes = records.reduce(0) { $0 + $1.termCount } * RangePostings.bytesPerPosting
    let count = (bytes + settings.workingBytes - 1) / max(1, settings.workingBytes)
    return TermRange.split(records, count: max(1, min(count, 256)))
}

extension DocumentRecord {
    /// By time asked (undated first), then by URL: the order in which documents are numbered.
    static func precedes(_ a: DocumentRecord, _ b: DocumentRecord) -> Bool {
        DocumentOrder(asked: a.asked, url: a.bytes[a.url], title: a.bytes[a.title]) < DocumentOrder(asked: b.asked, url: b.bytes[b.url], title: b.bytes[b.title])
    }
}
