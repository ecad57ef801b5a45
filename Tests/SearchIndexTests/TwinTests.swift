import Foundation
import SearchIndex
import Testing

@Suite("The terminal's and the browser's search")
struct TwinTests {
    private struct Case: Encodable {
        var query: String
        var typing: Bool
        var limit: Int
    }

    private struct Answer: Decodable, Equatable {
        struct Hit: Decodable, Equatable {
            var url: String
            var score: Int
            var post: String
        }
        var total: Int
        var corrections: [String]
        var hits: [Hit]
    }

    @Test("the same queries give the same threads, scores and posts, whether the root lists the shards or pages do", arguments: [512, 2])
    func queries(shardsInRoot: Int) throws {
        var documents = Samples.questions + Samples.chinese.prefix(10)
        guard !documents.isEmpty else { return }
        for i in documents.indices where i % 3 == 0 {
            if i % 2 == 0 { documents[i].language = ["de", "fr-CA", "ru", "es"][i / 2 % 4] }
            documents[i].votes = i * 37 % 11 - 3
            let other = documents[(i * 31 + 7) % documents.count]
            documents[i].posts.append(SearchPost(anchor: "a-x-1", kind: .answer, author: "x", text: other.posts[0].text, accepted: i % 2 == 0))
            documents[i].posts.append(SearchPost(anchor: "c-x-1", kind: .comment, author: "y", text: other.title))
        }
        var cases: [Case] = []
        for i in stride(from: 0, to: documents.count, by: 60) {
            let title = documents[i].title
            let words = title.split(separator: " ")
            cases.append(Case(query: title, typing: false, limit: 10))
            cases.append(Case(query: String(title.prefix(i % 20 + 2)), typing: true, limit: 10))
            cases.append(Case(query: words.prefix(2).joined(separator: " ") + " tag:t\(i % 7)", typing: i % 2 == 0, limit: 5))
            cases.append(Case(query: "is:answered " + (words.last ?? ""), typing: false, limit: 20))
        }
        var numbers = Samples.Numbers(state: 9)
        for i in stride(from: 3, to: Samples.questions.count, by: 40) {
            let words = documents[i].title.split(separator: " ").map(String.init)
            let slip = words.map { $0.count > 4 ? String($0.dropLast(2)) + String($0.suffix(2).reversed()) : $0 }.joined(separator: " ")
            cases.append(Case(query: slip, typing: i % 2 == 0, limit: 10))
            guard let last = words.last, words.count > 3 else { continue }
            let operators = [
                "\"\(words[1]) \(words[2])\" \(last)", "\(words[0]) \(words[1]) -\(last)", "\(last) before:2010", "\(words[2]) after:2011-06 sort:newest",
                "\(last) -tag:t1 sort:votes", "-\(last)", "\"\(words[0])", "-\"\(words[1]) \(words[2])\" \(last)",
            ]
            if let query = operators.randomElement(using: &numbers) { cases.append(Case(query: query, typing: i % 3 == 0, limit: 12)) }
        }
        for query in [
            "gcc -y", "apt-get -y install -f", "before:2026-13 x", "sort:votes", "-tag:t3", "\"", "\"\"", "- -", "after:2012 before:2013", "\"中文\" 错误", "\"错\"",
        ] {
            cases.append(Case(query: query, typing: false, limit: 10))
            cases.append(Case(query: query, typing: true, limit: 10))
        }
        for query in ["", " ", "what is", "the", "tag:", "is:accepted", "is:nothing x", "c++", "-Wall", "中文", "中", "错误处理", "apt-get upd", "she's", "Ünïts é"] {
            cases.append(Case(query: query, typing: false, limit: 10))
            cases.append(Case(query: query, typing: true, limit: 10))
        }
        for i in stride(from: 5, to: documents.count, by: 50) {
            // Quoted words from the middle of a text, which no card shows.
            let words = documents[i].posts[0].text.split(separator: " ").dropFirst(30).prefix(3)
            guard words.count == 3 else { continue }
            cases.append(Case(query: "\"\(words.joined(separator: " "))\"", typing: false, limit: 10))
            cases.append(Case(query: "\"\(words.dropFirst().joined(separator: " "))\" is:open", typing: true, limit: 3))
        }
        var settings = SearchSettings()
        settings.shardsInRoot = shardsInRoot
        let files = buildSearchIndex(analysed(documents), settings: settings)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("twin-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for file in files {
            let url = folder.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: url)
        }
        let lines = try cases.map { try JSONEncoder().encode($0) }
        guard let answers = try JavaScriptEngine.run(["search", folder.appendingPathComponent("search").path], lines: lines) else { return }
        let bytes = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
        let reader = try #require(SearchReader { bytes[$0] })
        #expect(answers.count == cases.count)
        for (each, line) in zip(cases, answers) {
            let answer = reader.search(each.query, limit: each.limit, isTyping: each.typing)
            let ours = Answer(
                total: answer.total, corrections: answer.corrections.map { "\($0.word) \($0.better)" },
                hits: answer.hits.map { .init(url: $0.url, score: $0.score, post: $0.post ?? "") })
            #expect(try JSONDecoder().decode(Answer.self, from: line) == ours, "\(each)")
        }
    }
}
