extension TokenScanner {
    /// Applies the first rule that begins at the place at hand; `false` when none does, and then nothing was used up.
    mutating func applyRule(_ rules: CodeRules, _ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        let first = bytes[at]
        var index = Int(rules.firstRule[Int(first)])
        guard index >= 0 else { return false }
        while index < rules.rules.count, rules.rules[index].open[0] == first {
            steps += 1
            if matches(rules.rules[index].open, at), fulfils(rules.rules[index].needs, roles), apply(rules, index, roles) { return true }
            index += 1
        }
        return false
    }

    private mutating func fulfils(_ needs: CodeRules.Needs, _ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        switch needs {
        case .nothing: return true
        case .lineStart: return isAtLineStart(at)
        case .blank:
            guard at > code.begin else { return true }
            let before = bytes[at - 1]
            return before <= 0x20 || before == UInt8(ascii: ";") || before == UInt8(ascii: "(") || before == UInt8(ascii: ")")
        case .gap:
            guard at > code.begin else { return true }
            let before = bytes[at - 1]
            // `T<:Real`
            if before == UInt8(ascii: "<"), bytes[at] == UInt8(ascii: ":") { return false }
            if before == bytes[at] || before == UInt8(ascii: ")") || before == UInt8(ascii: "]") || before == UInt8(ascii: "}") { return false }
            return roles[Int(before)] & CodeRules.Role.name == 0
        }
    }

    private mutating func apply(_ rules: CodeRules, _ index: Int, _ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = at
        let after = at + rules.rules[index].open.count
        switch rules.rules[index].action {
        case .comment(let close, let nests, let kind):
            at = close.isEmpty ? lineEnd(after) : nests ? nestedCommentEnd(rules.rules[index].open, close, after) : min(end, place(of: close, from: after) + close.count)
            mark(kind, start, at)
            return true
        case .string(let text):
            scanText(rules, text, start: start, from: after, hashes: 0)
            return true
        case .hashes: return scanHashed(rules)
        case .sigil(let sigil):
            let isColour = rules.traits.keysBeforeColon == .declarations && bytes[at] == UInt8(ascii: "#") && !leadsToBrace(after)
            return scanSigil(rules.grammar.sigils[sigil], isColour ? .number : rules.grammar.sigils[sigil].kind, after, roles)
        case .bracketed(let close, let kind):
            at = bracketEnd(close, after)
            mark(kind, start, at)
            return true
        case .directive: return scanDirective(after, roles)
        case .regex: return scanRegex(roles)
        case .element: return scanElement(roles)
        case .quotedName(let kind): return scanQuotedName(kind, roles)
        case .heredoc: return scanHeredocOpener(after, needsCapital: rules.grammar.heredocs?.needsCapital ?? false, mayBeIndented: rules.grammar.heredocs?.mayBeIndented ?? false)
        case .quoteMark: return scanQuoteMark(after)
        case .blockScalar: return scanBlockScalar()
        case .fraction:
            guard isASCIIDigit(byte(after)) else { return false }
            var index = after
            while index < end, isASCIIDigit(bytes[index]) || isASCIILetter(bytes[index]) || bytes[index] == UInt8(ascii: "_") { index += 1 }
            if bytes[index - 1] | 0x20 == UInt8(ascii: "e"), byte(index) == UInt8(ascii: "-") || byte(index) == UInt8(ascii: "+"), isASCIIDigit(byte(index + 1)) {
                index += 1
                while index < end, isASCIIDigit(bytes[index]) { index += 1 }
            }
            steps += index - start
            at = index
            mark(.number, start, at)
            return true
        }
    }

    private mutating func nestedCommentEnd(_ open: [UInt8], _ close: [UInt8], _ from: Int) -> Int {
        var depth = 1
        var index = from
        while index < end {
            if bytes[index] == close[0], matches(close, index) {
                index += close.count
                depth -= 1
                if depth == 0 { break }
            } else if bytes[index] == open[0], matches(open, index) {
                index += open.count
                depth += 1
            } else {
                index += 1
            }
        }
        steps += min(index, end) - from
        return min(index, end)
    }

    /// Up to the bracket that closes `open…`, others of its kind inside; at most to the end of the line, where most are short.
    private mutating func bracketEnd(_ close: [UInt8], _ from: Int) -> Int {
        let closer = close[0]
        let opener = closer == UInt8(ascii: "]") ? UInt8(ascii: "[") : closer == UInt8(ascii: ")") ? UInt8(ascii: "(") : UInt8(ascii: "{")
        var depth = 0
        var index = from
        defer { steps += index - from }
        while index < end {
            if bytes[index] == closer {
                if depth == 0, matches(close, index) {
                    index += close.count
                    return index
                }
                depth = max(0, depth - 1)
            } else if bytes[index] == opener {
                depth += 1
            } else if bytes[index] == 0x0A {
                return index
            }
            index += 1
        }
        return index
    }

