extension TokenScanner {
    /// Interpolations inside one another; more is text.
    static let frameLimit = 12
    private static let hashLimit = 32

    /// Reads a string from inside, up to its closer, to code inside it, or to where it can't go on.
    ///
    /// - Parameters:
    ///   - start: Where the token begins: at the opener, or after code inside the string.
    ///   - hashes: How many `#`s follow the closer, and stand in an escape.
    mutating func scanText(_ rules: CodeRules, _ index: Int, start: Int, from: Int, hashes: Int) {
        rules.texts.withUnsafeBufferPointer { scanText($0[index], index, rules, start: start, from: from, hashes: hashes) }
    }

    private mutating func scanText(_ text: borrowing CodeRules.Text, _ number: Int, _ rules: CodeRules, start: Int, from: Int, hashes: Int) {
        var segment = start
        var index = from
        defer { steps += at - start }
        while true {
            while index < end, text.stops[Int(bytes[index])] == 0 { index += 1 }
            guard index < end else { break }
            let here = bytes[index]
            if here == text.close[0], matches(text.close, index), hasHashes(hashes, index + text.close.count) {
                index += text.close.count
                if text.form.isDoubled, matches(text.close, index) {
                    index += text.close.count
                    continue
                }
                index += hashes
                at = index
                // A key of JSON is a string that a colon follows.
                let isKey = rules.traits.keysBeforeColon == .anything && segment == start && byte(skipBlanks(index)) == UInt8(ascii: ":")
                mark(isKey ? .attribute : text.form.kind, segment, index)
                return
            }
            if here == 0x0A || here == 0x0D, !text.form.isMultiline { break }
            if let length = codeOpener(text, index, hashes), code.frames.count < TokenScanner.frameLimit {
                mark(text.form.kind, segment, index)
                mark(.variable, index, index + length.bytes)
                code.frames.append(CodeState.Frame(text: number, hashes: hashes, opener: bytes[index + length.bytes - 1], closer: text.codeClosers[length.opener]))
                at = index + length.bytes
                return
            }
            if text.nameMarks.contains(here), let stop = interpolatedName(index, text.nameAlone) {
                mark(text.form.kind, segment, index)
                mark(.variable, index, stop)
                index = stop
                segment = stop
                continue
            }
            if here == text.form.escape, hasHashes(hashes, index + 1) {
                // An escaped line's end is part of any string.
                index += 2 + hashes
                continue
            }
            index += 1
        }
        at = min(index, end)
        mark(text.form.kind, segment, at)
    }

    private func hasHashes(_ count: Int, _ from: Int) -> Bool {
        for offset in 0..<count where byte(from + offset) != UInt8(ascii: "#") { return false }
        return true
    }

    /// Whether code begins at `index`: `\(`, `${`, `{` but not `{{`; with `#`s after the first byte where the string has them.
    private func codeOpener(_ text: borrowing CodeRules.Text, _ index: Int, _ hashes: Int) -> (bytes: Int, opener: Int)? {
        for number in text.codeOpeners.indices where text.codeOpeners[number][0] == bytes[index] {
            let opener = text.codeOpeners[number]
            if opener.count == 1 {
                guard byte(index + 1) != opener[0], index == 0 || bytes[index - 1] != opener[0] else { continue }
                return (1, number)
            }
            guard hasHashes(hashes, index + 1) else { continue }
            var offset = 1
            while offset < opener.count, byte(index + hashes + offset) == opener[offset] { offset += 1 }
            if offset == opener.count { return (offset + hashes, number) }
        }
        return nil
    }

    /// The end of `$name` or `${…}` in a string.
    private mutating func interpolatedName(_ mark: Int, _ alone: [UInt8]) -> Int? {
        var index = mark + 1
        if byte(index) == UInt8(ascii: "{") {
            let limit = min(end, index + TokenScanner.sight)
            while index < limit, bytes[index] != UInt8(ascii: "}"), bytes[index] != 0x0A { index += 1 }
            steps += index - mark
            return index < limit && bytes[index] == UInt8(ascii: "}") ? index + 1 : nil
        }
        guard index < end, isASCIILetter(bytes[index]) || bytes[index] == UInt8(ascii: "_") else {
            return index < end && alone.contains(bytes[index]) && bytes[index] != UInt8(ascii: "\"") ? index + 1 : nil
        }
        while index < end, isASCIILetter(bytes[index]) || isASCIIDigit(bytes[index]) || bytes[index] == UInt8(ascii: "_") { index += 1 }
        return index
    }

    // MARK: Strings with something before them

