/// Reads a JSON text in one pass, a piece of the file at a time. The elements of large arrays can be handed out one by one, so that an export of a
/// million messages never stands in memory.
struct JSONReader {
    /// A window of the file: what was read and is still needed.
    var bytes: [UInt8] = []
    var at = 0
    /// Of `bytes[0]` in the file.
    var offset = 0
    /// What must stay in the window: the start of the text or number that is being read.
    var mark: Int?
    private let source: ByteSource

    private let isStreamed: (String, String) -> Bool
    private let onElement: (JSONObject, JSONValue, Int) throws(JSONFault) -> Void
    private var isInElement = false
    /// Values held in memory since the last element was handed out.
    private var parts = 0

    /// Deeper nesting is refused: nobody's messages need it, and the stack is finite.
    private static let deepest = 200
    private static let mostParts = 20_000_000

    /// The value of a whole text.
    static func value(of bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        try read(ByteSource(bytes), streaming: { _, _ in false }) { (_, _, _) throws(JSONFault) in }
    }

    /// The value of a whole text without the elements of streamed arrays, which `onElement` gets in their order, with the members that stand
    /// before the array in its object, and the byte at which the element begins.
    ///
    /// `isStreamed` is asked with the name of the member that holds the array's object and the array's own; both are empty for an array that is
    /// the whole text. Arrays within an element are never streamed. With `isSequence`, several values may follow each other, as page after page
    /// of an interface's answers do; the result is then an array of them.
    static func read(
        _ source: ByteSource, isSequence: Bool = false, streaming isStreamed: @escaping (String, String) -> Bool,
        onElement: @escaping (JSONObject, JSONValue, Int) throws(JSONFault) -> Void
    ) throws(JSONFault) -> JSONValue {
        var reader = JSONReader(source: source, isStreamed: isStreamed, onElement: onElement)
        _ = reader.has(2)
        if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.at = 3 }
        var values: [JSONValue] = []
        repeat {
            values.append(try reader.value(depth: 0, holder: "", name: ""))
            reader.skipSpace()
        } while isSequence && reader.has(0)
        guard !reader.has(0) else { throw reader.fault("text follows the end of the value") }
        return values.count == 1 ? values[0] : .array(values)
    }

    private init(
        source: ByteSource, isStreamed: @escaping (String, String) -> Bool, onElement: @escaping (JSONObject, JSONValue, Int) throws(JSONFault) -> Void
    ) {
        self.source = source
        self.isStreamed = isStreamed
        self.onElement = onElement
    }

    // MARK: The window

    /// Whether the byte so many places on is there.
    mutating func has(_ ahead: Int) -> Bool {
        while at + ahead >= bytes.count { if !grow() { return false } }
        return true
    }

    /// Forgets what was read and gets the next piece of the file.
    mutating func grow() -> Bool {
        let piece = source.next()
        if piece.isEmpty { return false }
        let done = min(mark ?? at, at)
        if done > 0 {
            offset += done
            at -= done
            mark = mark.map { $0 - done }
            bytes.removeSubrange(..<done)
        }
        bytes += piece
        return true
    }

    func fault(_ what: String) -> JSONFault { fault(at, at >= bytes.count ? "the file ends in the middle of a value" : what) }

    func fault(_ index: Int, _ what: String) -> JSONFault {
        JSONFault(byte: offset + index, what: what)
    }

    private mutating func counted() throws(JSONFault) {
        parts += 1
        guard parts <= Self.mostParts else { throw fault("the value has more than \(Self.mostParts) parts") }
    }

    private mutating func skipSpace() {
        while has(0), bytes[at] == 32 || bytes[at] == 10 || bytes[at] == 13 || bytes[at] == 9 { at += 1 }
    }

    // MARK: Values

    private mutating func value(depth: Int, holder: String, name: String) throws(JSONFault) -> JSONValue {
        skipSpace()
        guard has(0) else { throw fault("") }
        guard depth < Self.deepest else { throw fault("the value is nested more than \(Self.deepest) deep") }
        try counted()
        switch bytes[at] {
        case UInt8(ascii: "{"): return .object(try object(depth: depth, name: name))
        case UInt8(ascii: "["):
            let isStreamed = !isInElement && isStreamed(holder, name)
            return .array(try array(depth: depth, name: name, members: isStreamed ? JSONObject(members: [], byte: offset + at) : nil))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw fault("this is no JSON value")
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFault) -> JSONValue {
        guard has(word.utf8.count - 1) else {
            at = bytes.count
            throw fault("")
        }
        guard bytes[at...].starts(with: word.utf8) else { throw fault("this is no JSON value") }
        at += word.utf8.count
        return value
    }

    private mutating func object(depth: Int, name: String) throws(JSONFault) -> JSONObject {
        var object = JSONObject(members: [], byte: offset + at)
        at += 1
        skipSpace()
        if has(0), bytes[at] == UInt8(ascii: "}") {
            at += 1
            return object
        }
        while true {
            skipSpace()
            guard has(0), bytes[at] == UInt8(ascii: "\"") else { throw fault("a member's name is missing") }
            let member = try string()
            skipSpace()
            guard has(0), bytes[at] == UInt8(ascii: ":") else { throw fault("a ':' is missing after a name") }
            at += 1
            skipSpace()
            if !isInElement, has(0), bytes[at] == UInt8(ascii: "["), isStreamed(name, member) {
                object.members.append((member, .array(try array(depth: depth + 1, name: member, members: object))))
            } else {
                object.members.append((member, try value(depth: depth + 1, holder: name, name: member)))
            }
            skipSpace()
            guard has(0), bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "}") else { throw fault("a ',' or '}' is missing") }
            at += 1
            if bytes[at - 1] == UInt8(ascii: "}") { return object }
        }
    }

    /// `members` are those before a streamed array; `nil` keeps the elements.
    private mutating func array(depth: Int, name: String, members: JSONObject?) throws(JSONFault) -> [JSONValue] {
        var values: [JSONValue] = []
        at += 1
        skipSpace()
        if has(0), bytes[at] == UInt8(ascii: "]") {
            at += 1
            return values
        }
        while true {
            skipSpace()
            let start = offset + at
            if members != nil { isInElement = true }
            let value = try value(depth: depth + 1, holder: "", name: "")
            if let members {
                isInElement = false
                try onElement(members, value, start)
                parts = 0
            } else {
                values.append(value)
            }
            skipSpace()
            guard has(0), bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "]") else { throw fault("a ',' or ']' is missing") }
            at += 1
            if bytes[at - 1] == UInt8(ascii: "]") { return values }
        }
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        mark = at
        defer { mark = nil }
        while has(0), (48...57).contains(bytes[at]) || "+-.eE".utf8.contains(bytes[at]), at - (mark ?? at) <= 400 { at += 1 }
        let start = mark ?? at
        guard at - start <= 400 else { throw fault(start, "this number is too long") }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { throw fault(start, "this is no number") }
        return .number(value)
    }
}
