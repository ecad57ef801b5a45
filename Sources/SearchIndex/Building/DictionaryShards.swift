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
    /// Far lists that fill up a file, and the shards that they are of.
    private var far: [UInt8] = []
    private var farStart = 0
    private var pending: [(text: [UInt8], bits: BitWriter, boundary: [UInt8], farStart: Int?)] = []
    private var previous: [UInt8] = []
    private var boundary: [UInt8] = []
    private var shardNames: Set<ContentName> = []
    private var farNames: Set<ContentName> = []

    init(settings: SearchSettings) { self.settings = settings }

    /// Adds the next terms.
    mutating func add(_ part: EncodedTerms) {
        let near = part.near
        for term in part.terms {
            begin(Array(part.text[term.text]))
            bits.append(near[term.near...], bitCount: term.nearBits)
            far += part.far[term.far]
        }
    }

    private mutating func begin(_ term: [UInt8]) {
        let size = text.bytes.count + bits.bitCount / 8
        let isCut = size > settings.shardBytes * 5 / 8 && ContentName([term]).value & 63 == 0
        if text.count > 0, isCut || size > settings.shardBytes * 3 / 2 {
            let shared = zip(previous, term).prefix { $0 == $1 }.count
            finishShard()
            boundary = Self.characters(term, through: shared)
        }
        text.append(term)
        previous = term
    }

    /// Ends with the last term.
    mutating func finish() {
        finishShard()
        finishFar()
    }

    private mutating func finishShard() {
        guard text.count > 0 else { return }
        pending.append((text.bytes, bits, boundary, far.count > farStart ? farStart : nil))
        text = FrontCodedText()
        bits = BitWriter()
        farStart = far.count
        if far.isEmpty || far.count > settings.shardBytes || pending.count > 15 { finishFar() }
    }

    private mutating func finishFar() {
        let farName = far.isEmpty ? nil : ContentName([far], taken: &farNames)
        if let farName { files.append(SearchFile(key: "b/" + farName.hex, text: [], data: far)) }
        for var shard in pending {
            if let start = shard.farStart, let farName {
                // Where its far lists are is the last thing in a shard: a place in a file, and the file's name.
                shard.bits.align()
                shard.bits.write(UInt32(start), bits: 16)
                shard.bits.write(farName.value, bits: 24)
            }
            let data = shard.bits.bytes
            let name = ContentName([shard.text, data], taken: &shardNames)
            shards.append(Shard(name: name, boundary: shard.boundary))
            files.append(SearchFile(key: "t/" + name.hex, text: shard.text, data: data))
        }
        pending.removeAll()
        far = []
        farStart = 0
    }

    /// The whole characters of `term` up to the one that holds byte `index`.
    private static func characters(_ term: [UInt8], through index: Int) -> [UInt8] {
        var end = min(index + 1, term.count)
        while end < term.count, term[end] & 0xC0 == 0x80 { end += 1 }
        return Array(term[..<end])
    }
}
