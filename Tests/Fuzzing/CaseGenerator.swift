/// Makes cases of seeds: cut, doubled, spliced with one another, with pieces of the dictionary put in and bytes changed.
struct CaseGenerator {
    private let seeds: [[UInt8]]
    private let dictionary: [[UInt8]]
    private static let longest = 4096

    /// Pieces that have broken readers of text elsewhere: a character that swallows the next, ill-formed UTF-8, signs of direction, odd line ends.
    private static let anywhere: [[UInt8]] =
        ["\u{600}<", "\u{600}\"", "<\u{301}", "&\u{20E3}", "e\u{301}", "\u{202E}", "\u{FEFF}", "\u{2028}", "\u{85}", "\r", "\r\n", "\n\n", "\t", "\u{0}", "&#xFFFE;", "&#1;", "🏳️‍🌈"]
        .map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC0, 0xAF]]

    init(seeds: [[UInt8]], dictionary: [String]) {
        self.seeds = seeds.isEmpty ? [[]] : seeds
        self.dictionary = dictionary.map { Array($0.utf8) } + Self.anywhere
    }

    /// The case of a number; the same number gives the same case.
    func bytes(_ number: UInt64) -> [UInt8] {
        var generator = SeededGenerator(state: number &* 0x2545_F491_4F6C_DD1D)
        var bytes = seeds[generator.below(seeds.count)]
        for _ in 0...generator.below(6) { change(&bytes, &generator) }
        return Array(bytes.prefix(Self.longest))
    }

    private func change(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let place = generator.below(bytes.count + 1)
        let end = min(bytes.count, place + 1 + generator.below(generator.below(4) == 0 ? 200 : 8))
        switch generator.below(9) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 2, 3, 4: bytes.insert(contentsOf: dictionary[generator.below(dictionary.count)], at: place)
        case 5:
            let piece = dictionary[generator.below(dictionary.count)]
            for _ in 0..<generator.below(generator.below(8) == 0 ? 300 : 12) { bytes.insert(contentsOf: piece, at: min(place, bytes.count)) }
        case 6:
            guard place < bytes.count else { return }
            bytes[place] = UInt8(truncatingIfNeeded: generator.next())
        case 7: bytes.removeSubrange(place...)
        default:
            let other = seeds[generator.below(seeds.count)]
            let from = generator.below(other.count + 1)
            bytes.insert(contentsOf: other[from..<min(other.count, from + 1 + generator.below(120))], at: place)
        }
    }
}
