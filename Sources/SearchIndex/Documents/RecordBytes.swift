/// Writes the parts of an analysed document: varints (LEB128) and bytes with their number before them.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write(byte: UInt8) { bytes.append(byte) }

    mutating func write(_ value: Int) {
        var rest = UInt(bitPattern: value)
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Small numbers of either sign.
    mutating func write(signed value: Int) { write((value << 1) ^ (value >> (Int.bitWidth - 1))) }

    mutating func write<Block: Collection>(block: Block) where Block.Element == UInt8 {
        write(block.count)
        bytes.append(contentsOf: block)
    }
}

/// Reads what `RecordWriter` wrote. Beyond the end everything is zero or empty, so damaged bytes end. It lives within a `ByteSlice.withBytes`.
struct RecordReader {
    let bytes: UnsafeRawBufferPointer
    private(set) var at = 0

    init(_ bytes: UnsafeRawBufferPointer, at: Int = 0) {
        self.bytes = bytes
        self.at = at
    }

    var isAtEnd: Bool { at >= bytes.count }

    mutating func readByte() -> UInt8 {
        guard at < bytes.count else { return 0 }
        defer { at += 1 }
        return bytes[at]
    }

    mutating func read() -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            value |= UInt(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 || shift > 63 { break }
        }
        return Int(bitPattern: value)
    }

    mutating func readSigned() -> Int {
        let value = read()
        return Int(bitPattern: UInt(bitPattern: value) >> 1) ^ -(value & 1)
    }

    /// The place of a block, which is passed over.
    mutating func readBlock() -> Range<Int> {
        let count = read()
        let start = min(at, bytes.count)
        at = start + max(0, min(count, bytes.count - start))
        return start..<at
    }
}
