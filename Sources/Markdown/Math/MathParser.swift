/// Parses a formula: a useful subset of LaTeX's mathematics, by recursive descent over `MathScanner`.
///
/// Every token is used once; nesting and the number of parts are bounded (`MathLimits`). There are no macros: a command that isn't known
/// is a fault, and the caller shows the source.
struct MathParser {
    var scanner: MathScanner
    var alphabet: MathAlphabet?
    private var nodes = 0
    private var depth = 0

    static func parse(_ source: [UInt8]) throws(MathFault) -> MathNode {
        guard source.count <= MathLimits.bytes else { throw MathFault(reason: .tooComplex, offset: 0) }
        var parser = MathParser(scanner: MathScanner(source))
        // `\\` outside of an environment breaks the line.
        let rows = try parser.tableRows { $0 == .end }
        guard rows.allSatisfy({ $0.count == 1 }) else { throw MathFault(reason: .malformed("'&' stands outside of an environment"), offset: 0) }
        return rows.count == 1 ? rows[0][0] : rows.isEmpty ? .row([]) : .table(MathTable(rows: rows, isDisplay: true))
    }

    private init(scanner: MathScanner) { self.scanner = scanner }

    func fault(_ reason: MathFault.Reason) -> MathFault { MathFault(reason: reason, offset: scanner.start) }

    private mutating func count() throws(MathFault) {
        nodes += 1
        guard nodes <= MathLimits.nodes else { throw fault(.tooComplex) }
    }

    // MARK: Rows

