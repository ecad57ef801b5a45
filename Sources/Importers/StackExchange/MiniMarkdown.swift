/// The small Markdown of Stack Exchange's comments: code, links, `*emphasis*` and `**strong**` in one line; everything else is text.
struct MiniMarkdown {
    let links: LinkBase
    private var pieces: [InlinePiece] = []

    /// How far a closing mark is looked for, so that a hostile comment costs no more than its length.
    private static let reach = 2_000

    init(links: LinkBase) { self.links = links }

    /// Markdown that ends with a line break, or is empty.
    mutating func markdown(_ text: [UInt8]) -> [UInt8] {
        pieces = []
        add(text[...], depth: 0, isInLink: false)
        let line = InlineWriter(place: .paragraph).markdown(pieces)
        return line.isEmpty ? [] : line + [10]
    }

    private mutating func add(_ text: ArraySlice<UInt8>, depth: Int, isInLink: Bool) {
        var plain = text.startIndex
        var at = text.startIndex
        while at < text.endIndex {
            guard let found = mark(in: text, at: at, depth: depth, isInLink: isInLink) else {
                at += 1
                continue
            }
            addText(text[plain..<at])
            switch found {
            case .literal(let byte, _): addText([byte])
            case .code(let content, _): pieces.append(.code(InlineBuilder.printable(Array(content))))
            case .span(let span, let content, _):
                pieces.append(.open(span))
                add(content, depth: depth + 1, isInLink: isInLink)
                pieces.append(.close(span))
            case .link(let label, let target, _):
                pieces.append(.linkOpen)
                add(label, depth: depth + 1, isInLink: true)
                pieces.append(.linkClose(destination: target, title: nil))
            }
            at = found.end
            plain = at
        }
        addText(text[plain..<text.endIndex])
    }

    private mutating func addText(_ text: ArraySlice<UInt8>) {
        var builder = InlineBuilder(links: links)
        builder.add(text: Array(text))
        pieces += builder.pieces
    }

    private enum Found {
        case literal(UInt8, end: Int)
        case code(ArraySlice<UInt8>, end: Int)
        case span(InlinePiece.Span, ArraySlice<UInt8>, end: Int)
        case link(label: ArraySlice<UInt8>, target: [UInt8], end: Int)

        var end: Int {
            switch self {
            case .literal(_, let end), .code(_, let end), .span(_, _, let end), .link(_, _, let end): end
            }
        }
    }

    private func mark(in text: ArraySlice<UInt8>, at: Int, depth: Int, isInLink: Bool) -> Found? {
        let limit = min(text.endIndex, at + Self.reach)
        switch text[at] {
        case UInt8(ascii: "\\") where at + 1 < limit && "\\`*_[]".utf8.contains(text[at + 1]): return .literal(text[at + 1], end: at + 2)
        case UInt8(ascii: "`"):
            guard let end = text[(at + 1)..<limit].firstIndex(of: UInt8(ascii: "`")), end > at + 1 else { return nil }
            return .code(text[(at + 1)..<end], end: end + 1)
        case UInt8(ascii: "[") where !isInLink: return link(in: text, at: at, limit: limit)
        case UInt8(ascii: "*"), UInt8(ascii: "_"):
            guard depth < 4, at == text.startIndex || !isWordByte(text[at - 1]) && text[at - 1] != text[at] else { return nil }
            return span(in: text, at: at, limit: limit)
        default: return nil
        }
    }

    private func span(in text: ArraySlice<UInt8>, at: Int, limit: Int) -> Found? {
        let mark = text[at]
        let width = at + 1 < limit && text[at + 1] == mark ? 2 : 1
        let start = at + width
        guard start < limit, !isHTMLSpace(text[start]), text[start] != mark else { return nil }
        var end = start + 1
        while end + width <= limit {
            let closes = text[end] == mark && (width == 1 || text[end + 1] == mark) && !isHTMLSpace(text[end - 1])
            if closes, end + width == text.endIndex || !isWordByte(text[end + width]) && text[end + width] != mark {
                return .span(width == 2 ? .strong : .emphasis, text[start..<end], end: end + width)
            }
            end += 1
        }
        return nil
    }

    private func link(in text: ArraySlice<UInt8>, at: Int, limit: Int) -> Found? {
        var close = at + 1
        while close + 1 < limit, !(text[close] == UInt8(ascii: "]") && text[close + 1] == UInt8(ascii: "(")) { close += 1 }
        guard close + 1 < limit, close > at + 1 else { return nil }
        let start = close + 2
        let rest = text[start..<limit]
        guard ["http://", "https://", "//", "/"].contains(where: { rest.starts(with: $0.utf8) }) else { return nil }
        var depth = 0
        var end = start
        while end < limit, !isHTMLSpace(text[end]) {
            if text[end] == UInt8(ascii: "(") { depth += 1 }
            if text[end] == UInt8(ascii: ")") {
                if depth == 0 { break }
                depth -= 1
            }
            end += 1
        }
        guard end < limit, let target = links.resolved(Array(text[start..<end])) else { return nil }
        var after = end
        if isHTMLSpace(text[end]) {
            // A title, which a comment never shows.
            guard let quote = text[end..<limit].firstIndex(of: UInt8(ascii: ")")) else { return nil }
            after = quote
        }
        return .link(label: text[(at + 1)..<close], target: target, end: after + 1)
    }
}
