/// One step through bytes that may or may not be UTF-8.
package enum UTF8Scalar {
    /// The scalar at `index` and the bytes it takes; `nil` and the length of the ill-formed part (1 to 3 bytes) otherwise.
    ///
    /// Ill-formed parts are cut as the Unicode Standard advises (section 3.9, "substitution of maximal subparts"), which is how
    /// `String(decoding:as:)` and browsers count U+FFFD.
    package static func decode(_ bytes: [UInt8], at index: Int) -> (scalar: Unicode.Scalar?, length: Int) {
        let lead = bytes[index]
        if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
        let length: Int
        // The second byte has a narrower range after some leads: no overlong forms, no surrogates, nothing above U+10FFFF.
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return (nil, 1)
        }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for step in 1..<length {
            guard index + step < bytes.count else { return (nil, step) }
            let byte = bytes[index + step]
            guard (step == 1 ? second : 0x80...0xBF).contains(byte) else { return (nil, step) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return (Unicode.Scalar(value), length)
    }
}
