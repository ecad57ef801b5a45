import Diagnostics
import KnowledgeBase
import Testing

@Suite("Rules and promises")
struct PromiseReaderTests {
    private func rule(_ lines: String) -> ParsedFile { parse(.rule, "---\ntitle: R\n\(lines)\n---\n\nText.\n") }

    @Test("a rule keeps its promises, oldest first, the last in force since the rule is")
    func history() throws {
        let parsed = rule(
            """
            since: 2026-01-01
            promise: { first_answer_within: 4h, share: 90%, hours: "Mon-Sun 08:00-23:00" }
            history:
              - { since: 2025-03-01, first_answer_within: 1d, share: 0.75 }
              - { since: 2025-09-01, first_answer_within: 8h, share: 80%, hours: "Mon-Fri 09:00-17:00" }
            order: 2
            """)
        #expect(parsed.diagnostics == [])
        let rule = try #require(parsed.rule)
        #expect(rule.promises.map(\.firstAnswerWithin) == [86_400, 28_800, 14_400])
        #expect(rule.promises.map(\.share) == [0.75, 0.8, 0.9])
        #expect(rule.promises.map { $0.hours?.value } == [nil, "Mon-Fri 09:00-17:00", "Mon-Sun 08:00-23:00"])
        #expect(rule.promises.last?.since == rule.since)
        #expect(rule.order == 2)
    }

    @Test("a rule without a promise needs only a title")
    func plain() {
        #expect(rule("draft: false").rule?.promises == [])
        #expect(parse(.rule, "---\nsince: 2026-01-01\n---\n").codes == ["missing-key"])
    }

    @Test("lengths of time", arguments: [
        ("30m", 1_800), ("4h", 14_400), ("1h30m", 5_400), ("1h 30m", 5_400), ("2d", 172_800), ("1w", 604_800), ("90 min", 5_400), ("45s", 45),
        ("2 hours", 7_200), ("1d12h", 129_600), ("365d", 31_536_000),
    ])
    func durations(text: String, seconds: Int) {
        let parsed = rule("since: 2026-01-01\npromise: { first_answer_within: \(text), share: 90% }")
        #expect(parsed.diagnostics == [])
        #expect(parsed.rule?.promises.map(\.firstAnswerWithin) == [seconds])
    }

    @Test("lengths of time that are none", arguments: [
        ("4", "'4' has no unit (write '4h' for hours or '4m' for minutes)"), ("4x", "'x' is not a unit of time (use s, m, h, d or w)"),
        ("30m1h", "the units of '30m1h' are not in order (begin with the largest, such as '1h30m')"),
        ("1h1h", "the units of '1h1h' are not in order (begin with the largest, such as '1h30m')"), ("0h", "'0h' is no time at all (write at least '1m')"),
        ("366d", "'366d' is longer than a year (promise something that people wait for)"),
        ("four hours", "'four hours' is not a length of time (write it as '30m', '4h' or '1h30m')"),
        ("-4h", "'-4h' is not a length of time (write it as '30m', '4h' or '1h30m')"),
        ("999999999999h", "'999999999999h' is not a length of time (write it as '30m', '4h' or '1h30m')"),
    ])
    func badDurations(text: String, message: String) {
        let parsed = rule("since: 2026-01-01\npromise: { first_answer_within: \(text), share: 90% }")
        #expect(parsed.diagnostics.map(\.line) == ["bad-duration: " + message])
        #expect(parsed.rule?.promises == [])
    }

