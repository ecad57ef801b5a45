/// The words of a text in order, a character each: whether some stand side by side is then a search in a string.
///
/// Two words share a character once in 91 times. A phrase is looked for in documents that have all its words, so a wrong answer needs
/// the right words in other places, and neighbours that happen to look alike.
enum WordSequence {
    /// Stands between posts.
    static let gap = UInt8(ascii: " ")

    /// The character of a folded word, one of those of `Base91`.
    static func symbol(of word: some Sequence<UInt8>) -> UInt8 {
        Base91.symbol(UInt8(TermHash.utf16(word) % 91))
    }

    /// A document's sequences with gaps between them: the question's, then those of the posts that its card leads to, in the card's order, then
    /// the others'. What the card shows of a post is left out.
    static func line(_ posts: [SearchPost], _ sequences: [[UInt8]]) -> [UInt8] {
        let question = posts.firstIndex { $0.kind == .question }
        let linked = DocumentCard.linked(posts)
        let others = posts.indices.filter { $0 != question && !linked.contains($0) }
        let parts = [question.map { sequences[$0] } ?? []] + (linked + others).map { sequences[$0] }
        return Array(parts.joined(separator: [gap]))
    }

    /// Whether terms of this kind are words of the sequence: each place in a text is covered once.
    static func counts(_ kind: TextAnalysis.Kind) -> Bool { kind == .word || kind == .whole || kind == .single }
}

/// FNV-1a, 32 bits, its halves mixed.
enum TermHash {
    /// Over bytes: what a topic calls a term.
    static func bytes(_ term: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in term { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash ^ hash >> 15
    }

    /// Over UTF-16 code units: cheap in JavaScript too.
    static func utf16(_ term: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        func mix(_ unit: UInt32) { hash = (hash ^ unit) &* 0x0100_0193 }
        var bytes = term.makeIterator()
        while let lead = bytes.next() {
            guard lead >= 0x80 else {
                mix(UInt32(lead))
                continue
            }
            var scalar = UInt32(lead) & (lead >= 0xF0 ? 0x07 : lead >= 0xE0 ? 0x0F : 0x1F)
            for _ in 0..<(lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1) { scalar = scalar << 6 | UInt32(bytes.next() ?? 0) & 0x3F }
            if scalar < 0x10000 {
                mix(scalar)
            } else {
                mix(0xD800 + (scalar - 0x10000) >> 10)
                mix(0xDC00 + (scalar - 0x10000) & 0x3FF)
            }
        }
        return hash ^ hash >> 15
    }
}
