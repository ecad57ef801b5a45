import Foundation
import RunningProgram
import Testing

@Suite("A built site, crawled")
struct CrawlTests {
    @Test("the project's own site has no dead link, no orphan and no request to others")
    func ownSite() throws {
        let output = try TestFolder()
        let run = try Program.run(["build", "--site", packageRoot, "--output", output.path])
        #expect(run.code == 0, "\(run.errors)")
        let crawler = try Crawler(output.path)
        #expect(crawler.faults == [])
        #expect(crawler.threadPages.count >= 30)
    }

    @Test("a site with every feature of the format has none either")
    func tortureSite() throws {
        let output = try TestFolder()
        let run = try Program.run(["build", "--site", packageRoot + "/Tests/Sites/torture", "--output", output.path, "--drafts"])
        #expect(run.code == 0, "\(run.errors)")
        let crawler = try Crawler(output.path)
        #expect(crawler.faults == [])
        #expect(crawler.threadPages.count == 26)
        // Lists go on over several pages.
        #expect(crawler.pages["threads/index-6.html"] != nil)
        #expect(crawler.pages["tags/routine_4.html"] != nil)
        // Old addresses lead on.
        for old in ["old/every-feature.html", "questions/1.html", "threads/früher.html", "tags/cpp.html", "tags/chinese.html"] {
            #expect(crawler.pages[old]?.elements.contains { $0["http-equiv"] == "refresh" } == true, "\(old)")
        }
    }

    @Test("an imported community of a thousand threads is whole, and without a dead link")
    func importedSite() throws {
        guard let dump = sharedData("stackexchange/beer-2020") else { return }
        let folder = try TestFolder()
        let imported = try Program.run(["import", "stackexchange", dump, "--into", folder.path])
        #expect(imported.code == 0, "\(imported.errors)")
        let run = try Program.run(["build", "--site", folder.path, "--format", "json"])
        #expect(run.code == 0)
        #expect(!run.output.contains("\"severity\": \"error\""))
        let crawler = try Crawler(folder.path + "/Output")
        #expect(crawler.faults == [])
        #expect(crawler.threadPages.count == 1029)
        #expect(crawler.count { $0.name == "article" && $0.hasClass("answer") } == 2277)
        #expect(crawler.count { $0.name == "article" && $0.hasClass("answer") && $0.hasClass("accepted") } == 619)
    }
}
