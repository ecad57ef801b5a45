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
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": append("&amp;")
            case "<": append("&lt;")
            case ">": append("&gt;")
            case "\"": append("&quot;")
            case "\t", "\n": bytes.append(UInt8(scalar.value))
            // A parser would make a line feed of a carriage return.
            case "\r": append("&#13;")
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: append("\u{FFFD}")
            default: bytes.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
            }
        }
    }
}
