import Diagnostics

/// Writes XML 1.0 as bytes: escaped, and without the characters that XML can't hold.
struct XMLWriter {
    private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)
    private var depth = 0

    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: (inout XMLWriter) -> Void) {
        open(name, attributes, end: ">\n")
        depth += 1
        children(&self)
        depth -= 1
        indent()
        append("</\(name)>\n")
    }

    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        open(name, attributes, end: ">")
        escape(text)
        append("</\(name)>\n")
    }

    /// `text` is well-formed UTF-8.
    mutating func element(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: ByteSlice) {
        open(name, attributes, end: ">")
        text.withBytes { escape($0) }
        append("</\(name)>\n")
    }

    mutating func empty(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        open(name, attributes, end: "/>\n")
    }

    private mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String>, end: String) {
        indent()
        append("<\(name)")
        for (key, value) in attributes {
            append(" \(key)=\"")
            escape(value)
            append("\"")
        }
        append(end)
    }

    private mutating func indent() { bytes.append(contentsOf: repeatElement(0x20, count: depth * 2)) }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// XML 1.0, production 2 (`Char`): everything but the C0 controls without tab, LF and CR, the surrogates, U+FFFE and U+FFFF.
    private mutating func escape(_ text: String) {
        var text = text
        text.withUTF8 { escape(UnsafeRawBufferPointer($0)) }
    }

    private mutating func escape(_ text: UnsafeRawBufferPointer) {
        /// What lies before this is written.
        var done = 0
        func put(_ replacement: StaticString, for count: Int, at index: Int) {
            bytes.append(contentsOf: text[done..<index])
            replacement.withUTF8Buffer { bytes.append(contentsOf: $0) }
            done = index + count
        }
        var i = 0
        let lanesOf = text.bindMemory(to: UInt8.self)
        while i < text.count {
            if i + 8 <= text.count {
                let lanes = ByteLanes(lanesOf, at: i)
                let unusual = lanes.below(0x20) | lanes.equal(0x3C, ignoring: 0x02) | lanes.equal(0x22, ignoring: 0x04) | lanes.equal(0xEF)
                guard unusual != 0 else {
                    i += 8
                    continue
                }
                i += ByteLanes.count(before: unusual)
            }
            let byte = text[i]
            if byte > 0x3E, byte != 0xEF {
                i += 1
                continue
            }
            switch byte {
            case 0x26: put("&amp;", for: 1, at: i)
            case 0x3C: put("&lt;", for: 1, at: i)
            case 0x3E: put("&gt;", for: 1, at: i)
            case 0x22: put("&quot;", for: 1, at: i)
            case 0x09, 0x0A: break
            // A parser would make a line feed of a carriage return.
            case 0x0D: put("&#13;", for: 1, at: i)
            case 0..<0x20: put("\u{FFFD}", for: 1, at: i)
            // U+FFFE and U+FFFF.
            case 0xEF where i + 2 < text.count && text[i + 1] == 0xBF && text[i + 2] >= 0xBE:
                put("\u{FFFD}", for: 3, at: i)
                i += 2
            default: break
            }
            i += 1
        }
        bytes.append(contentsOf: text[done...])
    }
}
