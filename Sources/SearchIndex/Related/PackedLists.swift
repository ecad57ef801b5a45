/// Many lists of numbers in one buffer; lists that were replaced stand beside it.
struct PackedLists: Sendable {
    private var numbers: [UInt32] = []
    private var ends: [Int] = []
    private var replaced: [Int: [UInt32]] = [:]

    init() {}

    /// - Parameter capacity: How many numbers there will be.
    init(capacity: Int) { numbers.reserveCapacity(capacity) }

    var count: Int { ends.count }

    subscript(list: Int) -> ArraySlice<UInt32> {
        get {
            if !replaced.isEmpty, let new = replaced[list] { return new[...] }
            return numbers[(list == 0 ? 0 : ends[list - 1])..<ends[list]]
        }
        set { replaced[list] = Array(newValue) }
    }

    /// Adds a number to the list that `endList` ends.
    mutating func append(_ number: UInt32) { numbers.append(number) }

    mutating func endList() { ends.append(numbers.count) }

    mutating func append(_ list: [UInt32]) {
        numbers += list
        endList()
    }

    /// Of lists of numbers with 5 bits beside each: for each number the lists that have it, in order, with those bits.
    ///
    /// - Parameter lengths: How many lists have each number; 0 leaves a number out.
    func transposed(lengths: [UInt32]) -> PackedLists {
        var result = PackedLists()
        result.ends.reserveCapacity(lengths.count)
        var total = 0
        var next = lengths.map { length in
            defer { total += Int(length) }
            return total
        }
        var place = 0
        result.numbers = [UInt32](repeating: 0, count: total)
        for (list, end) in ends.enumerated() {
            while place < end {
                let number = Int(numbers[place] >> 5)
                if lengths[number] > 0 {
                    result.numbers[next[number]] = UInt32(list) << 5 | numbers[place] & 31
                    next[number] += 1
                }
                place += 1
            }
        }
        result.ends = next
        return result
    }
}

/// Hashes ↔ numbers in the order of their first coming.
struct TermNumbers: Sendable {
    private var hashes: [UInt32] = []
    /// 0 free, else 1 + the number.
    private var slots = [UInt32](repeating: 0, count: 1 << 12)

    /// The number of `hash`, which is the count of all before when it is new.
    mutating func number(of hash: UInt32) -> Int {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            if hashes[number] == hash { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        hashes.append(hash)
        slots[slot] = UInt32(hashes.count)
        if hashes.count * 2 > slots.count { grow() }
        return hashes.count - 1
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }
}
