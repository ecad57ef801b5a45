/// What Discourse wraps around a post's own text: quotes with an avatar, cards of linked pages, enlargeable images, emoji as images.
///
/// `votes` are those of polls, by an option's id.
func adjustedDiscourseHTML(_ nodes: [HTMLNode], votes: [String: Int] = [:]) -> [HTMLNode] {
    nodes.replacingElements { element in
        switch element.name {
        case "svg": return []
        case "img": return image(element)
        case "aside" where element.hasClass("quote"): return quote(element)
        case "aside" where element.hasClass("onebox"): return card(element)
        case "div" where element.hasClass("lightbox-wrapper"): return lightbox(element)
        case "div" where element.hasClass("meta"): return []
        case "div" where element.hasClass("poll-info") || element.hasClass("poll-buttons"): return []
        case "div" where element.hasClass("poll-title"): return [.element("p", [], element.children)]
        case "li" where element["data-poll-option-id"] != nil:
            guard let count = votes[element.text("data-poll-option-id") ?? ""] else { return nil }
            return [.element("li", [], element.children + [.text(": \(count)")])]
        case "div" where element.hasClass("quote-controls"): return []
        case "div" where element.hasClass("lazyYT") || element.hasClass("youtube-onebox") || element.hasClass("lazy-video-container"):
            return video(element)
        case "div" where element.hasClass("math"):
            return [.element("p", [], [.text(Array("$$".utf8) + element.children.textContent + Array("$$".utf8))])]
        case "span" where element.hasClass("math"): return [.text(Array("$".utf8) + element.children.textContent + Array("$".utf8))]
        case "div" where element.hasClass("spoiler"), "div" where element.hasClass("spoiled"):
            return [.element("blockquote", [("class", Array("spoiler".utf8))], element.children)]
        case "a" where element.hasClass("anchor") && element.children.textContent.isEmpty: return []
        case "code" where element["class"] != nil && element.text("class")?.hasPrefix("lang-") == true: return nil
        default: return nil
        }
    }
}

private func image(_ element: HTMLElement) -> [HTMLNode]? {
    if element.hasClass("avatar") || element.hasClass("site-icon") || element.hasClass("ytp-thumbnail-image") { return [] }
    guard element.hasClass("emoji") else { return nil }
    let name = element.text("alt") ?? element.text("title") ?? ""
    return [.text(emojiText(name))]
}

/// `:smile:` as its character where it is known.
func emojiText(_ name: String) -> String { emoji(named: name) ?? name }

/// The words that stand above a quote, then the quote.
private func quote(_ element: HTMLElement) -> [HTMLNode] {
    var out: [HTMLNode] = []
    for child in element.children {
        guard case .element(let inner) = child, inner.hasClass("title") else {
            out.append(child)
            continue
        }
        if !inner.children.textContent.allSatisfy(isHTMLSpace) { out.insert(.element("p", [], inner.children), at: 0) }
    }
    // Words and quote stay together.
    return [.element("blockquote", [], out.flatMap { node -> [HTMLNode] in
        if case .element(let inner) = node, inner.name == "blockquote" { return inner.children }
        return [node]
    })]
}

/// The card of a linked page: its text in a quote, with the link.
private func card(_ element: HTMLElement) -> [HTMLNode] {
    let hasLink = element.children.firstElement { $0.name == "a" && $0["href"] != nil } != nil
    var children = element.children
    if !hasLink, let address = element.text("data-onebox-src") { children.insert(.element("p", [], [.link(address, [.text(address)])]), at: 0) }
    return [.element("blockquote", [], children)]
}

private func lightbox(_ element: HTMLElement) -> [HTMLNode] {
    guard let image = element.children.firstElement(where: { $0.name == "img" }) else { return element.children }
    guard let link = element.children.firstElement(where: { $0.name == "a" }), let address = link["href"] else { return [.element(image)] }
    return [.element("p", [], [.element("a", [("href", address)], [.element(image)])])]
}

private func video(_ element: HTMLElement) -> [HTMLNode]? {
    if let id = element.text("data-youtube-id") ?? element.text("data-video-id"), id.utf8.allSatisfy({ isWordByte($0) || $0 == 45 || $0 == 95 }) {
        let title = element.text("data-youtube-title") ?? element.text("data-video-title") ?? "Video"
        return [.element("p", [], [.link("https://www.youtube.com/watch?v=\(id)", [.text(title)])])]
    }
    return nil
}

/// `[poll]`, `[poll type=regular public=true]` or `[/poll]`, and no link or words in brackets that begin alike.
private func isPollMark(_ line: [UInt8]) -> Bool {
    let line = line[...(line.lastIndex { $0 > 32 } ?? -1)]
    if line.elementsEqual("[poll]".utf8) || line.elementsEqual("[/poll]".utf8) { return true }
    return line.starts(with: "[poll ".utf8) && line.firstIndex(of: UInt8(ascii: "]")) == line.indices.last && line.contains(UInt8(ascii: "="))
}

/// A post's own Markdown: Discourse's quotes in brackets become quotes, and its line breaks stay breaks.
func discourseMarkdown(_ raw: [UInt8]) -> [UInt8] {
    var out: [[UInt8]] = []
    var depth = 0
    var isFenced = false
    for line in raw.split(separator: 10, omittingEmptySubsequences: false) {
        var line = Array(line.last == 13 ? line.dropLast() : line)
        let prefix = [UInt8](repeating: UInt8(ascii: ">"), count: depth)
        if line.drop(while: { $0 == 32 }).starts(with: "```".utf8) { isFenced.toggle() }
        let trimmed = Array(line.drop { $0 == 32 })
        if !isFenced, trimmed.starts(with: "[quote".utf8), let end = trimmed.firstIndex(of: UInt8(ascii: "]")), depth < 8 {
            let who = trimmed[..<end].drop { $0 != UInt8(ascii: "=") }.dropFirst().filter { $0 != UInt8(ascii: "\"") }.prefix { $0 != UInt8(ascii: ",") }
            depth += 1
            let mark = [UInt8](repeating: UInt8(ascii: ">"), count: depth)
            out.append([])
            if !who.isEmpty { out += [mark + [32] + who + [UInt8(ascii: ":")], mark] }
            let rest = trimmed[(end + 1)...]
            if !rest.isEmpty { out.append(mark + [32] + rest) }
            continue
        }
        if !isFenced, trimmed.starts(with: "[/quote]".utf8), depth > 0 {
            depth -= 1
            out.append([])
            continue
        }
        // What begins and ends a poll; its options are a list already.
        if !isFenced, isPollMark(trimmed) { line = [] }
        if depth > 0 { line = prefix + [32] + line }
        out.append(line)
    }
    return withHardBreaks(siteMarkdown(Array(out.joined(separator: [10]))))
}
