/// Reads the small markup of a chat into HTML: fences, quotes, marks, links. What it doesn't know stays as the text it is.
struct ChatMarkup {
    /// Longer marks first.
    var marks: [(mark: String, element: String)]
    /// What stands between `<` and `>`; `nil` leaves it as text.
    var angle: (ArraySlice<UInt8>) -> [HTMLNode]?
    /// `&lt;`, `&gt;` and `&amp;` are written for the three characters.
    var hasEntities = false
    /// `:name:` is an emoji.
    var hasEmojiNames = false
    /// A backslash, `[label](address)` and headings mean what they do in Markdown.
    var isMarkdownLike = false

    /// How far a closing mark is looked for, so that a hostile message costs no more than its length.
    private static let reach = 2_000
    private static let deepest = 6

    // MARK: Blocks

    func nodes(_ text: String) -> [HTMLNode] {
        var out: [HTMLNode] = []
        var rest = Array(text.utf8).filter { $0 != 13 }[...]
        let fence = Array("```".utf8)
        while let open = rest.firstRange(of: fence) {
            guard let close = rest[open.upperBound...].firstRange(of: fence), close.lowerBound > open.upperBound else { break }
            out += blocks(rest[..<open.lowerBound])
            out.append(code(rest[open.upperBound..<close.lowerBound]))
            rest = rest[close.upperBound...]
        }
        return out + blocks(rest)
    }

    private func code(_ text: ArraySlice<UInt8>) -> HTMLNode {
        var text = text
        var attributes: [(name: String, value: [UInt8])] = []
        if let end = text.firstIndex(of: 10) {
            let name = text[..<end]
            let isName = isMarkdownLike && !name.isEmpty && name.count <= 20 && name.allSatisfy { isWordByte($0) || "+#-.".utf8.contains($0) }
            if isName { attributes = [("class", Array("lang-".utf8) + name)] }
            if isName || name.isEmpty { text = text[(end + 1)...] }
        }
        return .element("pre", attributes, [.text(plain(text))])
    }

