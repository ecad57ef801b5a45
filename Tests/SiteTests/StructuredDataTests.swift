import Foundation
import RunningProgram
import Testing

/// What Google states for question pages (Search Central, "Q&A (QAPage) structured data"): the required members, the recommended ones that the site knows,
/// and that what is said is on the page.
@Suite("Structured data of threads")
struct StructuredDataTests {
    private struct QAPage: Decodable {
        struct Person: Decodable {
            let type: String
            let name: String
            let url: String?
            enum CodingKeys: String, CodingKey { case type = "@type", name, url }
        }

        struct Answer: Decodable {
            let type: String
            let text: String
            let url: String
            let author: Person
            let datePublished: String
            let upvoteCount: Int?
            enum CodingKeys: String, CodingKey { case type = "@type", text, url, author, datePublished, upvoteCount }
        }

        struct Question: Decodable {
            let type: String
            let name: String
            let text: String
            let answerCount: Int
            let author: Person
            let datePublished: String
            let upvoteCount: Int?
            let url: String?
            let acceptedAnswer: Answer?
            let suggestedAnswer: [Answer]?
            enum CodingKeys: String, CodingKey {
                case type = "@type", name, text, answerCount, author, datePublished, upvoteCount, url, acceptedAnswer, suggestedAnswer
            }
        }

        let context: String
        let type: String
        let mainEntity: Question
        enum CodingKeys: String, CodingKey { case context = "@context", type = "@type", mainEntity }
    }

    @Test("every thread with an answer has a whole QAPage, and nothing else has one", arguments: ["torture", "own"])
    func questionPages(_ site: String) throws {
        let folder = try TestFolder()
        try folder.copy(site == "own" ? packageRoot + "/Content" : packageRoot + "/Tests/Sites/torture/Content", to: "Content")
        let settings = try folder.text("Content/site.yml").split(separator: "\n").filter { !$0.hasPrefix("base_url:") }
        try folder.write((settings + ["base_url: https://answers.example.org/room/", ""]).joined(separator: "\n"), to: "Content/site.yml")
        let run = try Program.run(["build", "--site", folder.path])
        #expect(run.code == 0, "\(run.errors)")
        var found = 0
        for (path, bytes) in try folder.files("Output") where path.hasSuffix(".html") {
            let page = String(decoding: bytes, as: UTF8.self)
            let pieces = page.components(separatedBy: "<script type=\"application/ld+json\">")
            let isAnswered = path.hasPrefix("threads/") && page.contains("<article class=\"post answer")
            #expect(pieces.count == (isAnswered ? 2 : 1), "\(path)")
            guard pieces.count == 2, let end = pieces[1].range(of: "</script>") else { continue }
            found += 1
            try check(JSONDecoder().decode(QAPage.self, from: Data(pieces[1][..<end.lowerBound].utf8)), on: page, path)
        }
        #expect(found > 15)
    }

    private func check(_ data: QAPage, on page: String, _ path: String) throws {
        let question = data.mainEntity
        let answers = (question.acceptedAnswer.map { [$0] } ?? []) + (question.suggestedAnswer ?? [])
        #expect(data.context == "https://schema.org" && data.type == "QAPage" && question.type == "Question", "\(path)")
        #expect(!question.name.isEmpty && !question.text.isEmpty, "\(path)")
        #expect(question.answerCount == answers.count && !answers.isEmpty, "\(path)")
        #expect(question.answerCount == page.components(separatedBy: "<article class=\"post answer").count - 1, "\(path)")
        #expect((question.acceptedAnswer != nil) == page.contains("<article class=\"post answer accepted"), "\(path)")
        #expect(question.url.flatMap { URL(string: $0) }?.host() == "answers.example.org", "\(path)")
        #expect(page.contains("<link rel=\"canonical\" href=\"\(question.url ?? "")\">"), "\(path)")
        expectPublished(question.author, question.datePublished, question.upvoteCount, path)
        for answer in answers {
            #expect(answer.type == "Answer" && !answer.text.isEmpty, "\(path)")
            expectPublished(answer.author, answer.datePublished, answer.upvoteCount, path)
            // The address is that of a post on this page.
            let parts = answer.url.components(separatedBy: "#")
            #expect(parts.count == 2 && parts[0] == question.url, "\(path): \(answer.url)")
            #expect(page.contains("id=\"\(parts[1].removingPercentEncoding ?? parts[1])\""), "\(path): \(answer.url)")
        }
    }

    private func expectPublished(_ author: QAPage.Person, _ date: String, _ votes: Int?, _ path: String) {
        #expect(author.type == "Person" && !author.name.isEmpty, "\(path)")
        #expect(author.url.map { URL(string: $0)?.host() == "answers.example.org" } ?? false, "\(path)")
        #expect(date.wholeMatch(of: /\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?/) != nil, "\(path): \(date)")
        #expect(votes ?? 0 >= 0, "\(path)")
    }
}
