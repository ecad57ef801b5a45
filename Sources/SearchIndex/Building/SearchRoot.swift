/// The entry file: where every term and every card is.
struct SearchRoot {
    var documentCount: Int
    var universe: Int
    var cardsPerFile: Int
    var filesPerName: Int
    /// Postings kept beside a term at most.
    var nearPostings: Int
    /// Whether `entries` are pages of shards, not shards.
    var hasPages: Bool
    var entries: [DictionaryShards.Shard]
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
    var affixes: URLAffixes

    static let version = 2

    /// Documents by month of asking, UTC.
    static func months(_ times: [Int?]) -> (first: Int, counts: [Int]) {
        let dated = times.compactMap { $0.map(month) }
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
        let numbers = [documentCount, universe, cardsPerFile, filesPerName, nearPostings, entries.count, hasPages ? 1 : 0]
        let routing = RoutingPages.encode(entries)
        let lines: [[UInt8]] = [
            Array(String(Self.version).utf8),
            Array(numbers.map(String.init).joined(separator: " ").utf8),
            routing.text,
            Array(common.map { $0.term + Array(" \($0.frequency)".utf8) }.joined(separator: [0x20])),
            Array(([months.first] + months.counts).map { String($0, radix: 36) }.joined(separator: " ").utf8),
            Array(letters.map(\.letter).joined(separator: [0x09])),
            Array(languages.map { LightStemmer.languages[$0] }.joined(separator: " ").utf8),
            affixes.prefix + [0x09] + affixes.suffix,
        ]
        let names = cardNames + letters.map(\.name) + [votesName]
        return SearchFile(key: "root", text: Array(lines.joined(separator: [0x0A])), data: routing.data + names.flatMap(\.bytes))
    }

    /// Reads the file that `file` makes; `nil` when it is another format's or damaged.
    init?(_ file: [UInt8]) {
        guard let (key, text, data) = SearchFile.read(file), key.elementsEqual("root".utf8) else { return nil }
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count == 8, lines[0].elementsEqual(String(Self.version).utf8) else { return nil }
        func numbers(_ line: ArraySlice<UInt8>, radix: Int) -> [Int] {
            line.split(separator: 0x20).compactMap { Int(String(decoding: $0, as: UTF8.self), radix: radix) }
        }
        let head = numbers(lines[1], radix: 10)
        guard head.count == 7, head[2] > 0, head[3] > 0 else { return nil }
        (documentCount, universe, cardsPerFile, filesPerName, nearPostings) = (head[0], head[1], head[2], head[3], head[4])
        hasPages = head[6] == 1
        entries = RoutingPages.read(Array(lines[2]), data.prefix(max(0, head[5]) * 3))
        let names = stride(from: entries.count * 3, to: data.count - 2, by: 3).map { ContentName(bytes: data[$0..<$0 + 3]) }
        let groups = ((max(0, head[0]) + head[2] - 1) / head[2] + head[3] - 1) / head[3]
        let starts = lines[5].split(separator: 0x09)
        guard entries.count == head[5], names.count == groups + starts.count + 1, let last = names.last else { return nil }
        cardNames = Array(names[..<groups])
        letters = zip(starts, names[groups...]).map { (Array($0), $1) }
        votesName = last
        languages = lines[6].split(separator: 0x20).compactMap { LightStemmer.number(of: String(decoding: $0, as: UTF8.self)) }
        let words = lines[3].split(separator: 0x20)
        common = stride(from: 0, to: words.count - 1, by: 2).map {
            (Array(words[$0]), Int(String(decoding: words[$0 + 1], as: UTF8.self)) ?? 0)
        }
        let counts = numbers(lines[4], radix: 36)
        months = (counts.first ?? 0, Array(counts.dropFirst()))
        let ends = lines[7].split(separator: 0x09, omittingEmptySubsequences: false)
        affixes = URLAffixes(prefix: ends.first.map(Array.init) ?? [], suffix: ends.dropFirst().first.map(Array.init) ?? [])
    }

    init(
        documentCount: Int, universe: Int, cardsPerFile: Int, filesPerName: Int, nearPostings: Int, hasPages: Bool,
        entries: [DictionaryShards.Shard], common: [(term: [UInt8], frequency: Int)], months: (first: Int, counts: [Int]), cardNames: [ContentName],
        letters: [(letter: [UInt8], name: ContentName)], votesName: ContentName, languages: [Int], affixes: URLAffixes
    ) {
        self.documentCount = documentCount
        self.universe = universe
        self.cardsPerFile = cardsPerFile
        self.filesPerName = filesPerName
        self.nearPostings = nearPostings
        self.hasPages = hasPages
        self.entries = entries
        self.common = common
        self.months = months
        self.cardNames = cardNames
        self.letters = letters
        self.votesName = votesName
        self.languages = languages
        self.affixes = affixes
    }
}
