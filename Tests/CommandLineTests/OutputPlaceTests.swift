import Foundation
import RunningProgram
import Testing

@Suite("Where the output lies")
struct OutputPlaceTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write("title: Answers\n", to: "site/Content/site.yml")
        try folder.write("---\ntitle: Why?\nasked: 2026-01-02T10:00:00Z\nby: mei\n---\n\nBody.\n", to: "site/Content/threads/why.md")
    }

    private func build(_ arguments: String...) throws -> Program.Run {
        try Program.run(["build", "--site", folder.path + "/site"] + arguments)
    }

    @Test("an output among the content is refused, also behind a link and where it doesn't exist yet", arguments: ["Content", "Content/a/b", "../link/x"])
    func insideContent(name: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "site/Content")
        let run = try build("--output", folder.path + "/site/" + name)
        #expect(run.code == 2)
        #expect(run.errors.contains("lies in the content"))
        #expect(try folder.files("site/Content").keys.sorted() == ["site.yml", "threads/why.md"])
    }

    @Test("missing folders above the output are made, and the output may be a link")
    func parents() throws {
        #expect(try build("--output", folder.path + "/a/b/c").code == 0)
        #expect(folder.exists("a/b/c/threads/why.html"))
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/out", withDestinationPath: "a")
        #expect(try build("--output", folder.path + "/out").code == 0)
        #expect(folder.exists("a/threads/why.html"))
    }

    @Test("a file in the output's place is the machine's failure")
    func file() throws {
        try folder.write("mine", to: "out")
        #expect(try build("--output", folder.path + "/out").code == 3)
        #expect(try folder.text("out") == "mine")
    }

    @Test("a manifest that leads out of the folder is not followed", arguments: ["../precious.txt", "/precious.txt", "threads/../../precious.txt", "./../precious.txt"])
    func manifest(path: String) throws {
        #expect(try build().code == 0)
        try folder.write("mine", to: "site/precious.txt")
        let manifest = try folder.text("site/Output/.answerable-manifest")
        try folder.write(manifest + path + "\n", to: "site/Output/.answerable-manifest")
        for arguments in [[], ["--clean"]] {
            let run = try Program.run(["build", "--site", folder.path + "/site"] + arguments)
            #expect(run.code == 3)
            #expect(run.errors.contains("it is damaged"))
        }
        #expect(try folder.text("site/precious.txt") == "mine")
    }

    @Test("nothing is written or deleted behind a link in the output")
    func link() throws {
        #expect(try build().code == 0)
        try folder.copy(folder.path + "/site/Output/threads", to: "elsewhere")
        try folder.remove("site/Output/threads")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/site/Output/threads", withDestinationPath: "../../elsewhere")
        let before = try folder.files("elsewhere")
        #expect(try build().code == 3)
        #expect(try build("--clean").code == 3)
        #expect(differences(before, try folder.files("elsewhere")) == [])
    }

    @Test("a file name with a line break is an error, and never a line of the manifest")
    func lineBreak() throws {
        try folder.write("x", to: "site/Content/assets/a\n../precious.txt")
        let run = try build()
        #expect(run.code == 1)
        #expect(run.errors.contains("the name is not UTF-8, or holds a line break"))
        #expect(!(try folder.text("site/Output/.answerable-manifest").contains("precious")))
    }

    @Test("an asset's name may be as long as a disk allows")
    func longName() throws {
        let name = String(repeating: "l", count: 251) + ".txt"
        try folder.write("x", to: "site/Content/assets/" + name)
        #expect(try build().code == 0)
        #expect(try folder.files("site/Output/assets").keys.sorted() == [name])
    }
}
