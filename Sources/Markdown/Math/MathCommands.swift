extension MathParser {
    /// The node of a command, which is the token at hand.
    mutating func command(_ name: String) throws(MathFault) -> MathNode? {
        let start = scanner.start
        if let symbol = MathSymbols.table[name] {
            scanner.advance()
            return node(of: symbol)
        }
        if MathSymbols.functions.contains(name) {
            scanner.advance()
            return function(name)
        }
        if MathSymbols.limitFunctions.contains(name) {
            scanner.advance()
            return .sign(limitNames[name] ?? name, MathSign(movesLimits: true, isWord: true))
        }
        if let space = MathSymbols.spaces[name] {
            scanner.advance()
            return .space(space)
        }
        if let accent = MathSymbols.accents[name] {
            scanner.advance()
            let mark = MathNode.sign(accent.mark, MathSign(isStretchy: accent.isStretchy))
            return .stacked(try argument(), under: nil, over: mark, isAccent: true)
        }
        if let mark = MathSymbols.underAccents[name] {
            scanner.advance()
            return .stacked(try argument(), under: .sign(mark, MathSign(isStretchy: true)), over: nil, isAccent: true)
        }
        if let letters = MathSymbols.alphabets[name] {
            scanner.advance()
            return try inAlphabet(letters)
        }
        if let letters = MathSymbols.texts[name] {
            scanner.skip(to: scanner.at)
            return try textGroup(letters)
        }
        if let size = MathSymbols.sizes[name] {
            scanner.advance()
            let isCloser = name.hasSuffix("r")
            let sign = try delimiter()
            return sign.isEmpty ? .row([]) : .sign(sign, MathSign(isStretchy: true, size: size, isOpener: name.hasSuffix("l"), isCloser: isCloser))
        }
        if MathSymbols.transparent.contains(name) {
            scanner.advance()
            return try argument()
        }
        if MathSymbols.ignored.contains(name) {
            scanner.advance()
            return nil
        }
        guard known.contains(name) else { throw MathFault(reason: .unknownCommand("\\" + name), offset: start) }
        scanner.advance()
        return try structure(name, start)
    }

    private func node(of symbol: MathSymbols.Symbol) -> MathNode {
        switch symbol.kind {
        case .letter: alphabet == .bold || alphabet == .boldItalic ? .identifier(text(symbol.text.unicodeScalars, .boldItalic), upright: true) : .identifier(symbol.text)
        case .uprightLetter: .identifier(alphabet == .bold || alphabet == .boldItalic ? text(symbol.text.unicodeScalars, .bold) : symbol.text, upright: true)
        case .relation: .sign(symbol.text, .between)
        case .opener: .sign(symbol.text, .opener)
        case .closer: .sign(symbol.text, .closer)
        case .delimiter, .plain: .sign(symbol.text, .plain)
        case .largeOperator, .integral: .sign(symbol.text, MathSign())
        }
    }

    private func function(_ name: String) -> MathNode { .sign(name, MathSign(isWord: true)) }

    private mutating func structure(_ name: String, _ start: Int) throws(MathFault) -> MathNode? {
        switch name {
        case "frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac":
            let fraction = MathNode.fraction(try argument(), try argument())
            return name == "dfrac" || name == "cfrac" ? .style(.display, fraction) : name == "tfrac" ? .style(.text, fraction) : fraction
        case "binom", "dbinom", "tbinom":
            let binomial = parenthesised(.fraction(try argument(), try argument(), hasLine: false))
            return name == "dbinom" ? .style(.display, binomial) : name == "tbinom" ? .style(.text, binomial) : binomial
        case "sqrt":
            var index: MathNode?
            scanner.skipBlanks()
            if scanner.token == .character("[") {
                scanner.advance()
                index = try row { $0 == .character("]") || $0 == .end }
                guard scanner.token == .character("]") else { throw fault(.malformed("']' is missing")) }
                scanner.advance()
            }
            return .root(try argument(), index: index)
        case "left": return try fenced()
        case "right": throw MathFault(reason: .malformed("'\\right' has no '\\left'"), offset: start)
        case "overset", "stackrel":
            let over = try argument()
            return .stacked(try argument(), under: nil, over: over)
        case "underset":
            let under = try argument()
            return .stacked(try argument(), under: under, over: nil)
        case "xrightarrow", "xleftarrow", "xRightarrow", "xLeftarrow", "xleftrightarrow", "xmapsto", "xhookrightarrow":
            var under: MathNode?
            scanner.skipBlanks()
            if scanner.token == .character("[") {
                scanner.advance()
                under = try row { $0 == .character("]") || $0 == .end }
                guard scanner.token == .character("]") else { throw fault(.malformed("']' is missing")) }
                scanner.advance()
            }
            return .stacked(.sign(longArrows[name] ?? "→", MathSign(isStretchy: true)), under: under, over: try argument())
        case "boxed", "fbox": return .boxed(try argument())
        case "phantom", "vphantom": return .phantom(try argument())
        case "not":
            scanner.skipBlanks()
            guard case .sign(let sign, let kind) = try argument() else { throw MathFault(reason: .malformed("'\\not' needs a relation after it"), offset: start) }
            return .sign(MathSymbols.negations[sign] ?? sign + "\u{338}", kind)
        case "pmod": return .row([.space(444), .sign("(", .opener), .sign("mod", MathSign(isWord: true)), .space(333), try argument(), .sign(")", .closer)])
        case "pod": return .row([.space(444), .sign("(", .opener), try argument(), .sign(")", .closer)])
        case "bmod": return .row([.space(222), .sign("mod", MathSign(isWord: true)), .space(222)])
        case "mod": return .row([.space(667), .sign("mod", MathSign(isWord: true)), .space(333)])
        case "mathop":
            let node = try argument()
            if case .identifier(let name, _) = node { return .sign(name, MathSign(movesLimits: true, isWord: true)) }
            if case .row(let parts) = node, let word = word(parts) { return .sign(word, MathSign(movesLimits: true, isWord: true)) }
            return node
        case "operatorname", "operatornamewithlimits":
            var hasLimits = name != "operatorname"
            if scanner.token == .character("*") {
                hasLimits = true
                scanner.advance()
            }
            return .sign(String(decoding: try bracedName(), as: UTF8.self), MathSign(movesLimits: hasLimits, isWord: true))
        case "tag": return .row([.space(2000), .text("(" + String(decoding: try bracedName(), as: UTF8.self) + ")")])
        case "label":
            _ = try bracedName()
            return nil
        case "hspace", "mspace", "hskip", "kern", "mkern": return .space(try dimension())
        case "substack":
            guard scanner.token == .open else { throw fault(.malformed("'{' is missing")) }
            scanner.advance()
            let rows = try tableRows { $0 == .close || $0 == .end }
            guard scanner.token == .close else { throw fault(.malformed("'}' is missing")) }
            scanner.advance()
            return .table(MathTable(rows: rows, isSmall: true))
        case "begin": return try environment(start)
        case "end": throw MathFault(reason: .malformed("'\\end' has no '\\begin'"), offset: start)
        case "limits", "nolimits": return nil
        default: throw MathFault(reason: .unknownCommand("\\" + name), offset: start)
        }
    }

    private func word(_ parts: [MathNode]) -> String? {
        var word = ""
        for part in parts {
            guard case .identifier(let letter, _) = part else { return nil }
            word += letter
        }
        return word
    }

    /// `\mathrm{abc}` is one name, `\mathbb{R}` a letter of that alphabet.
    private mutating func inAlphabet(_ letters: MathAlphabet) throws(MathFault) -> MathNode {
        let outer = alphabet
        alphabet = letters
        defer { alphabet = outer }
        let content = try argument()
        guard case .row(let parts) = content, !parts.isEmpty, letters == .normal || letters == .bold || letters == .sansSerif || letters == .monospace || letters == .italic, let word = word(parts)
        else { return content }
        return .identifier(word, upright: true)
    }

    // MARK: Texts

    /// Up to its closing brace: text as it is, with formulas between dollars.
    private mutating func textGroup(_ letters: MathAlphabet) throws(MathFault) -> MathNode {
        scanner.skipBlanks()
        guard scanner.token == .open else {
            // `\text x`
            return .text(try plainText(of: try argument()))
        }
        let begin = scanner.at
        let source = scanner.rest.dropFirst()
        var parts: [MathNode] = []
        var run: [UInt8] = []
        var depth = 0
        var index = source.startIndex
        func flush() {
            guard !run.isEmpty else { return }
            parts.append(.text(text(String(decoding: run, as: UTF8.self).unicodeScalars, letters)))
            run = []
        }
        while index < source.endIndex {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "\\") where index + 1 < source.endIndex:
                index += 1
                // `\%`, `\ `: the character; a command in text is shown as it is.
                if isASCIILetter(source[index]) { run.append(UInt8(ascii: "\\")) }
                run.append(source[index])
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                if depth == 0 {
                    flush()
                    scanner.skip(to: index + 1)
                    return parts.count == 1 ? parts[0] : .row(parts)
                }
                depth -= 1
            case UInt8(ascii: "$"):
                flush()
                guard let close = source[(index + 1)...].firstIndex(of: UInt8(ascii: "$")), close - index <= 500 else { throw MathFault(reason: .malformed("'$' has no partner"), offset: begin) }
                parts.append(try MathParser.parse(Array(source[(index + 1)..<close])))
                index = close
            case UInt8(ascii: "~"), 0x0A, 0x0D, 0x09: run.append(0x20)
            default: run.append(byte)
            }
            index += 1
        }
        throw MathFault(reason: .malformed("'}' is missing"), offset: begin)
    }

    private func plainText(of node: MathNode) throws(MathFault) -> String {
        switch node {
        case .identifier(let text, _), .number(let text), .sign(let text, _), .text(let text): return text
        default: throw fault(.malformed("'{' is missing"))
        }
    }

    /// `{…}` without anything inside it.
    mutating func bracedName() throws(MathFault) -> [UInt8] {
        scanner.skipBlanks()
        guard scanner.token == .open else { throw fault(.malformed("'{' is missing")) }
        let source = scanner.rest.dropFirst()
        guard let end = source.firstIndex(of: UInt8(ascii: "}")), end - source.startIndex <= 200, !source[..<end].contains(UInt8(ascii: "{")) else { throw fault(.malformed("'}' is missing")) }
        scanner.skip(to: end + 1)
        return source[..<end].filter { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: ",") || $0 > 0x7F }
    }

    /// `{1.5em}`, `3mu`: thousandths of an em, at most 20 em.
    private mutating func dimension() throws(MathFault) -> Int {
        scanner.skipBlanks()
        var digits = ""
        let isBraced = scanner.token == .open
        if scanner.token == .character("*") { scanner.advance() }
        if isBraced { scanner.advance() }
        scan: while true {
            switch scanner.token {
            case .character(let scalar) where digits.utf8.count < 16 && scalar.isASCII: digits.unicodeScalars.append(scalar)
            case .blank where isBraced: break
            default: break scan
            }
            scanner.advance()
            if !isBraced, digits.hasSuffix("em") || digits.hasSuffix("mu") || digits.hasSuffix("pt") || digits.hasSuffix("ex") { break }
        }
        if isBraced {
            guard scanner.token == .close else { throw fault(.malformed("a length is no length")) }
            scanner.advance()
        }
        let units: [(String, Double)] = [("em", 1000), ("mu", 1000.0 / 18), ("pt", 100), ("ex", 431), ("in", 7227), ("cm", 2845), ("mm", 284.5), ("px", 75)]
        guard let (unit, size) = units.first(where: { digits.hasSuffix($0.0) }), let number = Double(digits.dropLast(unit.utf8.count)), abs(number * size) <= 20_000 else {
            throw fault(.malformed("a length is no length"))
        }
        return Int((number * size).rounded())
    }
}

private let known: Set<String> = [
    "frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac", "binom", "dbinom", "tbinom", "sqrt", "left", "right", "overset", "stackrel", "underset", "xrightarrow", "xleftarrow", "xRightarrow", "xLeftarrow", "xleftrightarrow",
    "xmapsto", "xhookrightarrow", "boxed", "fbox", "phantom", "vphantom", "not", "pmod", "pod", "bmod", "mod", "mathop", "operatorname", "operatornamewithlimits", "tag", "label", "hspace", "mspace", "hskip", "kern", "mkern",
    "substack", "begin", "end", "limits", "nolimits",
]
private let longArrows = ["xrightarrow": "→", "xleftarrow": "←", "xRightarrow": "⇒", "xLeftarrow": "⇐", "xleftrightarrow": "↔", "xmapsto": "↦", "xhookrightarrow": "↪"]
private let limitNames = ["limsup": "lim sup", "liminf": "lim inf", "injlim": "inj lim", "projlim": "proj lim", "argmax": "arg max", "argmin": "arg min"]
