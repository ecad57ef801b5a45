import RunningProgram
import Testing

@Suite("A new site")
struct NewSiteTests {
    @Test("init, check and build follow one another without a word of complaint")
    func first() throws {
        let folder = try TestFolder()
        let site = folder.path + "/my site"
        let made = try Program.run(["init", site])
        #expect(made.code == 0)
        #expect(made.output.contains("cd '\(site)'\n  answerable build "))
        let checked = try Program.run(["check", "--site", site, "--strict"])
        #expect(checked.code == 0)
        #expect(checked.errors.hasSuffix("no faults\n"), "\(checked.errors)")
        let built = try Program.run(["build", "--site", site, "--strict"])
        #expect(built.code == 0)
        #expect(built.errors.hasPrefix("1 thread, 1 answer, 2 people, 1 tag, 1 rule\n"), "\(built.errors)")
        #expect(built.errors.hasSuffix("\(site)/Output/index.html\n"))
        #expect(folder.exists("my site/Output/threads/how-do-i-add-a-thread.html"))

        // Never over something that is there.
        let before = try folder.files()
        let again = try Program.run(["init", site])
        #expect(again.code == 2)
        #expect(again.errors == "error: '\(site)/Content' exists already: there is a site here\n")
        #expect(try folder.files() == before)
    }

    @Test("new threads, rules, people and tags are what check accepts")
    func newFiles() throws {
        let folder = try TestFolder()
        try Program.run(["init", folder.path])
        let wanted = [
            (["thread", "How do we start, \"today\"? <b>Now</b> & here", "--by", "asker"], "threads/how-do-we-start-today-b-now-b-here.md"),
            (["thread", "静态网站怎么搜索中文？", "--by", "asker"], "threads/静态网站怎么搜索中文.md"), (["rule", "Be kind: always # really"], "rules/be-kind-always-really.md"),
            (["person", "mei"], "people/mei.md"), (["person", "Mei Lin"], "people/mei-lin.md"), (["person", "李雷"], "people/李雷.md"), (["tag", "C++"], "tags/c++.md"),
            (["tag", "Cold start"], "tags/cold-start.md"), (["tag", "c#"], "tags/c#.md"),
        ]
        for (arguments, path) in wanted {
            let made = try Program.run(["new"] + arguments + ["--site", folder.path])
            #expect(made.code == 0, "\(made.errors)")
            #expect(made.output == folder.path + "/Content/" + path + "\n")
            #expect(made.errors == "")
            #expect(folder.exists("Content/" + path))
        }
        // Nothing but that the texts are still to be written: two questions and a rule.
        let checked = try Program.run(["check", "--site", folder.path])
        #expect(checked.code == 0, "\(checked.errors)")
        #expect((checked.output + checked.errors).contains("3 warnings") && (checked.output + checked.errors).components(separatedBy: "is still to be written").count == 4, "\(checked.errors)")
        #expect(try Program.run(["build", "--site", folder.path]).code == 0)
    }

    @Test("a name that can't be a file's is refused, and nothing is written", arguments: [
        (["thread", "???"], "has no letter or digit"), (["thread", " "], "the title is empty"), (["person", "../mei"], "holds '/'"), (["person", ""], "the title is empty"),
        (["tag", "a/b"], "holds '/'"), (["person", "con"], "kept by Windows"), (["thread", "Index"], "kept by the list"), (["thread", "How do I add a thread?"], "exists already"),
    ])
    func refusedNames(_ arguments: [String], _ reason: String) throws {
        let folder = try TestFolder()
        try Program.run(["init", folder.path])
        let before = try folder.files()
        let refused = try Program.run(["new"] + arguments + ["--site", folder.path])
        #expect(refused.code == 2)
        #expect(refused.errors.contains(reason), "\(refused.errors)")
        #expect(try folder.files() == before)
    }
}
