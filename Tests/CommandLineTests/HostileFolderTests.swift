import Foundation
import RunningProgram
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A site's folder that strangers filled: what lies beside the content must not lead the program anywhere either.
@Suite("Folders of strangers")
struct HostileFolderTests {
    private static let text = "---\ntitle: Why?\nasked: 2026-01-02T10:00:00Z\nby: mei\n---\n\n" + String(repeating: "A line of the question.\n", count: 20)

    private func link(_ place: String, to target: String) throws {
        let url = URL(fileURLWithPath: place)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target)
    }

    @Test("what is kept of an earlier build is no link and no pipe: none is followed or waited for, and nothing is written behind one")
    func cache() throws {
        let folder = try TestFolder()
        try folder.write(Self.text, to: "site/Content/threads/why.md")
        try link(folder.path + "/site/.answerable/cache/parsed.index", to: "/dev/zero")
        #expect(try Program.run(["build", "--site", folder.path + "/site"]).code == 0)
        try folder.remove("site/.answerable")
        try FileManager.default.createDirectory(atPath: folder.path + "/site/.answerable/cache", withIntermediateDirectories: true)
        #expect(mkfifo(folder.path + "/site/.answerable/cache/parsed.index", 0o600) == 0)
        #expect(try Program.run(["build", "--site", folder.path + "/site"]).code == 0)
        for name in [".answerable", ".answerable/cache"] {
            try folder.remove("site/.answerable")
            try FileManager.default.createDirectory(atPath: folder.path + "/victim", withIntermediateDirectories: true)
            try link(folder.path + "/site/" + name, to: folder.path + "/victim")
            #expect(try Program.run(["build", "--site", folder.path + "/site"]).code == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/victim") == [])
        }
        try folder.write(Self.text, to: "changed/Content/threads/why.md")
        #expect(try Program.run(["build", "--untrusted", "--site", folder.path + "/changed", "--base", folder.path + "/site"]).code == 0)
        #expect(!folder.exists("changed/.answerable"))
    }

    @Test("a hard link into the output, the tree beside it or the cache, and a link or a pipe among the templates, leave what they lead to alone")
    func hardLinks() throws {
        let folder = try TestFolder()
        let victim = folder.path + "/victim"
        try folder.write("of somebody else", to: "victim")
        try folder.write(Self.text, to: "site/Content/threads/why.md")
        func build(_ more: String...) throws { #expect(try Program.run(["build", "--site", folder.path + "/site"] + more).code == 0) }
        func change() throws { try folder.write(Self.text + UUID().uuidString + "\n", to: "site/Content/threads/why.md") }
        func linkHard(_ name: String) throws {
            try? folder.remove(name)
            #expect(Foundation.link(victim, folder.path + "/" + name) == 0)
        }
        try build()
        try change()
        try build()
        for name in ["site/Output/threads/why.html", "site/.Output.answerable/tree/threads/why.html", "site/.answerable/cache/receipt.part", "site/.answerable/cache/receipt"] {
            try linkHard(name)
        }
        try change()
        try build()
        for name in ["site/Output/index.html", "site/.Output.answerable/tree/index.html"] { try linkHard(name) }
        try build("--clean")
        try link(folder.path + "/site/Templates/thread.mustache", to: "/dev/zero")
        #expect(mkfifo(folder.path + "/site/Templates/page.mustache", 0o600) == 0)
        try build()
        #expect(try String(contentsOfFile: victim, encoding: .utf8) == "of somebody else")
        #expect(try String(contentsOfFile: folder.path + "/site/Output/threads/why.html", encoding: .utf8).contains("A line of the question."))
        #expect(!folder.exists("site/.answerable/cache/receipt.part"))
    }

    @Test("a list of names for authors that is a link to something endless is no list")
    func mailmap() throws {
        guard let site = try GitFolder() else { return }
        try site.folder.write(Self.text, to: "Content/threads/why.md")
        try link(site.path + "/.mailmap", to: "/dev/zero")
        try site.commit("2026-02-01T12:00:00+00:00", by: "mei")
        #expect(try Program.run(["build", "--site", site.path]).code == 0)
    }

    @Test("reading a history runs no command of the repository's settings: neither in .git, nor where a folder of the content is made to look like a repository")
    func settingsOfStrangers() throws {
        guard let site = try GitFolder() else { return }
        try site.folder.write(Self.text, to: "Content/threads/why.md")
        try site.commit("2026-02-01T12:00:00+00:00", by: "mei")
        let object = try site.git("rev-parse", "HEAD:Content/threads/why.md").trimmingCharacters(in: .whitespacesAndNewlines)
        _ = try site.git("mv", "Content/threads/why.md", "Content/threads/how.md")
        try site.folder.write(Self.text + "More.\n", to: "Content/threads/how.md")
        try site.commit("2026-02-02T12:00:00+00:00", by: "mei")
        // Git asks for the text that is not there, by a command that the settings name.
        try site.folder.remove(".git/objects/\(object.prefix(2))/\(object.dropFirst(2))")
        for setting in [
            ["core.repositoryFormatVersion", "1"], ["extensions.partialClone", "origin"], ["remote.origin.url", site.path + "/.git"], ["remote.origin.promisor", "true"],
            ["remote.origin.uploadpack", "touch \(site.path)/ran; false"], ["core.fsmonitor", "touch \(site.path)/ran"],
        ] { _ = try site.git("config", setting[0], setting[1]) }
        #expect(try Program.run(["build", "--site", site.path]).code == 0)
        #expect(!site.folder.exists("ran"))

        guard let outer = try GitFolder() else { return }
        try FileManager.default.copyItem(atPath: site.path + "/.git", toPath: outer.path + "/Content")
        try outer.folder.write(Self.text, to: "Content/threads/how.md")
        try outer.commit("2026-02-01T12:00:00+00:00", by: "mei")
        _ = try site.git("--git-dir", outer.path + "/Content", "config", "core.worktree", "..")
        for command in ["build", "check"] {
            let run = try Program.run([command, "--site", outer.path])
            #expect(run.code == 0, "\(run.errors)")
        }
        #expect(!site.folder.exists("ran"))
    }

    @Test("a file of gigabytes, and folders a thousand deep, cost a message each", .timeLimit(.minutes(1)))
    func measureless() throws {
        let folder = try TestFolder()
        try folder.write(Self.text, to: "Content/threads/why.md")
        for path in ["Content/threads/huge.md", "Content/log/huge.csv", "Content/assets/huge.svg"] {
            try folder.write("", to: path)
            #expect(truncate(folder.path + "/" + path, 6 << 30) == 0)
        }
        try FileManager.default.createDirectory(atPath: folder.path + "/Content/threads" + String(repeating: "/a", count: 1_200), withIntermediateDirectories: true)
        let run = try Program.run(["build", "--site", folder.path])
        #expect(run.code == 1)
        #expect(run.errors.contains("Content/threads/huge.md:1:1: error: this file has 6442450944 bytes; the limit is 16777216"))
        #expect(run.errors.contains("Content/log/huge.csv:1:1: error: this file has 6442450944 bytes; the limit is 268435456"))
        #expect(run.errors.contains("this folder lies more than 32 levels deep and is not read"))
        #expect(folder.exists("Output/threads/why.html"))
    }
}
