/// Writes the parts of an analysed document: varints (LEB128) and bytes with their number before them.
struct RecordWriter {
    /// What was written, and behind it room for more.
    private var buffer = [UInt8](repeating: 0, count: 1 << 12)
    private var end = 0

    var bytes: ArraySlice<UInt8> { buffer[..<end] }

    /// Begins anew, in the same memory.
    mutating func removeAll() { end = 0 }

    /// Writes parts of which the number of bytes has an upper bound.
    @inline(__always) mutating func write(atMost count: Int, _ body: (inout Cursor) -> Void) {
        if end + count > buffer.count { buffer += repeatElement(0, count: buffer.count + count) }
        buffer.withUnsafeMutableBytes { buffer in
            var cursor = Cursor(bytes: UnsafeMutableRawBufferPointer(rebasing: buffer[..<(end + count)]), end: end)
            body(&cursor)
            end = cursor.end
        }
    }

    /// Where parts are written; beyond the bound that was given the program ends.
    struct Cursor {
        fileprivate let bytes: UnsafeMutableRawBufferPointer
        fileprivate(set) var end: Int

        @inline(__always) mutating func write(byte: UInt8) {
            bytes[end] = byte
            end += 1
        }

        @inline(__always) mutating func write(_ value: Int) {
            var rest = UInt(bitPattern: value)
            while rest >= 0x80 {
                write(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            write(byte: UInt8(rest))
        }

        @inline(__always) mutating func write(block: UnsafeRawBufferPointer) {
            write(block.count)
            UnsafeMutableRawBufferPointer(rebasing: bytes[end..<end + block.count]).copyMemory(from: block)
            end += block.count
        }
    }

    /// Of a number; a block has one before it.
    static let longestNumber = 10

    mutating func write(byte: UInt8) { write(atMost: 1) { $0.write(byte: byte) } }

    mutating func write(_ value: Int) { write(atMost: Self.longestNumber) { $0.write(value) } }

    /// Small numbers of either sign.
    mutating func write(signed value: Int) { write((value << 1) ^ (value >> (Int.bitWidth - 1))) }

    mutating func write(block: [UInt8]) {
        block.withUnsafeBytes { block in write(atMost: block.count + Self.longestNumber) { $0.write(block: block) } }
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
