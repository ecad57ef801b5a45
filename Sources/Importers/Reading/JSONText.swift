/// Texts within a JSON text, with their escapes.
extension JSONReader {
    /// In bytes; nobody's message is as long.
    private static var longestText: Int { 64 << 20 }

    mutating func string() throws(JSONFault) -> String {
        mark = at
        defer { mark = nil }
        at += 1
        // Most texts have no escapes and are taken as they stand.
        repeat {
            while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 32 { at += 1 }
            try checkLength(at - (mark ?? 0))
        } while at >= bytes.count && grow()
        if has(0), bytes[at] == UInt8(ascii: "\"") {
            at += 1
            return try text(bytes[((mark ?? 0) + 1)..<(at - 1)], opening: offset + (mark ?? 0))
        }
        let opening = offset + (mark ?? 0)
        var out = Array(bytes[((mark ?? 0) + 1)..<at])
        mark = nil
        while has(0) {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return try text(out[...], opening: opening)
            }
            guard byte >= 32 else { throw fault("a control character stands in a text") }
            at += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &out) } else { out.append(byte) }
            try checkLength(out.count)
        }
        throw fault("")
    }

    private func checkLength(_ count: Int) throws(JSONFault) {
        guard count <= Self.longestText else { throw fault(mark ?? max(0, at - 1), "this text is longer than \(Self.longestText >> 20) MiB") }
    }

    /// `opening` is the place of the text's `"` in the file, which may have left the window.
    private func text(_ text: ArraySlice<UInt8>, opening: Int) throws(JSONFault) -> String {
        guard let text = String(validating: text, as: UTF8.self) else {
            throw JSONFault(byte: opening, what: "this text is not UTF-8")
        }
        return text
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONFault) {
        guard has(0) else { throw fault("") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(8)
        case UInt8(ascii: "f"): out.append(12)
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "r"): out.append(13)
        case UInt8(ascii: "t"): out.append(9)
        case UInt8(ascii: "u"):
            var unit = try hexadecimal(4)
            while (0xD800..<0xDC00).contains(unit), has(1), bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") {
                at += 2
                let low = try hexadecimal(4)
                if (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    out += "\u{FFFD}".utf8
                    unit = low
                }
            }
            // Half of a pair is no character.
            out += String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8
        // No JSON, but how Telegram Desktop writes control characters; none of them means anything to a reader.
        case UInt8(ascii: "x"): _ = try hexadecimal(2)
        default:
            at -= 1
            throw fault("this escape is none of JSON's")
        }
    }

    private mutating func hexadecimal(_ digits: Int) throws(JSONFault) -> UInt32 {
        guard has(digits - 1) else {
            at = bytes.count
            throw fault("")
        }
        var unit: UInt32 = 0
        for byte in bytes[at..<(at + digits)] {
            switch byte {
            case 48...57: unit = unit << 4 + UInt32(byte - 48)
            case 65...70: unit = unit << 4 + UInt32(byte - 55)
            case 97...102: unit = unit << 4 + UInt32(byte - 87)
            default: throw fault("this escape needs \(digits) hexadecimal digits")
            }
        }
        at += digits
        return unit
    }
}