    @Test("shares are above 0 and up to 100 %", arguments: [
        ("90%", 0.9), ("99.5 %", 0.995), ("0.9", 0.9), ("1", 1), ("100%", 1), ("0", nil), ("0%", nil), ("101%", nil), ("90", nil), ("1.5", nil),
        ("most", nil), ("1e-1", nil), ("-5%", nil), ("nan", nil), (".5", nil),
    ] as [(String, Double?)])
    func shares(text: String, share: Double?) {
        let parsed = rule("since: 2026-01-01\npromise: { first_answer_within: 4h, share: \"\(text)\" }")
        #expect(parsed.rule?.promises.map(\.share) == (share.map { [$0] } ?? []))
        #expect(parsed.codes == (share == nil ? ["bad-share"] : []))
        if text == "90" { #expect(parsed.diagnostics.first?.fixIts.map(\.replacement) == ["90%"]) }
    }

    @Test("a fault in the hours is shown at its place in the file")
    func hours() throws {
        for quote in ["\"", "'", ""] {
            let text = "---\ntitle: R\nsince: 2026-01-01\npromise:\n  first_answer_within: 4h\n  share: 90%\n  hours: \(quote)Mon-Fry 09:00-17:00\(quote)\n---\n"
            let parsed = parse(.rule, text)
            #expect(parsed.codes == ["bad-hours"])
            let range = try #require(parsed.diagnostics.first?.range)
            #expect(SourceFile(path: "", text: text).text(range) == "Fry")
            #expect(parsed.rule?.promises == [])
        }
    }

    @Test("promises out of the order of time, or at one time, are errors")
    func order() {
        let promise = "since: 2026-01-01\npromise: { first_answer_within: 4h, share: 90% }\nhistory:\n"
        let late = rule(promise + "  - { since: 2026-02-01, first_answer_within: 8h, share: 80% }")
        #expect(late.codes == ["promise-order"])
        let twice = rule(promise + "  - { since: 2026-01-01, first_answer_within: 8h, share: 80% }")
        #expect(twice.diagnostics.map(\.message) == ["two promises hold since the same time"])
    }

    @Test("a promise may end, on a day that it still holds or at an instant, but not before it begins")
    func until() throws {
        func promise(until: String) -> ParsedFile { rule("since: 2026-01-01\npromise: { first_answer_within: 4h, share: 90%, until: \(until) }") }
        for text in ["2026-03-31", "2026-03-31T18:00:00+08:00", "2026-01-01"] {
            let parsed = promise(until: text)
            #expect(parsed.diagnostics == [])
            #expect(try parsed.rule?.promises.map(\.until?.value) == [WrittenTime(parsing: text.utf8)])
        }
        #expect(rule("since: 2026-01-01\npromise: { first_answer_within: 4h, share: 90% }").rule?.promises.map(\.until?.value) == [nil])
        // Between the two nothing was promised.
        let gap = rule(
            """
            since: 2026-01-01
            promise: { first_answer_within: 4h, share: 90% }
            history:
              - { since: 2025-03-01, until: 2025-06-30, first_answer_within: 1d, share: 75% }
            """)
        #expect(gap.diagnostics == [])
        #expect(gap.rule?.promises.map { $0.until != nil } == [true, false])

        let text = "---\ntitle: R\nsince: 2026-01-01\npromise: { first_answer_within: 4h, share: 90%, until: 2025-12-31 }\n---\n"
        let early = parse(.rule, text)
        #expect(early.diagnostics.map(\.message) == ["this promise ends before it begins"])
        let range = try #require(early.diagnostics.first?.range)
        #expect(SourceFile(path: "", text: text).text(range) == "2025-12-31")
        #expect(promise(until: "soon").codes == ["bad-time"])
        #expect(rule("since: 2026-01-01\npromise: { first_answer_within: 4h, share: 90%, ends: 2026-03-31 }").diagnostics.map(\.advice) == ["did you mean 'until'?"])
    }

    @Test("a promise needs a since, a limit and a share; a history needs the promise in force")
    func missing() {
        #expect(rule("promise: { first_answer_within: 4h, share: 90% }").codes == ["missing-key"])
        #expect(rule("since: 2026-01-01\npromise: {}").codes == ["missing-key", "missing-key"])
        #expect(rule("since: 2026-01-01\npromise: 4h").codes == ["wrong-value"])
        #expect(rule("since: 2026-01-01\nhistory: 4h").codes == ["missing-key", "wrong-value"])
        #expect(rule("since: 2026-01-01\nhistory:\n  - { first_answer_within: 8h, share: 80% }").codes == ["missing-key", "missing-key"])
        #expect(rule("since: 2026-01-01\npromise: { within: 4h, first_answer_within: 4h, share: 90% }").codes == ["unknown-key"])
    }
}
