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

    /// The last letter of the class.
    var letter: UInt8 {
        switch self {
        case .plain: UInt8(ascii: "p")
        case .comment: UInt8(ascii: "c")
        case .string: UInt8(ascii: "s")
        case .number: UInt8(ascii: "n")
        case .keyword: UInt8(ascii: "k")
        case .type: UInt8(ascii: "t")
        case .function: UInt8(ascii: "f")
        case .literal: UInt8(ascii: "l")
        case .attribute: UInt8(ascii: "a")
        case .variable: UInt8(ascii: "v")
        case .inserted: UInt8(ascii: "i")
        case .deleted: UInt8(ascii: "d")
        }
    }
}