    private func blocks(_ text: ArraySlice<UInt8>) -> [HTMLNode] {
        var out: [HTMLNode] = []
        var paragraph: [HTMLNode] = []
        var quote: [HTMLNode] = []
        func flush() {
            if !paragraph.isEmpty { out.append(.element("p", [], paragraph)) }
            if !quote.isEmpty { out.append(.element("blockquote", [], [.element("p", [], quote)])) }
            paragraph = []
            quote = []
        }
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            if let quoted = quoted(line) {
                if !paragraph.isEmpty { flush() }
                if !quote.isEmpty { quote.append(.element("br", [], [])) }
                quote += inline(quoted, depth: 0)
            } else if line.allSatisfy({ $0 == 32 || $0 == 9 }) {
                flush()
            } else if isMarkdownLike, let (level, title) = heading(line) {
                flush()
                out.append(.element("h\(level + 2)", [], inline(title, depth: 0)))
            } else {
                if !quote.isEmpty { flush() }
                if !paragraph.isEmpty { paragraph.append(.element("br", [], [])) }
                paragraph += inline(line, depth: 0)
            }
        }
        flush()
        return out
    }

    private func quoted(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for mark in hasEntities ? ["&gt; ", "&gt;"] : [">>> ", "> "] where line.starts(with: mark.utf8) { return line.dropFirst(mark.utf8.count) }
        return nil
    }

    private func heading(_ line: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>)? {
        let level = line.prefix { $0 == UInt8(ascii: "#") }.count
        guard (1...3).contains(level), line.dropFirst(level).first == 32 else { return nil }
        return (level, line.dropFirst(level + 1))
    }

    // MARK: Inline

    private func plain(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard hasEntities else { return Array(text) }
        var out: [UInt8] = []
        var at = text.startIndex
        while at < text.endIndex {
            let rest = text[at...]
            if let (name, byte) = [("&lt;", 60), ("&gt;", 62), ("&amp;", 38)].first(where: { rest.starts(with: $0.0.utf8) }) {
                out.append(UInt8(byte))
                at += name.utf8.count
            } else {
                // Within code Slack writes addresses between `<` and `>` all the same.
                out.append(text[at])
                at += 1
            }
        }
        return out
    }

    func inline(_ text: ArraySlice<UInt8>, depth: Int) -> [HTMLNode] {
        var out: [HTMLNode] = []
        var start = text.startIndex
        var at = text.startIndex
        var closeless = [Int](repeating: text.startIndex, count: marks.count)
        while at < text.endIndex {
            guard let (nodes, end) = special(text, at, depth, &closeless) else {
                at += 1
                continue
            }
            if start < at { out.append(.text(plain(text[start..<at]))) }
            out += nodes
            at = end
            start = end
        }
        if start < text.endIndex { out.append(.text(plain(text[start...]))) }
        return out
    }

    /// `closeless`: for each mark, up to where it is known that nothing closes it, so that no stretch is searched twice.
    private func special(_ text: ArraySlice<UInt8>, _ at: Int, _ depth: Int, _ closeless: inout [Int]) -> ([HTMLNode], Int)? {
        let limit = min(text.endIndex, at + Self.reach)
        let before: UInt8? = at > text.startIndex ? text[at - 1] : nil
        switch text[at] {
        case UInt8(ascii: "\\") where isMarkdownLike && at + 1 < limit && text[at + 1] < 0x80 && text[at + 1] > 32 && !isWordByte(text[at + 1]):
            return ([.text([text[at + 1]])], at + 2)
        case UInt8(ascii: "<"):
            guard let end = text[at..<limit].firstIndex(of: UInt8(ascii: ">")), let nodes = angle(text[(at + 1)..<end]) else { return nil }
            return (nodes, end + 1)
        case UInt8(ascii: "`"):
            let run = text[at..<limit].prefix { $0 == UInt8(ascii: "`") }.count
            let ticks = [UInt8](repeating: UInt8(ascii: "`"), count: run)
            guard let end = text[(at + run)..<limit].firstRange(of: ticks), end.lowerBound > at + run else { return nil }
            return ([.element("code", [], [.text(plain(text[(at + run)..<end.lowerBound]))])], end.upperBound)
        case UInt8(ascii: "h") where !isWordByte(before) && (text[at...].starts(with: "http://".utf8) || text[at...].starts(with: "https://".utf8)):
            // An address is one piece, whatever marks it seems to hold.
            let end = text[at..<text.endIndex].firstIndex { $0 <= 32 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") } ?? text.endIndex
            return ([.text(plain(text[at..<end]))], end)
        case UInt8(ascii: "[") where isMarkdownLike: return link(text, at, limit, depth)
        case UInt8(ascii: ":") where hasEmojiNames: return emojiName(text, at, limit)
        default: return mark(text, at, limit, depth, before, &closeless)
        }
    }

    private func link(_ text: ArraySlice<UInt8>, _ at: Int, _ limit: Int, _ depth: Int) -> ([HTMLNode], Int)? {
        guard depth < Self.deepest, let middle = text[at..<limit].firstRange(of: Array("](".utf8)) else { return nil }
        let rest = text[middle.upperBound..<limit]
        guard let end = rest.firstIndex(of: UInt8(ascii: ")")), rest.starts(with: "http".utf8) || rest.starts(with: "<http".utf8) else { return nil }
        let address = rest[..<end].filter { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
        guard !address.contains(where: { $0 <= 32 }) else { return nil }
        return ([.element("a", [("href", address)], inline(text[(at + 1)..<middle.lowerBound], depth: depth + 1))], end + 1)
    }

    private func emojiName(_ text: ArraySlice<UInt8>, _ at: Int, _ limit: Int) -> ([HTMLNode], Int)? {
        let name = text[(at + 1)..<min(limit, at + 60)].prefix { isWordByte($0) || "_+-'".utf8.contains($0) }
        guard !name.isEmpty, name.endIndex < text.endIndex, text[name.endIndex] == UInt8(ascii: ":"), let character = emoji(named: String(decoding: name, as: UTF8.self))
        else { return nil }
        var end = name.endIndex + 1
        if text[end...].starts(with: ":skin-tone-".utf8), let close = text[(end + 1)..<limit].firstIndex(of: UInt8(ascii: ":")) { end = close + 1 }
        return ([.text(character)], end)
    }

    private func mark(
        _ text: ArraySlice<UInt8>, _ at: Int, _ limit: Int, _ depth: Int, _ before: UInt8?, _ closeless: inout [Int]
    ) -> ([HTMLNode], Int)? {
        guard depth < Self.deepest else { return nil }
        for (index, (mark, element)) in marks.enumerated() where text[at...].starts(with: mark.utf8) {
            let width = mark.utf8.count
            let start = at + width
            // A mark within a word is a letter of it, unless it is a doubled one.
            guard start < limit, !isHTMLSpace(text[start]), text[start] != text[at], width > 1 || !isWordByte(before) else { continue }
            var end = max(start + 1, closeless[index])
            while end + width <= limit {
                if text[end] == UInt8(ascii: "`") { break }
                let closes = text[end...].starts(with: mark.utf8) && !isHTMLSpace(text[end - 1])
                let after: UInt8? = end + width < text.endIndex ? text[end + width] : nil
                if closes, width > 1 || !isWordByte(after), after != text[at] || width > 1 {
                    let inner = inline(text[start..<end], depth: depth + 1)
                    return ([.element(element, [], inner)], end + width)
                }
                end += 1
            }
            closeless[index] = max(closeless[index], end)
        }
        return nil
    }
}

/// Text of chat nodes for judging and naming a message: without blocks of code and quotes; question marks within code don't count.
func spokenText(_ nodes: [HTMLNode]) -> String {
    var out: [UInt8] = []
    func add(_ nodes: [HTMLNode], inCode: Bool) {
        for node in nodes {
            switch node {
            case .text(let text): out += inCode ? text.map { $0 == UInt8(ascii: "?") ? QuestionMark.masked : $0 } : text
            case .comment: break
            case .element(let element):
                switch element.name {
                case "pre", "blockquote", "img": out.append(10)
                case "br": out.append(10)
                case "p", "h3", "h4", "h5", "li", "div":
                    add(element.children, inCode: inCode)
                    out.append(10)
                default: add(element.children, inCode: inCode || element.name == "code")
                }
            }
        }
    }
    add(nodes, inCode: false)
    return String(decoding: out, as: UTF8.self)
}
