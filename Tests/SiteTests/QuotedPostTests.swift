import Foundation
import RunningProgram
import Testing

@Suite("Posts outside their page")
struct QuotedPostTests {
    private func build(baseURL: String?) throws -> TestFolder {
        let folder = try TestFolder()
        try folder.write("title: Answers\n" + (baseURL.map { "base_url: \($0)\n" } ?? ""), to: "Content/site.yml")
        try folder.write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], to: "Content/assets/i.png")
        try folder.write(
            """
            ---
            title: Other
            asked: 2026-01-02T09:00:00Z
            by: mei
            tags: [start]
            ---

            Body.

            """, to: "Content/threads/other.md")
        try folder.write(
            """
            ---
            title: Links
            asked: 2026-01-02T10:00:00Z
            by: mei
            tags: [start]
            ---

            A note[^1], a [heading](#part), a [thread](other.md#question), ![a picture](../assets/i.png) and `<a href="#x">`.

            ## Part

            [^1]: The note.

            ---
            answer: lian
            at: 2026-01-02T11:00:00Z
            accepted: true
            ---

            See [the part](#part) and [myself](#a-lian-1).

            """, to: "Content/threads/links.md")
        #expect(try Program.run(["build", "--site", folder.path]).code == 0)
        return folder
    }

    /// The HTML of the first item of a JSON feed.
    private func html(_ folder: TestFolder, _ feed: String) throws -> String {
        struct Feed: Decodable {
            struct Item: Decodable { let content_html: String }
            let items: [Item]
        }
        return try #require(try JSONDecoder().decode(Feed.self, from: Data(try folder.text("Output/" + feed).utf8)).items.first).content_html
    }

    @Test("with an address of the site, every link of a feed is absolute", arguments: ["feed.json", "tags/start.json"])
    func absolute(feed: String) throws {
        let html = try html(build(baseURL: "https://ex.org/sub/"), feed)
        for address in [
            "href=\"https://ex.org/sub/threads/links.html#h-part\"", "href=\"https://ex.org/sub/threads/other.html#question\"",
            "src=\"https://ex.org/sub/assets/i.png\"", "href=\"https://ex.org/sub/threads/links.html#a-lian-1\"",
            "href=\"https://ex.org/sub/threads/links.html#h-fn.1\"",
        ] { #expect(html.contains(address), "\(address)") }
        #expect(!html.contains("<a href=\"#"))
        #expect(html.contains("&lt;a href=\"#x\"&gt;"))
        // The accepted answer's link to the question's heading, too.
        #expect(html.components(separatedBy: "https://ex.org/sub/threads/links.html#h-part\"").count == 3)
    }

    @Test("without one, links are relative to the feed's own place")
    func relative() throws {
        let folder = try build(baseURL: nil)
        #expect(try html(folder, "feed.json").contains("href=\"threads/links.html#h-part\""))
        #expect(try html(folder, "feed.json").contains("src=\"assets/i.png\""))
        #expect(try html(folder, "tags/start.json").contains("href=\"../threads/links.html#h-part\""))
        #expect(try html(folder, "tags/start.json").contains("src=\"../assets/i.png\""))
    }

    @Test("on the page itself, an answer's link to a heading of the question finds it")
    func ownPage() throws {
        let page = try build(baseURL: nil).text("Output/threads/links.html")
        #expect(page.contains("id=\"h-part\""))
        #expect(page.components(separatedBy: "href=\"#h-part\"").count >= 3)
        #expect(!page.contains("href=\"#part\""))
    }

    @Test("feeds and the sitemap of a build with drafts leave the drafts out")
    func drafts() throws {
        let folder = try build(baseURL: "https://ex.org/")
        try folder.write(
            "---\ntitle: Not yet\nasked: 2026-01-03T10:00:00Z\nby: mei\ntags: [start]\ndraft: true\n---\n\nBody.\n", to: "Content/threads/not-yet.md")
        #expect(try Program.run(["build", "--site", folder.path, "--drafts"]).code == 0)
        #expect(folder.exists("Output/threads/not-yet.html"))
        for name in ["feed.xml", "feed.json", "tags/start.xml", "tags/start.json", "sitemap.xml", "llms.txt"] {
            #expect(!(try folder.text("Output/" + name).contains("not-yet")), "\(name)")
        }
    }

    @Test("a redirect names its target as the page to index")
    func canonical() throws {
        let folder = try build(baseURL: "https://ex.org/")
        let text = try folder.text("Content/threads/other.md").replacingOccurrences(of: "tags: [start]", with: "tags: [start]\naliases: [old.html]")
        try folder.write(text, to: "Content/threads/other.md")
        #expect(try Program.run(["build", "--site", folder.path]).code == 0)
        #expect(try folder.text("Output/old.html").contains("rel=\"canonical\" href=\"https://ex.org/threads/other.html\""))
    }
}
