/// The terms of a thread's title, other phrasings, tags and question, and how much it says of each: what related threads are found by.
///
/// It is a function of its thread alone: lengths count against a usual length, not against this collection's, and in steps, so that a sentence
/// more changes little else. A term is its 32-bit hash; two terms that share one count as the same.
struct Topic: Hashable {
    struct Entry: Hashable {
        var hash: UInt32
        /// 1…31.
        var impact: UInt8
    }

    private(set) var entries: [Entry] = []

    /// So many at most: those of which most is said.
    private static let limit = 256
    private static let entryBytes = 5
    /// In bytes, of title, other phrasings, tags and question.
    private static let usualLengths: [Float] = [64, 64, 24, 768]

    init() {}

    /// Reads `bytes`.
    init(_ bytes: UnsafeRawBufferPointer) {
        entries.reserveCapacity(bytes.count / Self.entryBytes)
        for place in stride(from: 0, through: bytes.count - Self.entryBytes, by: Self.entryBytes) {
            let hash = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
            entries.append(Entry(hash: hash, impact: min(31, max(1, bytes[place + 4]))))
        }
    }

    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: entries.count * Self.entryBytes) { bytes, count in
            for entry in entries {
                for byte in 0..<4 { bytes[count + byte] = UInt8(truncatingIfNeeded: entry.hash >> UInt32(8 * byte)) }
                bytes[count + 4] = entry.impact
                count += Self.entryBytes
            }
        }
    }

    /// What a mention is worth in each of the four fields.
    ///
    /// - Parameter lengths: Bytes of text by `IndexField`.
    static func worths(_ lengths: [Int], settings: SearchSettings) -> [Float] {
        zip([settings.title, settings.alternatives, settings.tags, settings.question], usualLengths).enumerated().map { i, pair in
            let (field, usual) = pair
            return field.weight / (1 - field.lengthPenalty + field.lengthPenalty * Float(LengthStep.of(lengths[i])) / usual)
        }
    }

    /// Adds a term that isn't there yet, where its weight is more than nothing.
    mutating func add(_ hash: UInt32, weight: Float, saturation: Float) {
        guard weight > 0 else { return }
        entries.append(Entry(hash: hash, impact: UInt8(min(31, 1 + weight / (saturation + weight) * 32))))
    }

    /// Without the terms beyond the limit, in the order of their hashes.
    var kept: Topic {
        var kept = self
        if entries.count > Self.limit {
            kept.entries.sort { ($0.impact, $1.hash) > ($1.impact, $0.hash) }
            kept.entries.removeLast(entries.count - Self.limit)
        }
        kept.entries.sort { $0.hash < $1.hash }
        return kept
    }
}

/// Lengths in steps of an eighth to a quarter, so that a few words more seldom change what others weigh.
enum LengthStep {
    static func of(_ length: Int) -> Int {
        guard length >= 8 else { return length }
        let step = 1 << (Int.bitWidth - 1 - length.leadingZeroBitCount - 2)
        return length / step * step + step / 2
    }
}
