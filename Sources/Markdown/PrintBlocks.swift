import CCmarkGFM

extension HTMLPrinter {
    mutating func printContainer(_ isEntering: Bool, _ opener: StaticString, _ closer: StaticString) {
        if isEntering {
            beginBlock()
            put(opener)
            scopes.append(openTags.count)
        } else {
            endScope()
            put(closer)
        }
    }

    mutating func printParagraph(_ node: OpaquePointer, _ isEntering: Bool) {
        let isBare = isInTightItem(node)
        if isEntering {
            beginBlock()
            if !isBare { put("<p>") }
            leafStart = (out.count, text.count)
            decideInlineTags(of: node)
            return
        }
        if text.count > leafStart.text {
            let range = leafStart.text..<text.count
            if isBare { firstListParagraph = firstListParagraph ?? range } else { firstParagraph = firstParagraph ?? range }
        }
        if !isBare {
            // Nothing but a comment: no empty paragraph. A formula alone scrolls in its own box.
            if out.count == leafStart.out {
                out.removeLast(3)
            } else if math != nil, isDisplayedFormula(from: leafStart.out) {
                out.replaceSubrange((leafStart.out - 3)..<leafStart.out, with: "<div class=\"math-block\" tabindex=\"0\">".utf8)
                while out.last == 0x0A { out.removeLast() }
                put("</div>\n")
            } else {
                put("</p>\n")
            }
        }
        endLine()
    }

    /// Whether all that was printed since `start` is a formula of its own line.
    private func isDisplayedFormula(from start: Int) -> Bool {
        let printed = out[start...]
        let closer = Array("</math>".utf8)
        guard printed.starts(with: "<math display=\"block\">".utf8) else { return false }
        return printed.last { $0 != 0x0A } == UInt8(ascii: ">") && printed.reversed().drop { $0 == 0x0A }.starts(with: closer.reversed())
    }

    private func isInTightItem(_ paragraph: OpaquePointer) -> Bool {
        guard let item = cmark_node_parent(paragraph), let list = cmark_node_parent(item), cmark_node_get_type(list) == CMARK_NODE_LIST else { return false }
        return cmark_node_get_list_tight(list) != 0
    }

    mutating func printHeading(_ node: OpaquePointer, _ isEntering: Bool) {
        if isEntering {
            beginBlock()
            leafStart = (out.count, text.count)
            decideInlineTags(of: node)
            return
        }
        // The id comes from the text, which is known now; the few bytes of a heading are moved to make room for its tag.
        let content = Array(out[leafStart.out...])
        // A copy: a slice that is still there when the text grows would have all of the text copied, once a heading.
        let title = Array(text[leafStart.text...])
        out.removeLast(content.count)
        if title.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
            // Nothing to read: no heading. A picture alone stays as a paragraph.
            if !content.isEmpty {
                put("<p>")
                reprint(content)
                put("</p>\n")
            }
        } else {
            let level = headingLevels.sink(Int(cmark_node_get_heading_level(node)))
            let id = Array(options.idPrefix.utf8) + slugs.slug(for: title[...])
            headings.append(Heading(level: level, id: String(decoding: id, as: UTF8.self), text: String(decoding: title, as: UTF8.self)))
            put("<h")
            put(number: level)
            put(" id=\"")
            put(attribute: id)
            put("\">")
            reprint(content)
            put("</h")
            put(number: level)
            put(">\n")
        }
        endLine()
    }

    /// Puts back what was taken from the end of `out`, and moves the slots in it.
    private mutating func reprint(_ content: [UInt8]) {
        let shift = out.count - leafStart.out
        var index = slotMarks.count - 1
        while index >= 0, slotMarks[index].offset >= leafStart.out {
            slotMarks[index].offset += shift
            index -= 1
        }
        out += content
    }

    /// Code, coloured where its language is known; the pages' script puts the language's name and a button to copy above it.
    mutating func printCodeBlock(_ node: OpaquePointer) {
        beginBlock()
        let name = languageName(cBytes(cmark_node_get_fence_info(node)))
        if options.hasMath, name.elementsEqual("math".utf8) { return printMathBlock(node) }
        let language = name.isEmpty ? nil : LanguageTable.shared.language(named: name)
        put("<pre tabindex=\"0\"")
        if !name.isEmpty {
            put(" data-language=\"")
            if let language { put(attribute: language.name.utf8) } else { put(attribute: name) }
            put("\"")
        }
        put("><code")
        if !name.isEmpty {
            put(" class=\"language-")
            put(attribute: name)
            put("\"")
        }
        put(">")
        let code = cBytes(cmark_node_get_literal(node))
        if let language { putHighlighted(code, in: language) } else { put(text: code) }
        put("</code></pre>\n")
        endLine()
    }

    /// Spans are counted apart, so that colour never makes a post too long to print.
    private mutating func putHighlighted(_ code: UnsafeBufferPointer<UInt8>, in language: Language) {
        appendCleaned(code, to: &text)
        guard altStarts.isEmpty else { return }
        let printed = TokenScanner.print(code, in: language)
        spanBytes += printed.spanBytes
        out += printed.html
    }

    mutating func printList(_ node: OpaquePointer, _ isEntering: Bool) {
        let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        guard isEntering else {
            put(isOrdered ? "</ol>\n" : "</ul>\n")
            return
        }
        beginBlock()
        let start = Int(cmark_node_get_list_start(node))
        if isOrdered, start != 1 {
            put("<ol start=\"")
            put(number: start)
            put("\">\n")
        } else {
            put(isOrdered ? "<ol>\n" : "<ul>\n")
        }
    }

    mutating func printItem(_ node: OpaquePointer, _ isEntering: Bool) {
        guard isEntering else {
            endScope()
            put("</li>\n")
            endLine()
            return
        }
        scopes.append(openTags.count)
        guard cmark_node_get_syntax_extension(node) != nil else {
            put("<li>")
            return
        }
        let isDone = cmark_gfm_extensions_get_tasklist_item_checked(node)
        put("<li class=\"task\"><input type=\"checkbox\" disabled")
        if isDone { put(" checked") }
        put(" aria-label=\"")
        put(attribute: (isDone ? options.labels.taskDone : options.labels.taskOpen).utf8)
        put("\"> ")
    }
}
