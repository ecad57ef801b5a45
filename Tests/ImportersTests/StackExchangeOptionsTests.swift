import Diagnostics
import Foundation
import Testing

@testable import Importers

@Suite struct StackExchangeOptionsTests {
    static func question(_ id: Int, _ user: Int, _ text: String, score: Int = 1, accepted: Int? = nil, tags: String = "beer", year: Int = 2020) -> String {
        let mark = accepted.map { #" AcceptedAnswerId="\#($0)""# } ?? ""
        return #"<row Id="\#(id)" PostTypeId="1"\#(mark) CreationDate="\#(year)-01-01T10:0\#(id % 10):00.900" Score="\#(score)" Body="&lt;p&gt;\#(text)&lt;/p&gt;" OwnerUserId="\#(user)" Title="Question \#(id)" Tags="&lt;\#(tags)&gt;" />"#
    }

    static func answer(_ id: Int, to question: Int, _ user: Int, _ text: String = "Because.", score: Int = 0, year: Int = 2020) -> String {
        #"<row Id="\#(id)" PostTypeId="2" ParentId="\#(question)" CreationDate="\#(year)-01-02T10:00:00.000" Score="\#(score)" Body="&lt;p&gt;\#(text)&lt;/p&gt;" OwnerUserId="\#(user)" />"#
    }

    static let rows = [
        question(1, 7, "Why? Ask @Lian or write to mei@example.org.", accepted: 11, tags: "beer"), answer(11, to: 1, 8, "See &lt;a href=&quot;https://qa.example/questions/2/words#21&quot;&gt;that&lt;/a&gt;."),
        question(2, 8, "Whence?", score: 9, tags: "history"), answer(21, to: 2, 7, "See &lt;a href=&quot;/a/11&quot;&gt;this&lt;/a&gt; and &lt;a href=&quot;https://other.example/questions/1/x&quot;&gt;not this&lt;/a&gt;."),
        question(3, 7, "Whither?", tags: "future"), answer(31, to: 3, 7, "I know it myself."), question(4, 9, "Old?", year: 2010),
    ]

    func dump(_ folder: TemporaryFolder, _ rows: [String] = rows) throws {
        try folder.write(StackExchangeTests.dump(rows.joined(separator: "\n")), to: "dump/Posts.xml")
        try folder.write(
            #"<users><row Id="7" DisplayName="Mei Li" /><row Id="8" DisplayName="Lian" /><row Id="9" DisplayName="Ana" /></users>"#, to: "dump/Users.xml")
        try folder.write(
            #"<comments><row Id="5" PostId="11" Score="0" Text="@MeiLi see https://qa.example/q/2" CreationDate="2020-01-03T00:00:00" UserId="8" /></comments>"#, to: "dump/Comments.xml")
    }

    @discardableResult
    func run(_ folder: TemporaryFolder, _ change: (inout ImportOptions) -> Void = { _ in }) throws -> (ImportSummary, [Diagnostic]) {
        var options = ImportOptions(source: folder.path + "/dump", destination: folder.path + "/site", siteURL: "https://qa.example")
        change(&options)
        return try runImport(.stackexchange, options)
    }

    @Test("links between a dump's own posts lead to the imported threads, by question or by answer; those of another site stay")
    func links() throws {
        let folder = try TemporaryFolder()
        try dump(folder)
        try run(folder)
        let one = try folder.read("site/Content/threads/2020/1-question-1.md")
        #expect(one.contains("See [that](2-question-2.md#a-mei-li-7-1).") && one.contains("(2-question-2.md)\n"))
        let two = try folder.read("site/Content/threads/2020/2-question-2.md")
        #expect(two.contains("See [this](1-question-1.md#a-lian-8-1) and [not this](https://other.example/questions/1/x)."))
        // A thread that isn't taken has no file to lead to.
        try run(folder) {
            $0.destination += "-tag"
            $0.tags = ["beer"]
        }
        #expect(try folder.read("site-tag/Content/threads/2020/1-question-1.md").contains("See [that](https://qa.example/questions/2/words#21)."))
    }

    @Test("every question is a row of the log, whatever was chosen")
    func log() throws {
        let folder = try TemporaryFolder()
        try dump(folder)
        let (summary, _) = try run(folder) { $0.only = .answered }
        #expect(summary.questions == 2 && summary.logged == 4)
        #expect(
            try folder.read("site/Content/log/import-stackexchange.csv") == """
                asked,asker,first_answer,answerer,thread,tags,title,x-id
                2010-01-01T10:04:00Z,ana-9,,,,beer,Question 4,se-4
                2020-01-01T10:01:00Z,mei-li-7,2020-01-02T10:00:00Z,lian-8,1-question-1,beer,Question 1,se-1
                2020-01-01T10:02:00Z,lian-8,2020-01-02T10:00:00Z,mei-li-7,2-question-2,history,Question 2,se-2
                2020-01-01T10:03:00Z,mei-li-7,,,,future,Question 3,se-3

                """)
    }

    @Test("what was chosen becomes threads; people and tags come with them alone")
    func choosing() throws {
        let folder = try TemporaryFolder()
        try dump(folder)
        let choices: [(String, (inout ImportOptions) -> Void, Int, Int)] = [
            ("all", { _ in }, 4, 3), ("accepted", { $0.only = .accepted }, 1, 2), ("reacted", { $0.only = .reacted(9) }, 1, 2), ("tag", { $0.tags = ["future"] }, 1, 1),
            ("since", { $0.since = ImportedTime(iso: "2015-01-01T00:00:00Z".utf8) }, 3, 2),
        ]
        for (name, change, questions, people) in choices {
            let (summary, _) = try run(folder) {
                $0.destination += "-" + name
                change(&$0)
            }
            #expect(summary.questions == questions && summary.people == people && folder.files("site-\(name)/Content/people").count == people, "\(name): \(summary)")
        }
    }

    @Test("aliases and dropped names, redaction on demand, a dry run that leaves nothing")
    func people() throws {
        let folder = try TemporaryFolder()
        try dump(folder)
        let (dry, _) = try run(folder) { $0.isDryRun = true }
        #expect(dry.questions == 4 && !folder.exists("site"))
        for policy in [ImportOptions.People.alias, .drop] {
            let (summary, _) = try run(folder) {
                $0.destination += "-\(policy)"
                $0.people = policy
                $0.redacts = true
            }
            let all = folder.files("site-\(policy)").sorted { $0.key < $1.key }.map { $0.key + String(decoding: $0.value, as: UTF8.self) }.joined()
            for name in ["mei-li", "Mei Li", "MeiLi", "lian", "Lian", "example.org", "/users/"] { #expect(!all.contains(name), "\(policy) \(name)") }
            #expect(summary.redacted == 1 && all.contains("removed@example.invalid"))
            let before = folder.files("site-\(policy)")
            try run(folder) {
                $0.destination += "-\(policy)"
                $0.people = policy
                $0.redacts = true
            }
            #expect(folder.files("site-\(policy)") == before)
        }
    }

    @Test("ten threads edited, then a newer dump: the edits stand, the new answers are in, and only what changed at both places is told")
    func newerDump() throws {
        let folder = try TemporaryFolder()
        func rows(isNew: Bool) -> [String] {
            var rows: [String] = []
            for id in 1...12 {
                let text = "Text \(id)" + (isNew && id == 3 ? " changed" : "")
                rows.append(Self.question(id * 10, 7, text, score: isNew ? 5 : 1, accepted: isNew ? id * 10 + 1 : nil))
                let first = "First \(id)" + (isNew && id == 4 ? " changed" : "")
                rows.append(Self.answer(id * 10 + 1, to: id * 10, 8, first, score: isNew ? 3 : 0))
                if isNew { rows.append(Self.answer(id * 10 + 2, to: id * 10, 9, "Second \(id)", year: 2021)) }
            }
            return rows
        }
        try dump(folder, rows(isNew: false))
        try run(folder)
        for id in 1...10 {
            let path = "site/Content/threads/2020/\(id * 10)-question-\(id * 10).md"
            try folder.write(try folder.read(path).replacing("\nText \(id)\n", with: "\nEdited \(id)\n"), to: path)
        }
        try dump(folder, rows(isNew: true))
        let (summary, notes) = try run(folder)
        #expect(summary.filesMerged == 10 && summary.filesUpdated >= 2 && summary.questions == 12)
        #expect(notes.map(\.code.id) == ["import-edited"] && notes.first?.path.contains("30-question-30") == true)
        for id in 1...12 {
            let text = try folder.read("site/Content/threads/2020/\(id * 10)-question-\(id * 10).md")
            #expect(text.contains(id <= 10 ? "\nEdited \(id)\n" : "\nText \(id)\n") && text.contains("\nSecond \(id)\n") && text.contains("votes: 5\n"), "\(id)")
            #expect(text.contains("accepted: true\n") && text.contains(id == 4 ? "First 4 changed" : "First \(id)\n"), "\(id)")
        }
        let before = folder.files("site")
        let (again, none) = try run(folder)
        #expect(folder.files("site") == before && none.isEmpty && again.filesMerged == 0)
    }
}
