import Foundation
import RunningProgram
import Testing

@Suite("A built site in a browser", .serialized, .enabled(if: Browser.path != nil))
struct BrowserTests {
    /// The project's own site, built once.
    private static let site = Result {
        let folder = try TestFolder()
        let run = try Program.run(["build", "--site", packageRoot, "--output", folder.path + "/some where/Output"])
        #expect(run.code == 0, "\(run.errors)")
        return (root: folder, output: folder.path + "/some where/Output")
    }

    private static let pages = ["index.html", "threads/how-do-we-start.html", "tags/promise.html", "leaderboard/index.html", "clock.html", "people/lian.html", "search.html"]

    /// The site's address, as a file and as a host has it; the host lives as long as it is held.
    private static func places() throws -> (addresses: [String], host: StaticHost) {
        let output = try site.get().output
        let host = try StaticHost(folder: output, under: "/deep/under")
        return ([URL(fileURLWithPath: output).absoluteString.replacingOccurrences(of: " ", with: "%20"), "http://127.0.0.1:\(host.port)/deep/under"].map {
            $0.hasSuffix("/") ? String($0.dropLast()) : $0
        }, host)
    }

    @Test("no page says a word on the console, from a disk or from a host under a path")
    func console() throws {
        let browser = try #require(Browser.path)
        let (addresses, host) = try Self.places()
        for address in addresses {
            for page in Self.pages {
                let shown = try Browser.open(address + "/" + page, with: browser)
                #expect(shown.console == [], "\(page)")
                #expect(shown.document.contains("</main>"), "\(address)/\(page)")
            }
        }
        withExtendedLifetime(host) {}
    }

    @Test("search finds a thread by a word of its answer, and Chinese by two characters, from a disk and from a host", arguments: [
        ("gardens", "threads/how-do-we-start.html"), ("一个", "threads/"),
    ])
    func search(_ query: String, _ thread: String) throws {
        let browser = try #require(Browser.path)
        let (addresses, host) = try Self.places()
        for address in addresses {
            let encoded = query.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? query
            let shown = try Browser.open(address + "/search.html?q=" + encoded, with: browser)
            #expect(shown.console == [])
            let page = try #require(HTMLPage([UInt8](shown.document.utf8)))
            let links = page.elements.filter { $0.name == "a" && $0.hasClass("search-title") }.compactMap { $0["href"] }
            #expect(links.contains { $0.contains(thread) }, "\(address): \(links)")
        }
        withExtendedLifetime(host) {}
    }

    @Test("the console is heard: a page that breaks its own policy is noticed")
    func control() throws {
        let browser = try #require(Browser.path)
        let folder = try TestFolder()
        try folder.write(
            "<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"><title>x</title><script>document.title = 'y'</script><p>text",
            to: "page.html")
        let shown = try Browser.open(URL(fileURLWithPath: folder.path + "/page.html").absoluteString, with: browser)
        #expect(!shown.console.isEmpty)
        #expect(shown.document.contains("<title>x</title>"))
    }
}
