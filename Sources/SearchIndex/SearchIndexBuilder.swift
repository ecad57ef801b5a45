/// The files of the search index: the same documents, in whatever order they come, give the same bytes.
///
/// Documents are numbered by time, so that a new thread is added at the end. Paths start with `search/`; `search/root.js` keeps its
/// name, every other name changes with its content.
package func buildSearchIndex(_ documents: [SearchDocument], settings: SearchSettings = SearchSettings()) -> [SearchFile] {
    let documents = inIndexOrder(documents)
    var collector = PostingCollector(settings: settings, averages: FieldLengths(averageOf: documents))
    for (number, document) in documents.enumerated() { collector.collect(document, number: UInt32(number)) }
    let lists = ListsByTerm(collector)

    let code = PostingCode(documentCount: documents.count)
    var shards = DictionaryShards(code: code, settings: settings)
    var common: [(term: [UInt8], frequency: Int)] = []
    var filters = SearchFilters.lists(documents)[...]
    for term in collector.terms.sorted() {
        let bytes = Array(collector.terms.bytes(of: term))
        while let filter = filters.first, TermTable.precedes(filter.term[...], bytes[...]) {
            shards.add(filter: filter.term, documents: filter.documents)
            filters = filters.dropFirst()
        }
        let postings = lists[term]
        if postings.count * 5 > documents.count, postings.count > 2 * settings.nearPostings { common.append((bytes, postings.count)) }
        shards.add(term: bytes, postings: Array(postings))
    }
    for filter in filters { shards.add(filter: filter.term, documents: filter.documents) }
    shards.finish()

    let cards = DocumentCards(documents, signatures: signatures(documents, collector, lists), settings: settings)
    let spellings = SpellingLists(collector.spellings, documentCount: documents.count, limit: settings.spellingWords)
    let votes = VotesColumn(documents.map(\.votes))
    let root = SearchRoot(
        documentCount: documents.count, universe: code.universe, cardsPerFile: settings.cardsPerFile,
        filesPerName: cards.filesPerName, nearPostings: settings.nearPostings, shards: shards.shards, common: common, months: SearchRoot.months(documents),
        cardNames: cards.names,
        letters: spellings.letters, votesName: votes.name,
        languages: Set(documents.compactMap { LightStemmer.number(of: $0.language) }).sorted())
    return shards.files + cards.files + spellings.files + [votes.file, root.file]
}

/// By time asked (undated first), then by URL.
func inIndexOrder(_ documents: [SearchDocument]) -> [SearchDocument] {
    documents.sorted(by: precedes)
}

func precedes(_ a: SearchDocument, _ b: SearchDocument) -> Bool {
    if a.asked != b.asked { return (a.asked ?? .min) < (b.asked ?? .min) }
    if !a.url.utf8.elementsEqual(b.url.utf8) { return a.url.utf8.lexicographicallyPrecedes(b.url.utf8) }
    return a.title.utf8.lexicographicallyPrecedes(b.title.utf8)
}

/// Collected postings, sorted by term and within it by document.
struct ListsByTerm {
    private var postings: [CollectedPosting]
    private var starts: [Int]

    init(_ collector: PostingCollector) {
        var starts = [Int](repeating: 0, count: collector.terms.count + 1)
        for posting in collector.postings { starts[Int(posting.term) + 1] += 1 }
        for i in starts.indices.dropFirst() { starts[i] += starts[i - 1] }
        var next = starts
        postings = [CollectedPosting](repeating: CollectedPosting(term: 0, document: 0, impact: 0), count: collector.postings.count)
        for posting in collector.postings {
            postings[next[Int(posting.term)]] = posting
            next[Int(posting.term)] += 1
        }
        self.starts = starts
    }

    subscript(term: Int) -> ArraySlice<CollectedPosting> { postings[starts[term]..<starts[term + 1]] }
}

/// One signature for each post of each document: its rarest terms. A post alone in its document needs none.
private func signatures(_ documents: [SearchDocument], _ collector: PostingCollector, _ lists: ListsByTerm) -> [[UInt8]] {
    var post = 0
    return documents.flatMap { document in
        document.posts.map { each in
            defer { post += 1 }
            guard each.kind != .question else { return [] }
            let terms = collector.posts[post].map { (frequency: lists[Int($0)].count, bytes: collector.terms.bytes(of: Int($0))) }
                .filter { $0.frequency * 5 <= documents.count || documents.count < 50 }
                .sorted { a, b in
                    a.frequency != b.frequency ? a.frequency < b.frequency : TermTable.precedes(a.bytes, b.bytes)
                }
            return PostSignature.make(terms.map(\.bytes))
        }
    }
}
