import CCmarkGFM

/// Footnotes are numbered by their first reference; definitions stand at the end of the tree in that order.
struct FootnoteState {
    /// References to each footnote, by number less 1.
    private var totals: [Int] = []
    /// How many of them were printed.
    private var printed: [Int] = []
    /// Number of the definition that was opened last.
    var current = 0
    var isOpen: Bool { current > 0 }

    /// A definition lists its references, and a later footnote may hold one of them: they are counted before the walk.
    mutating func countReferences(_ root: OpaquePointer) {
        guard cmark_node_last_child(root).map({ cmark_node_get_type($0) == CMARK_NODE_FOOTNOTE_DEFINITION }) == true,
            let iterator = cmark_iter_new(root)
        else { return }
        defer { cmark_iter_free(iterator) }
        // A mark in an image's alternative text is not printed.
        var imageDepth = 0
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
            if cmark_node_get_type(node) == CMARK_NODE_IMAGE { imageDepth += event == CMARK_EVENT_ENTER ? 1 : -1 }
            guard imageDepth == 0, event == CMARK_EVENT_ENTER, cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_REFERENCE, let number = footnoteNumber(node) else { continue }
            while totals.count < number { totals.append(0) }
            totals[number - 1] += 1
        }
        printed = totals.map { _ in 0 }
    }

    /// Which reference to footnote `number` this is, from 1.
    mutating func nextReference(to number: Int) -> Int {
        guard printed.indices.contains(number - 1) else { return 1 }
        printed[number - 1] += 1
        return printed[number - 1]
    }

    func total(_ number: Int) -> Int { totals.indices.contains(number - 1) ? totals[number - 1] : 0 }
}

/// At most 10,000: there are never more marks than the limits allow.
private func footnoteNumber(_ reference: OpaquePointer) -> Int? {
    guard let number = Int(String(decoding: cBytes(cmark_node_get_literal(reference)), as: UTF8.self)), (1...10_000).contains(number) else { return nil }
    return number
}

extension HTMLPrinter {
    mutating func printFootnoteReference(_ node: OpaquePointer) {
        guard altStarts.isEmpty, let number = footnoteNumber(node) else { return }
        put("<sup class=\"footnote-ref\" id=\"")
        putReferenceID(number, footnotes.nextReference(to: number))
        put("\">")
        // A footnote mark in a link can't be a link itself.
        if linkDepth == 0 {
            put("<a href=\"#")
            put(attribute: encodedURL(Array(options.idPrefix.utf8)))
            put("fn.")
            put(number: number)
            put("\">")
            put(number: number)
            put("</a>")
        } else {
            put(number: number)
        }
        put("</sup>")
    }

    mutating func printFootnoteDefinition(_ node: OpaquePointer, _ isEntering: Bool) {
        guard isEntering else {
            endScope()
            printBackReferences()
            endLine()
            return
        }
        if !footnotes.isOpen {
            beginBlock()
            closeAllTagsOfScope()
            let level = headingLevels.added()
            put("<section class=\"footnotes\">\n<h")
            put(number: level)
            put(" class=\"visually-hidden\">")
            if altStarts.isEmpty { appendText(options.labels.footnotes.utf8, to: &out) }
            put("</h")
            put(number: level)
            put(">\n<ol>\n")
        }
        footnotes.current += 1
        scopes.append(openTags.count)
        put("<li id=\"")
        put(attribute: options.idPrefix.utf8)
        // A "." never occurs in a heading's slug.
        put("fn.")
        put(number: footnotes.current)
        put("\">\n")
    }

    private mutating func printBackReferences() {
        let closer: StaticString = "</p>\n"
        let endsInParagraph = out.suffix(closer.utf8CodeUnitCount).elementsEqual("</p>\n".utf8)
        if endsInParagraph { out.removeLast(closer.utf8CodeUnitCount) } else { put("<p>") }
        let total = footnotes.total(footnotes.current)
        for reference in 1..<(total + 1) {
            put(" <a href=\"#")
            out += encodedURL(Array(referenceID(footnotes.current, reference).utf8))
            put("\" class=\"footnote-backref\" aria-label=\"")
            put(attribute: options.labels.backToReference.utf8)
            put(" ")
            put(number: footnotes.current)
            if total > 1 {
                put(".")
                put(number: reference)
            }
            put("\">↩</a>")
        }
        put("</p>\n</li>\n")
    }

    private mutating func putReferenceID(_ number: Int, _ reference: Int) { put(attribute: referenceID(number, reference).utf8) }

    private func referenceID(_ number: Int, _ reference: Int) -> String {
        options.idPrefix + "fnref.\(number)" + (reference > 1 ? ".\(reference)" : "")
    }
}