    /// `r"…"`, `f'…'`, `r#"…"#`, `R"x(…)x"`: a name that belongs to the string after it. The name ends at the place at hand.
    mutating func scanPrefixed(_ rules: CodeRules, start: Int) -> Bool {
        let next = bytes[at]
        guard next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") || next == UInt8(ascii: "#") || next == UInt8(ascii: "`") else { return false }
        let word = UnsafeBufferPointer(rebasing: bytes[start..<at])
        for (prefix, text) in rules.prefixed where word.elementsEqual(prefix) {
            var hashes = 0
            if rules.texts[text].form.hasHashes { while hashes < TokenScanner.hashLimit, byte(at + hashes) == UInt8(ascii: "#") { hashes += 1 } }
            guard matches(rules.texts[text].open, at + hashes) else { continue }
            let from = at + hashes + rules.texts[text].open.count
            if rules.texts[text].form.isDelimited {
                scanDelimitedText(start: start, from: from)
            } else {
                scanText(rules, text, start: start, from: from, hashes: hashes)
            }
            return true
        }
        return false
    }

    /// C++: after `R"`, up to 16 bytes and `(`; ends at `)`, the same bytes and `"`.
    private mutating func scanDelimitedText(start: Int, from: Int) {
        var index = from
        while index < min(end, from + 17), bytes[index] != UInt8(ascii: "(") { index += 1 }
        guard byte(index) == UInt8(ascii: "(") else {
            at = index
            return mark(.string, start, at)
        }
        let closer = [UInt8(ascii: ")")] + bytes[from..<index] + [UInt8(ascii: "\"")]
        at = min(end, place(of: closer, from: index + 1) + closer.count)
        mark(.string, start, at)
    }

    /// `#"…"#` and `##"""…"""##`.
    mutating func scanHashed(_ rules: CodeRules) -> Bool {
        var hashes = 1
        while hashes < TokenScanner.hashLimit, byte(at + hashes) == UInt8(ascii: "#") { hashes += 1 }
        steps += hashes
        guard byte(at + hashes) == UInt8(ascii: "\"") else { return false }
        var best: Int?
        for index in rules.texts.indices where rules.texts[index].form.hasHashes && matches(rules.texts[index].open, at + hashes) {
            if best.map({ rules.texts[$0].open.count < rules.texts[index].open.count }) ?? true { best = index }
        }
        guard let best else { return false }
        scanText(rules, best, start: at, from: at + hashes + rules.texts[best].open.count, hashes: hashes)
        return true
    }

    // MARK: Delimited texts

    /// `qw(…)`, `m{…}`, `s/…/…/`: Perl's words with delimiters. The word ends at the place at hand.
    mutating func scanQuoteWord(_ rules: CodeRules, _ word: UnsafeBufferPointer<UInt8>, start: Int) -> Bool {
        guard word.count <= 2, let found = rules.quoteWords.first(where: { word.elementsEqual($0.word) }) else { return false }
        // Not `$h{s}`, `s => 1`, `->y`.
        if start > code.begin, bytes[start - 1] == UInt8(ascii: "{") || bytes[start - 1] == UInt8(ascii: ">") || bytes[start - 1] == UInt8(ascii: "-") { return false }
        guard delimiters.contains(byte(at)) else { return false }
        scanDelimited(found.count, start: start, from: at)
        return true
    }

    /// Ruby's `%w[…]`, Elixir's `~r/…/`.
    mutating func scanQuoteMark(_ after: Int) -> Bool {
        guard isASCIILetter(byte(after)), delimiters.contains(byte(after + 1)), byte(after + 1) != UInt8(ascii: "#") else { return false }
        scanDelimited(1, start: at, from: after + 1)
        return true
    }

    /// - Parameter from: The first delimiter.
    private mutating func scanDelimited(_ count: Int, start: Int, from: Int) {
        var index = from
        var isOpen = true
        for part in 0..<count {
            let open = byte(index)
            let close = closers[open] ?? open
            var nesting = 0
            isOpen = true
            index += 1
            // `"""` (Elixir).
            let isTriple = close == UInt8(ascii: "\"") && byte(index) == close && byte(index + 1) == close
            if isTriple { index = place(of: [close, close, close], from: index + 2) + 2 }
            while isOpen, index < end {
                let byte = bytes[index]
                if byte == UInt8(ascii: "\\") {
                    index += 1
                } else if byte == close, nesting == 0 {
                    isOpen = false
                } else if byte == close {
                    nesting -= 1
                } else if byte == open {
                    nesting += 1
                } else if byte == 0x0A, open == close, !isTriple {
                    break
                }
                index += 1
            }
            index = min(index, end)
            guard !isOpen, part + 1 < count else { break }
            // `s{…}{…}` opens again; `s/…/…/` shares the middle.
            if open == close { index -= 1 } else { index = skipBlanks(index) }
        }
        index = min(index, end)
        if !isOpen { while index < end, isASCIILetter(bytes[index]) { index += 1 } }
        steps += index - start
        at = index
        mark(.string, start, at)
    }
}

private let delimiters = ASCIISet("/{([<|!#\"'^@")
private let closers: [UInt8: UInt8] = [
    UInt8(ascii: "{"): UInt8(ascii: "}"), UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]"), UInt8(ascii: "<"): UInt8(ascii: ">"),
]
