import Foundation
import RunningProgram
import Testing

/// A small sound site, to be broken in one place.
private func site(_ changes: KeyValuePairs<String, String?> = [:]) throws -> TestFolder {
    let folder = try TestFolder()
    let files: KeyValuePairs = [
        "site.yml": "title: Keys\ntime_zone: Europe/Vienna\n", "people/mei.md": "---\nname: Mei\n---\n", "people/lian.md": "---\nname: Lian\n---\n",
        "threads/keys.md": """
            ---
            title: Who has the keys?
            asked: 2026-03-02T09:15:00+01:00
            by: mei
            tags: [doors]
            ---

            The door is locked.

            ---
            answer: lian
            at: 2026-03-02T09:41:00+01:00
            ---

            The caretaker keeps a turquoise one.

            """,
    ]
    for (path, text) in files { try folder.write(text, to: "Content/" + path) }
    for (path, text) in changes {
        if let text { try folder.write(text, to: path) } else { try folder.remove(path) }
    }
    return folder
}

private func thread(_ frontMatter: String) -> String { "---\n\(frontMatter)---\n\nThe door is locked.\n" }

@Suite("Messages")
struct MessageTests {
    @Test("a slip is told with its place and how to mend it", arguments: [
        (
            "titel: Keys\nasked: 2026-03-02\nby: mei\ntags: []\n",
            ["Content/threads/keys.md:2:1: error: a thread has no key 'titel' (did you mean 'title', which a thread needs?)\n    titel: Keys\n    ^~~~~\n"]
        ),
        (
            "title: Keys\nasked: 2026-02-30\nby: mei\ntags: []\n",
            ["Content/threads/keys.md:3:8: error: there is no day 30 in this month (February 2026 has 28 days)\n    asked: 2026-02-30\n           ^~~~~~~~~~\n"]
        ),
        (
            "title: Keys\nasked: 2026-02-28\ntags: []\n",
            ["Content/threads/keys.md:1:1: error: a thread needs the key 'by' (add a line such as 'by: mei')\n"]
        ),
        (
            "title: Keys\nasked: 2026-02-28\nby: mai\ntags: []\n",
            ["Content/threads/keys.md:4:5: warning: nobody in 'people/' is called 'mai' (did you mean 'mei'?)"]
        ),
    ])
    func slips(_ frontMatter: String, _ expected: [String]) throws {
        let folder = try site(["Content/threads/keys.md": thread(frontMatter)])
        let run = try Program.run(["check", "--site", folder.path])
        for message in expected { #expect(run.errors.contains(message), "\(run.errors)") }
        #expect(run.code == (expected.contains { $0.contains("error") } ? 1 : 0))
        #expect(try Program.run(["check", "--site", folder.path, "--strict"]).code == 1)
    }

    @Test("every fault of every file is told in one run, and the sound rest is built")
    func allFaults() throws {
        let folder = try site([
            "Content/threads/one.md": thread("title: One\nasked: yesterday\nby: mei\n"), "Content/threads/two.md": thread("title: Two\nasked: 2026-01-01\n"),
        ])
        let run = try Program.run(["build", "--site", folder.path])
        #expect(run.code == 1)
        #expect(run.errors.contains("Content/threads/one.md:3:8: error: ") && run.errors.contains("Content/threads/two.md:1:1: error: "), "\(run.errors)")
        #expect(run.errors.contains("2 errors"))
        #expect(folder.exists("Output/threads/keys.html"))
        #expect(!folder.exists("Output/threads/one.html"))
    }

    @Test("a name that a template's view doesn't have is an error at its line, with the near one")
    func templates() throws {
        let folder = try site(["Templates/partials/empty.mustache": "<p>\n{{titel}}</p>\n"])
        let run = try Program.run(["build", "--site", folder.path])
        #expect(run.code == 1)
        #expect(run.errors.contains("Templates/partials/empty.mustache:2:3: error: there is no 'titel' in 'empty' (did you mean 'title'?")
            || run.errors.contains("Templates/partials/empty.mustache:2:3: error: there is no 'titel' here (did you mean 'title'?"), "\(run.errors)")
        #expect(run.errors.contains("\n    {{titel}}</p>\n      ^~~~~\n"))
        #expect(!folder.exists("Output/index.html"))

        // A site's own file takes the place of the theme's.
        try folder.write("<p class=\"mine\">{{title}}</p>\n", to: "Templates/partials/empty.mustache")
        try folder.write("---\ntitle: Nobody knows\nasked: 2026-03-03\nby: mei\n---\n\nWell?\n", to: "Content/threads/open.md")
        #expect(try Program.run(["build", "--site", folder.path]).code == 0)
        #expect(try folder.text("Output/threads/open.html").contains("<p class=\"mine\">"))
    }

