import Diagnostics

/// What each byte becomes in HTML: an empty entry means itself.
///
/// The five characters are those of the HTML Standard's "escaping a string" and `'`, so that single-quoted attributes hold too.
/// Bytes, never Characters: U+0600 followed by `<` is one Character, and a comparison by Character would let the tag through.
private let lessThan = Array("&lt;".utf8)
private let greaterThan = Array("&gt;".utf8)
private let ampersand = Array("&amp;".utf8)
private let quote = Array("&quot;".utf8)
private let apostrophe = Array("&#39;".utf8)

/// Appends `text` escaped for element content and quoted attribute values.
package func appendEscaped(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { appendEscaped($0, to: &output) }
}

/// Copies the runs between the special bytes; most texts are one run.
private func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    var runStart = 0
    var index = 0
    while index < bytes.count {
        if index + 8 <= bytes.count {
            let lanes = ByteLanes(bytes, at: index)
            // `<` and `>`, and `"`, `&` and `'` with a byte or two that are told from them below.
            let special = lanes.equal(UInt8(ascii: "<"), ignoring: 0x02) | lanes.equal(UInt8(ascii: "\""), ignoring: 0x05)
            guard special != 0 else {
                index += 8
                continue
            }
            index += ByteLanes.count(before: special)
        }
        let byte = bytes[index]
        // All five are at most `>`; letters and every byte beyond ASCII are above it.
        if byte <= UInt8(ascii: ">"), let replacement = replacement(for: byte) {
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<index]))
            output.append(contentsOf: replacement)
            runStart = index + 1
        }
        index += 1
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<bytes.count]))
}

private func replacement(for byte: UInt8) -> [UInt8]? {
    switch byte {
    case UInt8(ascii: "<"): lessThan
    case UInt8(ascii: ">"): greaterThan
    case UInt8(ascii: "&"): ampersand
    case UInt8(ascii: "\""): quote
    case UInt8(ascii: "'"): apostrophe
    default: nil
    }
}

/// Appends a whole number in decimal digits, without grouping.
func appendDecimal(_ number: Int, to output: inout [UInt8]) {
    if number < 0 { output.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = output.count
    repeat {
        output.append(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
    } while rest > 0
    output[start...].reverse()
}
