/// Why an SVG picture may not be published, if it may not: it must be inert even when a browser opens it as a page of its own.
///
/// A strict reader of a part of XML and of SVG, on bytes: what it doesn't know, it refuses. No script, no animation, no link, no foreign
/// markup; no address but a fragment of the picture itself and embedded bitmaps; no document type, whose entities could hide anything.
func danger(inSVG bytes: [UInt8]) -> String? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return "it is not UTF-8" }
    var reader = SVGReader(bytes: bytes[...])
    return reader.danger()
}

private struct SVGReader {
    var bytes: ArraySlice<UInt8>

    mutating func danger() -> String? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        var open: [String] = []
        var hasRoot = false
        while !bytes.isEmpty {
            guard bytes.first == UInt8(ascii: "<") else {
                let text = take(until: "<")
                if open.isEmpty, !text.allSatisfy(isSpace) { return "there is text outside '<svg>'" }
                if open.last == "style", let fault = dangerInStyle(text) { return fault }
                continue
            }
            if bytes.starts(with: "<!--".utf8) {
                guard skip(past: "-->") else { return "a comment does not end" }
            } else if bytes.starts(with: "<?xml ".utf8), !hasRoot, open.isEmpty {
                let start = bytes.dropFirst(2)
                guard skip(past: "?>") else { return "its declaration does not end" }
                let text = lower(start[..<(bytes.startIndex - 2)])
                guard text.allSatisfy({ isASCIILetterOrDigit($0) || isSpace($0) || "=.-'\"".utf8.contains($0) }) else { return "its declaration is not well-formed" }
                if contains(text, "encoding"), !contains(text, "utf-8") { return "it names another encoding than UTF-8" }
            } else if bytes.starts(with: "<![CDATA[".utf8), open.last == "style" {
                bytes = bytes.dropFirst(9)
                let start = bytes
                guard skip(past: "]]>") else { return "a section does not end" }
                if let fault = dangerInStyle(start[..<bytes.startIndex]) { return fault }
            } else if bytes.starts(with: "<!".utf8) || bytes.starts(with: "<?".utf8) {
                return "it has a document type, a section or an instruction"
            } else if bytes.starts(with: "</".utf8) {
                bytes = bytes.dropFirst(2)
                let name = takeName()
                _ = takeSpace()
                guard bytes.popFirst() == UInt8(ascii: ">"), open.popLast() == name else { return "its elements are not closed in order" }
            } else {
                bytes = bytes.dropFirst()
                let name = takeName()
                if open.isEmpty, hasRoot || name != "svg" { return "it is not one '<svg>' element" }
                hasRoot = true
                if !allowedElements.contains(name) { return "'<\(name)>' is not allowed" }
                let (isEmpty, fault) = attributes(of: name)
                if let fault { return fault }
                if !isEmpty { open.append(name) }
            }
        }
        return hasRoot && open.isEmpty ? nil : "its elements are not closed"
    }

    /// Reads to the end of the tag.
    private mutating func attributes(of element: String) -> (isEmpty: Bool, fault: String?) {
        while true {
            let hasSpace = takeSpace()
            guard let byte = bytes.first else { return (false, "a tag does not end") }
            if byte == UInt8(ascii: ">") {
                bytes = bytes.dropFirst()
                return (false, nil)
            }
            if bytes.starts(with: "/>".utf8) {
                bytes = bytes.dropFirst(2)
                return (true, nil)
            }
            let name = takeName()
            _ = takeSpace()
            guard hasSpace, !name.isEmpty, bytes.popFirst() == UInt8(ascii: "=") else { return (false, "a tag is not well-formed") }
            _ = takeSpace()
            guard let quote = bytes.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), let end = bytes.firstIndex(of: quote) else {
                return (false, "an attribute is not quoted")
            }
            let value = bytes[..<end]
            bytes = bytes[(end + 1)...]
            if value.contains(UInt8(ascii: "<")) { return (false, "an attribute holds '<'") }
            if let fault = danger(in: name, value) { return (false, fault) }
        }
    }

    private func danger(in attribute: String, _ value: ArraySlice<UInt8>) -> String? {
        let name = lower(attribute.utf8)
        if name.starts(with: "on".utf8) { return "the attribute '\(attribute)' is a script" }
        if attribute == "xmlns" || attribute == "xmlns:xlink" || attribute == "xmlns:svg" {
            let wanted = attribute == "xmlns:xlink" ? "http://www.w3.org/1999/xlink" : "http://www.w3.org/2000/svg"
            return value.elementsEqual(wanted.utf8) ? nil : "'\(attribute)' names another language"
        }
        if attribute.utf8.contains(UInt8(ascii: ":")), !["xlink:href", "xlink:title", "xml:space", "xml:lang", "xlink:type"].contains(attribute) {
            return "the attribute '\(attribute)' is not allowed"
        }
        // In any case and behind any letters: what is none in SVG may be one to a reader that repairs.
        if name.suffix(4).elementsEqual("href".utf8) || name.elementsEqual("src".utf8) {
            let isFragment = value.first == UInt8(ascii: "#") && value.dropFirst().allSatisfy { $0 > 0x7F || isASCIILetterOrDigit($0) || "-_.".utf8.contains($0) }
            let bitmap = ["png", "jpeg", "gif", "webp"].map { "data:image/\($0);base64," }.first { value.starts(with: $0.utf8) }
            let isBitmap = bitmap.map { value.dropFirst($0.utf8.count).allSatisfy { isASCIILetterOrDigit($0) || isSpace($0) || "+/=".utf8.contains($0) } } ?? false
            return isFragment || isBitmap ? nil : "it leads to another address"
        }
        // In every other one: a style, or a property such as fill="url(#a)".
        return dangerInStyle(value)
    }

    private func dangerInStyle(_ text: ArraySlice<UInt8>) -> String? {
        let text = lower(text)
        // A reference to a character could spell any of these words; without a bracket none of them does anything.
        if contains(text, "&#"), contains(text, "(") { return "a style holds escapes" }
        for word in ["@import", "@font-face", "expression(", "javascript:", "-moz-binding", "image-set(", "src("] where contains(text, word) {
            return "a style asks for something from outside"
        }
        var rest = text[...]
        while let at = index(of: "url", in: rest) {
            rest = rest[(at + 3)...].drop(while: isSpace)
            guard rest.first == UInt8(ascii: "(") else { continue }
            rest = rest.dropFirst().drop { isSpace($0) || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }
            if rest.first != UInt8(ascii: "#") { return "a style leads to another address" }
        }
        return contains(text, "\\") ? "a style holds escapes" : nil
    }

    /// SVG's own names are ASCII; among others, a mark that is no space to one reader may be one to the next.
    private mutating func takeName() -> String {
        let name = bytes.prefix { isASCIILetterOrDigit($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
        bytes = bytes.dropFirst(name.count)
        return String(decoding: name, as: UTF8.self)
    }

    private mutating func takeSpace() -> Bool {
        let rest = bytes.drop(while: isSpace)
        defer { bytes = rest }
        return rest.count < bytes.count
    }

    private mutating func take(until end: Unicode.Scalar) -> ArraySlice<UInt8> {
        let text = bytes.prefix { $0 != UInt8(ascii: end) }
        bytes = bytes.dropFirst(text.count)
        return text
    }

    private mutating func skip(past end: String) -> Bool {
        guard let at = index(of: end, in: bytes) else { return false }
        bytes = bytes[(at + end.utf8.count)...]
        return true
    }
}

/// Elements that draw, name or describe, and nothing else. `style` is looked into.
private let allowedElements: Set<String> = [
    "svg", "g", "defs", "symbol", "use", "title", "desc", "style", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
    "textPath", "image", "marker", "pattern", "mask", "clipPath", "linearGradient", "radialGradient", "stop", "filter", "switch", "view", "feBlend",
    "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
    "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology", "feOffset",
    "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
]

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

private func isASCIILetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func lower(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
}

private func index(of text: String, in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = text.utf8.first else { return bytes.startIndex }
    var rest = bytes
    while let at = rest.firstIndex(of: first) {
        rest = rest[at...]
        if rest.starts(with: text.utf8) { return at }
        rest = rest.dropFirst()
    }
    return nil
}

private func contains(_ bytes: [UInt8], _ text: String) -> Bool { index(of: text, in: bytes[...]) != nil }
