/// Where in an HTML document the next byte of a template lands, followed byte by byte through its literal text.
///
/// A small part of the tokenizer of the HTML Standard (section 13.2.5): as much as it takes to know whether escaping makes
/// a value harmless there. Where it can't know, it says no.
struct HTMLContext: Hashable {
    enum Place: Hashable {
        case content
        /// After `<`, `</` and `<!`.
        case tagOpen, endTagOpen, markupDeclaration
        case tagName, betweenAttributes, attributeName, afterAttributeName, beforeValue
        /// A section ended in the middle of a tag in one of several ways; only a blank, `/` or `>` may follow.
        case tagBoundary
        case value(Quote)
        case comment, bogusComment
        /// In `title` and `textarea`: text and character references, no tags.
        case plainText
        /// In `script`, `style` and others that know no character references.
        case rawText
    }

    enum Quote: Hashable { case double, single, none }

    private(set) var place = Place.content
    /// The tag, in lower case; for `plainText` and `rawText` the element. Empty in `content`.
    private(set) var element: [UInt8] = []
    private(set) var attribute: [UInt8] = []
    private var isEndTag = false
    /// How much of `-->` or of the end tag of a text-only element was just seen.
    private var matched = 0
    /// Whether a `#` has been seen in this attribute's value.
    private var isInFragment = false

    mutating func advance(over bytes: ArraySlice<UInt8>) -> Bool {
        for byte in bytes {
            if place == .tagBoundary, !isTagBoundary(byte) { return false }
            step(byte)
        }
        return true
    }

    // MARK: Values

    /// Why a value of this kind may not be printed here, or `nil` when it may.
    func refusal(of kind: Shape.Kind) -> String? {
        switch place {
        case .content: return nil
        case .plainText: return kind == .html ? "in '\(word(element))', which shows no tags" : nil
        case .rawText: return "in '\(word(element))', where escaping doesn't hold"
        case .comment, .bogusComment, .markupDeclaration: return "in an HTML comment or declaration"
        case .value(.none), .beforeValue: return "in the attribute '\(word(attribute))' without quotes"
        case .value: return refusalInAttribute(of: kind)
        case .tagOpen, .endTagOpen, .tagName, .betweenAttributes, .attributeName, .afterAttributeName, .tagBoundary:
            return "among the names of a tag and its attributes"
        }
    }

    private func refusalInAttribute(of kind: Shape.Kind) -> String? {
        let name = word(attribute)
        if kind == .html { return "in the attribute '\(name)', which shows no tags" }
        if name.utf8.starts(with: "on".utf8) || name == "style" || name == "srcdoc" {
            return "in the attribute '\(name)', which is a program of its own"
        }
        if urlAttributes.contains(name), kind == .text, !isInFragment { return "in the attribute '\(name)', which takes a URL" }
        return nil
    }

    // MARK: Sections

    /// The place after a section that may be skipped or repeated, or `nil` when that would depend on the values.
    func joined(with end: HTMLContext) -> HTMLContext? {
        var (start, end) = (self, end)
        let isInFragment = start.isInFragment && end.isInFragment
        start.isInFragment = isInFragment
        end.isInFragment = isInFragment
        if start == end { return start }
        guard start.isLoose, end.isLoose, start.element == end.element, start.isEndTag == end.isEndTag else { return nil }
        start.place = .tagBoundary
        start.attribute = []
        return start
    }

    /// Whether a blank would lead to the place between attributes.
    private var isLoose: Bool {
        switch place {
        case .tagName, .betweenAttributes, .attributeName, .afterAttributeName, .tagBoundary, .value(.none): true
        default: false
        }
    }

    /// For messages: "inside the attribute 'class'".
    var phrase: String {
        switch place {
        case .content: "in text"
        case .value, .beforeValue: "inside the attribute '\(word(attribute))'"
        case .comment, .bogusComment, .markupDeclaration: "inside a comment or declaration"
        case .plainText, .rawText: "inside '\(word(element))'"
        default: "inside the tag '\(word(element))'"
        }
    }

    // MARK: One byte

