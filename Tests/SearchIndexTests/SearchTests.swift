import Diagnostics
import Foundation
@testable import SearchIndex
import Testing

@Suite("Search")
struct SearchTests {
    private static func thread(_ name: String, _ title: String, question: String = "", answers: [String] = [], tags: [String] = []) -> SearchDocument {
        SearchDocument(
            url: "threads/\(name).html", title: title, tags: tags,
            posts: [SearchPost(kind: .question, author: "mei", text: question)]
                + answers.enumerated().map { SearchPost(anchor: "a-lian-\($0 + 1)", kind: .answer, author: "lian", text: $1, accepted: $0 == 0) },
            state: answers.isEmpty ? .open : .accepted)
    }

    @Test("titles, other phrasings, tags, synonyms, questions, answers and comments are found")
    func fields() throws {
        var document = Self.thread("a", "Alpha heading", question: "bravo text", answers: ["charlie reply"], tags: ["delta"])
        document.alternatives = ["echo phrasing"]
        document.tagSynonyms = ["foxtrot"]
        document.posts.append(SearchPost(anchor: "c-1", kind: .comment, author: "mei", text: "golf remark"))
        let reader = try #require(Samples.reader([document, Self.thread("b", "Something else")]))
        for word in ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf"] {
            #expect(reader.search(word).hits.map(\.url) == ["threads/a.html"], "\(word)")
        }
        #expect(reader.search("charlie").hits.first?.post == "a-lian-1")
        #expect(reader.search("golf").hits.first?.post == "c-1")
        #expect(reader.search("alpha").hits.first?.post == nil)
        #expect(reader.search("hotel").hits.isEmpty)
    }

    @Test("a word that is missing lowers, and never excludes")
    func soft() throws {
        let reader = try #require(Samples.reader([Self.thread("a", "Mount a disk"), Self.thread("b", "Mount an exfat disk")]))
        #expect(reader.search("how can I mount exfat disks nowhere").hits.map(\.url) == ["threads/b.html", "threads/a.html"])
    }

    @Test("filters hold together, and alone list the newest first")
    func filters() throws {
        let documents = Array(Samples.questions.prefix(300))
        guard let reader = Samples.reader(documents), !documents.isEmpty else { return }
        #expect(reader.search("is:answered tag:t0").total == documents.indices.filter { $0 % 3 == 0 && $0 % 7 == 0 }.count)
        #expect(reader.search("tag:T3").hits.first?.url == documents.last { $0.tags == ["t3"] }?.url)
        #expect(reader.search("tag:none install").hits.isEmpty)
        #expect(reader.search("tag:t2 install").hits.allSatisfy { $0.tags == ["t2"] })
        #expect(reader.search("by:ASKER7").total == documents.indices.filter { $0 % 50 == 7 }.count)
    }

    @Test("an unfinished word is completed, from its stem's letters too")
    func prefixes() throws {
        let reader = try #require(Samples.reader([Self.thread("a", "Installation of drivers"), Self.thread("b", "Other things")]))
        for typed in ["in", "inst", "instal", "installa", "installati", "installation", "drive"] {
            #expect(reader.search(typed, isTyping: true).hits.first?.url == "threads/a.html", "\(typed)")
        }
        // So is a word that nobody wrote, but no other.
        #expect(reader.search("inst").hits.map(\.url) == ["threads/a.html"])
        #expect(reader.search("inst other").hits.map(\.url) == ["threads/b.html"])
    }

    @Test("a slip finds what was meant, and says so")
    func slips() throws {
        let reader = try #require(Samples.reader([Self.thread("a", "Installation of partitions"), Self.thread("b", "Other kernel things")]))
        for (slip, meant) in [("kernle", "kernel"), ("krnel", "kernel"), ("kernnel", "kernel"), ("ekrnel", "kernel"), ("partitoin", "partitions"), ("instlaation", "installation")] {
            let answer = reader.search(slip + " now")
            #expect(answer.corrections.map(\.better) == [meant], "\(slip)")
            #expect(answer.hits.count == 1)
        }
        #expect(reader.search("kern now").corrections.isEmpty)
        #expect(reader.search("xyzxyz").hits.isEmpty)
    }

    @Test("number, gender and case of six languages make no difference", arguments: [
        ("de", "Die Partitionen der Festplatte", "partition"), ("es", "Instalaciones rápidas", "instalación rápido"),
        ("fr", "Les journaux installés", "journal"), ("it", "Banche italiane", "banca"), ("pt-BR", "Duas instalações", "instalação"),
        ("ru", "Настройка разделов", "раздел"), ("ru", "Новые серверы", "серверами"),
    ])
    func endings(language: String, title: String, query: String) throws {
        var document = Self.thread("a", title)
        document.language = language
        let reader = try #require(Samples.reader([document, Self.thread("b", "Other things")]))
        #expect(reader.search(query).hits.first?.url == "threads/a.html")
    }

    @Test("a phrase, words without, dates and orders")
    func operators() throws {
        func document(_ name: String, _ title: String, year: Int, votes: Int) -> SearchDocument {
            var document = Self.thread(name, title, tags: [name])
            document.asked = (year - 1970) * 31_557_600 + 86400 * 40
            document.votes = votes
            return document
        }
        let reader = try #require(
            Samples.reader([
                document("a", "cold start of the engine", year: 2020, votes: 3), document("b", "start the cold engine", year: 2022, votes: 9),
                document("c", "start -Wall with gcc", year: 2024, votes: -2),
            ]))
        func found(_ query: String) -> [String] { reader.search(query).hits.map { String($0.url.dropFirst(8).prefix(1)) } }
        #expect(found("\"cold start\"") == ["a", "b"])
        #expect(found("\"start the cold\"") == ["b", "a"])
        #expect(found("\"cold engine\" \"start the\"") == ["b", "a"])
        #expect(found("start -engine") == ["c"])
        #expect(Set(found("start -gcc")) == ["a", "b"])
        #expect(found("gcc -Wall") == ["c"])
        #expect(found("start -tag:a -tag:b") == ["c"])
        #expect(found("before:2022") == ["a"])
        #expect(found("after:2022") == ["c", "b"])
        #expect(found("start after:2020-01 before:2023-12 sort:newest") == ["b", "a"])
        #expect(found("start sort:votes") == ["b", "a", "c"])
    }

    @Test("quoted words are found anywhere in a thread, and lead to the post that has them")
    func phrases() throws {
        let filler = String(repeating: "lorem ipsum dolor sit amet ", count: 12)
        let reader = try #require(
            Samples.reader([
                Self.thread("a", "First", question: filler + "red green blue", answers: [filler + "one two three", filler + "four 冷启动 five"]),
                Self.thread("b", "Second", question: filler + "green red blue", answers: [filler + "two three one four five"]),
            ]))
        func found(_ query: String) -> [String] { reader.search(query).hits.map { "\($0.url.dropFirst(8).prefix(1)) \($0.post ?? "")" } }
        #expect(found("\"red green\"").first == "a ")
        #expect(found("\"green red\"").first == "b ")
        #expect(found("\"two three one\"").first == "b a-lian-1")
        #expect(found("\"one two three\"").first == "a a-lian-1")
        #expect(found("\"two three\"").sorted() == ["a a-lian-1", "b a-lian-1"])
        #expect(found("\"冷启动\"") == ["a a-lian-2"])
        #expect(found("\"启冷\"").isEmpty)
        // Across the place where a card's digest ends.
        for start in stride(from: 0, to: 50, by: 7) {
            let words = filler.split(separator: " ")[start..<start + 5].joined(separator: " ")
            #expect(found("\"\(words)\"").count == 2, "\(words)")
        }
    }

    @Test("every word of a thread finds it, as a naive scan does")
    func findability() throws {
        let documents = Array(Samples.questions.prefix(150))
        guard let reader = Samples.reader(documents), !documents.isEmpty else { return }
        var numbers = Samples.Numbers(state: 3)
        var analysis = TextAnalysis()
        let sets = documents.map { analysis.termSet($0.title).union(analysis.termSet($0.posts[0].text)) }
        for _ in 0..<150 {
            let words = documents[Int.random(in: 0..<documents.count, using: &numbers)].posts[0].text.split { !$0.isLetter }.map(String.init)
            guard let word = words.randomElement(using: &numbers) else { continue }
            // Of a name like fooBar the very common parts aren't asked for; words of one term have no such choice.
            let terms = analysis.termSet(word)
            guard terms.count == 1 else { continue }
            let expected = Set(zip(documents, sets).filter { !$1.isDisjoint(with: terms) }.map(\.0.url))
            // Pieces of contractions and of names: nobody wrote them as words, and the search completes them.
            guard !expected.isEmpty else { continue }
            let found = reader.search(word, limit: documents.count)
            #expect(Set(found.hits.map(\.url)) == expected, "\(word)")
        }
    }

    @Test("two to six Chinese characters find their thread, single ones included")
    func chinese() throws {
        let documents = Samples.chinese
        guard let reader = Samples.reader(documents), !documents.isEmpty else { return }
        var numbers = Samples.Numbers(state: 11)
        var tried = 0
        var found = 0
        while tried < 100 {
            let document = documents[Int.random(in: 0..<documents.count, using: &numbers)]
            let characters = Array((document.title + "\n" + document.posts[0].text).unicodeScalars)
            let length = Int.random(in: 1...6, using: &numbers)
            guard characters.count > length else { continue }
            let start = Int.random(in: 0..<characters.count - length, using: &numbers)
            let part = characters[start..<start + length]
            guard part.allSatisfy({ (0x4E00...0x9FFF).contains($0.value) }) else { continue }
            let query = String(String.UnicodeScalarView(part))
            tried += 1
            // A short string may be in many threads: the hits must have it, or the thread itself must be among them.
            let hits = reader.search(query).hits
            let have = hits.filter { hit in documents.contains { $0.url == hit.url && ($0.title + $0.posts[0].text).contains(query) } }
            if hits.contains(where: { $0.url == document.url }) || have.count == 10 { found += 1 }
        }
        print("Chinese substrings: \(found) of \(tried)")
        #expect(found * 100 >= tried * 95)
    }

    @Test("the order of the documents changes no byte")
    func determinism() {
        let documents = Array(Samples.questions.prefix(200)) + Array(Samples.chinese.prefix(10))
        guard !documents.isEmpty else { return }
        var numbers = Samples.Numbers(state: 5)
        let files = buildSearchIndex(analysed(documents))
        #expect(buildSearchIndex(analysed(documents.shuffled(using: &numbers))) == files)
        #expect(Set(files.map(\.path)).count == files.count)
    }

    @Test("any number of jobs and any memory give the same files, and records come back as they went")
    func memory() {
        let documents = Samples.questions + Array(Samples.chinese.prefix(10))
        let records = analysed(documents)
        let files = buildSearchIndex(records)
        var settings = SearchSettings()
        settings.jobs = 1
        #expect(analysed(documents, settings: settings) == records)
        #expect(documents.indices.filter { $0 % 97 == 0 }.allSatisfy { AnalysedDocument(documents[$0]) == records[$0] })
        #expect(buildSearchIndex(records.compactMap { AnalysedDocument(bytes: $0.bytes) }, settings: settings) == files)
        for (jobs, bytes) in [(4, 1 << 30), (2, 100_000), (1, 20_000)] {
            settings.jobs = jobs
            settings.workingBytes = bytes
            #expect(buildSearchIndex(records, settings: settings) == files)
        }
        #expect(AnalysedDocument(bytes: ByteSlice([0, 1, 2])) == nil)
        // A damaged record ends.
        for cut in [1, 2, 7, 40] {
            _ = AnalysedDocument(bytes: ByteSlice((records.first?.bytes.array ?? [1]).prefix(cut))).map { buildSearchIndex([$0]) }
        }
    }

    @Test("one thread more leaves most files as they are")
    func edits() {
        guard Samples.questions.count > 500 else { return }
        let documents = Array(Samples.questions.prefix(500))
        let before = Set(buildSearchIndex(analysed(Array(documents.dropLast()))))
        let after = buildSearchIndex(analysed(documents))
        let changed = after.filter { !before.contains($0) }
        print("one thread more: \(changed.count) of \(after.count) files change")
        #expect(changed.count * 2 < after.count)
    }

    @Test("hostile texts are kept as text", arguments: ["", "\u{0}\u{600}<script>", "\t\n\u{B}\"\\", "=s open", String(repeating: "x", count: 5000), "A\u{301}\u{E0001}👨‍👩‍👧"])
    func hostile(text: String) throws {
        let document = SearchDocument(
            url: "threads/x.html", title: "marker " + text, alternatives: [text], tags: [text], tagSynonyms: [text],
            posts: [SearchPost(anchor: text, kind: .answer, author: text, text: text + " inside")], votes: .min)
        let reader = try #require(Samples.reader([document, document, Self.thread("y", text)]))
        #expect(reader.search("marker").hits.count == 2)
        #expect(reader.search("inside").hits.count == 2)
        _ = reader.search(text, isTyping: true)
    }

    @Test("no documents make an index that answers nothing")
    func empty() throws {
        let reader = try #require(Samples.reader([]))
        #expect(reader.search("word is:open", isTyping: true).total == 0)
        #expect(relatedDocuments(analysed([])).isEmpty)
    }
}
