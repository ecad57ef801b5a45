/// Byte strings ↔ numbers in the order of their first coming: a hash table with all bytes in one buffer.
struct TermTable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var hashes: [UInt32] = []
    /// 0 free, else 1 + the number.
    private var slots: [UInt32]

    init(slots: Int = 1 << 12) { self.slots = [UInt32](repeating: 0, count: slots) }

    var count: Int { ends.count }

    func bytes(of number: Int) -> ArraySlice<UInt8> {
        bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
    }

    func hash(of number: Int) -> UInt32 { hashes[number] }

    /// The number of `term`, and whether it came for the first time.
    mutating func number(of term: ArraySlice<UInt8>) -> (number: Int, isNew: Bool) {
        var hash: UInt32 = 0x811C_9DC5
        for byte in term { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        hash ^= hash >> 15
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash, isEqual(number, term) { return (number, false) }
            slot = (slot + 1) & (slots.count - 1)
        }
        bytes.append(contentsOf: term)
        ends.append(UInt32(bytes.count))
        hashes.append(hash)
        slots[slot] = UInt32(ends.count)
        if ends.count * 2 > slots.count { grow() }
        return (ends.count - 1, true)
    }

    private func isEqual(_ number: Int, _ term: ArraySlice<UInt8>) -> Bool {
        let start = number == 0 ? 0 : Int(ends[number - 1])
        guard Int(ends[number]) - start == term.count else { return false }
        var place = start
        for byte in term {
            if bytes[place] != byte { return false }
            place += 1
        }
        return true
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
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
    static func key(_ term: ArraySlice<UInt8>, bytes count: Int = 8) -> UInt64 {
        var key: UInt64 = 0
        var place = term.startIndex
        for _ in 0..<count {
            key = key << 8 | (place < term.endIndex ? UInt64(rank(term[place])) : 0)
            place += 1
        }
        return key
    }

    /// Surrogates (lead bytes F0…F4) come before U+E000…U+FFFF (EE, EF).
    private static func rank(_ byte: UInt8) -> UInt8 { byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte }
}
