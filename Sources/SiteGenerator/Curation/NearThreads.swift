import KnowledgeBase
import SearchIndex

/// Two threads that ask nearly the same.
package struct NearThreads: Hashable, Sendable {
    package struct Side: Hashable, Sendable {
        package var place: CurationReport.Place
        package var title: String
        package var answers: Int
    }

    package var first: Side
    package var second: Side
    /// 0 to 1: the share of what the one question's most telling words are worth that the other has too, the mean of both ways.
    package var likeness: Double
}

extension LoadedSite {
    /// Pairs that nobody has marked as duplicates yet, the most alike first.
    func nearThreads(from limit: Double, _ places: inout PlaceFinder) -> [NearThreads] {
        let settings = searchSettings(site.settings)
        let near = relatedDocuments(analysed(searchDocuments(site), settings: settings), limit: 8, settings: settings)
        var likeness: [Pair: (sum: Double, ways: Int)] = [:]
        for (index, others) in near.enumerated() {
            for other in others where other.index != index {
                let pair = Pair(first: min(index, other.index), second: max(index, other.index))
                likeness[pair, default: (0, 0)].sum += Double(other.likeness)
                likeness[pair, default: (0, 0)].ways += 1
            }
        }
        let found = likeness.compactMap { pair, value -> (pair: Pair, likeness: Double)? in
            // One that is far from the other's nearest isn't near.
            guard value.ways == 2, value.sum / 2 >= limit, !isTold(pair) else { return nil }
            return (pair, value.sum / 2)
        }.sorted { ($1.likeness, $0.pair.first, $0.pair.second) < ($0.likeness, $1.pair.first, $1.pair.second) }
        return found.map { found in
            NearThreads(first: side(found.pair.first, &places), second: side(found.pair.second, &places), likeness: found.likeness)
        }
    }

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    private func side(_ index: Int, _ places: inout PlaceFinder) -> NearThreads.Side {
        let thread = site.threads[index]
        return NearThreads.Side(place: places.place(of: thread), title: thread.title, answers: thread.answers.count)
    }

    /// A thread that leads to another already: that one stands for it.
    private func isTold(_ pair: Pair) -> Bool {
        [pair.first, pair.second].contains { site.threads[$0].source.duplicateOf != nil || site.threads[$0].source.supersededBy != nil }
    }
}
