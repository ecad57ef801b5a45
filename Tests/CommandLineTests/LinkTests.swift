import Foundation
import RunningProgram
import Testing

private func thread(_ more: String = "", text: String = "The door is locked.", asked: String = "2026-01-02T09:15:00Z") -> String {
    "---\ntitle: Who has the keys?\nasked: \(asked)\nby: mei\n\(more)---\n\n\(text)\n"
}

@Suite("Links that never die")
struct LinkTests {
    @Test("an address that would vanish is an error, which names the file that it should lead to, until it is kept or declared gone")
    func against() throws {
        let folder = try TestFolder()
        try folder.write(thread("id: q7\n"), to: "Content/threads/keys.md")
        try folder.write("---\ntitle: Be kind\n---\n\nAlways.\n", to: "Content/rules/kind.md")
        try folder.write("---\ndescription: Doors.\n---\n", to: "Content/tags/door.md")
        #expect(try Program.run(["build", "--site", folder.path, "--output", folder.path + "/old"]).code == 0)
        let check = ["check", "--site", folder.path, "--against", folder.path + "/old"]
        #expect(try Program.run(check).code == 0)

        try folder.remove("Content/threads/keys.md")
        try folder.remove("Content/rules/kind.md")
        try folder.remove("Content/tags/door.md")
        try folder.write(thread("id: q7\n"), to: "Content/threads/who-has-them.md")
        try folder.write("---\ndescription: Doors.\n---\n", to: "Content/tags/doors.md")
        let broken = try Program.run(check)
        #expect(broken.code == 1)
        #expect(broken.errors.contains("'threads/keys.html' was published and would vanish (the thread with the id 'q7' is 'who-has-them' now: add 'aliases: [threads/keys.html]' to 'Content/threads/who-has-them.md'"), "\(broken.errors)")
        #expect(broken.errors.contains("add 'door' to the 'synonyms' of 'Content/tags/doors.md'"))
        #expect(broken.errors.contains("'rules/kind.html' was published"))
        // A page's other forms and the theme's files are no addresses of their own.
        #expect(broken.errors.contains("3 errors"), "\(broken.errors)")

        try folder.write(thread("id: q7\naliases: [threads/keys.html]\n"), to: "Content/threads/who-has-them.md")
        try folder.write("---\ndescription: Doors.\nsynonyms: [door]\n---\n", to: "Content/tags/doors.md")
        try folder.write("title: Keys\ngone: [rules/kind.html]\n", to: "Content/site.yml")
        let mended = try Program.run(check)
        #expect(mended.code == 0, "\(mended.errors)")
        #expect(try Program.run(["build", "--site", folder.path]).code == 0)
        #expect(try folder.text("Output/rules/kind.html").contains("This page is no more"))
        #expect(try folder.text("Output/rules/kind.html").contains("<meta name=\"robots\" content=\"noindex\">"))
    }

    @Test("--fix adds an old address to the file that it is certain to have been of, however its aliases are written, and nothing else")
    func fix() throws {
        let folder = try TestFolder()
        let forms = ["", "aliases:\n", "aliases: []\n", "aliases: threads/a.html\n", "aliases: [threads/a.html]\n", "aliases:\n  - threads/a.html\n"]
        for (number, _) in forms.enumerated() { try folder.write(thread("id: q\(number)\n"), to: "Content/threads/old\(number).md") }
        try folder.write("---\ntitle: Be kind\n---\n\nAlways.\n", to: "Content/rules/kind.md")
        #expect(try Program.run(["build", "--site", folder.path, "--output", folder.path + "/old"]).code == 0)
        for (number, form) in forms.enumerated() {
            try folder.remove("Content/threads/old\(number).md")
            try folder.write(thread("id: q\(number)\n" + form.replacingOccurrences(of: "/a.html", with: "/a\(number).html")), to: "Content/threads/new\(number).md")
        }
        try folder.remove("Content/rules/kind.md")
        try folder.write("---\ntitle: Be kind\n---\n\nAlways.\n", to: "Content/rules/kinds.md")
        let check = ["check", "--site", folder.path, "--against", folder.path + "/old"]
        let mended = try Program.run(check + ["--fix"])
        #expect(mended.code == 1)
        #expect(mended.errors.contains("mended: Content/threads/new3.md has the alias 'threads/old3.html' now"), "\(mended.errors)")
        #expect(mended.errors.contains("'rules/kind.html' was published") && mended.errors.contains("1 error"), "\(mended.errors)")
        #expect(try folder.text("Content/threads/new0.md") == thread("id: q0\naliases: [\"threads/old0.html\"]\n"))
        #expect(try folder.text("Content/threads/new3.md") == thread("id: q3\naliases: [threads/a3.html, \"threads/old3.html\"]\n"))
        #expect(try folder.text("Content/threads/new5.md") == thread("id: q5\naliases:\n  - threads/a5.html\n  - \"threads/old5.html\"\n"))
        let again = try Program.run(check + ["--fix"])
        #expect(!again.errors.contains("mended") && again.errors.contains("1 error"), "\(again.errors)")
        #expect(try Program.run(["check", "--site", folder.path, "--fix"]).code == 2)
    }

