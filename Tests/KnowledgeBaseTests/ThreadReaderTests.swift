import Diagnostics
import KnowledgeBase
import Testing

@Suite("Reading threads")
struct ThreadReaderTests {
    private let whole = """
        ---
        title: How do we start?
        asked: 2026-03-02T09:15:00+08:00
        by: mei
        tags: [cold-start, "c++"]
        votes: -3
        id: se-2045
        aliases: [/threads/old.html, old/index.html]
        also:
          - another phrasing
          - a third
        duplicate_of: other-thread
        closed: 2026-04-01
        status: settled
        source: https://chat.example.org/1
        licence: CC0 1.0
        verified: { date: 2026-05-01, by: lian }
        applies_to: [Swift 6, Linux]
        superseded_by: newer
        language: zh-Hant
        draft: true
        x-mood: calm
        x-list: [a, b]
        ---

        # A heading

        The body.

        ---
        comment: noor
        at: 2026-03-02T09:20:00+08:00
        ---

        On the question.

        ---
        answer: lian
        at: 2026-03-02 09:41
        accepted: true
        votes: 7
        verified: 2026-05-02
        source: mailto:lian@example.org
        licence: MIT
        x-note: n
        ---

        The answer.

        ---
        answer: lian
        at: 2026-03-03
        ---

        A second one.

        ---
        comment: mei
        at: 2026-03-03T10:00:00Z
        ---

        Thanks.

        """

    @Test("every key of a thread reaches its value")
    func everyKey() throws {
        let parsed = parse(.thread, whole, name: "how-do-we-start.md")
        #expect(parsed.diagnostics == [])
        let thread = try #require(parsed.thread)
        #expect(thread.path == "threads/how-do-we-start.md")
        #expect(thread.slug == "how-do-we-start")
        #expect(thread.title.value == "How do we start?")
        #expect(thread.asked.value.secondOfDay == 9 * 3_600 + 15 * 60)
        #expect(thread.asked.value.offset == 8 * 3_600)
        #expect(thread.author.value == "mei")
        #expect(thread.tags.map(\.value) == ["cold-start", "c++"])
        #expect(thread.votes == -3)
        #expect(thread.id == "se-2045")
        #expect(thread.aliases.map(\.value) == ["threads/old.html", "old/index.html"])
        #expect(thread.also == ["another phrasing", "a third"])
        #expect(thread.duplicateOf?.value == "other-thread")
        #expect(thread.closed?.value == WrittenTime(date: try #require(CivilDate(year: 2026, month: 4, day: 1)), secondOfDay: nil, offset: nil))
        #expect(thread.status == "settled")
        #expect(thread.source == "https://chat.example.org/1")
        #expect(thread.licence == "CC0 1.0")
        #expect(thread.verified?.by?.value == "lian")
        #expect(thread.appliesTo == ["Swift 6", "Linux"])
        #expect(thread.supersededBy?.value == "newer")
        #expect(thread.language == "zh-Hant")
        #expect(thread.isDraft)
        #expect(thread.extras.map(\.key) == ["x-mood", "x-list"])
        #expect(thread.extras.map(\.value) == ["calm", "a, b"])
    }

    @Test("posts get their anchors, and comments belong to the post above them")
    func posts() throws {
        let thread = try #require(parse(.thread, whole).thread)
        #expect(thread.comments.map(\.anchor) == ["c-1"])
        #expect(thread.answers.map(\.anchor) == ["a-lian-1", "a-lian-2"])
        #expect(thread.answers[0].comments.isEmpty)
        #expect(thread.answers[1].comments.map(\.anchor) == ["c-2"])
        let accepted = try #require(thread.answers[0].accepted)
        #expect(SourceFile(path: "", text: whole).text(accepted) == "accepted: true")
        #expect(thread.answers[1].accepted == nil)
        #expect(thread.answers[0].verified?.by == nil)
        #expect(thread.answers[0].extras.map(\.value) == ["n"])
        #expect(thread.answers[0].body.rendered.plainText.contains("The answer."))
    }

