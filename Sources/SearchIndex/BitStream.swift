/// Bits, the highest of each byte first.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private(set) var bitCount = 0

    mutating func write(_ value: UInt32, bits: Int) {
        for shift in stride(from: bits - 1, through: 0, by: -1) { writeBit(value >> UInt32(shift) & 1) }
    }

    private mutating func writeBit(_ bit: UInt32) {
        if bitCount & 7 == 0 { bytes.append(0) }
        if bit == 1 { bytes[bytes.count - 1] |= 0x80 >> UInt8(bitCount & 7) }
        bitCount += 1
    }

    /// Elias gamma, for numbers from 1.
    mutating func writeGamma(_ value: Int) {
        let length = UInt32.bitWidth - UInt32(value).leadingZeroBitCount
        write(0, bits: length - 1)
        write(UInt32(value), bits: length)
    }

    /// Golomb-Rice with `parameter` low bits, for numbers from 0.
    mutating func writeRice(_ value: Int, parameter: Int) {
        for _ in 0..<value >> parameter { writeBit(1) }
        writeBit(0)
        write(UInt32(value & (1 << parameter - 1)), bits: parameter)
    }
}

/// Reads what `BitWriter` wrote. Beyond the end it reads zeros.
struct BitReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func readBit() -> Int {
        defer { position += 1 }
        let index = position >> 3
        return index < bytes.count ? Int(bytes[index] >> UInt8(7 - position & 7) & 1) : 0
    }

    mutating func read(bits: Int) -> Int {
        var value = 0
        for _ in 0..<bits { value = value << 1 | readBit() }
        return value
    }

    mutating func readGamma() -> Int {
        var zeros = 0
        while zeros < 31, readBit() == 0 { zeros += 1 }
        return 1 << zeros | read(bits: zeros)
    }

    mutating func readRice(parameter: Int) -> Int {
        var quotient = 0
        while readBit() == 1 { quotient += 1 }
        return quotient << parameter | read(bits: parameter)
    }
}
