import Foundation
import RunningProgram
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("serve, while somebody writes", .serialized)
struct ServeTests {
    @Test("a saved page is told to whoever looks at it, and to nobody else", arguments: [[], ["--poll"]])
    func write(_ arguments: [String]) throws {
        let server = try RunningServer(arguments)
        let first = try server.open("/threads/first.html")
        let second = try server.open("/threads/second.html")
        try server.site.write(RunningServer.thread("First", body: "What, *now*?"), to: "Content/threads/first.md")
        _ = try first.event("reload")
        #expect(try server.page("/threads/first.html").text.contains("<em>now</em>"))
        try server.site.write(RunningServer.thread("Second", body: "And then?"), to: "Content/threads/second.md")
        // The first that the other page hears is of its own change.
        #expect(try second.event().name == "reload")
        #expect(try server.page("/threads/second.html").text.contains("And then?"))
    }

    @Test("an editor that writes another file and renames it over the old one")
    func rename() throws {
        let server = try RunningServer()
        let page = try server.open("/threads/first.html")
        let folder = server.site.path + "/Content/threads"
        try server.site.write("swap", to: "Content/threads/.first.md.swp")
        for round in ["one", "two"] {
            try server.site.write(RunningServer.thread("First", body: round), to: "Content/threads/.first.md.new")
            #expect(systemRename(folder + "/.first.md.new", folder + "/first.md") == 0)
            _ = try page.event("reload")
            #expect(try server.page("/threads/first.html").text.contains("<p>\(round)</p>"))
        }
        #expect(!server.errors.contains(".swp"))
        #expect(!server.errors.contains(".new"))
    }

    @Test("a file that goes, and a folder that comes with a file in it")
    func deleteAndCreate() throws {
        let server = try RunningServer()
        let first = try server.open("/threads/first.html")
        try server.site.remove("Content/threads/first.md")
        _ = try first.event("reload")
        #expect(try server.page("/threads/first.html").status == 404)

        // The page that isn't there yet is the site's page for missing ones: it, too, is told when it comes.
        let coming = try server.open("/threads/new.html")
        try server.site.write(RunningServer.thread("New"), to: "elsewhere/new.md")
        try FileManager.default.moveItem(atPath: server.site.path + "/elsewhere", toPath: server.site.path + "/Content/threads/2026")
        _ = try coming.event("reload")
        #expect(try server.page("/threads/new.html").status == 200)

        // What happens in the new folder is seen as well, and in a folder made step by step.
        let new = try server.open("/threads/new.html")
        try server.site.write(RunningServer.thread("Newer"), to: "Content/threads/2026/new.md")
        _ = try new.event("reload")
        let deep = try server.open("/threads/deep.html")
        try server.site.write(RunningServer.thread("Deep"), to: "Content/threads/a/b/c/deep.md")
        _ = try deep.event("reload")
        #expect(try server.page("/threads/deep.html").status == 200)
        // A folder under another name.
        let still = try server.open("/threads/new.html")
        try FileManager.default.moveItem(atPath: server.site.path + "/Content/threads/2026", toPath: server.site.path + "/Content/threads/moved")
        try server.site.write(RunningServer.thread("Newest"), to: "Content/threads/moved/new.md")
        _ = try still.event("reload")
        #expect(try server.page("/threads/new.html").text.contains("<title>Newest"))
    }

    @Test("a style changes without the page being loaded again")
    func style() throws {
        let server = try RunningServer()
        let page = try server.open("/threads/first.html")
        // As the theme's own, with a part: a thread names that for its search, so a style that has it no more is another page.
        let part = "/* @part figures */\np { margin: 0 }\n/* @end */\n"
        try server.site.write("body { color: red }\n" + part, to: "Templates/assets/site.css")
        let told = try page.event()
        #expect(told.name == "styles")
        let path = try #require(told.data.firstMatch(of: /theme\/site-[0-9a-f]{16}\.css/)?.0)
        #expect(try server.page("/" + path).text.contains("red"))
        // The folder is known now: the style is told before the pages are planned anew, and once.
        try server.site.write("body { color: green }\n" + part, to: "Templates/assets/site.css")
        let again = try page.event()
        #expect(again.name == "styles")
        let newer = try #require(again.data.firstMatch(of: /theme\/site-[0-9a-f]{16}\.css/)?.0)
        #expect(newer != path)
        #expect(try server.page("/" + newer).text.contains("green"))
        try server.site.write("other", to: "Content/assets/digits.txt")
        #expect(try page.event().name == "assets")
        #expect(try server.page("/threads/first.html").text.contains(newer))
    }

