import Foundation
import RunningProgram
import Testing

/// What must hold of every build, whatever the content: the same content gives the same bytes, and nothing but them.
@Suite("Laws of a build")
struct LawTests {
    static let torture = packageRoot + "/Tests/Sites/torture"

    private func build(
        _ site: String, to output: String, _ arguments: [String] = [], environment: [String: String?] = [:], in folder: String? = nil
    ) throws -> [String: Data] {
        let run = try Program.run(["build", "--site", site, "--output", output, "--drafts"] + arguments, environment: environment, in: folder)
        #expect(run.code == 0, "\(run.errors)")
        return try filesBelow(output)
    }

    @Test("one job and several, time zones, locales and the folder that it is called from leave no trace")
    func sameBytesEverywhere() throws {
        let folder = try TestFolder()
        let first = try build(Self.torture, to: folder.path + "/0", ["--jobs", "1"], environment: ["TZ": "Pacific/Kiritimati", "LC_ALL": "C"])
        #expect(first.count > 150)
        let others: [(arguments: [String], environment: [String: String?])] = [
            (["--jobs", "2"], ["TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"]),
            (["--jobs", "7"], ["TZ": "Asia/Kathmandu", "LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"]), ([], ["TZ": nil, "LC_ALL": nil, "HOME": nil]),
        ]
        for (number, other) in others.enumerated() {
            let built = try build(
                Self.torture, to: folder.path + "/\(number + 1)", other.arguments, environment: other.environment, in: folder.path)
            #expect(differences(first, built) == [], "\(other.arguments) \(other.environment)")
        }
    }

    @Test("neither the folder that the site lies in nor the order in which its files were made matters")
    func anyFolderAnyOrder() throws {
        let folder = try TestFolder()
        let files = try filesBelow(Self.torture + "/Content")
        let names = files.keys.sorted()
        for name in names { try folder.write([UInt8](try #require(files[name])), to: "one/Content/" + name) }
        for name in names.reversed() { try folder.write([UInt8](try #require(files[name])), to: "a/deeper place/two/Content/" + name) }
        let first = try build(folder.path + "/one", to: folder.path + "/one/Output")
        let second = try build(folder.path + "/a/deeper place/two", to: folder.path + "/a/deeper place/two/Output")
        #expect(differences(first, second) == [])
    }

    @Test("a second build writes nothing, a clean one gives the same, and what a thread left behind goes with it")
    func again() throws {
        let folder = try TestFolder()
        try folder.copy(Self.torture + "/Content", to: "Content")
        let arguments = ["build", "--site", folder.path, "--drafts"]
        let first = try Program.run(arguments)
        #expect(first.code == 0)
        let built = try folder.files("Output")
        let again = try Program.run(arguments)
        #expect(again.errors.contains(" 0 written, ") && again.errors.contains(" 0 deleted"), "\(again.errors.suffix(300))")
        #expect(try Program.run(arguments + ["--clean"]).code == 0)
        #expect(differences(built, try folder.files("Output")) == [])

        let thread = try folder.text("Content/threads/routine-1.md")
        try folder.remove("Content/threads/routine-1.md")
        #expect(try Program.run(arguments).code == 0)
        for left in ["html", "md", "json"] { #expect(!folder.exists("Output/threads/routine-1." + left)) }
        try folder.write(thread, to: "Content/threads/routine-1.md")
        #expect(try Program.run(arguments).code == 0)
        #expect(differences(built, try folder.files("Output")) == [])
    }

    @Test("a file that no build wrote is neither overwritten nor deleted")
    func foreignFiles() throws {
        let folder = try TestFolder()
        try folder.copy(Self.torture + "/Content", to: "Content")
        let arguments = ["build", "--site", folder.path, "--drafts"]
        try folder.write("mine", to: "Output/CNAME")
        try folder.write("mine", to: "Output/threads/notes.txt")
        #expect(try Program.run(arguments).code == 0)
        #expect(try Program.run(arguments + ["--clean"]).code == 0)
        #expect(try folder.text("Output/CNAME") == "mine")
        #expect(try folder.text("Output/threads/notes.txt") == "mine")

        let other = try TestFolder()
        try other.write("my own home page", to: "index.html")
        let refused = try Program.run(arguments + ["--output", other.path])
        #expect(refused.code == 3)
        #expect(refused.errors.contains("error: will not overwrite '\(other.path)/index.html': no build wrote it; move it away, or choose another folder"))
        #expect(try other.files() == ["index.html": Data("my own home page".utf8)])
    }

    @Test("a build that is killed at any moment is completed by the next")
    func killed() throws {
        let folder = try TestFolder()
        try folder.copy(Self.torture + "/Content", to: "Content")
        let arguments = ["build", "--site", folder.path, "--drafts"]
        let start = ContinuousClock.now
        #expect(try Program.run(arguments).code == 0)
        let thousandth = (ContinuousClock.now - start) / 1000
        let expected = try folder.files("Output")
        // An older state of the content, so that there is much to write and to delete.
        let old = try TestFolder()
        try old.copy(Self.torture + "/Content", to: "Content")
        for name in try old.files("Content/threads").keys where name.hasPrefix("routine-") {
            try old.write("---\ntitle: Old\nasked: 2023-01-01T00:00:00Z\nby: ann\n---\n\nOld.\n", to: "Content/threads/old-" + name)
            try old.remove("Content/threads/" + name)
        }
        try folder.remove("Output")
        var random = SystemRandomNumberGenerator()
        for round in 0..<8 {
            let site = round % 2 == 0 ? old.path : folder.path
            let output = folder.path + "/Output"
            let captured = try TestFolder()
            let running = try Program.start(["build", "--site", site, "--drafts", "--output", output], capturing: captured)
            usleep(UInt32((thousandth * Double.random(in: 300...1000, using: &random)) / .microseconds(1)))
            if running.isRunning { kill(running.processIdentifier, SIGKILL) }
            running.waitUntilExit()
            // Whatever is there under a page's name is a whole page.
            for (name, bytes) in try filesBelow(output) where name.hasSuffix(".html") {
                #expect(String(decoding: bytes.suffix(8), as: UTF8.self) == "</html>\n", "\(name) is cut off")
            }
        }
        // What a kill in the middle of a write leaves, for a page that stays and for one that goes.
        try folder.write("<!doctype ht", to: "Output/index.html.answerable-part")
        #expect(try Program.run(["build", "--site", old.path, "--drafts", "--output", folder.path + "/Output"]).code == 0)
        try folder.write("<!doctype ht", to: "Output/threads/old-routine-1.html.answerable-part")
        #expect(try Program.run(arguments).code == 0)
        #expect(differences(expected, try folder.files("Output")) == [])
    }
}
