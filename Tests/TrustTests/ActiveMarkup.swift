/// What a browser would act on in printed HTML, found by another reader than the one that prints it: a tag or an attribute that isn't on the short
/// list, an address that isn't one of the web's, a `<` that begins no tag, a character that XML doesn't have.
func activeMarkup(in html: [UInt8]) -> String? {
    guard let text = String(validating: html, as: UTF8.self) else { return "HTML that is no UTF-8" }
    if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value & 0xFFFE == 0xFFFE }) { return "a character that XML doesn't have" }
    var rest = html[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
        rest = rest[start...].dropFirst()
        if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
        let name = rest.prefix { isLetterOrDigit($0) }
        guard elements.contains(String(decoding: name, as: UTF8.self)) else { return "<\(String(decoding: name, as: UTF8.self))" }
        rest = rest.dropFirst(name.count)
        while let byte = rest.first, byte != UInt8(ascii: ">") {
            guard byte == 0x20 else { return "a tag that is not well-formed" }
            rest = rest.dropFirst()
            let attribute = rest.prefix { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            rest = rest.dropFirst(attribute.count)
            let key = String(decoding: attribute, as: UTF8.self)
            guard attributes.contains(key) else { return "the attribute '\(key)'" }
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst()
            guard rest.popFirst() == UInt8(ascii: "\""), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return "an attribute without quotes" }
            let value = rest[..<end]
            if value.contains(UInt8(ascii: "<")) { return "'<' in an attribute" }
            if key == "href" || key == "src", let fault = dangerousAddress(String(decoding: value, as: UTF8.self)) { return fault }
            rest = rest[end...].dropFirst()
        }
        guard rest.first == UInt8(ascii: ">") else { return "a tag that does not end" }
    }
    return nil
}

/// By the URL standard: a scheme is a letter, then letters, digits, `+`, `-` and `.` up to a colon. Anything else is relative.
private func dangerousAddress(_ address: String) -> String? {
    if address.utf8.starts(with: "//".utf8) || address.utf8.starts(with: "\\".utf8) { return "another host: \(address)" }
    let lower = address.lowercased()
    let scheme = lower.utf8.prefix { isLetterOrDigit($0) || "+-.".utf8.contains($0) }
    guard lower.utf8.dropFirst(scheme.count).first == UInt8(ascii: ":"), let first = scheme.first, first > UInt8(ascii: "9") else { return nil }
    return ["http", "https", "mailto"].contains(String(Substring(scheme))) ? nil : "the address \(address)"
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private let elements: Set<String> = [
    "a", "abbr", "b", "blockquote", "br", "cite", "code", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "input", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "th", "thead", "tr", "u", "ul", "var", "wbr",
]

private let attributes: Set<String> = [
    "href", "title", "rel", "class", "id", "src", "alt", "width", "height", "loading", "decoding", "referrerpolicy", "open", "type", "checked", "disabled", "aria-label", "aria-describedby",
    "aria-hidden", "aria-labelledby", "role", "tabindex", "start", "scope", "dir", "lang", "translate", "data-lang", "data-language",
]
