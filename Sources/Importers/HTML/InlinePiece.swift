/// Inline content between HTML and Markdown: flat, so that what stands beside what can be seen.
enum InlinePiece {
    /// Visible words, not escaped; spaces are single ones.
    case text([UInt8])
    case space
    case lineBreak
    case open(Span), close(Span)
    case code([UInt8])
    /// Finished Markdown: an image, a tag of the allowed set.
    case raw([UInt8])
    case linkOpen
    case linkClose(destination: [UInt8], title: [UInt8]?)

    enum Span: Hashable {
        case emphasis, strong, deleted

        var tag: String {
            switch self {
            case .emphasis: "em"
            case .strong: "strong"
            case .deleted: "del"
            }
        }

        func mark(nested: Bool) -> [UInt8] {
            switch self {
            case .emphasis: nested ? [UInt8(ascii: "_")] : [UInt8(ascii: "*")]
            case .strong: nested ? Array("__".utf8) : Array("**".utf8)
            case .deleted: Array("~~".utf8)
            }
        }
    }
}

extension InlinePiece {
    var isBlank: Bool {
        switch self {
        case .space, .lineBreak: true
        default: false
        }
    }

    var isOpening: Bool {
        switch self {
        case .open, .linkOpen: true
        default: false
        }
    }
}
