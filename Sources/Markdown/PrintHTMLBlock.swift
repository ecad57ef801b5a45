import CCmarkGFM

/// A raw block element that waits for its end.
struct OpenTag {
    let element: AllowedElement
    /// A paragraph that the author didn't type, around loose text.
    var isAutomatic = false
    let line: Int
    /// Of a heading: the level it is printed with, and what the levels were before it.
    var heading: (level: Int, before: HeadingLevels)?
    /// A `<summary>`, `<figcaption>`, or any first content of `<details>` was printed.
    var hasCaption = false
    /// In a `<dl>`: whether the last child is a `<dt>`; `nil` before the first.
    var lastIsTerm: Bool?
    /// Starts in `out` of the tag and in `text` of its content; images printed before it.
    var start = (out: 0, text: 0, images: 0)
}

extension HTMLPrinter {
    /// Rebuilds a block of raw HTML from its tags. Elements may stay open: Markdown that follows in the same container lies in them.
    mutating func printHTMLBlock(_ node: OpaquePointer) {
        let literal = cBytes(cmark_node_get_literal(node))
        let tokens = RawToken.tokens(of: literal)
        let place = LinkPlace(node)
        if case .tag(let tag, let range)? = tokens.first, AllowedElement.named(tag.name) == nil {
            return printAsCode(literal, first: UnsafeBufferPointer(rebasing: literal[range]), at: place)
        }
        var decisions = inlineDecisions(tokens)[...]
        for token in tokens {
            switch token {
            case .comment: continue
            case .text(let range): putLooseText(UnsafeBufferPointer(rebasing: literal[range]))
            case .other(let range):
                let other = UnsafeBufferPointer(rebasing: literal[range])
                beginPhrasing()
                putTagAsText(other, at: place)
            case .tag(let tag, let range):
                let decision = decisions.popFirst() ?? .text
                let typed = UnsafeBufferPointer(rebasing: literal[range])
                if decision != .text {
                    beginPhrasing()
                    printInlineTag(tag, decision, at: place)
                } else if !printBlockTag(tag, at: place) {
                    beginPhrasing()
                    putTagAsText(typed, at: place)
                }
            }
        }
        closeAutomaticParagraph()
        endLine()
    }

    /// The lines of a block that opens with a tag outside the set: most often code that lacks its fence.
    private mutating func printAsCode(_ literal: UnsafeBufferPointer<UInt8>, first tag: UnsafeBufferPointer<UInt8>, at place: LinkPlace) {
        reportTag(tag, at: place)
        beginBlock()
        put("<pre class=\"raw-html\" tabindex=\"0\"><code>")
        put(text: literal)
        put("</code></pre>\n")
        endLine()
    }

    private func inlineDecisions(_ tokens: [RawToken]) -> [InlineDecision] {
        var tags: [RawTag?] = []
        for case .tag(let tag, _) in tokens {
            let isBorder = AllowedElement.named(tag.name)?.isBlock == true
            tags.append(isBorder ? nil : tag)
        }
        return tags.isEmpty ? [] : pairInlineTags(tags, inLink: linkDepth > 0)
    }

