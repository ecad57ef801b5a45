import Diagnostics
import KnowledgeBase
import Testing

@testable import SiteGenerator

/// Workers that a hostile file has taken over: shell scripts in their place.
@Suite("The pool of worker processes", .timeLimit(.minutes(1)))
struct WorkerPoolTests {
    private func requests(_ count: Int) -> [ParseRequest] {
        (0..<count).map { number in
            ParseRequest(
                kind: .page, path: "Content/pages/p\(number).md", contentPath: "pages/p\(number).md", bytes: Array("---\ntitle: P\n---\n".utf8),
                options: ParseOptions())
        }
    }

    private func parse(_ script: String, files: Int, jobs: Int) throws -> [ParsedFile] {
        try WorkerPool(executable: "/bin/sh", arguments: ["-c", script], jobs: jobs).parse(requests(files))
    }

    @Test(
        "a worker that lies, dies or says nothing sensible costs each file one message",
        arguments: [
            "exit 7", "kill -9 $$", "printf '\\377\\377\\377\\377x'; exec sleep 600", "printf '\\001\\000\\000\\000x'; exec sleep 600",
            "exec <&- >&-; exit 3",
        ])
    func hostile(script: String) throws {
        let files = try parse(script, files: 3, jobs: 2)
        #expect(files.map(\.path) == ["Content/pages/p0.md", "Content/pages/p1.md", "Content/pages/p2.md"])
        for file in files {
            #expect(file.value == nil)
            #expect(file.diagnostics.map(\.code) == [.parserStopped])
        }
    }

    @Test("more workers than files, and no file at all, are fine")
    func fewFiles() throws {
        #expect(try parse("exit 0", files: 0, jobs: 8).isEmpty)
        #expect(try parse("exit 0", files: 1, jobs: 8).count == 1)
    }

    @Test("a program that can't be started is the machine's failure")
    func noProgram() {
        #expect(throws: MachineError.self) {
            try WorkerPool(executable: "/nowhere/answerable", arguments: [], jobs: 2).parse(requests(1))
        }
    }

    @Test("a request larger than a pipe reaches a worker that reads slowly")
    func largeRequest() throws {
        var request = requests(1)[0]
        request.bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20)
        // Reads everything, then ends: what matters is that nobody waits for the other.
        let files = try WorkerPool(executable: "/bin/sh", arguments: ["-c", "head -c 1048576 > /dev/null; exit 5"], jobs: 1).parse([request])
        #expect(files.map { $0.diagnostics.map(\.message) } == [["the parser ended with code 5 on this file"]])
    }
}
