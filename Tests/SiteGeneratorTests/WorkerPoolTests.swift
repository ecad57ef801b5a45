import Diagnostics
import Foundation
import KnowledgeBase
import RunningProgram
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

    @Test("a worker has nothing open but its pipes, no privileges to gain, and only the system calls that parsing needs", .enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
    func confined() throws {
        // Left open as a careless parent would.
        let open = open("/dev/null", O_RDONLY)
        defer { close(open) }
        let worker = try WorkerProcess(executable: Program.path, arguments: ["parse-worker"])
        var writer = ByteWriter()
        writer.write(requests(1)[0])
        for bytes in [MessageFrame.header(for: writer.bytes.count), writer.bytes] {
            #expect(bytes.withUnsafeBytes { write(worker.input, $0.baseAddress, $0.count) } == bytes.count)
        }
        // Its answer says that it has begun.
        var event = pollfd(fd: worker.output, events: Int16(POLLIN), revents: 0)
        #expect(poll(&event, 1, 30_000) == 1)
        let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker.identifier)/fd")
        #expect(files.sorted() == ["0", "1", "2"])
        let status = try String(contentsOfFile: "/proc/\(worker.identifier)/status", encoding: .utf8)
        #expect(status.contains("NoNewPrivs:\t1"))
        #expect(status.contains("Seccomp:\t2"))
        let environment = try Data(contentsOf: URL(fileURLWithPath: "/proc/\(worker.identifier)/environ"))
        #expect(String(decoding: environment, as: UTF8.self) == "SWIFT_BACKTRACE=enable=no\0")
        let limits = try String(contentsOfFile: "/proc/\(worker.identifier)/limits", encoding: .utf8)
        #expect(limits.contains("Max data size             536870912            536870912"))
    }

    @Test("a worker that is stopped for what it tried is told apart from one that took too long")
    func ends() throws {
        for (signal, how) in [("SYS", "tried to do what no parser needs"), ("PROF", "took too much processor time"), ("SEGV", "was stopped by signal 11")] {
            let files = try parse("kill -s \(signal) $$", files: 1, jobs: 1)
            #expect(files[0].diagnostics.map(\.message) == ["the parser \(how) on this file"])
        }
    }
}
