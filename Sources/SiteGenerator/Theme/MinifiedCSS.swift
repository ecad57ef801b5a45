/// A style sheet without what only its writers need: comments, indentation, the last `;` of a block.
///
/// Simple on purpose: it knows no property and no selector. It copies strings, `url(…)` and escapes as they are, makes one space of many, and drops
/// spaces only where CSS Syntax 3 gives them no meaning: around `{`, `}`, `;` and `,`, after `:`, and at both ends. A space before `:` stays
/// (`a :hover` is not `a:hover`), as do those around `+`, `-`, `*`, `/`, `>` and `~`.
func minifiedCSS(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var isSpacePending = false
    var i = 0
    /// Writes a byte of the style sheet itself, with the space before it where that means something.
    func write(_ byte: UInt8) {
        if isSpacePending, let last = out.last, !isTight(last), !isTightBefore(byte) { out.append(0x20) }
        // An empty custom property is '--x: ;' for older browsers.
        if isSpacePending, out.last == UInt8(ascii: ":"), byte == UInt8(ascii: ";") || byte == UInt8(ascii: "}") { out.append(0x20) }
        isSpacePending = false
        if byte == UInt8(ascii: "}"), out.last == UInt8(ascii: ";") { out.removeLast() }
        out.append(byte)
    }
    while i < bytes.count {
        let byte = bytes[i]
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
            isSpacePending = true
            i += 1
        case UInt8(ascii: "/") where i + 1 < bytes.count && bytes[i + 1] == UInt8(ascii: "*"):
            let end = endOfComment(bytes, i + 2)
            // Between two letters a comment parts two words; beside anything else it is nothing.
            if !isSpacePending, let last = out.last, !isTight(last), end < bytes.count, !isSpace(bytes[end]), !isTightBefore(bytes[end]) {
                out += Array("/**/".utf8)
            }
            i = end
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            write(byte)
            let end = endOfString(bytes, i)
            out += bytes[(i + 1)..<end]
            i = end
        case UInt8(ascii: "\\"):
            write(byte)
            let end = endOfEscape(bytes, i)
            out += bytes[(i + 1)..<end]
            i = end
        case UInt8(ascii: "(") where endsWithURL(out) && !isSpacePending:
            write(byte)
            i += 1
            let end = endOfURL(bytes, i)
            out += bytes[i..<end]
            i = end
        default:
            write(byte)
            i += 1
        }
    }
    return out
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B }

/// After which a space means nothing.
private func isTight(_ byte: UInt8) -> Bool { "{};,:".utf8.contains(byte) }

/// Before which a space means nothing.
private func isTightBefore(_ byte: UInt8) -> Bool { "{};,".utf8.contains(byte) }

/// Behind the `*/`, or the end: a comment that doesn't end takes the rest.
private func endOfComment(_ bytes: [UInt8], _ start: Int) -> Int {
    var i = start
    while i + 1 < bytes.count {
        if bytes[i] == UInt8(ascii: "*"), bytes[i + 1] == UInt8(ascii: "/") { return i + 2 }
        i += 1
    }
    return bytes.count
}

/// Behind the closing quote, the line's end (where a browser gives up), or the end.
private func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
    var i = start + 1
    while i < bytes.count {
        if bytes[i] == UInt8(ascii: "\\") {
            i += 2
            continue
        }
        if bytes[i] == bytes[start] || bytes[i] == 0x0A { return i + 1 }
        i += 1
    }
    return bytes.count
}

/// Behind a character, or behind up to six digits and the space that ends them: that one belongs to the escape.
private func endOfEscape(_ bytes: [UInt8], _ start: Int) -> Int {
    var i = start + 1
    while i < bytes.count, i <= start + 6, isHexadecimal(bytes[i]) { i += 1 }
    if i == start + 1 { return min(i + 1, bytes.count) }
    return i < bytes.count && isSpace(bytes[i]) ? i + 1 : i
}

private func isHexadecimal(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20) }

private func endsWithURL(_ out: [UInt8]) -> Bool { out.suffix(3).map { $0 | 0x20 }.elementsEqual("url".utf8) }

/// At the `)` of an address without quotes; at the quote of one with them, which is a string like any other.
private func endOfURL(_ bytes: [UInt8], _ start: Int) -> Int {
    var i = start
    while i < bytes.count, isSpace(bytes[i]) { i += 1 }
    if i < bytes.count, bytes[i] == UInt8(ascii: "\"") || bytes[i] == UInt8(ascii: "'") { return start }
    while i < bytes.count, bytes[i] != UInt8(ascii: ")") { i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1 }
    return min(i, bytes.count)
}
