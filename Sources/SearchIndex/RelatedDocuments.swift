/// Another document, and how alike the two are.
package struct RelatedDocument: Hashable, Sendable {
    /// Its place in the array that was given.
    package var index: Int
    /// 0…1: the share of what the document's most telling terms are worth that the other one has.
    package var likeness: Float
}

/// For each document the others that are most like it by title, tags and question, the best first.
///
/// Each document asks with its `termLimit` most telling terms, and of each term only the documents that speak of it most are looked at:
/// the work grows with the number of documents, not with its square. Equal content gives equal results in whatever order it comes.
package func relatedDocuments(_ documents: [SearchDocument], limit: Int = 5, settings: SearchSettings = SearchSettings()) -> [[RelatedDocument]] {
    let termLimit = 16
    let documentLimit = 256
    let order = documents.indices.sorted { precedes(documents[$0], documents[$1]) }
    let questions = order.map { index in
        var document = documents[index]
        document.posts = document.posts.filter { $0.kind == .question }
        document.state = .open
        document.votes = 0
        return document
    }
    var collector = PostingCollector(settings: settings, averages: FieldLengths(averageOf: questions))
    for (number, document) in questions.enumerated() { collector.collect(document, number: UInt32(number)) }
    let lists = ListsByTerm(collector)
    let best = (0..<collector.terms.count).map { term -> [CollectedPosting] in
        let list = lists[term]
        guard list.count > 1, list.count * 5 <= documents.count || documents.count < 50 else { return [] }
        guard list.count > documentLimit else { return Array(list) }
        return Array(list.sorted { ($0.impact, $1.document) > ($1.impact, $0.document) }.prefix(documentLimit))
    }

    var result = [[RelatedDocument]](repeating: [], count: documents.count)
    var scores = [Float](repeating: 0, count: documents.count)
    var touched: [Int] = []
    var start = 0
    let postings = collector.postings
    for number in questions.indices {
        var end = start
        while end < postings.count, postings[end].document == number { end += 1 }
        let telling = postings[start..<end].map { posting in
            let count = Double(documents.count)
            let frequency = Double(lists[Int(posting.term)].count)
            let information = Float(naturalLogarithm(1 + (count - frequency + 0.5) / (frequency + 0.5)))
            return (term: Int(posting.term), information: information, worth: information * Float(posting.impact))
        }.sorted { ($0.worth, $1.term) > ($1.worth, $0.term) }.prefix(termLimit)
        start = end
        let mass = telling.reduce(0) { $0 + $1.worth }
        for (term, information, worth) in telling {
            for posting in best[term] where posting.document != number {
                if scores[Int(posting.document)] == 0 { touched.append(Int(posting.document)) }
                scores[Int(posting.document)] += min(worth, information * Float(posting.impact))
            }
        }
        let ranked = touched.sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(limit)
        result[order[number]] = ranked.map { RelatedDocument(index: order[$0], likeness: min(1, scores[$0] / mass)) }
        for document in touched { scores[document] = 0 }
        touched.removeAll(keepingCapacity: true)
    }
    return result
}
