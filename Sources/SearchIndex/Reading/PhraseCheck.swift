/// Which documents have the quoted words side by side: first by what their cards show, then, if that is not enough, by their word sequences.
struct PhraseCheck {
    /// Of the documents that have all phrases: where the last of them that isn't at the thread's top stands. 0 is title or question, *n* the
    /// card's *n*th post, −1 another post.
    private(set) var places: [Int: Int] = [:]

    /// The best candidates, of which the cards are read.
    static let depth = 30
    /// Documents whose sequences are read at most, where no card shows the phrases and where some do.
    private static let sequences = (none: 16, some: 4)

    /// - Parameter wanted: documents that are enough.
    init(_ phrases: [[UInt8]], _ cards: [SearchCard], wanted: Int, _ cache: inout ShardCache) {
        var analysis = TextAnalysis()
        var doubtful: [SearchCard] = []
        for card in cards {
            let place = Self.place(of: phrases, card, [], &analysis)
            if let place { places[card.number] = place } else { doubtful.append(card) }
        }
        guard places.count < wanted else { return }
        for card in doubtful.prefix(places.isEmpty ? Self.sequences.none : Self.sequences.some) {
            if let place = Self.place(of: phrases, card, cache.sequences(of: card.number), &analysis) { places[card.number] = place }
        }
    }

    private static func place(of phrases: [[UInt8]], _ card: SearchCard, _ rests: [ArraySlice<UInt8>], _ analysis: inout TextAnalysis) -> Int? {
        func rest(_ i: Int) -> ArraySlice<UInt8> { rests.indices.contains(i) ? rests[i] : [] }
        let top = [analysis.symbols(card.title), shown(card.digest, &analysis) + rest(0)]
        let posts = card.posts.enumerated().map { i, post in shown(post.digest, &analysis) + rest(i + 1) } + rests.dropFirst(card.posts.count + 1).map(Array.init)
        var found = 0
        for phrase in phrases where !top.contains(where: { contains($0, phrase) }) {
            guard let post = posts.firstIndex(where: { contains($0, phrase) }) else { return nil }
            found = post < card.posts.count ? post + 1 : -1
        }
        return found
    }

    /// The whole words of a digest; the last one may be cut where more follows.
    private static func shown(_ digest: String, _ analysis: inout TextAnalysis) -> [UInt8] {
        let symbols = analysis.symbols(digest)
        return digest.utf8.suffix(3).elementsEqual("…".utf8) ? symbols.dropLast() : symbols
    }

    private static func contains(_ text: [UInt8], _ phrase: [UInt8]) -> Bool {
        guard text.count >= phrase.count else { return false }
        return (0...text.count - phrase.count).contains { text[$0..<$0 + phrase.count].elementsEqual(phrase) }
    }
}
