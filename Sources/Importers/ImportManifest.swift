/// What an import wrote, so that the next one can tell its own files from those that a curator changed.
///
/// A text file, `.answerable/import-KIND.tsv`: a line with the site, then `id <tab> path <tab> hash` for each file, in the order of ids. For a
/// thread a fourth field has `post:hash` of each of its posts, separated by spaces. It belongs into version control beside the content.
struct ImportManifest {
    struct Entry: Hashable {
        /// Below `Content/`.
        var path: String
        /// Of the bytes that were written.
        var hash: UInt64
        /// Of the posts of a thread, in the file's order.
        var posts: [Post] = []

        struct Post: Hashable {
            var id: String
            var hash: UInt64
        }
    }

    var site: String?
    var entries: [String: Entry] = [:]

    init() {}

    /// Lines that can't be read are passed over: their files then count as somebody else's.
    init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: 10) {
            if line.starts(with: "site\t".utf8) {
                site = String(decoding: line.dropFirst(5), as: UTF8.self)
                continue
            }
            let fields = line.split(separator: 9, omittingEmptySubsequences: false)
            guard fields.count == 3 || fields.count == 4, let hash = UInt64(String(decoding: fields[2], as: UTF8.self), radix: 16) else { continue }
            let path = String(decoding: fields[1], as: UTF8.self)
            let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            guard parts.allSatisfy({ !$0.isEmpty && !$0.starts(with: ".".utf8) }) else { continue }
            var entry = Entry(path: path, hash: hash)
            if fields.count == 4 { entry.posts = fields[3].split(separator: 32).compactMap(Self.post) }
            entries[String(decoding: fields[0], as: UTF8.self)] = entry
        }
    }

    private static func post(_ text: ArraySlice<UInt8>) -> Entry.Post? {
        guard let colon = text.lastIndex(of: UInt8(ascii: ":")), let hash = UInt64(String(decoding: text[(colon + 1)...], as: UTF8.self), radix: 16)
        else { return nil }
        return Entry.Post(id: String(decoding: text[..<colon], as: UTF8.self), hash: hash)
    }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        if let site { out += Array("site\t\(site)\n".utf8) }
        for id in entries.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard let entry = entries[id] else { continue }
            out += "\(id)\t\(entry.path)\t\(String(entry.hash, radix: 16))".utf8
            if !entry.posts.isEmpty {
                out += "\t".utf8
                out += entry.posts.map { "\($0.id):\(String($0.hash, radix: 16))" }.joined(separator: " ").utf8
            }
            out.append(10)
        }
        return out
    }

    /// FNV-1a, 64 bits: enough to see an edit; nobody gains by forging one.
    static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
