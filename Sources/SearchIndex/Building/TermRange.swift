/// A part of the dictionary: the terms whose first two bytes lie between two bounds. Parts are made apart, at the same time or one after the
/// other; the index doesn't depend on how many there are.
struct TermRange: Hashable, Sendable {
    /// Of `TermTable.key(_, bytes: 2)`.
    var keys: Range<UInt64>

    func contains(_ term: some Collection<UInt8>) -> Bool { keys.contains(TermTable.key(term, bytes: 2)) }

    static let all = TermRange(keys: 0..<0x10000)

    /// About `count` ranges with about equally many postings; one in eight documents is looked at.
    static func split(_ records: [DocumentRecord], count: Int) -> [TermRange] {
        guard count > 1 else { return [all] }
        var histogram = [Int](repeating: 0, count: 0x10000)
        var total = 0
        for i in stride(from: 0, to: records.count, by: records.count < 1000 ? 1 : 8) {
            records[i].withTerms { cursor in
                while cursor.next() {
                    cursor.skipCounts()
                    cursor.skipWords()
                    histogram[Int(TermTable.key(cursor.term, bytes: 2))] += 1
                    total += 1
                }
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

    init(_ range: TermRange, _ records: [DocumentRecord], _ weights: FieldWeights, jobs: Int) {
        let size = max(64, (records.count + jobs - 1) / max(1, jobs))
        let starts = Array(stride(from: 0, to: records.count, by: size))
        let parts = inParallel(starts.count, jobs: jobs) { part in
            CollectedPostings(range, records, starts[part]..<min(starts[part] + size, records.count), weights)
        }
        var terms = TermTable()
        var starting = [0]
        let numbers = parts.map { part in
            (0..<part.terms.count).map { local in
                let number = terms.number(of: part.terms.bytes(of: local)).number
                if number + 1 == starting.count { starting.append(0) }
                starting[number + 1] += part.frequencies[local]
                return UInt32(number)
            }
        }
        for i in starting.indices.dropFirst() { starting[i] += starting[i - 1] }
        var next = starting
        var documents = [UInt32](repeating: 0, count: starting[starting.count - 1])
        var impacts = [UInt8](repeating: 0, count: documents.count)
        for (part, numbers) in zip(parts, numbers) {
            for (i, local) in part.numbers.enumerated() {
                let number = Int(numbers[Int(local)])
                let place = next[number]
                next[number] += 1
                documents[place] = part.documents[i]
                impacts[place] = part.impacts[i]
            }
        }
        self.terms = terms
        self.starts = starting
        self.documents = documents
        self.impacts = impacts
    }

    /// Bytes of memory that a posting takes while its range is made.
    static let bytesPerPosting = 16

    func count(of term: Int) -> Int { starts[term + 1] - starts[term] }

    /// The impacts of a filter's postings are 0.
    func postings(of term: Int) -> [Posting] {
        (starts[term]..<starts[term + 1]).map { Posting(document: documents[$0], impact: impacts[$0]) }
    }
}

/// The postings of some neighbouring documents, in the order of their coming.
private struct CollectedPostings {
    private(set) var terms = TermTable()
    /// Of each term: how many of the documents have it.
    private(set) var frequencies: [Int] = []
    private(set) var numbers: [UInt32] = []
    private(set) var documents: [UInt32] = []
    private(set) var impacts: [UInt8] = []

    init(_ range: TermRange, _ records: [DocumentRecord], _ places: Range<Int>, _ weights: FieldWeights) {
        let isWhole = range == .all
        if isWhole {
            let count = places.reduce(0) { $0 + records[$1].termCount }
            numbers.reserveCapacity(count)
            documents.reserveCapacity(count)
            impacts.reserveCapacity(count)
        }
        for document in places {
            let record = records[document]
            let worths = weights.worths(of: record)
            let prior = record.prior
            record.withTerms { cursor in
                while cursor.next() {
                    let weight = cursor.readWeight(worths)
                    cursor.skipWords()
                    guard isWhole || range.contains(cursor.term) else { continue }
                    let (number, isNew) = terms.number(of: cursor.term)
                    if isNew { frequencies.append(1) } else { frequencies[number] += 1 }
                    numbers.append(UInt32(number))
                    documents.append(UInt32(document))
                    impacts.append(cursor.fields == 0 ? 0 : weights.impact(weight, prior: prior))
                }
            }
        }
    }
}
