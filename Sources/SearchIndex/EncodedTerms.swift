/// Terms with their posting lists in the form of the files, in order, yet to be cut into shards.
struct EncodedTerms: Sendable {
    struct Term {
        var text: Range<Int>
        var frequency: Int
        /// What stands in the shard: a place in `data` and a number of bits.
        var near: Range<Int>
        var nearBits: Int
        /// What stands in the shard's far file.
        var far: Range<Int>
    }

    private(set) var terms: [Term] = []
    private(set) var text: [UInt8] = []
    private(set) var data: [UInt8] = []

    init(_ postings: RangePostings, code: PostingCode, settings: SearchSettings) {
        for number in postings.terms.sorted() {
            let term = postings.terms.bytes(of: number)
            if term.first == UInt8(ascii: "=") {
                append(filter: term, Array(postings.documents(of: number)), code, settings)
            } else {
                append(term, postings.postings(of: number), code, settings)
            }
        }
    }

    init() {}

    /// Adds the next term's list, sorted by document.
    mutating func append(_ term: ArraySlice<UInt8>, _ postings: [Posting], _ code: PostingCode, _ settings: SearchSettings) {
        var bits = BitWriter()
        bits.writeGamma(postings.count)
        guard postings.count > settings.nearPostings else {
            code.write(postings, to: &bits)
            return append(term, postings.count, bits, far: [])
        }
        // The best stay; among equals the newest.
        let order = postings.sorted { ($0.impact, $0.document) > ($1.impact, $1.document) }
        var farBits = BitWriter()
        code.write(order.dropFirst(settings.nearPostings).sorted { $0.document < $1.document }, to: &farBits)
        let far = farBits.bytes
        bits.writeGamma(far.count)
        code.write(order.prefix(settings.nearPostings).sorted { $0.document < $1.document }, to: &bits)
        append(term, postings.count, bits, far: far)
    }

    /// Adds the next filter's list (`=t swift`): sorted document numbers.
    mutating func append(filter: ArraySlice<UInt8>, _ documents: [UInt32], _ code: PostingCode, _ settings: SearchSettings) {
        var bits = BitWriter()
        bits.writeGamma(documents.count)
        guard documents.count > settings.nearPostings else {
            code.writeDocuments(documents, to: &bits)
            return append(filter, documents.count, bits, far: [])
        }
        var farBits = BitWriter()
        code.writeDocuments(documents, to: &farBits)
        bits.writeGamma(farBits.bytes.count)
        append(filter, documents.count, bits, far: farBits.bytes)
    }

    private mutating func append(_ term: ArraySlice<UInt8>, _ frequency: Int, _ bits: BitWriter, far: [UInt8]) {
        let textStart = text.count
        text += term
        let nearStart = data.count
        data += bits.bytes
        let farStart = data.count
        data += far
        terms.append(
            Term(
                text: textStart..<text.count, frequency: frequency, near: nearStart..<farStart, nearBits: bits.bitCount, far: farStart..<data.count))
    }
}
