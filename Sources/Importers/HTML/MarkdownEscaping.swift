/// Where text is about to stand: some characters are marks in one place and letters in another.
enum InlinePlace {
    case paragraph, heading, cell
}

/// Writes visible text as Markdown that renders as the same text.
struct MarkdownText {
    let place: InlinePlace
    /// Inside a link's brackets nothing may become a second link.
    var isInLink = false
    /// A link's bracket follows the text.
    var isBeforeLink = false
    /// Bytes since the last line break that was written.
    var column = 0

    /// Lines are broken at a space after so many bytes: a guard of the renderer, and of editors, is 16 KiB.
    static let longLine = 4_000

    /// `text` has single spaces only; `atLineStart` says that nothing stands before it on its line.
    mutating func escaped(_ text: [UInt8], atLineStart: Bool) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count + 16)
        var lineStart = atLineStart
        var at = 0
        if atLineStart { column = 0 }
        while at < text.count {
            let byte = text[at]
            let before: UInt8? = at > 0 ? text[at - 1] : nil
            let after: UInt8? = at + 1 < text.count ? text[at + 1] : nil
            let written = out.count
            if lineStart, let length = Self.blockMark(text, at) {
                // The last byte of a mark carries the backslash: `1\.`, `\#`.
                out += text[at..<(at + length - 1)]
                out.append(UInt8(ascii: "\\"))
                out.append(text[at + length - 1])
                at += length
                lineStart = false
                column += length + 1
                continue
            }
            lineStart = false
            switch byte {
            case UInt8(ascii: " ") where place == .paragraph && column > Self.longLine && after != nil:
                out.append(10)
                lineStart = true
                column = 0
                at += 1
                continue
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "<"), UInt8(ascii: "~"), UInt8(ascii: "|"):
                out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "_") where !(isWord(before) && isWord(after)):
                out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "&") where isWord(after) || after == UInt8(ascii: "#"):
                out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "!") where after == nil && isBeforeLink:
                out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "#") where place == .heading:
                out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: ":") where text[at...].starts(with: "://".utf8):
                out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: ".") where at >= 3 && text[(at - 3)..<at].allSatisfy({ $0 | 32 == UInt8(ascii: "w") })
                && (at == 3 || !isWord(text[at - 4])):
                out += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "h") where !isInLink && !isWord(before):
                if let link = bareLink(text, at) {
                    out.append(UInt8(ascii: "<"))
                    out += text[link]
                    out.append(UInt8(ascii: ">"))
                    column += link.count + 2
                    at = link.upperBound
                    continue
                }
                out.append(byte)
            default:
                out.append(byte)
            }
            column += out.count - written
            at += 1
        }
        return out
    }

    /// The length of what would open a block at the start of a line, up to the byte that a backslash disarms.
    private static func blockMark(_ text: [UInt8], _ at: Int) -> Int? {
        func ends(_ index: Int) -> Bool { index >= text.count || text[index] == 32 }
        switch text[at] {
        case UInt8(ascii: ">"), UInt8(ascii: "#"), UInt8(ascii: "="): return 1
        case UInt8(ascii: "+"): return ends(at + 1) ? 1 : nil
        case UInt8(ascii: "-"): return at + 1 < text.count && isWord(text[at + 1]) ? nil : 1
        case UInt8(ascii: ":"): return at + 1 < text.count && text[at + 1] == UInt8(ascii: "-") ? 1 : nil
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            var end = at
            while end < text.count, end - at < 9, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[end]) { end += 1 }
            guard end < text.count, text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")"), ends(end + 1) else {
                return nil
            }
            return end - at + 1
        default: return nil
        }
    }

    /// The range of a web address that stands in running text, without the punctuation after it, if `<…>` can hold it.
    private func bareLink(_ text: [UInt8], _ at: Int) -> Range<Int>? {
        let rest = text[at...]
        guard rest.starts(with: "http://".utf8) || rest.starts(with: "https://".utf8) else { return nil }
        let scheme = rest.starts(with: "https://".utf8) ? 8 : 7
        var end = at
        while end < text.count, text[end] > 32, text[end] != UInt8(ascii: "<"), text[end] != UInt8(ascii: ">") { end += 1 }
        trimming: while end > at + scheme {
            switch text[end - 1] {
            case UInt8(ascii: ")"):
                let opened = text[at..<end].count { $0 == UInt8(ascii: "(") }
                let closed = text[at..<end].count { $0 == UInt8(ascii: ")") }
                guard closed > opened else { break trimming }
                end -= 1
            case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
                UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "]"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
                end -= 1
            default: break trimming
            }
        }
        let link = at..<end
        return link.count > scheme + 2 && namesHost(text[link]) && Self.fitsAutolink(text[link]) && !(place == .cell && text[link].contains(UInt8(ascii: "|")))
            ? link : nil
    }

    /// Whether `<address>` shows exactly the address: cmark decodes entities in it.
    static func fitsAutolink(_ address: some Collection<UInt8>) -> Bool {
        !(address.contains(UInt8(ascii: "&")) && address.contains(UInt8(ascii: ";")))
            && address.allSatisfy { $0 > 32 && $0 != 127 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
    }

    private static func isWord(_ byte: UInt8?) -> Bool { isWordByte(byte) }
    private func isWord(_ byte: UInt8?) -> Bool { isWordByte(byte) }
}

/// ASCII letters and digits.
func isWordByte(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
}