    @Test("headings sink below the page's own, with ids that stay apart")
    func headings() throws {
        let text = "---\ntitle: T\nasked: 2026-03-02\nby: mei\n---\n\n# One\n\n---\nanswer: lian\nat: 2026-03-03\n---\n\n# One\n"
        let thread = try #require(parse(.thread, text).thread)
        #expect(thread.question.rendered.headings.map(\.level) == [3])
        #expect(thread.question.rendered.headings.map(\.id) == ["h-one"])
        #expect(thread.answers[0].body.rendered.headings.map(\.id) == ["a-lian-1:one"])
        let rule = try #require(parse(.rule, "---\ntitle: R\n---\n\n# One\n").rule)
        #expect(rule.body.rendered.headings.map(\.level) == [2])
    }

    @Test("a thread may show its own format in a fence")
    func formatInAFence() throws {
        let body = "Write it so:\n\n```\n---\ntitle: T\n---\n\nText.\n\n---\nanswer: lian\nat: 2026-01-01\n---\n\nMore.\n```\n"
        let parsed = thread("tags: [x]", body: body)
        #expect(parsed.diagnostics == [])
        #expect(parsed.thread?.answers.count == 0)
        #expect(parsed.thread?.question.rendered.plainText.contains("answer: lian") == true)
    }

    @Test("a title alone is a question; an answer without text is warned of")
    func emptyBodies() {
        #expect(parse(.thread, "---\ntitle: T\nasked: 2026-03-02\nby: mei\n---\n").diagnostics == [])
        let parsed = thread("tags: []", body: "\n---\nanswer: lian\nat: 2026-03-03\n---\n\n---\ncomment: mei\nat: 2026-03-04\n---\n")
        #expect(parsed.codes == ["empty-answer", "empty-answer"])
        #expect(parsed.diagnostics.allSatisfy { $0.severity == .warning })
    }

