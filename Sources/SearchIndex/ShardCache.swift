/// Reads the files that one query needs, each once.
struct ShardCache {
    struct List {
        var term: [UInt8]
        var frequency: Int
        /// Those beside the term; for a filter the impact says nothing.
        var postings: [Posting]
        /// The file of the others.
        var far: ContentName?
    }

    private let root: SearchRoot
    private let code: PostingCode
    private let read: (String) -> [UInt8]?
    private var shards: [Int: [List]] = [:]
    private var cardFiles: [Int: [ArraySlice<UInt8>]] = [:]

    /// Completions of an unfinished word.
    private static let completionLimit = 8

    init(root: SearchRoot, code: PostingCode, read: @escaping (String) -> [UInt8]?) {
        self.root = root
        self.code = code
        self.read = read
    }

    /// The lists of a slot with their weights in sixteenths: its own term's, and of the last word, while it is typed or when
    /// nobody wrote it, its completions'.
    mutating func lists(of slot: SearchQuery.Slot, isTyping: Bool) -> [(list: List, weight: Int)] {
        var found: [(list: List, weight: Int)] = []
        if let list = list(of: slot.term) { found.append((list, slot.weight)) }
        guard slot.isPrefix, isTyping || found.isEmpty else { return found }
        let first = shardNumber(of: slot.word)
        var lists = shard(first)
        if first + 1 < root.shards.count, root.shards[first + 1].boundary.starts(with: slot.word) { lists += shard(first + 1) }
        var completions = lists.filter { $0.term.starts(with: slot.word) && $0.term != slot.term }
        completions.sort { a, b in
            a.frequency != b.frequency ? a.frequency > b.frequency : TermTable.precedes(a.term[...], b.term[...])
        }
        if completions.isEmpty, found.isEmpty {
            // "installati" has no completion among stems, but "instal" begins it.
            let length = Self.length(slot.word)
            if let shorter = shard(first).last(where: { slot.word.starts(with: $0.term) && Self.length($0.term) >= max(4, length - 4) }) {
                completions = [shorter]
            }
        }
        return found + completions.prefix(Self.completionLimit).map { ($0, slot.weight * 9 / 16) }
    }

    mutating func documents(of filter: [UInt8]) -> [UInt32] {
        guard let list = list(of: filter) else { return [] }
        guard let far = list.far else { return list.postings.map(\.document) }
        var bits = BitReader(data(of: "b/" + far.hex))
        return code.readDocuments(count: list.frequency, from: &bits)
    }

    /// The postings of a list that are kept in a file of their own.
    func far(_ list: List) -> [Posting] {
        guard let far = list.far else { return [] }
        var bits = BitReader(data(of: "b/" + far.hex))
        return code.read(count: list.frequency - list.postings.count, from: &bits)
    }

    mutating func card(_ number: Int) -> SearchCard? {
        let file = number / root.cardsPerFile
        let lines = cardFiles[file] ?? readCards(file)
        cardFiles[file] = lines
        let index = number % root.cardsPerFile
        return lines.indices.contains(index) ? SearchCard(lines[index], number: number) : nil
    }

    private func readCards(_ file: Int) -> [ArraySlice<UInt8>] {
        guard root.cardNames.indices.contains(file / root.filesPerName),
            let bytes = read(SearchFile.folder + "d/\(file)-\(root.cardNames[file / root.filesPerName].hex).js"),
            let (_, text, _) = SearchFile.read(bytes)
        else { return [] }
        return text.split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    private mutating func list(of term: [UInt8]) -> List? {
        shard(shardNumber(of: term)).first { $0.term == term }
    }

    /// The shard that would hold `term`.
    private func shardNumber(of term: [UInt8]) -> Int {
        var low = 0
        var high = root.shards.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if TermTable.precedes(term[...], root.shards[middle].boundary[...]) { high = middle - 1 } else { low = middle }
        }
        return low
    }

    private mutating func shard(_ number: Int) -> [List] {
        if let known = shards[number] { return known }
        let lists = readShard(number)
        shards[number] = lists
        return lists
    }

    private func readShard(_ number: Int) -> [List] {
        guard root.shards.indices.contains(number), let file = read(SearchFile.folder + "t/\(root.shards[number].name.hex).js"),
            let (_, text, data) = SearchFile.read(file)
        else { return [] }
        var lists: [List] = []
        var bits = BitReader(data)
        var term: [UInt16] = []
        var units = String(decoding: text, as: UTF8.self).utf16[...]
        while let mark = units.popFirst() {
            let suffix = units.prefix { !(65...90).contains($0) }
            term = Array(term.prefix(Int(mark) - 65)) + suffix
            units = units[suffix.endIndex...]
            let bytes = Array(String(decoding: term, as: UTF16.self).utf8)
            let isFilter = bytes.first == UInt8(ascii: "=")
            let frequency = bits.readGamma()
            var list = List(term: bytes, frequency: frequency, postings: [])
            if frequency > root.nearPostings {
                list.far = ContentName(value: UInt32(bits.read(bits: 24)))
                if !isFilter { list.postings = code.read(count: root.nearPostings, from: &bits) }
            } else if isFilter {
                list.postings = code.readDocuments(count: frequency, from: &bits).map { Posting(document: $0, impact: 1) }
            } else {
                list.postings = code.read(count: frequency, from: &bits)
            }
            lists.append(list)
        }
        return lists
    }

    private func data(of key: String) -> [UInt8] {
        read(SearchFile.folder + key + ".js").flatMap(SearchFile.read)?.data ?? []
    }

    /// In UTF-16 code units.
    private static func length(_ term: [UInt8]) -> Int { String(decoding: term, as: UTF8.self).utf16.count }
}
