/// Reads the files that one query needs, each once.
struct ShardCache {
    struct List {
        var term: [UInt8]
        var frequency: Int
        /// Those beside the term; for a filter the impact says nothing.
        var postings: [Posting]
        /// Where the others are.
        var far: Far?
    }

    /// A file, and the place in its data.
    struct Far {
        var name: ContentName
        var start: Int
    }

    private let root: SearchRoot
    private let code: PostingCode
    private let read: (String) -> [UInt8]?
    private var pages: [Int: [DictionaryShards.Shard]] = [:]
    private var shards: [ContentName: [List]] = [:]
    private var cardFiles: [Int: [ArraySlice<UInt8>]] = [:]

    /// Completions of an unfinished word.
    private static let completionLimit = 8

    init(root: SearchRoot, code: PostingCode, read: @escaping (String) -> [UInt8]?) {
        self.root = root
        self.code = code
        self.read = read
    }

    /// What a slot of a query finds.
    struct Found {
        var lists: [(list: List, weight: Int)] = []
        /// The word that may have been meant.
        var better: [UInt8]?
    }

    /// The lists of a slot with their weights in sixteenths: its own term's; of the last word, while it is typed or when nobody
    /// wrote it, its completions'; and those of words that it may be a slip of.
    ///
    /// - Parameter isShort: whether the query has one or two slots.
    mutating func lists(of slot: SearchQuery.Slot, isTyping: Bool, isShort: Bool) -> Found {
        var found = Found()
        let own = list(of: slot.term)
        if let own { found.lists.append((own, slot.weight)) }
        if slot.isWord {
            for stem in root.languages.compactMap({ LightStemmer.stem(slot.word, language: $0) }) {
                guard stem != slot.term, !found.lists.contains(where: { $0.list.term == stem }), let other = list(of: stem) else { continue }
                found.lists.append((other, (slot.weight * 12) >> 4))
            }
        }
        var shorter: List?
        if slot.isPrefix, isTyping || own == nil {
            let (first, next) = shards(around: slot.word)
            let own = shard(first)
            var lists = own
            if let next, next.boundary.starts(with: slot.word) { lists += shard(next) }
            var completions = lists.filter { $0.term.starts(with: slot.word) && $0.term != slot.term }
            completions.sort { a, b in
                a.frequency != b.frequency ? a.frequency > b.frequency : TermTable.precedes(a.term[...], b.term[...])
            }
            found.lists += completions.prefix(Self.completionLimit).map { ($0, (slot.weight * 9) >> 4) }
            if found.lists.isEmpty {
                // "installati" has no completion among stems, but "instal" begins it.
                let length = Self.length(slot.word)
                shorter = own.last { slot.word.starts(with: $0.term) && Self.length($0.term) >= max(4, length - 4) }
            }
        }
        // A word that hardly anybody wrote may be a slip that somebody else made too; in a longer query the other words make up for it.
        let isRare = own.map { isShort && $0.frequency < 3 && root.documentCount >= 1000 } ?? false
        if slot.isWord, found.lists.isEmpty || isRare {
            for candidate in meant(by: slot.word) where own == nil || candidate.edits == 1 && candidate.level >= 5 {
                let isPlain = candidate.word.allSatisfy { (97...122).contains($0) }
                let term = isPlain ? EnglishStemmer.stem(candidate.word) : candidate.word
                guard !found.lists.contains(where: { $0.list.term == term }), let other = list(of: term) else { continue }
                if found.better == nil { found.better = candidate.word }
                found.lists.append((other, (slot.weight * (candidate.edits > 1 ? 8 : 12)) >> 4))
            }
        }
        if found.lists.isEmpty, let shorter { found.lists.append((shorter, (slot.weight * 9) >> 4)) }
        return found
    }

    /// The words that `word` may be a slip of, the likeliest first.
    private mutating func meant(by word: [UInt8]) -> [(word: [UInt8], edits: Int, level: Int)] {
        guard SpellingLists.isSpelt(word[...]) else { return [] }
        let units = Array(String(decoding: word, as: UTF8.self).utf16)
        let most = units.count < 8 ? 1 : 2
        for letter in units[0] == units[1] ? [units[0]] : [units[0], units[1]] {
            var found: [(word: [UInt8], edits: Int, level: Int)] = []
            for (other, level) in spellings(Array(String(decoding: [letter], as: UTF16.self).utf8)) {
                let edits = SpellingDistance.edits(units, Array(String(decoding: other, as: UTF8.self).utf16), most: most)
                if edits == 0 { return [] }
                if edits <= most { found.append((other, edits, level)) }
            }
            guard !found.isEmpty else { continue }
            found.sort { a, b in
                a.edits != b.edits ? a.edits < b.edits : a.level != b.level ? a.level > b.level : TermTable.precedes(a.word[...], b.word[...])
            }
            return Array(found.prefix(3))
        }
        return []
    }

    private func spellings(_ letter: [UInt8]) -> [(word: [UInt8], level: Int)] {
        guard let number = root.letters.lastIndex(where: { !TermTable.precedes(letter[...], $0.letter[...]) }),
            let file = read(SearchFile.folder + "l/\(root.letters[number].name.hex).js"), let (_, text, data) = SearchFile.read(file)
        else { return [] }
        var bits = BitReader(data)
        return FrontCodedText.words(text).map { ($0, bits.read(bits: 4)) }
    }

