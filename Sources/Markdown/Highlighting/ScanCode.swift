/// What is remembered between the tokens of one language.
struct CodeState {
    /// A string that is open around the code at hand.
    struct Frame {
        var text: Int
        var hashes: Int
        var opener: UInt8
        var closer: UInt8
        /// Brackets of the kind that are open inside.
        var depth = 0
        /// For code inside an element (JSX); `nil` for code inside a string.
        var element: ElementPlace?
    }

    var begin = 0
    var frames: [Frame] = []
    /// Here-documents whose text begins on the next line.
    var heredocs: [(word: Range<Int>, isIndented: Bool)] = []
    /// What the next name is, after `func` or `class`.
    var next = TokenKind.plain
    var nextFrom = 0
    /// Where the last keyword ended.
    var keywordEnd = -1
    /// No regular expression closes before this place.
    var noRegexBefore = 0
}

extension TokenScanner {
    mutating func scanCode(_ rules: CodeRules) {
        let outer = code
        code = CodeState(begin: at)
        rules.roles.withUnsafeBufferPointer { scanCode(rules, $0) }
        code = outer
    }

    private mutating func scanCode(_ rules: CodeRules, _ roles: UnsafeBufferPointer<UInt8>) {
        let hasLineKeys = rules.traits.hasLineKeys
        if hasLineKeys { scanLineKey(rules) }
        while at < end {
            let role = roles[Int(bytes[at])]
            steps += 1
            if role == 0 {
                at += 1
            } else if role & CodeRules.Role.rule != 0, applyRule(rules, roles) {
                continue
            } else if role & CodeRules.Role.nameStart != 0, !beginsNumber() {
                scanWord(rules, roles)
            } else if role & CodeRules.Role.digit != 0 {
                scanNumber(rules, roles)
            } else if role & CodeRules.Role.newline != 0 {
                at += 1
                endLine(rules)
                if hasLineKeys { scanLineKey(rules) }
            } else if role & CodeRules.Role.bracket != 0, !code.frames.isEmpty {
                scanBracket(rules)
            } else {
                at += role & CodeRules.Role.wide != 0 ? min(3, end - at) : 1
            }
        }
    }

    /// `-1` and `.5` where names may begin with such a mark.
    @inline(__always) private func beginsNumber() -> Bool {
        bytes[at] < UInt8(ascii: "0") && bytes[at] != UInt8(ascii: "$") && (isASCIIDigit(byte(at + 1)) || byte(at + 1) == UInt8(ascii: "."))
    }

    /// A new line: here-documents begin, and a string that can't hold a line's end is given up.
    private mutating func endLine(_ rules: CodeRules) {
        if let frame = code.frames.last, frame.element == nil, !rules.texts[frame.text].form.isMultiline { code.frames.removeAll() }
        guard !code.heredocs.isEmpty else { return }
        let heredocs = code.heredocs
        code.heredocs = []
        for heredoc in heredocs { scanHeredocText(heredoc.word, isIndented: heredoc.isIndented) }
    }

    private mutating func scanBracket(_ rules: CodeRules) {
        let top = code.frames.count - 1
        let byte = bytes[at]
        at += 1
        if byte == code.frames[top].opener {
            code.frames[top].depth += 1
        } else if byte == code.frames[top].closer {
            if code.frames[top].depth > 0 {
                code.frames[top].depth -= 1
            } else {
                let frame = code.frames.removeLast()
                mark(.variable, at - 1, at)
                if let place = frame.element { scanElements(from: place) } else { scanText(rules, frame.text, start: at, from: at, hashes: frame.hashes) }
            }
        }
    }

    // MARK: Words

    private mutating func scanWord(_ rules: CodeRules, _ roles: UnsafeBufferPointer<UInt8>) {
        let traits = rules.traits
        let start = at
        var index = at
        var hash = WordTable.seed
        var hasLower = false
        if traits.ignoresCase {
            while index < end, roles[Int(bytes[index])] & CodeRules.Role.name != 0 {
                hash = WordTable.step(hash, lowercased(bytes[index]))
                index += 1
            }
        } else {
            while index < end, roles[Int(bytes[index])] & CodeRules.Role.name != 0 {
                hash = WordTable.step(hash, bytes[index])
                hasLower = hasLower || bytes[index] & 0x20 != 0
                index += 1
            }
        }
        steps += index - start
        at = index
        if index - start <= rules.longestPrefix, index < end, scanPrefixed(rules, start: start) { return }
        let word = UnsafeBufferPointer(rebasing: bytes[start..<index])
        if traits.hasQuoteWords, scanQuoteWord(rules, word, start: start) { return }

        let isMember = traits.hasMembers && start > code.begin && bytes[start - 1] == UInt8(ascii: ".") && !(start > code.begin + 1 && bytes[start - 2] == UInt8(ascii: "."))
        let next = code.next
        code.next = .plain
        if !isMember, let meaning = rules.words.meaning(of: word, hash: hash, ignoringCase: traits.ignoresCase),
            meaning.kind != .keyword || !traits.keywordsStartLines || isAtLineStart(start)
        {
            if !isKey(traits, start) {
                mark(meaning.kind, start, index)
                if meaning.kind == .keyword { code.keywordEnd = index }
                code.next = meaning.next
                code.nextFrom = index
            }
            return
        }
        if next != .plain, isName(traits, from: code.nextFrom, at: start) { return mark(next, start, index) }
        if isKey(traits, start) { return }
        if traits.firstWord != .plain, isAtLineStart(start) {
            if byte(index) == UInt8(ascii: ":") { return mark(.function, start, index) }
            return mark(traits.firstWord, start, index)
        }
        if traits.assignsBeforeEquals, byte(index) == UInt8(ascii: "="), byte(index + 1) != UInt8(ascii: "=") { return mark(.variable, start, index) }
        if traits.hasCalls, byte(index) == UInt8(ascii: "(") { return mark(.function, start, index) }
        if traits.hasMacroCalls, byte(index) == UInt8(ascii: "!"), byte(index + 1) == UInt8(ascii: "(") || byte(index + 1) == UInt8(ascii: "[") || byte(index + 1) == UInt8(ascii: "{") {
            at = index + 1
            return mark(.function, start, at)
        }
        if traits.callsFollowParenthesis, start > code.begin, bytes[start - 1] == UInt8(ascii: "("),
            start < code.begin + 2 || bytes[start - 2] != UInt8(ascii: "(")
        {
            return mark(.function, start, index)
        }
        guard traits.capitals != .plain, bytes[start] >= UInt8(ascii: "A"), bytes[start] <= UInt8(ascii: "Z"), !isMember || traits.membersAreTypes else { return }
        mark(!hasLower && index - start > 1 ? traits.allCapitals : traits.capitals, start, index)
    }

