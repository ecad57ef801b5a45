/// Bytes in memory that never change: a part of a message or of a file, which several values share instead of copying it.
package struct ByteSlice: Sendable {
    package let store: ByteStore
    package let range: Range<Int>

    package init(_ store: ByteStore, _ range: Range<Int>) {
        self.store = store
        self.range = range.clamped(to: 0..<store.count)
    }

    package init(_ store: ByteStore) {
        self.init(store, 0..<store.count)
    }

    /// A copy of `bytes`.
    package init(_ bytes: some Collection<UInt8>) {
        self.init(ByteStore(bytes))
    }

    package var count: Int { range.count }
    package var isEmpty: Bool { range.isEmpty }

    /// A part of this one; `range` counts from its first byte.
    package subscript(range: Range<Int>) -> ByteSlice {
        ByteSlice(store, self.range.lowerBound + range.lowerBound..<self.range.lowerBound + range.upperBound)
    }

    @inlinable @inline(__always) package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withExtendedLifetime(store) { body(UnsafeRawBufferPointer(rebasing: store.bytes[range])) }
    }

    package var array: [UInt8] { withBytes { Array($0) } }
    package var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

extension ByteSlice: Hashable {
    package static func == (a: ByteSlice, b: ByteSlice) -> Bool {
        guard a.count == b.count else { return false }
        if a.store === b.store, a.range == b.range { return true }
        return a.withBytes { first in b.withBytes { first.elementsEqual($0) } }
    }

    package func hash(into hasher: inout Hasher) {
        withBytes { hasher.combine(bytes: $0) }
    }
}

/// Owns the memory of `ByteSlice`s. A class, because the memory is given back when nobody needs it any longer.
package final class ByteStore: Sendable {
    /// Written once, before anybody else sees the store.
    @usableFromInline package nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    private let release: @Sendable (Int, Int) -> Void

    package var count: Int { bytes.count }

    package init(_ source: some Collection<UInt8>) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 1)
        memory.copyBytes(from: source)
        bytes = UnsafeRawBufferPointer(memory)
        release = { address, _ in UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
    }

    /// A copy of the parts, one behind the other.
    package init(joining parts: ArraySlice<UInt8>...) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: parts.reduce(0) { $0 + $1.count }, alignment: 1)
        var start = 0
        for part in parts {
            part.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: memory[start...]).copyMemory(from: $0) }
            start += part.count
        }
        bytes = UnsafeRawBufferPointer(memory)
        release = { address, _ in UnsafeMutableRawPointer(bitPattern: address)?.deallocate() }
    }

    /// Memory that somebody else made, a file's mapping for example.
    ///
    /// - Parameter release: Gives it back; called with its address and its size.
    package init(_ memory: UnsafeRawBufferPointer, release: @escaping @Sendable (_ address: Int, _ count: Int) -> Void) {
        bytes = memory
        self.release = release
    }

    deinit { release(Int(bitPattern: bytes.baseAddress), bytes.count) }
}
