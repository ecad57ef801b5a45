/// Prints a formula as MathML Core. Only names and attributes written here are ever printed; characters of the source are escaped.
struct MathPrinter {
    private(set) var out: [UInt8] = []

    /// - Parameters:
    ///   - source: What the author wrote, without dollars; kept as an annotation, so that a copied formula can be pasted again.
    ///   - isDisplay: Whether it stands on a line of its own.
    static func mathML(_ node: MathNode, source: [UInt8], isDisplay: Bool) -> [UInt8] {
        var printer = MathPrinter()
        printer.put(isDisplay ? "<math display=\"block\"><semantics>" : "<math><semantics>")
        // One child: `semantics` shows its first.
        printer.printOne(node)
        printer.put("<annotation encoding=\"application/x-tex\">")
        appendText(source, to: &printer.out)
        printer.put("</annotation></semantics></math>")
        return printer.out
    }

    private mutating func put(_ markup: StaticString) { append(markup, to: &out) }
    private mutating func put(text: String) { appendText(Array(text.utf8), to: &out) }

    /// A row is wrapped; everything else is one element already.
    private mutating func printOne(_ node: MathNode) {
        guard case .row(let parts) = node else { return print(node) }
        put("<mrow>")
        printRow(parts)
        put("</mrow>")
    }

    /// Parts in a row, with the thin spaces that belong around a function.
    private mutating func printRow(_ parts: [MathNode]) {
        for (index, part) in parts.enumerated() {
            if index > 0, isFunction(part), isValue(parts[index - 1]), !isFunction(parts[index - 1]) { put("<mspace width=\"0.167em\"></mspace>") }
            printOne(part)
            if isFunction(part), index + 1 < parts.count, isValue(parts[index + 1]), !isOpener(parts[index + 1]) || isFunction(parts[index + 1]) { put("<mspace width=\"0.167em\"></mspace>") }
        }
    }

    private func isFunction(_ node: MathNode) -> Bool {
        switch node {
        case .sign(let text, let sign): sign.isWord && text.utf8.first.map(isASCIILetter) == true
        case .scripts(let base, _, _), .stacked(let base, _, _, isAccent: false): isFunction(base)
        default: false
        }
    }

    private func isOpener(_ node: MathNode) -> Bool {
        switch node {
        case .sign(_, let sign): sign.isOpener
        case .row(let parts): parts.first.map(isOpener) ?? false
        default: false
        }
    }

    /// Not an operator, a space or a comma.
    private func isValue(_ node: MathNode) -> Bool {
        switch node {
        case .sign(_, let sign): sign.isCloser || sign.isOpener || (sign.isWord && isFunction(node))
        case .space: false
        case .scripts(let base, _, _): isValue(base)
        case .stacked(let base, _, _, _): isValue(base)
        default: true
        }
    }

