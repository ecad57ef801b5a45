/// A part of the dictionary: the terms whose first two bytes lie between two bounds. Parts are made apart, at the same time or one after the
/// other; the index doesn't depend on how many there are.
struct TermRange: Sendable {
    /// Of `TermTable.key(_, bytes: 2)`.
    var keys: Range<UInt64>

    func contains(_ term: ArraySlice<UInt8>) -> Bool { keys.contains(TermTable.key(term, bytes: 2)) }

    static let all = TermRange(keys: 0..<0x10000)

    /// About `count` ranges with about equally many postings; one in eight documents is looked at.
    static func split(_ records: [DocumentRecord], count: Int) -> [TermRange] {
        guard count > 1 else { return [all] }
        var histogram = [Int](repeating: 0, count: 0x10000)
        var total = 0
        for i in stride(from: 0, to: records.count, by: records.count < 1000 ? 1 : 8) {
            var cursor = records[i].termCursor
            while cursor.next() {
                cursor.skipCounts()
                cursor.skipWords()
                histogram[Int(TermTable.key(records[i].bytes[cursor.term], bytes: 2))] += 1
                total += 1
            }
        }
        var ranges: [TermRange] = []
        var start: UInt64 = 0
        var sum = 0
        for (key, postings) in histogram.enumerated() {
            if sum > 0, (sum + postings) * count > total * (ranges.count + 1), ranges.count + 1 < count {
                ranges.append(TermRange(keys: start..<UInt64(key)))
                start = UInt64(key)
            }
            sum += postings
        }
        return ranges + [TermRange(keys: start..<0x10000)]
    }
}

/// The postings of a range's terms, sorted by term and within it by document.
struct RangePostings {
    let terms: TermTable
    private var starts: [Int]
    private var documents: [UInt32]
    private var impacts: [UInt8]

    init(_ range: TermRange, _ records: [DocumentRecord], _ weights: FieldWeights) {
        var terms = TermTable()
        var numbers: [UInt32] = []
        var documents: [UInt32] = []
        var impacts: [UInt8] = []
        for (document, record) in records.enumerated() {
            let worths = weights.worths(of: record)
            let prior = record.prior
            var cursor = record.termCursor
            while cursor.next() {
                let term = record.bytes[cursor.term]
                var weight: Float = 0
                var fields = cursor.fields
                while fields != 0 {
                    weight += Float(cursor.readCount()) * worths[fields.trailingZeroBitCount]
                    fields &= fields - 1
                }
                cursor.skipWords()
                guard range.contains(term) else { continue }
                numbers.append(UInt32(terms.number(of: term).number))
                documents.append(UInt32(document))
                impacts.append(cursor.fields == 0 ? 0 : weights.impact(weight, prior: prior))
            }
        }
        self.terms = terms
        starts = [Int](repeating: 0, count: terms.count + 1)
        for number in numbers { starts[Int(number) + 1] += 1 }
        for i in starts.indices.dropFirst() { starts[i] += starts[i - 1] }
        var next = starts
        self.documents = [UInt32](repeating: 0, count: numbers.count)
        self.impacts = [UInt8](repeating: 0, count: numbers.count)
        for (i, number) in numbers.enumerated() {
            let place = next[Int(number)]
            next[Int(number)] += 1
            self.documents[place] = documents[i]
            self.impacts[place] = impacts[i]
        }
    }

    /// Bytes of memory that a posting takes while its range is made.
    static let bytesPerPosting = 14

    func count(of term: Int) -> Int { starts[term + 1] - starts[term] }

    func documents(of term: Int) -> ArraySlice<UInt32> { documents[starts[term]..<starts[term + 1]] }

    /// The impacts of a filter's postings are 0.
    func postings(of term: Int) -> [Posting] {
        (starts[term]..<starts[term + 1]).map { Posting(document: documents[$0], impact: impacts[$0]) }
    }
}
