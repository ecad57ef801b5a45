import Foundation
import RunningProgram
import Testing

@Suite("Standard output")
struct ClosedOutputTests {
    private func check(into output: FileHandle) throws -> (code: Int32, signalled: Bool, errors: String) {
        let folder = try TestFolder()
        try folder.write("title: Answers\n", to: "Content/site.yml")
        try folder.write("", to: "errors")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path)
        process.arguments = ["check", "--site", folder.path, "--format", "json"]
        process.standardOutput = output
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path + "/errors"))
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, process.terminationReason == .uncaughtSignal, try folder.text("errors"))
    }

    @Test("a reader that has gone, as 'head' does, is no crash")
    func closedPipe() throws {
        let pipe = Pipe()
        try pipe.fileHandleForReading.close()
        let run = try check(into: pipe.fileHandleForWriting)
        #expect(!run.signalled || run.code == SIGPIPE)
        #expect(run.errors == "")
    }

    #if os(Linux)
        @Test("a full disk is the machine's failure, told in one line")
        func fullDisk() throws {
            let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
            let run = try check(into: full)
            #expect(run.code == 3)
            #expect(run.errors == "error: cannot write 'standard output': No space left on device\n")
        }
    #endif
}

@Suite("init in a folder that is in use")
struct InitInUseTests {
    @Test("a .gitignore that is there stays, and the site is made")
    func gitignore() throws {
        let folder = try TestFolder()
        try folder.write("mine\n", to: ".gitignore")
        #expect(try Program.run(["init", folder.path]).code == 0)
        #expect(try folder.text(".gitignore") == "mine\n")
        #expect(folder.exists("Content/site.yml"))
    }
}
