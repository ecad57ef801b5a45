#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A path below the output folder, as the bytes that the disk knows: an NFC and an NFD name are two files, and a file that isn't ours may have a
/// name that is no UTF-8. The folder itself is the empty path.
struct BytePath: Hashable, Comparable, Sendable {
    /// Ends in a 0, so that it and its last part can be handed to system calls as they are.
    private let terminated: [UInt8]

    static let root = BytePath(bytes: [])

    init(_ text: String) {
        self.init(bytes: Array(text.utf8))
    }

    init(bytes: some Collection<UInt8>) {
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count + 1)
        copy.append(contentsOf: bytes)
        copy.append(0)
        terminated = copy
    }

    /// What lies directly in a folder.
    init(_ name: UnsafeRawBufferPointer, in folder: BytePath) {
        var copy: [UInt8] = []
        copy.reserveCapacity(folder.terminated.count + name.count + 1)
        if !folder.isRoot {
            copy.append(contentsOf: folder.bytes)
            copy.append(UInt8(ascii: "/"))
        }
        copy.append(contentsOf: name)
        copy.append(0)
        terminated = copy
    }

    var bytes: ArraySlice<UInt8> { terminated.dropLast() }
    var isRoot: Bool { terminated.count == 1 }

    /// For messages; what is no UTF-8 is U+FFFD.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The folder that it lies in.
    var parent: BytePath { BytePath(bytes: bytes[..<(bytes.lastIndex(of: UInt8(ascii: "/")) ?? 0)]) }

    /// Whether it lies in a folder, and in none below that.
    func isDirectly(in folder: BytePath) -> Bool {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return folder.isRoot }
        return slash == folder.terminated.count - 1 && bytes[..<slash].elementsEqual(folder.bytes)
    }

    /// The folders above it, the outermost first, without the output folder itself.
    var parents: [BytePath] {
        bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { BytePath(bytes: bytes[..<$0]) }
    }

    var name: ArraySlice<UInt8> { bytes[nameStart...] }

    /// Its last part, as the C library takes names.
    func withName<Result, Failure: Error>(_ body: (UnsafePointer<CChar>) throws(Failure) -> Result) throws(Failure) -> Result {
        let start = nameStart
        return try terminated.withUnsafeBufferPointer { buffer throws(Failure) in
            guard let base = buffer.baseAddress else { preconditionFailure("a path has at least its last 0") }
            return try UnsafeRawPointer(base + start).withMemoryRebound(to: CChar.self, capacity: buffer.count - start) { name throws(Failure) in
                try body(name)
            }
        }
    }

    private var nameStart: Int { bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0 }

    static func < (left: BytePath, right: BytePath) -> Bool {
        left.terminated.withUnsafeBufferPointer { left in right.terminated.withUnsafeBufferPointer { left.lexicographicallyPrecedes($0) } }
    }

    static func == (left: BytePath, right: BytePath) -> Bool {
        left.terminated.withUnsafeBytes { left in
            right.terminated.withUnsafeBytes { right in
                guard left.count == right.count, let left = left.baseAddress, let other = right.baseAddress else { return false }
                return memcmp(left, other, right.count) == 0
            }
        }
    }

    /// All bytes at once: `Array` would hash them one after the other.
    func hash(into hasher: inout Hasher) {
        terminated.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
