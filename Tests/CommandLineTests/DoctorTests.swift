import Foundation
import RunningProgram
import Testing

@Suite("Manners of the command line")
struct DoctorTests {
    private struct Finding: Decodable { let name, state, detail: String; let remedy: String? }

    private func findings(_ arguments: [String] = [], environment: [String: String?] = [:]) throws -> [String: Finding] {
        let run = try Program.run(["doctor", "--format", "json"] + arguments, environment: environment)
        let found = try JSONDecoder().decode([Finding].self, from: Data(run.output.utf8))
        #expect(run.code == (found.contains { $0.state == "broken" } ? 3 : 0))
        // Whatever is not fine comes with a way out.
        for finding in found where finding.state != "fine" && finding.name != "disk" && finding.detail != "unknown, without git" { #expect(finding.remedy != nil, "\(finding.name)") }
        return Dictionary(found.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("doctor finds what is there, and says how to get what isn't")
    func doctor() throws {
        let folder = try TestFolder()
        try Program.run(["init", folder.path])
        let found = try findings(["--site", folder.path], environment: ["LANG": "C", "LC_ALL": nil, "LC_CTYPE": nil])
        #expect(found["workers"]?.state == "fine")
        #expect(found["libraries"]?.detail.contains("libcmark-gfm 0.") == true)
        #expect(found["locale"]?.state == "lacking")
        #expect(found["history"]?.state == "lacking")
        let bare = try findings(["--site", folder.path], environment: ["PATH": "/nowhere"])
        #expect(bare["git"]?.state == "lacking" && bare["curl"]?.state == "lacking")
        #expect(try findings(["--site", folder.path + "/nowhere"])["site"]?.state == "lacking")
        try folder.write("a file", to: "taken")
        if getuid() != 0 {
            try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
            #expect(try findings(["--site", folder.path])["output"]?.state == "broken")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        }
    }

    @Test("the manual page has every command and every option that help has, in macros that are closed")
    func manual() throws {
        let page = try Program.run(["manual"]).output.replacingOccurrences(of: "\\-", with: "-")
        let help = try Program.run(["--help"]).output
        let commands = help.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS") }.filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }
        #expect(commands.count >= 9)
        for command in commands where !["See", "help"].contains(command) {
            #expect(page.contains(".Ss answerable \(command)\n"), "\(command)")
            for line in try Program.run([command, "--help"]).output.split(separator: "\n") where line.hasPrefix("  --") && !line.hasPrefix("  --version") {
                let option = line.dropFirst(4).prefix { $0 == "-" || $0.isLetter }
                #expect(page.contains("Fl -\(option)"), "\(command) --\(option)")
            }
        }
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count { $0.hasPrefix(".Bl ") } == lines.count { $0 == ".El" })
        #expect(lines.count { $0.hasPrefix(".Bd ") } == lines.count { $0 == ".Ed" })
    }

    @Test("completions are made for three shells, and know every command", arguments: ["bash", "zsh", "fish"])
    func completions(_ shell: String) throws {
        let run = try Program.run(["--generate-completion-script", shell])
        #expect(run.code == 0)
        for command in ["build", "check", "curate", "doctor", "import", "new"] { #expect(run.output.contains(command)) }
    }

    @Test("new and init tell programs what they wrote")
    func json() throws {
        struct Made: Decodable { let directory: String; let files: [String] }
        let folder = try TestFolder()
        let made = try JSONDecoder().decode(Made.self, from: Data(try Program.run(["init", folder.path, "--format", "json"]).output.utf8))
        #expect(made.files.contains("Content/site.yml") && made.files.contains(".github/workflows/publish.yml") && made.files.contains("README.md"))
        for file in made.files { #expect(folder.exists(file)) }
        struct New: Decodable { let kind, path: String }
        let new = try JSONDecoder().decode(New.self, from: Data(try Program.run(["new", "tag", "doors", "--site", folder.path, "--format", "json"]).output.utf8))
        #expect(new.kind == "tag" && new.path == folder.path + "/Content/tags/doors.md")
    }

    @Test("stats ranks by a window where one is asked for")
    func window() throws {
        let all = try Program.run(["stats", "--site", packageRoot])
        let month = try Program.run(["stats", "--site", packageRoot, "--window", "30d"])
        #expect(all.code == 0 && month.code == 0)
        #expect(month.output.contains("Answers of the last 30 days\n") && !all.output.contains("Answers of the last"))
        #expect(month.output != all.output)
        #expect(try Program.run(["stats", "--window", "7d"]).code == 2)
    }
}
