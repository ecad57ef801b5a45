import Diagnostics
import Foundation
import Testing

@testable import Importers

/// A curator edits, the source goes on: what becomes of a thread's file.
@Suite struct MergeTests {
    static func post(_ id: Int, _ number: Int, _ user: String, _ text: String, likes: Int = 0, replyTo: Int? = nil, accepted: Bool = false) -> String {
        let reply = replyTo.map { #","reply_to_post_number":\#($0)"# } ?? ""
        return #"{"id":\#(id),"post_number":\#(number),"username":"\#(user)","name":"","created_at":"2020-01-0\#(number)T10:00:00Z","cooked":"<p>\#(text)</p>","avatar_template":"/user_avatar/forum.example/x/1.png","actions_summary":[{"id":2,"count":\#(likes)}],"accepted_answer":\#(accepted)\#(reply)}"#
    }

    static let question = post(11, 1, "mei", "Why?")
    static let answer = post(12, 2, "lian", "Because.")
    static let remark = post(13, 3, "mei", "Thanks.", replyTo: 2)
    static let other = post(14, 4, "ana", "Or else.")
    static let path = "site/Content/threads/2020/1-why.md"

    /// The same forum with these posts.
    @discardableResult
    func run(_ folder: TemporaryFolder, _ posts: [String]) throws -> (ImportSummary, [Diagnostic]) {
        try folder.write(ConversationImportTests.topic(1, "Why", posts), to: "export/1.json")
        return try runImport(.discourse, ImportOptions(source: folder.path + "/export", destination: folder.path + "/site"))
    }

    func edit(_ folder: TemporaryFolder, _ old: String, _ new: String) throws {
        let text = try folder.read(Self.path)
        #expect(text.contains(old))
        try folder.write(text.replacing(old, with: new), to: Self.path)
    }

    /// Imports again and wants no byte to change.
    func settled(_ folder: TemporaryFolder, _ posts: [String]) throws {
        let before = folder.files("site")
        let (summary, _) = try run(folder, posts)
        #expect(folder.files("site") == before && summary.filesMerged == 0 && summary.filesUpdated == 0)
    }

    @Test("another post changed than the one that was edited: both changes are in, and nothing is told")
    func differentPosts() throws {
        let folder = try TemporaryFolder()
        try run(folder, [Self.question, Self.answer, Self.remark])
        try edit(folder, "\nWhy?\n", "\nWhy, in fact?\n")
        try edit(folder, "title: Why\n", "title: Why, in fact\n")
        let posts = [Self.question, Self.answer.replacing("Because.", with: "Since."), Self.remark.replacing("Thanks.", with: "Thank you."), Self.other]
        let (summary, notes) = try run(folder, posts)
        #expect(summary.filesMerged == 1 && notes.isEmpty)
        let text = try folder.read(Self.path)
        for words in ["title: Why, in fact\n", "\nWhy, in fact?\n", "\nSince.\n", "\nThank you.\n", "\nOr else.\n"] { #expect(text.contains(words), "\(words)") }
        #expect(!text.contains("Because") && text.hasSuffix("\n\nOr else.\n"))
        try settled(folder, posts)
    }

    @Test("the same post changed at both places: the curator's words stand, and the file is named once")
    func samePost() throws {
        let folder = try TemporaryFolder()
        try run(folder, [Self.question, Self.answer])
        try edit(folder, "Because.", "For a good reason.")
        let posts = [Self.question, Self.answer.replacing("Because.", with: "Since.")]
        let before = try folder.read(Self.path)
        let (summary, notes) = try run(folder, posts)
        #expect(notes.map(\.code.id) == ["import-edited"] && summary.filesMerged == 0 && summary.filesEdited == 1)
        #expect(try folder.read(Self.path) == before)
        let (_, again) = try run(folder, posts)
        #expect(again.isEmpty)
        try settled(folder, posts)
    }

    @Test("votes and the accepted mark are brought up to date in an edited post, unless they were edited themselves")
    func counts() throws {
        let folder = try TemporaryFolder()
        try run(folder, [Self.question, Self.answer])
        try edit(folder, "Because.", "For a good reason.")
        let posts = [Self.question, Self.post(12, 2, "lian", "Because.", likes: 5, accepted: true)]
        let (_, notes) = try run(folder, posts)
        let text = try folder.read(Self.path)
        #expect(notes.isEmpty && text.contains("at: 2020-01-02T10:00:00Z\naccepted: true\nvotes: 5\n") && text.contains("For a good reason."))
        try settled(folder, posts)

        try edit(folder, "accepted: true\n", "")
        try run(folder, [Self.question, Self.post(12, 2, "lian", "Because.", likes: 6, accepted: true)])
        #expect(try !folder.read(Self.path).contains("accepted") && folder.read(Self.path).contains("votes: 6\n"))
    }

    @Test("a comment that is new at the source comes below its post, also where the post was edited")
    func newComment() throws {
        let folder = try TemporaryFolder()
        try run(folder, [Self.question, Self.answer, Self.other])
        try edit(folder, "Because.", "For a good reason.")
        let posts = [Self.question, Self.answer, Self.remark, Self.other]
        let (summary, notes) = try run(folder, posts)
        #expect(summary.filesMerged == 1 && notes.isEmpty)
        let text = try folder.read(Self.path)
        #expect(text.contains("For a good reason.\n\n---\ncomment: mei\nat: 2020-01-03T10:00:00Z\n---\n\nThanks.\n\n---\nanswer: ana\n"))
        try settled(folder, posts)
    }

    @Test("a post that the source removed stays in its file, edited or not, and is told")
    func removedPost() throws {
        for isEdited in [false, true] {
            let folder = try TemporaryFolder()
            try run(folder, [Self.question, Self.answer, Self.other])
            if isEdited { try edit(folder, "\nWhy?\n", "\nWhy, in fact?\n") }
            let posts = [Self.question.replacing("Why?", with: isEdited ? "Why?" : "But why?"), Self.other]
            let (summary, notes) = try run(folder, posts)
            #expect(notes.map(\.code.id) == ["import-gone"] && summary.postsGone == 1)
            let text = try folder.read(Self.path)
            #expect(text.contains("Because.") && text.contains("Or else.") && text.contains(isEdited ? "Why, in fact?" : "But why?"))
            try settled(folder, posts)
            // It comes back.
            let (_, back) = try run(folder, [Self.question, Self.answer, Self.other])
            #expect(back.isEmpty)
        }
    }

    @Test("links lead to the anchors that the file's posts have, also where the source or a curator removed one before")
    func anchors() throws {
        let second = Self.post(14, 4, "lian", "Or else.")
        let link = ConversationImportTests.topic(2, "Link", [Self.post(21, 1, "ana", "See <a href=\\\"https://forum.example/t/why/1/4\\\">this</a>.")])
        for isKept in [true, false] {
            let folder = try TemporaryFolder()
            try folder.write(link, to: "export/2.json")
            try run(folder, [Self.question, Self.answer, second])
            func target() throws -> String { try folder.read("site/Content/threads/2020/2-link.md") }
            #expect(try target().contains("[this](1-why.md#a-lian-2)"))
            if isKept {
                // The source removed the first answer, and the file keeps it.
                try run(folder, [Self.question, second])
                #expect(try target().contains("[this](1-why.md#a-lian-2)"))
                try settled(folder, [Self.question, second])
            } else {
                let text = try folder.read(Self.path)
                let start = try #require(text.range(of: "\n---\nanswer: lian"))
                let end = try #require(text.range(of: "\n---\nanswer: lian", range: start.upperBound..<text.endIndex))
                try folder.write(String(text[..<start.lowerBound]) + String(text[end.lowerBound...]), to: Self.path)
                try run(folder, [Self.question, Self.answer, second])
                #expect(try target().contains("[this](1-why.md#a-lian-1)"))
                try settled(folder, [Self.question, Self.answer, second])
            }
        }
    }

    @Test("a post that a curator removed stays away; what a curator added stays; line ends of another system are no edit of the words")
    func curatorsBlocks() throws {
        let folder = try TemporaryFolder()
        try run(folder, [Self.question, Self.answer, Self.remark, Self.other])
        let text = try folder.read(Self.path)
        let start = try #require(text.range(of: "\n---\nanswer: lian"))
        let end = try #require(text.range(of: "\n---\nanswer: ana"))
        var own = String(text[..<start.lowerBound]) + String(text[end.lowerBound...]) + "\n---\nanswer: curator\nat: 2020-02-01\n---\n\n```\n---\nanswer: no\n---\n```\n"
        own = own.replacing("\n", with: "\r\n")
        try folder.write(own, to: Self.path)
        let posts = [Self.question, Self.answer.replacing("Because.", with: "Since."), Self.remark, Self.other.replacing("Or else.", with: "Or what?")]
        let (summary, notes) = try run(folder, posts)
        #expect(summary.filesMerged == 1 && notes.isEmpty)
        let merged = try folder.read(Self.path)
        #expect(merged == own.replacing("Or else.\r\n", with: "Or what?\n"))
        try settled(folder, posts)
    }

    @Test("any edit of any line survives a newer export, and what is new is in", arguments: 0..<24)
    func anyLine(_ line: Int) throws {
        let folder = try TemporaryFolder()
        try run(folder, [Self.question, Self.answer, Self.remark])
        var lines = try folder.read(Self.path).components(separatedBy: "\n")
        guard line < lines.count, !lines[line].hasPrefix("---"), !["answer:", "comment:", "id:"].contains(where: { lines[line].hasPrefix($0) }) else { return }
        lines[line] = lines[line].isEmpty ? "" : lines[line] + " edited"
        try folder.write(lines.joined(separator: "\n"), to: Self.path)
        try run(folder, [Self.question.replacing("Why?", with: "Whence?"), Self.answer, Self.remark, Self.other])
        let text = try folder.read(Self.path)
        #expect(text.contains("Or else.") && (lines[line].isEmpty || text.contains(lines[line])), "\(line): \(lines[line])")
    }
}
