import Diagnostics

/// Columns for a terminal, aligned by the width that it gives to each character.
struct TextTable {
    enum Side { case left, right }

    private let sides: [Side]
    private var rows: [[String]] = []

    /// - Parameter headings: with the side on which each column stands; empty headings print no heading line.
    init(_ headings: KeyValuePairs<String, Side>) {
        sides = headings.map(\.value)
        let first = headings.map(\.key)
        if first.contains(where: { !$0.isEmpty }) { rows.append(first) }
    }

    mutating func add(_ cells: String...) { rows.append(cells.map { VisibleText.show($0) }) }

    func print(indent: String = "  ") -> String {
        let widths = sides.indices.map { column in rows.map { columns($0[column]) }.max() ?? 0 }
        return rows.map { row in
            var line = indent
            for (column, cell) in row.enumerated() {
                let gap = String(repeating: " ", count: widths[column] - columns(cell))
                line += column == 0 ? "" : "  "
                line += sides[column] == .left ? cell + gap : gap + cell
            }
            while line.utf8.last == UInt8(ascii: " ") { line.unicodeScalars.removeLast() }
            return line + "\n"
        }.joined()
    }

    private func columns(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + $1.displayWidth } }
}