    private mutating func step(_ byte: UInt8) {
        let isBlank = byte == 32 || (9...13).contains(byte)
        switch place {
        case .content:
            if byte == UInt8(ascii: "<") { place = .tagOpen }
        case .tagOpen:
            switch byte {
            case UInt8(ascii: "/"): place = .endTagOpen
            case UInt8(ascii: "!"): (place, matched) = (.markupDeclaration, 0)
            case UInt8(ascii: "?"): place = .bogusComment
            case UInt8(ascii: "<"): break
            default: beginTag(byte, isEnd: false)
            }
        case .endTagOpen:
            if byte == UInt8(ascii: ">") { place = .content } else { beginTag(byte, isEnd: true) }
        case .markupDeclaration: stepDeclaration(byte)
        case .tagName, .tagBoundary:
            if isBlank || byte == UInt8(ascii: "/") {
                place = .betweenAttributes
            } else if byte == UInt8(ascii: ">") {
                endTag()
            } else {
                element.append(lowercased(byte))
            }
        case .betweenAttributes, .afterAttributeName:
            if isBlank { return }
            if byte == UInt8(ascii: "/") {
                place = .betweenAttributes
            } else if byte == UInt8(ascii: ">") {
                endTag()
            } else if byte == UInt8(ascii: "="), place == .afterAttributeName {
                place = .beforeValue
            } else {
                place = .attributeName
                attribute = [lowercased(byte)]
            }
        case .attributeName:
            if isBlank {
                place = .afterAttributeName
            } else if byte == UInt8(ascii: "/") {
                endAttribute()
            } else if byte == UInt8(ascii: ">") {
                endTag()
            } else if byte == UInt8(ascii: "=") {
                place = .beforeValue
            } else {
                attribute.append(lowercased(byte))
            }
        case .beforeValue:
            if isBlank { return }
            switch byte {
            case UInt8(ascii: "\""): place = .value(.double)
            case UInt8(ascii: "'"): place = .value(.single)
            case UInt8(ascii: ">"): endTag()
            default: place = .value(.none)
            }
        case .value(let quote): stepValue(byte, quote, isBlank)
        case .comment: stepComment(byte)
        case .bogusComment:
            if byte == UInt8(ascii: ">") { place = .content }
        case .plainText, .rawText: stepText(byte, isBlank)
        }
    }

    private mutating func beginTag(_ byte: UInt8, isEnd: Bool) {
        guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased(byte)) else {
            place = isEnd ? .bogusComment : .content
            return
        }
        (place, element, isEndTag) = (.tagName, [lowercased(byte)], isEnd)
    }

    private mutating func endAttribute() {
        (place, attribute, isInFragment) = (.betweenAttributes, [], false)
    }

    private mutating func endTag() {
        endAttribute()
        matched = 0
        let name = word(element)
        if !isEndTag, plainTextElements.contains(name) {
            place = .plainText
        } else if !isEndTag, rawTextElements.contains(name) {
            place = .rawText
        } else {
            (place, element) = (.content, [])
        }
        isEndTag = false
    }

    private mutating func stepDeclaration(_ byte: UInt8) {
        if byte == UInt8(ascii: ">") {
            place = .content
        } else if byte == UInt8(ascii: "-"), matched == 0 {
            matched = 1
        } else if byte == UInt8(ascii: "-"), matched == 1 {
            // `<!-->` is a whole comment.
            (place, matched) = (.comment, 2)
            return
        } else {
            place = .bogusComment
        }
        if place != .markupDeclaration { matched = 0 }
    }

    private mutating func stepComment(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "-"): matched = matched == 3 ? 1 : min(2, matched + 1)
        case UInt8(ascii: "!") where matched == 2: matched = 3
        case UInt8(ascii: ">") where matched >= 2: (place, matched) = (.content, 0)
        default: matched = 0
        }
    }

    private mutating func stepValue(_ byte: UInt8, _ quote: Quote, _ isBlank: Bool) {
        switch quote {
        case .double where byte == UInt8(ascii: "\""), .single where byte == UInt8(ascii: "'"), .none where isBlank: endAttribute()
        case .none where byte == UInt8(ascii: ">"): endTag()
        default:
            if byte == UInt8(ascii: "#") { isInFragment = true }
        }
    }

    /// Waits for the element's own end tag; nothing else ends it.
    private mutating func stepText(_ byte: UInt8, _ isBlank: Bool) {
        if matched == element.count + 2, isBlank || isTagBoundary(byte) {
            (place, isEndTag, matched) = (.betweenAttributes, true, 0)
            if byte == UInt8(ascii: ">") { endTag() }
        } else if matched == 1, byte == UInt8(ascii: "/") {
            matched = 2
        } else if matched >= 2, matched < element.count + 2, lowercased(byte) == element[matched - 2] {
            matched += 1
        } else {
            matched = byte == UInt8(ascii: "<") ? 1 : 0
        }
    }
}

private func isTagBoundary(_ byte: UInt8) -> Bool {
    byte == 32 || (9...13).contains(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
}

private func word(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

private let plainTextElements: Set<String> = ["title", "textarea"]
private let rawTextElements: Set<String> = ["script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"]
/// The attributes of HTML and SVG whose value is a URL or has URLs in it.
private let urlAttributes: Set<String> = [
    "action", "archive", "background", "cite", "classid", "codebase", "data", "formaction", "href", "icon", "imagesrcset", "itemid",
    "itemtype", "longdesc", "manifest", "ping", "poster", "profile", "src", "srcset", "usemap", "xlink:href",
]
