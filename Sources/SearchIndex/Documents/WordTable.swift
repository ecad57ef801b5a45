/// Plain words of at most sixteen bytes as they stand in a text, capitals and all. Nearly every word of a text has been met before: then finding it
/// here is all the work that it makes, and one line of the processor's cache.
struct WordTable {
    struct Word {
        /// Sixteen bytes, filled up with zeros. A place whose first eight are zero is free.
        fileprivate var key = Key(low: 0, high: 0)
        /// The term that it is a form of, and the word without capitals.
        var term: UInt32 = 0
        var surface: UInt32 = 0
        /// The last document that had it.
        var lastDocument: UInt32 = 0
        /// Its character in a word sequence.
        var symbol: UInt8 = 0
        /// Whether the spelling lists may have it.
        var isSpelt = false
    }

    /// Some places are free.
    private(set) var places = [Word](repeating: Word(), count: 1 << 12)
    private var count = 0

    /// A word of at most sixteen bytes, none of them zero.
    struct Key: Equatable {
        fileprivate let low: UInt64
        fileprivate let high: UInt64

        fileprivate init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

        @inline(__always) init?(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
            guard range.count <= 16 else { return nil }
            low = Self.load(text, range.lowerBound, min(8, range.count))
            high = range.count > 8 ? Self.load(text, range.lowerBound + 8, range.count - 8) : 0
        }

        @inline(__always) private static func load(_ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ count: Int) -> UInt64 {
            guard place + 8 <= text.count else { return (0..<count).reduce(0) { $0 | UInt64(text[place + $1]) << UInt64(8 * $1) } }
            let eight = UInt64(littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: UInt64.self))
            return eight & UInt64.max >> UInt64(64 - 8 * count)
        }

        @inline(__always) fileprivate var hash: Int {
            let mixed = (low ^ high &* 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            return Int(truncatingIfNeeded: mixed.high ^ mixed.low)
        }
    }

    /// Where a word stands among `places`, until the next one is added.
    @inline(__always) func place(of key: Key) -> Int? {
        places.withUnsafeBufferPointer { places in
            var place = key.hash & (places.count - 1)
            while places[place].key.low != 0 {
                if places[place].key == key { return place }
                place = (place + 1) & (places.count - 1)
            }
            return nil
        }
    }

    /// Marks a word as met in a document, and says whether it is the first time.
    @inline(__always) mutating func meet(_ place: Int, in document: UInt32) -> Bool {
        guard places[place].lastDocument != document else { return false }
        places[place].lastDocument = document
        return true
    }

    /// Adds a word that isn't there yet.
    mutating func insert(_ key: Key, term: Int, surface: Int, symbol: UInt8, isSpelt: Bool) -> Int {
        count += 1
        if count * 3 > places.count * 2 {
            let old = places
            places = [Word](repeating: Word(), count: old.count * 2)
            for word in old where word.key.low != 0 { places[free(word.key)] = word }
        }
        let place = free(key)
        places[place] = Word(key: key, term: UInt32(term), surface: UInt32(surface), symbol: symbol, isSpelt: isSpelt)
        return place
    }

    private func free(_ key: Key) -> Int {
        var place = key.hash & (places.count - 1)
        while places[place].key.low != 0 { place = (place + 1) & (places.count - 1) }
        return place
    }
}
