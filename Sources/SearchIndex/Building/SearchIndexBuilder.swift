/// The files of the search index: the same documents, in whatever order they come, give the same bytes, with any number of jobs and any memory.
///
/// Documents are numbered by time, so that a new thread is added at the end. Paths start with `search/`; `search/root.js` keeps its
/// name, every other name changes with its content.
package func buildSearchIndex(_ documents: [AnalysedDocument], settings: SearchSettings = SearchSettings()) -> [SearchFile] {
    let records = documents.map(DocumentRecord.init).sorted(by: DocumentRecord.precedes)
    let beside = Started {
        (cards: CardFiles(records, settings: settings), spellings: SpellingLists(records, limit: settings.spellingWords), votes: VotesColumn(records.map(\.votes)))
    }
    let code = PostingCode(documentCount: records.count)
    let weights = FieldWeights(FieldTotals(records), settings: settings)
    var shards = DictionaryShards(settings: settings)
    var common: [(term: [UInt8], frequency: Int)] = []
    for range in ranges(records, settings) {
        let postings = RangePostings(range, records, weights, jobs: settings.jobs)
        let numbers = postings.terms.sorted()
        let size = max(512, (numbers.count + 4 * settings.jobs - 1) / max(1, 4 * settings.jobs))
        let starts = Array(stride(from: 0, to: numbers.count, by: size))
        let parts = inParallel(starts.count, jobs: settings.jobs) { part in
            EncodedTerms(postings, numbers[starts[part]..<min(starts[part] + size, numbers.count)], code: code, settings: settings)
        }
        for part in parts {
            shards.add(part)
            for term in part.terms where term.frequency * 5 > records.count && term.frequency > 2 * settings.nearPostings {
                let text = Array(part.text[term.text])
                if text.first != UInt8(ascii: "=") { common.append((text, term.frequency)) }
            }
        }
    }
    shards.finish()
    let routing = RoutingPages(shards.shards, settings: settings)
    let (cards, spellings, votes) = beside.value

    let root = SearchRoot(
        documentCount: records.count, universe: code.universe, cardsPerFile: settings.cardsPerFile, filesPerName: cards.filesPerName,
        nearPostings: settings.nearPostings, hasPages: routing.hasPages, entries: routing.entries, common: common,
        months: SearchRoot.months(records.map(\.asked)), cardNames: cards.names, letters: spellings.letters, votesName: votes.name,
        languages: Set(records.compactMap(\.language)).sorted(), affixes: cards.affixes)
    return shards.files + routing.files + cards.files + spellings.files + [votes.file, root.file]
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
