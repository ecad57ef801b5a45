/// Terms with their posting lists in the form of the files, in order, yet to be cut into shards.
struct EncodedTerms: Sendable {
    struct Term {
        var text: Range<Int>
        var frequency: Int
        /// What stands in the shard: a place in `near`, from a whole byte on, and a number of bits.
        var near: Int
        var nearBits: Int
        /// What stands in the shard's far file.
        var far: Range<Int>
    }

    private(set) var terms: [Term] = []
    private(set) var text: [UInt8] = []
    private(set) var far: [UInt8] = []
    private var bits = BitWriter()
    private let code: PostingCode
    private let limit: Int

    /// - Parameter numbers: Of the terms, in their order.
    init(_ postings: RangePostings, _ numbers: ArraySlice<Int>, code: PostingCode, settings: SearchSettings) {
        self.code = code
        limit = settings.nearPostings
        for number in numbers {
            let term = postings.terms.bytes(of: number)
            let textStart = text.count
            text += term
            let start = bits.bitCount
            let farStart = far.count
            let count = postings.count(of: number)
            bits.writeGamma(count)
            if term.first == UInt8(ascii: "=") {
                write(documents: Array(postings.documents(of: number)))
            } else {
                write(postings.postings(of: number))
            }
            terms.append(
                Term(text: textStart..<text.count, frequency: count, near: start / 8, nearBits: bits.bitCount - start, far: farStart..<far.count))
            bits.align()
        }
    }

    var near: [UInt8] { bits.bytes }

    /// A term's list, sorted by document.
    private mutating func write(_ postings: [Posting]) {
        guard postings.count > limit else { return code.write(postings, to: &bits) }
        // The best stay; among equals the newest.
        let order = postings.sorted { ($0.impact, $0.document) > ($1.impact, $1.document) }
        var farBits = BitWriter()
        code.write(order.dropFirst(limit).sorted { $0.document < $1.document }, to: &farBits)
        add(far: farBits.bytes)
        code.write(order.prefix(limit).sorted { $0.document < $1.document }, to: &bits)
    }

    /// A filter's list (`=t swift`): sorted document numbers.
    private mutating func write(documents: [UInt32]) {
        guard documents.count > limit else { return code.writeDocuments(documents, to: &bits) }
        var farBits = BitWriter()
        code.writeDocuments(documents, to: &farBits)
        add(far: farBits.bytes)
    }

    private mutating func add(far list: [UInt8]) {
        bits.writeGamma(list.count)
        far += list
    }
}
