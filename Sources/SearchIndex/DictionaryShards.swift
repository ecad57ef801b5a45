/// The sorted terms with their postings, cut into files.
///
/// A cut depends on the terms near it alone, so that an edit changes the files of its own words and no others.
struct DictionaryShards {
    struct Shard {
        var name: ContentName
        /// A string above every term before the shard and not above its own first.
        var boundary: [UInt8]
    }

    private(set) var shards: [Shard] = []
    private(set) var files: [SearchFile] = []

    private let code: PostingCode
    private let settings: SearchSettings
    private var text = FrontCodedText()
    private var bits = BitWriter()
    private var previous: [UInt8] = []
    private var boundary: [UInt8] = []
    private var shardNames: Set<ContentName> = []
    private var farNames: Set<ContentName> = []

    init(code: PostingCode, settings: SearchSettings) {
        self.code = code
        self.settings = settings
    }

    /// Adds the next term's list; `postings` are sorted by document.
    mutating func add(term: [UInt8], postings: [CollectedPosting]) {
        begin(term)
        bits.writeGamma(postings.count)
        guard postings.count > settings.nearPostings else {
            code.write(postings.map(Self.quantised), to: &bits)
            return
        }
        // The best stay; among equals the newest.
        let order = postings.sorted { ($0.impact, $0.document) > ($1.impact, $1.document) }
        let near = order.prefix(settings.nearPostings).sorted { $0.document < $1.document }
        let far = order.dropFirst(settings.nearPostings).sorted { $0.document < $1.document }
        var farBits = BitWriter()
        code.write(far.map(Self.quantised), to: &farBits)
        addFar(farBits.bytes)
        code.write(near.map(Self.quantised), to: &bits)
    }

    /// Adds the next filter's list (`=t swift`): sorted document numbers.
    mutating func add(filter: [UInt8], documents: [UInt32]) {
        begin(filter)
        bits.writeGamma(documents.count)
        guard documents.count > settings.nearPostings else { return code.writeDocuments(documents, to: &bits) }
        var farBits = BitWriter()
        code.writeDocuments(documents, to: &farBits)
        addFar(farBits.bytes)
    }

    private mutating func addFar(_ data: [UInt8]) {
        let name = ContentName([data], taken: &farNames)
        bits.write(name.value, bits: 24)
        files.append(SearchFile(key: "b/" + name.hex, text: [], data: data))
    }

    private mutating func begin(_ term: [UInt8]) {
        let size = text.bytes.count + bits.bitCount / 8
        let isCut = size > settings.shardBytes * 5 / 8 && ContentName([term]).value & 63 == 0
        if text.count > 0, isCut || size > settings.shardBytes * 3 / 2 {
            let shared = zip(previous, term).prefix { $0 == $1 }.count
            finish()
            boundary = Self.characters(term, through: shared)
        }
        text.append(term)
        previous = term
    }

    mutating func finish() {
        guard text.count > 0 else { return }
        let name = ContentName([text.bytes, bits.bytes], taken: &shardNames)
        shards.append(Shard(name: name, boundary: boundary))
        files.append(SearchFile(key: "t/" + name.hex, text: text.bytes, data: bits.bytes))
        text = FrontCodedText()
        bits = BitWriter()
    }

    private static func quantised(_ posting: CollectedPosting) -> Posting {
        Posting(document: posting.document, impact: UInt8(posting.impact >> 12) + 1)
    }

    /// The whole characters of `term` up to the one that holds byte `index`.
    private static func characters(_ term: [UInt8], through index: Int) -> [UInt8] {
        var end = min(index + 1, term.count)
        while end < term.count, term[end] & 0xC0 == 0x80 { end += 1 }
        return Array(term[..<end])
    }
}
