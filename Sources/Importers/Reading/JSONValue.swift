/// A value of a JSON text (RFC 8259). Members of an object keep their order; of two with one name the first is found.
enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// A whole number that fits into 64 bits.
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
    var array: [JSONValue]? { if case .array(let array) = self { array } else { nil } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    var isNull: Bool { if case .null = self { true } else { false } }

    /// Whole numbers, also those that an export writes as text or with a fraction of zero.
    var integer: Int? {
        switch self {
        case .integer(let value): value
        case .number(let value): Int(exactly: value)
        case .string(let text) where text.utf8.count <= 20: Int(text)
        default: nil
        }
    }

    /// An id: a text, or a whole number as text.
    var id: String? {
        switch self {
        case .string(let text) where !text.isEmpty: text
        case .integer(let value): String(value)
        default: nil
        }
    }

    var objects: [JSONObject] { (array ?? []).compactMap(\.object) }
}

/// The members of a JSON object, and where it begins.
struct JSONObject: Sendable {
    var members: [(name: String, value: JSONValue)]
    /// Of its `{` in the file, from 0.
    var byte: Int

    subscript(name: String) -> JSONValue? {
        // On bytes: two spellings of one letter are two names.
        for member in members where member.name.utf8.elementsEqual(name.utf8) { return member.value }
        return nil
    }

    func text(_ name: String) -> String? { self[name]?.text }
    func integer(_ name: String) -> Int? { self[name]?.integer }
    func id(_ name: String) -> String? { self[name]?.id }
    /// How many there are of something, from 0 to a billion, so that sums of whatever an export claims stay within 64 bits.
    func count(_ name: String) -> Int? { integer(name).map { min(max($0, 0), 1_000_000_000) } }
    func object(_ name: String) -> JSONObject? { self[name]?.object }
    func objects(_ name: String) -> [JSONObject] { self[name]?.objects ?? [] }
    func flag(_ name: String) -> Bool { self[name]?.bool ?? false }
}

/// What is wrong with a JSON text, and where.
struct JSONFault: Error, Hashable {
    /// From 0.
    var byte: Int
    var what: String
}
