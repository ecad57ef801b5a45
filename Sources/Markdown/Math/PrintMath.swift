import CCmarkGFM
import Diagnostics

extension HTMLPrinter {
    /// Puts the author's bytes back wherever a mark landed in something else than text: code, raw HTML, addresses, titles.
    func restoreMath(_ root: OpaquePointer) {
        guard let math, let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
            func restore(_ string: UnsafePointer<CChar>?, _ set: (UnsafePointer<CChar>) -> Void) {
                let bytes = cBytes(string)
                guard math.mayHoldMarks(bytes) else { return }
                let restored = math.restored(bytes) + [0]
                restored.withUnsafeBufferPointer { $0.withMemoryRebound(to: CChar.self) { if let start = $0.baseAddress { set(start) } } }
            }
            switch cmark_node_get_type(node) {
            case CMARK_NODE_CODE_BLOCK:
                restore(cmark_node_get_fence_info(node)) { _ = cmark_node_set_fence_info(node, $0) }
                restore(cmark_node_get_literal(node)) { _ = cmark_node_set_literal(node, $0) }
            case CMARK_NODE_CODE, CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: restore(cmark_node_get_literal(node)) { _ = cmark_node_set_literal(node, $0) }
            case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
                restore(cmark_node_get_url(node)) { _ = cmark_node_set_url(node, $0) }
                restore(cmark_node_get_title(node)) { _ = cmark_node_set_title(node, $0) }
            default: continue
            }
        }
    }

    /// A text with formulas in it.
    mutating func printText(_ node: OpaquePointer) {
        let literal = cBytes(cmark_node_get_literal(node))
        guard let math, math.mayHoldMarks(literal) else { return put(prose: literal) }
        var pieces: [(UnsafeBufferPointer<UInt8>, Int?)] = []
        math.cut(literal) { pieces.append(($0, nil)) } formula: { pieces.append((UnsafeBufferPointer(start: nil, count: 0), $0)) } line: {}
        let isAlone = isAlone(node, pieces.count { !$0.0.isEmpty || $0.1 != nil })
        for (text, number) in pieces {
            guard let number else {
                put(prose: text)
                continue
            }
            let formula = math.formulas[number]
            putFormula(formula.tex, source: formula.source, isDisplay: formula.isDouble && isAlone, range: formula.range)
        }
    }

    /// Whether a formula is all that its paragraph holds.
    private func isAlone(_ node: OpaquePointer, _ pieces: Int) -> Bool {
        guard pieces == 1, let parent = cmark_node_parent(node), cmark_node_get_type(parent) == CMARK_NODE_PARAGRAPH, cmark_node_previous(node) == nil else { return false }
        // The lines that go on with it are empty texts and soft breaks.
        var next = cmark_node_next(node)
        while let sibling = next {
            guard let math else { return false }
            let isRest = cmark_node_get_type(sibling) == CMARK_NODE_SOFTBREAK
                || (cmark_node_get_type(sibling) == CMARK_NODE_TEXT && math.restored(cBytes(cmark_node_get_literal(sibling))).isEmpty)
            guard isRest else { return false }
            next = cmark_node_next(sibling)
        }
        return true
    }

    /// A formula as MathML; as its source, with a warning, where it isn't understood.
    mutating func putFormula(_ tex: [UInt8], source shown: [UInt8], isDisplay: Bool, range: Range<Int>) {
        appendCleaned(shown, to: &text)
        guard altStarts.isEmpty else { return }
        do throws(MathFault) {
            let node = try MathParser.parse(tex)
            let mathML = MathPrinter.mathML(node, source: trimmed(tex), isDisplay: isDisplay)
            let limit = MathLimits.outputFactor * source.body.count + MathLimits.outputAllowance
            guard mathBytes + mathML.count <= limit else { throw MathFault(reason: .tooComplex, offset: 0) }
            mathBytes += mathML.count
            out += mathML
        } catch {
            report(error, in: range)
            put("<code class=\"math-source\">")
            appendText(shown, to: &out)
            put("</code>")
        }
    }

    /// A fence called `math`.
    mutating func printMathBlock(_ node: OpaquePointer) {
        let tex = trimmed(Array(cBytes(cmark_node_get_literal(node))))
        let first = source.line(Int(cmark_node_get_start_line(node)))
        let last = source.line(Int(cmark_node_get_end_line(node)))
        put("<div class=\"math-block\" tabindex=\"0\">")
        putFormula(tex, source: tex, isDisplay: true, range: first.lowerBound..<max(first.upperBound, last.upperBound))
        put("</div>\n")
        endLine()
    }

    private func trimmed(_ tex: [UInt8]) -> [UInt8] {
        var tex = tex[...]
        while let byte = tex.first, byte <= 0x20 { tex.removeFirst() }
        while let byte = tex.last, byte <= 0x20 { tex.removeLast() }
        return Array(tex)
    }

    private mutating func report(_ fault: MathFault, in range: Range<Int>) {
        switch fault.reason {
        case .unknownCommand(let name):
            let place = place(of: name, in: range)
            let near = suggestion(for: String(name.utf8.dropFirst()) ?? "", among: MathSymbols.names)
            log.report(
                .unknownMathCommand, .warning, "the formula holds '\(excerpt(name.utf8))', which is not known; its source is shown",
                advice: near.map { "did you mean '\\\($0)'?" } ?? "write it with the commands that Docs/Format.md lists", range: place)
        case .unknownEnvironment(let name):
            let place = place(of: name, in: range)
            log.report(
                .unknownMathCommand, .warning, "the formula holds the environment '\(excerpt(name.utf8))', which is not known; its source is shown",
                advice: "write it with the commands that Docs/Format.md lists", range: place)
        case .malformed(let what):
            log.report(.malformedMath, .warning, "the formula can't be read: \(what); its source is shown", advice: "complete the formula, or write '\\$' for a dollar", range: range)
        case .tooComplex:
            log.report(
                .malformedMath, .warning, "the formula is longer or nests deeper than formulas may; its source is shown", advice: "split it into several formulas", range: range)
        }
    }

    private func place(of name: String, in range: Range<Int>) -> Range<Int> {
        let needle = Array(name.utf8)
        let bytes = source.file.bytes[range.clamped(to: 0..<source.file.bytes.count)]
        var index = bytes.startIndex
        while index + needle.count <= bytes.endIndex {
            let end = index + needle.count
            // Not the beginning of a longer name.
            if bytes[index..<end].elementsEqual(needle), end == bytes.endIndex || !isASCIILetter(bytes[end]) { return index..<end }
            index += 1
        }
        return range
    }
}
