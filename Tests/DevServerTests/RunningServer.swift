import Foundation
import RunningProgram
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `answerable serve` on a site of a few threads. A class, because it owns the process, which ends with it.
final class RunningServer: Sendable {
    let site: TestFolder
    let port: Int
    let process: Process
    let firstLine: String
    private let log: TestFolder
    private let output: FileHandle

    init(_ arguments: [String] = [], site: TestFolder? = nil) throws {
        self.site = try site ?? Self.smallSite()
        log = try TestFolder()
        try log.write("", to: "errors")
        process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["serve", "--site", self.site.path, "--port", "0"] + arguments
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        output = pipe.fileHandleForReading
        process.standardOutput = pipe
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: log.path + "/errors"))
        try process.run()
        // The first line has the address: 'http://127.0.0.1:40123/'.
        firstLine = try Self.line(output)
        guard let address = firstLine.range(of: "http://127.0.0.1:"), let port = Int(firstLine[address.upperBound...].prefix { $0.isNumber }) else {
            process.waitUntilExit()
            throw Talk.Failure(description: "no address came but '\(firstLine)': \(try log.text("errors"))")
        }
        self.port = port
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    var errors: String { (try? log.text("errors")) ?? "" }

    /// The next line of standard output; waits for it.
    func line() throws -> String { try Self.line(output) }

    private static func line(_ output: FileHandle) throws -> String {
        var line: [UInt8] = []
        while line.last != 0x0A, let byte = try output.read(upToCount: 1), !byte.isEmpty { line += byte }
        return String(decoding: line, as: UTF8.self)
    }

    func talk() throws -> Talk { try Talk(port: port) }

    func page(_ path: String) throws -> Talk.Answer { try talk().ask("GET", path) }

    /// The stream of news that a page opens which has been loaded now.
    func open(_ path: String) throws -> Talk {
        let page = try page(path).text
        guard let start = page.range(of: "data-signature=\"") else { throw Talk.Failure(description: "no development script in \(path)") }
        let signature = page[start.upperBound...].prefix { $0 != "\"" }
        let talk = try talk()
        try talk.send("GET /.answerable/events?path=\(path)&signature=\(signature) HTTP/1.1\r\nHost: localhost:\(port)\r\nAccept: text/event-stream\r\n\r\n")
        _ = try talk.answer()
        // Whatever is wrong with the site is told first, then how its styles are called: the page is the one that the server has.
        _ = try talk.event("styles")
        return talk
    }

    static func thread(_ title: String, body: String = "What now?", more: String = "") -> String {
        "---\ntitle: \(title)\nasked: 2026-03-02T09:15:00Z\nby: ann\ntags: []\n\(more)---\n\n\(body)\n"
    }

    static func smallSite() throws -> TestFolder {
        let folder = try TestFolder()
        try folder.write("title: Small\ntime_zone: UTC\nas_of: 2026-06-01T00:00:00Z\n", to: "Content/site.yml")
        try folder.write(thread("First", more: "aliases: [old/first.html]\n"), to: "Content/threads/first.md")
        try folder.write(thread("Second"), to: "Content/threads/second.md")
        try folder.write(String(repeating: "0123456789", count: 100_000), to: "Content/assets/digits.txt")
        return folder
    }
}

/// One server for all tests of a suite, which ends with it.
struct OneServer: SuiteTrait, TestScoping {
    @TaskLocal static var current: RunningServer?

    func provideScope(for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void) async throws {
        try await Self.$current.withValue(try RunningServer()) { try await function() }
    }
}

extension Trait where Self == OneServer {
    static var oneServer: OneServer { OneServer() }
}
