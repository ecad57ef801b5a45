import Diagnostics

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein 2012): without the key, nobody can make two inputs of one digest.
package struct KeyedHash: Hashable, Sendable {
    let key: (UInt64, UInt64)

    package init(key: (UInt64, UInt64)) {
        self.key = key
    }

    /// A key that nobody else knows.
    package static func random() -> KeyedHash {
        var random = SystemRandomNumberGenerator()
        return KeyedHash(key: (random.next(), random.next()))
    }

    package static func == (a: KeyedHash, b: KeyedHash) -> Bool { a.key == b.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key.0) }

    func digest(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { digest($0) } }

    func digest(_ bytes: UnsafeRawBufferPointer) -> Digest {
        var v0 = key.0 ^ 0x736f_6d65_7073_6575
        var v1 = key.1 ^ 0x646f_7261_6e64_6f6d ^ 0xEE
        var v2 = key.0 ^ 0x6c79_6765_6e65_7261
        var v3 = key.1 ^ 0x7465_6462_7974_6573
        @inline(__always) func round() {
            v0 &+= v1
            v1 = (v1 << 13 | v1 >> 51) ^ v0
            v0 = v0 << 32 | v0 >> 32
            v2 &+= v3
            v3 = (v3 << 16 | v3 >> 48) ^ v2
            v0 &+= v3
            v3 = (v3 << 21 | v3 >> 43) ^ v0
            v2 &+= v1
            v1 = (v1 << 17 | v1 >> 47) ^ v2
            v2 = v2 << 32 | v2 >> 32
        }
        var at = 0
        while at + 8 <= bytes.count {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            v3 ^= word
            round()
            round()
            v0 ^= word
            at += 8
        }
        var last = UInt64(truncatingIfNeeded: bytes.count) << 56
        var shift: UInt64 = 0
        while at < bytes.count {
            last |= UInt64(bytes[at]) << shift
            shift += 8
            at += 1
        }
        v3 ^= last
        round()
        round()
        v0 ^= last
        v2 ^= 0xEE
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xDD
        for _ in 0..<4 { round() }
        return Digest(high: v0 ^ v1 ^ v2 ^ v3, low: low)
    }
}

extension KeyedHash {
    /// The key of this user on this machine, made the first time that it is wanted; `nil` where none can be kept.
    ///
    /// - Parameter folder: The user's folder for caches, which is no part of any site.
    package static func ofUser(in folder: String) -> KeyedHash? {
        mkdir(folder, 0o700)
        mkdir(folder + "/answerable", 0o700)
        let path = folder + "/answerable/key"
        if let key = kept(path) { return key }
        let key = random().key
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return kept(path) }
        defer { close(file) }
        let count = withUnsafeBytes(of: key) { write(file, $0.baseAddress, $0.count) }
        guard count == 16 else {
            unlink(path)
            return nil
        }
        return KeyedHash(key: key)
    }

    private static func kept(_ path: String) -> KeyedHash? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var key: (UInt64, UInt64) = (0, 0)
        let count = withUnsafeMutableBytes(of: &key) { read(file, $0.baseAddress, $0.count) }
        return count == 16 ? KeyedHash(key: key) : nil
    }
}

/// Puts together what a digest stands for: every part with its length, so that no two lists of parts give the same bytes.
struct DigestInput {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(512) }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    mutating func add(_ text: String?) {
        add(text != nil)
        if let text { add(text) }
    }

    mutating func add(_ texts: [String]) {
        add(texts.count)
        for text in texts { add(text) }
    }

    mutating func add(_ number: Int) { withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) } }
    mutating func add(_ number: Double) { withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
    mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func add(_ digest: Digest) {
        withUnsafeBytes(of: (digest.high.littleEndian, digest.low.littleEndian)) { bytes.append(contentsOf: $0) }
    }

    mutating func add(_ block: UnsafeRawBufferPointer) {
        add(block.count)
        bytes.append(contentsOf: block)
    }

    mutating func add(_ block: [UInt8]) { block.withUnsafeBytes { add($0) } }
}
