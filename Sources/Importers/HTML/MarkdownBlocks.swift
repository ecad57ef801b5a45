/// HTML blocks as Markdown blocks.
struct MarkdownBlocks {
    let links: LinkBase
    /// The language of code blocks that name none (`<!-- language-all: lang-py -->`).
    private var languageOfAll: [UInt8] = []

    init(links: LinkBase) { self.links = links }

    static let blockTags: Set<String> = [
        "address", "article", "aside", "blockquote", "center", "details", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
        "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]

    /// Containers nested deeper are opened up: the renderer refuses more than 32.
    private static let deepest = 20

    /// One block without the blank lines around it.
    private struct Block {
        enum Kind: Hashable {
            case text, bullets, numbers, other
        }

        var kind: Kind
        var markdown: [UInt8]
        /// The mark of a list's items, so that a list right after it takes another.
        var mark: UInt8 = 0
        /// Can follow a paragraph without a blank line between.
        var canInterrupt = false
    }

    /// Markdown that ends with one line break, or is empty.
    mutating func markdown(_ nodes: [HTMLNode]) -> [UInt8] {
        let blocks = blocks(nodes, depth: 0)
        return blocks.isEmpty ? [] : joined(blocks, tight: false) + [10]
    }

    // MARK: Sequences

    private mutating func blocks(_ nodes: [HTMLNode], depth: Int) -> [Block] {
        var out: [Block] = []
        var inline: [HTMLNode] = []
        var language: [UInt8] = []
        func flush(_ links: LinkBase) {
            let text = Self.inlineText(inline, place: .paragraph, links: links)
            inline = []
            if !text.isEmpty { out.append(Block(kind: .text, markdown: text)) }
        }
        for node in nodes {
            switch node {
            case .comment(let comment):
                if let (name, forAll) = Self.language(comment: comment) {
                    if forAll { languageOfAll = name } else { language = name }
                }
            case .text: inline.append(node)
            case .element(let element):
                guard Self.isBlock(element) else {
                    inline.append(node)
                    continue
                }
                flush(links)
                out += blocks(element, after: out.last, language: language, depth: depth)
                language = []
            }
        }
        flush(links)
        return out
    }

    /// A block tag, or an inline tag around one.
    private static func isBlock(_ element: HTMLElement) -> Bool {
        if blockTags.contains(element.name) { return true }
        // A link around blocks stays a link around their text.
        if element.name == "a" { return false }
        return element.children.contains { if case .element(let child) = $0 { isBlock(child) } else { false } }
    }

    private static func inlineText(_ nodes: [HTMLNode], place: InlinePlace, links: LinkBase) -> [UInt8] {
        var builder = InlineBuilder(links: links)
        builder.add(nodes)
        return InlineWriter(place: place).markdown(builder.pieces)
    }

    private mutating func blocks(_ element: HTMLElement, after last: Block?, language: [UInt8], depth: Int) -> [Block] {
        switch element.name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            let text = Self.inlineText(element.children, place: .heading, links: links)
            let level = Int(element.name.utf8.last ?? 49) - 48
            return text.isEmpty ? [] : [Block(kind: .other, markdown: [UInt8](repeating: UInt8(ascii: "#"), count: level) + [32] + text)]
        case "pre": return [code(element, language: language)]
        case "hr": return [Block(kind: .other, markdown: Array((depth == 0 ? "***" : "___").utf8))]
        case "ul" where depth < Self.deepest: return list(element, isOrdered: false, after: last, depth: depth)
        case "ol" where depth < Self.deepest: return list(element, isOrdered: true, after: last, depth: depth)
        case "blockquote" where depth < Self.deepest:
            if element.hasClass("spoiler") { return hidden(element.children, summary: Array("Spoiler".utf8), depth: depth) }
            let inner = blocks(element.children, depth: depth + 1)
            return inner.isEmpty ? [] : [Block(kind: .other, markdown: quoted(joined(inner, tight: false)))]
        case "details" where depth < Self.deepest:
            var summary: [UInt8] = []
            var rest: [HTMLNode] = []
            for child in element.children {
                if case .element(let inner) = child, inner.name == "summary" {
                    summary += Self.inlineText(inner.children, place: .heading, links: links)
                } else {
                    rest.append(child)
                }
            }
            return hidden(rest, summary: summary, depth: depth)
        case "table":
            if let table = MarkdownTable(element, links: links) {
                let caption = Self.inlineText(table.caption, place: .paragraph, links: links)
                return (caption.isEmpty ? [] : [Block(kind: .text, markdown: caption)])
                    + [Block(kind: .other, markdown: table.markdown)]
            }
            return blocks(element.children, depth: depth)
        case "dt":
            let text = Self.inlineText([.element(HTMLElement(name: "strong", attributes: [], children: element.children))], place: .paragraph, links: links)
            return text.isEmpty ? [] : [Block(kind: .text, markdown: text)]
        default: return blocks(element.children, depth: depth)
        }
    }

    // MARK: Kinds of block

