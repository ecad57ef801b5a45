/// A `CodeGrammar` made ready for the scanner: what each byte can begin, and the words in a table.
///
/// A class, because a language's rules are made once and shared by all blocks that are written in it.
final class CodeRules: Sendable {
    enum Role {
        static let nameStart: UInt8 = 1
        static let name: UInt8 = 2
        static let digit: UInt8 = 4
        /// Some rule begins with it.
        static let rule: UInt8 = 8
        static let newline: UInt8 = 16
        static let bracket: UInt8 = 32
        /// Begins a character of U+2000 to U+2FFF: punctuation, arrows, operators, brackets.
        static let wide: UInt8 = 64
    }

    enum Action: Sendable {
        case comment(close: [UInt8], nests: Bool, TokenKind)
        case string(Int)
        /// `#`s and then a string (Swift).
        case hashes
        case sigil(Int)
        case bracketed(close: [UInt8], TokenKind)
        case directive
        case regex
        /// `<a>` (JSX).
        case element
        case quotedName(TokenKind)
        case heredoc
        case quoteMark
        case blockScalar
        /// `.5`
        case fraction
    }

    enum Needs: Sendable { case nothing, gap, blank, lineStart }

    struct Rule: Sendable {
        var open: [UInt8]
        var needs: Needs
        var action: Action
    }

    struct Text: Sendable {
        var form: StringForm
        var open: [UInt8]
        var close: [UInt8]
        /// 1 for every byte that the scanner must look at inside.
        var stops: [UInt8]
        var codeOpeners: [[UInt8]] = []
        var codeClosers: [UInt8] = []
        var nameMarks: [UInt8] = []
        /// What may stand after a name's mark in the place of a name: `$1`.
        var nameAlone: [UInt8] = []
    }

    /// What the scanner asks for at every word: the grammar's plain values, which cost nothing to read.
    struct Traits: Sendable {
        var ignoresCase: Bool
        var capitals: TokenKind
        var allCapitals: TokenKind
        var membersAreTypes: Bool
        var hasCalls: Bool
        var hasMacroCalls: Bool
        var callsFollowParenthesis: Bool
        var hasMembers: Bool
        var keysBeforeColon: CodeGrammar.KeysBeforeColon
        var assignsBeforeEquals: Bool
        var firstWord: TokenKind
        var keywordsStartLines: Bool
        var digitSeparator: UInt8
        var hasQuoteWords: Bool
        var hasLineKeys: Bool

        init(_ grammar: CodeGrammar) {
            ignoresCase = grammar.ignoresCase
            capitals = grammar.capitals
            allCapitals = grammar.allCapitals ?? grammar.capitals
            membersAreTypes = grammar.membersAreTypes
            hasCalls = grammar.hasCalls
            hasMacroCalls = grammar.hasMacroCalls
            callsFollowParenthesis = grammar.callsFollowParenthesis
            hasMembers = grammar.hasMembers
            keysBeforeColon = grammar.keysBeforeColon
            assignsBeforeEquals = grammar.assignsBeforeEquals
            firstWord = grammar.firstWord ?? .plain
            keywordsStartLines = grammar.keywordsStartLines
            digitSeparator = grammar.digitSeparator ?? UInt8(ascii: "_")
            hasQuoteWords = !grammar.quoteWords.isEmpty
            hasLineKeys = grammar.lineKeys != nil
        }
    }

    let grammar: CodeGrammar
    let traits: Traits
    let quoteWords: [(word: [UInt8], count: Int)]
    let lineKeySeparators: [UInt8]
    /// One for each byte.
    let roles: [UInt8]
    /// For each byte the first of its rules in `rules`, which ends where another byte's begin.
    let firstRule: [Int16]
    let rules: [Rule]
    let texts: [Text]
    /// Strings with prefixes, by prefix; the longest opener first.
    let prefixed: [(prefix: [UInt8], text: Int)]
    let longestPrefix: Int
    let words: WordTable
    let sigilBytes: [[UInt8]]