    @Test("each missing key is told, and what to add")
    func missingKeys() {
        let parsed = parse(.thread, "---\ntags: [a]\n---\n\nText.\n\n---\nanswer: lian\n---\n\nText.\n\n---\ncomment:\nat: 2026-01-01\n---\n\nText.\n")
        #expect(parsed.value == nil)
        #expect(
            parsed.diagnostics.map(\.line) == [
                "missing-key: a thread needs the key 'title' (add a line 'title: How do we begin?')",
                "missing-key: a thread needs the key 'asked' (add a line 'asked: 2026-03-02T09:15:00+08:00')",
                "missing-key: a thread needs the key 'by' (add a line 'by: mei')",
                "missing-key: an answer needs the key 'at' (add a line 'at: 2026-03-02T09:15:00+08:00')",
                "missing-key: 'comment' has no value (write 'comment: mei')",
            ])
    }

    @Test("an answer that can't be read takes its comments with it, and no other answer")
    func lostAnswer() throws {
        let body = """
            Q.

            ---
            answer: lian
            at: yesterday
            ---

            Lost.

            ---
            comment: mei
            at: 2026-03-04
            ---

            Lost too.

            ---
            answer: lian
            at: 2026-03-05
            ---

            Kept.
            """
        let parsed = thread("tags: []", body: body)
        #expect(parsed.codes == ["bad-time"])
        let thread = try #require(parsed.thread)
        #expect(thread.answers.map(\.anchor) == ["a-lian-2"])
        #expect(thread.answers[0].comments.isEmpty)
        #expect(thread.comments.isEmpty)
    }

    @Test("an unknown key is a warning that proposes the known one, and can mend itself")
    func unknownKeys() throws {
        let text = "---\ntitle: T\nasked: 2026-03-02\nauthor: mei\nby: mei\ntag: [a]\nvots: 3\nzebra: 1\n---\n\nText.\n"
        let parsed = parse(.thread, text)
        #expect(parsed.thread != nil)
        #expect(
            parsed.diagnostics.map(\.line) == [
                "unknown-key: a thread has no key 'author' (did you mean 'by', which is there already?)",
                "unknown-key: a thread has no key 'tag' (did you mean 'tags'?)",
                "unknown-key: a thread has no key 'vots' (did you mean 'votes'?)",
                "unknown-key: a thread has no key 'zebra' (take it out, or begin it with 'x-' to keep it for the site's own templates)",
            ])
        let fix = try #require(parsed.diagnostics[2].fixIts.first)
        #expect(parse(.thread, bytes: mended(Array(text.utf8), by: fix)).thread?.votes == 3)
        #expect(parsed.diagnostics[0].fixIts.isEmpty)
    }

    @Test("tags written as a text are read, and the list is proposed")
    func tagsAsText() throws {
        let parsed = thread("tags: cold start, c++")
        #expect(parsed.diagnostics.map(\.line) == ["wrong-value: 'tags' is a text, not a list (write 'tags: [cold start, c++]')"])
        #expect(parsed.thread?.tags.map(\.value) == ["cold start", "c++"])
        let plain = thread("tags: cold-start")
        #expect(plain.diagnostics.first?.fixIts.map(\.replacement) == ["[cold-start]"])
    }

    @Test("tags are checked one by one")
    func badTags() {
        #expect(thread("tags: [a, \"\", a, A]").codes == ["wrong-value", "wrong-value", "wrong-value"])
        #expect(thread("tags: ['?!']").codes == ["bad-tag"])
        #expect(thread("tags: [con]").codes == ["bad-tag"])
        #expect(thread("tags: [index-2]").codes == ["bad-tag"])
        #expect(thread("tags: [\(String(repeating: "a", count: 101))]").codes == ["bad-tag"])
        #expect(thread("tags: ['#help']").thread?.tags.map(\.value) == ["help"])
        #expect(thread("tags: [c#, .net, 群組, node.js]").diagnostics == [])
    }

    @Test("values of the wrong kind are errors that say what to write", arguments: [
        ("votes: many", "wrong-value: 'votes' is 'many', not a whole number (write it in digits, such as 'votes: 12')"),
        ("votes: 1.5", "wrong-value: 'votes' is '1.5', not a whole number (write it in digits, such as 'votes: 12')"),
        ("votes: [1]", "wrong-value: 'votes' is a list, not a text (write 'votes: …' on one line)"),
        ("draft: yes", "wrong-value: 'draft' is 'yes', neither 'true' nor 'false' (write 'draft: true')"),
        ("draft: False", "wrong-value: 'draft' is 'False', neither 'true' nor 'false' (write 'draft: false')"),
        ("also: { a: b }", "wrong-value: 'also' is a set of keys, not a list (write 'also: [one, two]')"),
        ("verified: [2026-01-01]", "wrong-value: 'verified' is a list, not a day (write 'verified: { date: 2026-05-01, by: mei }')"),
        ("verified: { by: mei }", "missing-key: 'verified' needs the key 'date' (add a line 'date: 2026-03-02T09:15:00+08:00')"),
        ("x-a: { b: c }", "wrong-value: 'x-a' is a set of keys, not a text or a list of texts (templates get one text for each 'x-' key: write several keys instead)"),
        ("language: zh_Hant", "bad-language: 'zh_Hant' is not a language tag (write 'zh-Hant')"),
        ("language: English", "bad-language: 'English' is not a language tag (write one such as 'en', 'pt-BR' or 'zh-Hant')"),
        ("duplicate_of: threads/b.md", "wrong-value: 'duplicate_of' is a path or a file's name (write only 'b')"),
        ("source: javascript:alert(1)", "bad-url: the address 'javascript:alert(1)' is neither http nor https nor mailto (begin it with 'https://', 'http://' or 'mailto:')"),
    ])
    func wrongValues(line: String, message: String) {
        let parsed = thread(line)
        #expect(parsed.diagnostics.map(\.line) == [message])
        #expect(parsed.thread != nil)
    }

    @Test("a key without a value counts as not written")
    func emptyKeys() {
        let parsed = thread("tags:\nvotes:\nclosed: ~\nsource:\nverified:\ndraft:\nlanguage:\naliases:\n")
        #expect(parsed.diagnostics == [])
        #expect(parsed.thread?.votes == nil)
    }

    @Test("CRLF and a byte-order mark change nothing but places")
    func carriageReturns() throws {
        let dos: [UInt8] = [0xEF, 0xBB, 0xBF] + whole.utf8.flatMap { (byte: UInt8) -> [UInt8] in byte == 0x0A ? [0x0D, 0x0A] : [byte] }
        let parsed = parse(.thread, bytes: dos)
        let plain = try #require(parse(.thread, whole).thread)
        let thread = try #require(parsed.thread)
        #expect(parsed.diagnostics == [])
        #expect(thread.answers.map(\.anchor) == plain.answers.map(\.anchor))
        #expect(thread.answers.map(\.body.rendered.plainText) == plain.answers.map(\.body.rendered.plainText))
        #expect(String(decoding: dos[thread.title.range], as: UTF8.self) == "How do we start?")
    }
}
