/// A document's card, read back.
struct SearchCard {
    struct Post {
        var anchor: String
        var signature: [UInt8]
        /// Its first words, where the card shows them.
        var digest: String
    }

    var number: Int
    var url: String
    var title: String
    var state: SearchDocument.State
    var tags: [String]
    var digest: String
    var posts: [Post]

    init?(_ line: ArraySlice<UInt8>, number: Int, affixes: URLAffixes) {
        func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
        let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
        guard fields.count >= 6, let digit = fields[2].first, let state = SearchDocument.State(rawValue: Int(digit) - 48) else { return nil }
        self.number = number
        url = string(affixes.whole(fields[0])[...])
        title = string(fields[1])
        self.state = state
        tags = fields[4].split(separator: 0x0B).map(string)
        digest = string(fields[5])
        posts = fields[6...].compactMap { field in
            let parts = field.split(separator: 0x0B, omittingEmptySubsequences: false)
            guard parts.count >= 2 else { return nil }
            return Post(anchor: string(parts[0].dropFirst()), signature: Base91.decode(parts[1]), digest: parts.count > 2 ? string(parts[2]) : "")
        }
    }
}
