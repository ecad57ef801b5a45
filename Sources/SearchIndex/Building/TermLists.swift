/// How a term's list is divided between its shard and the far file, and written in both.
struct TermLists {
    let code: PostingCode
    /// Postings that stay in the shard at most.
    let limit: Int

    init(code: PostingCode, settings: SearchSettings) {
        self.code = code
        limit = settings.nearPostings
    }

    /// Filters (`=t swift`) have documents alone.
    static func isFilter(_ term: some Collection<UInt8>) -> Bool { term.first == UInt8(ascii: "=") }

    /// Writes a term's list, sorted by document.
    func write(_ postings: [Posting], isFilter: Bool, to bits: inout BitWriter, far: inout [UInt8]) {
        bits.writeGamma(postings.count)
        if isFilter {
            let documents = postings.map(\.document)
            guard postings.count > limit else { return code.writeDocuments(documents, to: &bits) }
            var farBits = BitWriter()
            code.writeDocuments(documents, to: &farBits)
            add(farBits.bytes, &bits, &far)
        } else {
            guard postings.count > limit else { return code.write(postings, to: &bits) }
            // The best stay; among equals the newest.
            let order = postings.sorted { ($0.impact, $0.document) > ($1.impact, $1.document) }
            var farBits = BitWriter()
            code.write(order.dropFirst(limit).sorted { $0.document < $1.document }, to: &farBits)
            add(farBits.bytes, &bits, &far)
            code.write(order.prefix(limit).sorted { $0.document < $1.document }, to: &bits)
        }
    }

    private func add(_ list: [UInt8], _ bits: inout BitWriter, _ far: inout [UInt8]) {
        bits.writeGamma(list.count)
        far += list
    }

    /// Reads what `write` wrote.
    ///
    /// - Parameters:
    ///   - far: The far lists.
    ///   - place: Where the next of them begins.
    func read(isFilter: Bool, from bits: inout BitReader, far: [UInt8], at place: inout Int) -> [Posting] {
        let count = bits.readGamma()
        guard count > limit else {
            return isFilter
                ? code.readDocuments(count: count, from: &bits).map { Posting(document: $0, impact: 0) }
                : code.read(count: count, from: &bits).sorted { $0.document < $1.document }
        }
        let size = bits.readGamma()
        var farBits = BitReader(far, at: place)
        place += size
        if isFilter { return code.readDocuments(count: count, from: &farBits).map { Posting(document: $0, impact: 0) } }
        return (code.read(count: count - limit, from: &farBits) + code.read(count: limit, from: &bits)).sorted { $0.document < $1.document }
    }
}

extension ShardGroup {
    /// Its terms with their lists.
    func terms(_ lists: TermLists) -> [(term: [UInt8], postings: [Posting])] {
        let far = far.array
        return shards.flatMap { shard in
            var bits = BitReader(shard.bits.array)
            var place = shard.farStart ?? 0
            return FrontCodedText.words(shard.text.array).map { term in
                (term, lists.read(isFilter: TermLists.isFilter(term), from: &bits, far: far, at: &place))
            }
        }
    }
}
