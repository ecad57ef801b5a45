import SearchIndex
import Testing

@Suite("Related threads")
struct RelatedTests {
    /// Threads of words of which some are common and most are rare.
    private static func invented(_ count: Int, _ numbers: inout Samples.Numbers) -> [SearchDocument] {
        func words(_ count: Int) -> String {
            (0..<count).map { _ in "w" + String(Int.random(in: 0..<30, using: &numbers) * Int.random(in: 0..<30, using: &numbers), radix: 26) }.joined(separator: " ")
        }
        return (0..<count).map { number in
            SearchDocument(
                url: "threads/\(number).html", title: words(6), tags: ["t\(number % 7)"],
                posts: [SearchPost(kind: .question, author: "mei", text: words(Int.random(in: 5...90, using: &numbers)))],
                asked: Int.random(in: 0..<100, using: &numbers))
        }
    }

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

    @Test("after any edits the lists are those of a collection made anew")
    func edits() {
        var numbers = Samples.Numbers(state: 23)
        var documents = Self.invented(300, &numbers)
        var records = analysed(documents)
        var memory = RelatedMemory(limit: 4)
        #expect(memory.update(records) == relatedDocuments(records, limit: 4))
        for round in 0..<40 {
            for _ in 0...Int.random(in: 0...2, using: &numbers) {
                let place = documents.indices.randomElement(using: &numbers) ?? 0
                let other = documents.indices.randomElement(using: &numbers) ?? 0
                switch Int.random(in: 0..<5, using: &numbers) {
                case 0: documents[place].posts[0].text += " One more sentence, with unicorn\(round % 3) in it."
                case 1: documents[place].posts[0].text = documents[other].posts[0].text
                case 2: documents[place].tags = documents[other].tags
                case 3: documents[place].posts[0].text = ""
                default: documents[place].alternatives.append(documents[other].title)
                }
                records[place] = AnalysedDocument(documents[place])
            }
            if round % 8 == 7 {
                documents.remove(at: round)
                records.remove(at: round)
            }
            #expect(memory.update(records) == relatedDocuments(records, limit: 4))
        }
    }

    @Test("a record of the question alone gives the same lists")
    func questionsOnly() {
        var numbers = Samples.Numbers(state: 7)
        let documents = Self.invented(150, &numbers).map { document in
            var document = document
            document.posts.append(SearchPost(anchor: "a-1", kind: .answer, author: "mei", text: "An answer, which is not what was asked."))
            return document
        }
        var settings = SearchSettings()
        settings.questionsOnly = true
        #expect(relatedDocuments(analysed(documents, settings: settings)) == relatedDocuments(analysed(documents)))
    }
}