    /// Up to a token that ends it, which stays at hand. Switches of alphabet and style hold to the end.
    mutating func row(until isEnd: (MathScanner.Token) -> Bool) throws(MathFault) -> MathNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= MathLimits.depth else { throw fault(.tooComplex) }
        let outerAlphabet = alphabet
        defer { alphabet = outerAlphabet }
        var parts: [MathNode] = []
        while true {
            scanner.skipBlanks()
            let token = scanner.token
            if isEnd(token) { return joined(parts) }
            switch token {
            case .end: throw fault(.malformed("a bracket or an environment is open at the end"))
            case .close: throw fault(.malformed("'}' closes nothing"))
            case .cell: throw fault(.malformed("'&' stands outside of an environment"))
            case .command(let name):
                if let style = styles[name] {
                    scanner.advance()
                    return joined(parts + [.style(style, try row(until: isEnd))])
                }
                if name == "over" || name == "choose" || name == "atop" {
                    scanner.advance()
                    let under = try row(until: isEnd)
                    let fraction = MathNode.fraction(joined(parts), under, hasLine: name == "over")
                    return name == "choose" ? parenthesised(fraction) : fraction
                }
                if let letters = MathSymbols.switches[name] {
                    scanner.advance()
                    alphabet = letters
                    continue
                }
                if name == "middle" {
                    scanner.advance()
                    parts.append(.sign(try delimiter(), MathSign(isStretchy: true, form: .infix)))
                    continue
                }
            default: break
            }
            if let part = try scripted(after: parts.last) { parts.append(part) }
        }
    }

    private func joined(_ parts: [MathNode]) -> MathNode { parts.count == 1 ? parts[0] : .row(parts) }

    func parenthesised(_ node: MathNode) -> MathNode {
        .row([.sign("(", MathSign(isStretchy: true, form: .prefix)), node, .sign(")", MathSign(isStretchy: true, form: .postfix))])
    }

    // MARK: One atom with its scripts

    /// `nil` when the token leaves nothing to see (`\nonumber`).
    private mutating func scripted(after previous: MathNode?) throws(MathFault) -> MathNode? {
        var base: MathNode? = .row([])
        switch scanner.token {
        case .sub, .sup: break
        case .character("'"): break
        default: base = try atom()
        }
        guard let base else { return nil }
        var limits: Bool?
        var sub: MathNode?
        var sup: MathNode?
        var primes = 0
        scripts: while true {
            scanner.skipBlanks()
            switch scanner.token {
            case .command("limits"):
                limits = true
                scanner.advance()
            case .command("nolimits"):
                limits = false
                scanner.advance()
            case .command("displaylimits"): scanner.advance()
            case .character("'"):
                primes += 1
                scanner.advance()
            case .sub:
                guard sub == nil else { throw fault(.malformed("two subscripts follow one another")) }
                scanner.advance()
                sub = try argument()
            case .sup:
                guard sup == nil else { throw fault(.malformed("two superscripts follow one another")) }
                scanner.advance()
                sup = try argument()
            default: break scripts
            }
        }
        if primes > 0 {
            let marks = ["", "′", "″", "‴", "⁗"]
            let mark = MathNode.sign(primes < marks.count ? marks[primes] : String(repeating: "′", count: primes), MathSign(isWord: true))
            sup = sup.map { .row([mark, $0]) } ?? mark
        }
        guard sub != nil || sup != nil else { return base }
        if limits ?? hasLimits(base) { return .stacked(base, under: sub, over: sup) }
        return .scripts(base, sub: sub, sup: sup)
    }

    private func hasLimits(_ node: MathNode) -> Bool {
        switch node {
        case .sign(let text, let sign): sign.movesLimits || largeOperators.contains(text)
        case .stacked(_, _, _, isAccent: true): true
        default: false
        }
    }

    /// What follows `^`, `_` or a command that takes one: a group, or one atom.
    mutating func argument() throws(MathFault) -> MathNode {
        scanner.skipBlanks()
        switch scanner.token {
        case .open: return try group()
        case .end, .close, .cell, .sub, .sup: throw fault(.malformed("something is missing here"))
        case .character(let scalar) where isDigit(scalar):
            // One digit: `\frac12` is a half, `x^10` is x to the first, times zero.
            try count()
            scanner.advance()
            return .number(text([scalar], alphabet ?? .normal))
        default:
            depth += 1
            defer { depth -= 1 }
            guard depth <= MathLimits.depth else { throw fault(.tooComplex) }
            return try atom() ?? .row([])
        }
    }

    mutating func group() throws(MathFault) -> MathNode {
        guard scanner.token == .open else { throw fault(.malformed("'{' is missing")) }
        scanner.advance()
        let content = try row { $0 == .close || $0 == .end }
        guard scanner.token == .close else { throw fault(.malformed("'}' is missing")) }
        scanner.advance()
        return content
    }

    private mutating func atom() throws(MathFault) -> MathNode? {
        try count()
        let token = scanner.token
        switch token {
        case .open: return try group()
        case .command(let name): return try command(name)
        case .character(let scalar):
            scanner.advance()
            return character(scalar)
        default: throw fault(.malformed("something is missing here"))
        }
    }

    private mutating func character(_ scalar: Unicode.Scalar) -> MathNode {
        switch scalar {
        case "0"..."9":
            var digits = [scalar]
            while case .character(let next) = scanner.token, isDigit(next) || (next == "." && isDigit(follower())) {
                digits.append(next)
                scanner.advance()
            }
            return .number(text(digits, alphabet ?? .normal))
        case "a"..."z", "A"..."Z", "\u{370}"..."\u{3FF}": return letter(scalar)
        case "-": return .sign("−", .between)
        case "*": return .sign("∗", .between)
        case "+", "=", "<", ">", ":": return .sign(String(scalar), .between)
        case "(", "[": return .sign(String(scalar), .opener)
        case ")", "]": return .sign(String(scalar), .closer)
        case "|", "/": return .sign(String(scalar), .plain)
        case ",", ";", "!", "?", ".", "@", "\"", "`": return .sign(String(scalar), MathSign())
        case "~": return .space(333)
        default:
            // Letters of other scripts, and signs typed as such.
            return scalar.properties.isAlphabetic ? .identifier(String(scalar), upright: true) : .sign(String(scalar), MathSign())
        }
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

    /// The byte after the token at hand, as a scalar.
    private func follower() -> Unicode.Scalar { scanner.rest.dropFirst().first.map { Unicode.Scalar($0) } ?? " " }

    func letter(_ scalar: Unicode.Scalar) -> MathNode {
        guard let alphabet else { return .identifier(String(scalar)) }
        if alphabet == .italic { return .identifier(String(scalar)) }
        let letter = alphabet.letter(scalar)
        return .identifier(String(letter), upright: true)
    }

    func text(_ scalars: some Sequence<Unicode.Scalar>, _ alphabet: MathAlphabet) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars { view.append(alphabet.letter(scalar)) }
        return String(view)
    }

    // MARK: Delimiters

    /// What follows `\left`, `\big`: one sign; "" for `.`.
    mutating func delimiter() throws(MathFault) -> String {
        scanner.skipBlanks()
        defer { scanner.advance() }
        switch scanner.token {
        case .character("."): return ""
        case .character("<"): return "⟨"
        case .character(">"): return "⟩"
        case .character(let scalar): return String(scalar)
        case .command(let name):
            guard let symbol = MathSymbols.table[name] else { throw fault(.unknownCommand("\\" + name)) }
            return symbol.text
        default: throw fault(.malformed("a delimiter is missing"))
        }
    }

    /// `\left( … \right)`.
    mutating func fenced() throws(MathFault) -> MathNode {
        let opener = try delimiter()
        let content = try row { $0 == .command("right") || $0 == .end }
        guard scanner.token == .command("right") else { throw fault(.malformed("'\\right' is missing")) }
        scanner.advance()
        let closer = try delimiter()
        var parts: [MathNode] = []
        if !opener.isEmpty { parts.append(.sign(opener, MathSign(isStretchy: true, form: .prefix, isOpener: true))) }
        parts.append(content)
        if !closer.isEmpty { parts.append(.sign(closer, MathSign(isStretchy: true, form: .postfix, isCloser: true))) }
        return .row(parts)
    }
}

private let styles: [String: MathStyle] = ["displaystyle": .display, "textstyle": .text, "scriptstyle": .script, "scriptscriptstyle": .scriptScript]
private let largeOperators: Set<String> = Set(MathSymbols.table.values.filter { $0.kind == .largeOperator }.map(\.text))
