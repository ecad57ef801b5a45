/// Which topics are nearest to which, kept so that an edited topic can take another's place.
///
/// A topic asks with its most telling terms, the rare ones of which it says most; two topics are as near as what both say of those. Only the terms
/// that at most a fifth of all topics have tell anything, and a topic looks at a bounded number of others: the work grows with the number of
/// topics, not with its square.
struct TopicNearness: Sendable {
    /// A term or a topic with an impact: the number in the high 27 bits.
    private typealias Packed = UInt32

    private let limit: Int
    private let count: Int
    private var terms = TermNumbers()
    /// Of each term: how many topics have it.
    private var frequencies: [UInt32] = []
    /// The topics' terms, one topic after the other.
    private var own: PackedLists
    /// The topics of each term that may tell something.
    private var topics: PackedLists
    /// The terms that each topic asks with.
    private var telling: PackedLists
    private var found: [[Found]]
    /// What each topic's most telling terms are worth, whether another has them or not.
    private var masses: [UInt32]

    private struct Found: Hashable {
        var number: UInt32
        var score: UInt32
    }

    private static let tellingTerms = 16
    /// Topics looked at for one topic, by the steps of frequencies.
    private static let lookLimit = 4096

    init(_ topics: [Topic], limit: Int, jobs: Int) {
        self.limit = limit
        count = topics.count
        own = PackedLists(capacity: topics.reduce(0) { $0 + $1.entries.count })
        for topic in topics {
            for entry in topic.entries {
                let number = terms.number(of: entry.hash)
                if number == frequencies.count { frequencies.append(1) } else { frequencies[number] += 1 }
                own.append(UInt32(number) << 5 | UInt32(entry.impact))
            }
            own.endList()
        }
        self.topics = PackedLists()
        telling = PackedLists()
        found = []
        masses = []
        let common = Self.commonFrequency(count)
        self.topics = own.transposed(lengths: frequencies.map { $0 >= common ? 0 : $0 })
        let worths = (0...Self.step(UInt32(count))).map { Self.information(step: $0, count: count) }
        let part = max(64, (count + 4 * jobs - 1) / max(1, 4 * jobs))
        let starts = Array(stride(from: 0, to: count, by: part))
        let frozen = self
        let parts = inParallel(starts.count, jobs: jobs) { i in
            var search = Search(count: frozen.count)
            return (starts[i]..<min(starts[i] + part, frozen.count)).map { number in
                let (terms, mass) = frozen.tellingTerms(of: number, worths: worths)
                return (terms, mass, frozen.nearest(to: number, asking: terms, worths: worths, &search))
            }
        }
        for (terms, mass, near) in parts.lazy.joined() {
            telling.append(terms)
            masses.append(mass)
            found.append(near)
        }
    }

    /// The nearest topics, best first, each with the share of what the telling terms are worth.
    func near(_ number: Int) -> [(number: Int, likeness: Float)] {
        found[number].map { (Int($0.number), min(1, Float($0.score) / Float(max(1, masses[number])))) }
    }

    // MARK: One topic's search

    private struct Search {
        var scores: [UInt32]
        var touched: [UInt32] = []

        init(count: Int) { scores = [UInt32](repeating: 0, count: count) }
    }

    private func step(of term: Int) -> Int { Self.step(frequencies[term]) }

    private func tellingTerms(of number: Int, worths: [UInt32]) -> ([Packed], mass: UInt32) {
        var ranked: [(worth: UInt32, place: Int, term: Packed)] = []
        for (place, term) in own[number].enumerated() {
            let frequency = frequencies[Int(term >> 5)]
            guard frequency < Self.commonFrequency(count) else { continue }
            ranked.append((worths[Self.step(frequency)] * (term & 31), place, term))
        }
        ranked.sort { ($0.worth, $1.place) > ($1.worth, $0.place) }
        var left = Self.lookLimit
        var terms: [Packed] = []
        for (_, _, term) in ranked where frequencies[Int(term >> 5)] > 1 {
            let cost = Self.least(step: step(of: Int(term >> 5)))
            guard cost <= left else { continue }
            left -= cost
            terms.append(term)
            if terms.count == Self.tellingTerms { break }
        }
        return (terms, ranked.prefix(Self.tellingTerms).reduce(0) { $0 + $1.worth })
    }

    private func nearest(to number: Int, asking terms: [Packed], worths: [UInt32], _ search: inout Search) -> [Found] {
        for term in terms {
            let worth = worths[step(of: Int(term >> 5))]
            let impact = term & 31
            for posting in topics[Int(term >> 5)] {
                let topic = Int(posting >> 5)
                if search.scores[topic] == 0 { search.touched.append(posting >> 5) }
                search.scores[topic] += worth * min(impact, posting & 31)
            }
        }
        search.scores[number] = 0
        var best: [Found] = []
        for topic in search.touched {
            let score = search.scores[Int(topic)]
            search.scores[Int(topic)] = 0
            insert(Found(number: topic, score: score), into: &best)
        }
        search.touched.removeAll(keepingCapacity: true)
        return best
    }

