/// Replaces `&amp;`, `&#38;` and the like, as an HTML parser would; an ampersand that starts none stays.
func resolvingCharacterReferences(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "&")) else { return bytes }
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
        if bytes[index] == UInt8(ascii: "&"), let end = referenceEnd(bytes, at: index), let value = characterReference(bytes[index..<end]) {
            out += value
            index = end
        } else {
            out.append(bytes[index])
            index += 1
        }
    }
    return out
}

/// The end of something of the form of a reference; the longest name has 31 letters.
private func referenceEnd(_ bytes: [UInt8], at start: Int) -> Int? {
    var index = start + 1
    let limit = min(bytes.count, start + 34)
    if index < limit, bytes[index] == UInt8(ascii: "#") { index += 1 }
    let first = index
    while index < limit, isASCIILetter(bytes[index]) || isASCIIDigit(bytes[index]) { index += 1 }
    guard index > first, index < limit, bytes[index] == UInt8(ascii: ";") else { return nil }
    return index + 1
}