    func votes() -> [Int] { VotesColumn.read(data(of: "v/" + root.votesName.hex), count: root.documentCount) }

    mutating func frequency(of term: [UInt8]) -> Int { list(of: term)?.frequency ?? 0 }

    /// All documents of a term or a filter.
    mutating func documents(of term: [UInt8]) -> [UInt32] {
        guard let list = list(of: term) else { return [] }
        guard let far = list.far else { return list.postings.map(\.document) }
        guard term.first == UInt8(ascii: "=") else { return (list.postings + self.far(list)).map(\.document) }
        var bits = BitReader(data(of: "b/" + far.name.hex), at: far.start)
        return code.readDocuments(count: list.frequency, from: &bits)
    }

    /// The postings of a list that are kept in a file of their own.
    func far(_ list: List) -> [Posting] {
        guard let far = list.far else { return [] }
        var bits = BitReader(data(of: "b/" + far.name.hex), at: far.start)
        return code.read(count: list.frequency - list.postings.count, from: &bits)
    }

    /// The words of each post of a document (`WordSequence.line`).
    func sequences(of number: Int) -> [ArraySlice<UInt8>] {
        let file = number / root.cardsPerFile
        let perSequence = CardFiles.filesPerSequence(root.filesPerName)
        guard let lines = lines("x", file / perSequence, group: file / root.filesPerName) else { return [] }
        let line = number % (root.cardsPerFile * perSequence)
        return lines.indices.contains(line) ? lines[line].split(separator: WordSequence.gap, omittingEmptySubsequences: false) : []
    }

    mutating func card(_ number: Int) -> SearchCard? {
        let file = number / root.cardsPerFile
        let lines = cardFiles[file] ?? readCards(file)
        cardFiles[file] = lines
        let index = number % root.cardsPerFile
        return lines.indices.contains(index) ? SearchCard(lines[index], number: number, affixes: root.affixes) : nil
    }

    private func readCards(_ file: Int) -> [ArraySlice<UInt8>] { lines("d", file, group: file / root.filesPerName) ?? [] }

    private func lines(_ folder: String, _ number: Int, group: Int) -> [ArraySlice<UInt8>]? {
        guard root.cardNames.indices.contains(group), let bytes = read(SearchFile.folder + "\(folder)/\(number)-\(root.cardNames[group].hex).js"),
            let (_, text, _) = SearchFile.read(bytes)
        else { return nil }
        return text.split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    private mutating func list(of term: [UInt8]) -> List? {
        shard(shards(around: term).own).first { $0.term == term }
    }

    /// The shard that would hold `term`, and the one after it.
    private mutating func shards(around term: [UInt8]) -> (own: DictionaryShards.Shard?, next: DictionaryShards.Shard?) {
        guard root.hasPages else { return Self.around(term, root.entries) }
        let number = Self.place(of: term, root.entries)
        var (own, next) = Self.around(term, page(number))
        if next == nil { next = page(number + 1).first }
        return (own, next)
    }

    private static func around(_ term: [UInt8], _ shards: [DictionaryShards.Shard]) -> (DictionaryShards.Shard?, DictionaryShards.Shard?) {
        let number = place(of: term, shards)
        return (shards.indices.contains(number) ? shards[number] : nil, number + 1 < shards.count ? shards[number + 1] : nil)
    }

    /// The last entry whose boundary isn't above `term`.
    private static func place(of term: [UInt8], _ entries: [DictionaryShards.Shard]) -> Int {
        var low = 0
        var high = entries.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if TermTable.precedes(term[...], entries[middle].boundary[...]) { high = middle - 1 } else { low = middle }
        }
        return low
    }

    private mutating func page(_ number: Int) -> [DictionaryShards.Shard] {
        if let known = pages[number] { return known }
        guard root.entries.indices.contains(number), let file = read(SearchFile.folder + "p/\(root.entries[number].name.hex).js"),
            let (_, text, data) = SearchFile.read(file)
        else { return [] }
        let shards = RoutingPages.read(text, data[...])
        pages[number] = shards
        return shards
    }

    private mutating func shard(_ shard: DictionaryShards.Shard?) -> [List] {
        guard let shard else { return [] }
        if let known = shards[shard.name] { return known }
        let lists = readShard(shard.name)
        shards[shard.name] = lists
        return lists
    }

    private func readShard(_ name: ContentName) -> [List] {
        guard let file = read(SearchFile.folder + "t/\(name.hex).js"), let (_, text, data) = SearchFile.read(file) else { return [] }
        var lists: [List] = []
        var bits = BitReader(data)
        var far = data.suffix(5).prefix(2).reduce(0) { $0 << 8 | Int($1) }
        for bytes in FrontCodedText.words(text) {
            let isFilter = bytes.first == UInt8(ascii: "=")
            let frequency = bits.readGamma()
            var list = List(term: bytes, frequency: frequency, postings: [])
            if frequency > root.nearPostings {
                list.far = Far(name: ContentName(bytes: data.suffix(3)), start: far)
                far += bits.readGamma()
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
