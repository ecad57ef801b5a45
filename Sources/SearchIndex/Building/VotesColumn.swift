/// The votes of every thread in one file, read when somebody sorts by them.
struct VotesColumn {
    let name: ContentName
    let file: SearchFile

    init(_ votes: [Int]) {
        var bits = BitWriter()
        for votes in votes {
            let bounded = max(-1_000_000, min(1_000_000, votes))
            bits.writeGamma((bounded < 0 ? -2 * bounded - 1 : 2 * bounded) + 1)
        }
        name = ContentName([bits.bytes])
        file = SearchFile(key: "v/" + name.hex, text: [], data: bits.bytes)
    }

    static func read(_ data: [UInt8], count: Int) -> [Int] {
        var bits = BitReader(data)
        return (0..<count).map { _ in
            let value = bits.readGamma() - 1
            return value & 1 == 1 ? -(value + 1) / 2 : value / 2
        }
    }
}
