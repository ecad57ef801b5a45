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

    private let settings: SearchSettings
    private var text = FrontCodedText()
    private var bits = BitWriter()
    private var far: [UInt8] = []
    private var previous: [UInt8] = []
    private var boundary: [UInt8] = []
    private var shardNames: Set<ContentName> = []
    private var farNames: Set<ContentName> = []

    init(settings: SearchSettings) { self.settings = settings }

    /// Adds the next terms.
    mutating func add(_ part: EncodedTerms) {
        for term in part.terms {
            begin(Array(part.text[term.text]))
            bits.append(part.data[term.near], bitCount: term.nearBits)
            far += part.data[term.far]
        }
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
        if !far.isEmpty {
            // The name of the far file is the last thing in the shard.
            let name = ContentName([far], taken: &farNames)
            bits.align()
            bits.write(name.value, bits: 24)
            files.append(SearchFile(key: "b/" + name.hex, text: [], data: far))
        }
        let data = bits.bytes
        let name = ContentName([text.bytes, data], taken: &shardNames)
        shards.append(Shard(name: name, boundary: boundary))
        files.append(SearchFile(key: "t/" + name.hex, text: text.bytes, data: data))
        text = FrontCodedText()
        bits = BitWriter()
        far = []
    }

    /// The whole characters of `term` up to the one that holds byte `index`.
    private static func characters(_ term: [UInt8], through index: Int) -> [UInt8] {
        var end = min(index + 1, term.count)
        while end < term.count, term[end] & 0xC0 == 0x80 { end += 1 }
        return Array(term[..<end])
    }
}
