extension MathParser {
    /// `\begin{name} … \end{name}`; `\begin` is used up.
    mutating func environment(_ start: Int) throws(MathFault) -> MathNode {
        let name = String(decoding: try bracedName(), as: UTF8.self)
        let bare = name.hasSuffix("*") ? String(name.dropLast()) : name
        guard let kind = environments[bare] else { throw MathFault(reason: .unknownEnvironment(name), offset: start) }
        var columns: [MathTable.Column] = []
        if kind == .array { columns = try columnList() }
        if bare == "alignat" || bare == "alignedat" { _ = try bracedName() }
        if kind == .array || kind == .aligned || kind == .gathered { try skipOption() }
        let rows = try tableRows { $0 == .command("end") || $0 == .end }
        guard scanner.token == .command("end") else { throw MathFault(reason: .malformed("'\\begin{\(name)}' has no '\\end'"), offset: start) }
        scanner.advance()
        let end = String(decoding: try bracedName(), as: UTF8.self)
        guard end == name else { throw MathFault(reason: .malformed("'\\begin{\(name)}' is closed by '\\end{\(end)}'"), offset: start) }
        var table = MathTable(rows: rows, columns: columns)
        switch kind {
        case .plain: return rows.count == 1 && rows[0].count == 1 ? rows[0][0] : .table(MathTable(rows: rows, isDisplay: true))
        case .array: return .table(table)
        case .matrix(let opener, let closer):
            table.isSmall = bare == "smallmatrix"
            return fence(opener, .table(table), closer)
        case .cases(let opener, let closer):
            table.columns = [.left]
            return fence(opener, .table(table), closer)
        case .aligned:
            table.isDisplay = true
            table.isAligned = true
            let width = rows.reduce(0) { max($0, $1.count) }
            table.columns = bare == "eqnarray" ? [.right, .center, .left] : (0..<max(2, width)).map { $0 % 2 == 0 ? .right : .left }
            return .table(table)
        case .gathered:
            table.isDisplay = true
            return .table(table)
        }
    }

    private func fence(_ opener: String, _ node: MathNode, _ closer: String) -> MathNode {
        var parts = [node]
        if !opener.isEmpty { parts.insert(.sign(opener, MathSign(isStretchy: true, form: .prefix)), at: 0) }
        if !closer.isEmpty { parts.append(.sign(closer, MathSign(isStretchy: true, form: .postfix))) }
        return parts.count == 1 ? node : .row(parts)
    }

    /// Rows parted by `\\`, cells by `&`. A last empty row is none.
    mutating func tableRows(until isEnd: (MathScanner.Token) -> Bool) throws(MathFault) -> [[MathNode]] {
        var rows: [[MathNode]] = []
        var cells: [MathNode] = []
        while true {
            let cell = try row { $0 == .cell || $0 == .command("\\") || $0 == .command("cr") || isEnd($0) }
            switch scanner.token {
            case .cell:
                cells.append(cell)
                scanner.advance()
            case .command("\\"), .command("cr"):
                rows.append(cells + [cell])
                cells = []
                scanner.advance()
                if scanner.token == .character("*") { scanner.advance() }
                try skipOption()
            default:
                if !cells.isEmpty || cell != .row([]) { rows.append(cells + [cell]) }
                return rows
            }
        }
    }

    /// `[2pt]` right after `\\`, `[t]` after an environment's name: a look that isn't kept. `[0, 1]` is left alone.
    private mutating func skipOption() throws(MathFault) {
        guard scanner.token == .character("[") else { return }
        let source = scanner.rest.dropFirst()
        guard let end = source.firstIndex(of: UInt8(ascii: "]")), end - source.startIndex <= 12 else { return }
        let option = source[..<end]
        let isLength = option.first.map { isASCIIDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") } ?? false
        guard (isLength && option.last.map(isASCIILetter) == true) || option.elementsEqual("t".utf8) || option.elementsEqual("b".utf8) || option.elementsEqual("c".utf8) else { return }
        scanner.skip(to: end + 1)
    }

    /// `{l|cr}`.
    private mutating func columnList() throws(MathFault) -> [MathTable.Column] {
        try skipOption()
        return try bracedName().compactMap { byte in
            switch byte {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: nil
            }
        }
    }
}

private enum Environment: Equatable {
    case plain, array, aligned, gathered
    case matrix(String, String)
    case cases(String, String)
}

private let environments: [String: Environment] = [
    "matrix": .matrix("", ""), "pmatrix": .matrix("(", ")"), "bmatrix": .matrix("[", "]"), "Bmatrix": .matrix("{", "}"), "vmatrix": .matrix("|", "|"), "Vmatrix": .matrix("‖", "‖"),
    "smallmatrix": .matrix("", ""), "array": .array, "cases": .cases("{", ""), "dcases": .cases("{", ""), "rcases": .cases("", "}"), "aligned": .aligned, "align": .aligned, "alignat": .aligned,
    "alignedat": .aligned, "split": .aligned, "eqnarray": .aligned, "flalign": .aligned, "gathered": .gathered, "gather": .gathered, "multline": .gathered, "equation": .plain, "math": .plain, "displaymath": .plain,
    "subarray": .array,
]