    @Test("a folder that is no site, and one that can't be written")
    func folders() throws {
        let folder = try TestFolder()
        let missing = try Program.run(["build", "--site", folder.path])
        #expect(missing.code == 2)
        #expect(missing.errors.hasPrefix("error: there is no folder 'Content' in '\(folder.path)' (run 'answerable init "), "\(missing.errors)")
        #expect(try Program.run(["build"], in: folder.path).errors.hasPrefix("error: there is no folder 'Content' in '.' ("))

        let sound = try site()
        try sound.write("a file", to: "taken")
        let unwritable = try Program.run(["build", "--site", sound.path, "--output", sound.path + "/taken/Output"])
        #expect(unwritable.code == 3)
        #expect(unwritable.errors == "error: cannot make the folder '\(sound.path)/taken/Output': Not a directory\n")

        let inside = try Program.run(["build", "--site", sound.path, "--output", sound.path + "/Content/site"])
        #expect(inside.code == 2)
        #expect(inside.errors.contains("lies in the content"))
    }

    @Test("what check prints for machines can be read by them")
    func formats() throws {
        let folder = try site(["Content/threads/keys.md": thread("titel: \"Keys, 50% \\\"off\\\" 鑰匙\"\nasked: 2026-02-30\nby: mei\n")])
        let json = try Program.run(["check", "--site", folder.path, "--format", "json"])
        #expect(json.code == 1)
        let faults = try JSONDecoder().decode([Fault].self, from: Data(json.output.utf8))
        #expect(faults.count == 2)
        #expect(faults.allSatisfy { $0.path == "Content/threads/keys.md" && !$0.code.isEmpty && !$0.message.isEmpty })

        let sarif = try Program.run(["check", "--site", folder.path, "--format", "sarif"])
        let log = try JSONDecoder().decode(SARIF.self, from: Data(sarif.output.utf8))
        #expect(log.version == "2.1.0")
        #expect(log.runs.first?.results.count == 2)
        let rules = Set(log.runs.first?.tool.driver.rules.map(\.id) ?? [])
        #expect(log.runs.first?.results.allSatisfy { rules.contains($0.ruleId) } == true)

        let github = try Program.run(["check", "--site", folder.path, "--format", "github"])
        let lines = github.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.hasPrefix("::error file=Content/threads/keys.md,line=") || $0.hasPrefix("::warning file=Content/threads/keys.md,line=") }, "\(github.output)")

        let sound = try site()
        #expect(try JSONDecoder().decode([Fault].self, from: Data(try Program.run(["check", "--site", sound.path, "--format", "json"]).output.utf8)).isEmpty)
    }

    private struct Fault: Decodable {
        let path, code, message: String
    }

    private struct SARIF: Decodable {
        struct Run: Decodable {
            struct Tool: Decodable {
                struct Driver: Decodable {
                    struct Rule: Decodable { let id: String }
                    let rules: [Rule]
                }
                let driver: Driver
            }
            struct Result: Decodable { let ruleId: String }
            let tool: Tool
            let results: [Result]
        }
        let version: String
        let runs: [Run]
    }
}

@Suite("Commands")
struct CommandTests {
    private static let commands = ["build", "check", "new", "import", "stats", "search", "init", "curate", "doctor"]

    @Test("every command explains itself", arguments: commands)
    func help(_ command: String) throws {
        let help = try Program.run([command, "--help"])
        #expect(help.code == 0)
        #expect(help.output.contains("USAGE: answerable \(command)") && help.output.contains("OVERVIEW: "))
        #expect(try Program.run(["help", command]).output == help.output)
        // No option without a word on what it does.
        for line in help.output.split(separator: "\n") where line.hasPrefix("  -") {
            #expect(line.count > 26 || line.contains("<"), "\(line)")
        }
        #expect(try Program.run(["--help"]).output.contains("  \(command) "))
    }

    @Test("wrong usage ends with 2 and the way out", arguments: [
        (["buidl"], "there is no command 'buidl' (did you mean 'build'?)"), (["help", "buidl"], "there is no command 'buidl' (did you mean 'build'?)"), (["build", "--stie", "x"], "Did you mean '--site'?"), (["build", "--jobs", "0"], "--jobs must be at least 1"),
        (["check", "--as-of", "yesterday"], "'yesterday' is not a time (write it as "), (["check", "--format", "xml"], "'text', 'json', 'github' or 'sarif'"),
        (["new", "thread"], "Missing expected argument '<title>'"), (["new", "post", "x"], "'thread', 'rule', 'person' or 'tag'"), (["init"], "Missing expected argument '<DIR>'"),
        (["search"], "Missing expected argument"), (["import", "stackexchange"], "Missing expected argument"), (["build", "surplus"], "Unexpected argument 'surplus'"),
    ])
    func usage(_ arguments: [String], _ message: String) throws {
        let run = try Program.run(arguments)
        #expect(run.code == 2)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.errors.contains("--help' for more information."))
        #expect(run.output == "")
    }

