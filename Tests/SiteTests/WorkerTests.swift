import Foundation
import RunningProgram
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("Hostile content")
struct WorkerTests {
    private struct Fault: Decodable {
        let path, code, severity: String
    }

    private struct Built: Decodable { let diagnostics: [Fault] }

    private static func thread(_ title: String, _ body: String) -> String {
        "---\ntitle: \(title)\nasked: 2026-01-01\nby: mei\n---\n\n\(body)\n"
    }

    /// Repeats that have made parsers of Markdown take minutes, gigabytes or the whole stack, each of about `size` bytes.
    private static func bombs(_ size: Int) -> [String: String] {
        func times(_ text: String) -> String { String(repeating: text, count: size / text.utf8.count) }
        let root = Int(Double(size).squareRoot())
        return [
            "quotes": times(">") + "a\n" + times("b\n"), "lists": times("- ") + "x\n" + times("\n"), "stars": times("*a_ "), "open-links": times("["),
            "links": times("[a]("), "images": times("![[]()"), "autolinks": times("z_www."), "parentheses": "www." + times(")"), "addresses": times("a@b.c "),
            "cdata": times("<![CDATA["), "strikes": "~e" + times(",z~~"), "wide-table": "|" + times("x|") + "\n|" + times("-|") + "\n",
            "square-table": "|" + String(repeating: "x|", count: root) + "\n|" + String(repeating: "-|", count: root) + "\n" + times("a\n"), "delimiters": times("|-\nt>|-\n"),
            "definitions": "[a]: /" + times("u") + "\n\n" + times("[a]"), "footnotes": times("[^1]") + "\n\n[^1]: x", "ticks": times("`a``"), "details": times("<details>"),
            "headings": times("# a\n"), "entities": times("&amp;"), "tabs": times("-\t"), "line": times("a"), "marks": times("e\u{301}"), "rules": times("***\n"),
        ]
    }

    @Test("a bomb costs its own file: the other pages are there, and each bomb has a page or a fault")
    func bombs() throws {
        let folder = try TestFolder()
        try folder.write(Self.thread("Sound", "Before and after."), to: "Content/threads/a-sound-one.md")
        try folder.write(Self.thread("Sound", "Before and after."), to: "Content/threads/z-sound-one.md")
        var names: [String] = []
        for size in [4_000, 60_000] {
            for (name, body) in Self.bombs(size) {
                names.append("\(name)-\(size)")
                try folder.write(Self.thread(name, body), to: "Content/threads/\(name)-\(size).md")
            }
        }
        let run = try Program.run(["build", "--site", folder.path, "--format", "json"])
        #expect(run.code == 0 || run.code == 1)
        let faults = try JSONDecoder().decode(Built.self, from: Data(run.output.utf8)).diagnostics
        for name in ["a-sound-one", "z-sound-one"] { #expect(folder.exists("Output/threads/\(name).html")) }
        for name in names {
            let hasFault = faults.contains { $0.path == "Content/threads/\(name).md" && $0.severity == "error" }
            #expect(hasFault || folder.exists("Output/threads/\(name).html"), "\(name)")
        }
        #expect(try Crawler(folder.path + "/Output").faults == [])
    }

    @Test("a parser that is killed costs the file that it was at, and no other", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/task")))
    func killedWorkers() throws {
        let folder = try TestFolder()
        let paragraph = "Some *text* with [a link](https://example.org/) and `code`, as long as a post of somebody with much to say.\n\n"
        let names = (0..<120).map { "thread-\($0)" }
        for name in names { try folder.write(Self.thread(name, String(repeating: paragraph, count: 200)), to: "Content/threads/\(name).md") }
        let captured = try TestFolder()
        let running = try Program.start(["build", "--site", folder.path, "--format", "json", "--jobs", "1"], capturing: captured)
        var killed: Set<pid_t> = []
        while running.isRunning, killed.count < 3 {
            for child in Self.workers(of: running.processIdentifier) where !killed.contains(child) {
                // Every third of a moment another one, so that the kills fall on files and between them.
                usleep(60_000)
                if kill(child, SIGKILL) == 0 { killed.insert(child) }
            }
        }
        running.waitUntilExit()
        let faults = try JSONDecoder().decode(Built.self, from: Data(try captured.text("output").utf8)).diagnostics
        let lost = names.filter { !folder.exists("Output/threads/\($0).html") }
        #expect(faults.filter { $0.code == "parser-stopped" }.map(\.path).sorted() == lost.map { "Content/threads/\($0).md" }.sorted())
        #expect(lost.count <= killed.count)
        #expect(running.terminationReason == .exit && running.terminationStatus == (lost.isEmpty ? 0 : 1))
        #expect(!killed.isEmpty)

        // The next build makes up for it.
        let again = try Program.run(["build", "--site", folder.path])
        #expect(again.code == 0, "\(again.errors)")
        #expect(names.allSatisfy { folder.exists("Output/threads/\($0).html") })
    }

    /// The child processes that parse.
    private static func workers(of parent: pid_t) -> [pid_t] {
        let lists = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(parent)/task")) ?? []
        return lists.flatMap { thread -> [pid_t] in
            let children = (try? String(contentsOfFile: "/proc/\(parent)/task/\(thread)/children", encoding: .utf8)) ?? ""
            return children.split(separator: " ").compactMap { pid_t($0) }
        }.filter { (try? String(contentsOfFile: "/proc/\($0)/cmdline", encoding: .utf8))?.contains("parse-worker") == true }
    }
}
