/// An HTML table as a GitHub-flavoured one: cells hold one line each.
struct MarkdownTable {
    private(set) var caption: [HTMLNode] = []
    private var rows: [[HTMLElement]] = []
    private var hasHeader = false
    private let links: LinkBase

    /// The widest table that is still written as one.
    private static let mostColumns = 64

    /// `nil` when there are no cells, or too many columns: the text then goes into paragraphs.
    init?(_ element: HTMLElement, links: LinkBase) {
        self.links = links
        collect(element.children)
        let columns = columnCount
        guard columns > 0, columns <= Self.mostColumns, columns * rows.count <= 16_000 else { return nil }
        hasHeader = rows.first?.allSatisfy { $0.name == "th" } ?? false
    }

    private mutating func collect(_ nodes: [HTMLNode]) {
        for case .element(let element) in nodes {
            switch element.name {
            case "tr":
                var cells: [HTMLElement] = []
                for case .element(let cell) in element.children where cell.name == "td" || cell.name == "th" { cells.append(cell) }
                if !cells.isEmpty { rows.append(cells) }
            case "caption": caption += element.children
            case "thead", "tbody", "tfoot": collect(element.children)
            default: break
            }
        }
    }

    private var columnCount: Int {
        rows.map { $0.reduce(0) { $0 + Self.span($1) } }.max() ?? 0
    }

    private static func span(_ cell: HTMLElement) -> Int {
        guard let text = cell["colspan"], let value = Int(String(decoding: text, as: UTF8.self)) else { return 1 }
        return min(max(value, 1), mostColumns)
    }

    /// Lines without a line break at the end.
    var markdown: [UInt8] {
        let columns = columnCount
        var lines: [[UInt8]] = []
        lines.append(hasHeader ? line(rows[0], columns) : line([], columns))
        let aligned = rows[0].flatMap { cell in [HTMLElement](repeating: cell, count: Self.span(cell)) }
        var rule: [UInt8] = [UInt8(ascii: "|")]
        for column in 0..<columns { rule += Self.rule(aligned[safe: column]) + [UInt8(ascii: "|")] }
        lines.append(rule)
        for row in rows.dropFirst(hasHeader ? 1 : 0) { lines.append(line(row, columns)) }
        return Array(lines.joined(separator: [10]))
    }

    private func line(_ cells: [HTMLElement], _ columns: Int) -> [UInt8] {
        var out: [UInt8] = [UInt8(ascii: "|")]
        var written = 0
        for cell in cells {
            var builder = InlineBuilder(links: links)
            builder.add(cell.children)
            let text = InlineWriter(place: .cell).markdown(builder.pieces)
            out += [32] + text + Array(" |".utf8)
            for _ in 1..<max(Self.span(cell), 1) + 0 where written + 1 < columns {
                out += Array("  |".utf8)
                written += 1
            }
            written += 1
        }
        while written < columns {
            out += Array("  |".utf8)
            written += 1
        }
        return out
    }

    private static func rule(_ cell: HTMLElement?) -> [UInt8] {
        var alignment = cell?["align"] ?? []
        if let style = cell?["style"] {
            for declaration in style.split(separator: UInt8(ascii: ";")) {
                let parts = declaration.split(separator: UInt8(ascii: ":"), maxSplits: 1)
                    .map { $0.filter { !isHTMLSpace($0) } }
                if parts.count == 2, parts[0].elementsEqual("text-align".utf8) { alignment = Array(parts[1]) }
            }
        }
        if alignment.elementsEqual("center".utf8) { return Array(" :---: ".utf8) }
        if alignment.elementsEqual("right".utf8) { return Array(" ---: ".utf8) }
        if alignment.elementsEqual("left".utf8) { return Array(" :--- ".utf8) }
        return Array(" --- ".utf8)
    }
}
