import Diagnostics
import KnowledgeBase
import Testing

@Suite("The codes of the readers")
struct CodeTests {
    @Test("each code is listed once, in words, with an explanation")
    func list() {
        #expect(Set(readerCodes.map(\.id)).count == readerCodes.count)
        for code in readerCodes {
            #expect(code.id.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) })
            #expect(code.explanation.hasSuffix("."))
        }
    }

    @Test("each code can be met")
    func each() {
        let found = Set(
            [
                parse(.thread, "---\ntags: a\nvots: 1\nlanguage: English\nsource: x\naliases: x\n---\n"),
                thread("tags: ['?']\nclosed: never", body: "\n---\nanswer: '@'\nat: 2026-01-01\n---\n"),
                parse(.page, "---\ntitle: T\n---\n", name: "A.md"),
                parse(.rule, "---\ntitle: T\nsince: 2026-01-01\npromise: { first_answer_within: 4, share: 2, hours: x }\n---\n"),
                parse(
                    .rule,
                    "---\ntitle: T\nsince: 2026-01-01\npromise: { first_answer_within: 4h, share: 1 }\nhistory: [ { since: 2026-01-01, first_answer_within: 4h, share: 1 } ]\n---\n"),
                parse(.thread, "---\ntitle: T\nasked: 2026-01-01T00:00:00Z\nby: a\n---\n\n\(PlaceholderText.question)\n"),
            ].flatMap(\.diagnostics).map(\.code)
                + readSettings(SourceFile(path: "site.yml", text: "time_zone: x")).2.map(\.code)
                + readLog(SourceFile(path: "a.csv", text: "asked")).1.map(\.code))
        for code in readerCodes { #expect(found.contains(code), "\(code.id)") }
    }

    @Test("diagnostics come in the order of the file, and lie in it")
    func order() {
        let text = "---\nzebra: 1\ntitle: ''\nasked: never\nby: '@'\n---\n\n[x](javascript:1)\n\n---\nanswer: b\nat: no\n---\n\n---\ncomment: c\n---\n"
        let places = parse(.thread, text).diagnostics.compactMap(\.range?.lowerBound)
        #expect(places.count >= 8)
        #expect(places == places.sorted())
        #expect(places.allSatisfy { $0 <= text.utf8.count })
    }
}