    @Test("a changed picture is told by its name")
    func asset() throws {
        let server = try RunningServer()
        let page = try server.open("/threads/first.html")
        try server.site.write("other", to: "Content/assets/digits.txt")
        #expect(try page.event().data == "[\"assets/digits.txt\"]")
        #expect(try server.page("/assets/digits.txt").text == "other")
    }

    @Test("errors are shown where they are, and go when they are mended")
    func report() throws {
        let server = try RunningServer()
        let page = try server.open("/threads/first.html")
        try server.site.write(RunningServer.thread("First", more: "aliasses: [x.html]\nasked: never\n"), to: "Content/threads/first.md")
        let report = try page.event("report")
        #expect(report.contains("\"place\":\"Content/threads/first.md:"))
        #expect(report.contains("\"stale\":false"))
        #expect(report.contains("asked: never"))
        // A page that is opened now is told at once.
        let other = try server.talk()
        try other.send("GET /.answerable/events?path=/threads/second.html&signature=old HTTP/1.1\r\nHost: localhost\r\n\r\n")
        _ = try other.answer()
        #expect(try other.event("report") == report)
        #expect(try other.event().name == "reload")
        try server.site.write(RunningServer.thread("First"), to: "Content/threads/first.md")
        #expect(try page.event("report") == "{\"stale\":false,\"more\":0,\"errors\":[]}")
        // The terminal has it as 'check' prints it; what is said of one reading is said before the next begins.
        #expect(server.errors.contains("Content/threads/first.md:"))
    }

    @Test("with --format json each event is an object on one line of standard output, and nothing else is printed")
    func machineReadable() throws {
        struct Event: Decodable {
            struct Fault: Decodable { let path: String }
            let event: String
            var address: String?
            var files: [String]?
            var threads: Int?
            var milliseconds: Int?
            var pages_reloaded: Int?
            var diagnostics: [Fault]?
        }
        let server = try RunningServer(["--format", "json"])
        func decoded(_ line: String) throws -> Event { try JSONDecoder().decode(Event.self, from: Data(line.utf8)) }
        let serving = try decoded(server.firstLine)
        #expect(serving.event == "serving" && serving.address == "http://127.0.0.1:\(server.port)/")
        let read = try decoded(server.line())
        #expect(read.event == "read" && read.threads == 2 && read.diagnostics?.isEmpty == true)
        let page = try server.open("/threads/first.html")
        try server.site.write(RunningServer.thread("First", body: "Again", more: "aliasses: [x.html]\n"), to: "Content/threads/first.md")
        _ = try page.event("reload")
        let change = try decoded(server.line())
        #expect(change.event == "change" && change.files == ["Content/threads/first.md"] && change.pages_reloaded == 1)
        #expect(change.milliseconds != nil && change.diagnostics?.map(\.path) == ["Content/threads/first.md"])
        #expect(server.errors == "")
    }

    @Test("a template with an error leaves the pages as they were until it is mended")
    func template() throws {
        let server = try RunningServer()
        let page = try server.open("/threads/first.html")
        try server.site.write("{{nobody}}\n", to: "Templates/thread.mustache")
        let report = try page.event("report")
        #expect(report.contains("\"stale\":true"))
        #expect(report.contains("Templates/thread.mustache:1:3"))
        #expect(try server.page("/threads/first.html").text.contains("<title>First"))
        try server.site.write("<!doctype html><html><head><title>{{title}}!</title></head></html>\n", to: "Templates/thread.mustache")
        _ = try page.event("reload")
        #expect(try server.page("/threads/first.html").text.contains("<title>First!</title>"))
    }

