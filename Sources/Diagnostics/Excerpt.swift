/// A line of source with a line of carets below it.
package struct Excerpt: Hashable, Sendable {
    /// The source line, safe for a terminal; cut around the fault when it is too long.
    package let source: String
    /// Spaces and tabs up to the fault, then `^` and `~` below it.
    package let carets: String

    /// `width` is the number of columns that the source line may take.
    package init(_ file: SourceFile, _ lines: LineTable, _ range: SourceRange, width: Int) {
        let line = lines.content(ofLine: lines.lineIndex(at: range.lowerBound))
        let start = min(max(range.lowerBound, line.lowerBound), line.upperBound)
        // A line of megabytes is not walked: nothing beyond so many bytes of the fault can be shown.
        let from = Self.boundary(max(line.lowerBound, start - 8 * width), file.bytes, start)
        let to = Self.boundary(min(line.upperBound, start + 8 * width), file.bytes, line.upperBound)
        let before = Self.cells(file.bytes, from..<start)
        let after = Self.cells(file.bytes, start..<max(start, to))
        let fits = from == line.lowerBound && to == line.upperBound && Self.width(before[...]) + Self.width(after[...]) <= width
        let left = fits ? before[...] : Self.suffix(before, width: max(10, width - min(width / 2, Self.width(after[...]))))
        let right = fits ? after[...] : Self.prefix(after, width: max(10, width - Self.width(left)))
        let isCutLeft = left.count < before.count || from > line.lowerBound
        let isCutRight = right.count < after.count || to < line.upperBound
        source = (isCutLeft ? "…" : "") + (left + right).map(\.text).joined() + (isCutRight ? "…" : "")

        var carets = isCutLeft ? " " : ""
        for cell in left { carets += cell.isTab ? "\t" : String(repeating: " ", count: cell.width) }
        carets += "^"
        for (index, cell) in right.enumerated() where start + cell.offset < range.upperBound {
            if index == 0 {
                carets += String(repeating: "~", count: max(0, cell.width - 1))
            } else {
                carets += cell.isTab ? "\t" : String(repeating: "~", count: cell.width)
            }
        }
        self.carets = carets
    }

    private struct Cell {
        var text: String
        var width: Int
        var isTab: Bool
        /// From the first byte of its half of the line.
        var offset: Int
    }

    private static func cells(_ bytes: [UInt8], _ range: SourceRange) -> [Cell] {
        var cells: [Cell] = []
        var i = range.lowerBound
        while i < range.upperBound {
            let (scalar, length) = UTF8Scalar.decode(bytes, at: i)
            if scalar == "\t" {
                cells.append(Cell(text: "\t", width: 1, isTab: true, offset: i - range.lowerBound))
            } else if scalar != "\u{FEFF}" || i > 0 {
                let text = VisibleText.show(scalar)
                let width = text.unicodeScalars.reduce(0) { $0 + $1.displayWidth }
                cells.append(Cell(text: text, width: width, isTab: false, offset: i - range.lowerBound))
            }
            i += length
        }
        return cells
    }

    private static func width(_ cells: ArraySlice<Cell>) -> Int { cells.reduce(0) { $0 + ($1.isTab ? 4 : $1.width) } }

    private static func suffix(_ cells: [Cell], width: Int) -> ArraySlice<Cell> {
        var first = cells.count
        while first > 0, Self.width(cells[(first - 1)...]) <= width { first -= 1 }
        return cells[first...]
    }

    private static func prefix(_ cells: [Cell], width: Int) -> ArraySlice<Cell> {
        var end = 0
        while end < cells.count, Self.width(cells[...end]) <= width { end += 1 }
        return cells[..<end]
    }

    /// The next offset at which a character begins.
    private static func boundary(_ offset: Int, _ bytes: [UInt8], _ end: Int) -> Int {
        var offset = offset
        while offset < end, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        return offset
    }
}
