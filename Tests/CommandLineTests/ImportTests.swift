import Foundation
import RunningProgram
import Testing

/// The import as somebody who moves a community runs it.
@Suite struct ImportTests {
    private static let topic = """
        {"id":1,"title":"Why is the sky blue?","tags":["sky"],"post_stream":{"posts":[
        {"id":11,"post_number":1,"username":"mei","created_at":"2020-01-01T10:00:00Z","cooked":"<p>Why?</p>","avatar_template":"/user_avatar/forum.example/x/1.png"},
        {"id":12,"post_number":2,"username":"lian","created_at":"2020-01-01T11:00:00Z","cooked":"<p>Light.</p>","accepted_answer":true},
        {"id":13,"post_number":3,"username":"system","created_at":"2020-01-02T11:00:00Z","cooked":"","post_type":3,"action_code":"closed.enabled"}],"stream":[11,12,13,14]}}
        """

    @Test("what was taken, what was left and why, and what to do next are told; the site checks clean")
    func report() throws {
        let folder = try TestFolder()
        try folder.write(Self.topic, to: "export/1.json")
        let arguments = ["import", "discourse", folder.path + "/export", "--into", folder.path + "/site"]
        let dry = try Program.run(arguments + ["--dry-run"])
        #expect(dry.code == 0 && dry.output.hasPrefix("nothing was written; this is what would be\n1 question, 1 answer (1 accepted), "), "\(dry.output)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/site"))
        let run = try Program.run(arguments)
        #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(
            run.output == """
                1 question, 1 answer (1 accepted), 0 comments, 2 people, 1 tag
                5 files new, 0 updated, 0 unchanged
                1 question in the log (Content/log/import-discourse.csv)
                left, and why:
                  1 post left out: notices of the forum
                  1 post not in the export: their topic's file has the first page alone
                next: answerable check --site \(folder.path)/site, then answerable build --site \(folder.path)/site

                """)
        let check = try Program.run(["check", "--site", folder.path + "/site"])
        #expect(check.code == 0 && !(check.output + check.errors).contains("warning:"), "\(check.output)\(check.errors)")
        let again = try Program.run(arguments)
        #expect(again.output.contains("0 files new, 0 updated, 5 unchanged\n") && !again.output.contains("next:"), "\(again.output)")
    }

    private struct Report: Decodable {
        struct Taken: Decodable { let questions, answers, accepted, comments, people, tags, logged, joined, attachments: Int }
        struct Files: Decodable { let new, updated, unchanged, merged, edited, deleted: Int }
        struct Left: Decodable { let count: Int; let why: String }
        struct Place: Decodable { let line, column: Int }
        struct Fault: Decodable { let code, severity, message, path: String; let range: Place? }
        let kind, into: String
        let dryRun: Bool
        let site: String?
        let taken: Taken
        let files: Files
        let redacted: Int
        let left: [Left]
        let diagnostics: [Fault]
    }

    @Test("with --format json the same is one object, also for an export that is broken")
    func json() throws {
        let folder = try TestFolder()
        try folder.write(Self.topic, to: "export/1.json")
        let arguments = ["import", "discourse", folder.path + "/export", "--into", folder.path + "/site", "--format", "json"]
        func report(_ run: Program.Run) throws -> Report { try JSONDecoder().decode(Report.self, from: Data(run.output.utf8)) }
        let dry = try report(Program.run(arguments + ["--dry-run"]))
        #expect(dry.dryRun && dry.files.new == 5)
        let run = try Program.run(arguments)
        let first = try report(run)
        #expect(run.code == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(first.kind == "discourse" && first.into == folder.path + "/site" && !first.dryRun && first.site == "https://forum.example")
        #expect(first.taken.questions == 1 && first.taken.answers == 1 && first.taken.accepted == 1 && first.taken.people == 2 && first.taken.tags == 1 && first.taken.logged == 1)
        #expect(first.files.new == 5 && first.diagnostics.isEmpty)
        #expect(first.left.map(\.why) == ["posts left out: notices of the forum", "posts not in the export: their topic's file has the first page alone"])
        let again = try report(Program.run(arguments))
        #expect(again.files.new == 0 && again.files.unchanged == 5)
        try folder.write(String(Self.topic.prefix(300)), to: "export/1.json")
        let broken = try Program.run(arguments)
        let last = try report(broken)
        #expect(broken.code == 1 && broken.errors.isEmpty, "\(broken.errors)")
        #expect(last.files.new == 0 && last.diagnostics.map(\.code) == ["import-syntax"] && last.diagnostics.first?.severity == "error")
        #expect(last.diagnostics.first?.range?.line == 3 && last.diagnostics.first?.range?.column == 64)
        #expect(last.diagnostics.first?.path == folder.path + "/export/1.json")
    }

    @Test("a broken export ends with exit code 1 and its place; an option that makes no sense for the kind with 2; a missing path with 3")
    func exitCodes() throws {
        let folder = try TestFolder()
        try folder.write(String(Self.topic.prefix(300)), to: "export/1.json")
        let broken = try Program.run(["import", "discourse", folder.path + "/export", "--into", folder.path + "/site"])
        #expect(broken.code == 1 && broken.errors.contains("1.json:3:64: error: the file ends in the middle of a value"), "\(broken.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/site"))
        for arguments in [["stackexchange", "x", "--channel", "y"], ["stackexchange", "x", "--assets"], ["discourse", "x", "--questions", "all"], ["slack", "x", "--only", "some"]] {
            #expect(try Program.run(["import"] + arguments + ["--into", folder.path + "/site"]).code == 2, "\(arguments)")
        }
        #expect(try Program.run(["import", "slack", folder.path + "/nothing", "--into", folder.path + "/site"]).code == 3)
        try folder.write("PK\u{3}\u{4} and no more", to: "export.zip")
        let zip = try Program.run(["import", "slack", folder.path + "/export.zip", "--into", folder.path + "/site"])
        #expect(zip.code == 1 && zip.errors.contains("export.zip:1:1: error: near byte "), "\(zip.errors)")
    }
}
