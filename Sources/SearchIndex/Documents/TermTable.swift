/// Byte strings ↔ numbers in the order of their first coming: a hash table with all bytes in one buffer.
struct TermTable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var hashes: [UInt32] = []
    /// 0 free, else 1 + the number, and above it the term's hash.
    private var slots: [UInt64]

    init(slots: Int = 1 << 12) { self.slots = [UInt64](repeating: 0, count: slots) }

    var count: Int { ends.count }

    func bytes(of number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

    private func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

    func hash(of number: Int) -> UInt32 { hashes[number] }

    /// The number of `term`, and whether it came for the first time.
    mutating func number(of term: ArraySlice<UInt8>) -> (number: Int, isNew: Bool) { term.withUnsafeBytes { number(of: $0) } }

    /// The number of `term`, and whether it came for the first time.
    mutating func number(of term: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
        var hash: UInt32 = 0x811C_9DC5
        for byte in term { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        hash ^= hash >> 15
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
            if slots[slot] >> 32 == hash, isEqual(number, term) { return (number, false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: term)
        ends.append(UInt32(bytes.count))
        hashes.append(hash)
        slots[slot] = UInt64(hash) << 32 | UInt64(ends.count)
        if ends.count * 2 > slots.count { grow() }
        return (ends.count - 1, true)
    }

    private func isEqual(_ number: Int, _ term: UnsafeRawBufferPointer) -> Bool {
        let own = range(of: number)
        guard own.count == term.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            for (place, byte) in zip(own, term) where bytes[place] != byte { return false }
            return true
        }
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt64(hash) << 32 | UInt64(number + 1)
        }
    }

    /// All numbers, their terms in the order of UTF-16 code units, which is how JavaScript compares strings.
    func sorted() -> [Int] {
        // The first eight bytes decide nearly always.
        (0..<count).map { (key: Self.key(bytes(of: $0)), number: $0) }.sorted { a, b in
            a.key != b.key ? a.key < b.key : Self.precedes(bytes(of: a.number), bytes(of: b.number))
        }.map(\.number)
    }

    static func precedes(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
        var i = a.startIndex
        var j = b.startIndex
        while i < a.endIndex, j < b.endIndex {
            if a[i] != b[j] { return rank(a[i]) < rank(b[j]) }
            i += 1
            j += 1
        }
        return i == a.endIndex && j < b.endIndex
    }

    /// A number for the beginning of a term: of two terms the one with the smaller number precedes.
    static func key(_ term: some Collection<UInt8>, bytes count: Int = 8) -> UInt64 {
        var key: UInt64 = 0
        var place = term.startIndex
        for _ in 0..<count {
            key <<= 8
            guard place < term.endIndex else { continue }
            key |= UInt64(rank(term[place]))
            term.formIndex(after: &place)
        }
        return key
    }

    /// Surrogates (lead bytes F0…F4) come before U+E000…U+FFFF (EE, EF).
    private static func rank(_ byte: UInt8) -> UInt8 { byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte }
}