    @Test("templates that are faulty from the beginning give a page that says so, until they are mended")
    func faultyFromTheBeginning() throws {
        let site = try RunningServer.smallSite()
        try site.write("{{nobody}}\n", to: "Templates/thread.mustache")
        let server = try RunningServer(site: site)
        let page = try server.page("/threads/first.html")
        #expect(page.status == 503)
        #expect(page.text.contains("data-signature=\"faulty\""))
        let stream = try server.talk()
        try stream.send("GET /.answerable/events?path=/threads/first.html&signature=faulty HTTP/1.1\r\nHost: localhost\r\n\r\n")
        _ = try stream.answer()
        #expect(try stream.event("report").contains("Templates/thread.mustache:1:3"))
        try site.remove("Templates/thread.mustache")
        _ = try stream.event("reload")
        #expect(try server.page("/threads/first.html").status == 200)
    }

    @Test("hundreds of files that come together are read together")
    func checkout() throws {
        let server = try RunningServer()
        let last = try server.open("/threads/t299.html")
        for number in 0..<300 { try server.site.write(RunningServer.thread("T\(number)"), to: "Content/threads/t\(number).md") }
        // Its own page may have come in an earlier reading than the last file.
        _ = try last.event("reload")
        let index = try server.page("/threads/t299.html")
        #expect(index.status == 200)
        // What is said of a reading is said before the next begins.
        let again = try server.open("/threads/t299.html")
        try server.site.write(RunningServer.thread("Again"), to: "Content/threads/t299.md")
        _ = try again.event("reload")
        // One reading, but for what a busy machine stretches; the first line is that of the beginning.
        let readings = server.errors.split(separator: "\n").filter { $0.contains(" ms") }.count - 1
        #expect((1...20).contains(readings), "\(server.errors)")
    }

    @Test("drafts are there and marked")
    func drafts() throws {
        let site = try RunningServer.smallSite()
        try site.write(RunningServer.thread("Half", more: "draft: true\n"), to: "Content/threads/half.md")
        try site.write("---\ntitle: Half\nsince: 2026-01-01\ndraft: true\n---\n\nBe kind.\n", to: "Content/rules/half.md")
        try site.write("---\ntitle: Half\ndraft: true\n---\n\nAbout us.\n", to: "Content/pages/half.md")
        let server = try RunningServer(site: site)
        for path in ["/threads/half.html", "/rules/half.html", "/pages/half.html"] {
            let page = try server.page(path)
            #expect(page.status == 200, "\(path)")
            #expect(page.text.contains("notice is-draft"), "\(path)")
        }
        #expect(try !server.page("/threads/first.html").text.contains("notice is-draft"))
    }

    @Test("an edit shows while the site is still read for the one before, and no page goes back")
    func editAfterEdit() throws {
        let site = try RunningServer.smallSite()
        // No words in common: what is related follows with the whole, and would be another state of the page.
        for number in 0..<100 { try site.write(RunningServer.thread("T\(number)", body: "w\(number)"), to: "Content/threads/t\(number).md") }
        try site.write(RunningServer.thread("First", body: "Edit 0."), to: "Content/threads/first.md")
        let server = try RunningServer(site: site)
        let page = try server.open("/threads/first.html")
        func save(_ title: String, _ body: String, _ name: String) throws {
            try site.write(RunningServer.thread(title, body: body), to: "Content/threads/.new")
            #expect(systemRename(site.path + "/Content/threads/.new", site.path + "/Content/threads/" + name) == 0)
        }
        let rounds = ["Alpha.", "Beta.", "Gamma.", "Delta."]
        for number in 1...12 {
            // A page that nobody looks at is changed as well: what is read then may hold the one and not the other.
            if number % 3 == 0 { try save("Second", rounds[number / 3 - 1], "second.md") }
            try save("First", "Edit \(number).", "first.md")
            var shown = 0
            repeat {
                _ = try page.event("reload")
                let text = try server.page("/threads/first.html").text
                shown = (text.firstMatch(of: /<p>Edit ([0-9]+)\.<\/p>/)?.1).flatMap { Int($0) } ?? 0
                // What an earlier reading gives is never shown again.
                #expect(shown >= number - 1)
            } while shown != number
        }
        // A picture is told with the whole, so when every reading before has been shown.
        try site.write("other", to: "Content/assets/digits.txt")
        _ = try page.event("assets")
        #expect(try server.page("/threads/first.html").text.contains("<p>Edit 12.</p>"))
        #expect(try server.page("/threads/second.html").text.contains("<p>Delta.</p>"))
    }

