/// What Zulip wraps around a message: boxes of code, mentions, emoji as spans, formulas twice, previews of images that are linked already.
func adjustedZulipHTML(_ nodes: [HTMLNode], copiesUploads: Bool = false) -> [HTMLNode] {
    nodes.replacingElements { element in
        switch element.name {
        case "div" where element.hasClass("message_inline_image") || element.hasClass("message_embed"): return []
        case "div" where element.hasClass("codehilite"):
            guard let language = element.text("data-code-language"), let pre = element.children.firstElement(where: { $0.name == "pre" }) else { return nil }
            return [.element("pre", [("class", Array("lang-\(language.lowercased())".utf8))], pre.children)]
        case "div" where element.hasClass("spoiler-block"): return [.element("details", [], element.children)]
        case "div" where element.hasClass("spoiler-header"): return [.element("summary", [], element.children)]
        case "span" where element.hasClass("katex"):
            guard let tex = element.children.firstElement(where: { $0.name == "annotation" }) else { return nil }
            return [.text(Array("$".utf8) + tex.children.textContent + Array("$".utf8))]
        case "span" where element.hasClass("emoji"): return [.text(zulipEmoji(element))]
        case "img" where element.hasClass("emoji"): return [.text(element.text("alt") ?? "")]
        case "a" where copiesUploads:
            guard let href = element.text("href"), let path = zulipUpload(href) else { return nil }
            return attachment(path, name: String(decoding: element.children.textContent, as: UTF8.self), in: "").children
        default: return nil
        }
    }
}

/// `emoji-1f642` or `emoji-1f1e9-1f1ea` as the characters.
private func zulipEmoji(_ element: HTMLElement) -> String {
    for word in (element.text("class") ?? "").utf8.split(separator: 32) where word.starts(with: "emoji-".utf8) {
        let scalars = word.dropFirst(6).split(separator: UInt8(ascii: "-")).compactMap { UInt32(String(Substring($0)), radix: 16).flatMap(Unicode.Scalar.init) }
        if !scalars.isEmpty { return scalars.map { String($0) }.joined() }
    }
    return String(decoding: element.children.textContent, as: UTF8.self)
}

/// Where the export keeps what a message shows under `/user_uploads/…`.
private func zulipUpload(_ address: String) -> String? {
    guard address.utf8.starts(with: "/user_uploads/".utf8) else { return nil }
    return "uploads/" + String(decoding: address.utf8.dropFirst(14), as: UTF8.self)
}

extension HTMLNode {
    fileprivate var children: [HTMLNode] { if case .element(let element) = self { element.children } else { [] } }
}

/// Zulip's own Markdown, for exports that lack the HTML: mentions, links of streams, emoji by name, and the blocks that it writes as fences. Line breaks
/// stay breaks.
func zulipMarkdown(_ content: String, site: String?) -> [UInt8] {
    var out: [[UInt8]] = []
    /// Fences that are open, with the line that closes each.
    var open: [(fence: [UInt8], kind: String)] = []
    func add(_ line: [UInt8]) {
        let depth = open.count { $0.kind == "quote" }
        out.append(depth == 0 ? line : [UInt8](repeating: UInt8(ascii: ">"), count: depth) + [32] + line)
    }
    for line in content.utf8.split(separator: 10, omittingEmptySubsequences: false) {
        let bytes = line.filter { $0 != 13 }
        let mark = bytes.first ?? 0
        let fence = mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") ? Array(bytes.prefix { $0 == mark }) : []
        let words = singleLine(String(decoding: bytes.dropFirst(fence.count), as: UTF8.self))
        if let last = open.last, bytes == last.fence {
            switch last.kind {
            case "quote":
                open.removeLast()
                add([])
                continue
            case "spoiler": add(Array("\n</details>\n".utf8))
            case "math": add(Array("$$".utf8))
            default: add(bytes)
            }
            open.removeLast()
        } else if fence.count >= 3, open.last.map({ $0.kind == "quote" || $0.kind == "spoiler" }) ?? true {
            let name = words.utf8.split(separator: 32).first.map { String(Substring($0)) } ?? ""
            open.append((fence, name))
            switch name {
            case "quote": add([])
            case "spoiler":
                let header = words.utf8.count > 7 ? String(decoding: words.utf8.dropFirst(8), as: UTF8.self) : "Spoiler"
                add(Array("<details><summary>".utf8) + HTMLToMarkdown().plain(Array(header.utf8)).filter { $0 != 10 } + Array("</summary>\n".utf8))
            case "math": add(Array("$$".utf8))
            default: add(bytes)
            }
        } else if open.last.map({ $0.kind != "quote" && $0.kind != "spoiler" }) ?? false {
            add(bytes)
        } else {
            add(zulipLine(bytes, site: site))
        }
    }
    return withHardBreaks(Array(out.joined(separator: [10])) + [10])
}

/// One line outside code, with what only Zulip reads replaced by what everyone does.
private func zulipLine(_ line: [UInt8], site: String?) -> [UInt8] {
    var out: [UInt8] = []
    var at = 0
    var isCode = false
    while at < line.count {
        let rest = line[at...]
        if line[at] == UInt8(ascii: "`") { isCode.toggle() }
        if isCode {
            out.append(line[at])
            at += 1
        } else if let (mark, sign) = [("@_**", "@"), ("@**", "@"), ("#**", "#")].first(where: { rest.starts(with: $0.0.utf8) }),
            let end = rest.dropFirst(mark.utf8.count).firstRange(of: Array("**".utf8)), end.lowerBound > at + mark.utf8.count
        {
            // `@**Name|12**`: the number tells two people of one name apart.
            let name = line[(at + mark.utf8.count)..<end.lowerBound].prefix { $0 != UInt8(ascii: "|") || sign == "#" }
            out += HTMLToMarkdown().plain(Array(sign.utf8) + name).filter { $0 != 10 }
            at = end.upperBound
        } else if rest.starts(with: "](/user_uploads/".utf8) {
            out += "](\(site.map { $0 + "/user_uploads/" } ?? AttachedFiles.scheme + "uploads/")".utf8
            at += 16
        } else if line[at] == UInt8(ascii: "<"), !rest.starts(with: "<http".utf8), isWordByte(line[safe: at + 1]) || "/!?".utf8.contains(line[safe: at + 1] ?? 0) {
            // Zulip has no tags: what looks like one is words.
            out += "\\<".utf8
            at += 1
        } else if line[at] == UInt8(ascii: "\\"), at + 1 < line.count {
            out += [line[at], line[at + 1]]
            at += 2
        } else if rest.starts(with: "$$".utf8) {
            out.append(UInt8(ascii: "$"))
            at += 2
        } else if line[at] == UInt8(ascii: ":"), let end = rest.dropFirst().prefix(60).firstIndex(of: UInt8(ascii: ":")),
            let character = emoji(named: String(decoding: line[(at + 1)..<end], as: UTF8.self))
        {
            out += character.utf8
            at = end + 1
        } else {
            out.append(line[at])
            at += 1
        }
    }
    return out
}
