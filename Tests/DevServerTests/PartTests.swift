import Foundation
import Testing

@testable import DevServer

@Suite("Parts of the development server")
struct PartTests {
    @Test("a policy is widened by the page's own host where the development script needs it", arguments: [
        ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ("default-src 'none'", "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"),
        ("default-src 'self'", "default-src 'self'"), ("img-src 'none'", "img-src 'none'"),
        ("default-src https:; script-src 'none'", "default-src https:; script-src 'self'; style-src https: 'self'; connect-src https: 'self'"),
    ])
    func policy(_ given: String, _ wide: String) {
        #expect(widened(given) == wide)
    }

    @Test("the script goes to the end of the head, whatever the case of the tags")
    func injection() {
        let page = "<html><HEAD><META http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\"></HEAD><body></head></body></html>"
        let shown = String(decoding: withDevelopmentScript(Array(page.utf8), path: "/a&\"b.html", signature: "1f"), as: UTF8.self)
        #expect(
            shown == "<html><HEAD><META http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'\">"
                + "<script src=\"/.answerable/serve.js\" data-path=\"/a&amp;&quot;b.html\" data-signature=\"1f\" defer></script>\n</HEAD><body></head></body></html>")
    }

    @Test("a policy that a template escaped is read as the browser reads it; one that can't be read stays")
    func escapedPolicy() {
        func shown(_ policy: String) -> String {
            let page = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\"></head>"
            let text = String(decoding: withDevelopmentScript(Array(page.utf8), path: "/", signature: "1"), as: UTF8.self)
            return text.components(separatedBy: "content=\"")[1].components(separatedBy: "\">")[0]
        }
        #expect(shown("default-src &#39;none&#39;; img-src &#39;self&#39; data:; connect-src 'self'")
            == "default-src 'none'; img-src 'self' data:; connect-src 'self'; script-src 'self'; style-src 'self'")
        #expect(shown("default-src &lsquo;none&rsquo;") == "default-src &lsquo;none&rsquo;")
        #expect(shown("default-src 'none' & more") == "default-src 'none' & more")
    }

    @Test("another style is no other page; anything else is")
    func signatures() {
        func signature(_ text: String) -> String { pageSignature(Array(text.utf8), status: 200) }
        let page = signature("<link href=\"theme/site-0123456789abcdef.css\"> a.css b")
        #expect(signature("<link href=\"theme/site-fedcba9876543210.css\"> a.css b") == page)
        #expect(signature("<link href=\"theme/site-fedcba987654321.css\"> a.css b") != page)
        #expect(signature("<link href=\"theme/site-0123456789abcdef.css\"> a.css c") != page)
        #expect(signature("<link href=\"theme/main-0123456789abcdef.css\"> a.css b") != page)
        #expect(pageSignature([], status: 404) != pageSignature([], status: 200))
        #expect(nameWithoutHash("theme/site-0123456789abcdef.css") == "theme/site.css")
        #expect(nameWithoutHash("theme/site.css") == nil)
    }

    @Test("dates as HTTP writes them", arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"),
    ])
    func dates(_ seconds: Int, _ text: String) {
        #expect(httpDate(seconds) == text)
    }

    @Test("a head is read when it is whole, however it comes in pieces")
    func pieces() {
        let bytes = Array("GET /a%20b?path=%2Fx&n=1 HTTP/1.1\r\nHost: localhost\r\nAccept:  text/html \r\n\r\nGET".utf8)
        for count in 0..<(bytes.count - 3) { #expect(RequestHead(Array(bytes[..<count])) == .incomplete) }
        let request = HTTPRequest(path: "/a b", query: "path=%2Fx&n=1", headers: ["host": "localhost", "accept": "text/html"])
        #expect(RequestHead(bytes) == .request(request, length: bytes.count - 3))
        #expect(request.value(of: "path") == "/x")
        #expect(request.value(of: "n") == "1")
        #expect(request.value(of: "none") == nil)
    }

    @Test("whatever bytes come, they are a request, none yet, or refused")
    func anyBytes() {
        var generator = SystemRandomNumberGenerator()
        let parts = ["GET", " ", "/", "HTTP/1.1", "\r\n", "\r\n\r\n", ":", "Host", "%", "\0", "é", "http://", "?", "Range: bytes=0-", String(repeating: "a", count: 9000)]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 0...20, using: &generator)).map { _ in parts[Int.random(in: 0..<parts.count, using: &generator)] }.joined()
            if case .request(let request, let length) = RequestHead(Array(text.utf8)) {
                #expect(request.path.utf8.first == UInt8(ascii: "/"))
                #expect(length <= text.utf8.count)
            }
        }
    }

    @Test("what editors leave beside a file is no change", arguments: [".a.md.swp", "a.md~", "#a.md#", "4913", ".git"])
    func passing(_ name: String) {
        #expect(isPassingName(name))
        #expect(!isPassingName("a" + name + "b"))
    }

    @Test("silence ends a change, the longer the more there is; one that never pauses is told all the same")
    func gathering() {
        var few = Changes()
        few.add("a")
        #expect(Gathering.end(few, began: 0, last: 5) == 15)
        var many = few
        for number in 0..<20 { many.add("\(number)") }
        #expect(Gathering.end(many, began: 0, last: 5) == 105)
        #expect(Gathering.end(many, began: 0, last: 2990) == 3000)
    }
}
