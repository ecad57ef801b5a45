/// Every promise about printed HTML that can be checked without a browser; returns what is broken.
package func faults(in html: String) -> [String] {
    var faults: [String] = []
    for scalar in html.unicodeScalars {
        switch scalar.value {
        case 0x09, 0x0A, 0x20...0x7E, 0xA0...0xFDCF, 0xFDF0...0x10FFFF: if scalar.value & 0xFFFE == 0xFFFE { faults.append("U+\(String(scalar.value, radix: 16))") }
        default: faults.append("U+\(String(scalar.value, radix: 16))")
        }
    }
    let events: [HTMLEvents.Event]
    do { events = try HTMLEvents.parse(html) } catch { return faults + ["\(error)"] }
    var open: [String] = []
    var ids: Set<String> = []
    var targets: [String] = []
    /// Depths of open `ruby` elements that hold an `rt`.
    var rubiesWithText: Set<Int> = []
    for event in events {
        switch event {
        case .text: continue
        case .close(let name):
            if open.popLast() != name { return faults + ["</\(name)> closes nothing"] }
            if name == "ruby", !rubiesWithText.contains(open.count) { faults.append("a ruby without rt") }
            if name == "rt" { rubiesWithText.insert(open.count - 1) }
        case .open(let name, let attributes):
            guard let allowed = allowedAttributes[name] else {
                faults.append("<\(name)>")
                continue
            }
            for (attribute, value) in attributes {
                if !allowed.contains(attribute) { faults.append("<\(name) \(attribute)>") }
                if attribute == "href" || attribute == "src" { faults += urlFaults(value, isImage: name == "img") }
                if attribute == "id", !ids.insert(value).inserted { faults.append("the id \(value) twice") }
                if attribute == "href", value.utf8.first == UInt8(ascii: "#") { targets.append(value) }
            }
            if name == "a", open.contains("a") { faults.append("a link in a link") }
            if name == "img", attributes["alt"] == nil { faults.append("an image without alt") }
            if blocks.contains(name), let parent = open.last(where: { phrasingOnly.contains($0) }) { faults.append("<\(name)> in <\(parent)>") }
            if let parents = neededParents[name], !parents.contains(open.last ?? "") { faults.append("<\(name)> in <\(open.last ?? "")>") }
            if name == "ruby" { rubiesWithText.remove(open.count) }
            if !HTMLEvents.void.contains(name) { open.append(name) }
        }
    }
    if let name = open.last { faults.append("<\(name)> stays open") }
    for target in targets where !ids.contains(String(target.dropFirst())) && (target.contains("fn.") || target.contains("fnref.")) { faults.append("\(target) leads nowhere") }
    return faults
}

private func urlFaults(_ url: String, isImage: Bool) -> [String] {
    let bytes = Array(url.utf8)
    if bytes.isEmpty { return ["an empty URL"] }
    if bytes.contains(where: { $0 <= 0x20 || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "\"") }) { return ["a raw character in \(url)"] }
    if bytes.starts(with: "//".utf8) { return ["another host in \(url)"] }
    // The URL standard: a letter, then letters, digits, "+", "-" and "." up to a colon. Anything else is relative.
    guard let end = bytes.firstIndex(where: { !isASCIILetter($0) && !isASCIIDigit($0) && $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }),
        bytes[end] == UInt8(ascii: ":"), isASCIILetter(bytes[0])
    else { return [] }
    let scheme = String(decoding: bytes[..<end], as: UTF8.self)
    let schemes = isImage ? ["http", "https"] : ["http", "https", "mailto"]
    return schemes.contains(scheme) ? [] : ["the scheme of \(url)"]
}

private let phrasing = [
    "kbd", "sub", "sup", "b", "i", "em", "strong", "s", "u", "del", "ins", "mark", "small", "samp", "var", "q", "code", "span", "cite", "dfn", "ruby", "rt", "rp", "br", "wbr",
]
private let blocks: Set<String> = [
    "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "figure", "figcaption", "blockquote", "pre", "hr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section",
]
private let phrasingOnly: Set<String> = ["p", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "a", "em", "strong", "del", "code", "kbd", "b", "i", "span"]
private let neededParents: [String: [String]] = [
    "li": ["ul", "ol"], "dt": ["dl"], "dd": ["dl"], "summary": ["details"], "figcaption": ["figure"], "rt": ["ruby"], "rp": ["ruby"], "tr": ["thead", "tbody"], "td": ["tr"],
    "th": ["tr"], "thead": ["table"], "tbody": ["table"],
]

private let allowedAttributes: [String: Set<String>] = {
    var table: [String: Set<String>] = [:]
    for name in phrasing { table[name] = [] }
    for name in ["p", "div", "ul", "dl", "dt", "dd", "summary", "figure", "figcaption", "blockquote", "hr", "table", "thead", "tbody", "tr"] { table[name] = [] }
    for name in ["h1", "h2", "h3", "h4", "h5", "h6"] { table[name] = ["id", "class"] }
    table["p"] = ["class"]
    table["a"] = ["href", "title", "rel", "class", "aria-label"]
    table["abbr"] = ["title"]
    table["span"] = ["class"]
    table["code"] = ["class"]
    table["details"] = ["open"]
    table["div"] = ["class", "role", "tabindex", "aria-label"]
    table["img"] = ["src", "alt", "title", "width", "height", "loading", "decoding", "referrerpolicy"]
    table["input"] = ["type", "disabled", "checked", "aria-label"]
    table["li"] = ["class", "id"]
    table["ol"] = ["start"]
    table["pre"] = ["class", "tabindex", "data-language"]
    table["section"] = ["class"]
    for name in ["semantics", "msub", "msup", "msubsup", "mphantom", "msqrt", "mroot", "mtr", "mn", "mtext"] { table[name] = [] }
    table["math"] = ["display"]
    table["annotation"] = ["encoding"]
    table["mi"] = ["mathvariant"]
    table["mo"] = ["stretchy", "form", "minsize", "maxsize", "movablelimits", "lspace", "rspace"]
    table["mrow"] = ["class"]
    table["mfrac"] = ["linethickness"]
    table["mover"] = ["accent"]
    table["munder"] = ["accentunder"]
    table["munderover"] = []
    table["mspace"] = ["width"]
    table["mstyle"] = ["displaystyle", "scriptlevel"]
    table["mtable"] = ["displaystyle", "class"]
    table["mtd"] = ["class"]
    table["sup"] = ["class", "id"]
    table["td"] = ["class"]
    table["th"] = ["class", "scope"]
    return table
}()

private func isASCIILetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
private func isASCIIDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
