/// Bytes as text of 91 ASCII characters, 13 bits in two of them: a script's string holds them as they are, and they are 8 % shorter than base64.
///
/// What is left at the end is one character for at most 6 bits, or two.
enum Base91 {
    /// The character for 0…90: 35…126 without the backslash.
    static func symbol(_ place: UInt8) -> UInt8 { place < 57 ? place + 35 : place + 36 }

    private static func place(_ symbol: UInt8) -> UInt32? {
        guard (35...126).contains(symbol), symbol != 92 else { return nil }
        return UInt32(symbol > 92 ? symbol - 36 : symbol - 35)
    }

    static func append(_ data: [UInt8], to out: inout [UInt8]) {
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in data {
            bits = bits << 8 | UInt32(byte)
            count += 8
            guard count >= 13 else { continue }
            count -= 13
            append(pair: bits >> count, to: &out)
            bits &= 1 << count - 1
        }
        if count > 6 {
            append(pair: bits << (13 - count), to: &out)
        } else if count > 0 {
            out.append(symbol(UInt8(bits << (6 - count))))
        }
    }

    private static func append(pair value: UInt32, to out: inout [UInt8]) {
        out.append(symbol(UInt8(value % 91)))
        out.append(symbol(UInt8(value / 91)))
    }

    /// Other characters are skipped.
    static func decode(_ text: some Sequence<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        var first: UInt32?
        func take(_ value: UInt32, _ length: UInt32) {
            bits = (bits << length | value) & 0xFF_FFFF
            count += length
            while count >= 8 {
                count -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        for place in text.lazy.compactMap(place) {
            guard let low = first else {
                first = place
                continue
            }
            take(low + 91 * place, 13)
            first = nil
        }
        if let first { take(first, 6) }
        return out
    }
}
