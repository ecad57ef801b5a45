/// What GitHub wraps around a post's own HTML: the language on the box of a code block, anchors of headings, buttons.
func adjustedGitHubHTML(_ nodes: [HTMLNode]) -> [HTMLNode] {
    nodes.replacingElements { element in
        switch element.name {
        case "svg", "button", "clipboard-copy": return []
        case "div" where element.hasClass("zeroclipboard-container"): return []
        case "a" where element.hasClass("anchor") && element.children.textContent.isEmpty: return []
        case "div" where element.hasClass("highlight"): return [.element(withLanguage(element))]
        case "input" where element.text("type") == "checkbox": return [.text(element["checked"] == nil ? "[ ] " : "[x] ")]
        case "a" where element.hasClass("commit-link") || element.hasClass("issue-link"): return nil
        default: return nil
        }
    }
}

/// `highlight-source-ts` on the box becomes the block's own class.
private func withLanguage(_ element: HTMLElement) -> HTMLElement {
    var element = element
    let words = (element.text("class") ?? "").utf8.split(separator: 32).map { String(Substring($0)) }
    guard let scope = words.first(where: { $0.utf8.starts(with: "highlight-".utf8) }) else { return element }
    let name = scope.utf8.split(separator: UInt8(ascii: "-")).dropFirst().filter { !$0.elementsEqual("source".utf8) && !$0.elementsEqual("text".utf8) }
        .first.map { String(Substring($0)) } ?? ""
    element.children = element.children.map { child in
        guard case .element(var inner) = child, inner.name == "pre" else { return child }
        inner.attributes.append(("class", Array("lang-\(name)".utf8)))
        return .element(inner)
    }
    return element
}

/// GitHub's own Markdown: every line break of a comment is one, and addresses without a host are GitHub's.
func gitHubMarkdown(_ text: [UInt8]) -> [UInt8] {
    var lines: [[UInt8]] = []
    for line in text.split(separator: 10, omittingEmptySubsequences: false) { lines.append(Array(line.last == 13 ? line.dropLast() : line)) }
    var kept = Array(lines.joined(separator: [10])).filter { $0 >= 32 || $0 == 10 || $0 == 9 }
    let mark = Array("](/".utf8)
    var at = 0
    while let found = kept[at...].firstRange(of: mark) {
        kept.insert(contentsOf: "https://github.com".utf8, at: found.upperBound - 1)
        at = found.upperBound + 18
    }
    return withHardBreaks(siteMarkdown(kept))
}
