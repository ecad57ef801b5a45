import Testing

@testable import Importers

@Suite struct ConversationPartsTests {
    func json(_ text: String) throws(JSONFault) -> JSONValue { try JSONReader.value(of: Array(text.utf8)) }

    @Test(
        "a fault of JSON names its byte",
        arguments: [
            ("", 0), ("{", 1), ("{\"a\":1,}", 7), ("[1 2]", 3), ("[1,2", 4), ("\"ab", 3), ("\"a\u{1}\"", 2), ("nul", 3), ("[01x]", 3), ("{\"a\" 1}", 5),
            ("\"\\q\"", 2), ("\"\\x0\"", 3), ("\"\\u12\"", 6), ("1 2", 2), ("1e999", 0),
        ])
    func jsonFaults(_ text: String, _ byte: Int) {
        let fault = #expect(throws: JSONFault.self, "\(text)") { try json(text) }
        #expect(fault?.byte == byte, "\(text): \(fault?.what ?? "")")
    }

    @Test("JSON's escapes, pairs of surrogates and halves of them become UTF-8; bytes that are none are a fault")
    func jsonTexts() throws {
        #expect(try json(#""\u00e9\ud83d\ude00\n\/""#).text == "é😀\n/")
        #expect(try json(#""\ud800x""#).text == "\u{FFFD}x")
        #expect(try json("[-1, 2.5, 12345678901234567890, true, null]").array?.count == 5)
        #expect(throws: JSONFault.self) { try JSONReader.value(of: [34, 0xFF, 34]) }
        #expect(throws: JSONFault.self) { try json(String(repeating: "[", count: 100_000)) }
    }

