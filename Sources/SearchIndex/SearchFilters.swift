/// The lists behind `tag:`, `by:` and `is:`, kept in the dictionary under terms that no text can have.
enum SearchFilters {
    static let names: [(query: String, prefix: String)] = [("tag:", "=t "), ("by:", "=b "), ("is:", "=s ")]

    /// Sorted by term; the documents of each by number.
    static func lists(_ documents: [SearchDocument]) -> [(term: [UInt8], documents: [UInt32])] {
        var lists: [[UInt8]: [UInt32]] = [:]
        var analysis = TextAnalysis()
        func add(_ prefix: String, _ value: String, _ number: Int) {
            let term = Array(prefix.utf8) + analysis.folded(value)
            if lists[term]?.last != UInt32(number) { lists[term, default: []].append(UInt32(number)) }
        }
        for (number, document) in documents.enumerated() {
            for tag in document.tags { add("=t ", tag, number) }
            for post in document.posts where post.kind != .comment { add("=b ", post.author, number) }
            switch document.state {
            case .open: add("=s ", "open", number)
            case .answered: add("=s ", "answered", number)
            case .accepted:
                add("=s ", "answered", number)
                add("=s ", "accepted", number)
            }
        }
        return lists.map { (term: $0.key, documents: $0.value) }.sorted { TermTable.precedes($0.term[...], $1.term[...]) }
    }
}

extension TextAnalysis {
    /// A whole text folded, in the form that filters have.
    mutating func folded(_ text: String) -> [UInt8] {
        foldUnits(DocumentCards.clean(text))
        return foldedBytes
    }
}
