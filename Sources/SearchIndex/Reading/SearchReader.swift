/// Answers queries from a built index, with the ranking of `search-engine.js`: the two are compared in the tests.
package struct SearchReader {
    package struct Hit: Hashable, Sendable {
        /// Relative to the site's root.
        package var url: String
        package var title: String
        /// Comparable within one answer only.
        package var score: Int
        /// The fragment of the post that has the words, where it isn't the question.
        package var post: String?
        package var tags: [String]
        package var state: SearchDocument.State
        /// The question's first words.
        package var digest: String
        var number: Int
    }

    package struct Answer: Hashable, Sendable {
        /// Threads that match, a lower bound where `isComplete` is false.
        package var total: Int
        package var isComplete: Bool
        /// The best first.
        package var hits: [Hit]
        package var corrections: [Correction]
    }

    /// A word of the query, and what was looked for as well.
    package struct Correction: Hashable, Sendable {
        package var word: String
        package var better: String
    }

    package enum Sort: String, Hashable, Sendable, CaseIterable {
        case relevance, newest, votes
    }

    private let read: (String) -> [UInt8]?
    private let root: SearchRoot
    private let code: PostingCode

    /// Opens an index; `nil` when there is none or it is another version's.
    ///
    /// - Parameter read: the bytes of a file by its path from the site's root; `nil` when it can't be read.
    package init?(read: @escaping (String) -> [UInt8]?) {
        guard let file = read(SearchFile.folder + "root.js"), let root = SearchRoot(file) else { return nil }
        self.read = read
        self.root = root
        code = PostingCode(universe: root.universe)
    }

    /// - Parameter isTyping: the query's last word may be unfinished even if it is a word.
    package func search(_ text: String, limit: Int = 10, isTyping: Bool = false, sort: Sort = .relevance) -> Answer {
        var query = SearchQuery(text)
        var cache = ShardCache(root: root, code: code, read: read)
        let names = names(query.without, &cache)
        if names != 0 { query = SearchQuery(text, names: names) }
        let sort = query.sort == .relevance ? sort : query.sort
        let must = query.filters + query.phrases.flatMap(\.terms)

        var scores = [Int](repeating: 0, count: root.documentCount)
        var weighed: [Weighed] = []
        var corrections: [Correction] = []
        var isComplete = true
        let wanted = wanted(query, isTyping: isTyping)
        for slot in wanted {
            let found = cache.lists(of: slot, isTyping: isTyping, isShort: wanted.count < 3)
            guard !found.lists.isEmpty else { continue }
            if let better = found.better {
                corrections.append(Correction(word: String(decoding: slot.word, as: UTF8.self), better: String(decoding: better, as: UTF8.self)))
            }
            var best: [UInt32: Int] = [:]
            var information = 0
            for (list, weight) in found.lists {
                let worth = self.information(list.frequency) * weight
                information = max(information, worth)
                var postings = list.postings
                if list.far != nil {
                    if must.isEmpty { isComplete = false } else { postings += cache.far(list) }
                }
                for posting in postings {
                    let value = worth * (2 * Int(posting.impact) - 1)
                    if value > best[posting.document] ?? 0 { best[posting.document] = value }
                }
            }
            for (document, value) in best where Int(document) < scores.count { scores[Int(document)] += value }
            weighed.append(Weighed(terms: found.lists.map(\.list.term), information: information))
        }

        var matching = allowed(query, must, &cache).filter { query.slots.isEmpty || scores[$0] > 0 }
        // Another order is worth reading only among those that have about as much as the best.
        if sort != .relevance, !query.slots.isEmpty {
            let best = matching.reduce(0) { max($0, scores[$1]) }
            matching.removeAll { scores[$0] * 2 < best }
        }
        let keys = sort == .relevance ? scores : sort == .votes ? cache.votes() : [Int](repeating: 0, count: scores.count)
        let isQuoted = !query.phrases.isEmpty
        let top = matching.sorted { (keys[$0], $0) > (keys[$1], $1) }.prefix(isQuoted ? max(limit, PhraseCheck.depth) : limit)
        let cards = top.compactMap { cache.card($0) }
        var places: [Int: Int] = [:]
        if isQuoted { places = PhraseCheck(query.phrases.map(\.symbols), cards, wanted: limit, &cache).places }
        var hits = cards.map { hit($0, scores[$0.number], weighed, said: places[$0.number]) }
        if sort == .relevance { hits.sort { ($0.score, $0.number) > ($1.score, $1.number) } }
        return Answer(total: matching.count, isComplete: isComplete, hits: Array(hits.prefix(limit)), corrections: corrections)
    }

    /// The slots that are looked for: the very common ones only where there are no others.
    private func wanted(_ query: SearchQuery, isTyping: Bool) -> [SearchQuery.Slot] {
        let common = Set(root.common.map(\.term))
        guard query.slots.contains(where: { !common.contains($0.term) }) else { return query.slots }
        return query.slots.filter { isTyping && $0.isPrefix || !common.contains($0.term) }
    }

    /// Which of the words with a minus are names that people write so, as bits.
    private func names(_ without: [SearchQuery.Exclusion], _ cache: inout ShardCache) -> UInt32 {
        var bits: UInt32 = 0
        for (i, exclusion) in without.enumerated().prefix(31) {
            guard let name = exclusion.name else { continue }
            let count = cache.frequency(of: name)
            let least = exclusion.terms.map { cache.frequency(of: $0) }.min() ?? .max
            if count > 0, count * 8 >= least { bits |= 1 << UInt32(i) }
        }
        return bits
    }

    /// The documents that have all that must hold, in order; none when the query says nothing.
    private func allowed(_ query: SearchQuery, _ must: [[UInt8]], _ cache: inout ShardCache) -> [Int] {
        let isDated = query.from != nil || query.to != nil
        guard !query.slots.isEmpty || !must.isEmpty || isDated || !query.unwanted.isEmpty else { return [] }
        var counts = [Int](repeating: 0, count: root.documentCount)
        for term in must { for document in cache.documents(of: term) where Int(document) < counts.count { counts[Int(document)] += 1 } }
        for sets in query.unwanted.map({ [$0] }) + query.without.map(\.terms) {
            var had: [UInt32: Int] = [:]
            for term in sets { for document in cache.documents(of: term) { had[document, default: 0] += 1 } }
            for (document, count) in had where count == sets.count && Int(document) < counts.count { counts[Int(document)] = -1 }
        }
        let from = query.from.map(root.count(before:)) ?? 0
        let to = query.to.map(root.count(before:)) ?? root.documentCount
        return from < to ? (from..<to).filter { counts[$0] == must.count } : []
    }

    /// What the neighbours among the words of a short query tell that stand near each other in one of `texts`.
    ///
    /// In a longer one, words that belong together are many, and of those that stand together few say that a thread is meant (Docs/Search.md).
    private static func neighbours(_ weighed: [Weighed], _ texts: [[[UInt8]]]) -> Int {
        guard (2...4).contains(weighed.count) else { return 0 }
        return zip(weighed, weighed.dropFirst()).reduce(0) { sum, pair in
            let isNear = texts.contains { words in
                let first = words.indices.filter { pair.0.terms.contains(words[$0]) }
                let second = words.indices.filter { pair.1.terms.contains(words[$0]) }
                return first.contains { place in second.contains { $0 != place && abs($0 - place) <= 3 } }
            }
            return isNear ? sum + min(pair.0.information, pair.1.information) : sum
        }
    }

    /// A slot that was found: its terms, and how much they tell.
    private struct Weighed {
        var terms: [[UInt8]]
        var information: Int
    }

    /// BM25's inverse document frequency in 64ths.
    private func information(_ frequency: Int) -> Int {
        let count = Double(root.documentCount)
        let ratio = (count - Double(frequency) + 0.5) / (Double(frequency) + 0.5)
        return Int((64 * naturalLogarithm(1 + ratio) + 0.5).rounded(.down))
    }

    /// Adds to the score what the title has of the query, and finds the post to lead to.
    ///
    /// - Parameter said: where a phrase was found (`PhraseCheck`).
    private func hit(_ card: SearchCard, _ score: Int, _ weighed: [Weighed], said: Int?) -> Hit {
        var analysis = TextAnalysis()
        let inTitle = analysis.termSet(card.title, languages: root.languages)
        let atTop = inTitle.union(analysis.termSet(card.digest, languages: root.languages))
        let mass = weighed.reduce(0) { $0 + $1.information }
        func massOf(_ has: ([UInt8]) -> Bool) -> Int {
            weighed.reduce(0) { $1.terms.contains(where: has) ? $0 + $1.information : $0 }
        }
        var best = max(Double(massOf(atTop.contains)), Double(mass) / 2)
        var post: String?
        for each in card.posts {
            let found = massOf { PostSignature.contains(each.signature, $0) }
            if Double(found) > best {
                best = Double(found)
                post = each.anchor
            }
        }
        let coverage = mass > 0 ? Double(massOf(inTitle.contains)) / Double(mass) : 0
        let bonus = Int((0.2 * 31 * Double(mass) * coverage * coverage + 0.5).rounded(.down))
        let near = Self.neighbours(weighed, [card.title, card.digest].map { analysis.places($0) })
        if let said, said != 0 { post = said > 0 && said <= card.posts.count ? card.posts[said - 1].anchor : nil }
        return Hit(
            url: card.url, title: card.title, score: score + bonus + (said == nil ? 0 : 31 * mass) + Int((0.1 * 31 * Double(near) + 0.5).rounded(.down)), post: post, tags: card.tags, state: card.state, digest: card.digest,
            number: card.number)
    }
}

extension TextAnalysis {
    /// The distinct terms of a text.
    mutating func termSet(_ text: String, languages: [Int] = []) -> Set<[UInt8]> {
        var set: Set<[UInt8]> = []
        for term in all(text) {
            set.insert(term.term)
            for language in languages { if let stem = LightStemmer.stem(term.word, language: language) { set.insert(stem) } }
        }
        return set
    }
}
