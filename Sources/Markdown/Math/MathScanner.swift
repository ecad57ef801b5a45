/// Cuts the source of a formula into tokens, each once and from left to right.
struct MathScanner {
    enum Token: Equatable {
        /// `\name` or `\,`: without the backslash.
        case command(String)
        case character(Unicode.Scalar)
        case open, close, sub, sup, cell, blank
        case end
    }

    private let source: [UInt8]
    /// Where the token at hand begins.
    private(set) var start = 0
    private(set) var at = 0
    private(set) var token = Token.end

    init(_ source: [UInt8]) {
        self.source = source
        advance()
    }

    /// The source from the token at hand, for texts; a text is read by bytes.
    var rest: ArraySlice<UInt8> { source[start...] }

    /// Goes on at another place, further on.
    mutating func skip(to offset: Int) {
        at = offset
        advance()
    }

    mutating func skipBlanks() { while token == .blank { advance() } }

    mutating func advance() {
        start = at
        guard at < source.count else {
            token = .end
            return
        }
        let byte = source[at]
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D:
            while at < source.count, source[at] <= 0x20 { at += 1 }
            token = .blank
        case UInt8(ascii: "%"):
            while at < source.count, source[at] != 0x0A { at += 1 }
            token = .blank
        case UInt8(ascii: "{"): single(.open)
        case UInt8(ascii: "}"): single(.close)
        case UInt8(ascii: "^"): single(.sup)
        case UInt8(ascii: "_"): single(.sub)
        case UInt8(ascii: "&"): single(.cell)
        case UInt8(ascii: "\\"):
            at += 1
            let name = at
            while at < source.count, isASCIILetter(source[at]) { at += 1 }
            if at > name {
                token = .command(String(decoding: source[name..<at], as: UTF8.self))
            } else if at < source.count {
                at += scalarLength(at)
                token = .command(String(decoding: source[name..<at], as: UTF8.self))
            } else {
                token = .command("")
            }
        default:
            let length = scalarLength(at)
            token = .character(String(decoding: source[at..<(at + length)], as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}")
            at += length
        }
    }

    private mutating func single(_ token: Token) {
        at += 1
        self.token = token
    }

    private func scalarLength(_ index: Int) -> Int {
        let byte = source[index]
        let length = byte < 0xC0 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return min(length, source.count - index)
    }
}
