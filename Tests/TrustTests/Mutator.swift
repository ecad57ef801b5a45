/// Makes hostile input of harmless: cuts, doubles, swaps, damages, and strews words that mean something to the reader at hand.
struct Mutator {
    let seeds: [[UInt8]]
    let words: [[UInt8]]
    private var random: Numbers

    init(seed: UInt64, seeds: [String], words: [String]) {
        self.seeds = seeds.map { Array($0.utf8) }
        self.words = words.map { Array($0.utf8) } + Self.everywhere
        random = Numbers(state: seed)
    }

    mutating func next() -> [UInt8] {
        var bytes = pick(seeds)
        for _ in 0...random.below(6) {
            let at = random.below(bytes.count + 1)
            let end = min(bytes.count, at + random.below(24))
            switch random.below(8) {
            case 0 where at < bytes.count: bytes[at] = UInt8(truncatingIfNeeded: random.next())
            case 1: bytes.removeSubrange(at..<end)
            case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
            case 3: bytes.removeSubrange(at...)
            case 4:
                // Many of one: what makes a reader slow.
                let word = pick(words)
                for _ in 0..<random.below(40) { bytes.insert(contentsOf: word, at: at) }
            case 5:
                let other = pick(seeds)
                bytes.insert(contentsOf: other.dropFirst(random.below(other.count + 1)), at: at)
            default: bytes.insert(contentsOf: pick(words), at: at)
            }
        }
        return bytes
    }

    private mutating func pick(_ list: [[UInt8]]) -> [UInt8] { list.isEmpty ? [] : list[random.below(list.count)] }

    /// What every reader may stumble over: bytes that are no UTF-8, characters that join, that are none, that turn the line around.
    private static let everywhere: [[UInt8]] = [
        [0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x0D], [0x0D, 0x0A], [0x0A], [0x09], [0x1B, 0x5B, 0x32, 0x4A], [0xEF, 0xBB, 0xBF],
    ] + ["\u{600}", "\u{301}", "\u{200D}", "\u{202E}", "\u{2028}", "\u{FFFE}", "\u{1F468}\u{200D}\u{1F469}", "é", "e\u{301}", "İ", "ß", "中"].map { Array($0.utf8) }

    private struct Numbers {
        /// SplitMix64 (Steele, Lea and Flood, 2014).
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    }
}
