import Foundation
import RunningProgram
import Testing

@Suite("What a curator may look at")
struct CurationTests {
    private func thread(_ title: String, _ tags: String, _ more: String = "", text: String) -> String {
        "---\ntitle: \(title)\nasked: 2026-01-02T09:15:00Z\nby: mei\ntags: [\(tags)]\n\(more)---\n\n\(text)\n\n---\nanswer: lian\nat: 2026-01-02T10:00:00Z\n---\n\nYes.\n"
    }

    private func site() throws -> TestFolder {
        let folder = try TestFolder()
        try folder.write("as_of: 2026-03-01\n", to: "Content/site.yml")
        let grind = "My espresso tastes sour whatever I do with the grinder. Should the grinder be set finer for a sour espresso?"
        try folder.write(thread("Why is my espresso sour", "espresso, grinder", text: grind), to: "Content/threads/sour-espresso.md")
        try folder.write(thread("Why is my espresso so sour", "espresso, grinders", text: grind), to: "Content/threads/espresso-sour.md")
        try folder.write(thread("Why is espresso sour", "espresso, coldbrew", "duplicate_of: sour-espresso\n", text: grind), to: "Content/threads/told.md")
        for number in 1...8 {
            let words = ["kettle", "filter", "roast", "water", "milk", "decaf", "cup", "bean"][number - 1]
            try folder.write(thread("Where do I keep the \(words)", "cold_brew, python-\(number)", text: "About the \(words) alone, number \(number)."), to: "Content/threads/other-\(number).md")
        }
        try folder.write("---\ndescription: Nobody asks.\n---\n", to: "Content/tags/lonely.md")
        try folder.write(
            """
            asked,asker,first_answer,answerer,thread,tags,title
            2026-01-05T10:00:00Z,ann,2026-01-05T11:00:00Z,lian,,kettle,How do I descale the kettle
            2026-01-09T10:00:00Z,bob,,,,kettle,Descale the kettle: how do I?
            2026-01-11T10:00:00Z,cem,,,,kettle,how do i descale the kettle?
            2026-01-12T10:00:00Z,dee,,,,milk,Which milk foams best
            2026-01-02T09:15:00Z,mei,,,,espresso,Why is my espresso sour

            """, to: "Content/log/2026.csv")
        return folder
    }

    @Test("near threads, near tags, idle tags and questions asked again are told, each with its places; what is told already isn't")
    func report() throws {
        let folder = try site()
        let text = try Program.run(["curate", "--site", folder.path, "--likeness", "50"])
        #expect(text.code == 0, "\(text.errors)")
        #expect(text.output.contains("Threads that ask nearly the same (1)"), "\(text.output)")
        #expect(text.output.contains("Content/threads/espresso-sour.md:2: Why is my espresso so sour (1 answer)"))
        #expect(!text.output.contains("Content/threads/told.md:2"))
        #expect(text.output.contains("singular and plural: add 'grinder") && text.output.contains("the same letters: add 'coldbrew' to the 'synonyms' of 'cold_brew'"))
        #expect(!text.output.contains("add 'python"))
        #expect(text.output.contains("lonely  Content/tags/lonely.md:1: no thread carries it"))
        #expect(text.output.contains("3 times by 3 people, 2026-01-05 to 2026-01-11, 2 unanswered: how do i descale the kettle?"))
        #expect(text.output.contains("answerable new thread --from-log Content/log/2026.csv:4"))

        struct Report: Decodable {
            struct Row: Decodable { let path: String; let line: Int }
            struct Group: Decodable { let title: String?; let questions: Int; let rows: [Row] }
            struct Near: Decodable { let likeness: Double }
            let near_threads: [Near]
            let worth_a_thread: [Group]
        }
        let json = try Program.run(["curate", "--site", folder.path, "--likeness", "50", "--format", "json"])
        let report = try JSONDecoder().decode(Report.self, from: Data(json.output.utf8))
        #expect(report.near_threads.allSatisfy { $0.likeness > 0.5 && $0.likeness <= 1 } && report.near_threads.count == 1)
        #expect(report.worth_a_thread.map(\.questions) == [3])
        #expect(report.worth_a_thread.first?.rows.map(\.line) == [4, 3, 2])

        // Without titles nobody can tell what was asked, only under which tags.
        let log = try folder.text("Content/log/2026.csv").split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).prefix(6).joined(separator: ",") }
        try folder.write(log.joined(separator: "\n") + "\n", to: "Content/log/2026.csv")
        let untitled = try Program.run(["curate", "--site", folder.path, "--likeness", "50"]).output
        #expect(untitled.contains("by tags alone") && untitled.contains("3 times by 3 people, 2026-01-05 to 2026-01-11, 2 unanswered: kettle\n"), "\(untitled)")
    }

    @Test("a row of the log becomes a thread that the clock knows as the same question")
    func fromLog() throws {
        let folder = try site()
        let log = folder.path + "/Content/log/2026.csv"
        let made = try Program.run(["new", "thread", "--from-log", log + ":2", "--site", folder.path])
        #expect(made.code == 0, "\(made.errors)")
        #expect(made.output == folder.path + "/Content/threads/how-do-i-descale-the-kettle.md\n")
        let text = try folder.text("Content/threads/how-do-i-descale-the-kettle.md")
        #expect(text.contains("asked: 2026-01-05T10:00:00Z\nby: ann\ntags: [\"kettle\"]\n") && text.contains("answer: lian\nat: 2026-01-05T11:00:00Z\n"))
        #expect(try Program.run(["check", "--site", folder.path]).code == 0)
        #expect(try Program.run(["curate", "--site", folder.path, "--likeness", "50"]).output.contains("2 times by 2 people"))
        for (arguments, message) in [
            (["thread", "--from-log", log + ":1"], "is no row that can be read"), (["thread", "--from-log", "nowhere.csv:2"], "there is no file 'nowhere.csv'"),
            (["thread", "--from-log", log], "a file and a line"), (["tag", "--from-log", log + ":2"], "starts a thread"), (["thread"], "Missing expected argument '<title>'"),
        ] {
            let run = try Program.run(["new"] + arguments + ["--site", folder.path])
            #expect(run.code == 2 && run.errors.contains(message), "\(run.errors)")
        }
        let named = try Program.run(["new", "thread", "Foam", "--from-log", log + ":5:1", "--site", folder.path, "--format", "json"])
        #expect(named.output.contains("Content/threads/foam.md"), "\(named.output) \(named.errors)")
    }
}
