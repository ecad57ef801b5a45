extension TokenScanner {
    // MARK: Keys

    /// At the start of a line: a key up to its separator, or a section's head in brackets.
    mutating func scanLineKey(_ rules: CodeRules) {
        guard let keys = rules.grammar.lineKeys else { return }
        var index = at
        if keys.mayBeIndented {
            index = skipBlanks(index)
            while keys.hasDashes, byte(index) == UInt8(ascii: "-"), byte(index + 1) == 0x20, index - at < TokenScanner.sight { index = skipBlanks(index + 1) }
        }
        let first = byte(index)
        if keys.hasSections, first == UInt8(ascii: "[") {
            var close = index + 1
            let limit = min(end, index + TokenScanner.sight)
            while close < limit, bytes[close] != UInt8(ascii: "]"), bytes[close] != 0x0A { close += 1 }
            while close < limit, bytes[close] == UInt8(ascii: "]") { close += 1 }
            steps += close - index
            mark(.type, index, close)
            at = close
            return
        }
        guard first > 0x20, !keyless.contains(first) else { return }
        let start = index
        let limit = min(end, index + TokenScanner.sight)
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            index += 1
            while index < limit, bytes[index] != first, bytes[index] != 0x0A { index += 1 }
        }
        while index < limit, bytes[index] != 0x0A, bytes[index] != UInt8(ascii: "#") {
            if rules.lineKeySeparators.contains(bytes[index]), !keys.needsBlank || index + 1 >= end || bytes[index + 1] <= 0x20 {
                var stop = index
                while stop > start, bytes[stop - 1] <= 0x20 || assigners.contains(bytes[stop - 1]) { stop -= 1 }
                mark(keys.kind, start, stop)
                steps += index - start
                at = index + 1
                return
            }
            index += 1
        }
        steps += index - start
    }

    // MARK: Texts of whole lines

    /// `<<WORD`, `<<-'WORD'`, `<<~WORD`; the text begins on the next line.
    mutating func scanHeredocOpener(_ after: Int, needsCapital: Bool, mayBeIndented: Bool) -> Bool {
        var index = after
        guard byte(index) != UInt8(ascii: "<"), at == code.begin || bytes[at - 1] != UInt8(ascii: "<"), code.heredocs.count < 8 else { return false }
        let isIndented = byte(index) == UInt8(ascii: "-") || byte(index) == UInt8(ascii: "~")
        if isIndented { index += 1 }
        let quote = byte(index)
        let isQuoted = quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"")
        if isQuoted { index += 1 }
        let start = index
        while index < min(end, start + 64), isASCIILetter(bytes[index]) || isASCIIDigit(bytes[index]) || bytes[index] == UInt8(ascii: "_") { index += 1 }
        steps += index - at
        guard index > start, !isASCIIDigit(bytes[start]), !isQuoted || byte(index) == quote else { return false }
        if needsCapital, !isQuoted, bytes[start] | 0x20 == bytes[start], bytes[start] != UInt8(ascii: "_") { return false }
        code.heredocs.append((start..<index, isIndented || mayBeIndented))
        if isQuoted { index += 1 }
        mark(.string, at, index)
        at = index
        return true
    }

    /// The lines up to one that is the word alone.
    mutating func scanHeredocText(_ word: Range<Int>, isIndented: Bool) {
        let start = at
        while at < end {
            var index = at
            if isIndented { while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 } }
            let line = lineEnd(index)
            var isWord = line - index >= word.count
            if isWord {
                for offset in 0..<word.count where bytes[index + offset] != bytes[word.lowerBound + offset] {
                    isWord = false
                    break
                }
                // PHP: `EOT;` and `EOT)` end it too.
                let after = byte(index + word.count)
                isWord = isWord && !(isASCIILetter(after) || isASCIIDigit(after) || after == UInt8(ascii: "_"))
            }
            steps += line - at
            if isWord {
                at = index + word.count
                return mark(.string, start, at)
            }
            at = min(end, line + 1)
        }
        mark(.string, start, at)
    }

    /// YAML's `|` or `>` at the end of a line: what follows and is indented more is text.
    mutating func scanBlockScalar() -> Bool {
        var index = at + 1
        while index < at + 3, byte(index) == UInt8(ascii: "-") || byte(index) == UInt8(ascii: "+") || isASCIIDigit(byte(index)) { index += 1 }
        let head = index
        index = skipBlanks(index)
        guard index >= end || bytes[index] == 0x0A || bytes[index] == 0x0D || bytes[index] == UInt8(ascii: "#") else { return false }
        var line = at
        while line > code.begin, bytes[line - 1] != 0x0A { line -= 1 }
        steps += at - line
        var indent = 0
        while byte(line + indent) == 0x20 { indent += 1 }
        mark(.keyword, at, head)
        at = min(end, lineEnd(index) + 1)
        let start = at
        while at < end {
            var index = at
            while index < end, bytes[index] == 0x20 { index += 1 }
            let isBlank = index >= end || bytes[index] == 0x0A || bytes[index] == 0x0D
            if !isBlank, index - at <= indent { break }
            at = min(end, lineEnd(index) + 1)
        }
        mark(.string, start, at)
        return true
    }
}

/// What no key begins with.
private let keyless = ASCIISet("#;[]{}|>&*!%@`,")
/// What stands before `=` in a Makefile.
private let assigners = ASCIISet(":+?!")