    private func code(_ element: HTMLElement, language: [UInt8]) -> Block {
        var text = InlineBuilder.printable(element.children.textContent)
        while text.last == 10 { text.removeLast() }
        // HTML drops a line break right after <pre>; the parser keeps it.
        if text.first == 10, case .text? = element.children.first { text.removeFirst() }
        var name = Self.language(classes: element["class"])
        for case .element(let child) in element.children where name.isEmpty { name = Self.language(classes: child["class"]) }
        if name.isEmpty { name = language.isEmpty ? languageOfAll : language }
        if ["none", "default", "plain"].contains(where: { name.elementsEqual($0.utf8) }) { name = [] }
        let fence = [UInt8](repeating: UInt8(ascii: "`"), count: backtickFree(text, atLeast: 3))
        return Block(kind: .other, markdown: fence + name + [10] + text + (text.isEmpty ? [] : [10]) + fence)
    }

    private mutating func hidden(_ children: [HTMLNode], summary: [UInt8], depth: Int) -> [Block] {
        let inner = blocks(children, depth: depth + 1)
        guard !inner.isEmpty || !summary.isEmpty else { return [] }
        var head = Array("<details>".utf8)
        if !summary.isEmpty { head += Array("\n<summary>".utf8) + summary + Array("</summary>".utf8) }
        return [Block(kind: .other, markdown: head)] + inner + [Block(kind: .other, markdown: Array("</details>".utf8))]
    }

    private mutating func list(_ element: HTMLElement, isOrdered: Bool, after last: Block?, depth: Int) -> [Block] {
        var items: [[HTMLNode]] = []
        for child in element.children {
            if case .element(let item) = child, item.name == "li" {
                items.append(item.children)
            } else if case .element = child, !items.isEmpty {
                items[items.count - 1].append(child)
            } else if case .element = child {
                items.append([child])
            } else if case .text(let text) = child, !text.allSatisfy(isHTMLSpace) {
                if items.isEmpty { items.append([child]) } else { items[items.count - 1].append(child) }
            }
        }
        guard !items.isEmpty else { return [] }
        let kind: Block.Kind = isOrdered ? .numbers : .bullets
        let marks = isOrdered ? [UInt8(ascii: "."), UInt8(ascii: ")")] : [UInt8(ascii: "-"), UInt8(ascii: "*")]
        let mark = last?.kind == kind && last?.mark == marks[0] ? marks[1] : marks[0]
        var number = 1
        if isOrdered, let start = element["start"], let value = Int(String(decoding: start, as: UTF8.self)), (0...99_999_999).contains(value) {
            number = value
        }
        let contents = items.map { blocks($0, depth: depth + 1) }
        let isTight = contents.allSatisfy { item in
            item.count <= 1 || (item.count == 2 && item[0].kind == .text && item[1].canInterrupt)
        } && !items.contains { $0.contains { if case .element(let child) = $0 { child.name == "p" } else { false } } }
        var out: [UInt8] = []
        let first = number
        for (index, item) in contents.enumerated() {
            if index > 0 { out += isTight ? [10] : [10, 10] }
            let marker = isOrdered ? Array("\(number)".utf8) + [mark, 32] : [mark, 32]
            number += 1
            out += indented(joined(item, tight: isTight), marker: marker)
        }
        let firstIsVisible = contents.first?.isEmpty == false
        return [Block(kind: kind, markdown: out, mark: mark, canInterrupt: firstIsVisible && isTight && (!isOrdered || first == 1))]
    }

    // MARK: Lines

    private func joined(_ blocks: [Block], tight: Bool) -> [UInt8] {
        var out: [UInt8] = []
        for (index, block) in blocks.enumerated() {
            if index > 0 { out += tight ? [10] : [10, 10] }
            out += block.markdown
        }
        return out
    }

    private func quoted(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for (index, line) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if index > 0 { out.append(10) }
            out.append(UInt8(ascii: ">"))
            if !line.isEmpty { out.append(32) }
            out += line
        }
        return out
    }

    private func indented(_ text: [UInt8], marker: [UInt8]) -> [UInt8] {
        guard !text.isEmpty else { return Array(marker.dropLast()) }
        let margin = [UInt8](repeating: 32, count: marker.count)
        var out = marker
        for (index, line) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                out.append(10)
                if !line.isEmpty { out += margin }
            }
            out += line
        }
        return out
    }

    // MARK: Languages

    /// `lang-py prettyprint-override` → `py`, `language-swift` → `swift`.
    private static func language(classes: [UInt8]?) -> [UInt8] {
        for word in (classes ?? []).split(whereSeparator: isHTMLSpace) {
            for prefix in ["lang-", "language-"] where word.starts(with: prefix.utf8) {
                return languageName(word.dropFirst(prefix.utf8.count))
            }
        }
        return []
    }

    /// ` language: lang-py ` and ` language-all: lang-py `, Stack Exchange's hints before a code block.
    private static func language(comment: [UInt8]) -> (name: [UInt8], forAll: Bool)? {
        let words = comment.split(whereSeparator: isHTMLSpace)
        guard words.count == 2 else { return nil }
        let forAll = words[0].elementsEqual("language-all:".utf8)
        guard forAll || words[0].elementsEqual("language:".utf8) else { return nil }
        let name = words[1].starts(with: "lang-".utf8) ? words[1].dropFirst(5) : words[1]
        return (languageName(name), forAll)
    }

    private static func languageName(_ name: ArraySlice<UInt8>) -> [UInt8] {
        let kept = name.filter { isWordByte($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        return Array(kept.prefix(30))
    }
}
