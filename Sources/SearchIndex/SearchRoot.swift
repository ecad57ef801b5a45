/// The entry file: where every term and every card is.
struct SearchRoot {
    var documentCount: Int
    var universe: Int
    var cardsPerFile: Int
    var filesPerName: Int
    /// Postings kept beside a term at most.
    var nearPostings: Int
    var shards: [DictionaryShards.Shard]
    /// Terms of more than a fifth of the documents and of many, sorted.
    var common: [(term: [UInt8], frequency: Int)]
    /// The first month (years × 12 + month − 1), then the number of documents of each month; undated ones come before all.
    var months: (first: Int, counts: [Int])
    var cardNames: [ContentName]
    /// The first letters that the spelling lists begin with, and their names.
    var letters: [(letter: [UInt8], name: ContentName)]
    var votesName: ContentName
    /// The languages whose endings the index knows, numbers among `LightStemmer.languages`.
    var languages: [Int]

    static let version = 1

    /// Documents by month of asking, UTC.
    static func months(_ documents: [SearchDocument]) -> (first: Int, counts: [Int]) {
        let dated = documents.compactMap { $0.asked.map(month) }
        guard let first = dated.first, let last = dated.last else { return (0, []) }
        var counts = [Int](repeating: 0, count: last - first + 1)
        for month in dated { counts[month - first] += 1 }
        return (first, counts)
    }

    /// Years × 12 + month − 1 of a time; civil-from-days, howardhinnant.github.io/date_algorithms.html.
    private static func month(_ seconds: Int) -> Int {
        let days = (seconds < 0 ? seconds - 86399 : seconds) / 86400 + 719468
        let era = (days >= 0 ? days : days - 146096) / 146097
        let dayOfEra = days - era * 146097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        return (yearOfEra + era * 400) * 12 + march + 2
    }

    /// The number of documents asked before a month.
    func count(before month: Int) -> Int {
        months.counts.enumerated().reduce(documentCount - months.counts.reduce(0, +)) { $1.offset + months.first < month ? $0 + $1.element : $0 }
    }

    var file: SearchFile {
        var text = Array(String(Self.version).utf8)
        text.append(0x0A)
        text += [documentCount, universe, cardsPerFile, filesPerName, nearPostings, shards.count].map(String.init).joined(separator: " ").utf8
        text.append(0x0A)
        for (i, shard) in shards.enumerated() {
            if i > 0 { text.append(0x09) }
            text += shard.boundary
        }
        text.append(0x0A)
        for (i, word) in common.enumerated() {
            if i > 0 { text.append(0x20) }
            text += word.term
            text += " \(word.frequency)".utf8
        }
        text.append(0x0A)
        text += ([months.first] + months.counts).map { String($0, radix: 36) }.joined(separator: " ").utf8
        text.append(0x0A)
        for (i, entry) in letters.enumerated() {
            if i > 0 { text.append(0x09) }
            text += entry.letter
        }
        text.append(0x0A)
        text += languages.map { LightStemmer.languages[$0] }.joined(separator: " ").utf8
        let names = shards.map(\.name) + cardNames + letters.map(\.name) + [votesName]
        return SearchFile(key: "root", text: text, data: names.flatMap(\.bytes))
    }

    /// Reads the file that `file` makes; `nil` when it is another format's or damaged.
    init?(_ file: [UInt8]) {
        guard let (key, text, data) = SearchFile.read(file), key.elementsEqual("root".utf8) else { return nil }
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count == 7, lines[0].elementsEqual(String(Self.version).utf8) else { return nil }
        func numbers(_ line: ArraySlice<UInt8>, radix: Int) -> [Int] {
            line.split(separator: 0x20).compactMap { Int(String(decoding: $0, as: UTF8.self), radix: radix) }
        }
        let head = numbers(lines[1], radix: 10)
        guard head.count == 6, head[2] > 0, head[3] > 0 else { return nil }
        (documentCount, universe, cardsPerFile, filesPerName, nearPostings) = (head[0], head[1], head[2], head[3], head[4])
        let names = stride(from: 0, to: data.count - 2, by: 3).map {
            ContentName(value: UInt32(data[$0]) << 16 | UInt32(data[$0 + 1]) << 8 | UInt32(data[$0 + 2]))
        }
        let boundaries = lines[2].split(separator: 0x09, omittingEmptySubsequences: false)
        guard names.count >= head[5], boundaries.count >= head[5] else { return nil }
        shards = zip(names, boundaries).prefix(head[5]).map { DictionaryShards.Shard(name: $0, boundary: Array($1)) }
        let groups = ((max(0, head[0]) + head[2] - 1) / head[2] + head[3] - 1) / head[3]
        let starts = lines[5].split(separator: 0x09)
        guard names.count == head[5] + groups + starts.count + 1, let last = names.last else { return nil }
        cardNames = Array(names[head[5]..<head[5] + groups])
        letters = zip(starts, names[(head[5] + groups)...]).map { (Array($0), $1) }
        votesName = last
        languages = lines[6].split(separator: 0x20).compactMap { LightStemmer.number(of: String(decoding: $0, as: UTF8.self)) }
        let words = lines[3].split(separator: 0x20)
        common = stride(from: 0, to: words.count - 1, by: 2).map {
            (Array(words[$0]), Int(String(decoding: words[$0 + 1], as: UTF8.self)) ?? 0)
        }
        let counts = numbers(lines[4], radix: 36)
        months = (counts.first ?? 0, Array(counts.dropFirst()))
    }

    init(
        documentCount: Int, universe: Int, cardsPerFile: Int, filesPerName: Int, nearPostings: Int,
        shards: [DictionaryShards.Shard],
        common: [(term: [UInt8], frequency: Int)], months: (first: Int, counts: [Int]), cardNames: [ContentName],
        letters: [(letter: [UInt8], name: ContentName)], votesName: ContentName, languages: [Int]
    ) {
        self.documentCount = documentCount
        self.universe = universe
        self.cardsPerFile = cardsPerFile
        self.filesPerName = filesPerName
        self.nearPostings = nearPostings
        self.shards = shards
        self.common = common
        self.months = months
        self.cardNames = cardNames
        self.letters = letters
        self.votesName = votesName
        self.languages = languages
    }
}
