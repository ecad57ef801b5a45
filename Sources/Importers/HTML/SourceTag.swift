/// A tag that an author typed into Markdown, by CommonMark's rules of raw HTML, and what the site would make of it.
struct SourceTag {
    struct Attribute {
        let name: String
        let hasValue: Bool
        /// With the white space before it.
        let range: Range<Int>
    }

    /// Lower case.
    let name: String
    let isCloser: Bool
    let attributes: [Attribute]
    let range: Range<Int>

    /// The tag whose `<` stands at `start`; `nil` when what stands there is none.
    init?(_ text: [UInt8], at start: Int) {
        var at = start + 1
        func byte() -> UInt8? { text[safe: at] }
        func skipSpace() { while let byte = byte(), isHTMLSpace(byte) { at += 1 } }
        isCloser = byte() == UInt8(ascii: "/")
        if isCloser { at += 1 }
        let first = at
        while isWordByte(byte()) || byte() == UInt8(ascii: "-") { at += 1 }
        guard at > first, at - first <= 64, text[first] > 57 else { return nil }
        name = lowercased(text[first..<at])
        var attributes: [Attribute] = []
        while true {
            let start = at
            skipSpace()
            if byte() == UInt8(ascii: ">") { break }
            if byte() == UInt8(ascii: "/"), !isCloser, text[safe: at + 1] == UInt8(ascii: ">") {
                at += 1
                break
            }
            let nameStart = at
            while let byte = byte(), isWordByte(byte) || "_:.-".utf8.contains(byte) { at += 1 }
            guard !isCloser, start < nameStart, nameStart < at, at - nameStart <= 64, attributes.count < 32, let head = text[safe: nameStart],
                head > 57 || head == UInt8(ascii: ":")
            else { return nil }
            let name = lowercased(text[nameStart..<at])
            let nameEnd = at
            skipSpace()
            let hasValue = byte() == UInt8(ascii: "=")
            if hasValue {
                at += 1
                skipSpace()
                guard let end = Self.valueEnd(text, at) else { return nil }
                at = end
            } else {
                at = nameEnd
            }
            attributes.append(Attribute(name: name, hasValue: hasValue, range: start..<at))
        }
        self.attributes = attributes
        range = start..<(at + 1)
    }

    private static func valueEnd(_ text: [UInt8], _ start: Int) -> Int? {
        guard let quote = text[safe: start] else { return nil }
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { return text[(start + 1)...].firstIndex(of: quote).map { $0 + 1 } }
        let end = text[start...].firstIndex { isHTMLSpace($0) || "\"'=<>`".utf8.contains($0) } ?? text.count
        return end > start ? end : nil
    }

    // MARK: The site's set

    static let inlineNames: Set<String> = [
        "kbd", "sub", "sup", "b", "i", "em", "strong", "s", "u", "del", "ins", "mark", "small", "samp", "var", "q", "code", "span", "cite", "dfn",
        "br", "wbr", "img", "a", "abbr", "ruby", "rt", "rp", "strike", "tt", "acronym",
    ]
    static let blockNames: Set<String> = [
        "details", "summary", "figure", "figcaption", "dl", "dt", "dd", "ul", "ol", "li", "blockquote", "div", "p", "pre", "hr", "center",
        "h1", "h2", "h3", "h4", "h5", "h6",
    ]
    /// These mean looks alone, or wrap what the site shows: they go, and what stands in them stays.
    static let wrapperNames: Set<String> = ["font", "picture", "source", "big", "nobr", "g-emoji"]

    private static let keptAttributes: [String: Set<String>] = [
        "img": ["src", "alt", "title", "width", "height"], "a": ["href", "title"], "abbr": ["title"], "acronym": ["title"], "details": ["open"],
    ]

    /// Looks, and hints to browsers: the site leaves them out without a word, so they may stay.
    private static let ignoredAttributes: Set<String> = [
        "align", "alt", "border", "class", "clear", "color", "dir", "height", "hspace", "id", "lang", "loading", "name", "rel", "referrerpolicy", "size",
        "style", "target", "type", "valign", "vspace", "width", "start", "cite", "datetime", "role", "rev",
    ]

    var isBlock: Bool { Self.blockNames.contains(name) }
    var isVoid: Bool { ["br", "wbr", "img", "hr"].contains(name) }

    /// Attributes that go so that the tag may stay; `nil` when the tag is rather words: a name that the site doesn't have, or `<b and c>`.
    var strippedAttributes: [Attribute]? {
        guard isBlock || Self.inlineNames.contains(name) else { return nil }
        if name == "img", !attributes.contains(where: { $0.name == "src" && $0.hasValue }) { return nil }
        if isCloser, isVoid { return nil }
        let kept = Self.keptAttributes[name] ?? []
        var seen: Set<String> = []
        var stripped: [Attribute] = []
        for attribute in attributes {
            let isKept = kept.contains(attribute.name) && (attribute.hasValue || attribute.name == "open")
            let isIgnored = attribute.hasValue && (Self.ignoredAttributes.contains(attribute.name) || attribute.name.utf8.starts(with: "data-".utf8))
            if isKept || isIgnored, seen.insert(attribute.name).inserted { continue }
            guard attribute.hasValue || ["hidden", "controls", "reversed", "download", "nowrap", "noshade", "compact", "open"].contains(attribute.name) else { return nil }
            stripped.append(attribute)
        }
        return stripped
    }

    func has(_ name: String) -> Bool { attributes.contains { $0.name == name && $0.hasValue } }
}

private func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.map { $0 >= 65 && $0 <= 90 ? $0 | 32 : $0 }, as: UTF8.self)
}
