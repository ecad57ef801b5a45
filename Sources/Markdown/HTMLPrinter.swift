import CCmarkGFM
import Diagnostics

/// Prints one parsed post: HTML and plain text in one walk over the tree.
///
/// The walk is a loop over cmark's iterator, not a recursion: emphasis can nest thousands deep. What a node opened is closed when the
/// iterator leaves it; what raw HTML opened is kept in `openTags` and closed where its container ends.
struct HTMLPrinter {
    let options: MarkdownOptions
    let source: SourceMap
    var log: DiagnosticLog
    /// Whether the post holds a `<` at all; without one there is no raw HTML to look for.
    let mayHoldHTML: Bool
    /// Whether the post holds a `[^` at all.
    let mayHoldFootnotes: Bool

    var out: [UInt8] = []
    var text: [UInt8] = []
    /// More than this is refused.
    let outputLimit: Int
    /// How much of `out` is colour of code (`HighlightLimits`); it doesn't count.
    var spanBytes = 0
    /// The post's formulas, where the site has them.
    let math: MathSpans?
    /// How much of `out` is MathML (`MathLimits`); it doesn't count either.
    var mathBytes = 0

    var slots: [LinkSlot] = []
    /// Where in `out` the URL of a slot belongs; ascending.
    var slotMarks: [(offset: Int, slot: Int)] = []
    var headings: [Heading] = []
    var headingLevels: HeadingLevels
    /// The ids of `headings` without the prefix, for links within the post.
    var slugs = SlugTable()
    /// In `text`. A paragraph of a tight list is taken only where there is no other.
    var firstParagraph: Range<Int>?
    var firstListParagraph: Range<Int>?

    /// Raw block tags not yet closed, of all open containers.
    var openTags: [OpenTag] = []
    /// `openTags.count` when each open container began.
    var scopes: [Int] = []
    /// One for each open link, raw `<a>` included.
    var links: [OpenLink] = []
    var linkDepth = 0
    /// Images printed so far.
    var images = 0
    /// Start in `text` of each open image's alternative text; while there is one, nothing is printed as HTML.
    var altStarts: [Int] = []

    /// For each open quotation, whether it is an alert.
    var quotes: [Bool] = []
    var table = TableState()
    var footnotes = FootnoteState()
    /// Starts in `out` and `text` of the leaf block that is being printed.
    var leafStart = (out: 0, text: 0)

    init(source: SourceMap, options: MarkdownOptions, math: MathSpans? = nil) {
        self.options = options
        self.source = source
        self.math = math
        headingLevels = HeadingLevels(shift: options.headingShift)
        log = DiagnosticLog(path: source.file.path)
        (mayHoldHTML, mayHoldFootnotes) = source.file.bytes.withUnsafeBufferPointer { bytes in
            let bytes = UnsafeBufferPointer(rebasing: bytes[source.body])
            var mark = firstIndex(of: UInt8(ascii: "^"), in: bytes, from: 0)
            while let found = mark, found == 0 || bytes[found - 1] != UInt8(ascii: "[") { mark = firstIndex(of: UInt8(ascii: "^"), in: bytes, from: found + 1) }
            return (firstIndex(of: UInt8(ascii: "<"), in: bytes, from: 0) != nil, mark != nil)
        }
        outputLimit = options.limits.outputFactor * source.body.count + options.limits.outputAllowance
        out.reserveCapacity(source.body.count * 2 + 256)
        text.reserveCapacity(source.body.count)
    }

