import Foundation
import RunningProgram
import Testing

@testable import SiteGenerator

@Suite("A page with its new text, before the whole is planned anew")
struct SitePreviewTests {
    private let folder: TestFolder
    private let session: BuildSession
    private let before: PlannedSite
    private static let thread = """
        ---
        title: First
        asked: 2026-03-02T09:15:00Z
        by: ann
        tags: [one]
        ---

        What now?

        ---
        answer: bob
        at: 2026-03-02T10:15:00Z
        ---

        Wait.

        ---
        comment: ann
        at: 2026-03-02T11:15:00Z
        ---

        Thanks.

        ---
        answer: cho
        at: 2026-03-02T12:15:00Z
        accepted: true
        ---

        See [the other](second.md#what).

        """

    init() throws {
        folder = try TestFolder()
        try folder.write("title: Small\nas_of: 2026-06-01T00:00:00Z\n", to: "Content/site.yml")
        try folder.write(Self.thread, to: "Content/threads/first.md")
        try folder.write("---\ntitle: Second\nasked: 2026-03-02T09:15:00Z\nby: ann\ntags: []\n---\n\n## What\n\nElse?\n", to: "Content/threads/second.md")
        var session = BuildSession(BuildOptions(site: folder.path))
        before = try session.update()
        self.session = session
    }

    private func preview(_ text: String) throws -> PlannedSite? {
        try folder.write(text, to: "Content/threads/first.md")
        return try before.preview(of: ["Content/threads/first.md"], session.options)
    }

    @Test("it is the page that the whole gives", arguments: [
        ("Wait.", "Wait *longer*.\n\n## A heading\n\n[there](#a-heading)"), ("Thanks.", "No thanks."), ("What now?", "What **now**?"), ("title: First", "title: \"First, again\""),
        ("second.md#what", "first.md"), ("title: First", "also: [Primo]\ntitle: First"),
    ])
    func same(_ old: String, _ new: String) throws {
        var later = session
        let text = Self.thread.replacingOccurrences(of: old, with: new)
        #expect(text != Self.thread)
        let preview = try #require(try preview(text))
        let after = try later.update()
        #expect(try preview.output(at: "threads/first.html") == after.output(at: "threads/first.html"))
        #expect(try preview.output(at: "threads/first.html") != before.output(at: "threads/first.html") || new.contains("also"))
        #expect(try preview.output(at: "threads/second.html") == before.output(at: "threads/second.html"))
    }

    @Test("where more changes than texts, the whole has to be waited for", arguments: [
        ("by: ann", "by: dan"), ("tags: [one]", "tags: [two]"), ("accepted: true\n", ""), ("12:15", "13:15"), ("answer: bob", "answer: eve"), ("title: First", "title: [First"),
        ("tags: [one]", "tags: [one]\nclosed: 2026-03-05"), ("comment: ann", "comment: bob"), ("tags: [one]", "tags: [one]\ndraft: true"), ("tags: [one]", "tags: [one]\nvotes: 3"),
    ])
    func more(_ old: String, _ new: String) throws {
        #expect(try preview(Self.thread.replacingOccurrences(of: old, with: new)) == nil)
    }

    @Test("a new answer, a file that is gone, and files that are no threads are nothing for a preview")
    func others() throws {
        #expect(try preview(Self.thread + "\n---\nanswer: eve\nat: 2026-03-03\n---\n\nLate.\n") == nil)
        for paths in [["Content/threads/none.md"], ["Content/site.yml"], ["Templates/thread.mustache"], [], ["Content/threads/first.md", "Content/site.yml"]] as [Set<String>] {
            #expect(try before.preview(of: paths, session.options) == nil, "\(paths)")
        }
        try folder.remove("Content/threads/first.md")
        #expect(try before.preview(of: ["Content/threads/first.md"], session.options) == nil)
    }
}