    @Test("a list of addresses, a sitemap and an output without its manifest serve as well")
    func lists() throws {
        let folder = try TestFolder()
        try folder.write("title: Keys\nbase_url: https://keys.example.org/a/\n", to: "Content/site.yml")
        try folder.write(thread("tags: [doors]\n"), to: "Content/threads/keys.md")
        try folder.write("# published\nhttps://keys.example.org/a/threads/keys.html?x=1#question\n/threads/\n\nhttp://keys.example.org/a/threads/lost.html\nhttps://other.example.org/\n", to: "list.txt")
        let list = try Program.run(["check", "--site", folder.path, "--against", folder.path + "/list.txt"])
        #expect(list.code == 1)
        #expect(list.errors.contains("list.txt:5:1: error: 'threads/lost.html' was published and would vanish"), "\(list.errors)")
        #expect(list.errors.contains("list.txt:6:1: warning: this is no address of this site"))
        #expect(list.errors.contains("1 error, 1 warning"))

        #expect(try Program.run(["build", "--site", folder.path, "--output", folder.path + "/old"]).code == 0)
        #expect(try Program.run(["check", "--site", folder.path, "--strict", "--against", folder.path + "/old/sitemap.xml"]).code == 0)
        try folder.remove("old/.answerable-manifest")
        #expect(try Program.run(["check", "--site", folder.path, "--strict", "--against", folder.path + "/old"]).code == 0)
        try folder.write(thread(), to: "Content/threads/keys.md")
        let gone = try Program.run(["check", "--site", folder.path, "--against", folder.path + "/old/sitemap.xml"])
        #expect(gone.errors.contains("'tags/doors.html' was published and would vanish"), "\(gone.errors)")

        let missing = try Program.run(["check", "--site", folder.path, "--against", folder.path + "/nowhere"])
        #expect(missing.code == 3)
        #expect(missing.errors.contains("there is no such folder or file"))
    }

    @Test("rules, pages and people's other handles keep their old addresses too")
    func otherKinds() throws {
        let folder = try TestFolder()
        try folder.write(thread(), to: "Content/threads/keys.md")
        try folder.write("---\ntitle: Be kind\naliases: [rules/kind.html]\n---\n\nAlways.\n", to: "Content/rules/be-kind.md")
        try folder.write("---\ntitle: About\naliases: [about-us.html]\n---\n\nUs.\n", to: "Content/pages/about.md")
        try folder.write("---\nname: Mei\naliases: [mei-lin]\n---\n", to: "Content/people/mei.md")
        let run = try Program.run(["build", "--site", folder.path, "--strict"])
        #expect(run.code == 0, "\(run.errors)")
        #expect(try folder.text("Output/rules/kind.html").contains("0; url=../rules/be-kind.html"))
        #expect(try folder.text("Output/about-us.html").contains("0; url=pages/about.html"))
        #expect(try folder.text("Output/people/mei-lin.html").contains("0; url=../people/mei.html"))
    }

