import CCmarkGFM

/// A quotation whose first line is `[!NOTE]` or one of its kin, as GitHub and GitLab write them.
enum Alert: Int, CaseIterable {
    case note, tip, important, warning, caution

    /// In capitals or not.
    init?(mark: UnsafeBufferPointer<UInt8>) {
        guard let kind = Self.allCases.first(where: { kind in mark.elementsEqual(kind.mark) { lowercased($0) == $1 } }) else { return nil }
        self = kind
    }

    fileprivate var mark: [UInt8] {
        switch self {
        case .note: Array("[!note]".utf8)
        case .tip: Array("[!tip]".utf8)
        case .important: Array("[!important]".utf8)
        case .warning: Array("[!warning]".utf8)
        case .caution: Array("[!caution]".utf8)
        }
    }

    /// With the class that colours it.
    var opener: StaticString {
        switch self {
        case .note: "<div class=\"alert is-note\" role=\"note\">\n<p class=\"alert-title\">"
        case .tip: "<div class=\"alert is-tip\" role=\"note\">\n<p class=\"alert-title\">"
        case .important: "<div class=\"alert is-important\" role=\"note\">\n<p class=\"alert-title\">"
        case .warning: "<div class=\"alert is-warning\" role=\"note\">\n<p class=\"alert-title\">"
        case .caution: "<div class=\"alert is-caution\" role=\"note\">\n<p class=\"alert-title\">"
        }
    }
}

extension HTMLPrinter {
    mutating func printBlockQuote(_ node: OpaquePointer, _ isEntering: Bool) {
        if isEntering {
            let alert = takeAlertMark(of: node)
            quotes.append(alert != nil)
            guard let alert else { return printContainer(true, "<blockquote>\n", "") }
            printContainer(true, alert.opener, "")
            if altStarts.isEmpty, options.labels.alerts.indices.contains(alert.rawValue) { appendText(options.labels.alerts[alert.rawValue].utf8, to: &out) }
            put("</p>\n")
        } else if quotes.popLast() == true {
            printContainer(false, "", "</div>\n")
        } else {
            printContainer(false, "", "</blockquote>\n")
        }
    }

    /// Takes the mark and its line's end out of a quotation that is an alert: not inside of anything, the mark alone on its first line, and something after it.
    private func takeAlertMark(of quotation: OpaquePointer) -> Alert? {
        guard let parent = cmark_node_parent(quotation), cmark_node_get_type(parent) == CMARK_NODE_DOCUMENT,
            let paragraph = cmark_node_first_child(quotation), cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH,
            let mark = cmark_node_first_child(paragraph), cmark_node_get_type(mark) == CMARK_NODE_TEXT, let alert = Alert(mark: cBytes(cmark_node_get_literal(mark))),
            isWritten(alert, inLine: Int(cmark_node_get_start_line(paragraph)))
        else { return nil }
        // The walk has looked no further than the paragraph: what is inside of it may be taken out.
        guard let end = cmark_node_next(mark) else {
            guard cmark_node_next(paragraph) != nil else { return nil }
            cmark_node_unlink(mark)
            cmark_node_free(mark)
            return alert
        }
        guard cmark_node_get_type(end) == CMARK_NODE_SOFTBREAK || cmark_node_get_type(end) == CMARK_NODE_LINEBREAK else { return nil }
        for node in [mark, end] {
            cmark_node_unlink(node)
            cmark_node_free(node)
        }
        return alert
    }

    /// Whether the mark stands in the source as it is: with a backslash or a character reference in it, its author wants to show it.
    private func isWritten(_ alert: Alert, inLine number: Int) -> Bool {
        let isSpace: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let line = source.file.bytes[source.line(number)].drop(while: isSpace)
        guard line.first == UInt8(ascii: ">") else { return false }
        return line.dropFirst().drop(while: isSpace).prefix(alert.mark.count).elementsEqual(alert.mark) { lowercased($0) == $1 }
    }
}