    @Test("search finds a thread by a word of its answer, and says where to build first")
    func search() throws {
        let folder = try site()
        let unbuilt = try Program.run(["search", "turquoise"], in: folder.path)
        #expect(unbuilt.code == 2)
        #expect(unbuilt.errors.contains("build the site first"))
        #expect(try Program.run(["build"], in: folder.path).code == 0)
        let found = try Program.run(["search", "turquoise"], in: folder.path)
        #expect(found.code == 0)
        #expect(found.output.hasPrefix("Who has the keys?\n  Output/threads/keys.html"), "\(found.output)")
        #expect(try Program.run(["search", "vermilion"], in: folder.path).output == "nothing found\n")
        struct Hit: Decodable { let url, title: String }
        let json = try Program.run(["search", "turquoise", "keys", "--format", "json"], in: folder.path)
        #expect(try JSONDecoder().decode([Hit].self, from: Data(json.output.utf8)).map(\.title) == ["Who has the keys?"])
    }

    @Test("in a pipe nothing moves and nothing is coloured")
    func quietInPipes() throws {
        let folder = try site(["Content/threads/one.md": thread("title: One\nasked: yesterday\nby: mei\n")])
        for arguments in [["build"], ["check"], ["stats"], ["build", "--format", "json"]] {
            let run = try Program.run(arguments, environment: ["TERM": "xterm-256color"], in: folder.path)
            #expect(!(run.errors + run.output).utf8.contains { $0 == 0x1B || $0 == 0x0D }, "\(arguments)")
        }
        let quiet = try site()
        let run = try Program.run(["build", "--quiet"], in: quiet.path)
        #expect(run.code == 0 && run.output == "" && run.errors == "", "\(run.errors)")
    }

    @Test("with --format json a build tells what it made, and nothing else is printed; where templates are broken it made nothing")
    func buildAsJSON() throws {
        struct Built: Decodable {
            struct Site: Decodable { let threads, answers, people, tags, rules: Int }
            struct Files: Decodable { let all, written, unchanged, deleted: Int }
            struct Fault: Decodable { let code, severity, path: String }
            let site: Site?
            let files: Files?
            let as_of: String
            let index: String?
            let seconds: Double
            let stages: [String: Double]
            let diagnostics: [Fault]
        }
        func build(_ folder: TestFolder, code: Int32) throws -> Built {
            let run = try Program.run(["build", "--format", "json"], in: folder.path)
            #expect(run.code == code && run.errors == "", "\(run.errors)")
            return try JSONDecoder().decode(Built.self, from: Data(run.output.utf8))
        }
        let folder = try site(["Content/threads/one.md": thread("title: One\nasked: yesterday\nby: mei\n")])
        let first = try build(folder, code: 1)
        let files = try #require(first.files)
        #expect(first.diagnostics.map(\.path) == ["Content/threads/one.md"] && first.diagnostics.allSatisfy { $0.severity == "error" })
        #expect(files.written == files.all && files.unchanged == 0 && files.all > 10)
        #expect(first.index == "Output/index.html" && folder.exists("Output/index.html"))
        #expect(first.stages.keys.contains("parse"))
        // Nothing has changed: the same is told, with nothing written.
        let second = try build(folder, code: 1)
        #expect(second.files?.written == 0 && second.files?.unchanged == files.all)
        #expect(second.site?.threads == first.site?.threads && second.as_of == first.as_of && second.diagnostics.count == 1)
        try folder.write("{{#threads}}", to: "Templates/threads.mustache")
        let broken = try build(folder, code: 1)
        #expect(broken.site == nil && broken.files == nil && broken.index == nil && !broken.diagnostics.isEmpty)
    }

    @Test("an import twice is an import once, and leaves an edited file alone")
    func importTwice() throws {
        guard let dump = sharedData("stackexchange/conlang-meta-2020") else { return }
        let folder = try TestFolder()
        let arguments = ["import", "stackexchange", dump, "--into", folder.path]
        let first = try Program.run(arguments)
        #expect(first.code == 0, "\(first.errors)")
        let imported = try folder.files()
        #expect(imported.count > 20)
        let second = try Program.run(arguments)
        #expect(second.code == 0)
        #expect(second.output.contains("0 files new, 0 updated"), "\(second.output)")
        #expect(differences(imported, try folder.files()) == [])
        #expect(try Program.run(["check", "--site", folder.path]).code == 0)

        let name = try #require(imported.keys.sorted().first { $0.hasPrefix("Content/threads/") })
        let edited = try folder.text(name) + "\nEdited.\n"
        try folder.write(edited, to: name)
        #expect(try Program.run(arguments).output.contains("1 file that somebody edited, left as they are"))
        #expect(try folder.text(name) == edited)
    }
}
