import Diagnostics

// Escaping works on bytes: "\u{600}<" is one Character, so a test by Character would let the "<" through.
//
// Everything printed comes through here, so the output is always well-formed UTF-8 without characters that XML 1.0 or HTML
// forbid; such a character becomes U+FFFD. cmark-gfm prints the byte FE for `&#xFFFE;`, which is valid ASCII input.

/// Appends `bytes` as the text of an element.
package func appendText(_ bytes: some Collection<UInt8>, to out: inout [UInt8]) {
    withBuffer(bytes) { appendEscaped($0, to: &out) }
}

/// Appends `bytes` as the value of a double- or single-quoted attribute.
package func appendAttribute(_ bytes: some Collection<UInt8>, to out: inout [UInt8]) {
    withBuffer(bytes) { appendEscapedAttribute($0, to: &out) }
}

/// `bytes` without what can't be printed, unescaped: for plain text.
package func appendCleaned(_ bytes: some Collection<UInt8>, to out: inout [UInt8]) {
    withBuffer(bytes) { source in
        appendRuns(source, careful: careInPlainText, to: &out) { _, _ in }
    }
}

/// Appends prose: `appendEscaped` and `appendCleaned`, but a character for private use, which is another picture or none with every reader's
/// fonts (a bullet of Word's, an icon of the page that was copied), becomes U+FFFD. Code keeps it: there it may be what the code is about.
func appendProse(_ bytes: UnsafeBufferPointer<UInt8>, html: inout [UInt8], isShown: Bool, text: inout [UInt8]) {
    if isShown { appendEscaped(bytes, privateUse: false, to: &html) }
    appendRuns(bytes, careful: careInPlainText, privateUse: false, to: &text) { _, _ in }
}

func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, privateUse: Bool = true, to out: inout [UInt8]) {
    appendRuns(bytes, careful: careInText, privateUse: privateUse, to: &out) { byte, out in
        switch byte {
        case UInt8(ascii: "&"): append("&amp;", to: &out)
        case UInt8(ascii: "<"): append("&lt;", to: &out)
        default: append("&gt;", to: &out)
        }
    }
}

func appendEscapedAttribute(_ bytes: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    appendRuns(bytes, careful: careInAttribute, to: &out) { byte, out in
        switch byte {
        case UInt8(ascii: "&"): append("&amp;", to: &out)
        case UInt8(ascii: "<"): append("&lt;", to: &out)
        case UInt8(ascii: ">"): append("&gt;", to: &out)
        case UInt8(ascii: "\""): append("&quot;", to: &out)
        default: append("&#39;", to: &out)
        }
    }
}

/// Appends text that this module itself wrote.
func append(_ literal: StaticString, to out: inout [UInt8]) {
    out.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
}

/// A set of ASCII bytes.
struct ASCIISet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ members: StaticString, controls: Bool = false) {
        if controls {
            for byte in UInt8(0)..<0x20 where byte != 0x09 && byte != 0x0A { insert(byte) }
            insert(0x7F)
        }
        for offset in 0..<members.utf8CodeUnitCount { insert(members.utf8Start[offset]) }
    }

    private mutating func insert(_ byte: UInt8) {
        if byte < 64 { low |= 1 << UInt64(byte) } else if byte < 128 { high |= 1 << UInt64(byte & 63) }
    }

    @inline(__always) func contains(_ byte: UInt8) -> Bool {
        byte < 0x80 && ((byte < 64 ? low : high) >> UInt64(byte & 63)) & 1 == 1
    }
}

private let careInPlainText = ASCIISet("", controls: true)
private let careInText = ASCIISet("&<>", controls: true)
private let careInAttribute = ASCIISet("&<>\"'", controls: true)

/// Copies runs of harmless bytes whole; hands each escaped byte to `escape`, and replaces what may not be printed.
@inline(__always)
private func appendRuns(
    _ bytes: UnsafeBufferPointer<UInt8>, careful: ASCIISet, privateUse: Bool = true, to out: inout [UInt8], escape: (UInt8, inout [UInt8]) -> Void
) {
    var runStart = 0
    var index = nextUnusual(bytes, from: 0)
    while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
            guard careful.contains(byte) else {
                index = nextUnusual(bytes, from: index + 1)
                continue
            }
            out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<index]))
            if byte < 0x20 || byte == 0x7F { append("\u{FFFD}", to: &out) } else { escape(byte, &out) }
            index += 1
            runStart = index
            continue
        }
        let length = printableLength(bytes, at: index, privateUse: privateUse)
        if length > 0 {
            index += length
            continue
        }
        out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<index]))
        append("\u{FFFD}", to: &out)
        index -= length
        runStart = index
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart...]))
}

/// The first byte at or after `start` that may not be harmless everywhere: one of `&<>"'`, a control, or none of ASCII.
@inline(__always)
private func nextUnusual(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index + 8 <= bytes.count {
        let lanes = ByteLanes(bytes, at: index)
        let unusual =
            lanes.beyondASCII | lanes.below(0x20) | lanes.equal(0x7F) | lanes.equal(UInt8(ascii: "<"), ignoring: 0x02)
            | lanes.equal(UInt8(ascii: "\""), ignoring: 0x05)
        if unusual != 0 { return index + ByteLanes.count(before: unusual) }
        index += 8
    }
    return index
}

/// The length of the well-formed, printable scalar at `index`, whose first byte is not ASCII; or minus the number of bytes to replace.
private func printableLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, privateUse: Bool) -> Int {
    let first = bytes[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, index + length <= bytes.count else { return -1 }
    var scalar = UInt32(first) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length {
        let next = bytes[index + offset]
        guard next & 0xC0 == 0x80 else { return -1 }
        scalar = scalar << 6 | UInt32(next & 0x3F)
    }
    switch scalar {
    case 0..<0x80, 0xD800...0xDFFF, 0x11_0000...: return -1
    case 0x80..<0xA0, 0xFDD0...0xFDEF: return -length
    case _ where length == 3 && scalar < 0x800, _ where length == 4 && scalar < 0x1_0000: return -1
    case _ where scalar & 0xFFFE == 0xFFFE: return -length
    case 0xE000...0xF8FF, 0xF_0000...: return privateUse ? length : -length
    default: return length
    }
}

@inline(__always)
private func withBuffer(_ bytes: some Collection<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    if bytes.withContiguousStorageIfAvailable({ body($0) }) == nil {
        Array(bytes).withUnsafeBufferPointer { body($0) }
    }
}
