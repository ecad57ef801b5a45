import Foundation

@testable import SiteGenerator

/// SVG: what passes for inert has no element, attribute or address that acts or asks, by a judge that reads tags alone.
let pictureTarget = FuzzTarget(
    name: "picture",
    dictionary: [
        "<script>", "</script>", "onload=", " onclick='x'", "href=", "xlink:href='", "http://e", "#a", "url(", "url(#a)", "@import ", "<style>", "</style>", "<![CDATA[", "]]>", "<!DOCTYPE svg>", "<?xml ",
        "&#117;", "\\75", "xmlns:x='http://www.w3.org/1999/xhtml'", "<x:script/>", "<foreignObject>", "<a>", "<animate>", "/>", ">", "<", "'", "\"", "data:image/png;base64,", "javascript:", "<!--", "-->",
    ],
    cases: 10_000
) { bytes in
    guard danger(inSVG: bytes) == nil else { return nil }
    for tag in tags(in: String(decoding: bytes, as: UTF8.self).lowercased()) {
        for word in ["<script", "<foreignobject", "<a ", "<a>", "<animate", "<!doctype"] where tag.contains(word) { return "\(word) in \(tag)" }
        for attribute in tag.matches(of: /([\w:.\-]+)\s*=\s*("[^"]*"|'[^']*')/.matchingSemantics(.unicodeScalar)) {
            let value = attribute.2.dropFirst().dropLast()
            if attribute.1.hasPrefix("on") { return "a handler in \(tag)" }
            if attribute.1.hasSuffix("href") || attribute.1 == "src", !value.hasPrefix("#"), !value.hasPrefix("data:image/") { return "an address in \(tag)" }
            if value.firstMatch(of: /url\s*\(\s*['"]?[^#\s'"]/.matchingSemantics(.unicodeScalar)) != nil { return "a url in \(tag)" }
        }
    }
    return nil
}

/// From each `<` to its `>`, outside comments, sections and declarations: those may say anything.
private func tags(in text: String) -> [Substring] {
    var found: [Substring] = []
    var rest = text[...]
    while let start = rest.range(of: "<") {
        rest = rest[start.lowerBound...]
        let isComment = rest.hasPrefix("<!--")
        let closing = isComment ? "-->" : rest.hasPrefix("<![cdata[") ? "]]>" : ">"
        guard let end = rest.range(of: closing) else { break }
        if closing == ">", !rest.hasPrefix("<?") { found.append(rest[..<end.upperBound]) }
        rest = rest[end.upperBound...]
    }
    return found
}
