/// What a post may cost before the parser sees it.
///
/// cmark-gfm 0.29.0.gfm.6 needs quadratic time or memory for some 30 families of input; these bounds keep each of them below
/// about a tenth of a second. They were set by measuring, and real Markdown stays far below them.
package struct MarkdownLimits: Hashable, Sendable {
    /// No setting of `bodyBytes` goes beyond this.
    package static let hardBodyBytes = 1 << 20

    /// Bytes of one post.
    package var bodyBytes = 64 << 10
    /// Bytes of one line outside fenced code.
    package var lineBytes = 16 << 10
    /// Block quotes and list items inside one another.
    package var containerDepth = 32
    /// Repeats of one trigger (`<`, `![`, `~`, `)`, `www.`, `://`, `@`, …) in one block: a run of lines without a blank one.
    package var triggersPerBlock = 500
    /// Lines of one block outside fenced code.
    package var linesPerBlock = 1_000
    /// Lines of one block that could be the second line of a table (`|---|:--`).
    package var delimiterRowsPerBlock = 64
    /// `|` on one line.
    package var pipesPerLine = 200
    package var tableColumns = 64
    /// Columns times the rows that follow.
    package var tableCells = 20_000
    /// `[` in the post times the bytes of its longest reference definition: what expanding them could print.
    package var referenceExpansion = 1 << 20
    /// `[^` in the post.
    package var footnoteMarks = 1_000
    /// Printed HTML may be this many times the post, plus `outputAllowance` bytes.
    package var outputFactor = 16
    package var outputAllowance = 64 << 10

    package init() {}

    /// Every limit of the pre-scan that a site may set, under the name that it has in `site.yml`: with the least that still lets plain Markdown
    /// through, and the most that keeps the parser within seconds.
    package static let settings: [(name: String, path: WritableKeyPath<MarkdownLimits, Int> & Sendable, range: ClosedRange<Int>)] = [
        ("line_bytes", \.lineBytes, 256...(1 << 20)),
        ("nesting_depth", \.containerDepth, 4...100),
        ("repeats_per_block", \.triggersPerBlock, 50...2_000),
        ("lines_per_block", \.linesPerBlock, 50...20_000),
        ("delimiter_rows_per_block", \.delimiterRowsPerBlock, 1...500),
        ("bars_per_line", \.pipesPerLine, 10...2_000),
        ("table_columns", \.tableColumns, 2...500),
        ("table_cells", \.tableCells, 100...200_000),
        ("reference_bytes", \.referenceExpansion, 1_024...(8 << 20)),
        ("footnote_marks", \.footnoteMarks, 10...10_000),
    ]
}
