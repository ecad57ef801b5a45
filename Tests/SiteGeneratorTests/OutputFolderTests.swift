import Foundation
import RunningProgram
import Synchronization
import Testing

@testable import SiteGenerator

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("The folder that a build writes")
struct OutputFolderTests {
    private let folder: TestFolder
    private var output: String { folder.path + "/Output" }

    init() throws { folder = try TestFolder() }

    @discardableResult
    private func update(_ files: [OutputFile], clean: Bool = false) async throws -> OutputFolder.Summary {
        try await OutputFolder(opening: output).update(files, assetsFrom: folder.path, clean: clean)
    }

    private func file(_ path: String, _ text: String, key: UInt64? = nil) -> OutputFile {
        OutputFile(path, text: text, key: key.map { Digest(high: 7, low: $0) })
    }

    /// What the output holds, without the list of it.
    private func built() throws -> [String: String] {
        var texts: [String: String] = [:]
        for (name, bytes) in try folder.files("Output") where name != OutputManifest.fileName { texts[name] = String(decoding: bytes, as: UTF8.self) }
        return texts
    }

    private func inode(_ path: String) throws -> UInt64 {
        var status = stat()
        try #require(lstat(path, &status) == 0, "\(path)")
        return UInt64(truncatingIfNeeded: status.st_ino)
    }

    @Test("a build takes the folder's place as a whole, and what hasn't changed is the same file as before")
    func exchange() async throws {
        try await update([file("index.html", "1"), file("threads/a.html", "a"), file("old/b.html", "b")])
        let root = try inode(output)
        let kept = try inode(output + "/threads/a.html")
        let summary = try await update([file("index.html", "2"), file("threads/a.html", "a"), file("new/c.html", "c")])
        #expect(summary == OutputFolder.Summary(written: 2, unchanged: 1, deleted: 1, bytes: 3))
        #expect(try built() == ["index.html": "2", "threads/a.html": "a", "new/c.html": "c"])
        #expect(!folder.exists("Output/old"))
        #expect(try inode(output) != root)
        #expect(try inode(output + "/threads/a.html") == kept)
        // The tree before lies beside it, whole.
        #expect(try folder.text(".Output.answerable/tree/index.html") == "1")
    }

    @Test("many builds in a row, each from the tree before the last, hold just what each was given")
    func manyBuilds() async throws {
        var random = SeededGenerator(seed: 11)
        for round in 0..<40 {
            var files: [OutputFile] = []
            for number in 0..<30 where Bool.random(using: &random) {
                let version = UInt64.random(in: 0..<3, using: &random)
                let path = number % 3 == 0 ? "a\(number).html" : "d\(number % 4)/e\(number % 2)/a\(number).html"
                files.append(file(path, "\(number) \(version)", key: Bool.random(using: &random) ? version : nil))
            }
            if round % 7 == 3 { try folder.write("mine \(round)", to: "Output/d1/mine-\(round).txt") }
            if round % 11 == 5 { try? folder.remove("Output/d2") }
            if round % 13 == 6 { try folder.remove(".Output.answerable") }
            var expected = try built().filter { $0.key.contains("mine") }
            for file in files { if case .bytes(let bytes) = file.content { expected[file.path] = String(decoding: bytes, as: UTF8.self) } }
            try await update(files, clean: round % 9 == 8)
            #expect(try built() == expected, "round \(round)")
        }
    }

    @Test("nothing is made whose key is that of the last build, unless its file has been changed")
    func keys() async throws {
        let made = Mutex<[String]>([])
        func counted(_ path: String, _ text: String, key: UInt64?) -> OutputFile {
            OutputFile(path, .made { made.withLock { $0.append(path) }; return Array(text.utf8) }, key: key.map { Digest(high: 0, low: $0) })
        }
        func names() -> [String] { made.withLock { names in defer { names = [] }; return names.sorted() } }
        let files = [counted("a", "1", key: 1), counted("b", "2", key: 2), counted("c", "3", key: nil)]
        try await update(files)
        #expect(names() == ["a", "b", "c"])
        try await update(files)
        #expect(names() == ["c"])
        // Another size, another time, gone, a link in its place.
        try folder.write("changed", to: "Output/a")
        #expect(try await update(files).written == 1)
        #expect(names() == ["a", "c"])
        try folder.write("2", to: "Output/b")
        try await update(files)
        #expect(names() == ["b", "c"])
        try folder.remove("Output/a")
        try FileManager.default.removeItem(atPath: output + "/b")
        try FileManager.default.createSymbolicLink(atPath: output + "/b", withDestinationPath: "/etc/passwd")
        #expect(try await update(files).written == 2)
        #expect(try built() == ["a": "1", "b": "2", "c": "3"])
        _ = names()
        try await update(files, clean: true)
        #expect(names() == ["a", "b", "c"])
        try await update([counted("a", "1", key: 9), files[1], files[2]])
        #expect(names() == ["a", "c"])
        try await update([counted("a", "1", key: 9), files[1], files[2]])
        #expect(names() == ["c"])
    }

