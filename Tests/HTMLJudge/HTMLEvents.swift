/// A strict reader of the HTML that this project prints, for the tests: what it can't read is a fault of the printer.
package enum HTMLEvents {
    package enum Event: Equatable {
        case open(String, [String: String])
        case close(String)
        case text(String)
    }

    package struct Malformed: Error, CustomStringConvertible {
        package var description: String
    }

    static let void: Set<String> = ["br", "wbr", "hr", "img", "input"]

    /// Cuts `html` into tags and text. Attributes must be quoted and unique, names lower case, text free of bare `<` and `>`.
    package static func parse(_ html: String, strict: Bool = true) throws -> [Event] {
        let bytes = Array(html.utf8)
        var events: [Event] = []
        var index = 0
        func slice(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        func fail(_ what: String) -> Malformed { Malformed(description: "\(what) at \(index): \(slice(max(0, index - 40)..<min(bytes.count, index + 60)))") }
        func isName(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) || byte == 45 || (!strict && (65...90).contains(byte)) }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                let start = index
                while index < bytes.count, bytes[index] != UInt8(ascii: "<") {
                    if strict, bytes[index] == UInt8(ascii: ">") { throw fail("a bare '>'") }
                    index += 1
                }
                events.append(.text(try decode(slice(start..<index))))
                continue
            }
            index += 1
            let isCloser = index < bytes.count && bytes[index] == UInt8(ascii: "/")
            if isCloser { index += 1 }
            let start = index
            while index < bytes.count, isName(bytes[index]) { index += 1 }
            let name = slice(start..<index)
            guard !name.isEmpty else { throw fail("a bare '<'") }
            var attributes: [String: String] = [:]
            while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
                guard bytes[index] == 0x20 else { throw fail("no space before an attribute") }
                index += 1
                if !strict, index < bytes.count, bytes[index] == UInt8(ascii: "/") {
                    index += 1
                    continue
                }
                let start = index
                while index < bytes.count, isName(bytes[index]) { index += 1 }
                let attribute = slice(start..<index)
                guard !attribute.isEmpty, attributes[attribute] == nil else { throw fail("a bad or double attribute") }
                var value = ""
                if index < bytes.count, bytes[index] == UInt8(ascii: "=") {
                    guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { throw fail("an unquoted value") }
                    guard let end = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "\"")) else { throw fail("an open value") }
                    value = slice((index + 2)..<end)
                    if strict, value.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) { throw fail("a bare bracket in a value") }
                    value = try decode(value)
                    index = end + 1
                }
                attributes[attribute] = value
            }
            guard index < bytes.count else { throw fail("an open tag") }
            index += 1
            events.append(isCloser ? .close(name) : .open(name, attributes))
        }
        return events
    }

    private static func decode(_ text: String) throws -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var out: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.first {
            guard byte == UInt8(ascii: "&") else {
                out.append(byte)
                rest = rest.dropFirst()
                continue
            }
            guard let (name, value) = [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'")].first(where: { rest.starts(with: $0.0.utf8) })
            else { throw Malformed(description: "a bare '&' in \(text.prefix(80))") }
            out += value.utf8
            rest = rest.dropFirst(name.utf8.count)
        }
        return String(decoding: out, as: UTF8.self)
    }
}
