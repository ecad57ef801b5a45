import Diagnostics

/// The sorted terms with their postings, cut into files.
///
/// A cut depends on the terms near it alone, so that an edit changes the files of its own words and no others.
struct DictionaryShards {
    struct Shard {
        var name: ContentName
        /// A string above every term before the shard and not above its own first.
        var boundary: [UInt8]
    }

    /// What is finished; the names are yet to be settled.
    private(set) var groups: [ShardGroup] = []

    private let settings: SearchSettings
    private var text = FrontCodedText()
    private var bits = BitWriter()
    /// Far lists that fill up a file, and the shards that they are of.
    private var far: [UInt8] = []
    private var farStart = 0
    private var pending: [ShardGroup.Shard] = []
    private var previous: [UInt8] = []
    private(set) var boundary: [UInt8]

    /// - Parameter boundary: Of the first shard.
    init(settings: SearchSettings, boundary: [UInt8] = []) {
        self.settings = settings
        self.boundary = boundary
    }

    /// Whether the next term begins a group.
    var isBetweenGroups: Bool { text.count == 0 && pending.isEmpty && far.isEmpty }

    /// Adds the next terms.
    mutating func add(_ part: EncodedTerms) {
        let near = part.near
        for term in part.terms {
            let text = Array(part.text[term.text])
            cut(before: text)
            append(text, near[term.near...], bitCount: term.nearBits, far: part.far[term.far])
        }
    }

    /// Ends a shard where the next term begins another.
    mutating func cut(before term: [UInt8]) {
        let size = text.bytes.count + bits.bitCount / 8
        let isCut = size > settings.shardBytes * 5 / 8 && ContentName([term]).value & 63 == 0
        if text.count > 0, isCut || size > settings.shardBytes * 3 / 2 {
            let shared = zip(previous, term).prefix { $0 == $1 }.count
            finishShard()
            boundary = Self.characters(term, through: shared)
        }
    }

    /// Adds a term, after `cut`.
    mutating func append(_ term: [UInt8], _ near: ArraySlice<UInt8>, bitCount: Int, far: ArraySlice<UInt8>) {
        text.append(term)
        previous = term
        bits.append(near, bitCount: bitCount)
        self.far += far
    }

    /// Ends with the last term.
    mutating func finish() {
        finishShard()
        finishGroup()
    }

    private mutating func finishShard() {
        guard text.count > 0 else { return }
        pending.append(
            ShardGroup.Shard(boundary: boundary, text: ByteSlice(text.bytes), bits: ByteSlice(bits.bytes), farStart: far.count > farStart ? farStart : nil))
        text = FrontCodedText()
        bits = BitWriter()
        farStart = far.count
        if far.isEmpty || far.count > settings.shardBytes || pending.count > 15 { finishGroup() }
    }

    private mutating func finishGroup() {
        if !pending.isEmpty { groups.append(ShardGroup(shards: pending, far: ByteSlice(far))) }
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
