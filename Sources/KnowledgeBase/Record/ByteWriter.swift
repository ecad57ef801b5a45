import Diagnostics

/// Writes values into bytes: the form in which a worker process hands a parsed file over.
///
/// Integers are zigzag LEB128 varints, texts and arrays their count and then their bytes or elements, an optional one byte and then its value.
/// The form is private to one version of the program: it carries no field names.
package struct ByteWriter {
    package private(set) var bytes: [UInt8] = []

    package init(reserving capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func write(_ value: Int) {
        var rest = UInt(bitPattern: (value << 1) ^ (value >> (Int.bitWidth - 1)))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    package mutating func write(_ value: Bool) {
        bytes.append(value ? 1 : 0)
    }

    package mutating func write(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            write(utf8.count)
            bytes.append(contentsOf: utf8)
        }
    }

    package mutating func write(_ block: [UInt8]) {
        write(block.count)
        bytes.append(contentsOf: block)
    }

    package mutating func write(_ block: ByteSlice) {
        write(block.count)
        block.withBytes { bytes.append(contentsOf: $0) }
    }

    package mutating func write<Value: BinaryRecord>(_ value: Value) {
        value.write(to: &self)
    }

    package mutating func write<Value: BinaryRecord>(_ values: [Value]) {
        write(values.count)
        for value in values { value.write(to: &self) }
    }

    package mutating func write<Value: BinaryRecord>(_ value: Value?) {
        write(value != nil)
        if let value { value.write(to: &self) }
    }
}
