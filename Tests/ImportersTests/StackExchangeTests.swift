import Diagnostics
import Foundation
import Testing

@testable import Importers

@Suite struct StackExchangeTests {
    static let post = #"<row Id="1" PostTypeId="1" AcceptedAnswerId="3" CreationDate="2020-01-01T10:00:00.900" Score="4" Body="&lt;p&gt;Why?&lt;/p&gt;" OwnerUserId="7" Title="Why: a &quot;question&quot; &amp;c." Tags="&lt;c#&gt;&lt;beer&gt;" />"#
    static let answer = #"<row Id="3" PostTypeId="2" ParentId="1" CreationDate="2020-01-01T10:00:00.950" Score="-1" Body="&lt;p&gt;Because.&lt;/p&gt;" OwnerUserId="8" ContentLicense="CC BY-SA 4.0" />"#

    static func dump(_ rows: String) -> String { "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<posts>\r\n\(rows)\r\n</posts>" }

    func run(_ folder: TemporaryFolder, since: String? = nil, siteURL: String? = "https://qa.example") throws -> (ImportSummary, [Diagnostic]) {
        try importStackExchange(
            ImportOptions(
                source: folder.path + "/dump", destination: folder.path + "/site", since: since.flatMap { ImportedTime(iso: Array($0.utf8)) },
                siteURL: siteURL))
    }

