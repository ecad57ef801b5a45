/// Reads a JSON text of bytes in one pass. The elements of one large array can be handed out one at a time, so that an export
/// of a million messages never stands in memory as values.
struct JSONReader {
    private let bytes: [UInt8]
    private var at = 0
    /// The name of the arrays whose elements are handed out.
    private let streamed: String?
    private let onElement: (JSONObject, JSONValue) throws(JSONFault) -> Void

    /// Deeper nesting is refused: nobody's messages need it, and the stack is finite.
    private static let deepest = 200

    /// The value of a whole text.
    static func value(of bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        try read(bytes, streaming: nil) { (_, _) throws(JSONFault) in }
    }

    /// The value of a whole text without the elements of arrays called `streamed`, which `onElement` gets in their order, together
    /// with the members that stand before the array in its object.
    static func read(
        _ bytes: [UInt8], streaming streamed: String?, onElement: @escaping (JSONObject, JSONValue) throws(JSONFault) -> Void
    ) throws(JSONFault) -> JSONValue {
        var reader = JSONReader(bytes: bytes, streamed: streamed, onElement: onElement)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.at == bytes.count else { throw JSONFault(byte: reader.at, what: "text follows the end of the value") }
        return value
    }

    private init(
        bytes: [UInt8], streamed: String?, onElement: @escaping (JSONObject, JSONValue) throws(JSONFault) -> Void
    ) {
        self.bytes = bytes
        self.streamed = streamed
        self.onElement = onElement
    }

    private func fault(_ what: String) -> JSONFault {
        JSONFault(byte: at, what: at >= bytes.count ? "the file ends in the middle of a value" : what)
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 9 { at += 1 }
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        skipSpace()
        guard at < bytes.count else { throw fault("") }
        guard depth < Self.deepest else { throw fault("the value is nested more than \(Self.deepest) deep") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth, members: nil))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw fault("this is no JSON value")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        guard bytes[at...].starts(with: word.utf8) else {
            if bytes.count - at < word.utf8.count { at = bytes.count }
            throw fault("this is no JSON value")
        }
        at += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONObject {
        var object = JSONObject(members: [], byte: at)
        at += 1
        skipSpace()
        if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
            at += 1
            return object
        }
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("a member's name is missing") }
            let name = try string()
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else { throw fault("a ':' is missing after a name") }
            at += 1
            skipSpace()
            if let streamed, name == streamed, at < bytes.count, bytes[at] == UInt8(ascii: "[") {
                object.members.append((name, .array(try array(depth: depth + 1, members: object))))
            } else {
                object.members.append((name, try value(depth: depth + 1)))
            }
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "}") else {
                throw fault("a ',' or '}' is missing")
            }
            at += 1
            if bytes[at - 1] == UInt8(ascii: "}") { return object }
        }
    }

    /// `members` are those before a streamed array; `nil` keeps the elements.
    private mutating func array(depth: Int, members: JSONObject?) throws(JSONFault) -> [JSONValue] {
        var values: [JSONValue] = []
        at += 1
        skipSpace()
        if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
            at += 1
            return values
        }
        while true {
            let value = try value(depth: depth + 1)
            if let members { try onElement(members, value) } else { values.append(value) }
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "]") else {
                throw fault("a ',' or ']' is missing")
            }
            at += 1
            if bytes[at - 1] == UInt8(ascii: "]") { return values }
        }
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = at
        while at < bytes.count, (48...57).contains(bytes[at]) || "+-.eE".utf8.contains(bytes[at]) { at += 1 }
        guard at - start <= 400 else {
            at = start
            throw fault("this number is too long")
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            at = start
            throw fault("this is no number")
        }
        return .number(value)
    }

    private mutating func string() throws(JSONFault) -> String {
        let opening = at
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 32 { at += 1 }
        if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
            at += 1
            return try text(bytes[start..<(at - 1)], from: opening)
        }
        var out = Array(bytes[start..<at])
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") {
                at += 1
                return try text(out[...], from: opening)
            }
            guard byte >= 32 else { throw fault("a control character stands in a text") }
            at += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &out) } else { out.append(byte) }
        }
        throw fault("")
    }

    private func text(_ bytes: ArraySlice<UInt8>, from opening: Int) throws(JSONFault) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw JSONFault(byte: opening, what: "this text is not UTF-8") }
        return text
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONFault) {
        guard at < bytes.count else { throw fault("") }
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
            var unit = try hexadecimal()
            if (0xD800..<0xDC00).contains(unit), bytes[safe: at] == UInt8(ascii: "\\"), bytes[safe: at + 1] == UInt8(ascii: "u") {
                let before = at
                at += 2
                let low = try hexadecimal()
                if (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    at = before
                }
            }
            // Half of a pair is no character.
            out += String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8
        default:
            at -= 1
            throw fault("this escape is none of JSON's")
        }
    }

    private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
        guard at + 4 <= bytes.count else {
            at = bytes.count
            throw fault("")
        }
        var unit: UInt32 = 0
        for byte in bytes[at..<(at + 4)] {
            switch byte {
            case 48...57: unit = unit << 4 + UInt32(byte - 48)
            case 65...70: unit = unit << 4 + UInt32(byte - 55)
            case 97...102: unit = unit << 4 + UInt32(byte - 87)
            default: throw fault("this escape needs four hexadecimal digits")
            }
        }
        at += 4
        return unit
    }
}
