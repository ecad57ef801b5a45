import Foundation
import RunningProgram
import Testing

@Suite("What a thread's page loads")
struct PageWeightTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        let run = try Program.run(["build", "--site", packageRoot + "/Tests/Sites/promise", "--output", folder.path, "--as-of", "2026-03-10T12:00:00Z"])
        #expect(run.code == 0, "\(run.errors)")
    }

    private func text(_ name: String) throws -> String { try folder.text(name) }

    /// Of a theme's style sheet, without the hash in its name.
    private func style(_ name: String) throws -> String {
        let file = try #require(try folder.files("theme").keys.first { $0.hasPrefix(name + "-") && $0.hasSuffix(".css") })
        return try text("theme/" + file)
    }

    private var threads: [String] {
        get throws { try folder.files("threads").keys.filter { $0.hasSuffix(".html") && !$0.hasPrefix("index") }.sorted() }
    }

    @Test("a style and a script, asked for together, and nothing else")
    func requests() throws {
        let pages = try threads
        #expect(!pages.isEmpty)
        for name in pages {
            let page = try text("threads/" + name)
            #expect(page.matches(of: /<link rel="stylesheet"/).count == 1)
            #expect(page.matches(of: /<script src=/).count == 1)
            #expect(page.contains("<link rel=\"icon\" type=\"image/svg+xml\" href=\"data:image/svg+xml,"))
            // A script before the style would keep the browser from asking for the style until it has run.
            let style = try #require(page.range(of: "<link rel=\"stylesheet\""))
            let script = try #require(page.range(of: "<script src="))
            #expect(style.lowerBound < script.lowerBound)
        }
        #expect(try text("index.html").matches(of: /<link rel="stylesheet"/).count == 2)
    }

    @Test("no class on a thread's page has its style where threads don't load it")
    func classes() throws {
        let elsewhere = classes(of: try style("figures")).subtracting(classes(of: try style("site")))
        #expect(elsewhere.contains("chart"))
        for name in try threads {
            let used = try text("threads/" + name).matches(of: /class="([^"]*)"/).flatMap { $0.1.split(separator: " ").map(String.init) }
            #expect(elsewhere.intersection(used) == [], "\(name)")
        }
    }

    /// The classes that a style sheet's selectors name.
    private func classes(of style: String) -> Set<String> {
        var selectors = ""
        var depth = 0
        for scalar in style.replacing(/@(media|supports|container)[^{]*\{/, with: "").unicodeScalars {
            if scalar == "{" { depth += 1 } else if scalar == "}" { depth = max(0, depth - 1) } else if depth == 0 { selectors.unicodeScalars.append(scalar) }
        }
        return Set(selectors.matches(of: /\.([a-zA-Z][a-zA-Z0-9_-]*)/).map { String($0.1) })
    }
}
