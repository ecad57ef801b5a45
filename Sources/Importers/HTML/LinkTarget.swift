/// One more than the longest run of backticks, and not less than `least`.
func backtickFree(_ code: [UInt8], atLeast least: Int) -> Int {
    var longest = 0
    var run = 0
    for byte in code {
        run = byte == UInt8(ascii: "`") ? run + 1 : 0
        longest = max(longest, run)
    }
    return longest == 0 ? least : max(least, longest + 1)
}

/// A link's destination and title as they stand between its parentheses.
func linkTarget(_ destination: [UInt8], title: [UInt8]?, place: InlinePlace) -> [UInt8] {
    var out: [UInt8] = []
    var depth = 0
    var isBalanced = true
    for byte in destination {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if depth < 0 || depth > 8 { isBalanced = false }
    }
    if depth != 0 { isBalanced = false }
    for (index, byte) in destination.enumerated() {
        switch byte {
        case 0...32, 127: out += percentEncoded(byte)
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"): out += percentEncoded(byte)
        case UInt8(ascii: "|") where place == .cell: out += percentEncoded(byte)
        case UInt8(ascii: "\\"): out += percentEncoded(byte)
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            if !isBalanced { out.append(UInt8(ascii: "\\")) }
            out.append(byte)
        case UInt8(ascii: "*"), UInt8(ascii: "_"): out.append(byte)
        case UInt8(ascii: "&") where isWordByte(destination[safe: index + 1]) || destination[safe: index + 1] == UInt8(ascii: "#"):
            // Only `&name;` would be read as a character.
            let rest = destination[(index + 1)...]
            let end = rest.firstIndex { !isWordByte($0) && $0 != UInt8(ascii: "#") }
            if let end, destination[end] == UInt8(ascii: ";") { out.append(UInt8(ascii: "\\")) }
            out.append(byte)
        default: out.append(byte)
        }
    }
    guard let title, !title.isEmpty else { return out }
    out += [32, UInt8(ascii: "\"")]
    for byte in title {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "|"): out += [UInt8(ascii: "\\"), byte]
        case 0...32: out.append(32)
        default: out.append(byte)
        }
    }
    out.append(UInt8(ascii: "\""))
    return out
}

func percentEncoded(_ byte: UInt8) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}

extension Array {
    /// The element, or `nil` past either end.
    subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