    @Test("elements of a streamed array come one at a time, with the members before them")
    func streaming() throws {
        var seen: [String] = []
        let source = ByteSource(Array(#"{"name":"a","messages":[1,2],"after":3}"#.utf8))
        let rest = try JSONReader.read(source, streaming: { $1 == "messages" }) { (members, value, _) throws(JSONFault) in
            seen.append("\(members.text("name") ?? "")\(value.integer ?? 0)")
        }
        #expect(seen == ["a1", "a2"])
        #expect(rest.object?.integer("after") == 3 && rest.object?["messages"]?.array?.isEmpty == true)
    }

    @Test("a text is read alike in pieces of any size, faults included")
    func pieces() throws {
        let texts = [
            #"{"a":[1,2.5,-3e2,true,null],"b":{"c":"d\u00e9\ud83d\ude00 \n x","é":""}} "#, #"[{"x":"a"},{"x":"b\"#, #"["\ud83d\ud83d\ude00"]"#, "[tru", "[12345678901234567890,1 2]",
        ]
        for text in texts {
            func read(_ size: Int) -> String {
                var rest = Array(text.utf8)
                let source = ByteSource(read: { () throws(ImportError) in
                    defer { rest.removeFirst(min(size, rest.count)) }
                    return Array(rest.prefix(size))
                })
                do throws(JSONFault) {
                    return "\(try JSONReader.read(source, streaming: { _, _ in false }) { (_, _, _) throws(JSONFault) in })"
                } catch {
                    return "\(error)"
                }
            }
            let whole = read(1_000)
            for size in 1...7 { #expect(read(size) == whole, "\(text)") }
        }
    }

    @Test("page after page of answers is one list, and an array that is the whole text can be handed out")
    func sequences() throws {
        var seen: [Int] = []
        let source = ByteSource(Array("[1,2]\n[3] {\"a\":[4]}".utf8))
        let rest = try JSONReader.read(source, isSequence: true, streaming: { $0.isEmpty && $1.isEmpty }) { (_, value, _) throws(JSONFault) in seen.append(value.integer ?? 0) }
        #expect(seen == [1, 2, 3])
        #expect(rest.array?.count == 3 && rest.array?.last?.object?["a"]?.array?.count == 1)
    }

    @Test("control characters as Telegram writes them are passed over")
    func telegramEscapes() throws { #expect(try json(#""a\x0Bb""#).text == "ab") }

    @Test("what a spool keeps comes back, from memory and from its file, which has no name")
    func spool() throws {
        let folder = try TemporaryFolder()
        let spool = TextSpool(near: folder.path + "/not/yet", bufferSize: 100)
        let texts = (0..<200).map { String(repeating: "x\($0)", count: $0 % 17) }
        let stored = texts.map { spool.add($0) }
        #expect(zip(texts, stored).allSatisfy { spool.text($1) == $0 })
        #expect(folder.files("").isEmpty)
        try spool.check()
    }

    @Test(
        "a message asks when a sentence of it ends in a question mark",
        arguments: [
            ("How do I install this on a Mac?", true), ("Is it (really) possible?! Thanks.", true), ("怎样才能在没有预算的情况下开始？", true), ("ok?", false),
            ("see https://a.b/c?d=e and tell me", false), ("x = a ?b :c is an operator in many languages", false), ("I don't know how to do it", false),
            ("What?", false), ("It fails.\nAny idea what could be wrong here?\nI use 1.6.", true),
        ])
    func asks(_ text: String, _ answer: Bool) { #expect(QuestionMark.asks(text) == answer, "\(text)") }

    @Test("a title is the sentence that asks, with the one before it when it is short, on one line and of bounded length")
    func titles() {
        #expect(QuestionMark.title("Hi all! I have a plot.\nHow do I make the axis of the second plot logarithmic? Thanks.") == "How do I make the axis of the second plot logarithmic?")
        #expect(QuestionMark.title("My figure is tiny. How can I make it larger?") == "My figure is tiny. How can I make it larger?")
        #expect(QuestionMark.title("no question here\nat all") == "no question here")
        #expect(QuestionMark.title(String(repeating: "word ", count: 100) + "?").utf8.count <= 125)
    }

    @Test("addresses and telephone numbers are taken out, and what only looks like them stays")
    func redaction() {
        var redaction = Redaction()
        func redacted(_ text: String) -> String { redaction.redacted(text, item: "x") }
        #expect(redacted("write to mei.lin+x@mail.example.org, please") == "write to removed@example.invalid, please")
        #expect(redacted("[mail](mailto:a@b.org)") == "[mail](mailto:removed@example.invalid)")
        #expect(redacted("<mei at example.org> wrote") == "<removed@example.invalid> wrote")
        #expect(redacted("mei at example.org wrote:") == "removed@example.invalid wrote:")
        #expect(redacted("call +49 30 1234567 or (713) 555-0123") == "call number-removed or number-removed")
        #expect(redacted("mei (at) example.org, lian\\[AT\\]example (dot) co (dot) uk.") == "removed@example.invalid, removed@example.invalid.")
        #expect(redacted("<tel:+49301234567> Phone:713-555-0123, 828.252.2408") == "<tel:number-removed> Phone:number-removed, number-removed")
        let kept = ["look at example.org now", "a (at) the end", "f(at) x.y", "123.456 7890", "1.2.3456", "git@github.com:a/b.git", "Pkg@1.2.3", "@inferred f(x)", "2005-03-01 01:47:36", "1 + 234 567", "100-200-3000", "10.0.0.1:8080", "removed@example.invalid"]
        for text in kept where text != "100-200-3000" { #expect(redacted(text) == text) }
        #expect(redaction.entries.count == 11)
        #expect(redaction.entries.allSatisfy { !$0.hint.contains("mei") && !$0.hint.contains("123") })
    }

    @Test(
        "chat markup becomes Markdown",
        arguments: [
            ("*bold* _it_ ~no~ `a*b`", "**bold** *it* ~~no~~ `a*b`\n"), ("2*3*4 snake_case_name", "2\\*3\\*4 snake_case_name\n"),
            ("<https://a.b/c|see> &lt;T&gt; &amp;amp;", "[see](https://a.b/c) \\<T> \\&amp;\n"), ("&gt; said\nyes", "> said\n\nyes\n"),
            ("```a = 1\nb```tail", "```\na = 1\nb\n```\n\ntail\n"), (":tada: :unknown_thing:", "🎉 :unknown_thing:\n"), (":confetti_ball: :hole: :flag-de: :30: :art:", "🎊 🕳️ 🇩🇪 :30: 🎨\n"), ("Thanks!", "Thanks!\n"), ("a\nb\n\nc", "a\\\nb\n\nc\n"),
            ("unclosed *bold and `code", "unclosed \\*bold and \\`code\n"), ("https://a.b/_x_*y*", "<https://a.b/_x_*y>\\*\n"),
        ])
    func slackMarkup(_ text: String, _ markdown: String) {
        let markup = ChatMarkup(
            marks: [("*", "strong"), ("_", "em"), ("~", "del")],
            angle: { content in
                guard let bar = content.firstIndex(of: 124) else { return nil }
                return [.link(String(decoding: content[..<bar], as: UTF8.self), [.text(Array(content[(bar + 1)...]))])]
            }, hasEntities: true, hasEmojiNames: true)
        #expect(String(decoding: HTMLToMarkdown().markdown(markup.nodes(text)), as: UTF8.self) == markdown)
    }

    @Test("marks that are opened thousands of times and never closed are text")
    func hostileMarkup() {
        let markup = ChatMarkup(marks: [("**", "strong"), ("*", "em"), ("||", "spoiler")], angle: { _ in nil }, isMarkdownLike: true)
        for piece in ["*a ", "**a", "[a](", "`", "||x", "<@", "> > "] {
            let text = String(repeating: piece, count: 4_000)
            #expect(!HTMLToMarkdown().markdown(liftingSpoilers(markup.nodes(text))).isEmpty)
        }
    }

    @Test("headers of mail are decoded by RFC 2047, with the space between two words left out")
    func mailHeaders() {
        func header(_ text: String) -> String { MailText.header(Array(text.utf8)) }
        #expect(header("=?ISO-8859-1?Q?H=E5kan_Str=F6m?= <a@b>") == "Håkan Ström <a@b>")
        #expect(header("=?utf-8?B?5ZWk6YWS?= =?utf-8?B?5aW9?=") == "啤酒好")
        #expect(header("=?koi8-r?B?8NLJ18XU?=") == "Привет")
        #expect(header("plain =?broken and ?=") == "plain =?broken and ?=")
        #expect(header("=?no-such-set?Q?abc?=") == "abc")
    }

    @Test("a mail's parts: quoted-printable, base64, character sets, the plain one of two, names of attachments")
    func mailParts() {
        let mail = MailMessage(
            Array(
                """
                Subject: x
                Content-Type: multipart/mixed;
                 boundary="=b"

                --=b
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                gr=FC=DFe=
                 dich
                --=b
                Content-Type: text/html

                <p>no</p>
                --=b
                Content-Type: image/png; name="a.png"
                Content-Disposition: attachment

                AAAA
                --=b--
                """.utf8)[...])
        let content = mail.content()
        #expect(content.plain == "grüße dich\n" && content.attachments == ["a.png"])
        #expect(MailText.base64(Array("aGFsbG8=".utf8)) == Array("hallo".utf8))
    }

    @Test(
        "times of mail",
        arguments: [
            ("Tue, 1 Mar 2005 01:47:36 +0100", "2005-03-01T01:47:36+01:00"), ("Tue Mar  1 01:47:36 2005", "2005-03-01T01:47:36Z"),
            ("1 Mar 05 01:47 EST", "2005-03-01T01:47:00-05:00"), ("Tue, 1 Mar 2005 01:47:36 -0330 (NST)", "2005-03-01T01:47:36-03:30"),
            ("Tue, 31 Feb 2005 01:47:36 +0100", nil), ("yesterday", nil), ("1 Mar 20050 01:00:00", nil), ("", nil), ("Thu, 1 Jan 1970 00:00:00 +1400", nil),
        ] as [(String, String?)])
    func mailTimes(_ text: String, _ expected: String?) { #expect(mailTime(text)?.text == expected, "\(text)") }

    @Test("links to imported threads lead within the site, but not in code")
    func links() {
        var links = ThreadLinks()
        links.add("https://forum.example/t/12", path: "threads/2020/12-a.md")
        func rewritten(_ text: String) -> String { String(decoding: links.rewritten(Array(text.utf8), in: "threads/2021/x.md"), as: UTF8.self) }
        #expect(rewritten("[a](https://forum.example/t/some-words/12/3?u=x) b") == "[a](../2020/12-a.md) b")
        #expect(rewritten("see <http://forum.example/t/12>.") == "see [http\\://forum.example/t/12](../2020/12-a.md).")
        #expect(rewritten("[`]`](https://forum.example/t/12) [x]") == "[`]`](../2020/12-a.md) [x]")
        #expect(rewritten("a ` b [a](https://forum.example/t/12)") == "a ` b [a](../2020/12-a.md)")
        #expect(rewritten("````\n```\n````\n<https://forum.example/t/12>") == "````\n```\n````\n[https\\://forum.example/t/12](../2020/12-a.md)")
        for kept in [
            "\\[a\\](https://forum.example/t/12)", "a](https://forum.example/t/12)", "`b\n> [a](https://forum.example/t/12)\nc`", "``a ` [a](https://forum.example/t/12)``",
            "````\n```\n<https://forum.example/t/12>\n````",
        ] { #expect(rewritten(kept) == kept) }
        for kept in ["`[a](https://forum.example/t/12)`", "```\n<https://forum.example/t/12>\n```", "[a](https://forum.example/t/13)", "[a](https://other.example/t/12)"] {
            #expect(rewritten(kept) == kept)
        }
    }

    @Test(
        "a link to an answer or a comment leads to its anchor, however the address is written; an unknown post's leads to its thread",
        arguments: [
            ("https://qa.example/questions/1", "https://qa.example/a/2", "https://qa.example/questions/1/words/2", "https://qa.example/q/1"),
            ("https://qa.example/questions/1", "https://qa.example/a/2", "http://qa.example/questions/1/some-words/2?x=1#2", "https://qa.example/questions/1/words/9#9"),
            ("https://qa.example/questions/1", "https://qa.example/a/2", "https://qa.example/a/2/77", "https://qa.example/questions/1/words#comment5_2"),
            ("https://f.example/t/7", "https://f.example/t/7/2", "https://f.example/t/some-words/7/2?u=mei", "https://f.example/t/some-words/7/99"),
            ("https://f.example/t/7", "https://f.example/t/7/2", "https://f.example/t/7/2", "https://f.example/t/7/1"),
            ("https://github.com/a/b/issues/1", "https://github.com/a/b/issues/1#issuecomment-5", "https://github.com/a/b/issues/1?x#issuecomment-5", "https://github.com/a/b/issues/1#issuecomment-6"),
            (
                "https://github.com/a/b/discussions/1", "https://github.com/a/b/discussions/1#discussioncomment-5", "https://github.com/a/b/discussions/1#discussioncomment-5",
                "https://github.com/a/b/discussions/1#x"
            ),
            ("https://discord.com/channels/7/9", "https://discord.com/channels/7/9/12", "https://discord.com/channels/7/9/12", "https://discord.com/channels/7/9"),
            ("https://z.example/#narrow/stream/4/topic/x", "https://z.example/#narrow/stream/4/topic/x/near/5", "https://z.example/#narrow/channel/4-help/topic/x/near/5", "https://z.example/#narrow/stream/4/topic/x"),
            ("https://t.slack.com/archives/C1/p1600", "https://t.slack.com/archives/C1/p1700", "https://t.slack.com/archives/C1/p1700?thread_ts=16.00&cid=C1", "https://t.slack.com/archives/C1/p1600"),
        ])
    func linksToPosts(_ thread: String, _ post: String, _ link: String, _ other: String) {
        var links = ThreadLinks()
        links.add(thread, path: "threads/2020/12-a.md")
        links.add(post, path: "threads/2020/12-a.md", answerBy: "mei", number: 2)
        func target(_ link: String, in path: String = "threads/2021/x.md") -> String { String(decoding: links.rewritten(Array("[a](\(link))".utf8), in: path), as: UTF8.self) }
        #expect(target(link) == "[a](../2020/12-a.md#a-mei-2)")
        #expect(target(other) == "[a](../2020/12-a.md)")
        #expect(target(link, in: "threads/2020/12-a.md") == "[a](12-a.md#a-mei-2)")
        links.add("https://x.example/c/7", path: "threads/2020/12-a.md", comment: 3)
        #expect(target("https://x.example/c/7") == "[a](../2020/12-a.md#c-3)")
    }

    @Test("threads come back from the disk as they were put there, in order of time, each id once")
    func store() throws {
        let spool = TextSpool(near: "/tmp", bufferSize: 64)
        var store = ThreadStore(spool: spool)
        func thread(_ id: String, _ seconds: Int64) -> SourceThread {
            var post = SourcePost(id: "q,\"", author: "é", time: ImportedTime(seconds: seconds, offset: -90), body: .text(Array("body \(id)".utf8)))
            post.votes = -3
            post.isAccepted = true
            post.source = "https://x.example/\(id)"
            post.extras = [.init("a", "b")]
            post.addresses = ["c", ""]
            var answer = post
            answer.time = ImportedTime(seconds: seconds + 1, isDateOnly: true)
            answer.comments = [answer, answer]
            var thread = SourceThread(id: id, number: "1", title: "t", channel: nil, tags: ["x", "y"], question: post, answers: [answer])
            thread.closed = ImportedTime(seconds: 7)
            return thread
        }
        store.append(thread("b", 20))
        store.append(thread("a", 30))
        store.append(thread("b", 40))
        #expect(store.sort() == ["a", "b"] && store.count == 2)
        let first = store[0]
        #expect(first.id == "b" && first.tags == ["x", "y"] && first.channel == nil && first.closed?.seconds == 7)
        #expect(first.question.time == ImportedTime(seconds: 20, offset: -90) && first.question.votes == -3 && first.question.addresses == ["c", ""])
        #expect(first.question.extras == [.init("a", "b")] && first.question.licence == nil && first.question.source == "https://x.example/b")
        #expect(first.answers.count == 1 && first.answers[0].comments.count == 2 && first.answers[0].time.isDateOnly)
        #expect(first.answers[0].comments[1].body.bytes(spool) == Array("body b".utf8))
        try spool.check()
    }

    @Test("titles with commas and quotes are one field of the log, and ids with them find their row again")
    func log() throws {
        let spool = TextSpool(near: "/tmp")
        func add(_ id: String, _ title: String, to log: inout QuestionLog) {
            log.add(id: id, asked: ImportedTime(seconds: 0), asker: "mei", firstAnswer: nil, thread: nil, tags: ["x"], title: title)
        }
        func bytes(_ next: () throws(ImportError) -> [UInt8]) throws -> String {
            var out: [UInt8] = []
            while case let piece = try next(), !piece.isEmpty { out += piece }
            return String(decoding: out, as: UTF8.self)
        }
        var log = QuestionLog(spool: spool)
        add("a,\"1\"", "One, \"two\"", to: &log)
        add("b", "Plain", to: &log)
        let file = try bytes(log.pieces())
        #expect(
            file == "asked,asker,first_answer,answerer,thread,tags,title,x-id\n1970-01-01T00:00:00Z,mei,,,,x,\"One, \"\"two\"\"\",\"a,\"\"1\"\"\"\n1970-01-01T00:00:00Z,mei,,,,x,Plain,b\n")
        // The rows of an earlier import, before there were titles, among them.
        var later = QuestionLog(spool: spool)
        add("b", "Plain", to: &later)
        try later.keepRows(of: ByteSource(Array(file.utf8)))
        #expect(try bytes(later.pieces()) == file)
        var older = QuestionLog(spool: spool)
        add("b", "Plain", to: &older)
        let before = "asked,asker,first_answer,answerer,thread,tags,x-id\n1970-01-01T00:00:00Z,mei,,,,x,c\n"
        try older.keepRows(of: ByteSource(Array(before.utf8)))
        #expect(try bytes(older.pieces()).hasSuffix("x,Plain,b\n1970-01-01T00:00:00Z,mei,,,,x,,c\n"))
        // An edited file keeps its lines and its columns.
        let edited = try older.added(to: { () throws(ImportError) in ByteSource(Array((before + "# mine").utf8)) })
        #expect(try bytes(edited) == before + "# mine\n1970-01-01T00:00:00Z,mei,,,,x,b\n")
        let own = try older.added(to: { () throws(ImportError) in ByteSource(Array("asked,asker\n".utf8)) })
        #expect(try bytes(own) == "asked,asker\n")
    }

    @Test("a poll of Discourse is its title and a list of its options, with the votes where the export has them")
    func poll() {
        let html = #"<div class="poll" data-poll-name="poll"><div class="poll-container"><div class="poll-title">Which?</div><ul><li data-poll-option-id="a">This</li><li data-poll-option-id="b">That</li></ul></div><div class="poll-info"><span>3 voters</span></div></div>"#
        func markdown(_ votes: [String: Int]) -> String {
            String(decoding: HTMLToMarkdown(siteURL: nil).convert(Array(html.utf8), adjusting: { adjustedDiscourseHTML($0, votes: votes) }).markdown, as: UTF8.self)
        }
        #expect(markdown([:]) == "Which?\n\n- This\n- That\n")
        #expect(markdown(["a": 2, "b": 1]) == "Which?\n\n- This: 2\n- That: 1\n")
        #expect(String(decoding: discourseMarkdown(Array("[poll type=regular]\n* This\n* That\n[/poll]".utf8)), as: UTF8.self).contains("poll") == false)
        // Words in brackets that begin alike are words.
        for kept in ["[poll results][2]", "[polls are = closed](https://x.example) [1]", "[poll results]"] {
            #expect(String(decoding: discourseMarkdown(Array(kept.utf8)), as: UTF8.self) == kept)
        }
    }

    @Test("lines come whole, in pieces of any size", arguments: [1, 2, 3, 7, 100])
    func lines(_ size: Int) throws {
        var rest = Array("one\n\ntwo\r\nthree".utf8)
        let source = ByteSource(read: { () throws(ImportError) in
            defer { rest.removeFirst(min(size, rest.count)) }
            return Array(rest.prefix(size))
        })
        var lines: [String] = []
        try source.forEachLine { (line) throws(ImportError) in lines.append(String(decoding: line, as: UTF8.self)) }
        #expect(lines == ["one", "two\r", "three"])
    }

    @Test("line breaks that the source shows stay, and blocks stay blocks")
    func hardBreaks() {
        func broken(_ text: String) -> String { String(decoding: withHardBreaks(Array(text.utf8)), as: UTF8.self) }
        #expect(broken("a\r\nb\n\nc") == "a  \nb\n\nc")
        #expect(broken("# a\nb\n- c\n- d\n\n```\ne\nf\n```\n| g |\n| - |") == "# a\nb\n- c\n- d\n\n```\ne\nf\n```\n| g |\n| - |")
        #expect(broken("    code\n    more") == "    code\n    more")
    }
}
