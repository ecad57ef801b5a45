import Foundation
import RunningProgram
import Testing

@Suite("serve, as a host", .serialized, .oneServer)
struct HTTPTests {
    private var server: RunningServer { get throws { try #require(OneServer.current) } }

    @Test("a page comes with the development script, on one connection as often as asked")
    func page() throws {
        let talk = try server.talk()
        for _ in 0..<3 {
            let page = try talk.ask("GET", "/threads/first.html")
            #expect(page.status == 200)
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.text.contains("<script src=\"/.answerable/serve.js\""))
            #expect(page.text.hasSuffix("</html>\n"))
        }
        #expect(try talk.ask("GET", "/").text.contains("<title>Small"))
        #expect(try talk.ask("GET", "/threads/").status == 200)
        #expect(try talk.ask("GET", "/threads").headers["location"] == "/threads/")
        #expect(try talk.ask("GET", "/.answerable/serve.js").headers["content-type"] == "text/javascript; charset=utf-8")
    }

    @Test("two requests that come together are answered in their order")
    func pipeline() throws {
        let talk = try server.talk()
        try talk.send("GET /threads/first.html HTTP/1.1\r\nHost: localhost\r\n\r\nGET /threads/second.html HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(try talk.answer().text.contains("<title>First"))
        #expect(try talk.answer().text.contains("<title>Second"))
    }

    @Test("a host's other files: feeds, data, text, and what the pages name")
    func types() throws {
        let talk = try server.talk()
        #expect(try talk.ask("GET", "/feed.xml").headers["content-type"] == "application/xml")
        #expect(try talk.ask("GET", "/threads/first.json").headers["content-type"] == "application/json")
        #expect(try talk.ask("GET", "/threads/first.md").headers["content-type"] == "text/markdown; charset=utf-8")
        let page = try talk.ask("GET", "/threads/first.html").text
        let style = try #require(page.firstMatch(of: /href="\.\.\/(theme\/site-[0-9a-f]+\.css)"/)?.1)
        let answer = try talk.ask("GET", "/" + style)
        #expect(answer.headers["content-type"] == "text/css; charset=utf-8")
        #expect(answer.headers["cache-control"]?.contains("immutable") == true)
    }

    @Test("HEAD has the headers of GET and no body")
    func head() throws {
        let talk = try server.talk()
        let head = try talk.ask("HEAD", "/threads/first.html")
        let get = try talk.ask("GET", "/threads/first.html")
        #expect(head.headers["content-length"] == get.headers["content-length"])
        #expect(head.headers["etag"] == get.headers["etag"])
        #expect(get.body.count == get.headers["content-length"].flatMap { Int($0) })
    }

    @Test("what the browser has still is answered in one line", arguments: ["/threads/first.html", "/assets/digits.txt"])
    func notModified(_ path: String) throws {
        let talk = try server.talk()
        let tag = try #require(try talk.ask("GET", path).headers["etag"])
        let again = try talk.ask("GET", path, ["If-None-Match": "\"other\", W/\(tag)"])
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
        #expect(try talk.ask("GET", path, ["If-None-Match": "\"other\""]).status == 200)
    }

    @Test("a part of a file", arguments: [
        ("bytes=10-19", 206, "0123456789", "bytes 10-19/1000000"), ("bytes=-3", 206, "789", "bytes 999997-999999/1000000"),
        ("bytes=999995-2000000", 206, "56789", "bytes 999995-999999/1000000"), ("bytes=1000000-", 416, "", "bytes */1000000"),
    ])
    func ranges(_ range: String, _ status: Int, _ body: String, _ place: String) throws {
        let answer = try server.talk().ask("GET", "/assets/digits.txt", ["Range": range])
        #expect(answer.status == status)
        #expect(answer.text == body)
        #expect(answer.headers["content-range"] == place)
    }

    @Test("what is no part that can be given comes whole", arguments: ["bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes=a-b"])
    func wholeInstead(_ range: String) throws {
        let answer = try server.talk().ask("GET", "/assets/digits.txt", ["Range": range])
        #expect(answer.status == 200)
        #expect(answer.body.count == 1_000_000)
    }

    @Test("a part of another state of the file is refused by giving the whole")
    func ifRange() throws {
        let talk = try server.talk()
        let tag = try #require(try talk.ask("GET", "/assets/digits.txt").headers["etag"])
        #expect(try talk.ask("GET", "/assets/digits.txt", ["Range": "bytes=0-1", "If-Range": tag]).status == 206)
        #expect(try talk.ask("GET", "/assets/digits.txt", ["Range": "bytes=0-1", "If-Range": "\"old\""]).status == 200)
    }

    @Test("an old address leads on as it will on any host, and a missing one shows the site's own page")
    func redirectAndMissing() throws {
        let old = try server.page("/old/first.html")
        #expect(old.status == 200)
        #expect(old.text.contains("http-equiv=\"refresh\""))
        #expect(!old.text.contains("/.answerable/"))
        let missing = try server.page("/threads/none.html")
        #expect(missing.status == 404)
        #expect(missing.text.contains("page-notFound"))
    }

    @Test(
        "nothing outside the site can be asked for",
        arguments: [
            "/../Content/site.yml", "/%2e%2e/Content/site.yml", "/threads/../../Content/site.yml", "/..%2f..%2fetc/passwd", "//etc/passwd", "/Content/site.yml",
            "/assets/../site.yml", "/assets/", "/.git/config", "/\\..\\Content",
        ])
    func traversal(_ path: String) throws {
        #expect(try server.page(path).status == 404)
    }

    @Test("a page of another site that leads its name here reads nothing", arguments: ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "[::1].evil"])
    func rebinding(_ host: String) throws {
        let answer = try server.talk().ask("GET", "/threads/first.html", ["Host": host])
        #expect(answer.status == 403)
        #expect(!answer.text.contains("First"))
    }

    @Test("this machine's own names are answered", arguments: ["localhost", "LOCALHOST:1", "127.0.0.1:8080", "[::1]:8080", "192.168.1.7", "site.localhost"])
    func ownNames(_ host: String) throws {
        let answer = try server.talk().ask("GET", "/threads/first.html", ["Host": host])
        #expect(answer.status == 200)
        #expect(answer.headers["cross-origin-resource-policy"] == "same-origin")
    }

    @Test(
        "what is no request is refused, and the connection closed",
        arguments: [
            ("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405), ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", 413),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400), ("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
            ("GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400), ("nonsense\r\n\r\n", 400), ("GET / HTTP/2.0\r\n\r\n", 505),
            ("GET / HTTP/1.1\r\nBroken header\r\n\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "x", count: 20_000) + "\r\n\r\n", 431),
        ])
    func refusals(_ request: String, _ status: Int) throws {
        let talk = try server.talk()
        try talk.send(request)
        #expect(try talk.answer().status == status)
        #expect(talk.isClosed())
    }

    @Test("no host at all is no request of HTTP/1.1")
    func noHost() throws {
        let talk = try server.talk()
        try talk.send("GET / HTTP/1.1\r\n\r\n")
        #expect(try talk.answer().status == 400)
    }
}
