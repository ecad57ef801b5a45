/// The alphabets of mathematics: MathML Core has no attribute for them, so a letter becomes another character (Unicode's block
/// Mathematical Alphanumeric Symbols, U+1D400 to U+1D7FF, and the older letters of U+2100 to U+214F).
enum MathAlphabet {
    case normal, bold, italic, boldItalic, doubleStruck, script, fraktur, sansSerif, monospace

    /// The letter or digit in this alphabet; itself where the alphabet has none.
    func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value = scalar.value
        if let old = older[Key(alphabet: self, letter: value)], let found = Unicode.Scalar(old) { return found }
        let offset: UInt32?
        switch value {
        case 0x41...0x5A: offset = capitals.map { $0 + value - 0x41 }
        case 0x61...0x7A: offset = capitals.map { $0 + 26 + value - 0x61 }
        case 0x30...0x39: offset = digits.map { $0 + value - 0x30 }
        case 0x391...0x3A9: offset = greek.map { $0 + value - 0x391 }
        case 0x3B1...0x3C9: offset = greek.map { $0 + 26 + value - 0x3B1 }
        default: offset = nil
        }
        return offset.flatMap(Unicode.Scalar.init) ?? scalar
    }

    private var capitals: UInt32? {
        switch self {
        case .normal, .italic: nil
        case .bold: 0x1D400
        case .boldItalic: 0x1D468
        case .script: 0x1D49C
        case .fraktur: 0x1D504
        case .doubleStruck: 0x1D538
        case .sansSerif: 0x1D5A0
        case .monospace: 0x1D670
        }
    }

    private var digits: UInt32? {
        switch self {
        case .bold, .boldItalic: 0x1D7CE
        case .doubleStruck: 0x1D7D8
        case .sansSerif: 0x1D7E2
        case .monospace: 0x1D7F6
        default: nil
        }
    }

    private var greek: UInt32? {
        switch self {
        case .bold: 0x1D6A8
        case .boldItalic: 0x1D71C
        default: nil
        }
    }
}

private struct Key: Hashable {
    var alphabet: MathAlphabet
    var letter: UInt32
}

/// Letters that Unicode had before it had the block.
private let older: [Key: UInt32] = {
    var table: [Key: UInt32] = [:]
    func add(_ alphabet: MathAlphabet, _ letters: String, _ values: [UInt32]) {
        for (letter, value) in zip(letters.unicodeScalars, values) { table[Key(alphabet: alphabet, letter: letter.value)] = value }
    }
    add(.doubleStruck, "CHNPQRZ", [0x2102, 0x210D, 0x2115, 0x2119, 0x211A, 0x211D, 0x2124])
    add(.script, "BEFHILMRego", [0x212C, 0x2130, 0x2131, 0x210B, 0x2110, 0x2112, 0x2133, 0x211B, 0x212F, 0x210A, 0x2134])
    add(.fraktur, "CHIRZ", [0x212D, 0x210C, 0x2111, 0x211C, 0x2128])
    return table
}()
