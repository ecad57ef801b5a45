import Diagnostics
import Foundation
import Testing

@testable import Importers

@Suite struct ChatImportTests {
    static func message(_ user: String, _ ts: Int, _ text: String, _ more: String = "") -> String {
        #"{"type":"message","user":"\#(user)","ts":"\#(ts).000100","text":"\#(text)"\#(more)}"#
    }

    func slack(_ folder: TemporaryFolder, _ messages: [String]) throws {
        try folder.write(#"[{"id":"C1","name":"help"}]"#, to: "export/channels.json")
        try folder.write(
            #"[{"id":"U1","name":"mei","profile":{"display_name":"Mei"}},{"id":"U2","name":"lian","real_name":"Lian"},{"id":"U3","name":"robo","is_bot":true}]"#,
            to: "export/users.json")
        try folder.write("[" + messages.joined(separator: ",") + "]", to: "export/help/2020-09-13.json")
    }

    func run(_ folder: TemporaryFolder, _ kind: ImportKind, _ change: (inout ImportOptions) -> Void = { _ in }) throws -> ImportSummary {
        var options = ImportOptions(source: folder.path + "/export", destination: folder.path + "/site")
        change(&options)
        return try runImport(kind, options).0
    }

    func threads(_ folder: TemporaryFolder) -> [String] {
        folder.files("site/Content/threads").sorted { $0.key < $1.key }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    static let base = 1_600_000_000

    @Test("a thread that opens with a question is taken: answers by others, the asker's words as comments, the checked one accepted, bots first by nobody")
    func slackThread() throws {
        let folder = try TemporaryFolder()
        let inThread = #","thread_ts":"\#(Self.base).000100""#
        try slack(
            folder,
            [
                Self.message("U1", Self.base, "<@U2> how do I install <https://a.b/c|this> on a Mac?", inThread),
                Self.message("U1", Self.base + 60, "It is *new*.", inThread),
                Self.message("U3", Self.base + 70, "I am a bot.", inThread),
                Self.message("U2", Self.base + 90, "With `brew`", inThread + #","reactions":[{"name":"white_check_mark","count":1,"users":["U1"]}]"#),
                Self.message("U2", Self.base + 100, "I think", inThread),
                Self.message("U1", Self.base + 200, "Thanks! Call +49 30 1234567", inThread),
                Self.message("U2", Self.base + 300, "lone words"),
            ])
        let summary = try run(folder, .slack)
        #expect(summary.questions == 1 && summary.answers == 2 && summary.accepted == 1 && summary.comments == 1 && summary.joined == 2 && summary.redacted == 1)
        let text = try #require(threads(folder).first)
        #expect(text.contains("title: \"@Lian how do I install this on a Mac?\"\n") || text.contains("@Lian how do I install this on a Mac?"))
        #expect(text.contains("how do I install [this](https://a.b/c) on a Mac?\n\nIt is **new**.\n"))
        #expect(text.contains("answer: lian\nat: 2020-09-13T12:28:10Z\naccepted: true\n") && text.contains("With `brew`\n\nI think\n"))
        #expect(text.contains("comment: mei\n") && text.contains("Call number-removed"))
        // The bot was sooner, and is no first answer.
        #expect(try folder.read("site/Content/log/import-slack.csv").contains(",mei,2020-09-13T12:28:10Z,lian,"))
        let before = folder.files("site")
        _ = try run(folder, .slack)
        #expect(folder.files("site") == before)
    }

    @Test("a lone message that asks is logged, with what was said right after it, and becomes a thread only when guesses are wanted")
    func guesses() throws {
        let folder = try TemporaryFolder()
        try slack(
            folder,
            [
                Self.message("U1", Self.base, "Does anybody know how to rotate the labels?"), Self.message("U2", Self.base + 100, "yes, with angle"),
                Self.message("U2", Self.base + 9_000, "Where is the documentation of that function?"), Self.message("U1", Self.base + 20_000, "too late to be an answer"),
            ])
        for (questions, threads, logged) in [("marked", 0, 0), ("likely", 0, 2), ("guessed", 1, 2), ("all", 0, 0)] {
            let summary = try run(folder, .slack) {
                $0.destination += questions
                $0.questions = ImportOptions.Questions(rawValue: questions) ?? .likely
            }
            #expect(summary.questions == threads && summary.logged == logged, "\(questions)")
        }
        #expect(try folder.read("sitelikely/Content/log/import-slack.csv").contains("Z,lian,,,,help,Where is the documentation of that function?,slack-C1-"))
    }

    @Test("messages that reply to each other in a circle, to themselves or to nothing end the import no later than others")
    func cycles() throws {
        let folder = try TemporaryFolder()
        func reply(_ id: Int, _ to: Int) -> String {
            #"{"id":\#(id),"type":"message","date_unixtime":"\#(Self.base + id)","from":"p\#(id)","from_id":"user\#(id)","text":"what is this supposed to do?","reply_to_message_id":\#(to)}"#
        }
        let chain = (10..<3_000).map { reply($0, $0 - 1) }
        try folder.write(
            #"{"name":"g","type":"private_group","id":5,"messages":["# + ([reply(1, 2), reply(2, 3), reply(3, 1), reply(4, 4), reply(5, 99)] + chain).joined(separator: ",") + "]}",
            to: "export/result.json")
        let summary = try run(folder, .telegram) { $0.only = .all }
        #expect(summary.questions >= 1)
        #expect(summary.left.contains { $0.what.contains("what they reply to") })
    }

    @Test("a topic of Zulip is a thread; code, mentions, emoji and formulas are kept")
    func zulip() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"{"streams":{"help":{"id":4,"topic_data":{}}}}"#, to: "export/stream_index.json")
        try folder.write(
            #"[{"id":1,"sender_full_name":"Mei Li","timestamp":1600000000,"content":"<p>hi <span class=\"user-mention\" data-user-id=\"1\">@Lian</span> <span aria-label=\"smile\" class=\"emoji emoji-1f642\" role=\"img\" title=\"smile\">:smile:</span></p><div class=\"codehilite\" data-code-language=\"Python\"><pre><span></span><code>x = 1\n</code></pre></div>"},{"id":2,"sender_full_name":"李安","timestamp":1600000100,"content":"<p>use <code>y</code></p>"}]"#,
            to: "export/4-help/.E2.9C.94.20how.20to.3F.json")
        let summary = try run(folder, .zulip)
        #expect(summary.questions == 1 && summary.answers == 1)
        let text = try #require(threads(folder).first)
        #expect(text.contains("title: how to?\n") && text.contains("x-resolved: ") && text.contains("hi @Lian 🙂\n\n```python\nx = 1\n```\n"))
    }

    @Test("a post of Discord's forum is a thread, an answer with the asker's check is accepted, and attachments are copied when asked for")
    func discord() throws {
        let folder = try TemporaryFolder()
        func message(_ id: Int, _ author: Int, _ text: String, _ more: String = "") -> String {
            #"{"id":"\#(id)","type":"Default","timestamp":"2023-01-06T14:03:0\#(id).853+00:00","content":"\#(text)","author":{"id":"\#(author)","name":"p\#(author)","discriminator":"0000"}\#(more)}"#
        }
        try folder.write(
            #"{"guild":{"id":"77","name":"G"},"channel":{"id":"9","type":"GuildPublicThread","category":"help","name":"Why is it slow"},"messages":["#
                + message(1, 1, "||secret|| **Why?** <@2>", #","attachments":[{"url":"a_Files\\x y.png","fileName":"x y.png"},{"url":"..\\..\\secret.png","fileName":"s.png"}]"#) + ","
                + message(2, 2, "```py\\nx\\n```", #","reactions":[{"emoji":{"name":"✅"},"count":1,"users":[{"id":"1"}]}]"#) + "]}", to: "export/a.json")
        try folder.write("image", to: "export/a_Files/x y.png")
        try folder.write("secret", to: "secret.png")
        let summary = try run(folder, .discord) { $0.copiesAssets = true }
        #expect(summary.questions == 1 && summary.accepted == 1 && summary.assetsCopied == 1)
        let text = try #require(threads(folder).first)
        #expect(text.contains("<summary>Spoiler</summary>") && text.contains("**Why?**") && text.contains("```py\nx\n```") && text.contains("accepted: true"))
        #expect(text.contains("source: https://discord.com/channels/77/9/1\n"))
        let assets = folder.files("site/Content/assets")
        #expect(assets.count == 1 && assets.values.first == Data("image".utf8))
        #expect(text.contains("](../../assets/discord/"))
    }

    @Test("a thread of Discord that was opened from a message begins with it where its channel's export lies beside the thread's")
    func discordOpener() throws {
        func message(_ id: Int, _ text: String, _ type: String = "Default", _ more: String = "") -> String {
            #"{"id":"\#(id)","type":"\#(type)","timestamp":"2023-01-06T14:0\#(id):00.853+00:00","content":"\#(text)","author":{"id":"\#(id)","name":"p\#(id)"}\#(more)}"#
        }
        func export(_ channel: String, _ messages: String...) -> String {
            #"{"guild":{"id":"77","name":"G"},"channel":{\#(channel)},"messages":[\#(messages.joined(separator: ","))]}"#
        }
        let thread = export(#""id":"2","type":"GuildPublicThread","category":"help","name":"Slow start""#, message(3, "", "21", #","reference":{"messageId":"2"}"#), message(4, "Turn it off and on."))
        let channel = export(#""id":"9","type":"GuildTextChat","category":"Text","name":"help""#, message(1, "Hello all."), message(2, "Why is it so slow here?"), message(5, "Bye."))
        for (name, both) in [("b.json", true), ("z.json", true), ("", false)] {
            let folder = try TemporaryFolder()
            try folder.write(thread, to: "export/c.json")
            if both { try folder.write(channel, to: "export/\(name)") }
            let summary = try run(folder, .discord) { $0.only = .all }
            let text = try #require(threads(folder).first)
            #expect(summary.questions == 1 && summary.answers == (both ? 1 : 0), "\(text)")
            #expect(text.contains("id: discord-2-4\n") && text.contains("title: Slow start\n"), "\(text)")
            #expect(text.contains("Why is it so slow here?\n") == both && text.contains("source: https://discord.com/channels/77/9/2\n") == both, "\(text)")
            #expect(text.contains("source: https://discord.com/channels/77/2/4\n"), "\(text)")
        }
    }

    @Test("Discord: a forwarded message is quoted, an embed's fields are kept, and a poll's end is told")
    func discordExtras() throws {
        let folder = try TemporaryFolder()
        func message(_ id: Int, _ type: String, _ more: String) -> String {
            #"{"id":"\#(id)","type":"\#(type)","timestamp":"2023-01-06T14:0\#(id):00.853+00:00","author":{"id":"\#(id)","name":"p\#(id)"},\#(more)}"#
        }
        func field(_ name: String, _ value: String) -> String { #"{"name":"\#(name)","value":"\#(value)"}"# }
        let poll = [field("poll_question_text", "Which one?"), field("victor_answer_text", "Both"), field("victor_answer_votes", "5"), field("total_votes", "7")]
        try folder.write(
            #"{"guild":{"id":"77","name":"G"},"channel":{"id":"9","type":"GuildPublicThread","category":"help","name":"Why?"},"messages":["#
                + message(1, "Default", #""content":"","forwardedMessage":{"content":"**Said** before","attachments":[{"url":"https://cdn.example/a.txt","fileName":"a.txt"}]}"#) + ","
                + message(2, "Default", #""content":"","embeds":[{"title":"T","description":"D","fields":[\#(field("Key", "`value`"))]}]"#) + ","
                + message(3, "PollResult", #""content":"","embeds":[{"title":"","fields":[\#(poll.joined(separator: ","))]}]"#) + "]}", to: "export/a.json")
        let summary = try run(folder, .discord)
        #expect(summary.questions == 1 && summary.answers == 2)
        let text = try #require(threads(folder).first)
        #expect(text.contains("> **Said** before\n") && text.contains("[a.txt](https://cdn.example/a.txt)"), "\(text)")
        #expect(text.contains("> D\n>\n> **Key**\n>\n> `value`\n") && text.contains("Poll: **Which one?** – Both (5 of 7 votes)\n"), "\(text)")
    }

    @Test("mails are threads by their references, once each, and a reply without one by its subject")
    func mbox() throws {
        let folder = try TemporaryFolder()
        func mail(_ id: String, _ from: String, _ minute: Int, _ subject: String, _ text: String, _ more: String = "") -> String {
            "From x at y.org  Tue Mar  1 01:\(minute):31 2005\nFrom: \(from)\nDate: Tue, 1 Mar 2005 01:\(minute):36 +0100\nSubject: \(subject)\nMessage-ID: <\(id)@y>\n\(more)\n\(text)\n"
        }
        let asked = mail("1", "mei at example.org (Mei)", 10, "[list] A =?utf-8?Q?f=C3=A4ncy?= question", "How do I do that in this case?\n\n    code()\n-- \nsignature")
        try folder.write(
            asked + "\n" + asked + "\n"
                + mail("2", "Lian <lian@example.org>", 20, "Re: [list] other", "mei at example.org wrote:\n> How do I\n\nLike this.\nFrom here on it is easy.", "References: <0@y> <1@y>\n")
                + "\n" + mail("3", "Ana <ana@example.org>", 30, "AW: A fäncy question", "And so."), to: "export/list/a.mbox")
        let summary = try run(folder, .mbox)
        #expect(summary.questions == 1 && summary.answers == 2 && summary.left.contains { $0.what.contains("Message-ID") && $0.count == 1 })
        let text = try #require(threads(folder).first)
        #expect(text.contains("title: A fäncy question\n") && text.contains("```\ncode()\n```") && !text.contains("signature"))
        #expect(text.contains("asked: 2005-03-01T01:10:36+01:00\n") && text.contains("removed@example.invalid wrote:") && !text.contains("example.org"))
        #expect(!folder.files("site").values.contains { String(decoding: $0, as: UTF8.self).contains("example.org") })
    }
}
