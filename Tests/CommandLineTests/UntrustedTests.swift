import Foundation
import RunningProgram
import Testing

@Suite("Building what strangers changed")
struct UntrustedTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        let thread = "---\ntitle: Why?\nasked: 2026-01-02T10:00:00Z\nby: mei\n---\n\nBody of the base.\n"
        try folder.write("title: The base\nlimits: { post_bytes: 2048 }\n", to: "base/Content/site.yml")
        try folder.write(thread, to: "base/Content/threads/why.md")
        try folder.write("title: Taken over\nexternal_images: allow\nlimits: { post_bytes: 900000 }\n", to: "changed/Content/site.yml")
        try folder.write("<script>alert(1)</script>", to: "changed/Templates/layout.mustache")
        try folder.write(thread.replacingOccurrences(of: "base", with: "change ![x](https://evil.example/x.png)"), to: "changed/Content/threads/why.md")
        try folder.write(thread + String(repeating: "long ", count: 1_000), to: "changed/Content/threads/long.md")
    }

    private func build(_ arguments: String...) throws -> Program.Run {
        try Program.run(["build", "--untrusted", "--site", folder.path + "/changed", "--base", folder.path + "/base"] + arguments)
    }

    @Test("settings, templates and limits are the base's, the content is the changed one's, and the output lies in the base")
    func trusted() throws {
        let run = try build()
        #expect(run.code == 1)
        #expect(run.errors.contains("Content/threads/long.md:7:1: error: this post has"))
        #expect(run.errors.contains("the limit is 2048"))
        let page = try folder.text("base/Output/threads/why.html")
        #expect(page.contains("The base") && page.contains("Body of the change"))
        #expect(!page.contains("Taken over") && !page.contains("alert(1)") && !page.contains("<img src=\"https://evil"))
        #expect(!folder.exists("changed/Output"))
    }

    @Test("content that is a link is refused")
    func link() throws {
        try folder.remove("changed/Content")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/changed/Content", withDestinationPath: "../base/Content")
        let run = try build()
        #expect(run.code == 3)
        #expect(run.errors.contains("it is a link, and the folder that it lies in isn't trusted"))
    }

    @Test("one option needs the other")
    func usage() throws {
        #expect(try Program.run(["build", "--untrusted", "--site", folder.path + "/changed"]).code == 2)
        #expect(try Program.run(["build", "--base", folder.path + "/base", "--site", folder.path + "/changed"]).code == 2)
        #expect(try build("--base", folder.path + "/nowhere").code == 2)
    }
}
