/// What a piece of code is, as far as a colour can tell. Printed as `<span class="hk">`: `h` and the kind's letter.
enum TokenKind: UInt8, Sendable, CaseIterable {
    /// Printed without a span.
    case plain
    case comment
    /// Strings, characters, regular expressions and here-documents.
    case string
    case number
    case keyword
    /// A type, a tag's or section's name, a selector.
    case type
    /// A function where it is called or defined, a command.
    case function
    /// `true`, `nil`, an entity, a symbol.
    case literal
    /// An annotation, a directive, a key, an attribute's name, an option.
    case attribute
    /// A name that a mark makes a variable (`$x`), and the brackets of an interpolation.
    case variable
    case inserted
    case deleted

    var opener: StaticString {
        switch self {
        case .plain: ""
        case .comment: "<span class=\"hc\">"
        case .string: "<span class=\"hs\">"
        case .number: "<span class=\"hn\">"
        case .keyword: "<span class=\"hk\">"
        case .type: "<span class=\"ht\">"
        case .function: "<span class=\"hf\">"
        case .literal: "<span class=\"hl\">"
        case .attribute: "<span class=\"ha\">"
        case .variable: "<span class=\"hv\">"
        case .inserted: "<span class=\"hi\">"
        case .deleted: "<span class=\"hd\">"
        }
    }

    /// The class, whose first letter is `h` and whose second is the kind's.
    var letter: UInt8 { opener.utf8CodeUnitCount == 0 ? 0 : opener.utf8Start[14] }
}
