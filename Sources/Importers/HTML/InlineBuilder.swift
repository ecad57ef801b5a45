/// Makes inline pieces of HTML nodes.
struct InlineBuilder {
    let links: LinkBase
    private(set) var pieces: [InlinePiece] = []
    private var isInLink = false

    init(links: LinkBase) { self.links = links }

    /// Tags that stay tags, because Markdown has no mark for them and every renderer of the site lets them through.
    static let keptTags: Set<String> = ["kbd", "sub", "sup", "ins", "mark", "small", "samp", "var", "q", "ruby", "rt", "rp"]

    mutating func add(_ nodes: [HTMLNode]) {
        for node in nodes {
            switch node {
            case .text(let bytes): add(text: bytes)
            case .comment: break
            case .element(let element): add(element)
            }
        }
    }

    mutating func add(text bytes: [UInt8]) {
        var word: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if isHTMLSpace(byte) {
                if !word.isEmpty { pieces.append(.text(word)) }
                word = []
                pieces.append(.space)
            } else if byte >= 32, byte != 127, !Self.isNoncharacter(bytes, index) {
                word.append(byte)
            }
        }
        if !word.isEmpty { pieces.append(.text(word)) }
    }

    /// A byte of U+FFFE or U+FFFF, which no page may hold.
    private static func isNoncharacter(_ bytes: [UInt8], _ index: Int) -> Bool {
        guard bytes[index] >= 0xBE else { return false }
        for start in max(0, index - 2)...index where start + 2 < bytes.count {
            if bytes[start] == 0xEF, bytes[start + 1] == 0xBF, bytes[start + 2] >= 0xBE { return true }
        }
        return false
    }

    private mutating func add(_ element: HTMLElement) {
        switch element.name {
        case "br": pieces.append(.lineBreak)
        case "em", "i", "cite", "dfn": add(element.children, in: .emphasis)
        case "strong", "b": add(element.children, in: .strong)
        case "s", "strike", "del": add(element.children, in: .deleted)
        case "code", "tt": pieces.append(.code(Self.printable(element.children.textContent)))
        case "img": add(image: element)
        case "a": add(link: element)
        case "wbr": break
        case "pre":
            pieces.append(.code(Self.printable(element.children.textContent)))
        case let name where Self.keptTags.contains(name):
            pieces.append(.raw(Array("<\(name)>".utf8)))
            add(element.children)
            pieces.append(.raw(Array("</\(name)>".utf8)))
        case let name where MarkdownBlocks.blockTags.contains(name):
            // A block where only a line fits: its text, apart from its neighbours'.
            pieces.append(.lineBreak)
            add(element.children)
            pieces.append(.lineBreak)
        default: add(element.children)
        }
    }

    private mutating func add(_ children: [HTMLNode], in span: InlinePiece.Span) {
        pieces.append(.open(span))
        add(children)
        pieces.append(.close(span))
    }

    private mutating func add(link element: HTMLElement) {
        guard !isInLink, let href = element["href"], let destination = links.resolved(href) else {
            add(element.children)
            return
        }
        // Zulip gives each address itself as its title.
        let title = element["title"].flatMap { $0 == href || $0 == destination ? nil : $0 }
        if case .text(let text)? = element.children.first, element.children.count == 1, text == destination,
            title == nil, text.starts(with: "http".utf8), MarkdownText.fitsAutolink(text)
        {
            pieces.append(.raw([UInt8(ascii: "<")] + text + [UInt8(ascii: ">")]))
            return
        }
        isInLink = true
        pieces.append(.linkOpen)
        add(element.children)
        pieces.append(.linkClose(destination: destination, title: title))
        isInLink = false
    }

    private mutating func add(image element: HTMLElement) {
        guard let source = element["src"], let address = links.resolved(source) else {
            add(text: element["alt"] ?? [])
            return
        }
        let alternative = element["alt"] ?? []
        if let width = Self.pixels(element["width"]), let height = Self.pixels(element["height"]) {
            var tag = Array("<img src=\"".utf8)
            tag += attributeText(address)
            tag += Array("\" alt=\"".utf8)
            tag += attributeText(alternative)
            tag += Array("\" width=\"\(width)\" height=\"\(height)\">".utf8)
            pieces.append(.raw(tag))
            return
        }
        var words = InlineBuilder(links: links)
        words.add(text: alternative)
        // Alternative text holds no line break and no mark of its own.
        let label = InlineWriter(place: .cell).markdown(words.pieces.map { if case .text = $0 { $0 } else { .space } })
        pieces.append(.raw(Array("![".utf8) + label + Array("](".utf8) + linkTarget(address, title: element["title"], place: .cell) + [UInt8(ascii: ")")]))
    }

    private static func pixels(_ value: [UInt8]?) -> Int? {
        guard let value, let number = Int(String(decoding: value, as: UTF8.self)), (1...9_999).contains(number) else { return nil }
        return number
    }

    static func printable(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for (index, byte) in text.enumerated() where byte >= 32 || byte == 9 || byte == 10 {
            if byte != 127, !isNoncharacter(text, index) { out.append(byte) }
        }
        return out
    }
}

/// Text inside a quoted attribute of a tag that stays a tag.
private func attributeText(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for byte in text {
        switch byte {
        case UInt8(ascii: "\""): out += "&quot;".utf8
        case UInt8(ascii: "&"): out += "&amp;".utf8
        case UInt8(ascii: "<"): out += "&lt;".utf8
        case UInt8(ascii: ">"): out += "&gt;".utf8
        case 0...32: out.append(32)
        default: out.append(byte)
        }
    }
    return out
}

/// Where relative links of the source lead.
struct LinkBase: Hashable, Sendable {
    /// `https://host`, without a slash at its end.
    var siteURL: String?

    /// The address as it works outside the source's site; `nil` for a place on the source's own page, and for a relative address
    /// when the site isn't known.
    func resolved(_ address: [UInt8]) -> [UInt8]? {
        var address = address[...]
        while let first = address.first, first <= 32 { address.removeFirst() }
        while let last = address.last, last <= 32 { address.removeLast() }
        guard let first = address.first, first != UInt8(ascii: "#") else { return nil }
        if address.starts(with: "//".utf8) {
            let whole = Array("https:".utf8) + address
            return namesHost(whole) ? whole : nil
        }
        if first == UInt8(ascii: "/") { return siteURL.map { Array($0.utf8) + address } }
        let scheme = address.prefix { isWordByte($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        if !scheme.isEmpty, scheme.endIndex < address.endIndex, address[scheme.endIndex] == UInt8(ascii: ":") {
            return namesHost(address) ? Array(address) : nil
        }
        return siteURL.map { Array($0.utf8) + [UInt8(ascii: "/")] + address }
    }
}
