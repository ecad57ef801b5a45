#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Encodings of mail: RFC 2045 (quoted-printable, base64), RFC 2047 (words in headers), character sets.
enum MailText {
    static func base64(_ text: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let value: UInt8
            switch byte {
            case 65...90: value = byte - 65
            case 97...122: value = byte - 71
            case 48...57: value = byte + 4
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return out
    }

    /// `isHeader`: `_` is a space (RFC 2047, 4.2).
    static func quotedPrintable(_ text: ArraySlice<UInt8>, isHeader: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        var at = text.startIndex
        while at < text.endIndex {
            let byte = text[at]
            at += 1
            if isHeader, byte == UInt8(ascii: "_") {
                out.append(32)
            } else if byte == UInt8(ascii: "=") {
                if at < text.endIndex, text[at] == 10 {
                    at += 1
                } else if at + 1 < text.endIndex, text[at] == 13, text[at + 1] == 10 {
                    at += 2
                } else if at + 1 < text.endIndex, let high = hexadecimal(text[at]), let low = hexadecimal(text[at + 1]) {
                    out.append(high << 4 | low)
                    at += 2
                } else {
                    // No escape after all: it stays what it is.
                    out.append(byte)
                }
            } else {
                out.append(byte)
            }
        }
        return out
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// UTF-8 text out of a character set. Without a known set: UTF-8 where it is valid, else Windows-1252, which old mail means by Latin-1.
    static func decoded(_ bytes: [UInt8], charset: String?) -> String {
        let name = (charset ?? "").lowercased()
        if name.isEmpty || ["us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit"].contains(name) {
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            return converted(bytes, from: "WINDOWS-1252") ?? String(decoding: bytes, as: UTF8.self)
        }
        // Mail that says Latin-1 and holds quotation marks of 0x80 to 0x9F was written on Windows.
        let set = ["iso-8859-1", "latin1", "iso8859-1"].contains(name) ? "WINDOWS-1252" : name
        guard set.utf8.allSatisfy({ isWordByte($0) || "-_.:".utf8.contains($0) }), set.utf8.count < 40 else { return String(decoding: bytes, as: UTF8.self) }
        return converted(bytes, from: set) ?? String(decoding: bytes, as: UTF8.self)
    }

    /// `nil` when the system doesn't know the set. A byte that stands for nothing becomes U+FFFD.
    private static func converted(_ bytes: [UInt8], from set: String) -> String? {
        guard let converter = iconv_open("UTF-8", set), converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        var out: [UInt8] = []
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                guard let base = target.baseAddress else { return }
                var from = source.baseAddress
                var left = source.count
                var to: UnsafeMutablePointer<CChar>? = base
                var room = target.count
                while left > 0 {
                    let before = left
                    let status = iconv(converter, &from, &left, &to, &room)
                    if status != -1 || left == 0 { break }
                    guard room >= 3, left > 0 else { break }
                    for byte in "\u{FFFD}".utf8 {
                        to?.pointee = CChar(bitPattern: byte)
                        to = to.map { $0 + 1 }
                        room -= 1
                    }
                    from = from.map { $0 + 1 }
                    left -= 1
                    if left >= before { break }
                }
                let count = target.count - room
                out = (0..<count).map { UInt8(bitPattern: base[$0]) }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// A header's text: `=?charset?Q?…?=` and `=?charset?B?…?=` decoded; white space between two of them is none.
    static func header(_ raw: [UInt8]) -> String {
        var out = ""
        var pending: [UInt8] = []
        var afterWord = false
        var at = 0
        func flush() {
            if !(afterWord && pending.allSatisfy(isHTMLSpace)) || pending.isEmpty { out += decoded(pending, charset: nil) }
            pending = []
        }
        while at < raw.count {
            guard raw[at] == UInt8(ascii: "="), let (text, end) = word(raw, at) else {
                pending.append(raw[at])
                at += 1
                continue
            }
            flush()
            out += text
            afterWord = true
            at = end
        }
        afterWord = false
        flush()
        return singleLine(out)
    }

    private static func word(_ raw: [UInt8], _ at: Int) -> (String, Int)? {
        guard raw[safe: at + 1] == UInt8(ascii: "?") else { return nil }
        let rest = raw[(at + 2)...].prefix(2_000)
        guard let first = rest.firstIndex(of: UInt8(ascii: "?")), let kind = raw[safe: first + 1], raw[safe: first + 2] == UInt8(ascii: "?") else { return nil }
        let content = rest[(first + 3)...]
        guard let close = content.firstRange(of: Array("?=".utf8)) else { return nil }
        let charset = String(decoding: rest[..<first].prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self)
        let encoded = content[..<close.lowerBound]
        switch kind | 0x20 {
        case UInt8(ascii: "q"): return (decoded(quotedPrintable(encoded, isHeader: true), charset: charset), close.upperBound)
        case UInt8(ascii: "b"): return (decoded(base64(encoded), charset: charset), close.upperBound)
        default: return nil
        }
    }
}
