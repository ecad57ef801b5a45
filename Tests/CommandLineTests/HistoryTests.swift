import Foundation
import RunningProgram
import Testing

private func thread(_ title: String, _ more: String = "", text: String = "The door is locked, and nobody knows who has the keys to it.") -> String {
    "---\ntitle: \(title)\nasked: 2026-01-02T09:15:00Z\nby: mei\n\(more)---\n\n\(text)\n\n---\nanswer: lian\nat: 2026-01-02T10:00:00Z\n---\n\nThe caretaker has.\n"
}

@Suite("What version control knows")
struct HistoryTests {
    @Test("pages say when their file was last changed and by whom, and lead to its history; all of it can be turned off")
    func revisions() throws {
        guard let site = try GitFolder() else { return }
        try site.folder.write("title: Keys\ngit: { history_link: \"https://git.example.org/log/{path}\" }\n", to: "Content/site.yml")
        try site.folder.write(thread("Keys"), to: "Content/threads/keys.md")
        try site.folder.write("---\nname: Mei Lin\n---\n", to: "Content/people/mei.md")
        try site.commit("2026-02-01T12:00:00+00:00", by: "Mei Lin")
        try site.folder.write(thread("Keys", "status: settled\n"), to: "Content/threads/keys.md")
        try site.commit("2026-03-01T12:00:00+00:00", by: "noor & co")
        let run = try Program.run(["build", "--site", site.path])
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.errors.contains("figures as of 2026-03-01T12:00:00Z (the content's last commit)"))
        let page = try site.folder.text("Output/threads/keys.html")
        #expect(page.contains("Last changed <time datetime=\"2026-03-01T12:00:00Z\""))
        #expect(page.contains("href=\"../people/mei.html\"") && page.contains("noor &amp; co"))
        #expect(page.contains("href=\"https://git.example.org/log/Content/threads/keys.md\""))

        // The same commit gives the same bytes, wherever it is checked out.
        let built = try site.folder.files("Output")
        let clone = try TestFolder()
        _ = try site.git("clone", "--quiet", site.path, clone.path + "/clone")
        #expect(try Program.run(["build", "--site", clone.path + "/clone"]).code == 0)
        #expect(differences(built, try clone.files("clone/Output")) == [])

