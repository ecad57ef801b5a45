import KnowledgeBase
import Testing

@testable import SiteGenerator

@Suite("The log of a repository")
struct GitLogTests {
    private let zeros = String(repeating: "0", count: 40)
    private func name(_ letter: Character) -> String { String(repeating: letter, count: 40) }

    private func log(_ commits: [(time: Int, author: String, parent: Bool, changes: [(String, [String])])]) -> [UInt8] {
        var text = ""
        for commit in commits {
            text += "\(name("a"))\0\(commit.parent ? name("b") : "")\0\(commit.time)\0\(commit.author)\0"
            for (number, (status, paths)) in commit.changes.enumerated() {
                text += (number == 0 ? "\n" : "") + ":100644 100644 \(name("c")) \(name("d")) \(status)\0" + paths.map { $0 + "\0" }.joined()
            }
        }
        return Array(text.utf8)
    }

    private func history(_ bytes: [UInt8], paths: [String], isShallow: Bool = false) -> ContentHistory {
        var builder = HistoryBuilder(paths: paths, isShallow: isShallow)
        var parser = GitLogParser()
        parser.read(bytes) { builder.take($0) }
        #expect(!parser.isBroken)
        return builder.history()
    }

    @Test("a file's last change and its authors are told, the earliest first, through renames")
    func renames() {
        let bytes = log([
            (500, "mei", true, [("R090", ["threads/b.md", "threads/c.md"])]), (400, "lian", true, [("M", ["threads/b.md"])]),
            (300, "mei", true, [("R100", ["threads/a.md", "threads/b.md"])]), (200, "noor", true, [("M", ["threads/a.md"]), ("A", ["threads/z.md"])]),
            (100, "mei", false, [("A", ["threads/a.md"])]),
        ])
        let history = history(bytes, paths: ["threads/c.md", "threads/z.md"])
        #expect(history.files["threads/c.md"] == .init(changed: Instant(secondsSince1970: 500), contributors: ["mei", "noor", "lian"]))
        #expect(history.files["threads/z.md"] == .init(changed: Instant(secondsSince1970: 200), contributors: ["noor"]))
        #expect(history.moves == [.init(old: "threads/a.md", new: "threads/c.md"), .init(old: "threads/b.md", new: "threads/c.md")])
    }

    @Test("a name that another file took over leads to that file, not to where the first one went")
    func takenOver() {
        let bytes = log([
            (300, "lian", true, [("A", ["threads/a.md"])]), (200, "mei", true, [("R100", ["threads/a.md", "threads/b.md"])]),
            (100, "mei", false, [("A", ["threads/a.md"])]),
        ])
        let history = history(bytes, paths: ["threads/a.md", "threads/b.md"])
        #expect(history.moves == [])
        #expect(history.files["threads/b.md"]?.contributors == ["mei"])
        #expect(history.files["threads/a.md"]?.contributors == ["lian"])
    }

    @Test("at the edge of a shallow clone nothing is said of what lies behind it")
    func shallow() {
        let bytes = log([(200, "mei", true, [("M", ["threads/a.md"])]), (100, "lian", false, [("A", ["threads/a.md"]), ("A", ["threads/b.md"])])])
        let history = history(bytes, paths: ["threads/a.md", "threads/b.md"], isShallow: true)
        #expect(history.isShallow)
        #expect(history.files == ["threads/a.md": .init(changed: Instant(secondsSince1970: 200), contributors: [])])
    }

    @Test("bytes that come in pieces of any size are the same log, and names with anything in them but NUL stay names")
    func pieces() {
        let bytes = log([(200, "\u{202E}mei\u{1B}[31m :100644\u{1F}<b>", true, [("M", ["threads/a b\n:M\u{1}.md"]), ("T", ["threads/鑰匙.md"])])])
        var whole: [GitLogParser.Event] = []
        var parser = GitLogParser()
        parser.read(bytes) { whole.append($0) }
        #expect(whole.count == 3)
        #expect(whole.first == .commit(.init(time: 200, author: "mei[31m :100644<b>", isRoot: false)))
        for size in [1, 2, 3, 7, 64] {
            var found: [GitLogParser.Event] = []
            var parser = GitLogParser()
            for start in stride(from: 0, to: bytes.count, by: size) { parser.read(bytes[start..<min(bytes.count, start + size)]) { found.append($0) } }
            #expect(found == whole)
        }
    }

    @Test("what is no log breaks nothing", arguments: ["\0\0\0\0\0\0", "abc\0def\0x\0y\0", ":1 2\0", "\0:\0", ":100644 100644 a b R100\0only one path\0"])
    func noLog(_ text: String) {
        var parser = GitLogParser()
        var builder = HistoryBuilder(paths: ["threads/a.md"], isShallow: false)
        parser.read(Array(text.utf8)) { builder.take($0) }
        #expect(builder.history() == ContentHistory())
    }

    @Test("the answers of 'cat-file' are told apart by their lengths, and a front matter's id is found")
    func objects() {
        let text = "---\ntitle: A\nid: \"se-7\"\n---\n\nid: no\n"
        let bytes = Array("aa blob \(text.utf8.count)\n\(text)\nbb missing\ncc blob 0\n\ndd blob 99\nshort".utf8)
        let contents = batchContents(bytes)
        #expect(contents.count == 5 || contents.count == 4)
        #expect(contents[0].flatMap(threadIdentity) == "se-7")
        #expect(contents[1] == nil)
        #expect(contents[2]?.isEmpty == true)
        #expect(contents[3] == nil)
        #expect(threadIdentity(Array("---\ntitle: A\n---\nid: x\n".utf8)[...]) == nil)
    }
}
