import Diagnostics
import Foundation
import Testing

@testable import Importers

@Suite struct ConversationImportTests {
    static func post(_ id: Int, _ number: Int, _ user: String, _ time: String, _ text: String, _ more: String = "") -> String {
        #"{"id":\#(id),"post_number":\#(number),"username":"\#(user)","name":"\#(user) Long","created_at":"\#(time)","cooked":"<p>\#(text)</p>","avatar_template":"/user_avatar/forum.example/x/1.png"\#(more)}"#
    }

    static func topic(_ id: Int, _ title: String, _ posts: [String], _ more: String = "") -> String {
        #"{"id":\#(id),"title":"\#(title)","tags":["help"]\#(more),"post_stream":{"posts":[\#(posts.joined(separator: ","))],"stream":[]}}"#
    }

    static let first = post(11, 1, "mei", "2020-01-01T10:00:00.500Z", "Why, @lian? Write to mei@example.org")
    static let answer = post(12, 2, "lian", "2020-01-01T11:00:00Z", "Because, mei Long.", #","accepted_answer":true,"actions_summary":[{"id":2,"count":3}]"#)
    static let later = post(13, 3, "ana", "2020-01-02T11:00:00Z", "See <a href=\\\"https://forum.example/t/other/2\\\">this</a>.")
    static let other = topic(2, "Another", [post(21, 1, "ana", "2020-02-01T10:00:00Z", "And this?")])

    @discardableResult
    func run(_ folder: TemporaryFolder, _ kind: ImportKind = .discourse, _ change: (inout ImportOptions) -> Void = { _ in }) throws -> (ImportSummary, [Diagnostic]) {
        var options = ImportOptions(source: folder.path + "/export", destination: folder.path + "/site")
        change(&options)
        return try runImport(kind, options)
    }

    @Test("a topic becomes a thread, with its people, tags and a row of the log; importing twice changes no byte")
    func discourse() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.topic(1, "Why: a question", [Self.first, Self.answer, Self.later]), to: "export/1.json")
        try folder.write(Self.other, to: "export/2.json")
        let (summary, diagnostics) = try run(folder)
        #expect(diagnostics.isEmpty && summary.questions == 2 && summary.answers == 2 && summary.accepted == 1 && summary.logged == 2)
        #expect(
            try folder.read("site/Content/threads/2020/1-why-a-question.md") == """
                ---
                title: "Why: a question"
                asked: 2020-01-01T10:00:00Z
                by: mei
                tags: [help]
                id: discourse-1
                votes: 0
                source: https://forum.example/t/1
                ---

                Why, @lian? Write to mei@example.org

                ---
                answer: lian
                at: 2020-01-01T11:00:00Z
                accepted: true
                votes: 3
                source: https://forum.example/t/1/2
                ---

                Because, mei Long.

                ---
                answer: ana
                at: 2020-01-02T11:00:00Z
                votes: 0
                source: https://forum.example/t/1/3
                ---

                See [this](2-another.md).

                """)
        #expect(
            try folder.read("site/Content/log/import-discourse.csv")
                == "asked,asker,first_answer,answerer,thread,tags,title,x-id\n2020-01-01T10:00:00Z,mei,2020-01-01T11:00:00Z,lian,1-why-a-question,help,Why: a question,discourse-1\n"
                + "2020-02-01T10:00:00Z,ana,,,2-another,help,Another,discourse-2\n")
        let before = folder.files("site")
        let (again, _) = try run(folder)
        #expect(folder.files("site") == before && again.filesCreated == 0 && again.filesUpdated == 0)
    }

    @Test("an edited thread keeps its edit and gets new answers at its end; a changed post is told; an edited log gets new rows")
    func merge() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.topic(1, "Why", [Self.first, Self.answer]), to: "export/1.json")
        try run(folder)
        let path = "site/Content/threads/2020/1-why.md"
        let edited = try folder.read(path).replacing("Because", with: "For a good reason")
        try folder.write(edited, to: path)
        let log = "site/Content/log/import-discourse.csv"
        try folder.write(try folder.read(log).replacing("T10:00:00Z", with: "T09:30:00Z"), to: log)

        try folder.write(Self.topic(1, "Why", [Self.first, Self.answer, Self.later]), to: "export/1.json")
        try folder.write(Self.other, to: "export/2.json")
        let (summary, notes) = try run(folder)
        #expect(summary.filesMerged == 2 && notes.isEmpty)
        let merged = try folder.read(path)
        #expect(merged.utf8.starts(with: edited.utf8) && merged.hasSuffix("See [this](2-another.md).\n"))
        let rows = try folder.read(log)
        #expect(rows.contains("2020-01-01T09:30:00Z,mei") && rows.hasSuffix(",discourse-2\n") && !rows.contains("T10:00:00Z,mei"))

        let before = folder.files("site")
        let (third, none) = try run(folder)
        #expect(folder.files("site") == before && third.filesMerged == 0 && none.isEmpty)

        try folder.write(Self.topic(1, "Why", [Self.first, Self.answer.replacing("Because", with: "Since"), Self.later]), to: "export/1.json")
        let (_, changed) = try run(folder)
        #expect(changed.map(\.code.id) == ["import-edited"])
        #expect(try folder.read(path) == merged)
    }

    @Test("a row of the log stays when a later export no longer reaches its question")
    func logGrows() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.topic(1, "Why", [Self.first, Self.answer]), to: "export/1.json")
        try run(folder)
        try FileManager.default.removeItem(atPath: folder.path + "/export/1.json")
        try folder.write(Self.other, to: "export/2.json")
        let (_, notes) = try run(folder)
        #expect(notes.map(\.code.id) == ["import-gone"])
        #expect(try folder.read("site/Content/log/import-discourse.csv").split(separator: "\n").count == 3)
    }

    @Test("only what was asked for becomes a thread; the log has every question")
    func choosing() throws {
        let folder = try TemporaryFolder()
        try folder.write("[" + Self.topic(1, "Why", [Self.first, Self.answer]) + "," + Self.other + "]", to: "export/all.json")
        for (only, count) in [("all", 2), ("answered", 1), ("accepted", 1), ("reacted:3", 1), ("reacted:4", 0)] {
            let (summary, _) = try run(folder) {
                $0.destination = folder.path + "/site-" + only.replacing(":", with: "-")
                $0.only = ImportOptions.Only(only)
            }
            #expect(summary.questions == count && summary.logged == 2, "\(only)")
            #expect(count == 2 || summary.left.contains { $0.what.contains("--only") && $0.count == 2 - count })
        }
        let (tagged, _) = try run(folder) { $0.tags = ["none"] }
        #expect(tagged.questions == 0 && tagged.logged == 2)
        #expect(ImportOptions.Only("reacted:0") == nil && ImportOptions.Only("reacted:x") == nil && ImportOptions.Only("") == nil)
    }

    @Test("an alias hides a name everywhere and stays the same; dropped people are parts of one thread")
    func people() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.topic(1, "Why", [Self.first, Self.answer, Self.later]), to: "export/1.json")
        try run(folder) { $0.people = .alias }
        func everything() -> String { folder.files("site/Content").sorted { $0.key < $1.key }.map { $0.key + String(decoding: $0.value, as: UTF8.self) }.joined() }
        for name in ["lian", "mei Long", "ana"] { #expect(!everything().contains(name), "\(name)") }
        #expect(everything().contains("@member-"))
        let aliases = folder.files("site/Content/people").keys.sorted()
        try folder.write(Self.topic(3, "More", [Self.later.replacing("\"post_number\":3", with: "\"post_number\":1"), Self.answer]), to: "export/3.json")
        try run(folder) { $0.people = .alias }
        #expect(folder.files("site/Content/people").keys.sorted() == aliases)

        try FileManager.default.removeItem(atPath: folder.path + "/site")
        try run(folder) { $0.people = .drop }
        #expect(folder.files("site/Content/people").keys.sorted() == ["asker.md", "helper-1.md", "helper-2.md"])
        #expect(try folder.read("site/Content/people/asker.md").contains("leaderboard: false"))
        for name in ["lian", "mei Long"] { #expect(!everything().contains(name), "\(name)") }
    }

    @Test("redaction is for chat and mail unless it is asked for; the list tells where, not what")
    func redaction() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.topic(1, "Why", [Self.first]), to: "export/1.json")
        let (summary, _) = try run(folder) { $0.redacts = true }
        #expect(summary.redacted == 1)
        #expect(try folder.read("site/Content/threads/2020/1-why.md").contains("Write to removed@example.invalid"))
        let list = try folder.read("site/.answerable/import-discourse-redacted.tsv")
        #expect(list.hasPrefix("discourse-1 post-11\te-mail\t") && !list.contains("example.org"))
    }

    @Test("a dry run tells what would be and leaves nothing behind")
    func dryRun() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.other, to: "export/2.json")
        let (summary, _) = try run(folder) { $0.isDryRun = true }
        #expect(summary.questions == 1 && summary.filesCreated > 0 && !folder.exists("site"))
    }

    @Test("a second forum is not imported over the first")
    func otherSite() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.other, to: "export/2.json")
        try run(folder)
        let before = folder.files("site")
        #expect(throws: ImportError.self) { try run(folder) { $0.siteURL = "https://elsewhere.example" } }
        #expect(folder.files("site") == before)
    }

    @Test(
        "a broken export gives an error with its place, and the site's folder is not even made",
        arguments: [
            (.discourse, "1.json", topic(1, "x", [first]).replacing("\"stream\":[]}}", with: ""), "import-syntax", "1:"),
            (.discourse, "1.json", topic(1, "x", [first.replacing("2020-01-01", with: "2020-02-30")]), "import-row", "1:"),
            (.discourse, "1.json", topic(1, "x", [first.replacing("2020-01-01", with: "99999-01-01")]), "import-row", "1:"),
            (.discourse, "1.json", topic(-1, "x", [first]), "import-row", "1:1 "),
            (.discourse, "1.json", topic(1, "x", [first.replacing("\"id\":11", with: "\"id\":{}")]), "import-row", "1:"),
            (.discourse, "1.json", "[1,2,3]", "import-missing-file", "there is no topic"),
            (.discourse, "1.json", "", "import-syntax", "1:1 "),
            (.github, "1.json", #"[{"title":"x","number":1,"created_at":"now","html_url":"https://github.com/a/b/issues/1","body":""}]"#, "import-row", "1:2 "),
            (.github, "1.json", #"[{"title":7,"number":1,"created_at":"2020-01-01T00:00:00Z","html_url":"https://github.com/a/b/issues/1"}]"#, "import-row", "1:2 "),
            (.github, "1.json", #"[{"title":"x","number":1,"created_at":"2020-01-01T00:00:00Z","html_url":"https://github.com/../issues/x"}]"#, "import-row", "1:2 "),
            (.slack, "channels.json", #"[{"id":"C1","name":5}]"#, "import-row", "1:2 "),
            (.slack, "users.json", "[]", "import-missing-file", "there is no 'channels.json'"),
            (.zulip, "stream_index.json", "{\"streams\":", "import-syntax", "1:"),
            (.discord, "a.json", #"{"channel":{"id":"1","name":"x"},"messages":[{"id":"1","timestamp":"2020-13-01T00:00:00Z"}]}"#, "import-row", "1:"),
            (.discord, "a.json", #"{"messages":{"id":1}}"#, "import-missing-file", "there is no channel"),
            (.telegram, "result.json", #"{"name":"g","type":"private_group","id":1,"messages":[{"id":1,"type":"message","date_unixtime":"99999999999999"}]}"#, "import-row", "1:"),
            (.telegram, "result.json", "{}", "import-missing-file", "there is no list"),
            (.mbox, "a.mbox", "Subject: x\n\nno separator\n", "import-syntax", "1:"),
        ] as [(ImportKind, String, String, String, String)])
    func broken(_ kind: ImportKind, _ name: String, _ text: String, _ code: String, _ message: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "export/" + name)
        let error = #expect(throws: ImportError.self, "\(text)") { try run(folder, kind) }
        guard case .brokenSource(let faults)? = error else {
            Issue.record("\(kind): \(String(describing: error))")
            return
        }
        let told = faults.first.map { fault in (fault.position.map { "\($0.line):\($0.column) " } ?? "") + fault.message } ?? ""
            #expect(faults.first?.code.id == code && told.hasPrefix(message), "\(told)")
        #expect(!folder.exists("site"))
    }

    @Test("a path that isn't there is an error for every kind")
    func nothing() throws {
        let folder = try TemporaryFolder()
        for kind in ImportKind.allCases { #expect(throws: ImportError.self, "\(kind)") { try run(folder, kind) } }
        #expect(!folder.exists("site"))
    }

    @Test("discussions of GitHub come page after page, and so may the comments of one; what is missing is counted once")
    func gitHubPages() throws {
        let folder = try TemporaryFolder()
        func page(_ comments: [Int]) -> String {
            let nodes = comments.map { #"{"id":"c\#($0)","createdAt":"2020-01-0\#($0)T00:00:00Z","author":{"login":"u\#($0)"},"body":"c\#($0)"}"# }.joined(separator: ",")
            return #"{"data":{"repository":{"discussion":{"title":"Why","url":"https://github.com/a/b/discussions/1","createdAt":"2020-01-01T00:00:00Z","author":{"login":"mei"},"body":"b","answer":{"id":"c3","createdAt":"2020-01-03T00:00:00Z","author":{"login":"u3"},"body":"c3"},"comments":{"totalCount":5,"nodes":[\#(nodes)]}}}}}"#
        }
        try folder.write(page([1, 2]) + "\n" + page([3, 4]), to: "export/pages.json")
        let (summary, _) = try run(folder, .github)
        #expect(summary.questions == 1 && summary.answers == 4 && summary.accepted == 1 && summary.left.map(\.count) == [1])
        try folder.write("[]\n[]", to: "export/pages.json")
        #expect(throws: ImportError.self) { try run(folder, .github) }
    }

    @Test("an import that is stopped leaves the site as it was", arguments: [ImportProgress.Stage.reading, .choosing, .writing])
    func stopped(_ stage: ImportProgress.Stage) throws {
        let folder = try TemporaryFolder()
        let rows = (1...2_000).map { #"  <row Id="\#($0)" PostTypeId="1" CreationDate="2020-01-01T10:00:00.000" Title="Why?" Body="\#(String(repeating: "word ", count: 200))" />"# }
        try folder.write("<?xml version=\"1.0\"?>\n<posts>\n\(rows.joined(separator: "\n"))\n</posts>\n", to: "export/Posts.xml")
        for before in [false, true] {
            if before { try folder.write("mine", to: "site/Content/x.md") }
            let files = folder.files("site")
            let options = ImportOptions(source: folder.path + "/export", destination: folder.path + "/site")
            let error = #expect(throws: ImportError.self) {
                try runImport(.stackexchange, options) { (progress) throws(ImportError) in if progress.stage == stage { throw .stopped(signal: 2) } }
            }
            #expect(error == .stopped(signal: 2) && folder.files("site") == files)
            #expect(FileManager.default.fileExists(atPath: folder.path + "/site") == before && !FileManager.default.fileExists(atPath: folder.path + "/site/.answerable"))
        }
    }

    @Test("a second import into a site says which process holds it, and changes nothing; afterwards it may")
    func two() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.other, to: "export/2.json")
        do {
            let first = try SiteFolder(folder.path + "/site", kind: "discourse")
            let error = #expect(throws: ImportError.self) { try run(folder) }
            guard case .unwritable(_, let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason == "another import (process \(ProcessInfo.processInfo.processIdentifier)) is writing into this site; wait until that has ended")
            #expect(FileManager.default.fileExists(atPath: first.scratch))
            first.abandon()
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/site"))
        #expect(try run(folder).0.questions == 1)
    }

    @Test("a title that a spreadsheet would take for a formula has an apostrophe before it in the log, and none is lost", arguments: ["=1+1", "'@x", "+1", "-x", "it's", "'x"])
    func formula(_ title: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.topic(1, title, [Self.first]), to: "export/1.json")
        try run(folder)
        let marked = ["it's", "'x"].contains(title) ? title : "'" + title
        #expect(try folder.read("site/Content/log/import-discourse.csv").contains(",\(marked),discourse-1\n"))
    }
}