    private func insert(_ new: Found, into best: inout [Found]) {
        guard new.score > 0 else { return }
        if best.count == limit, let last = best.last, !precedes(new, last) { return }
        let place = best.firstIndex { precedes(new, $0) } ?? best.count
        best.insert(new, at: place)
        if best.count > limit { best.removeLast() }
    }

    private func precedes(_ a: Found, _ b: Found) -> Bool { a.score != b.score ? a.score > b.score : a.number < b.number }

    // MARK: Edits

    /// Puts topics in the place of others.
    ///
    /// - Returns: The topics whose lists may be others now; `nil` when so much changes that all must be made anew.
    mutating func replace(_ edits: [(number: Int, topic: Topic)]) -> [Int]? {
        var dirty = Set(edits.map(\.number))
        var changed: Set<Int> = []
        for (number, topic) in edits {
            var before: [Int: Packed] = [:]
            for entry in own[number] { before[Int(entry >> 5)] = entry & 31 }
            var after: [Packed] = []
            for entry in topic.entries {
                let term = terms.number(of: entry.hash)
                if term == frequencies.count {
                    frequencies.append(0)
                    topics.append([])
                }
                after.append(UInt32(term) << 5 | UInt32(entry.impact))
                let old = before.removeValue(forKey: term) ?? 0
                guard old != entry.impact else { continue }
                changed.insert(term)
                guard change(term, number, from: old, to: UInt32(entry.impact), &dirty) else { return nil }
            }
            for (term, old) in before {
                changed.insert(term)
                guard change(term, number, from: old, to: 0, &dirty) else { return nil }
            }
            own[number] = after[...]
        }
        // Whoever asks with a changed term sees another score of the edited topics.
        let worths = (0...Self.step(UInt32(count))).map { Self.information(step: $0, count: count) }
        for (number, _) in edits {
            var impacts = [Int: UInt32](minimumCapacity: 256)
            for entry in own[number] { impacts[Int(entry >> 5)] = entry & 31 }
            var asked: Set<Int> = []
            for term in changed {
                for posting in topics[term] { asked.insert(Int(posting >> 5)) }
            }
            for other in asked where !dirty.contains(other) {
                var score: UInt32 = 0
                for term in telling[other] {
                    guard let impact = impacts[Int(term >> 5)] else { continue }
                    score += worths[step(of: Int(term >> 5))] * min(impact, term & 31)
                }
                let list = found[other]
                let new = Found(number: UInt32(number), score: score)
                if let old = list.first(where: { $0.number == new.number }) {
                    if old != new { dirty.insert(other) }
                } else if score > 0, list.count < limit || list.last.map({ precedes(new, $0) }) ?? true {
                    dirty.insert(other)
                }
            }
        }
        var search = Search(count: count)
        let touched = dirty.sorted()
        for number in touched {
            let (terms, mass) = tellingTerms(of: number, worths: worths)
            telling[number] = terms[...]
            masses[number] = mass
            found[number] = nearest(to: number, asking: terms, worths: worths, &search)
        }
        return touched
    }

    /// - Returns: Whether the term is still among those that tell something, or among those that don't.
    private mutating func change(_ term: Int, _ number: Int, from old: UInt32, to new: UInt32, _ dirty: inout Set<Int>) -> Bool {
        let frequency = frequencies[term]
        if old == 0 { frequencies[term] += 1 }
        if new == 0 { frequencies[term] -= 1 }
        let common = Self.commonFrequency(count)
        guard frequency >= common || frequencies[term] >= common else {
            var list = topics[term].filter { Int($0 >> 5) != number }
            if new > 0 { list.insert(UInt32(number) << 5 | new, at: list.firstIndex { Int($0 >> 5) > number } ?? list.count) }
            topics[term] = list[...]
            if Self.step(frequency) != Self.step(frequencies[term]) { for posting in list { dirty.insert(Int(posting >> 5)) } }
            return true
        }
        return frequency >= common && frequencies[term] >= common
    }

    // MARK: What a term tells

    /// Terms of so many topics tell nothing.
    private static func commonFrequency(_ count: Int) -> UInt32 { count < 50 ? .max : UInt32(count / 5 + 1) }

    /// Frequencies in steps of a quarter to an eighth, small ones as they are.
    private static func step(_ frequency: UInt32) -> Int {
        guard frequency >= 8 else { return Int(frequency) }
        let power = 31 - frequency.leadingZeroBitCount
        return 8 + (power - 3) * 4 + Int(frequency >> UInt32(power - 2) & 3)
    }

    private static func least(step: Int) -> Int { step < 8 ? step : (4 + (step - 8) % 4) << ((step - 8) / 4 + 1) }

    /// What a term tells, in units of 1/256 nat.
    private static func information(step: Int, count: Int) -> UInt32 {
        let all = Double(least(step: Self.step(UInt32(count))))
        let frequency = Double(least(step: step))
        return UInt32(max(1, naturalLogarithm(1 + (max(0, all - frequency) + 0.5) / (frequency + 0.5)) * 256))
    }
}