    private mutating func putLooseText(_ bytes: UnsafeBufferPointer<UInt8>) {
        let words = resolvingCharacterReferences(Array(bytes))
        if words.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
            if case .phrasing? = innermost?.element.content { put(text: words) }
            return
        }
        beginPhrasing()
        put(text: words)
    }

    // MARK: The stack of open raw elements

    /// The innermost raw element of the container that is being printed.
    private var innermost: OpenTag? { openTags.count > (scopes.last ?? 0) ? openTags.last : nil }

    /// Makes room for a block: ends raw elements that can't hold one.
    mutating func beginBlock() {
        while let tag = innermost {
            switch tag.element.content {
            case .phrasing, .children, .void: closeInnermost()
            case .flow, .looseFlow: return ensureSummary()
            }
        }
    }

    /// Makes room for text: ends what can't hold it, opens a paragraph where it would stand loose.
    private mutating func beginPhrasing() {
        while let tag = innermost {
            switch tag.element.content {
            case .phrasing: return
            case .looseFlow: return
            case .children, .void: closeInnermost()
            case .flow:
                ensureSummary()
                return openAutomaticParagraph()
            }
        }
        openAutomaticParagraph()
    }

    private mutating func openAutomaticParagraph() {
        guard let element = AllowedElement.named(Array("p".utf8)) else { return }
        put("<p>")
        openTags.append(OpenTag(element: element, isAutomatic: true, line: 0))
    }

    private mutating func closeAutomaticParagraph() {
        if innermost?.isAutomatic == true { closeInnermost() }
    }

    /// HTML wants a title in every `<details>`.
    private mutating func ensureSummary() {
        guard let tag = innermost, tag.element.isNamed("details"), !tag.hasCaption else { return }
        openTags[openTags.count - 1].hasCaption = true
        put("<summary>")
        if altStarts.isEmpty { appendText(options.labels.details.utf8, to: &out) }
        put("</summary>\n")
    }

    /// Prints a block's tag if it may stand here; `false` when it is to be shown as text.
    private mutating func printBlockTag(_ tag: RawTag, at place: LinkPlace) -> Bool {
        guard let element = allowedElement(for: tag), element.isBlock else { return false }
        if innermost?.element.isNamed("pre") == true, !(tag.isCloser && element.isNamed("pre")) { return false }
        if tag.isCloser { return closeBlock(named: element) }
        guard openTags.count < 64, makeRoom(for: element) else { return false }
        let start = (out: out.count, text: text.count, images: images)
        let before = headingLevels
        let heading = element.headingLevel.map { (level: headingLevels.sink($0), before: before) }
        put("<")
        putName(of: element, level: heading?.level)
        if tag.has("open"), element.isNamed("details") { put(" open") }
        put(element.isNamed("pre") ? " tabindex=\"0\">" : ">")
        if element.content != .void { openTags.append(OpenTag(element: element, line: place.line, heading: heading, start: start)) }
        return true
    }

    /// Closes what must end before `element` begins, and tells its parent of it.
    private mutating func makeRoom(for element: AllowedElement) -> Bool {
        guard !element.parents.isEmpty else {
            beginBlock()
            return true
        }
        let base = scopes.last ?? 0
        var index = openTags.count - 1
        while index >= base, !element.parents.contains(where: { openTags[index].element.isNamed($0) }) {
            guard openTags[index].element.hasOptionalEnd else { return false }
            index -= 1
        }
        guard index >= base else { return false }
        let isCaption = element.isNamed("summary") || element.isNamed("figcaption")
        let isDefinition = element.isNamed("dd")
        guard !isCaption || !openTags[index].hasCaption, !isDefinition || openTags[index].lastIsTerm != nil else { return false }
        while openTags.count - 1 > index { closeInnermost() }
        if isCaption { openTags[index].hasCaption = true }
        if isDefinition || element.isNamed("dt") { openTags[index].lastIsTerm = !isDefinition }
        return true
    }

    private mutating func closeBlock(named element: AllowedElement) -> Bool {
        let base = scopes.last ?? 0
        guard let index = openTags.indices.last(where: { $0 >= base && !openTags[$0].isAutomatic && openTags[$0].element.name.isEqual(to: Array(element.bytes)) })
        else { return false }
        while openTags.count > index { closeInnermost() }
        return true
    }

    private mutating func closeInnermost() {
        ensureSummary()
        guard let tag = openTags.popLast() else { return }
        if tag.isAutomatic { while let last = out.last, last == 0x0A || last == 0x20 { out.removeLast() } }
        if tag.lastIsTerm == true { put("<dd></dd>") }
        if let heading = tag.heading, text[tag.start.text...].allSatisfy({ $0 <= 0x20 }) {
            headingLevels = heading.before
            return endEmptyHeading(tag)
        }
        put("</")
        putName(of: tag.element, level: tag.heading?.level)
        put(">\n")
        endLine()
    }

    /// A heading must have words: without them it goes, or becomes a paragraph around its picture.
    private mutating func endEmptyHeading(_ tag: OpenTag) {
        guard images > tag.start.images else { return out.removeLast(out.count - tag.start.out) }
        out.replaceSubrange(tag.start.out..<(tag.start.out + 4), with: "<p>".utf8)
        var index = slotMarks.count - 1
        while index >= 0, slotMarks[index].offset > tag.start.out {
            slotMarks[index].offset -= 1
            index -= 1
        }
        put("</p>\n")
    }

    private mutating func putName(of element: AllowedElement, level: Int?) {
        guard let level else { return put(element.name) }
        put("h")
        put(number: level)
    }

    /// Ends a container: what its raw HTML left open ends with it.
    mutating func endScope() {
        closeAllTagsOfScope()
        _ = scopes.popLast()
    }

    mutating func closeAllTagsOfScope() {
        while let tag = innermost {
            if !tag.element.hasOptionalEnd {
                log.report(
                    .unbalancedHTML, .warning, "'<\(tag.element.name)>' is never closed", advice: "put '</\(tag.element.name)>' on a line of its own after a blank line",
                    range: source.line(tag.line))
            }
            closeInnermost()
        }
    }
}

extension AllowedElement {
    /// HTML lets these end by themselves.
    var hasOptionalEnd: Bool { isNamed("p") || isNamed("li") || isNamed("dt") || isNamed("dd") }
}
