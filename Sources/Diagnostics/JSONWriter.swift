/// Writes JSON (RFC 8259) as bytes, in the order of the calls: the same calls give the same bytes.
///
/// Its strings are also safe inside an HTML `<script>`: `<`, `>`, `&`, U+2028, U+2029, DEL and all control characters are written as
/// `\uXXXX`, so that neither `</script>` nor `<!--` can occur. Whatever the caller does, the output is valid UTF-8.
///
///     var json = JSONWriter()
///     json.object { json in
///         json.key("title"); json.string("a<b")
///         json.key("votes"); json.integer(3)
///     }
///     // {"title":"a\u003cb","votes":3}
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0
    /// Whether nothing has been written yet into the array or object that is open.
    private var isFirst = true
    private var isAfterKey = false

    /// `isPretty` puts each entry on its own line, indented by two spaces, for people and for version control; marks that turn the direction of a line are
    /// written as `\uXXXX` then, because a terminal obeys them.
    package init(isPretty: Bool = false) {
        self.isPretty = isPretty
    }

    /// Writes behind bytes that are there already.
    package init(after bytes: [UInt8]) {
        self.bytes = bytes
        isPretty = false
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes `{`, what `members` writes, `}`. Each member is `key(_:)` and then one value.
    package mutating func object(_ members: (inout JSONWriter) -> Void) { nest(0x7B, 0x7D, members) }

    /// Writes `[`, what `elements` writes, `]`.
    package mutating func array(_ elements: (inout JSONWriter) -> Void) { nest(0x5B, 0x5D, elements) }

    package mutating func key(_ name: String) {
        begin()
        quote(name.utf8)
        bytes.append(0x3A)
        if isPretty { bytes.append(0x20) }
        isAfterKey = true
    }

    package mutating func string(_ text: String) {
        begin()
        quote(text.utf8)
    }

    /// `text` is well-formed UTF-8.
    package mutating func string(_ text: ByteSlice) {
        begin()
        bytes.append(0x22)
        text.withBytes { escape($0) }
        bytes.append(0x22)
    }

    /// As above.
    package mutating func string(_ text: [UInt8]) {
        begin()
        bytes.append(0x22)
        text.withUnsafeBytes { escape($0) }
        bytes.append(0x22)
    }

    package mutating func integer(_ number: Int) {
        begin()
        bytes += Array(String(number).utf8)
    }

    /// The shortest decimal that reads back as the same number; `null` for infinities and NaN, which JSON has not.
    package mutating func number(_ number: Double) {
        begin()
        bytes += Array((number.isFinite ? number.description : "null").utf8)
    }

    package mutating func boolean(_ value: Bool) {
        begin()
        bytes += Array((value ? "true" : "false").utf8)
    }

    package mutating func null() {
        begin()
        bytes += Array("null".utf8)
    }

    private mutating func begin() {
        if isAfterKey {
            isAfterKey = false
        } else {
            if !isFirst { bytes.append(0x2C) }
            if depth > 0 { newLine() }
        }
        isFirst = false
    }

    private mutating func nest(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
        begin()
        bytes.append(open)
        depth += 1
        isFirst = true
        body(&self)
        depth -= 1
        if !isFirst { newLine() }
        bytes.append(close)
        isFirst = false
    }

    private mutating func newLine() {
        guard isPretty else { return }
        bytes.append(0x0A)
        bytes += [UInt8](repeating: 0x20, count: 2 * depth)
    }

    private mutating func quote(_ text: String.UTF8View) {
        bytes.append(0x22)
        var text = String(text)
        text.withUTF8 { escape(UnsafeRawBufferPointer($0)) }
        bytes.append(0x22)
    }

    private mutating func escape(_ text: UnsafeRawBufferPointer) {
        /// What lies before this is written.
        var done = 0
        var i = 0
        let lanesOf = text.bindMemory(to: UInt8.self)
        while i < text.count {
            if i + 8 <= text.count {
                let lanes = ByteLanes(lanesOf, at: i)
                let unusual =
                    lanes.beyondASCII | lanes.below(0x20) | lanes.equal(0x7F) | lanes.equal(0x5C) | lanes.equal(0x3C, ignoring: 0x02)
                    | lanes.equal(0x22, ignoring: 0x04)
                guard unusual != 0 else {
                    i += 8
                    continue
                }
                i += ByteLanes.count(before: unusual)
            }
            let byte = text[i]
            if byte < 0x80 {
                if Self.isEscaped(byte) {
                    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[done..<i]))
                    escape(byte)
                    done = i + 1
                }
            } else if byte == 0xE2 {
                // In well-formed text E2 begins a character of three bytes. U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
                if i + 2 < text.count, turnsText(text[i + 1], text[i + 2]) {
                    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[done..<i]))
                    let low = UInt16(text[i + 1] & 0x3F) << 6 | UInt16(text[i + 2] & 0x3F)
                    bytes += Array("\\u2".utf8)
                    bytes += [Self.digit(UInt8(low >> 8)), Self.digit(UInt8(low >> 4 & 15)), Self.digit(UInt8(low & 15))]
                    i += 2
                    done = i + 1
                }
            } else if byte == 0xC2, i + 1 < text.count, text[i + 1] < 0xA0 {
                // U+0080 to U+009F: controls to a terminal that doesn't speak UTF-8, and to some that do.
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[done..<i]))
                escape(text[i + 1])
                i += 1
                done = i + 1
            }
            i += 1
        }
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[done...]))
    }

    /// Whether E2 and these are a line break of Unicode; and, in what people read on a terminal, a mark that turns the line round.
    private func turnsText(_ second: UInt8, _ third: UInt8) -> Bool {
        if second == 0x80, third == 0xA8 || third == 0xA9 { return true }
        guard isPretty else { return false }
        return second == 0x80 ? (0xAA...0xAE).contains(third) || third == 0x8E || third == 0x8F : second == 0x81 && (0xA6...0xA9).contains(third)
    }

    /// Whether a byte below 128 is a control character or one of `"`, `&`, `<`, `>`, `\` and DEL: a bit for each, in two words.
    @inline(__always) private static func isEscaped(_ byte: UInt8) -> Bool {
        let word: UInt64 = byte < 64 ? 0x5000_0044_FFFF_FFFF : 0x8000_0000_1000_0000
        return (word >> UInt64(byte & 63)) & 1 == 1
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5C: append(0x5C, byte)
        case 0x0A: append(0x5C, 0x6E)
        case 0x09: append(0x5C, 0x74)
        default:
            append(0x5C, 0x75)
            append(0x30, 0x30)
            append(Self.digit(byte >> 4), Self.digit(byte & 15))
        }
    }

    private mutating func append(_ first: UInt8, _ second: UInt8) {
        bytes.append(first)
        bytes.append(second)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
