/// Where the development server's own files lie; no content can, since hidden names are nobody's content.
enum OwnPaths {
    static let events = "/.answerable/events"
    static let script = "/.answerable/serve.js"
    static let style = "/.answerable/serve.css"
}

/// A page as the development server gives it: with its script, and with a policy that lets the script in. The built page has neither.
///
/// A page that only leads on (`http-equiv="refresh"`) stays as it is.
///
/// - Parameter signature: Of the page, so that the script can ask whether it still is the one.
func withDevelopmentScript(_ page: [UInt8], path: String, signature: String) -> [UInt8] {
    let head = page.prefix { _ in true }
    guard let end = range(of: "</head>", in: head) else { return page }
    let before = page[..<end.lowerBound]
    if range(of: "http-equiv=\"refresh\"", in: before) != nil { return page }
    let script = "<script src=\"\(OwnPaths.script)\" data-path=\"\(escaped(path))\" data-signature=\"\(signature)\" defer></script>\n"
    return withWiderPolicy(before) + Array(script.utf8) + page[end.lowerBound...]
}

/// Lets scripts, styles and connections of the page's own host through the Content-Security-Policy that the page carries, where it doesn't already.
private func withWiderPolicy(_ head: ArraySlice<UInt8>) -> [UInt8] {
    guard let tag = range(of: "<meta http-equiv=\"content-security-policy\" content=\"", in: head),
        let end = head[tag.upperBound...].firstIndex(of: UInt8(ascii: "\""))
    else { return Array(head) }
    guard let policy = withoutReferences(String(decoding: head[tag.upperBound..<end], as: UTF8.self)) else { return Array(head) }
    return head[..<tag.upperBound] + Array(escaped(widened(policy)).utf8) + head[end...]
}

/// The value of an attribute as a template escaped it; `nil` where it has a character reference of another kind.
private func withoutReferences(_ value: String) -> String? {
    var parts = value.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).map { Array($0) }
    for place in parts.indices.dropFirst() {
        guard let end = parts[place].firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let character: UInt8
        switch String(decoding: parts[place][..<end], as: UTF8.self) {
        case "#39", "#x27", "apos": character = UInt8(ascii: "'")
        case "quot", "#34", "#x22": character = UInt8(ascii: "\"")
        case "amp", "#38", "#x26": character = UInt8(ascii: "&")
        case "lt", "#60", "#x3C": character = UInt8(ascii: "<")
        case "gt", "#62", "#x3E": character = UInt8(ascii: ">")
        default: return nil
        }
        parts[place] = [character] + parts[place][(end + 1)...]
    }
    return String(decoding: parts.joined(), as: UTF8.self)
}

/// The policy with `'self'` added to what the development script needs (CSP 3, 6.8.3: what has no directive falls back on `default-src`).
func widened(_ policy: String) -> String {
    var directives = policy.utf8.split(separator: UInt8(ascii: ";")).map { directive in
        directive.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.map { String(Substring($0)) }
    }.filter { !$0.isEmpty }
    let fallback = directives.first { $0[0] == "default-src" }?.dropFirst()
    for name in ["script-src", "style-src", "connect-src"] {
        if let place = directives.firstIndex(where: { $0[0] == name }) {
            let sources = directives[place].dropFirst()
            if !sources.contains("'self'") { directives[place] = [name] + sources.filter { $0 != "'none'" } + ["'self'"] }
        } else if let fallback, !fallback.contains("'self'") {
            directives.append([name] + fallback.filter { $0 != "'none'" } + ["'self'"])
        }
    }
    return directives.map { $0.joined(separator: " ") }.joined(separator: "; ")
}

/// The first place of a text, whose letters may be in either case.
private func range(of text: StaticString, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    text.withUTF8Buffer { text in
        var i = bytes.startIndex
        while let at = bytes[i...].firstIndex(of: text[0]) {
            i = at + 1
            guard bytes.endIndex - at >= text.count else { return nil }
            if zip(bytes[at...], text).allSatisfy({ $0 == $1 || $0 | 0x20 == $1 && (0x41...0x5A).contains($0) }) { return at..<(at + text.count) }
        }
        return nil
    }
}

private func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): out += Array("&amp;".utf8)
        case UInt8(ascii: "\""): out += Array("&quot;".utf8)
        case UInt8(ascii: "<"): out += Array("&lt;".utf8)
        default: out.append(byte)
        }
    }
    return String(decoding: out, as: UTF8.self)
}