    @Test("when nothing has changed, no file of the output is touched")
    func nothingToDo() async throws {
        let files = [file("index.html", "1", key: 1), file("a/b.html", "2"), file("c.html", "3", key: 3)]
        try await update(files)
        try folder.write("mine", to: "Output/CNAME")
        func state() throws -> [String] {
            try [output, output + "/a", output + "/index.html", output + "/a/b.html", output + "/" + OutputManifest.fileName].map { path in
                var status = stat()
                try #require(lstat(path, &status) == 0)
                return "\(status.st_ino) \(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec) \(status.st_nlink)"
            }
        }
        let before = try state()
        #expect(try await update(files) == OutputFolder.Summary(written: 0, unchanged: 3, deleted: 0, bytes: 3))
        #expect(try state() == before)
    }

    @Test("what no build wrote is carried over as it is: files, folders, links, permissions, names that are no UTF-8")
    func foreign() async throws {
        try await update([file("index.html", "1"), file("threads/a.html", "a")])
        try folder.write("mine", to: "Output/CNAME")
        try folder.write("ref", to: "Output/.git/refs/heads/pages")
        try FileManager.default.createDirectory(atPath: output + "/empty/deep", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: output + "/threads/link", withDestinationPath: "../nowhere")
        #expect(mkfifo(output + "/pipe", 0o600) == 0)
        let odd = Array((output + "/").utf8CString.dropLast()) + [-1, -2, 0x41, 0]
        let file = open(odd, O_WRONLY | O_CREAT, 0o640)
        #expect(file >= 0)
        close(file)
        #expect(chmod(output + "/empty", 0o2750) == 0 && chmod(output, 0o751) == 0)
        let git = try inode(output + "/.git/refs/heads/pages")
        for text in ["2", "3", "4"] {
            try await update([self.file("index.html", text), self.file("x/y.html", "a")])
            #expect(try built()["index.html"] == text)
            #expect(try folder.text("Output/CNAME") == "mine")
            #expect(try inode(output + "/.git/refs/heads/pages") == git)
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: output + "/threads/link") == "../nowhere")
            #expect(!folder.exists("Output/threads/a.html"))
            #expect(access(odd, F_OK) == 0)
            var status = stat()
            #expect(lstat(output + "/pipe", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
            #expect(lstat(output + "/empty", &status) == 0 && status.st_mode & 0o7777 == 0o2750)
            #expect(lstat(output + "/empty/deep", &status) == 0)
            #expect(lstat(output, &status) == 0 && status.st_mode & 0o7777 == 0o751)
        }
        try folder.remove("Output/CNAME")
        try folder.remove("Output/.git")
        try await update([self.file("index.html", "5")])
        #expect(!folder.exists("Output/CNAME") && !folder.exists("Output/.git"))
    }

    @Test("a file becomes a folder, and in the tree beside the output, which is one build behind, a folder a file")
    func filesAndFolders() async throws {
        let sites = [["c", "d/e/f", "k"], ["c/x", "d/e/g", "k"], ["k"], ["c", "d", "k"], ["c/x/y", "d/e/f", "k"], ["k"]]
        for round in 0..<18 {
            let paths = sites[round % sites.count]
            try await update(paths.map { file($0, $0, key: round % 4 < 2 ? 1 : nil) })
            #expect(try built() == Dictionary(uniqueKeysWithValues: paths.map { ($0, $0) }), "round \(round)")
        }
    }

    @Test("what somebody puts into the output while a site is built is carried over, also into a folder that wasn't there")
    func lateArrivals() async throws {
        let output = self.output
        try await update([file("index.html", "1"), file("a/b.html", "b")])
        for text in ["2", "3"] {
            let late = OutputFile("index.html", .made {
                for name in ["CNAME-\(text)", "a/mine-\(text)", "new-\(text)/deep/mine"] {
                    try? FileManager.default.createDirectory(atPath: (output + "/" + name as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                    try? Data(text.utf8).write(to: URL(fileURLWithPath: output + "/" + name))
                }
                return Array(text.utf8)
            })
            try await update([late, file("a/b.html", "b")])
            let there = try built()
            for name in ["index.html", "CNAME-\(text)", "a/mine-\(text)", "new-\(text)/deep/mine"] { #expect(there[name] == text, "\(name)") }
        }
        #expect(try built()["CNAME-2"] == "2")
    }

    @Test("a tree that a killed build left beside the output is used for what it is worth")
    func leftBeside() async throws {
        try await update([file("index.html", "1"), file("a/b.html", "b"), file("a/c.html", "c")])
        try await update([file("index.html", "2"), file("a/b.html", "b"), file("a/c.html", "c")])
        try folder.write("half", to: ".Output.answerable/tree/a/b.html")
        try folder.remove(".Output.answerable/tree/a/c.html")
        try folder.write("x", to: ".Output.answerable/tree/a/c.html/x")
        try folder.write("x", to: ".Output.answerable/tree/strange/x")
        try folder.write("x", to: ".Output.answerable/record-part")
        try await update([file("index.html", "3"), file("a/b.html", "b"), file("a/c.html", "c")])
        // The half-written file was the output's own, by its inode: it is written anew.
        #expect(try built() == ["index.html": "3", "a/b.html": "b", "a/c.html": "c"])
        try folder.remove(".Output.answerable/tree")
        try folder.write("no folder", to: ".Output.answerable/tree")
        try await update([file("index.html", "4"), file("a/b.html", "b"), file("a/c.html", "c")])
        #expect(try built() == ["index.html": "4", "a/b.html": "b", "a/c.html": "c"])
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/.Output.answerable") {
            #expect(name == "lock" || name == "tree" || name.hasSuffix(".record"), "\(name)")
        }
    }

    @Test("a record that is damaged, cut off or another folder's is no record")
    func records() async throws {
        let files = [file("index.html", "1", key: 1), file("a.html", "2", key: 2)]
        try await update(files)
        let name = ".Output.answerable/\(try inode(output)).record"
        let record = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)))
        let root = try OpenFolder(opening: output).status()
        #expect(TreeRecord(bytes: record, of: root)?.files.count == 3)
        for end in 0..<record.count { #expect(TreeRecord(bytes: Array(record[..<end]), of: root) == nil) }
        for at in record.indices {
            var damaged = record
            damaged[at] ^= 0x10
            #expect(TreeRecord(bytes: damaged, of: root) == nil)
        }
        #expect(TreeRecord(bytes: record, of: try OpenFolder(opening: folder.path).status()) == nil)
        try folder.write(Array(record.dropLast(3)), to: name)
        #expect(try await update(files) == OutputFolder.Summary(written: 0, unchanged: 2, deleted: 0, bytes: 2))
    }

    @Test("a tree is recorded once it is on the disk: what no record is of is brought there whole, also by a build that changes nothing")
    func recordOfWhatIsSynced() async throws {
        let files = [file("index.html", "1", key: 1), file("a.html", "2", key: 2)]
        func hasRecord() async throws -> Bool { try await OutputFolder(opening: output).currentTree().hasRecord }
        #expect(try await !hasRecord())
        try await update(files)
        #expect(try await hasRecord())
        let root = try inode(output)
        // As a copy of the folder is found, or one that an older program wrote.
        try folder.remove(".Output.answerable")
        #expect(try await !hasRecord())
        #expect(try await update(files).written == 0)
        #expect(try await hasRecord())
        #expect(try inode(output) == root)
        #expect(try built() == ["index.html": "1", "a.html": "2"])
    }

    @Test("of two builds at once the second says who holds the lock, and the first is not disturbed")
    func lock() async throws {
        let first = try OutputFolder(opening: output)
        let error = #expect(throws: MachineError.self) { _ = try OutputFolder(opening: output) }
        #expect(error?.description == "cannot write '\(output)': another build (process \(getpid())) is writing it; wait until that has ended")
        _ = try await first.update([file("a", "1")], assetsFrom: folder.path)
        withExtendedLifetime(first) {}
    }

    @Test("a tree that can't be exchanged is replaced file by file, and the summary says why")
    func inPlace() async throws {
        try await update([file("index.html", "1"), file("a/b.html", "b"), file("c", "was a file")])
        try folder.write("mine", to: "Output/a/mine")
        try folder.write("left", to: "Output/a/b.html.answerable-part")
        let folderBefore = try inode(output)
        let place = try OutputFolder(opening: output)
        let current = try await place.currentTree()
        let files = [file("index.html", "2"), file("c/d.html", "now a folder"), file("e/f.html", "e")].map { (path: BytePath($0.path), file: $0) }
        let summary = try await place.replaceInPlace(files, FileMaker(current: current, content: folder.path, isClean: false)).summary
        #expect(summary == OutputFolder.Summary(written: 3, unchanged: 0, deleted: 2, bytes: 14))
        #expect(try built() == ["index.html": "2", "c/d.html": "now a folder", "e/f.html": "e", "a/mine": "mine"])
        #expect(try inode(output) == folderBefore)
        #expect(try folder.text("Output/.answerable-manifest") == "answerable manifest 1\nc/d.html\ne/f.html\nindex.html\n")
    }
}