    /// Whether a definition's name begins at `to`: only blanks, `*` or `!` stand before it; in Lisp a bracket too.
    private mutating func isName(_ traits: CodeRules.Traits, from: Int, at to: Int) -> Bool {
        guard to - from <= 32 else { return false }
        steps += to - from
        for index in from..<to {
            switch bytes[index] {
            case 0...0x20, UInt8(ascii: "*"), UInt8(ascii: "!"): continue
            case UInt8(ascii: "(") where traits.callsFollowParenthesis: continue
            default: return false
            }
        }
        return true
    }

    /// Marks the word from `start` to the place at hand if it is a key.
    private mutating func isKey(_ traits: CodeRules.Traits, _ start: Int) -> Bool {
        switch traits.keysBeforeColon {
        case .no: return false
        case .names: guard byte(at) == UInt8(ascii: ":"), byte(at + 1) != UInt8(ascii: ":") else { return false }
        case .namesBeforeBlank: guard byte(at) == UInt8(ascii: ":"), at + 1 >= end || bytes[at + 1] <= 0x20 else { return false }
        case .anything: guard byte(skipBlanks(at)) == UInt8(ascii: ":") else { return false }
        case .declarations:
            let index = skipBlanks(at)
            guard byte(index) == UInt8(ascii: ":"), byte(index + 1) != UInt8(ascii: ":"), !leadsToBrace(index) else { return false }
        }
        mark(.attribute, start, at)
        return true
    }

    /// CSS: whether what follows is a selector, `a:hover {`, and not a declaration. `#{` (Sass) opens no rule.
    mutating func leadsToBrace(_ from: Int) -> Bool {
        var index = from
        let limit = min(end, from + TokenScanner.sight)
        defer { steps += index - from }
        while index < limit, bytes[index] != UInt8(ascii: ";"), bytes[index] != UInt8(ascii: "}") {
            if bytes[index] == UInt8(ascii: "{") {
                if index == 0 || bytes[index - 1] != UInt8(ascii: "#") { return true }
                while index < limit, bytes[index] != UInt8(ascii: "}") { index += 1 }
            }
            index += 1
        }
        index = min(index, limit)
        return false
    }

    /// Whether only blanks stand before `index` on its line.
    mutating func isAtLineStart(_ index: Int) -> Bool {
        var index = index
        while index > code.begin, bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 {
            index -= 1
            steps += 1
        }
        return index == code.begin || bytes[index - 1] == 0x0A || bytes[index - 1] == 0x0D
    }

    // MARK: Numbers

    private mutating func scanNumber(_ rules: CodeRules, _ roles: UnsafeBufferPointer<UInt8>) {
        let start = at
        var index = at
        let isHex = bytes[index] == UInt8(ascii: "0") && byte(index + 1) | 0x20 == UInt8(ascii: "x")
        let exponent = isHex ? UInt8(ascii: "p") : UInt8(ascii: "e")
        var hasPoint = false
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: ".") {
                // Not `1..2`, not `1.description`; a second point ends the number.
                guard !hasPoint, isASCIIDigit(self.byte(index + 1)) || (isHex && roles[Int(self.byte(index + 1))] & CodeRules.Role.name != 0) else { break }
                hasPoint = true
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
                guard bytes[index - 1] | 0x20 == exponent, index > start + 1 || !isHex, isASCIIDigit(self.byte(index + 1)) else { break }
            } else if byte == rules.traits.digitSeparator {
                guard roles[Int(self.byte(index + 1))] & CodeRules.Role.name != 0 else { break }
            } else if !(byte < 0x80 && isNumberByte(byte)) {
                break
            }
            index += 1
        }
        // `1.` before anything but a name or another point.
        if !hasPoint, byte(index) == UInt8(ascii: "."), byte(index + 1) != UInt8(ascii: "."), roles[Int(byte(index + 1))] & CodeRules.Role.name == 0,
            isASCIIDigit(bytes[index - 1]), rules.traits.hasMembers
        {
            let after = byte(index + 1)
            if after == 0x20 || after == UInt8(ascii: ",") || after == UInt8(ascii: ")") || after == UInt8(ascii: "]") || after == UInt8(ascii: ";") { index += 1 }
        }
        if byte(index) == UInt8(ascii: "%"), rules.traits.keysBeforeColon == .declarations { index += 1 }
        steps += index - start
        mark(.number, start, index)
        at = index
    }
}

@inline(__always) private func isNumberByte(_ byte: UInt8) -> Bool { isASCIIDigit(byte) || isASCIILetter(byte) || byte == UInt8(ascii: "_") }
