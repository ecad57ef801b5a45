import Diagnostics

/// A value as its author wrote it. What a text means (a date, a number, yes or no) is for the reader of the key to decide: `NO`,
/// `1.10`, `0x10` and `2024-02-30` stay these very texts.
package indirect enum FrontMatterValue: Hashable, Sendable {
    case scalar(FrontMatterScalar)
    /// The items, and the range from the first item's mark (`[` or `-`) to the end of the last.
    case sequence([FrontMatterValue], range: SourceRange)
    case mapping(FrontMatterMapping)

    /// Absolute, in bytes of the file. Empty, behind the key's `:`, for a key without a value.
    package var range: SourceRange {
        switch self {
        case .scalar(let scalar): scalar.range
        case .sequence(_, let range): range
        case .mapping(let mapping): mapping.range
        }
    }
}

/// A piece of text among the values.
package struct FrontMatterScalar: Hashable, Sendable {
    /// Without its quotes, escapes resolved. Holds no control character but tab and line feed.
    package var text: String
    /// Whether it stood in quotes or in a block after `|` or `>`; such a text was meant as text.
    package var quoted: Bool
    /// Nothing at all (`key:`) or a plain `~`; the text is empty then.
    package var isNull: Bool
    /// The quotes included.
    package var range: SourceRange

    package init(text: String, quoted: Bool, isNull: Bool = false, range: SourceRange) {
        self.text = text
        self.quoted = quoted
        self.isNull = isNull
        self.range = range
    }
}

package struct FrontMatterField: Hashable, Sendable {
    package var key: String
    package var keyRange: SourceRange
    package var value: FrontMatterValue

    package init(key: String, keyRange: SourceRange, value: FrontMatterValue) {
        self.key = key
        self.keyRange = keyRange
        self.value = value
    }
}

/// Keys and values in the order they were written. No key occurs twice.
package struct FrontMatterMapping: Hashable, Sendable {
    package var fields: [FrontMatterField]
    package var range: SourceRange

    package init(fields: [FrontMatterField] = [], range: SourceRange) {
        self.fields = fields
        self.range = range
    }

    /// The field of a key, compared byte by byte.
    package subscript(key: String) -> FrontMatterField? {
        fields.first { $0.key.utf8.elementsEqual(key.utf8) }
    }
}
