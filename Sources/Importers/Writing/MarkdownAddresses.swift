/// The web addresses to which the links of a Markdown text lead, in order: those in `[words](address)` and `<address>`. What stands in code, or
/// in brackets that a backslash makes letters, is no link.
struct MarkdownAddresses: Sequence, IteratorProtocol {
    enum Kind {
        /// Behind a link's words.
        case target
        /// Between `<` and `>`.
        case autolink
    }

    private let text: [UInt8]
    private var at = 0
    private var isLineStart = true
    private var fence: (mark: UInt8, length: Int)?
    /// Opening brackets of the paragraph that none has closed.
    private var open = 0

    init(_ text: [UInt8]) { self.text = text }

    mutating func next() -> (kind: Kind, range: Range<Int>)? {
        while at < text.count {
            if isLineStart, beginLine() { continue }
            let byte = text[at]
            isLineStart = byte == 10
            switch byte {
            case UInt8(ascii: "\\"): at += at + 1 < text.count && text[at + 1] != 10 ? 2 : 1
            case UInt8(ascii: "`"): at = MarkdownCode.spanEnd(text, at)
            case UInt8(ascii: "["):
                open += 1
                at += 1
            case UInt8(ascii: "]"):
                let isLink = open > 0
                open = Swift.max(0, open - 1)
                at += 1
                guard isLink, at < text.count, text[at] == UInt8(ascii: "(") else { continue }
                at += 1
                if at < text.count, text[at] == UInt8(ascii: "<") { at += 1 }
                let range = at..<(text[at...].firstIndex { ")> \n".utf8.contains($0) } ?? text.count)
                at = range.upperBound
                if text[range].starts(with: "http".utf8) { return (.target, range) }
            case UInt8(ascii: "<"):
                at += 1
                guard text[at...].starts(with: "http".utf8) else { continue }
                let range = at..<(text[at...].firstIndex { "> \n".utf8.contains($0) } ?? text.count)
                guard range.upperBound < text.count, text[range.upperBound] == UInt8(ascii: ">") else { continue }
                at = range.upperBound
                return (.autolink, range)
            default: at += 1
            }
        }
        return nil
    }

    /// Passes over a line of a fenced block, and its fences.
    private mutating func beginLine() -> Bool {
        isLineStart = false
        let end = text[at...].firstIndex(of: 10) ?? text.count
        let content = text[at..<end].drop { $0 == 32 || $0 == UInt8(ascii: ">") }
        if content.isEmpty { open = 0 }
        let run = content.prefix { $0 == content.first }.count
        if let fence {
            if content.first == fence.mark, run >= fence.length, content.dropFirst(run).allSatisfy({ $0 == 32 || $0 == 13 }) { self.fence = nil }
        } else if let mark = content.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"), run >= 3,
            mark == UInt8(ascii: "~") || !content.dropFirst(run).contains(mark)
        {
            fence = (mark, run)
        } else {
            return false
        }
        at = Swift.min(end + 1, text.count)
        isLineStart = true
        return true
    }
}
