import SearchIndex
import Testing

@Suite("Related threads")
struct RelatedTests {
    @Test("a near copy is the most related, and alike")
    func copies() throws {
        var documents = Array(Samples.questions.prefix(350))
        guard documents.count == 350 else { return }
        for i in 0..<50 {
            var copy = documents[i * 7]
            copy.url = "threads/copy-\(i).html"
            copy.title = copy.title.uppercased()
            documents.append(copy)
        }
        let related = relatedDocuments(analysed(documents), limit: 3)
        for i in 0..<50 {
            let first = try #require(related[350 + i].first)
            #expect(documents[first.index].posts == documents[350 + i].posts)
            #expect(first.likeness > 0.6)
        }
        #expect(related.allSatisfy { list in list.allSatisfy { 0 < $0.likeness && $0.likeness <= 1 } })
    }

    @Test("the order of the documents changes nothing")
    func order() {
        let documents = Array(Samples.questions.prefix(300))
        let forward = relatedDocuments(analysed(documents))
        let backward = relatedDocuments(analysed(Array(documents.reversed())))
        for i in documents.indices {
            #expect(forward[i].map { documents[$0.index].url } == backward[documents.count - 1 - i].map { documents[documents.count - 1 - $0.index].url })
        }
    }
}
