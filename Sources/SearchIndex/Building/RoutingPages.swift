/// Where each shard is. In a small index the root says it; in a large one, pages that the root leads to, so that the root stays small.
///
/// A page is a list of shards: its text their boundaries, front-coded; its data three bytes of name for each.
struct RoutingPages {
    /// What the root lists: the shards themselves, or pages of them.
    private(set) var entries: [DictionaryShards.Shard]
    let hasPages: Bool
    private(set) var files: [SearchFile] = []

    init(_ shards: [DictionaryShards.Shard], settings: SearchSettings) {
        hasPages = shards.count > settings.shardsInRoot
        entries = shards
        guard hasPages else { return }
        entries = []
        var taken: Set<ContentName> = []
        var start = 0
        for i in 1...shards.count {
            // Cut by content, so that one shard more changes one page.
            let isEnd = i == shards.count || i - start >= 64 || i - start >= 16 && ContentName([shards[i].boundary]).value & 15 == 0
            guard isEnd else { continue }
            let page = Self.encode(Array(shards[start..<i]))
            let name = ContentName([page.text, page.data], taken: &taken)
            files.append(SearchFile(key: "p/" + name.hex, text: page.text, data: page.data))
            entries.append(DictionaryShards.Shard(name: name, boundary: shards[start].boundary))
            start = i
        }
    }

    static func encode(_ shards: [DictionaryShards.Shard]) -> (text: [UInt8], data: [UInt8]) {
        var text = FrontCodedText()
        for shard in shards { text.append(shard.boundary) }
        return (text.bytes, shards.flatMap(\.name.bytes))
    }

    /// The shards of a page, or those that the root lists.
    static func read(_ text: [UInt8], _ data: ArraySlice<UInt8>) -> [DictionaryShards.Shard] {
        let bytes = Array(data)
        return FrontCodedText.words(text).enumerated().compactMap { i, boundary in
            guard i * 3 + 2 < bytes.count else { return nil }
            return DictionaryShards.Shard(name: ContentName(bytes: bytes[(i * 3)...].prefix(3)), boundary: boundary)
        }
    }
}