        try site.folder.write("title: Keys\ngit: { changed: false, contributors: false, redirects: false }\n", to: "Content/site.yml")
        #expect(try Program.run(["build", "--site", site.path]).code == 0)
        let plain = try site.folder.text("Output/threads/keys.html")
        #expect(!plain.contains("Last changed") && !plain.contains("noor"))
    }

    @Test("the old address of a renamed file leads on: by git's own eye, and by the thread's id")
    func renamed() throws {
        guard let site = try GitFolder() else { return }
        try site.folder.write(thread("Keys"), to: "Content/threads/keys.md")
        try site.folder.write(thread("Lamps", "id: se-7\n", text: "Who switches the lamps off?"), to: "Content/threads/lamps.md")
        try site.folder.write("---\ntitle: Be kind\n---\n\nAlways, and to everybody who asks.\n", to: "Content/rules/kind.md")
        try site.commit("2026-02-01T12:00:00+00:00", by: "mei")
        try site.folder.remove("Content/threads/keys.md")
        try site.folder.remove("Content/rules/kind.md")
        try site.folder.write(thread("Keys"), to: "Content/threads/doors/who-has-the-keys.md")
        try site.folder.write("---\ntitle: Be kind\n---\n\nAlways, and to everybody who asks.\n", to: "Content/rules/be-kind.md")
        try site.commit("2026-02-02T12:00:00+00:00", by: "mei")
        // So much is written anew that git sees two files; the id says that they are one thread.
        try site.folder.remove("Content/threads/lamps.md")
        let anew = "---\ntitle: 'Light: who is the last to leave?'\nasked: 2026-01-02T09:15:00Z\nby: mei\nid: \"se-7\"\n---\n\nEverything else is new.\n"
        try site.folder.write(anew, to: "Content/threads/light.md")
        try site.commit("2026-02-03T12:00:00+00:00", by: "mei")
        let run = try Program.run(["build", "--site", site.path, "--strict"])
        #expect(run.code == 0, "\(run.errors)")
        func leadsTo(_ old: String, _ new: String) throws -> Bool { try site.folder.text("Output/" + old).contains("content=\"0; url=\(new)\"") }
        #expect(try leadsTo("threads/keys.html", "../threads/who-has-the-keys.html"))
        #expect(try leadsTo("rules/kind.html", "../rules/be-kind.html"))
        #expect(try leadsTo("threads/lamps.html", "../threads/light.html"))
        #expect(try Program.run(["check", "--site", site.path, "--strict"]).code == 0)

        // A new file at the old name has the better claim, and nothing complains.
        try site.folder.write(thread("Other keys"), to: "Content/threads/keys.md")
        #expect(try Program.run(["build", "--site", site.path, "--strict"]).code == 0)
        #expect(try site.folder.text("Output/threads/keys.html").contains("Other keys"))
    }

    @Test("what an earlier run read of the history changes nothing: after commits, merges and rewritten commits the pages are those of a fresh clone")
    func remembered() throws {
        guard let site = try GitFolder() else { return }
        func check(_ what: String) throws {
            #expect(try Program.run(["build", "--site", site.path]).code == 0)
            let clone = try TestFolder()
            _ = try site.git("clone", "--quiet", site.path, clone.path + "/clone")
            #expect(try Program.run(["build", "--site", clone.path + "/clone"]).code == 0)
            #expect(differences(try clone.files("clone/Output"), try site.folder.files("Output")) == [], "\(what)")
        }
        for name in ["a", "b"] { try site.folder.write(thread(name), to: "Content/threads/\(name).md") }
        try site.commit("2026-02-01T12:00:00+00:00", by: "mei")
        try check("the first")
        #expect(site.folder.exists(".git/answerable-history"))
        try site.folder.write(thread("a", "status: one\n"), to: "Content/threads/a.md")
        try site.commit("2026-02-02T12:00:00+00:00", by: "lian")
        try site.folder.write(thread("a", "status: two\n"), to: "Content/threads/a.md")
        try site.commit("2026-02-03T12:00:00+00:00", by: "noor")
        try check("two more")
        // A branch whose commit is older than what is known comes in by a merge.
        try site.git("checkout", "--quiet", "-b", "side", "HEAD~1")
        try site.folder.write(thread("b", "status: side\n"), to: "Content/threads/b.md")
        try site.commit("2026-02-01T18:00:00+00:00", by: "gita")
        try site.git("checkout", "--quiet", "main")
        try site.git("-c", "user.name=mei", "-c", "user.email=m@example.org", "merge", "--quiet", "--no-edit", "side")
        try check("a merge")
        try site.git("reset", "--quiet", "--hard", "HEAD~1")
        try check("a step back")
        try site.folder.write("mei lin <someone@example.org>\n", to: ".mailmap")
        try site.commit("2026-02-05T12:00:00+00:00", by: "mei")
        try check("a mailmap")
        try site.folder.write("rubbish", to: ".git/answerable-history")
        try check("a broken memory")
    }

    @Test("a shallow clone is noticed and said, and no page tells what it can't know")
    func shallow() throws {
        guard let site = try GitFolder() else { return }
        try site.folder.write(thread("Keys"), to: "Content/threads/keys.md")
        try site.folder.write("title: Keys\n", to: "Content/site.yml")
        try site.commit("2026-02-01T12:00:00+00:00", by: "mei")
        try site.folder.write("title: The keys\n", to: "Content/site.yml")
        try site.commit("2026-02-02T12:00:00+00:00", by: "noor")
        let clone = try TestFolder()
        _ = try site.git("clone", "--quiet", "--depth", "1", "file://" + site.path, clone.path + "/clone")
        let run = try Program.run(["build", "--site", clone.path + "/clone"])
        #expect(run.code == 0)
        #expect(run.errors.contains("warning: this is a shallow clone"), "\(run.errors)")
        #expect(!(try clone.text("clone/Output/threads/keys.html")).contains("Last changed"))
        #expect(try Program.run(["doctor", "--site", clone.path + "/clone"]).output.contains("a shallow clone"))
    }

    @Test("without a repository everything is built, and nothing is said of it")
    func noRepository() throws {
        let folder = try TestFolder()
        try folder.write(thread("Keys"), to: "Content/threads/keys.md")
        let run = try Program.run(["build", "--site", folder.path, "--strict"], environment: ["PATH": "/nowhere"])
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.errors.contains("(the newest time in the content)"))
        #expect(!(try folder.text("Output/threads/keys.html")).contains("Last changed"))
    }

    @Test("an as-of without an offset is read in the site's time zone")
    func asOf() throws {
        let folder = try TestFolder()
        try folder.write("title: Keys\ntime_zone: Asia/Taipei\n", to: "Content/site.yml")
        try folder.write(thread("Keys"), to: "Content/threads/keys.md")
        #expect(try Program.run(["build", "--site", folder.path, "--as-of", "2026-03-01T12:00"]).errors.contains("figures as of 2026-03-01T12:00:00+08:00 (--as-of)"))
    }
}