    private mutating func print(_ node: MathNode) {
        switch node {
        case .identifier(let name, let upright):
            // One letter is slanted by the browser unless it is told not to; letters of other alphabets have no slanted form.
            put(upright && name.unicodeScalars.count == 1 && (name.unicodeScalars.first?.value ?? 0) < 0x1D400 ? "<mi mathvariant=\"normal\">" : "<mi>")
            put(text: name)
            put("</mi>")
        case .number(let text):
            put("<mn>")
            put(text: text)
            put("</mn>")
        case .sign(let text, let sign): printSign(text, sign)
        case .text(let text):
            put("<mtext>")
            // Blanks at the edges would be lost.
            put(text: text.replacingBlanks())
            put("</mtext>")
        case .row(let parts): printRow(parts)
        case .fraction(let over, let under, let hasLine):
            put(hasLine ? "<mfrac>" : "<mfrac linethickness=\"0\">")
            printOne(over)
            printOne(under)
            put("</mfrac>")
        case .root(let content, let index):
            put(index == nil ? "<msqrt>" : "<mroot>")
            printOne(content)
            if let index {
                printOne(index)
                put("</mroot>")
            } else {
                put("</msqrt>")
            }
        case .scripts(let base, let sub, let sup):
            put(sub == nil ? "<msup>" : sup == nil ? "<msub>" : "<msubsup>")
            printOne(base)
            if let sub { printOne(sub) }
            if let sup { printOne(sup) }
            put(sub == nil ? "</msup>" : sup == nil ? "</msub>" : "</msubsup>")
        case .stacked(let base, let under, let over, let isAccent):
            put(under == nil ? "<mover" : over == nil ? "<munder" : "<munderover")
            if isAccent { put(under == nil ? " accent=\"true\"" : " accentunder=\"true\"") }
            put(">")
            printOne(base)
            if let under { printOne(under) }
            if let over { printOne(over) }
            put(under == nil ? "</mover>" : over == nil ? "</munder>" : "</munderover>")
        case .table(let table): print(table)
        case .space(let size):
            put("<mspace width=\"")
            out.append(contentsOf: ems(size).utf8)
            put("em\"></mspace>")
        case .phantom(let content):
            put("<mphantom>")
            printOne(content)
            put("</mphantom>")
        case .boxed(let content):
            put("<mrow class=\"math-box\">")
            printOne(content)
            put("</mrow>")
        case .style(let style, let content):
            switch style {
            case .display: put("<mstyle displaystyle=\"true\" scriptlevel=\"0\">")
            case .text: put("<mstyle displaystyle=\"false\" scriptlevel=\"0\">")
            case .script: put("<mstyle displaystyle=\"false\" scriptlevel=\"1\">")
            case .scriptScript: put("<mstyle displaystyle=\"false\" scriptlevel=\"2\">")
            }
            printOne(content)
            put("</mstyle>")
        }
    }

    private mutating func printSign(_ text: String, _ sign: MathSign) {
        // A function's name is a name; only where its limits move must it be an operator.
        if sign.isWord, !sign.movesLimits, text.utf8.first.map(isASCIILetter) == true, text.utf8.count > 1 {
            put("<mi>")
            put(text: text)
            put("</mi>")
            return
        }
        put("<mo")
        if let isStretchy = sign.isStretchy { put(isStretchy ? " stretchy=\"true\"" : " stretchy=\"false\"") }
        if let form = sign.form {
            put(" form=\"")
            out.append(contentsOf: form.rawValue.utf8)
            put("\"")
        }
        if let size = sign.size {
            for name in [" minsize=\"", "\" maxsize=\""] {
                out.append(contentsOf: name.utf8)
                out.append(contentsOf: ems(size * 10).utf8)
                put("em")
            }
            put("\"")
        }
        if sign.movesLimits { put(" movablelimits=\"true\"") }
        if sign.isWord { put(" lspace=\"0\" rspace=\"0\"") }
        put(">")
        put(text: text)
        put("</mo>")
    }

    private mutating func print(_ table: MathTable) {
        put("<mtable")
        if table.isDisplay { put(" displaystyle=\"true\"") }
        put(table.isAligned ? " class=\"math-aligned\">" : table.isSmall ? " class=\"math-small\">" : ">")
        for row in table.rows {
            put("<mtr>")
            for (index, cell) in row.enumerated() {
                switch index < table.columns.count ? table.columns[index] : table.columns.last ?? .center {
                case .left: put("<mtd class=\"math-left\">")
                case .right: put("<mtd class=\"math-right\">")
                case .center: put("<mtd>")
                }
                if case .row(let parts) = cell { printRow(parts) } else { printOne(cell) }
                put("</mtd>")
            }
            put("</mtr>")
        }
        put("</mtable>")
    }

    /// Thousandths as a decimal number.
    private func ems(_ thousandths: Int) -> String {
        let size = abs(thousandths)
        let digits = String(size % 1000)
        return (thousandths < 0 ? "-" : "") + String(size / 1000) + (size % 1000 == 0 ? "" : "." + String(repeating: "0", count: 3 - digits.utf8.count) + digits)
    }
}

private extension String {
    /// Blanks that stay: U+00A0.
    func replacingBlanks() -> String {
        var out: [UInt8] = []
        for byte in utf8 { if byte == 0x20 { out += [0xC2, 0xA0] } else { out.append(byte) } }
        return String(decoding: out, as: UTF8.self)
    }
}
