import Diagnostics

/// Reads what `ByteWriter` wrote. A read past the end or a count that can't be right throws: the bytes come from another process, or from a disk.
package struct ByteReader {
    private let store: ByteStore
    private let end: Int
    private var position: Int

    /// What it reads as slices shares the memory of `bytes`.
    package init(_ bytes: ByteSlice) {
        store = bytes.store
        position = bytes.range.lowerBound
        end = bytes.range.upperBound
    }

    package init(_ bytes: some Collection<UInt8>) {
        self.init(ByteSlice(bytes))
    }

    package var isAtEnd: Bool { position == end }

    package mutating func readByte() throws(RecordError) -> UInt8 {
        guard position < end else { throw RecordError.truncated }
        defer { position += 1 }
        return store.bytes[position]
    }

    package mutating func readInt() throws(RecordError) -> Int {
        // Most numbers are small.
        let first = try readByte()
        var value = UInt(first & 0x7F)
        if first >= 0x80 {
            var shift: UInt = 7
            while true {
                let byte = try readByte()
                guard shift < 64 else { throw RecordError.malformed }
                value |= UInt(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
        }
        return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1)
    }

    package mutating func readBool() throws(RecordError) -> Bool {
        switch try readByte() {
        case 0: false
        case 1: true
        default: throw RecordError.malformed
        }
    }

    package mutating func readDouble() throws(RecordError) -> Double {
        var pattern: UInt64 = 0
        for shift in 0..<8 { pattern |= UInt64(try readByte()) << UInt64(shift * 8) }
        return Double(bitPattern: pattern)
    }

    package mutating func readText() throws(RecordError) -> String {
        let range = try readBlock()
        return withExtendedLifetime(store) { String(decoding: store.bytes[range], as: UTF8.self) }
    }

    package mutating func readBytes() throws(RecordError) -> [UInt8] {
        let range = try readBlock()
        return withExtendedLifetime(store) { Array(store.bytes[range]) }
    }

    /// The bytes where they lie.
    package mutating func readSlice() throws(RecordError) -> ByteSlice { ByteSlice(store, try readBlock()) }

    package mutating func read<Value: BinaryRecord>(_: Value.Type = Value.self) throws(RecordError) -> Value {
        try Value(from: &self)
    }

    package mutating func readArray<Value: BinaryRecord>(of _: Value.Type = Value.self) throws(RecordError) -> [Value] {
        let count = try readInt()
        if count == 0 { return [] }
        // Every element takes at least one byte, so a greater count is a lie.
        guard count >= 0, count <= end - position else { throw RecordError.malformed }
        var values: [Value] = []
        values.reserveCapacity(count)
        for _ in 0..<count { values.append(try Value(from: &self)) }
        return values
    }

    package mutating func readOptional<Value: BinaryRecord>(_: Value.Type = Value.self) throws(RecordError) -> Value? {
        try readBool() ? try Value(from: &self) : nil
    }

    private mutating func readBlock() throws(RecordError) -> Range<Int> {
        let count = try readInt()
        guard count >= 0, count <= end - position else { throw RecordError.truncated }
        defer { position += count }
        return position..<position + count
    }
}

package enum RecordError: Error {
    case truncated, malformed
}

/// A value that `ByteWriter` can write; what it writes, `init(from:)` reads back in the same order.
package protocol BinaryRecord {
    func write(to writer: inout ByteWriter)
    init(from reader: inout ByteReader) throws(RecordError)
}

extension Int: BinaryRecord {
    package func write(to writer: inout ByteWriter) { writer.write(self) }
    package init(from reader: inout ByteReader) throws(RecordError) { self = try reader.readInt() }
}

extension String: BinaryRecord {
    package func write(to writer: inout ByteWriter) { writer.write(self) }
    package init(from reader: inout ByteReader) throws(RecordError) { self = try reader.readText() }
}

extension Range<Int>: BinaryRecord {
    package func write(to writer: inout ByteWriter) {
        writer.write(lowerBound)
        writer.write(upperBound)
    }

    package init(from reader: inout ByteReader) throws(RecordError) {
        let lower = try reader.readInt()
        let upper = try reader.readInt()
        guard lower <= upper else { throw RecordError.malformed }
        self = lower..<upper
    }
}
