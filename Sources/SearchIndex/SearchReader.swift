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
    package func search(_ query: String, limit: Int = 10, isTyping: Bool = false) -> Answer {
        let query = SearchQuery(query)
        let common = Set(root.common.map(\.term))
        let hasRare = query.slots.contains { !common.contains($0.term) }
        let wanted = hasRare ? query.slots.filter { isTyping && $0.isPrefix || !common.contains($0.term) } : query.slots
        var cache = ShardCache(root: root, code: code, read: read)

        var scores = [Int](repeating: 0, count: root.documentCount)
        var weighed: [Weighed] = []
        var isComplete = true
        for slot in wanted {
            let lists = cache.lists(of: slot, isTyping: isTyping)
            guard !lists.isEmpty else { continue }
            var best: [UInt32: Int] = [:]
            var information = 0
            for (list, weight) in lists {
                let worth = self.information(list.frequency) * weight
                information = max(information, worth)
                var postings = list.postings
                if list.far != nil {
                    if query.filters.isEmpty { isComplete = false } else { postings += cache.far(list) }
                }
                for posting in postings {
                    let value = worth * (2 * Int(posting.impact) - 1)
                    if value > best[posting.document] ?? 0 { best[posting.document] = value }
                }
            }
            for (document, value) in best where Int(document) < scores.count { scores[Int(document)] += value }
            weighed.append(Weighed(terms: lists.map(\.list.term), information: information))
        }

        var allowed = [Int](repeating: 0, count: root.documentCount)
        for filter in query.filters {
            for document in cache.documents(of: filter) where Int(document) < allowed.count { allowed[Int(document)] += 1 }
        }
        let matching = scores.indices.filter {
            allowed[$0] == query.filters.count && (scores[$0] > 0 || query.slots.isEmpty && !query.filters.isEmpty)
        }
        let top = matching.sorted { (scores[$0], $0) > (scores[$1], $1) }.prefix(limit)
        let hits = top.compactMap { cache.card($0).map { card in hit(card, scores[card.number], weighed) } }
        return Answer(
            total: matching.count, isComplete: isComplete, hits: hits.sorted { ($0.score, $0.number) > ($1.score, $1.number) })
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
    private func hit(_ card: SearchCard, _ score: Int, _ weighed: [Weighed]) -> Hit {
        var analysis = TextAnalysis()
        let inTitle = analysis.termSet(card.title)
        let atTop = inTitle.union(analysis.termSet(card.digest))
        let mass = weighed.reduce(0) { $0 + $1.information }
        func massOf(_ has: ([UInt8]) -> Bool) -> Int {
            weighed.reduce(0) { $1.terms.contains(where: has) ? $0 + $1.information : $0 }
        }
        var best = max(Double(massOf(atTop.contains)), Double(mass) / 2)
        var post: String?
        for each in card.posts {
            let found = massOf { PostSignature.contains(each.signature, String(decoding: $0, as: UTF8.self)) }
            if Double(found) > best {
                best = Double(found)
                post = each.anchor
            }
        }
        let coverage = mass > 0 ? Double(massOf(inTitle.contains)) / Double(mass) : 0
        let bonus = Int((0.3 * 31 * Double(mass) * coverage * coverage + 0.5).rounded(.down))
        return Hit(
            url: card.url, title: card.title, score: score + bonus, post: post, tags: card.tags, state: card.state, digest: card.digest,
            number: card.number)
    }
}

extension TextAnalysis {
    /// The distinct terms of a text.
    mutating func termSet(_ text: String) -> Set<[UInt8]> {
        var set: Set<[UInt8]> = []
        forEachTerm(text) { term, _ in set.insert(term) }
        return set
    }
}
