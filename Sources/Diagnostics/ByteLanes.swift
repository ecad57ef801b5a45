/// Eight bytes looked at in one step: tests that give the top bit of each byte that passes, so that loops over text needn't take it byte by byte.
///
/// The arithmetic is that of H. S. Warren, Hacker's Delight, 2nd ed., sections 2-18 and 6-1. The first byte in memory is the lowest. Public, because only
/// then does the compiler put it into the loops of other targets.
public struct ByteLanes {
    @usableFromInline let value: UInt64

    /// The eight bytes that begin at `index`, which has to be at most `bytes.count - 8`.
    @inlinable @inline(__always)
    public init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        value = UInt64(littleEndian: UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    @inlinable @inline(__always)
    static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    @inlinable @inline(__always)
    static var top: UInt64 { 0x8080_8080_8080_8080 }

    /// Bytes that don't belong to ASCII.
    @inlinable @inline(__always)
    public var beyondASCII: UInt64 { value & Self.top }

    /// Bytes that are `byte` once the bits of `ignoring` are cleared in both.
    @inlinable @inline(__always)
    public func equal(_ byte: UInt8, ignoring: UInt8 = 0) -> UInt64 {
        let difference = (value ^ Self.all(byte)) & Self.all(~ignoring)
        let low = Self.all(0x7F)
        return ~(((difference & low) &+ low) | difference | low)
    }

    /// ASCII bytes below `limit`, which is at most 0x80; of bytes beyond ASCII any may pass.
    @inlinable @inline(__always)
    public func below(_ limit: UInt8) -> UInt64 { ~((value | Self.top) &- Self.all(limit)) & Self.top }

    /// Where all eight bytes are ASCII: letters and digits.
    @inlinable @inline(__always)
    public var wordBytes: UInt64 {
        let folded = value | Self.all(0x20)
        let letters = (folded &+ Self.all(0x80 - UInt8(ascii: "a"))) & ~(folded &+ Self.all(0x80 - UInt8(ascii: "z") - 1))
        let digits = (value &+ Self.all(0x80 - UInt8(ascii: "0"))) & ~(value &+ Self.all(0x80 - UInt8(ascii: "9") - 1))
        return (letters | digits) & Self.top
    }

    /// How many bytes stand before the first that passed; 8 when none did.
    @inlinable @inline(__always)
    public static func count(before passed: UInt64) -> Int { passed.trailingZeroBitCount >> 3 }
}

/// The index of the first `byte` at or after `start`.
package func firstIndex(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + 8 <= bytes.count {
        let found = ByteLanes(bytes, at: index).equal(byte)
        if found != 0 { return index + ByteLanes.count(before: found) }
        index += 8
    }
    while index < bytes.count {
        if bytes[index] == byte { return index }
        index += 1
    }
    return nil
}

/// The index of the first LF or CR at or after `start`; the count of the bytes when there is none.
package func endOfLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    while index + 8 <= bytes.count {
        let lanes = ByteLanes(bytes, at: index)
        let ends = lanes.equal(0x0A) | lanes.equal(0x0D)
        if ends != 0 { return index + ByteLanes.count(before: ends) }
        index += 8
    }
    while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
    return index
}

/// The index behind the end of the line that `start` stands on, and so that of the next line's first byte; `nil` on the last line, which nothing ends.
package func startOfNextLine(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let end = endOfLine(bytes, from: start)
    guard end < bytes.count else { return nil }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
}
