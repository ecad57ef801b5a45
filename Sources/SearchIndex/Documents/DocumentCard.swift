/// A document's line in the card files: what the result list shows of it.
enum DocumentCard {
    /// Posts of a thread that are kept track of; the others are found, but not linked to.
    static let postLimit = 12

    /// The first words of each post that the card shows: of the question, and of the accepted or best answer.
    static func digests(of document: SearchDocument, _ settings: SearchSettings) -> [[UInt8]?] {
        let posts = document.posts
        let question = posts.firstIndex { $0.kind == .question }
        let answers = posts.indices.filter { posts[$0].kind == .answer }
        let best = answers.first { posts[$0].accepted } ?? answers.max { posts[$0].votes < posts[$1].votes }
        let share = best == nil ? settings.questionDigest : settings.answeredDigest
        // An answer's are shown where the card has the answer at all.
        let kept = linked(posts).prefix(postLimit)
        return posts.indices.map { $0 == question || $0 == best && kept.contains($0) ? digest(posts[$0].text, limit: share) : nil }
    }

    /// The posts that a card leads to.
    static func linked(_ posts: [SearchPost]) -> [Int] { posts.indices.filter { posts[$0].kind != .question && posts[$0].anchor != nil } }

    /// The line without its first field, the URL.
    static func line(_ document: SearchDocument, digests: [[UInt8]?], signatures: [[UInt8]]) -> [UInt8] {
        let posts = document.posts
        let question = posts.firstIndex { $0.kind == .question }
        let meta = [
            String(document.state.rawValue), document.asked.map { String($0, radix: 36) } ?? "", String(document.votes),
            String(posts.count { $0.kind == .answer }), document.answerSeconds.map { String($0) } ?? "",
        ]
        var out: [UInt8] = []
        out += clean(document.title)
        out.append(0x09)
        out += meta.joined(separator: ",").utf8
        out.append(0x09)
        out += clean(question.map { posts[$0].author } ?? "")
        out.append(0x09)
        for (i, tag) in document.tags.enumerated() {
            if i > 0 { out.append(0x0B) }
            out += clean(tag)
        }
        out.append(0x09)
        out += question.flatMap { digests[$0] } ?? []
        for place in linked(posts).prefix(postLimit) {
            let post = posts[place]
            out.append(0x09)
            out.append(UInt8(ascii: post.kind == .comment ? "c" : post.accepted ? "A" : "a"))
            out += clean(post.anchor ?? "")
            out.append(0x0B)
            Base91.append(signatures[place], to: &out)
            if let digest = digests[place] {
                out.append(0x0B)
                out += digest
            }
        }
        return out
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
            if n < 0x80 { out.append(UInt8(n)) } else { out += Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
        }
        if let lastSpace, lastSpace == out.count - 1 { out.removeLast() }
        return out
    }
}

/// A small set of terms, kept as bits: tells which post of a thread has the words that were asked for.
enum PostSignature {
    static let termLimit = 32

    /// - Parameter terms: `TermHash.utf16` of at most `termLimit` terms.
    static func make(_ terms: [UInt32]) -> [UInt8] {
        guard !terms.isEmpty else { return [] }
        var bytes = [UInt8](repeating: 0, count: (terms.count * 4 + 7) / 8)
        for term in terms {
            let bit = Int(term) % (bytes.count * 8)
            bytes[bit >> 3] |= 1 << UInt8(bit & 7)
        }
        return bytes
    }

    static func contains(_ signature: [UInt8], _ term: [UInt8]) -> Bool {
        guard !signature.isEmpty else { return false }
        let bit = Int(TermHash.utf16(term)) % (signature.count * 8)
        return signature[bit >> 3] >> UInt8(bit & 7) & 1 == 1
    }
}
