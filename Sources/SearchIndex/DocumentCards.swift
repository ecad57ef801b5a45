/// What the result list shows of each thread, a few threads a file.
struct DocumentCards {
    /// Files that share a name, so that the names cost the root few bytes.
    let filesPerName: Int
    private(set) var names: [ContentName] = []
    private(set) var files: [SearchFile] = []

    /// Posts of a thread that are kept track of; the others are found, but not linked to.
    private static let postLimit = 12

    /// - Parameter signatures: one for each post of each document, in order.
    init(_ documents: [SearchDocument], signatures: [[UInt8]], settings: SearchSettings) {
        var texts: [[UInt8]] = []
        var post = 0
        for (i, document) in documents.enumerated() {
            if i % settings.cardsPerFile == 0 { texts.append([]) } else { texts[texts.count - 1].append(0x0A) }
            let end = post + document.posts.count
            Self.append(document, signatures[post..<end], settings, to: &texts[texts.count - 1])
            post = end
        }
        var group = 1
        while texts.count / group > 128 { group *= 2 }
        filesPerName = group
        for start in stride(from: 0, to: texts.count, by: group) {
            let members = Array(texts[start..<min(start + group, texts.count)])
            let name = ContentName(members)
            names.append(name)
            for (i, text) in members.enumerated() {
                let number = String(start + i)
                files.append(SearchFile(key: "d/" + number, name: "d/" + number + "-" + name.hex, text: text))
            }
        }
    }

    private static func append(
        _ document: SearchDocument, _ signatures: ArraySlice<[UInt8]>, _ settings: SearchSettings, to out: inout [UInt8]
    ) {
        let posts = document.posts
        let answers = posts.filter { $0.kind == .answer }
        let question = posts.first { $0.kind == .question }
        let best = answers.first { $0.accepted } ?? answers.max { $0.votes < $1.votes }
        let share = best == nil ? settings.digestLength : settings.digestLength / 2
        let meta = [
            String(document.state.rawValue), document.asked.map { String($0, radix: 36) } ?? "", String(document.votes),
            String(answers.count), document.answerSeconds.map { String($0) } ?? "",
        ]
        out += clean(document.url)
        out.append(0x09)
        out += clean(document.title)
        out.append(0x09)
        out += meta.joined(separator: ",").utf8
        out.append(0x09)
        out += clean(question?.author ?? "")
        out.append(0x09)
        for (i, tag) in document.tags.enumerated() {
            if i > 0 { out.append(0x0B) }
            out += clean(tag)
        }
        out.append(0x09)
        out += digest(question?.text ?? "", limit: share)
        var isShown = false
        for (post, signature) in zip(posts, signatures).filter({ $0.0.kind != .question && $0.0.anchor != nil }).prefix(postLimit) {
            out.append(0x09)
            out.append(UInt8(ascii: post.kind == .comment ? "c" : post.accepted ? "A" : "a"))
            out += clean(post.anchor ?? "")
            out.append(0x0B)
            Base64.append(signature, to: &out)
            if !isShown, post == best {
                isShown = true
                out.append(0x0B)
                out += digest(post.text, limit: share)
            }
        }
    }

    /// One line: control characters and runs of white space are one space.
    static func clean(_ text: String) -> [UInt8] { digest(text, limit: .max) }

    /// The beginning of `text` on one line: at most `limit` characters wide, cut between words where there are any.
    static func digest(_ text: String, limit: Int) -> [UInt8] {
        var out: [UInt8] = []
        var width = 0
        var lastSpace: Int?
        for scalar in text.unicodeScalars {
            let n = scalar.value
            if n <= 0x20 || n == 0x7F || n == 0x85 || n == 0xA0 || n == 0x2028 || n == 0x2029 || n == 0x3000 {
                if out.isEmpty || lastSpace == out.count - 1 { continue }
                lastSpace = out.count
                out.append(0x20)
                width += 1
                continue
            }
            width += TextFolding.isCJK(n) ? 2 : 1
            if width > limit {
                if let lastSpace, out.count - lastSpace < 24 { out.removeSubrange(lastSpace...) }
                return out + Array("…".utf8)
            }
            out += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        if let lastSpace, lastSpace == out.count - 1 { out.removeLast() }
        return out
    }
}

/// A small set of terms, kept as bits: tells which post of a thread has the words that were asked for.
enum PostSignature {
    private static let termLimit = 32

    /// - Parameter terms: the rarest first.
    static func make(_ terms: [ArraySlice<UInt8>]) -> [UInt8] {
        let count = min(terms.count, termLimit)
        guard count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: (count * 4 + 7) / 8)
        for term in terms.prefix(count) {
            let bit = Int(hash(String(decoding: term, as: UTF8.self))) % (bytes.count * 8)
            bytes[bit >> 3] |= 1 << UInt8(bit & 7)
        }
        return bytes
    }

    static func contains(_ signature: [UInt8], _ term: String) -> Bool {
        guard !signature.isEmpty else { return false }
        let bit = Int(hash(term)) % (signature.count * 8)
        return signature[bit >> 3] >> UInt8(bit & 7) & 1 == 1
    }

    /// FNV-1a over UTF-16 code units, 32 bits, its halves mixed.
    private static func hash(_ term: String) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for unit in term.utf16 { hash = (hash ^ UInt32(unit)) &* 0x0100_0193 }
        return hash ^ hash >> 15
    }
}