    private mutating func scanSigil(_ sigil: Sigil, _ kind: TokenKind, _ after: Int, _ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        guard after < end else { return false }
        let start = at
        let next = bytes[after]
        if let bracket = sigil.bracket, next == bracket {
            at = bracketEnd([bracket == UInt8(ascii: "(") ? UInt8(ascii: ")") : bracket == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")], after + 1)
            mark(kind, start, at)
            return true
        }
        guard roles[Int(next)] & CodeRules.Role.nameStart != 0 || sigil.more.utf8.contains(next) else {
            guard sigil.alone.utf8.contains(next) else { return false }
            at = after + 1
            mark(kind, start, at)
            return true
        }
        var index = after
        if sigil.more.isEmpty {
            while index < end, roles[Int(bytes[index])] & CodeRules.Role.name != 0 { index += 1 }
        } else {
            while index < end, roles[Int(bytes[index])] & CodeRules.Role.name != 0 || sigil.more.utf8.contains(bytes[index]) { index += 1 }
        }
        steps += index - start
        at = index
        mark(kind, start, at)
        return true
    }

    /// `#include <stdio.h>`, `#  define`, `#!`.
    private mutating func scanDirective(_ after: Int, _ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = at
        if byte(after) == UInt8(ascii: "!") {
            at = lineEnd(after)
            mark(.comment, start, at)
            return true
        }
        let word = skipBlanks(after)
        var index = word
        while index < end, isASCIILetter(bytes[index]) || bytes[index] == UInt8(ascii: "_") { index += 1 }
        steps += index - word
        guard index > word else { return false }
        mark(.attribute, start, index)
        at = index
        let name = UnsafeBufferPointer(rebasing: bytes[word..<index])
        guard name.elementsEqual("include".utf8) || name.elementsEqual("import".utf8) else { return true }
        let open = skipBlanks(at)
        guard byte(open) == UInt8(ascii: "<") else { return true }
        let line = lineEnd(open)
        var close = open
        while close < line, bytes[close] != UInt8(ascii: ">") { close += 1 }
        at = min(line, close + 1)
        mark(.string, open, at)
        return true
    }

    /// `'a'`, `'\n'`; without a closing mark a name of `kind` (`'a` in Rust, OCaml), or nothing.
    private mutating func scanQuotedName(_ kind: TokenKind, _ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = at
        let next = byte(start + 1)
        if next == UInt8(ascii: "\\") {
            var index = start + 3
            let limit = min(end, start + 16)
            while index < limit, bytes[index] != UInt8(ascii: "'"), bytes[index] != 0x0A { index += 1 }
            steps += 16
            guard index < limit, bytes[index] == UInt8(ascii: "'") else { return false }
            at = index + 1
            mark(.string, start, at)
            return true
        }
        let length = next < 0x80 ? 1 : next >= 0xF0 ? 4 : next >= 0xE0 ? 3 : 2
        if next != UInt8(ascii: "'"), next != 0x0A, byte(start + 1 + length) == UInt8(ascii: "'") {
            at = start + 2 + length
            mark(.string, start, at)
            return true
        }
        guard roles[Int(next)] & CodeRules.Role.nameStart != 0, start + 1 < end else { return false }
        var index = start + 1
        while index < end, roles[Int(bytes[index])] & CodeRules.Role.name != 0 { index += 1 }
        steps += index - start
        at = index
        mark(kind, start, at)
        return true
    }

    /// `/…/` where a value can begin. A line that closes none is looked at once.
    private mutating func scanRegex(_ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        guard at >= code.noRegexBefore, canBeginRegex(roles) else { return false }
        let start = at
        var index = at + 1
        var isInSet = false
        while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\\") {
                index += 1
                if index < end, bytes[index] != 0x0A { index += 1 }
                continue
            }
            if byte == UInt8(ascii: "/"), !isInSet { break }
            if byte == UInt8(ascii: "[") { isInSet = true }
            if byte == UInt8(ascii: "]") { isInSet = false }
            index += 1
        }
        index = min(index, end)
        steps += index - start
        guard index < end, bytes[index] == UInt8(ascii: "/") else {
            code.noRegexBefore = index
            return false
        }
        index += 1
        while index < end, isASCIILetter(bytes[index]) { index += 1 }
        at = index
        mark(.string, start, at)
        return true
    }

    private mutating func canBeginRegex(_ roles: UnsafeBufferPointer<UInt8>) -> Bool {
        var before = at
        let limit = max(code.begin, at - TokenScanner.sight)
        while before > limit, bytes[before - 1] == 0x20 || bytes[before - 1] == 0x09 {
            before -= 1
            steps += 1
        }
        guard before > code.begin else { return true }
        let byte = bytes[before - 1]
        if before == code.keywordEnd { return true }
        if roles[Int(byte)] & CodeRules.Role.name != 0 { return false }
        switch byte {
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "/"), UInt8(ascii: "<"): return false
        default: return true
        }
    }
}
