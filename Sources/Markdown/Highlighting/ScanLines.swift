extension TokenScanner {
    /// Texts whose lines are told apart by how they begin: diffs, sessions of a console, Markdown.
    mutating func scanLines(_ grammar: LineGrammar) {
        let prefixes = grammar.prefixes.map { (Array($0.start.utf8), $0.kind) }
        let prompts = grammar.prompts.map { Array($0.utf8) }
        let table = LanguageTable.shared
        let commands = grammar.promptLanguage.isEmpty ? nil : table.language(named: grammar.promptLanguage)
        let rest = grammar.rest.isEmpty ? nil : table.language(named: grammar.rest)
        if grammar.hasFences { scanFrontMatter() }
        while at < end {
            let line = at..<lineEnd(at)
            steps += 1
            if grammar.hasFences, scanFence(line) { continue }
            if let (prefix, kind) = prefixes.first(where: { matches($0.0, line.lowerBound) }) {
                mark(kind, line.lowerBound, line.upperBound)
                steps += prefix.count
            } else if let prompt = promptEnd(prompts, line) {
                mark(.attribute, line.lowerBound, prompt)
                scan(commands, prompt..<line.upperBound)
            } else {
                scan(rest, line)
            }
            at = min(end, line.upperBound + 1)
        }
    }

    /// `$ `, `# `, or `user@host:~/folder$ `: at most `sight` bytes.
    private mutating func promptEnd(_ prompts: [[UInt8]], _ line: Range<Int>) -> Int? {
        if let prompt = prompts.first(where: { matches($0, line.lowerBound) }) { return line.lowerBound + prompt.count }
        guard !prompts.isEmpty else { return nil }
        let limit = min(line.upperBound - 1, line.lowerBound + TokenScanner.sight)
        var hasHost = false
        var index = line.lowerBound
        defer { steps += index - line.lowerBound }
        while index < limit {
            let byte = bytes[index]
            if byte == UInt8(ascii: "@") || byte == UInt8(ascii: ":") { hasHost = true }
            if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%") {
                return hasHost && bytes[index + 1] == 0x20 ? index + 2 : nil
            }
            if byte <= 0x20, !hasHost { return nil }
            index += 1
        }
        return nil
    }

    // MARK: Markdown

    private mutating func scanFrontMatter() {
        let fence = Array("---\n".utf8)
        guard matches(fence, at) else { return }
        let close = place(of: Array("\n---".utf8), from: at + 3)
        guard close < end else {
            // Not front matter: a rule, and the search for its end is not made again.
            return
        }
        mark(.comment, at, at + 3)
        scan(LanguageTable.shared.language(named: "yaml"), (at + 4)..<max(at + 4, close + 1))
        at = close + 1
        mark(.comment, at, at + 3)
        at = min(end, lineEnd(at) + 1)
    }

    /// A fence and the code in it, in the language that its first line names.
    private mutating func scanFence(_ line: Range<Int>) -> Bool {
        var index = line.lowerBound
        while index < line.upperBound, index - line.lowerBound < 4, bytes[index] == 0x20 { index += 1 }
        let fence = byte(index)
        guard fence == UInt8(ascii: "`") || fence == UInt8(ascii: "~") else { return false }
        var length = 0
        while index + length < line.upperBound, length < TokenScanner.sight, bytes[index + length] == fence { length += 1 }
        guard length >= 3 else { return false }
        let info = UnsafeBufferPointer(rebasing: bytes[(index + length)..<line.upperBound])
        mark(.keyword, line.lowerBound, line.upperBound)
        let start = min(end, line.upperBound + 1)
        at = start
        var close = end
        while at < end {
            var index = at
            while index < end, index - at < 4, bytes[index] == 0x20 { index += 1 }
            var count = 0
            while count < length, byte(index + count) == fence { count += 1 }
            steps += count
            if count == length {
                close = at
                break
            }
            at = min(end, lineEnd(index) + 1)
        }
        scan(LanguageTable.shared.language(fence: info), start..<max(start, close))
        at = close
        if at < end {
            let stop = lineEnd(at)
            mark(.keyword, at, stop)
            at = min(end, stop + 1)
        }
        return true
    }
}