    @Test("the web is asked politely: the head first, the whole where that is refused; dead links stand at their place; what was well is not asked again")
    func external() throws {
        guard try Program.run(["doctor"]).output.contains("ok  curl") else { return print("skipped: there is no curl") }
        let host = try AnsweringHost([
            "/ok": [.init(200)], "/gone": [.init(404)], "/get-only": [.init(405), .init(200)], "/moved": [.init(302, location: "/ok")],
            "/loop": [.init(302, location: "/loop")], "/busy": [.init(503), .init(200)], "/closed": [.init(403)],
        ])
        let folder = try TestFolder()
        func address(_ path: String) -> String { "http://127.0.0.1:\(host.port)\(path)" }
        let links = ["/ok", "/ok#part", "/gone", "/get-only", "/moved", "/loop", "/busy", "/closed"].map { "- <\(address($0))>\n" }.joined()
        try folder.write(thread("source: \(address("/gone"))\n", text: links), to: "Content/threads/keys.md")

        let skipped = try Program.run(["check", "--site", folder.path, "--external"])
        #expect(skipped.code == 0)
        #expect(skipped.errors.contains("7 private, not asked"), "\(skipped.errors)")
        #expect(host.requests == [])

        let arguments = ["check", "--site", folder.path, "--external", "--private-hosts"]
        let run = try Program.run(arguments)
        #expect(run.code == 1)
        #expect(run.errors.contains("Content/threads/keys.md:5:9: error: the link leads nowhere: the server answers 404"), "\(run.errors)")
        #expect(run.errors.contains("Content/threads/keys.md:10:4: error: the link leads nowhere: the server answers 404"))
        #expect(run.errors.contains("the link leads nowhere: more than 10 redirects"))
        #expect(run.errors.contains("no clear answer: \(address("/closed")) (403)"))
        #expect(run.errors.contains("7 addresses on the web: 4 well, 2 dead, 1 unclear"))
        #expect(run.errors.contains("3 errors"))
        let requests = host.requests
        #expect(requests.first { $0.hasSuffix(" /get-only") } == "HEAD /get-only" && requests.contains("GET /get-only"))
        #expect(requests.count { $0 == "HEAD /busy" } == 2)
        #expect(host.mostAtOnce == 1)

        let again = try Program.run(arguments)
        #expect(again.code == 1)
        #expect(again.errors.contains("4 known from before"))
        #expect(!host.requests.dropFirst(requests.count).contains { $0.hasSuffix("/get-only") || $0.hasSuffix("/busy") })
        // What was dead is asked again: it may have come back.
        #expect(host.requests.dropFirst(requests.count).contains("GET /gone"))
        let json = try Program.run(arguments + ["--keep", "0", "--format", "json"])
        #expect(json.output.contains("\"code\": \"dead-link\"") || json.output.contains("\"code\":\"dead-link\""), "\(json.output)")
    }
}

@Suite("Freshness")
struct FreshnessTests {
    private func answered(_ more: String, at: String) -> String {
        "---\ntitle: Keys of \(at)\nasked: \(at)T09:15:00Z\nby: mei\n\(more)---\n\nWho has them?\n\n---\nanswer: lian\nat: \(at)T10:00:00Z\n---\n\nThe caretaker.\n"
    }

    @Test("a thread that nobody looked at says so in the site's words, stands in a list and a feed, and in a check")
    func stale() throws {
        let folder = try TestFolder()
        try folder.write("title: Keys\nstale_after: 365d\nstale_text: \"seen {date} ({age})\"\nas_of: 2026-06-30\n", to: "Content/site.yml")
        try folder.write(answered("applies_to: [Door 2]\n", at: "2024-01-05"), to: "Content/threads/old.md")
        try folder.write(answered("verified: { date: 2026-06-01, by: lian }\n", at: "2024-01-06"), to: "Content/threads/verified.md")
        try folder.write(answered("verified: 2025-02-01\n", at: "2024-01-07"), to: "Content/threads/long-verified.md")
        try folder.write(answered("", at: "2026-05-01"), to: "Content/threads/new.md")
        try folder.write(answered("superseded_by: new\n", at: "2024-01-08"), to: "Content/threads/superseded.md")
        let run = try Program.run(["build", "--site", folder.path, "--strict"])
        #expect(run.code == 0, "\(run.errors)")
        func text(_ name: String) throws -> String { try folder.text("Output/" + name).replacingOccurrences(of: "\u{A0}", with: " ") }
        let page = try text("threads/old.html")
        #expect(page.contains("Last written in</strong> seen 5 January 2024 (2 years) <a href=\"../stale.html\""), "\(page)")
        #expect(page.contains("Applies to</strong> Door 2"))
        #expect(try text("threads/long-verified.html").contains("Last verified</strong> seen 1 February 2025"))
        #expect(!(try text("threads/verified.html")).contains("class=\"notice"))
        let list = try folder.text("Output/stale.html")
        #expect(list.contains("threads/old.html") && list.contains("threads/long-verified.html"))
        #expect(!list.contains("threads/verified.html") && !list.contains("threads/new.html") && !list.contains("threads/superseded.html"))
        #expect(try folder.text("Output/stale.xml").contains("Keys of 2024-01-07") && folder.exists("Output/stale.json"))

        let check = try Program.run(["check", "--site", folder.path, "--stale", "365d"])
        #expect(check.code == 0)
        #expect(check.errors.contains("Content/threads/old.md:2:8: warning: nobody wrote here since 2024-01-05, 906 days before 2026-06-30"), "\(check.errors)")
        #expect(check.errors.contains("2 warnings"))
        #expect(try Program.run(["check", "--site", folder.path, "--stale", "1000d", "--strict"]).code == 0)
        #expect(try Program.run(["check", "--site", folder.path, "--stale", "soon"]).code == 2)

        // Nothing of it without the setting.
        try folder.write("title: Keys\nas_of: 2026-06-30\n", to: "Content/site.yml")
        #expect(try Program.run(["build", "--site", folder.path]).code == 0)
        #expect(!folder.exists("Output/stale.html") && !folder.exists("Output/stale.xml"))
    }
}