    /// Prints the whole tree; `false` when the output outgrew its limit.
    mutating func print(_ root: OpaquePointer) -> Bool {
        if math != nil { restoreMath(root) }
        footnotes.countReferences(root)
        guard let iterator = cmark_iter_new(root) else { return false }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return out.count - spanBytes - mathBytes <= outputLimit }
            guard out.count - spanBytes - mathBytes <= outputLimit, let node = cmark_iter_get_node(iterator) else { return false }
            printNode(node, isEntering: event == CMARK_EVENT_ENTER)
        }
    }

    private mutating func printNode(_ node: OpaquePointer, isEntering: Bool) {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_TEXT: if math == nil { put(prose: cBytes(cmark_node_get_literal(node))) } else { printText(node) }
        case CMARK_NODE_SOFTBREAK:
            put("\n")
            text.append(0x20)
        case CMARK_NODE_LINEBREAK:
            put("<br>\n")
            text.append(0x20)
        case CMARK_NODE_CODE:
            put("<code>")
            put(text: cBytes(cmark_node_get_literal(node)))
            put("</code>")
        case CMARK_NODE_HTML_INLINE: printInlineHTML(node)
        case CMARK_NODE_EMPH: printInline(node, isEntering, "<em>", "</em>")
        case CMARK_NODE_STRONG: printInline(node, isEntering, "<strong>", "</strong>")
        case CMARK_NODE_LINK: printLink(node, isEntering)
        case CMARK_NODE_IMAGE: printImage(node, isEntering)
        case CMARK_NODE_FOOTNOTE_REFERENCE: if isEntering { printFootnoteReference(node) }
        case CMARK_NODE_PARAGRAPH: printParagraph(node, isEntering)
        case CMARK_NODE_HEADING: printHeading(node, isEntering)
        case CMARK_NODE_CODE_BLOCK: printCodeBlock(node)
        case CMARK_NODE_THEMATIC_BREAK:
            beginBlock()
            put("<hr>\n")
        case CMARK_NODE_HTML_BLOCK: printHTMLBlock(node)
        case CMARK_NODE_DOCUMENT:
            if isEntering {
                scopes.append(0)
            } else {
                endScope()
                if footnotes.isOpen { put("</ol>\n</section>\n") }
            }
        case CMARK_NODE_BLOCK_QUOTE: printBlockQuote(node, isEntering)
        case CMARK_NODE_LIST: printList(node, isEntering)
        case CMARK_NODE_ITEM: printItem(node, isEntering)
        case CMARK_NODE_FOOTNOTE_DEFINITION: printFootnoteDefinition(node, isEntering)
        default: printExtension(node, isEntering)
        }
    }

    /// Node types of extensions have no constants; they are told apart by their names.
    private mutating func printExtension(_ node: OpaquePointer, _ isEntering: Bool) {
        let name = cBytes(cmark_node_get_type_string(node))
        if name.elementsEqual("table_cell".utf8) {
            printTableCell(node, isEntering)
        } else if name.elementsEqual("table_row".utf8) {
            printTableRow(isHeader: false, isEntering)
        } else if name.elementsEqual("table_header".utf8) {
            printTableRow(isHeader: true, isEntering)
        } else if name.elementsEqual("table".utf8) {
            printTable(node, isEntering)
        } else if name.elementsEqual("strikethrough".utf8) {
            printInline(node, isEntering, "<del>", "</del>")
        }
    }

    private mutating func printInline(_ node: OpaquePointer, _ isEntering: Bool, _ opener: StaticString, _ closer: StaticString) {
        if isEntering { decideInlineTags(of: node) }
        put(isEntering ? opener : closer)
    }

    // MARK: What everything is printed with

    /// Our own markup; nothing inside an image's alternative text.
    @inline(__always) mutating func put(_ markup: StaticString) {
        if altStarts.isEmpty { append(markup, to: &out) }
    }

    /// The author's words: escaped into the HTML, as they are into the plain text.
    mutating func put(text bytes: UnsafeBufferPointer<UInt8>) {
        if altStarts.isEmpty { appendEscaped(bytes, to: &out) }
        appendCleaned(bytes, to: &text)
    }

    /// The same for words outside of code.
    mutating func put(prose bytes: UnsafeBufferPointer<UInt8>) {
        appendProse(bytes, html: &out, isShown: altStarts.isEmpty, text: &text)
    }

    mutating func put(text bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { put(text: $0) }
    }

    mutating func put(attribute value: some Collection<UInt8>) {
        if altStarts.isEmpty { appendAttribute(value, to: &out) }
    }

    mutating func put(number: Int) {
        if altStarts.isEmpty { out.append(contentsOf: String(number).utf8) }
    }

    /// Ends a line of the plain text.
    mutating func endLine() {
        while text.last == 0x20 { text.removeLast() }
        if let last = text.last, last != 0x0A { text.append(0x0A) }
    }
}
