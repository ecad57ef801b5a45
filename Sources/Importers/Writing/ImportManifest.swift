/// What an import wrote, so that the next one can tell its own files from those that a curator changed.
///
/// A text file, `.answerable/import-KIND.tsv`: a line with the site, then `id <tab> path <tab> hash` for each file, in the order of ids. For a
/// thread a fourth field has `id:head:body:votes` of each post and comment, separated by spaces: hashes of the front matter and of the words, and
/// the votes, with an `a` where the answer was accepted. It belongs into version control beside the content.
///
/// The lines lie in a spool: of a million posts only the ids of their threads are in memory.
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
    private let spool: TextSpool
    /// By id: the line behind the id and its tab, without the line break.
    private var lines: [String: StoredText] = [:]

    init(spool: TextSpool) { self.spool = spool }

    // MARK: Entries

    var ids: some Sequence<String> { lines.keys }

    func has(_ id: String) -> Bool { lines[id] != nil }

    func entry(_ id: String) -> Entry? { lines[id].flatMap { Entry(line: spool.bytes($0)) } }

    /// Where the file of an item was written.
    func path(_ id: String) -> String? {
        lines[id].map { String(decoding: spool.bytes($0).prefix { $0 != 9 }, as: UTF8.self) }
    }

    mutating func set(_ id: String, _ entry: Entry?) { lines[id] = entry.map { spool.add($0.line) } }

    /// Takes an item's line as it stands in another manifest of the same spool.
    mutating func copy(_ id: String, from other: ImportManifest) { lines[id] = other.lines[id] }

    // MARK: The file

    /// Adds the lines of a file. Those that can't be read are passed over: their files then count as somebody else's.
    mutating func read(_ source: ByteSource) throws(ImportError) {
        try source.forEachLine { (line) throws(ImportError) in read(line: line) }
    }

    private mutating func read(line: ArraySlice<UInt8>) {
        if line.starts(with: "site\t".utf8) {
            site = String(decoding: line.dropFirst(5), as: UTF8.self)
        } else if let tab = line.firstIndex(of: 9), case let value = Array(line[(tab + 1)...]), Entry(line: value) != nil {
            lines[String(decoding: line[..<tab], as: UTF8.self)] = spool.add(value)
        }
    }

    /// Writes the file, a piece at a time.
    func write(to path: String) throws(ImportError) {
        var ids = lines.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }[...]
        var piece = Array((site.map { "site\t\($0)\n" } ?? "").utf8)
        try FileCalls.write(to: path) {
            while piece.count < 1 << 16, let id = ids.popFirst() {
                guard let line = lines[id] else { continue }
                piece += id.utf8
                piece.append(9)
                piece += spool.bytes(line)
                piece.append(10)
            }
            defer { piece = [] }
            return piece
        }
    }

    /// FNV-1a, 64 bits: enough to see an edit; nobody gains by forging one.
    static func hash(_ bytes: [UInt8]) -> UInt64 { hash(bytes, after: emptyHash) }

    static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Of a file of any size; `nil` when there is none.
    static func hash(ofFile file: String) throws(ImportError) -> UInt64? {
        guard FileCalls.size(file) != nil else { return nil }
        let source = try ByteSource(path: file, meter: ImportMeter())
        var hash = emptyHash
        while case let piece = source.next(), !piece.isEmpty { hash = Self.hash(piece, after: hash) }
        if let failure = source.failure { throw failure }
        return hash
    }

    /// Of bytes that follow those of another hash.
    static func hash(_ bytes: [UInt8], after start: UInt64) -> UInt64 { bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } }
}

extension ImportManifest.Entry {
    fileprivate var line: [UInt8] {
        var out = Array("\(path)\t\(String(hash, radix: 16))".utf8)
        for (index, post) in posts.enumerated() {
            out.append(index == 0 ? 9 : 32)
            out += post.line.utf8
        }
        return out
    }

    fileprivate init?(line: [UInt8]) {
        let fields = line.split(separator: 9, omittingEmptySubsequences: false)
        guard fields.count == 2 || fields.count == 3, let hash = UInt64(String(decoding: fields[1], as: UTF8.self), radix: 16) else { return nil }
        // Whoever edits the list may not lead an import out of the site.
        guard fields[0].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty && $0.first != UInt8(ascii: ".") })
        else { return nil }
        path = String(decoding: fields[0], as: UTF8.self)
        self.hash = hash
        if fields.count == 3 { posts = fields[2].split(separator: 32).compactMap { ImportManifest.Post(line: $0) } }
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
