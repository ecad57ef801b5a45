/// Bits, the highest of each byte first.
struct BitWriter {
    /// Whole bytes.
    private var full: [UInt8] = []
    /// The last bits, fewer than 8 between calls, at the low end.
    private var rest: UInt64 = 0
    private var restCount = 0

    var bitCount: Int { full.count * 8 + restCount }

    /// All bits, filled up with zeros to whole bytes.
    var bytes: [UInt8] { restCount == 0 ? full : full + [UInt8(truncatingIfNeeded: rest << UInt64(8 - restCount))] }

    /// - Parameter bits: at most 32.
    mutating func write(_ value: UInt32, bits: Int) {
        rest = rest << UInt64(bits) | UInt64(value) & (1 << UInt64(bits) - 1)
        restCount += bits
        while restCount >= 8 {
            restCount -= 8
            full.append(UInt8(truncatingIfNeeded: rest >> UInt64(restCount)))
        }
        rest &= 1 << UInt64(restCount) - 1
    }

    /// Elias gamma, for numbers from 1.
    mutating func writeGamma(_ value: Int) {
        let length = UInt32.bitWidth - UInt32(value).leadingZeroBitCount
        write(0, bits: length - 1)
        write(UInt32(value), bits: length)
    }

    /// Golomb-Rice with `parameter` low bits, for numbers from 0.
    mutating func writeRice(_ value: Int, parameter: Int) {
        var ones = value >> parameter
        while ones >= 32 {
            write(.max, bits: 32)
            ones -= 32
        }
        write(UInt32(truncatingIfNeeded: (1 << (ones + 1)) - 2), bits: ones + 1)
        write(UInt32(value & (1 << parameter - 1)), bits: parameter)
    }

    /// Fills up with zeros to a whole byte.
    mutating func align() { if restCount > 0 { write(0, bits: 8 - restCount) } }

    /// The first `bitCount` bits of `bytes`.
    mutating func append(_ bytes: ArraySlice<UInt8>, bitCount: Int) {
        var place = bytes.startIndex
        var left = bitCount
        while left >= 8 {
            write(UInt32(bytes[place]), bits: 8)
            place += 1
            left -= 8
        }
        if left > 0 { write(UInt32(bytes[place]) >> UInt32(8 - left), bits: left) }
    }
}

/// Reads what `BitWriter` wrote. Beyond the end it reads zeros.
struct BitReader {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], at byte: Int = 0) {
        self.bytes = bytes
        position = byte * 8
    }

    /// The next bits from the highest on, 57 of them at least.
    @inline(__always) private func peek() -> UInt64 {
        let place = position >> 3
        let eight = bytes.withUnsafeBytes { bytes -> UInt64 in
            if place + 8 <= bytes.count { return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
            var value: UInt64 = 0
            for i in place..<place + 8 { value = value << 8 | (i < bytes.count ? UInt64(bytes[i]) : 0) }
            return value
        }
        return eight << UInt64(position & 7)
    }

    mutating func read(bits count: Int) -> Int {
        guard count > 0 else { return 0 }
        guard count <= 32 else {
            let high = read(bits: count - 32)
            return high << 32 | read(bits: 32)
        }
        defer { position += count }
        return Int(peek() >> UInt64(64 - count))
    }

    mutating func readGamma() -> Int {
        let zeros = min(31, peek().leadingZeroBitCount)
        position += zeros < 31 ? zeros + 1 : 31
        return 1 << zeros | read(bits: zeros)
    }

    mutating func readRice(parameter: Int) -> Int {
        var quotient = 0
        while true {
            let ones = min(56, (~peek()).leadingZeroBitCount)
            quotient += ones
            position += ones
            if ones < 56 { break }
        }
        position += 1
        return quotient << parameter | read(bits: parameter)
    }
}
