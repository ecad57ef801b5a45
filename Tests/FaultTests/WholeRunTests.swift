import Diagnostics
import Testing

/// What one run says of many faults, and what it doesn't say because another message says it already.
@Suite("A run over many faults")
struct WholeRunTests {
    private func site(_ files: [(path: String, text: String)]) throws -> ExampleSite {
        try ExampleSite(FaultFolder.base() + files.map { FaultExample.File(path: $0.path, written: $0.text) })
    }

    private func thread(_ more: String = "", asked: String = "2026-03-04T18:00:00Z", body: String = "Who opens the room?") -> String {
        "---\ntitle: Who has the keys?\nasked: \(asked)\nby: mei\n\(more)---\n\n\(body)\n"
    }

    private func codes(_ site: ExampleSite) -> [String] { site.diagnostics.map { "\($0.path) \($0.code.id)" } }

    @Test("faults of several files and kinds are told in one run, sorted by path and place")
    func oneRun() throws {
        let site = try site([
            ("Templates/notFound.mustache", "<p>{{t.notFoundTitel}}</p>\n"),
            ("Content/threads/b.md", thread("tag: [keys]\n", asked: "2026-02-30", body: "See [the rules](rules.md) and a List<String>.")),
            ("Content/threads/a.md", thread("draft: perhaps\n", body: "See [the rules](rules.md).")),
            ("Content/log/2026.csv", "asked,asker,first_answer,answerer,thread,tags\nyesterday,mei,,,,\n"),
            ("Content/rules/r.md", "---\ntitle: Soon\nsince: 2026-01-01\npromise: { first_answer_within: soon, share: 90% }\n---\n\nSoon.\n"),
            ("Content/site.yml", "titel: Our answers\n"),
        ])
        #expect(
            codes(site) == [
                "Content/log/2026.csv bad-time",
                "Content/rules/r.md bad-duration",
                "Content/site.yml unknown-key",
                "Content/threads/a.md wrong-value",
                "Content/threads/a.md broken-link",
                "Content/threads/b.md bad-time",
                "Content/threads/b.md unknown-key",
                "Content/threads/b.md raw-html-as-text",
                "Templates/notFound.mustache unknown-template-name",
            ])
    }

    @Test("a thread that cannot be read is no second fault for what refers to it")
    func lostThread() throws {
        let site = try site([
            ("Content/threads/a.md", thread(asked: "2026-02-30")),
            ("Content/threads/b.md", thread("duplicate_of: a\n", body: "See [the other](a.md#question).")),
            ("Content/log/2026.csv", "asked,asker,first_answer,answerer,thread,tags\n2026-03-04T18:00:00Z,mei,,,a,\n"),
        ])
        #expect(codes(site) == ["Content/threads/a.md bad-time"])
    }

    @Test("an answer that cannot be read is no second fault for a link to it or for the log")
    func lostAnswer() throws {
        let answer = "\n---\nanswer: lian\nat: 4 March\n---\n\nI have.\n"
        let site = try site([
            ("Content/threads/a.md", thread() + answer),
            ("Content/threads/b.md", thread(body: "See [the answer](a.md#a-lian-1).")),
            ("Content/log/2026.csv", "asked,asker,first_answer,answerer,thread,tags\n2026-03-04T18:00:00Z,mei,2026-03-04T18:30:00Z,lian,a,\n"),
        ])
        #expect(codes(site) == ["Content/threads/a.md bad-time"])
    }

    @Test("a link to a draft says that it is one")
    func draft() throws {
        let site = try site([
            ("Content/threads/a.md", thread("draft: true\n")), ("Content/threads/b.md", thread(body: "See [the other](a.md).")),
        ])
        #expect(site.diagnostics.map(\.message) == ["the link leads to 'a.md', which is a draft"])
    }

    @Test("two tags that share a page are one fault, whatever files the page has")
    func sharedTagPage() throws {
        let site = try site([
            ("Content/tags/c++.md", "---\ntitle: C++\n---\n"), ("Content/tags/start.md", "---\ntitle: Start\n---\n"),
            ("Content/tags/c-plus-plus.md", "---\ntitle: C plus plus\n---\n"),
        ])
        #expect(Set(site.diagnostics.map(\.code.id)).isSubset(of: ["duplicate-name"]) && site.diagnostics.count <= 1, "\(site.text)")
    }

    @Test("a circle is told once: of parents, of synonyms, of threads, and of one that names itself")
    func circles() throws {
        func tag(_ name: String, _ line: String) -> (path: String, text: String) { ("Content/tags/\(name).md", "---\n\(line)\n---\n") }
        let start = tag("start", "title: Start")
        #expect(codes(try site([start, tag("a", "parent: b"), tag("b", "parent: c"), tag("c", "parent: a")])) == ["Content/tags/a.md tag-circle"])
        #expect(codes(try site([start, tag("a", "synonyms: [b]"), tag("b", "synonyms: [a]")])) == ["Content/tags/a.md tag-circle"])
        #expect(codes(try site([start, tag("a", "parent: a")])) == ["Content/tags/a.md tag-circle"])
        #expect(codes(try site([start, tag("a", "synonyms: [a]")])) == ["Content/tags/a.md synonym-conflict"])
        let threads = ["a", "b", "c"].map { ("Content/threads/\($0).md", thread("superseded_by: \($0 == "a" ? "b" : $0 == "b" ? "c" : "a")\n")) }
        #expect(codes(try site(threads)) == ["Content/threads/a.md thread-circle"])
        #expect(codes(try site([("Content/threads/a.md", thread("duplicate_of: a\n"))])) == ["Content/threads/a.md thread-circle"])
    }
}
