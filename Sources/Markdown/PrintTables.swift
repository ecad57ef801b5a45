import CCmarkGFM

/// The table that is being printed; tables don't nest.
struct TableState {
    var alignments: [UInt8] = []
    var column = 0
    var isInHeader = false
    var hasBody = false
    /// Starts in `out` of the cell's tag and of its content.
    var cellStart = (tag: 0, content: 0)
}

extension HTMLPrinter {
    mutating func printTable(_ node: OpaquePointer, _ isEntering: Bool) {
        guard isEntering else {
            put(table.hasBody ? "</tbody>\n</table></div>\n" : "</table></div>\n")
            return
        }
        beginBlock()
        table = TableState()
        let columns = Int(cmark_gfm_extensions_get_table_columns(node))
        if let alignments = cmark_gfm_extensions_get_table_alignments(node) {
            table.alignments = Array(UnsafeBufferPointer(start: alignments, count: columns))
        }
        // Not a "region": a page of many tables would have many landmarks of one name.
        put("<div class=\"table-wrap\" role=\"group\" tabindex=\"0\" aria-label=\"")
        put(attribute: options.labels.table.utf8)
        put("\"><table>\n")
    }

    mutating func printTableRow(isHeader: Bool, _ isEntering: Bool) {
        guard isEntering else {
            put(isHeader ? "</tr>\n</thead>\n" : "</tr>\n")
            endLine()
            return
        }
        table.column = 0
        table.isInHeader = isHeader
        if isHeader {
            put("<thead>\n")
        } else if !table.hasBody {
            table.hasBody = true
            put("<tbody>\n")
        }
        put("<tr>\n")
    }

    mutating func printTableCell(_ node: OpaquePointer, _ isEntering: Bool) {
        if isEntering {
            table.cellStart.tag = out.count
            putCellTag(isHeader: table.isInHeader)
            table.cellStart.content = out.count
            decideInlineTags(of: node)
            return
        }
        // A header without a word names nothing: an ordinary cell.
        if table.isInHeader, out.count == table.cellStart.content {
            out.removeLast(out.count - table.cellStart.tag)
            putCellTag(isHeader: false)
            put("</td>\n")
        } else {
            put(table.isInHeader ? "</th>\n" : "</td>\n")
        }
        text.append(0x20)
        table.column += 1
    }

    private mutating func putCellTag(isHeader: Bool) {
        put(isHeader ? "<th scope=\"col\"" : "<td")
        // Classes: `align=` is no longer HTML, and the page's policy allows no style attributes.
        switch table.column < table.alignments.count ? table.alignments[table.column] : 0 {
        case UInt8(ascii: "l"): put(" class=\"align-left\">")
        case UInt8(ascii: "c"): put(" class=\"align-center\">")
        case UInt8(ascii: "r"): put(" class=\"align-right\">")
        default: put(">")
        }
    }
}
