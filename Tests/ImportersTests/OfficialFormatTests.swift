import Foundation
import Testing

@testable import Importers

/// Small exports in the shapes that Zulip's and Telegram's own sources write.
@Suite struct OfficialFormatTests {
    func run(_ folder: TemporaryFolder, _ kind: ImportKind, _ change: (inout ImportOptions) -> Void = { _ in }) throws -> ImportSummary {
        var options = ImportOptions(source: folder.path + "/export", destination: folder.path + "/site")
        change(&options)
        return try runImport(kind, options).0
    }

    func threads(_ folder: TemporaryFolder) -> [String] {
        folder.files("site/Content/threads").sorted { $0.key < $1.key }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    // MARK: Zulip

    func zulip(_ folder: TemporaryFolder) throws {
        try folder.write(
            #"""
            {"zerver_realm":[{"id":2,"string_id":"example","name":"Example Org"}],
             "zerver_userprofile":[{"id":11,"full_name":"Mei Li","is_bot":false,"delivery_email":"mei@example.org"},{"id":12,"full_name":"Lian","is_bot":false}],
             "zerver_userprofile_crossrealm":[{"id":5,"email":"notification-bot@zulip.com"}],
             "zerver_stream":[{"id":4,"name":"help","invite_only":false},{"id":5,"name":"board","invite_only":true}],
             "zerver_recipient":[{"id":31,"type":2,"type_id":4},{"id":32,"type":2,"type_id":5},{"id":33,"type":1,"type_id":11},{"id":34,"type":3,"type_id":1}],
             "zerver_reaction":[{"id":1,"message":102,"user_profile":11,"emoji_name":"check_mark","emoji_code":"2714","reaction_type":"unicode_emoji"}]}
            """#, to: "export/realm.json")
        try folder.write(
            #"""
            {"zerver_message":[
             {"id":101,"sender":11,"recipient":31,"subject":"install","date_sent":1600000000.25,"content":"How do I install it on a Mac, @**Lian|12**?\n\n````quote\nsaid *so*\n```py\nx > 1\n```\n````\n\n```spoiler The *answer*\nhidden :tada:\n```\n\nSee [log.txt](/user_uploads/2/ab/cd/log.txt) and $$a_b$$ and `@**Lian**`.","rendered_content":null},
             {"id":102,"sender":12,"recipient":31,"subject":"install","date_sent":1600000060.0,"content":"ignored","rendered_content":"<p>With <code>brew</code>.</p><p><a href=\"/user_uploads/2/ef/shot.png\">shot.png</a></p><div class=\"message_inline_image\"><a href=\"/user_uploads/2/ef/shot.png\"><img src=\"/user_uploads/2/ef/shot.png\"></a></div>"},
             {"id":103,"sender":12,"recipient":32,"subject":"private","date_sent":1600000070.0,"content":"Is this secret enough for us?","rendered_content":"<p>Is this secret enough for us?</p>"},
             {"id":104,"sender":12,"recipient":33,"subject":"","date_sent":1600000080.0,"content":"between you and me, what now?","rendered_content":null}],
             "zerver_usermessage":[{"id":1,"message":101,"user_profile":11,"flags_mask":1}]}
            """#, to: "export/messages-000001.json")
        try folder.write(
            #"{"zerver_message":[{"id":105,"sender":12,"recipient":31,"subject":"install","pub_date":1600009000,"content":"Also from source.","rendered_content":""}]}"#,
            to: "export/messages-000002.json")
        try folder.write("the log", to: "export/uploads/2/ab/cd/log.txt")
        try folder.write("image", to: "export/uploads/2/ef/shot.png")
    }

    @Test("Zulip's official export: topics of public streams, Markdown where the HTML is missing, reactions, and uploads with --assets")
    func zulipExport() throws {
        let folder = try TemporaryFolder()
        try zulip(folder)
        let summary = try run(folder, .zulip) { $0.copiesAssets = true }
        #expect(summary.questions == 1 && summary.answers == 2 && summary.accepted == 1 && summary.assetsCopied == 2 && summary.logged == 1)
        #expect(summary.left.contains { $0.what == "private messages left out" && $0.count == 2 } && summary.left.contains { $0.what == "private streams left out" })
        let text = try #require(threads(folder).first)
        #expect(text.contains("How do I install it on a Mac, @Lian?\n"))
        #expect(text.contains("> said *so*") && text.contains("> ```py\n> x > 1\n> ```\n"))
        #expect(text.contains("<details><summary>The \\*answer\\*</summary>\n") && text.contains("hidden 🎉") && text.contains("\n</details>\n"))
        #expect(text.contains("and $a_b$ and `@**Lian**`"))
        #expect(text.contains("[log.txt](../../assets/zulip/log-") && text.contains("![shot.png](../../assets/zulip/shot-"))
        #expect(text.contains("accepted: true\n") && text.contains("Also from source.\n"))
        let all = folder.files("site").values.map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(!all.contains("secret") && !all.contains("between you and me") && !all.contains("mei@example.org"))
        let before = folder.files("site")
        _ = try run(folder, .zulip) { $0.copiesAssets = true }
        #expect(folder.files("site") == before)
    }

    @Test("without --assets an upload is its name, and the number of those is told")
    func zulipWithoutAssets() throws {
        let folder = try TemporaryFolder()
        try zulip(folder)
        let summary = try run(folder, .zulip) { $0.siteURL = nil }
        #expect(try #require(threads(folder).first).contains("See log.txt and"))
        #expect(summary.left.contains { $0.what.contains("--assets") })
        // The export of another organisation doesn't belong into this folder.
        try folder.write(try folder.read("export/realm.json").replacing("\"example\"", with: "\"other\""), to: "export/realm.json")
        #expect(throws: ImportError.self) { try run(folder, .zulip) }
    }

    // MARK: Telegram

    @Test("Telegram Desktop: photos and files with --assets, what the export left out as a remark, stickers, polls, contacts without their number")
    func telegramAssets() throws {
        let folder = try TemporaryFolder()
        func message(_ id: Int, _ user: Int, _ more: String) -> String {
            #"{"id":\#(id),"type":"message","date":"2020-09-13T12:26:40","date_unixtime":"\#(1_600_000_000 + id * 700)","from":"P \#(user)","from_id":"user\#(user)",\#(more)}"#
        }
        let messages = [
            message(1, 1, #""photo":"photos/photo_1@13-09-2020_12-26-40.jpg","width":10,"height":10,"text":"What is this plant in my garden?","text_entities":[{"type":"plain","text":"What is this plant in my garden?"}]"#),
            message(2, 2, #""reply_to_message_id":1,"file":"files/notes (1).txt","file_name":"notes (1).txt","thumbnail":"files/x.jpg","mime_type":"text/plain","text":"","x":0"#),
            message(3, 3, #""reply_to_message_id":1,"file":"(File exceeds maximum size. Change data exporting settings to download.)","media_type":"video_file","text":"a film""#),
            message(4, 2, #""reply_to_message_id":1,"file":"stickers/sticker.webp","media_type":"sticker","sticker_emoji":"🌱","text":"","x":0"#),
            message(5, 3, #""reply_to_message_id":1,"poll":{"question":"Is it a weed?","closed":false,"total_voters":2,"answers":[{"text":"yes","voters":2,"chosen":true},{"text":[{"type":"plain","text":"no"}],"voters":0}]},"text":"","x":0"#),
            message(6, 2, #""reply_to_message_id":1,"contact_information":{"first_name":"Ana","last_name":"","phone_number":"+49 30 1234567"},"text":"","x":0"#),
            message(7, 3, #""reply_to_message_id":1,"place_name":"Garden","address":"Street 1","location_information":{"latitude":1.5,"longitude":2.5},"text":[{"type":"spoiler","text":"nettle"}," \u0041\x0B"]"#),
            message(8, 3, #""reply_to_message_id":1,"photo":"../../secret.png","text":"","x":0"#),
        ]
        try folder.write(#"{"name":"Plants","type":"private_supergroup","id":77,"messages":["# + messages.joined(separator: ",") + "]}", to: "export/result.json")
        try folder.write("image", to: "export/photos/photo_1@13-09-2020_12-26-40.jpg")
        try folder.write("the notes", to: "export/files/notes (1).txt")
        try folder.write("secret", to: "secret.png")
        let summary = try run(folder, .telegram) { $0.copiesAssets = true }
        #expect(summary.questions == 1 && summary.assetsCopied == 2)
        let text = try #require(threads(folder).first)
        #expect(text.contains("![photo](../../assets/telegram/photo-1-13-09-2020-12-26-40-") && text.contains("[notes (1).txt](../../assets/telegram/notes-1-"))
        for words in ["(video_file)", "🌱", "Is it a weed?", "- yes: 2", "- no: 0", "(contact: Ana)", "(location: Garden, Street 1)", "<summary>Spoiler</summary>"] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(!text.contains("1234567") && !text.contains("secret"))
        #expect(text.contains("source: https://t.me/c/77/1\n") && folder.files("site/Content/assets").count == 2)
    }

    @Test("the topics of a forum group are channels: each a tag, chosen by name, and no chain of replies runs through the notice that opens one")
    func telegramTopics() throws {
        let folder = try TemporaryFolder()
        func message(_ id: Int, _ user: Int, _ text: String, _ reply: Int?) -> String {
            let reply = reply.map { #","reply_to_message_id":\#($0)"# } ?? ""
            return #"{"id":\#(id),"type":"message","date_unixtime":"\#(1_600_000_000 + id * 700)","from":"P\#(user)","from_id":"user\#(user)","text":"\#(text)"\#(reply)}"#
        }
        let messages = [
            #"{"id":1,"type":"service","date_unixtime":"1600000001","actor":"P1","actor_id":"user1","action":"topic_created","title":"Set up","text":""}"#,
            message(2, 1, "How do I set up the whole thing here?", 1), message(3, 2, "With the wizard.", 2), message(4, 3, "Where may I find that wizard, please?", 1),
            message(5, 2, "In the menu.", 4), message(6, 1, "What is the weather like at your place?", nil), message(7, 2, "Fine.", 6),
        ]
        try folder.write(#"{"name":"Forum","type":"public_supergroup","id":78,"messages":["# + messages.joined(separator: ",") + "]}", to: "export/result.json")
        let summary = try run(folder, .telegram)
        #expect(summary.questions == 3 && summary.answers == 3 && summary.tags == 2)
        #expect(threads(folder).filter { $0.contains("tags: [set-up]\n") }.count == 2 && threads(folder).filter { $0.contains("tags: [general]\n") }.count == 1)
        let one = try run(folder, .telegram) {
            $0.destination += "-one"
            $0.channels = ["Set up"]
        }
        #expect(one.questions == 2 && one.left.contains { $0.what == "topics left out (--channel)" })
    }

    // MARK: Discord

    @Test("a channel of Discord that was exported in several parts is one, and replies reach from part to part")
    func discordParts() throws {
        let folder = try TemporaryFolder()
        func file(_ messages: String) -> String {
            #"{"guild":{"id":"77","name":"G"},"channel":{"id":"9","type":"GuildTextChat","category":"Text","name":"help"},"messages":[\#(messages)]}"#
        }
        func message(_ id: Int, _ author: Int, _ text: String, _ more: String = "") -> String {
            #"{"id":"\#(id)","type":"\#(more.isEmpty ? "Default" : "Reply")","timestamp":"2023-01-06T14:03:0\#(id)+00:00","content":"\#(text)","author":{"id":"\#(author)","name":"p\#(author)"}\#(more)}"#
        }
        try folder.write(file(message(1, 1, "How do I mute this channel at night?")), to: "export/G - help [9].json")
        try folder.write(file(message(2, 2, "In its settings.", #","reference":{"messageId":"1"}"#)), to: "export/G - help [9] [part 2].json")
        let summary = try run(folder, .discord)
        #expect(summary.questions == 1 && summary.answers == 1)
    }
}
