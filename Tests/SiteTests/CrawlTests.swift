import Foundation
import RunningProgram
import Testing

@Suite("A built site, crawled")
struct CrawlTests {
    @Test("the project's own site has no dead link, no orphan and no request to others")
    func ownSite() throws {
        let output = try TestFolder()
        let run = try Program.run(["build", "--site", packageRoot, "--output", output.path, "--strict"])
        #expect(run.code == 0, "\(run.errors)")
        let crawler = try Crawler(output.path)
        #expect(crawler.faults == [])
        #expect(crawler.threadPages.count >= 30)
    }
}
