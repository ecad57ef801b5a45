/// The lists behind `tag:`, `by:` and `is:`, kept in the dictionary under terms that no text can have.
enum SearchFilters {
    static let names: [(query: String, prefix: String)] = [("tag:", "=t "), ("by:", "=b "), ("is:", "=s ")]

    /// The terms of one document, sorted, each once.
    static func terms(of document: SearchDocument, _ analysis: inout TextAnalysis) -> [[UInt8]] {
        var terms: [[UInt8]] = []
        func add(_ prefix: String, _ value: String) { terms.append(Array(prefix.utf8) + analysis.folded(value)) }
        for tag in document.tags { add("=t ", tag) }
        for post in document.posts where post.kind != .comment { add("=b ", post.author) }
        switch document.state {
        case .open: add("=s ", "open")
        case .answered: add("=s ", "answered")
        case .accepted:
            add("=s ", "answered")
            add("=s ", "accepted")
        }
        terms.sort { TermTable.precedes($0[...], $1[...]) }
        return terms.enumerated().filter { $0 == 0 || terms[$0 - 1] != $1 }.map(\.1)
    }
}

extension TextAnalysis {
    /// A whole text folded, in the form that filters have.
    mutating func folded(_ text: String) -> [UInt8] {
        foldUnits(DocumentCard.clean(text))
        return foldedBytes
    }
}
