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

    /// - Parameter numbers: Of the terms, in their order.
    init(_ postings: RangePostings, _ numbers: ArraySlice<Int>, _ lists: TermLists) {
        for number in numbers {
            let term = postings.terms.bytes(of: number)
            let textStart = text.count
            text += term
            let start = bits.bitCount
            let farStart = far.count
            lists.write(postings.postings(of: number), isFilter: TermLists.isFilter(term), to: &bits, far: &far)
            terms.append(
                Term(
                    text: textStart..<text.count, frequency: postings.count(of: number), near: start / 8, nearBits: bits.bitCount - start,
                    far: farStart..<far.count))
            bits.align()
        }
    }

    var near: [UInt8] { bits.bytes }
}