    @Test("with a public address, the page for what is missing finds its styles on this server, under any address", arguments: ["/none.html", "/a/b/none.html", "/404.html"])
    func missingPage(_ path: String) throws {
        let site = try RunningServer.smallSite()
        try site.write("title: Small\ntime_zone: UTC\nas_of: 2026-06-01T00:00:00Z\nbase_url: https://answers.example/sub/\n", to: "Content/site.yml")
        let server = try RunningServer(site: site)
        let page = try server.page(path).text
        #expect(page.contains("page-notFound"))
        #expect(!page.contains("answers.example"))
        let style = try #require(page.firstMatch(of: /href="(\/theme\/site-[0-9a-f]+\.css)"/)?.1)
        #expect(try server.page(String(style)).status == 200)
        // What is built for the public address has that.
        #expect(try Program.run(["build", "--site", site.path]).code == 0)
        #expect(try site.text("Output/404.html").contains("href=\"https://answers.example/sub/theme/site-"))
    }

    @Test("nothing is written but the cache, and what is built knows nothing of the server")
    func nothingWritten() throws {
        let server = try RunningServer()
        let before = try server.site.files()
        #expect(try server.page("/").status == 200)
        #expect(try server.page("/threads/first.html").status == 200)
        let after = try server.site.files().filter { !$0.key.hasPrefix(".answerable/cache/") }
        #expect(differences(before, after) == [])
        // A picture is told when the site has been read again, so when what was read first has been kept.
        let page = try server.open("/threads/first.html")
        try server.site.write("other", to: "Content/assets/digits.txt")
        _ = try page.event("assets")
        #expect(server.site.exists(".answerable/cache/parsed.index"))
        #expect(try Program.run(["build", "--site", server.site.path]).code == 0)
        for (name, bytes) in try server.site.files("Output") where name != ".answerable-manifest" {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("/.answerable/"), "\(name)")
        }
    }

    @Test("Ctrl-C ends it well, and its port is free again", arguments: [SIGINT, SIGTERM])
    func interrupt(_ signal: Int32) throws {
        let server = try RunningServer()
        let page = try server.open("/threads/first.html")
        kill(server.process.processIdentifier, signal)
        server.process.waitUntilExit()
        #expect(server.process.terminationReason == .exit)
        #expect(server.process.terminationStatus == 0)
        #expect(page.isClosed())
        let again = try RunningServer(["--port", "\(server.port)"], site: server.site)
        #expect(again.port == server.port)
    }

    @Test("a port that is taken is said, with one that is free")
    func portTaken() throws {
        let server = try RunningServer()
        let run = try Program.run(["serve", "--site", server.site.path, "--port", "\(server.port)"])
        #expect(run.code == 3)
        #expect(run.output == "")
        let message = try #require(run.errors.wholeMatch(of: /error: port (\d+) is taken: another program listens there \(take --port (\d+), which is free\)\n/))
        #expect(Int(message.1) == server.port)
        #expect(Int(message.2).map { $0 > server.port } == true)
    }

    @Test("wrong usage", arguments: [["--port", "70000"], ["--port", "x"]])
    func usage(_ arguments: [String]) throws {
        #expect(try Program.run(["serve", "--site", packageRoot] + arguments).code == 2)
    }

    @Test("an address that no machine has is the machine's failure")
    func unknownHost() throws {
        let site = try RunningServer.smallSite()
        let run = try Program.run(["serve", "--site", site.path, "--host", "no.such.host.invalid"])
        #expect(run.code == 3)
        #expect(run.errors.hasPrefix("error: cannot listen at 'no.such.host.invalid'"))
    }
}

private func systemRename(_ old: String, _ new: String) -> Int32 { rename(old, new) }
