import Diagnostics
import Testing

@testable import Importers

/// The exports whose pages tell how much they hold: every post and message of them is a part of a thread or is told to be left out.
@Suite struct PublicExportTests {
    @Test(
        "topics, discussions and issues give the counts that their pages state",
        arguments: [
            (.discourse, "discourse-urho3d/json", 132, 1_334, 74), (.discourse, "discourse-delving", 20, 153, 0),
            (.github, "github-payload-discussions/derived-graphql.json", 81, 81 + 124 + 169, 81), (.github, "github-rust-issues", 60, 60 + 256, 0),
            (.github, "github-f2etw-zh-tw", 98, 98, 0),
        ] as [(ImportKind, String, Int, Int, Int)])
    func forums(_ kind: ImportKind, _ name: String, _ questions: Int, _ posts: Int, _ accepted: Int) throws {
        guard let source = sharedData(name) else { return }
        let folder = try TemporaryFolder()
        let options = ImportOptions(source: source, destination: folder.path + "/site")
        let (summary, _) = try runImport(kind, options)
        #expect(summary.questions == questions && summary.accepted == accepted && summary.logged == questions)
        let left = summary.left.filter { $0.what.hasPrefix("posts left out: notices") }.reduce(0) { $0 + $1.count }
        #expect(summary.questions + summary.answers + summary.comments + left == posts)
        #expect(folder.files("site/Content/threads").count == questions)
        try twice(kind, options, folder)
    }

    @Test(
        "every message of a chat or a list is part of a thread, or counted with the reason why it is not",
        arguments: [
            (.slack, "slack-houstondatavis/export", 1_382), (.slack, "slack-julialang/derived-export", 3_523 + 1_316), (.zulip, "zulip-ncar", 6_707),
            (.discord, "discord-pyscript/derived-json", 12 + 325 + 217), (.discord, "discord-pyscript/dce-json-genuine-sample", 1),
            // Python's mailbox, after which the page counts, splits one mail in two at a line of its body.
            (.telegram, "telegram-hyperdbg/derived-json", 318), (.mbox, "mbox-twisted", 2_168),
        ] as [(ImportKind, String, Int)])
    func chats(_ kind: ImportKind, _ name: String, _ messages: Int) throws {
        guard let source = sharedData(name) else { return }
        let folder = try TemporaryFolder()
        var options = ImportOptions(source: source, destination: folder.path + "/site")
        options.only = .all
        options.questions = .all
        let (summary, _) = try runImport(kind, options)
        let left = summary.left.filter { left in ["messages", "mails", "lone"].contains { left.what.hasPrefix($0) } }.reduce(0) { $0 + $1.count }
        #expect(summary.questions + summary.answers + summary.comments + summary.joined + left == messages, "\(summary)")
        #expect(folder.files("site/Content/threads").count == summary.questions)
        try twice(kind, options, folder)
    }

    @Test("every version of Telegram's export is read, and no private conversation of it")
    func telegramVersions() throws {
        guard let source = sharedData("telegram-fixtures") else { return }
        var chats = 0
        for name in FileCalls.names(in: source) where name.hasPrefix("telegram_") {
            let folder = try TemporaryFolder()
            var options = ImportOptions(source: source + "/" + name, destination: folder.path + "/site")
            options.questions = .all
            options.only = .all
            let (summary, _) = try runImport(.telegram, options)
            chats += summary.left.filter { $0.what.hasPrefix("private conv") || $0.what.hasPrefix("channels") }.reduce(0) { $0 + $1.count }
        }
        #expect(chats == 9)
    }

    private func twice(_ kind: ImportKind, _ options: ImportOptions, _ folder: TemporaryFolder) throws {
        let before = folder.files("site")
        let (again, notes) = try runImport(kind, options)
        #expect(folder.files("site") == before && again.filesCreated == 0 && again.filesUpdated == 0 && notes.isEmpty)
    }
}