    init(_ grammar: CodeGrammar) {
        self.grammar = grammar
        traits = Traits(grammar)
        quoteWords = grammar.quoteWords.map { (Array($0.key.utf8), $0.value) }
        lineKeySeparators = Array((grammar.lineKeys?.separators ?? "").utf8)
        words = WordTable(grammar)
        texts = grammar.strings.map { CodeRules.text($0, grammar) }
        var prefixed: [(prefix: [UInt8], text: Int)] = []
        var rules: [Rule] = []
        for (index, form) in grammar.strings.enumerated() {
            for prefix in form.prefixes.utf8.split(separator: 0x20) { prefixed.append((Array(prefix), index)) }
            if form.prefixes.isEmpty {
                rules.append(Rule(open: Array(form.open.utf8), needs: form.needsGap ? .gap : .nothing, action: .string(index)))
                if form.hasHashes, !rules.contains(where: { if case .hashes = $0.action { true } else { false } }) {
                    rules.append(Rule(open: Array("#".utf8), needs: .nothing, action: .hashes))
                }
            }
        }
        self.prefixed = prefixed.sorted { grammar.strings[$0.text].open.utf8.count > grammar.strings[$1.text].open.utf8.count }
        longestPrefix = prefixed.reduce(0) { max($0, $1.prefix.count) }
        for comment in grammar.comments {
            let needs: Needs =
                switch comment.place {
                case .anywhere: .nothing
                case .afterBlank: .blank
                case .lineStart: .lineStart
                }
            rules.append(
                Rule(open: Array(comment.open.utf8), needs: needs, action: .comment(close: Array((comment.close ?? "").utf8), nests: comment.nests, comment.kind)))
        }
        for (index, sigil) in grammar.sigils.enumerated() {
            rules.append(Rule(open: Array(sigil.mark.utf8), needs: sigil.startsLine ? .lineStart : sigil.needsGap ? .gap : .nothing, action: .sigil(index)))
        }
        sigilBytes = grammar.sigils.map { Array($0.mark.utf8) }
        for bracketed in grammar.bracketed {
            rules.append(Rule(open: Array(bracketed.open.utf8), needs: .nothing, action: .bracketed(close: Array(bracketed.close.utf8), bracketed.kind)))
        }
        func add(_ open: String, _ needs: Needs, _ action: Action) { rules.append(Rule(open: Array(open.utf8), needs: needs, action: action)) }
        if grammar.hasDirectives { add("#", .lineStart, .directive) }
        if grammar.hasRegex { add("/", .nothing, .regex) }
        if grammar.hasElements { add("<", .nothing, .element) }
        if let kind = grammar.quotedNames { add("'", .nothing, .quotedName(kind)) }
        if let heredocs = grammar.heredocs { add(heredocs.open, .nothing, .heredoc) }
        if let mark = grammar.quoteMark { add(mark, .gap, .quoteMark) }
        if grammar.hasBlockScalars {
            add("|", .blank, .blockScalar)
            add(">", .blank, .blockScalar)
        }
        add(".", .gap, .fraction)

        // Stable: where openers are alike, the grammar's order decides.
        let order = rules.indices.sorted { a, b in
            let (x, y) = (rules[a].open, rules[b].open)
            if x[0] != y[0] { return x[0] < y[0] }
            return x.count != y.count ? x.count > y.count : a < b
        }
        self.rules = order.map { rules[$0] }
        var first = [Int16](repeating: -1, count: 256)
        for (index, rule) in self.rules.enumerated().reversed() { first[Int(rule.open[0])] = Int16(index) }
        firstRule = first
        roles = CodeRules.roles(grammar, rules: self.rules)
    }

    private static func roles(_ grammar: CodeGrammar, rules: [Rule]) -> [UInt8] {
        var roles = [UInt8](repeating: 0, count: 256)
        for byte in 0..<256 {
            switch UInt8(byte) {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): roles[byte] = grammar.hasNumbers ? Role.digit | Role.name : Role.name
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...0xFF: roles[byte] = Role.name | Role.nameStart
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"): roles[byte] = Role.bracket
            case 0x0A, 0x0D: roles[byte] = Role.newline
            default: continue
            }
        }
        roles[0xE2] = Role.wide
        for byte in grammar.noNameBytes.utf8 { roles[Int(byte)] = 0 }
        for byte in grammar.nameStart.utf8 { roles[Int(byte)] |= Role.name | Role.nameStart }
        for byte in grammar.nameBytes.utf8 { roles[Int(byte)] |= Role.name }
        for rule in rules { roles[Int(rule.open[0])] |= Role.rule }
        return roles
    }

    private static func text(_ form: StringForm, _ grammar: CodeGrammar) -> Text {
        var text = Text(form: form, open: Array(form.open.utf8), close: Array(form.close.utf8), stops: [UInt8](repeating: 0, count: 256))
        for interpolation in form.interpolations {
            switch interpolation {
            case .code(let open, let close):
                text.codeOpeners.append(Array(open.utf8))
                text.codeClosers.append(close.utf8.first ?? 0)
            case .name(let mark):
                text.nameMarks.append(mark)
                if let sigil = grammar.sigils.first(where: { $0.mark.utf8.elementsEqual([mark]) }) { text.nameAlone += Array(sigil.alone.utf8) }
            }
        }
        text.stops[Int(text.close[0])] = 1
        if let escape = form.escape { text.stops[Int(escape)] = 1 }
        if !form.isMultiline {
            text.stops[0x0A] = 1
            text.stops[0x0D] = 1
        }
        for opener in text.codeOpeners { text.stops[Int(opener[0])] = 1 }
        for mark in text.nameMarks { text.stops[Int(mark)] = 1 }
        return text
    }
}
