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
package func relatedDocuments(
    _ documents: [AnalysedDocument], limit: Int = 5, settings: SearchSettings = SearchSettings()
) -> [[RelatedDocument]] {
    let records = documents.map(DocumentRecord.init)
    let order = records.indices.sorted { DocumentRecord.precedes(records[$0], records[$1]) }
    let questions = QuestionTerms(order.map { records[$0] }, settings: settings)
    let part = max(64, (records.count + settings.jobs - 1) / max(1, settings.jobs))
    let starts = Array(stride(from: 0, to: records.count, by: part))
    let found = inParallel(starts.count, jobs: settings.jobs) { i in
        questions.nearest(to: starts[i]..<min(starts[i] + part, order.count), limit: limit)
    }.flatMap { $0 }
    var result = [[RelatedDocument]](repeating: [], count: documents.count)
    for (place, near) in found.enumerated() {
        result[order[place]] = near.map { RelatedDocument(index: order[$0.index], likeness: $0.likeness) }
    }
    return result
}

/// What the documents' questions speak of, in index order.
private struct QuestionTerms: Sendable {
    /// The terms of all documents, one after the other: numbers, and what the document says of each, 0…1.
    private var numbers: [UInt32] = []
    private var impacts: [Float] = []
    private var ends: [Int] = []
    /// Of each term: what it tells, and the documents that speak of it most; none where it is too common or alone.
    private var information: [Float] = []
    private var best: [[(document: UInt32, impact: Float)]] = []

    private static let termLimit = 16
    private static let documentLimit = 64
    /// Title, other phrasings, tags and question.
    private static let fields: UInt8 = 0b1111

    init(_ records: [DocumentRecord], settings: SearchSettings) {
        let weights = FieldWeights(FieldTotals(records), settings: settings)
        var terms = TermTable(slots: 1 << 16)
        var frequencies: [Int] = []
        for record in records {
            let worths = weights.worths(of: record)
            var cursor = record.termCursor
            while cursor.next() {
                var weight: Float = 0
                var fields = cursor.fields
                while fields != 0 {
                    let count = Float(cursor.readCount())
                    if fields & Self.fields != 0, fields.trailingZeroBitCount < 4 { weight += count * worths[fields.trailingZeroBitCount] }
                    fields &= fields - 1
                }
                cursor.skipWords()
                guard weight > 0 else { continue }
                let (number, isNew) = terms.number(of: record.bytes[cursor.term])
                if isNew { frequencies.append(1) } else { frequencies[number] += 1 }
                numbers.append(UInt32(number))
                impacts.append(weight / (settings.saturation + weight) / 1.2)
            }
            ends.append(numbers.count)
        }
        let count = Double(records.count)
        information = frequencies.map { Float(naturalLogarithm(1 + (count - Double($0) + 0.5) / (Double($0) + 0.5))) }
        let isUseful = frequencies.map { $0 > 1 && ($0 * 5 <= records.count || records.count < 50) }
        best = [[(document: UInt32, impact: Float)]](repeating: [], count: frequencies.count)
        var start = 0
        for (document, end) in ends.enumerated() {
            for place in start..<end where isUseful[Int(numbers[place])] {
                best[Int(numbers[place])].append((UInt32(document), impacts[place]))
            }
            start = end
        }
        for term in best.indices where best[term].count > Self.documentLimit {
            best[term].sort { ($0.impact, $1.document) > ($1.impact, $0.document) }
            best[term].removeLast(best[term].count - Self.documentLimit)
        }
    }

    func nearest(to documents: Range<Int>, limit: Int) -> [[(index: Int, likeness: Float)]] {
        var scores = [Float](repeating: 0, count: ends.count)
        var touched: [Int] = []
        return documents.map { number in
            let telling = ((number == 0 ? 0 : ends[number - 1])..<ends[number]).map { place in
                let term = Int(numbers[place])
                return (term: term, worth: information[term] * impacts[place], place: place)
            }.sorted { ($0.worth, $1.place) > ($1.worth, $0.place) }.prefix(Self.termLimit)
            let mass = telling.reduce(0) { $0 + $1.worth }
            for (term, worth, _) in telling {
                for posting in best[term] where posting.document != number {
                    if scores[Int(posting.document)] == 0 { touched.append(Int(posting.document)) }
                    scores[Int(posting.document)] += min(worth, information[term] * posting.impact)
                }
            }
            var ranked: [(index: Int, likeness: Float)] = []
            for document in touched {
                let score = scores[document]
                scores[document] = 0
                if ranked.count == limit, let last = ranked.last, (score, last.index) < (last.likeness, document) { continue }
                let place = ranked.firstIndex { (score, $0.index) > ($0.likeness, document) } ?? ranked.count
                ranked.insert((document, score), at: place)
                if ranked.count > limit { ranked.removeLast() }
            }
            touched.removeAll(keepingCapacity: true)
            return ranked.map { ($0.index, min(1, $0.likeness / mass)) }
        }
    }
}
