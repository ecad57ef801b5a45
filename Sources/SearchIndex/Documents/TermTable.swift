/// Byte strings ↔ numbers in the order of their first coming: a hash table with all bytes in one buffer.
struct TermTable {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    /// 0 free, else 1 + the number, and above it the term's hash.
    private var slots: [UInt64]

    init(slots: Int = 1 << 12) { self.slots = [UInt64](repeating: 0, count: slots) }

    var count: Int { ends.count }

    func bytes(of number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

    /// Lends the bytes of all terms.
    @inline(__always) func withTerms<Result>(_ body: (Terms) -> Result) -> Result {
        bytes.withUnsafeBytes { bytes in ends.withUnsafeBufferPointer { body(Terms(bytes: bytes, ends: $0)) } }
    }

    struct Terms {
        fileprivate let bytes: UnsafeRawBufferPointer
        fileprivate let ends: UnsafeBufferPointer<UInt32>

        @inline(__always) subscript(number: Int) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])])
        }
    }

    private func range(of number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

    /// The number of `term`, and whether it came for the first time.
    mutating func number(of term: ArraySlice<UInt8>) -> (number: Int, isNew: Bool) { term.withUnsafeBytes { number(of: $0) } }

    mutating func number(of term: UnsafeRawBufferPointer) -> (number: Int, isNew: Bool) {
        let hash = Self.hash(term)
        let found = withTerms { terms in
            slots.withUnsafeBufferPointer { slots in
                var slot = Int(hash) & (slots.count - 1)
                while slots[slot] != 0 {
                    let number = Int(slots[slot] & 0xFFFF_FFFF) - 1
                    if slots[slot] >> 32 == hash, Self.isEqual(terms[number], term) { return (slot, number) }
                    slot = (slot + 1) & (slots.count - 1)
                }
                return (slot, -1)
            }
        }
        if found.1 >= 0 { return (found.1, false) }
        bytes.append(contentsOf: term)
        ends.append(UInt32(bytes.count))
        slots[found.0] = hash << 32 | UInt64(ends.count)
        if ends.count * 2 > slots.count { grow() }
        return (ends.count - 1, true)
    }

    /// 32 bits of a term, eight bytes at a time; it orders nothing and goes into no file.
    @inline(__always) private static func hash(_ term: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: term.count) &* 0x9E37_79B9_7F4A_7C15
        @inline(__always) func mix(_ value: UInt64) {
            let (high, low) = (hash ^ value).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            hash = high ^ low
        }
        var place = 0
        while place + 8 <= term.count {
            mix(term.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        mix(rest(term, place))
        return hash & 0xFFFF_FFFF
    }

    /// The fewer than eight bytes from `place` on.
    @inline(__always) private static func rest(_ term: UnsafeRawBufferPointer, _ place: Int) -> UInt64 {
        var rest: UInt64 = 0
        for i in place..<term.count { rest = rest << 8 | UInt64(term[i]) }
        return rest
    }

    @inline(__always) private static func isEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        var place = 0
        while place + 8 <= a.count {
            if a.loadUnaligned(fromByteOffset: place, as: UInt64.self) != b.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
            place += 8
        }
        while place < a.count {
            if a[place] != b[place] { return false }
            place += 1
        }
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = [UInt64](repeating: 0, count: old.count * 2)
        for entry in old where entry != 0 {
            var slot = Int(entry >> 32) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = entry
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
