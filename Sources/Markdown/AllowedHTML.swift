/// The raw HTML that a post may hold. Everything else is shown as text.
///
/// The set is what Q&A archives use and what carries no script, style, request or claim on the page around it. Attributes outside
/// `attributes` turn the tag into text, except the purely presentational ones in `droppedAttributes`, which are left out.
struct AllowedElement {
    enum Content {
        /// Text and inline elements.
        case phrasing
        /// Blocks; loose text in it is put into a paragraph.
        case flow
        /// Blocks; loose text stays as it is.
        case looseFlow
        /// Only the elements that name this one as their parent.
        case children
        /// No content and no closer.
        case void
    }

    let name: StaticString
    let isBlock: Bool
    let content: Content
    /// Where it may stand, if not everywhere: the innermost open block.
    let parents: [StaticString]
    let attributes: [StaticString]

    private init(_ name: StaticString, block: Bool, _ content: Content, parents: [StaticString] = [], attributes: [StaticString] = []) {
        self.name = name
        self.isBlock = block
        self.content = content
        self.parents = parents
        self.attributes = attributes
    }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount) }
    func isNamed(_ other: StaticString) -> Bool { bytes.elementsEqual(UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount)) }

    /// 1 to 6 for `<h1>` to `<h6>`; they sink as the headings of Markdown do, and have no ids.
    var headingLevel: Int? {
        guard bytes.count == 2, bytes[0] == UInt8(ascii: "h"), (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(bytes[1]) else { return nil }
        return Int(bytes[1] - UInt8(ascii: "0"))
    }

    /// The element for a tag name in lower case. Old names stand for their successors.
    static func named(_ name: [UInt8]) -> AllowedElement? { table[name] }

    private static let table: [[UInt8]: AllowedElement] = {
        var table: [[UInt8]: AllowedElement] = [:]
        for element in all { table[Array(element.bytes)] = element }
        for (old, new) in [("strike", "s"), ("tt", "code"), ("center", "div"), ("acronym", "abbr")] { table[Array(old.utf8)] = table[Array(new.utf8)] }
        return table
    }()

    private static let all: [AllowedElement] = {
        let plain: [StaticString] = [
            "kbd", "sub", "sup", "b", "i", "em", "strong", "s", "u", "del", "ins", "mark", "small", "samp", "var", "q", "code", "span", "cite", "dfn",
        ]
        return plain.map { AllowedElement($0, block: false, .phrasing) } + [
            AllowedElement("br", block: false, .void),
            AllowedElement("wbr", block: false, .void),
            AllowedElement("img", block: false, .void, attributes: ["src", "alt", "title", "width", "height"]),
            AllowedElement("a", block: false, .phrasing, attributes: ["href", "title"]),
            AllowedElement("abbr", block: false, .phrasing, attributes: ["title"]),
            AllowedElement("ruby", block: false, .phrasing),
            AllowedElement("rt", block: false, .phrasing, parents: ["ruby"]),
            AllowedElement("rp", block: false, .phrasing, parents: ["ruby"]),

            AllowedElement("details", block: true, .flow, attributes: ["open"]),
            AllowedElement("summary", block: true, .phrasing, parents: ["details"]),
            AllowedElement("figure", block: true, .looseFlow),
            AllowedElement("figcaption", block: true, .looseFlow, parents: ["figure"]),
            AllowedElement("dl", block: true, .children),
            AllowedElement("dt", block: true, .phrasing, parents: ["dl"]),
            AllowedElement("dd", block: true, .looseFlow, parents: ["dl"]),
            AllowedElement("ul", block: true, .children),
            AllowedElement("ol", block: true, .children),
            AllowedElement("li", block: true, .looseFlow, parents: ["ul", "ol"]),
            AllowedElement("blockquote", block: true, .flow),
            AllowedElement("div", block: true, .flow),
            AllowedElement("p", block: true, .phrasing),
            AllowedElement("pre", block: true, .phrasing),
            AllowedElement("hr", block: true, .void),
        ] + ["h1", "h2", "h3", "h4", "h5", "h6"].map { AllowedElement($0, block: true, .phrasing) }
    }()
}

/// What the tag would print, or `nil` when the tag is to be shown as text.
func allowedElement(for tag: RawTag) -> AllowedElement? {
    guard let element = AllowedElement.named(tag.name) else { return nil }
    var seen: [[UInt8]] = []
    for attribute in tag.attributes {
        guard !seen.contains(attribute.name) else { return nil }
        seen.append(attribute.name)
        if element.attributes.contains(where: { $0.isEqual(to: attribute.name) }) {
            guard attribute.value != nil || attribute.name.elementsEqual("open".utf8) else { return nil }
        } else {
            // With a value only: `a<b and class>c` is text.
            guard attribute.value != nil, droppedAttributes.contains(attribute.name) || attribute.name.starts(with: "data-".utf8) else { return nil }
        }
    }
    return element
}

extension StaticString {
    func isEqual(to bytes: [UInt8]) -> Bool {
        utf8CodeUnitCount == bytes.count && UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount).elementsEqual(bytes)
    }
}

/// Looks, and hints to browsers: left out without a word.
private let droppedAttributes: Set<[UInt8]> = Set(
    [
        "align", "alt", "border", "class", "clear", "color", "dir", "height", "hspace", "id", "lang", "loading", "name", "rel", "referrerpolicy", "size",
        "style", "target", "type", "valign", "vspace", "width", "start", "cite", "datetime", "role", "rev",
    ].map { Array($0.utf8) })

extension RawTag {
    /// The value of an attribute, with character references resolved.
    func value(_ name: StaticString) -> [UInt8]? {
        attributes.first { name.isEqual(to: $0.name) }?.value.map { resolvingCharacterReferences($0) }
    }

    func has(_ name: StaticString) -> Bool { attributes.contains { name.isEqual(to: $0.name) } }

    /// A width or height: digits only, 1 to 4096, as HTML wants it.
    func pixels(_ name: StaticString) -> Int? {
        guard var digits = value(name)?[...] else { return nil }
        if digits.suffix(2).elementsEqual("px".utf8) { digits = digits.dropLast(2) }
        guard (1...4).contains(digits.count), digits.allSatisfy(isASCIIDigit) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        return (1...4096).contains(number) ? number : nil
    }
}
