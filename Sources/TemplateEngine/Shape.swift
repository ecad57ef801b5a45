/// The names and kinds of a view's fields, and of the views it holds.
///
/// A table, not a tree: a view that holds itself (a comment with replies) has one row.
package struct Shape: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case text, html, url, number, flag
        /// The row of the table that has the nested fields.
        case record(Int), list(Int)

        /// The kind as messages and the manual name it.
        package var word: String {
            switch self {
            case .text: "text"
            case .html: "HTML"
            case .url: "URL"
            case .number: "number"
            case .flag: "flag"
            case .record: "record"
            case .list: "list"
            }
        }
    }

    package struct Field: Hashable, Sendable {
        package let name: String
        package let kind: Kind
        /// Whether the value is the same on every page.
        private(set) var isCommon = false
    }

    /// Row 0 is the view itself.
    package fileprivate(set) var rows: [[Field]]

    package init<View: TemplateView>(of view: View.Type) {
        var collector = ShapeCollector()
        _ = collector.place(of: view)
        rows = collector.rows
    }

    init(rows: [[Field]]) { self.rows = rows }

    /// Where a name stands in a row.
    func slot(_ name: String, row: Int) -> Int? {
        rows[row].firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// One line a name, indented under the name that opens it: for the manual.
    package func outline() -> String {
        var lines: [String] = []
        write(row: 0, depth: 0, above: [], into: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private func write(row: Int, depth: Int, above: [Int], into lines: inout [String]) {
        for field in rows[row] {
            let indent = String(repeating: "  ", count: depth)
            guard let nested = field.kind.nestedRow else {
                lines.append("\(indent)\(field.name): \(field.kind.word)")
                continue
            }
            if isTexts(nested) {
                lines.append("\(indent)\(field.name): list of texts")
            } else if nested == row || above.contains(nested) {
                lines.append("\(indent)\(field.name): \(field.kind.word) of the same names as the \(field.kind.word) around it")
            } else {
                lines.append("\(indent)\(field.name): \(field.kind.word)")
                write(row: nested, depth: depth + 1, above: above + [row], into: &lines)
            }
        }
    }

    func isTexts(_ row: Int) -> Bool { rows[row].count == 1 && rows[row][0].name == "." }
}

extension Shape.Kind {
    var nestedRow: Int? {
        switch self {
        case .record(let row), .list(let row): row
        default: nil
        }
    }
}

/// Fills the table of a shape, one row a view type.
struct ShapeCollector {
    fileprivate(set) var rows: [[Shape.Field]] = []
    private var places: [ObjectIdentifier: Int] = [:]
    private var textsPlace: Int?
    private var current = 0

    mutating func add(_ field: Shape.Field) {
        precondition(!rows[current].contains { $0.name == field.name }, "a view describes '\(field.name)' twice")
        rows[current].append(field)
    }

    mutating func place<View: TemplateView>(of view: View.Type) -> Int {
        if let known = places[ObjectIdentifier(view)] { return known }
        let place = rows.count
        places[ObjectIdentifier(view)] = place
        rows.append([])
        let outer = current
        current = place
        var fields = Fields(collector: self)
        View.example.describe(&fields)
        if let filled = fields.collector { self = filled }
        current = outer
        return place
    }

    mutating func placeOfTexts() -> Int {
        if let textsPlace { return textsPlace }
        rows.append([Shape.Field(name: ".", kind: .text)])
        textsPlace = rows.count - 1
        return rows.count - 1
    }
}