    @Test("a question, its accepted answer and its comments become one file, in any order of rows")
    func smallDump() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.dump(Self.answer + Self.post), to: "dump/Posts.xml")
        try folder.write(
            #"<users><row Id="7" DisplayName="Håkan Ström" /><row Id="8" DisplayName="Джон" /><row Id="9" DisplayName="silent" /></users>"#, to: "dump/Users.xml")
        try folder.write(
            #"<comments><row Id="5" PostId="3" Score="2" Text="see `a*b`, *now*: [x](http://y.z/(a)) --- 1 &lt; 2" CreationDate="2020-01-02T00:00:00" UserDisplayName="Guest" /></comments>"#,
            to: "dump/Comments.xml")
        let (summary, diagnostics) = try run(folder)
        #expect(diagnostics.isEmpty)
        #expect(summary.questions == 1 && summary.answers == 1 && summary.accepted == 1 && summary.comments == 1 && summary.people == 3)
        #expect(
            try folder.read("site/Content/threads/2020/1-why-a-question-c.md") == """
                ---
                title: "Why: a \\"question\\" &c."
                asked: 2020-01-01T10:00:00Z
                by: hakan-strom-7
                tags: [c-sharp, beer]
                id: se-1
                votes: 4
                source: "https://qa.example/questions/1"
                licence: CC BY-SA 4.0
                ---

                Why?

                ---
                answer: user8
                at: 2020-01-01T10:00:00Z
                accepted: true
                votes: -1
                source: "https://qa.example/a/3"
                licence: CC BY-SA 4.0
                ---

                Because.

                ---
                comment: guest-q1
                at: 2020-01-02T00:00:00Z
                x-votes: "2"
                ---

                see `a*b`, *now*: [x](http://y.z/(a)) --- 1 \\< 2

                """.replacing("source: \"https://qa.example/questions/1\"", with: "source: https://qa.example/questions/1")
                .replacing("source: \"https://qa.example/a/3\"", with: "source: https://qa.example/a/3"))
        #expect(try folder.read("site/Content/people/user8.md").contains("name: Джон\n"))
        #expect(try folder.read("site/Content/tags/c-sharp.md") == "---\ntitle: c#\n---\n")
        #expect(!folder.exists("site/.answerable/import-staging"))
    }

    @Test("importing twice changes no byte; an edit and a deletion stand; what nobody edited is brought up to date")
    func again() throws {
        let folder = try TemporaryFolder()
        let other = Self.post.replacing("row Id=\"1\"", with: "row Id=\"2\"").replacing("AcceptedAnswerId=\"3\"", with: "")
        let third = other.replacing("row Id=\"2\"", with: "row Id=\"4\"")
        try folder.write(Self.dump(Self.post + Self.answer + other + third), to: "dump/Posts.xml")
        _ = try run(folder)
        let first = folder.files("site")
        let (summary, diagnostics) = try run(folder)
        #expect(folder.files("site") == first)
        #expect(diagnostics.isEmpty && summary.filesCreated == 0 && summary.filesUnchanged == first.count - 2)

        // A curator moves and edits 2, deletes 4; the next dump has an answer to each, and no question 9.
        let path = "site/Content/threads/2020/2-why-a-question-c.md"
        try folder.write(try folder.read(path) + "\nEdited.\n", to: "site/Content/threads/moved/better-name.md")
        try FileManager.default.removeItem(atPath: folder.path + "/" + path)
        try FileManager.default.removeItem(atPath: folder.path + "/site/Content/threads/2020/4-why-a-question-c.md")
        let later = [1, 2, 4].map { Self.answer.replacing("row Id=\"3\"", with: "row Id=\"1\($0)\"").replacing("ParentId=\"1\"", with: "ParentId=\"\($0)\"") }
        try folder.write(Self.dump(Self.post + Self.answer + other + third + later.joined()), to: "dump/Posts.xml")
        let (second, notes) = try run(folder)
        #expect(second.filesUpdated == 2 && second.filesMerged == 1 && second.filesEdited == 0 && second.filesDeleted == 1 && second.filesCreated == 0)
        #expect(notes.map(\.code.id).sorted() == ["import-deleted"])
        // The edit stands, and the new answer is below it.
        let merged = try folder.read("site/Content/threads/moved/better-name.md")
        #expect(merged.contains("\nEdited.\n\n---\nanswer: ") && merged.contains("/a/12\n"))
        #expect(!folder.exists(path) && !folder.exists("site/Content/threads/2020/4-why-a-question-c.md"))
        #expect(try folder.read("site/Content/threads/2020/1-why-a-question-c.md").contains("/a/11\n"))

        try folder.write(Self.dump(Self.post + Self.answer), to: "dump/Posts.xml")
        let (_, gone) = try run(folder)
        // Two questions, and one answer of the third.
        #expect(gone.count { $0.code.id == "import-gone" } == 3)
        #expect(folder.exists("site/Content/threads/moved/better-name.md"))
    }

    @Test(
        "a broken dump gives an error with its line, and the site's folder is not even made",
        arguments: [
            ("cut off", "<posts>\n\(post)\n<row Id=\"2\" PostTypeId=\"1\" Body=\"&lt;p", "import-syntax", "3:"),
            ("cut off between rows", "<posts>\n\(post)\n", "import-syntax", "2:221 the file ends before its last element does"),
            ("empty", "", "import-syntax", "1:"),
            ("no XML", "{\"posts\": []}", "import-syntax", "1:"),
            ("laughs", "<!DOCTYPE posts [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\n<posts>\n<row Id=\"&b;\"/></posts>", "import-syntax", "1:1 "),
            ("outside entity", "<!DOCTYPE posts SYSTEM \"http://example.invalid/x.dtd\">\n<posts/>", "import-syntax", "1:1 "),
            ("30 February", dump(post.replacing("2020-01-01", with: "2020-02-30")), "import-row", "3:"),
            ("year 20", dump(post.replacing("2020-01-01", with: "0020-01-01")), "import-row", "3:"),
            ("no date", dump(post.replacing("CreationDate", with: "X")), "import-row", "3:"),
            ("no id", dump(post.replacing("<row Id=\"1\"", with: "<row ")), "import-row", "3:"),
            ("huge id", dump(post.replacing("row Id=\"1\"", with: "row Id=\"99999999999999999999\"")), "import-row", "3:"),
            ("negative id", dump(post.replacing("row Id=\"1\"", with: "row Id=\"-1\"")), "import-row", "3:"),
            ("no title", dump(post.replacing("Title", with: "T")), "import-row", "3:"),
            ("no body", dump(post.replacing("Body", with: "B")), "import-row", "3:"),
            ("no parent", dump(answer.replacing("ParentId", with: "P")), "import-row", "3:"),
            ("id twice", dump(post + "\n" + answer.replacing("row Id=\"3\"", with: "row Id=\"1\"")), "import-row", "4:"),
        ])
    func broken(_ name: String, _ text: String, _ code: String, _ place: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(text, to: "dump/Posts.xml")
        let error = #expect(throws: ImportError.self, "\(name)") { try run(folder) }
        guard case .brokenSource(let faults)? = error else {
            Issue.record("\(name): \(String(describing: error))")
            return
        }
        #expect(faults.first?.code.id == code && faults.first?.path == folder.path + "/dump/Posts.xml", "\(name)")
        let told = faults.first.map { "\($0.position?.line ?? 0):\($0.position?.column ?? 0) \($0.message)" } ?? ""
            #expect(told.hasPrefix(place), "\(name): \(told)")
        #expect(!folder.exists("site"), "\(name)")
    }

    @Test("a folder without Posts.xml is an error that says what to give")
    func noPosts() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ImportError.self) { try run(folder) }
    }

    @Test("duplicates point at the thread they repeat; a circle is reported and broken")
    func duplicates() throws {
        let folder = try TemporaryFolder()
        let two = Self.post.replacing("row Id=\"1\"", with: "row Id=\"2\"")
        try folder.write(Self.dump(Self.post + two), to: "dump/Posts.xml")
        try folder.write(
            #"<l><row Id="1" PostId="2" RelatedPostId="1" LinkTypeId="3"/><row Id="2" PostId="1" RelatedPostId="2" LinkTypeId="3"/><row Id="3" PostId="1" RelatedPostId="1" LinkTypeId="3"/></l>"#,
            to: "dump/PostLinks.xml")
        let (_, diagnostics) = try run(folder)
        #expect(diagnostics.map(\.code.id) == ["import-duplicate-cycle"])
        #expect(try folder.read("site/Content/threads/2020/2-why-a-question-c.md").contains("duplicate_of: \"1-why-a-question-c\"\n"))
        #expect(try !folder.read("site/Content/threads/2020/1-why-a-question-c.md").contains("duplicate_of"))
    }

    @Test("an answer older than its question keeps its day to itself, and one without a question is reported")
    func oddAnswers() throws {
        let folder = try TemporaryFolder()
        let early = Self.answer.replacing("2020-01-01", with: "2019-01-01")
        let lost = Self.answer.replacing("row Id=\"3\"", with: "row Id=\"5\"").replacing("ParentId=\"1\"", with: "ParentId=\"99\"")
        try folder.write(Self.dump(Self.post + early + lost), to: "dump/Posts.xml")
        let (summary, diagnostics) = try run(folder)
        #expect(summary.answers == 1 && summary.orphanAnswers == 1)
        #expect(diagnostics.map(\.code.id).sorted() == ["import-early-answer", "import-orphan"])
        let text = try folder.read("site/Content/threads/2020/1-why-a-question-c.md")
        #expect(text.contains("at: 2020-01-01\n") && text.contains("x-original-time: \"2019-01-01T10:00:00Z\"\n"))
    }

    @Test("'--since' leaves out older threads and doesn't call them gone")
    func since() throws {
        let folder = try TemporaryFolder()
        let old = Self.post.replacing("row Id=\"1\"", with: "row Id=\"2\"").replacing("2020-", with: "2010-")
        try folder.write(Self.dump(Self.post + old), to: "dump/Posts.xml")
        _ = try run(folder)
        let (summary, diagnostics) = try run(folder, since: "2015-01-01T00:00:00Z")
        #expect(summary.questions == 1 && summary.left.map(\.what) == ["questions left out: asked before --since"] && diagnostics.isEmpty)
        #expect(folder.exists("site/Content/threads/2010/2-why-a-question-c.md"))
    }

    @Test("a second site is not imported over the first")
    func otherSite() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.dump(Self.post), to: "dump/Posts.xml")
        _ = try run(folder)
        let before = folder.files("site")
        #expect(throws: ImportError.self) { try run(folder, siteURL: "https://other.example/") }
        #expect(folder.files("site") == before)
    }

    @Test(
        "the public dumps give the counts that their pages state",
        arguments: [
            ("beer-2020", 1029, 2277, 619, 3509, "https://alcohol.stackexchange.com"),
            ("beer-meta-2022", 94, 141, 29, 367, "https://alcohol.meta.stackexchange.com"),
            ("coffee-2015-postsonly", 225, 327, 105, 0, nil),
            ("conlang-meta-2020", 54, 115, 11, 230, "https://conlang.meta.stackexchange.com"),
            ("french-meta-2021", 274, 487, 86, 1305, "https://french.meta.stackexchange.com"),
            ("genai-2023-postsonly", 181, 243, 47, 0, nil),
        ] as [(String, Int, Int, Int, Int, String?)])
    func publicDumps(_ name: String, _ questions: Int, _ answers: Int, _ accepted: Int, _ comments: Int, _ site: String?) throws {
        guard let source = sharedData("stackexchange/" + name) else { return }
        let folder = try TemporaryFolder()
        let options = ImportOptions(source: source, destination: folder.path + "/site")
        let (summary, _) = try importStackExchange(options)
        #expect(summary.questions == questions && summary.answers == answers && summary.accepted == accepted)
        #expect(summary.comments == comments)
        #expect(summary.siteURL == site)
        #expect(folder.files("site/Content/threads").count == questions)
        let before = folder.files("site")
        let (again, _) = try importStackExchange(options)
        #expect(again.filesUnchanged == before.count - 2 && folder.files("site") == before)
    }
}
