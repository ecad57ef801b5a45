import Diagnostics

/// A term that so many documents have that the root tells of it.
struct CommonTerm: Sendable {
    var term: [UInt8]
    var frequency: Int

    /// More than a fifth of the documents, and many.
    static func isCommon(_ term: some Collection<UInt8>, frequency: Int, documentCount: Int, _ settings: SearchSettings) -> Bool {
        frequency * 5 > documentCount && frequency > 2 * settings.nearPostings && !TermLists.isFilter(term)
    }
}

/// An index in the parts that an edit changes: what a build leaves for the next one, so that the edit of a thread costs what it touches.
///
/// It is a function of the documents and the settings, and never needed: without it the index is made of all documents.
package struct KeptIndex: Sendable {
    /// The place of each document among those that were given, by its number.
    let order: [Int]
    var totals: FieldTotals
    /// How many documents are in each language of `LightStemmer`.
    var languages: [Int]
    var common: [CommonTerm]
    var votes: [Int]
    /// As `SearchRoot` has them.
    let months: (first: Int, counts: [Int])
    var cards: CardFiles
    var words: SpeltWords
    var groups: [ShardGroup]

    private static let version = 1

    /// Bytes that a cache may keep.
    package var bytes: [UInt8] {
        var out = RecordWriter()
        func write(_ numbers: [Int]) {
            out.write(numbers.count)
            for number in numbers { out.write(signed: number) }
        }
        func write(_ name: ContentName) { out.write(Int(name.value)) }
        func write(_ digest: FileDigest?) {
            out.write(Int(bitPattern: UInt(digest?.high ?? 0)))
            out.write(Int(bitPattern: UInt(digest?.low ?? 0)))
        }
        func write(_ name: IndexedName) {
            write(name.first)
            write(name.own)
            write(name.digest)
        }
        func write(_ slice: ByteSlice) {
            slice.withBytes { bytes in out.write(atMost: bytes.count + RecordWriter.longestNumber) { $0.write(block: bytes) } }
        }
        out.write(Self.version)
        for numbers in [order, totals.numbers, languages, votes, [months.first], months.counts] { write(numbers) }
        out.write(common.count)
        for term in common {
            out.write(block: term.term)
            out.write(term.frequency)
        }
        out.write(block: cards.affixes.prefix)
        out.write(block: cards.affixes.suffix)
        out.write(cards.groups.count)
        for group in cards.groups {
            write(group.name)
            out.write(group.digests.count)
            for digest in group.digests { write(digest) }
        }
        write(words.bytes)
        out.write(groups.count)
        for group in groups {
            write(group.far)
            write(group.farName)
            out.write(group.shards.count)
            for shard in group.shards {
                out.write(block: shard.boundary)
                write(shard.text)
                write(shard.bits)
                out.write(shard.farStart.map { $0 + 1 } ?? 0)
                write(shard.name)
            }
        }
        // What was cut off ends otherwise.
        out.write(Self.version)
        return Array(out.bytes)
    }

    /// Reads `bytes`, which stay where they are; `nil` where they are no index.
    package init?(bytes kept: ByteSlice, settings: SearchSettings) {
        let read = kept.withBytes { bytes in Self(RecordReader(bytes), kept, settings) }
        guard let read else { return nil }
        self = read
    }

    private init?(_ start: RecordReader, _ kept: ByteSlice, _ settings: SearchSettings) {
        var reader = start
        // Each item is a byte at least, so damaged counts end with the bytes.
        func count() -> Int { max(0, min(reader.read(), reader.bytes.count - reader.at)) }
        func numbers() -> [Int] { (0..<count()).map { _ in reader.readSigned() } }
        func slice() -> ByteSlice { kept[reader.readBlock()] }
        func name() -> ContentName { ContentName(value: UInt32(truncatingIfNeeded: reader.read())) }
        func digest() -> FileDigest {
            let high = UInt64(UInt(bitPattern: reader.read()))
            return FileDigest(high: high, low: UInt64(UInt(bitPattern: reader.read())))
        }
        func indexedName() -> IndexedName {
            let first = name()
            let own = name()
            return IndexedName(first: first, own: own, digest: digest())
        }
        guard reader.read() == Self.version else { return nil }
        order = numbers()
        guard let totals = FieldTotals(numbers()) else { return nil }
        self.totals = totals
        languages = numbers()
        votes = numbers()
        let first = numbers()
        months = (first.first ?? 0, numbers())
        guard languages.count == LightStemmer.languages.count, votes.count == order.count else { return nil }
        common = (0..<count()).map { _ in
            let term = slice().array
            return CommonTerm(term: term, frequency: reader.read())
        }
        let prefix = slice().array
        cards = CardFiles(documentCount: order.count, affixes: URLAffixes(prefix: prefix, suffix: slice().array), settings: settings)
        cards.groups = (0..<count()).map { _ in
            let name = name()
            return (name, (0..<count()).map { _ in digest() })
        }
        guard cards.groups.count == cards.groupCount else { return nil }
        words = SpeltWords(kept: slice())
        groups = (0..<count()).map { _ in
            let far = slice()
            let farName = indexedName()
            let shards = (0..<count()).map { _ in
                let boundary = slice().array
                let (text, bits) = (slice(), slice())
                let farStart = reader.read()
                return ShardGroup.Shard(boundary: boundary, text: text, bits: bits, farStart: farStart > 0 ? farStart - 1 : nil, name: indexedName())
            }
            return ShardGroup(shards: shards, far: far, farName: farName)
        }
        guard reader.read() == Self.version, reader.isAtEnd, groups.allSatisfy({ !$0.shards.isEmpty }) else { return nil }
    }

    init(
        order: [Int], totals: FieldTotals, languages: [Int], common: [CommonTerm], votes: [Int], months: (first: Int, counts: [Int]), cards: CardFiles,
        words: SpeltWords, groups: [ShardGroup]
    ) {
        self.order = order
        self.totals = totals
        self.languages = languages
        self.common = common
        self.votes = votes
        self.months = months
        self.cards = cards
        self.words = words
        self.groups = groups
    }
}
