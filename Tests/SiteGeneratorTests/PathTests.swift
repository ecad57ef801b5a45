import Diagnostics
import KnowledgeBase
import Testing

@testable import SiteGenerator

@Suite("Paths of the output")
struct PathTests {
    @Test("a list's further pages are never the page of another tag")
    func pagesOfLists() {
        #expect(Permalinks.page(1, of: "tags/swift.html") == "tags/swift.html")
        #expect(Permalinks.page(2, of: "tags/swift.html") == "tags/swift_2.html")
        #expect(Permalinks.page(3, of: "threads/index.html") == "threads/index-3.html")
        #expect(tagSlug("swift_2") == "swift-2")
    }

    @Test("a page, a file and a redirect that want one path: the first in this order has it")
    func collisions() {
        func page(_ path: String) -> PageRequest { PageRequest(path: path, isIndex: false, key: Digest(high: 0, low: 0)) { [] } }
        func redirect(_ path: String, from thread: String) -> Redirect {
            Redirect(path: path, target: "threads/x.html", title: "X", alias: Redirect.Alias(path: thread, range: 0..<1))
        }
        var claims = PathClaims(pages: [page("index.html"), page("threads/a.html"), page("threads/b.html")])
        let (pages, files, redirects, faults) = claims.settle(
            [OutputFile("assets/x.html", bytes: [])],
            [
                redirect("Index.html", from: "threads/1.md"), redirect("threads/a.html/old.html", from: "threads/2.md"),
                redirect("assets/x.html", from: "threads/3.md"), redirect("old/a.html", from: "threads/4.md"),
                redirect("old/a.html", from: "threads/5.md"), redirect("threads", from: "threads/6.md"),
                redirect("old/a.html/b/c.html", from: "threads/7.md"),
            ], site: emptySite)
        #expect(pages.map(\.path) == ["index.html", "threads/a.html", "threads/b.html"])
        #expect(files.map(\.path) == ["assets/x.html"])
        #expect(redirects.map(\.path) == ["old/a.html"])
        #expect(faults.map(\.path) == [1, 2, 3, 5, 6, 7].map { "Content/threads/\($0).md" })
        #expect(faults.allSatisfy { $0.code == .aliasTaken })
    }

    @Test(
        "a manifest with a path that leads out of its folder is no manifest",
        arguments: ["../a", "/a", "a/../b", "a//b", "./a", "a/..", "a/", ".."])
    func manifest(path: String) {
        #expect(OutputManifest(bytes: Array("answerable manifest 1\nindex.html\n\(path)\n".utf8)) == nil)
    }

    @Test("a manifest is read back as it was written")
    func roundTrip() {
        let manifest = OutputManifest(paths: ["a.html", "caf\u{E9}.html", "cafe\u{301}.html", "..a/b..", "x y.txt"].map { BytePath($0) })
        #expect(manifest.paths.count == 5)
        #expect(OutputManifest(bytes: manifest.bytes) == manifest)
    }

    private var emptySite: Site { assembleSite(SiteContent(), asOf: nil).site }
}
