/// What an import wrote, so that the next one can tell its own files from those that a curator changed.
///
/// A text file, `.answerable/import-KIND.tsv`: a line with the site, then `id <tab> path <tab> hash` for each file, in the order of ids. For a
/// thread a fourth field has `id:head:body:votes` of each post and comment, separated by spaces: hashes of the front matter and of the words, and
/// the votes, with an `a` where the answer was accepted. It belongs into version control beside the content.
struct ImportManifest {
    struct Entry: Hashable {
        /// Below `Content/`.
        var path: String
        /// Of the bytes that were written.
        var hash: UInt64
        /// Of a thread: its posts and comments, in the order in which the source has them.
        var posts: [Post] = []
    }

    /// What an import wrote of a post or a comment.
    struct Post: Hashable {
        var id: String
        /// Of the front matter without the votes and the accepted mark.
        var head: UInt64
        var body: UInt64
        var votes: Int?
        var isAccepted: Bool
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
            if fields.count == 4 { entry.posts = fields[3].split(separator: 32).compactMap { Post(line: $0) } }
            entries[String(decoding: fields[0], as: UTF8.self)] = entry
        }
    }

    var bytes: [UInt8] {
        var out: [UInt8] = []
        if let site { out += Array("site\t\(site)\n".utf8) }
        for id in entries.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard let entry = entries[id] else { continue }
            out += "\(id)\t\(entry.path)\t\(String(entry.hash, radix: 16))".utf8
            if !entry.posts.isEmpty {
                out += "\t".utf8
                out += entry.posts.map(\.line).joined(separator: " ").utf8
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

extension ImportManifest.Post {
    init(id: String, _ block: ThreadBlock) {
        self.id = id
        var rest: [UInt8] = []
        votes = nil
        isAccepted = false
        for line in block.head.split(separator: 10) {
            if line.starts(with: "votes:".utf8) || line.starts(with: "x-votes:".utf8) {
                let value = line.drop { $0 != UInt8(ascii: ":") }.filter { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
                votes = Int(String(decoding: value, as: UTF8.self))
            } else if line.starts(with: "accepted:".utf8) {
                isAccepted = line.filter { $0 > 32 }.elementsEqual("accepted:true".utf8)
            } else {
                rest += line.filter { $0 != 13 } + [10]
            }
        }
        head = ImportManifest.hash(rest)
        body = Self.body(block.body)
    }

    /// Of the words, without the blank lines around them; a line may end in both ways.
    static func body(_ bytes: [UInt8]) -> UInt64 {
        let text = bytes.drop { $0 <= 32 }
        let end = text.lastIndex { $0 > 32 }.map { $0 + 1 } ?? text.startIndex
        return ImportManifest.hash(text[..<end].filter { $0 != 13 })
    }

    fileprivate var line: String {
        "\(id):\(String(head, radix: 16)):\(String(body, radix: 16)):\(votes.map(String.init) ?? "")\(isAccepted ? "a" : "")"
    }

    fileprivate init?(line: ArraySlice<UInt8>) {
        var fields = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard fields.count >= 4, var last = fields.popLast(), let body = fields.popLast().flatMap({ UInt64($0, radix: 16) }),
            let head = fields.popLast().flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        isAccepted = last.utf8.last == UInt8(ascii: "a")
        if isAccepted { last.unicodeScalars.removeLast() }
        id = fields.joined(separator: ":")
        self.head = head
        self.body = body
        votes = Int(last)
    }
}
