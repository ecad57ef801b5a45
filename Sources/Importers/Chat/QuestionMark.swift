/// What makes a message a question: a question mark at the end of a sentence, in enough words to mean something.
///
/// Conservative: a question without its mark isn't seen, and neither is one within code, quotes or an address.
enum QuestionMark {
    /// Stands for a `?` within code.
    static let masked: UInt8 = 1

    /// Fewer bytes ask nothing that somebody else could use (`ok?`, `really?`).
    private static let shortest = 15
    /// Fewer bytes make a poor title.
    private static let shortAlone = 40

    static func asks(_ text: String) -> Bool { sentence(Array(text.utf8)) != nil }

    /// The sentence that asks, else the first line; at most `limit` bytes and on one line.
    static func title(_ text: String, limit: Int = 120) -> String {
        let bytes = Array(text.utf8)
        var words: [UInt8]
        if let range = sentence(bytes) {
            words = Array(bytes[range])
        } else {
            words = Array(bytes.split(separator: 10).first { line in !line.allSatisfy(isHTMLSpace) } ?? [])
        }
        words = words.map { $0 == masked ? UInt8(ascii: "?") : $0 }
        let line = singleLine(String(decoding: words, as: UTF8.self))
        guard line.utf8.count > limit else { return line }
        let cut = line.utf8.prefix(limit)
        let end = cut.lastIndex(of: 32) ?? cut.endIndex
        // A cut within a character would leave half of it.
        return (String(cut[..<end]) ?? String(line.unicodeScalars.prefix(limit / 4).map { String($0) }.joined())) + "…"
    }

    /// The bytes of the first sentence that ends in a question mark.
    private static func sentence(_ text: [UInt8]) -> Range<Int>? {
        var start = 0
        var before = 0
        var at = 0
        while at < text.count {
            let byte = text[at]
            let wide = text[at...].starts(with: "？".utf8) || text[at...].starts(with: "؟".utf8)
            if byte == UInt8(ascii: "?") || wide {
                let end = at + (!wide ? 1 : byte == 0xEF ? 3 : 2)
                let token = text[..<at].suffix(while: { !isHTMLSpace($0) })
                let isAddress = token.firstRange(of: Array("://".utf8)) != nil || token.starts(with: "www.".utf8)
                if wide || (endsSentence(text, end) && !isAddress) {
                    var from = start
                    // A short one such as `How can I make it larger?` takes the sentence before it along, to say what it speaks of.
                    if end - from < shortAlone { from = before }
                    let trimmed = from + text[from..<end].prefix(while: isHTMLSpace).count
                    if end - trimmed >= shortest || wide && end - trimmed >= 12 { return trimmed..<end }
                    before = start
                    start = end
                }
            } else if byte == 10 {
                if !text[start..<at].allSatisfy(isHTMLSpace) { before = start }
                start = at + 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!"), at + 1 < text.count, isHTMLSpace(text[at + 1]) {
                before = start
                start = at + 1
            }
            at += 1
        }
        return nil
    }

    private static func endsSentence(_ text: [UInt8], _ end: Int) -> Bool {
        guard let after = text[safe: end] else { return true }
        return isHTMLSpace(after) || "?!)\"'*_]:;.,-".utf8.contains(after) || after >= 0x80
    }
}

extension ArraySlice<UInt8> {
    /// The longest end of the slice of which the condition holds.
    fileprivate func suffix(while holds: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        var start = endIndex
        while start > startIndex, holds(self[start - 1]) { start -= 1 }
        return self[start...]
    }
}
