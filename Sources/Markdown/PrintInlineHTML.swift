import CCmarkGFM

extension HTMLPrinter {
    /// Decides for the raw tags among the children of `parent`, and keeps each decision in the tag's node.
    mutating func decideInlineTags(of parent: OpaquePointer) {
        guard mayHoldHTML else { return }
        var nodes: [OpaquePointer] = []
        var tags: [RawTag?] = []
        var child = cmark_node_first_child(parent)
        while let node = child {
            child = cmark_node_next(node)
            guard cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE else { continue }
            let literal = cBytes(cmark_node_get_literal(node))
            if let (tag, end) = parseTag(literal, at: 0), end == literal.count {
                nodes.append(node)
                tags.append(tag)
            } else if commentEnd(literal, at: 0) == literal.count {
                keep(.dropped, in: node)
            }
        }
        guard !nodes.isEmpty else { return }
        for (node, decision) in zip(nodes, pairInlineTags(tags, inLink: linkDepth > 0)) { keep(decision, in: node) }
    }

    private func keep(_ decision: InlineDecision, in node: OpaquePointer) {
        _ = cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: decision.rawValue))
    }

    mutating func printInlineHTML(_ node: OpaquePointer) {
        let literal = cBytes(cmark_node_get_literal(node))
        let decision = cmark_node_get_user_data(node).flatMap { InlineDecision(rawValue: Int(bitPattern: $0)) } ?? .text
        let place = LinkPlace(node)
        guard decision != .text, let (tag, _) = parseTag(literal, at: 0) else {
            if decision != .dropped { putTagAsText(literal, at: place) }
            return
        }
        printInlineTag(tag, decision, at: place)
    }

    /// Shows a tag as the author typed it, and says so.
    mutating func putTagAsText(_ literal: UnsafeBufferPointer<UInt8>, at place: LinkPlace) {
        put(text: literal)
        reportTag(literal, at: place)
    }

    mutating func reportTag(_ literal: UnsafeBufferPointer<UInt8>, at place: LinkPlace) {
        let range = { [source] in source.range(of: literal, line: place.line, column: place.column) }
        guard let (tag, _) = parseTag(literal, at: 0) else { return log.reportTag(literal.dropFirst().prefix { $0 > 0x20 }, range: range()) }
        if let element = allowedElement(for: tag), element.isBlock {
            log.reportMisplaced(tag.name, range: range())
        } else if allowedElement(for: tag) == nil {
            // As typed: "<T>" is no "<t>".
            log.reportTag(literal.dropFirst(tag.isCloser ? 2 : 1).prefix(tag.name.count), range: range())
        } else {
            let name = (tag.isCloser ? "/" : "") + excerpt(tag.name)
            log.report(
                .unbalancedHTML, .warning, "'<\(name)>' has no partner here and is shown as text",
                advice: "open and close a tag in the same paragraph, or put it between backticks", range: range())
        }
    }

    /// Prints an allowed inline tag that has its partner, or needs none.
    mutating func printInlineTag(_ tag: RawTag, _ decision: InlineDecision, at place: LinkPlace) {
        guard let element = AllowedElement.named(tag.name) else { return }
        switch decision {
        case .open:
            if element.isNamed("a") {
                (tag.value("href") ?? []).withUnsafeBufferPointer { url in
                    (tag.value("title") ?? []).withUnsafeBufferPointer { openLink(url, title: $0, at: place) }
                }
                return
            }
            put("<")
            put(element.name)
            if let title = tag.value("title"), element.isNamed("abbr") {
                put(" title=\"")
                put(attribute: title)
                put("\"")
            }
            put(">")
        case .close:
            if element.isNamed("a") { return closeLink() }
            put("</")
            put(element.name)
            put(">")
        case .void:
            if element.isNamed("img") { return printRawImage(tag, at: place) }
            put("<")
            put(element.name)
            put(">")
            if element.isNamed("br") { text.append(0x20) }
        case .text, .dropped: return
        }
    }

    private mutating func printRawImage(_ tag: RawTag, at place: LinkPlace) {
        let image = ImageParts(alt: tag.value("alt") ?? [], title: tag.value("title") ?? [], width: tag.pixels("width"), height: tag.pixels("height"))
        appendCleaned(image.alt, to: &text)
        guard altStarts.isEmpty else { return }
        (tag.value("src") ?? []).withUnsafeBufferPointer { printImage($0, image, at: place) }
    }
}
