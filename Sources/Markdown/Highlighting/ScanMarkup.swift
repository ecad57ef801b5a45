extension TokenScanner {
    /// Tags, attributes, comments, references; of HTML also scripts and style sheets.
    mutating func scanMarkup(_ grammar: MarkupGrammar) {
        let islands = grammar.islands.map { (Array($0.open.utf8), Array($0.close.utf8), $0.language) }
        while at < end {
            let byte = bytes[at]
            steps += 1
            if let (open, close, name) = islands.first(where: { $0.0[0] == byte && matches($0.0, at) }) {
                mark(.attribute, at, at + open.count)
                let start = at + open.count
                let stop = place(of: close, from: start)
                scan(LanguageTable.shared.language(named: name), start..<stop)
                at = min(end, stop + close.count)
                mark(.attribute, stop, at)
            } else if byte == UInt8(ascii: "<") {
                scanTag(grammar)
            } else if byte == UInt8(ascii: "&") {
                scanReference()
            } else {
                at += 1
            }
        }
    }

    /// `&amp;`, `&#8212;`.
    private mutating func scanReference() {
        var index = at + 1
        let limit = min(end, at + 32)
        while index < limit, isASCIILetter(bytes[index]) || isASCIIDigit(bytes[index]) || bytes[index] == UInt8(ascii: "#") { index += 1 }
        steps += index - at
        let isReference = index > at + 1 && byte(index) == UInt8(ascii: ";")
        if isReference { mark(.literal, at, index + 1) }
        at = isReference ? index + 1 : at + 1
    }

    private mutating func scanTag(_ grammar: MarkupGrammar) {
        let start = at
        for (open, close, kind) in markupBlocks where matches(open, at) {
            at = min(end, place(of: close, from: at + open.count) + close.count)
            return mark(kind, start, at)
        }
        var index = at + 1
        let isCloser = byte(index) == UInt8(ascii: "/")
        if isCloser { index += 1 }
        guard isASCIILetter(byte(index)) || byte(index) == UInt8(ascii: "_") || byte(index) >= 0x80 else {
            at += 1
            return
        }
        let name = index
        while index < end, isTagName(bytes[index]) { index += 1 }
        steps += index - start
        mark(.keyword, start, index)
        at = index
        scanAttributes()
        if byte(at - 1) == UInt8(ascii: ">"), grammar.isHTML, !isCloser, bytes[at - 2] != UInt8(ascii: "/") { scanRawElement(bytes[name..<index]) }
    }

    private mutating func scanAttributes() {
        while at < end {
            let byte = bytes[at]
            steps += 1
            if byte == UInt8(ascii: ">") {
                mark(.keyword, at, at + 1)
                at += 1
                return
            }
            if byte == UInt8(ascii: "<") { return }
            if byte == UInt8(ascii: "/"), self.byte(at + 1) == UInt8(ascii: ">") {
                mark(.keyword, at, at + 2)
                at += 2
                return
            }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let stop = place(of: [byte], from: at + 1)
                mark(.string, at, min(end, stop + 1))
                at = min(end, stop + 1)
            } else if byte == UInt8(ascii: "=") {
                // A value without quotes.
                var index = skipBlanks(at + 1)
                at = index
                while index < end, bytes[index] > 0x20, !unquotedEnds.contains(bytes[index]) { index += 1 }
                steps += index - at
                mark(.string, at, index)
                at = index
            } else if byte > 0x20, byte != UInt8(ascii: "/") {
                var index = at + 1
                while index < end, bytes[index] > 0x20, !unquotedEnds.contains(bytes[index]), bytes[index] != UInt8(ascii: "="), bytes[index] != UInt8(ascii: "/") { index += 1 }
                steps += index - at
                mark(.attribute, at, index)
                at = index
            } else {
                at += 1
            }
        }
    }

    /// What `<script>` and `<style>` hold, up to their closing tags.
    private mutating func scanRawElement(_ name: Slice<UnsafeBufferPointer<UInt8>>) {
        let lower = name.prefix(7).map(lowercased)
        guard name.count <= 6, lower == Array("script".utf8) || lower == Array("style".utf8) else { return }
        let start = at
        var stop = at
        while stop < end {
            if bytes[stop] == UInt8(ascii: "<"), byte(stop + 1) == UInt8(ascii: "/"), lowercased(byte(stop + 2)) == UInt8(ascii: "s"), lowercased(byte(stop + 3)) == lower[1] { break }
            stop += 1
        }
        steps += stop - start
        scan(LanguageTable.shared.language(named: lower[1] == UInt8(ascii: "c") ? "js" : "css"), start..<stop)
    }
}

private let markupBlocks: [([UInt8], [UInt8], TokenKind)] = [
    (Array("<!--".utf8), Array("-->".utf8), .comment), (Array("<![CDATA[".utf8), Array("]]>".utf8), .string), (Array("<!".utf8), Array(">".utf8), .attribute),
    (Array("<?".utf8), Array("?>".utf8), .attribute),
]
private let unquotedEnds = ASCIISet(">\"'<")

func isTagName(_ byte: UInt8) -> Bool {
    isASCIILetter(byte) || isASCIIDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
}
