import Testing

@testable import SiteGenerator

@Suite("Style sheets without what only their writers need")
struct MinifiedCSSTests {
    @Test("what means nothing goes, what means something stays", arguments: [
        ("a { color: red; }\n\nb , c { margin : 0 auto ; }\n", "a{color:red}b,c{margin :0 auto}"),
        ("/* one */ a /* two */ b { } /* three */", "a b{}"), ("a/**/b{}", "a/**/b{}"), ("a :hover { } a:hover { }", "a :hover{}a:hover{}"),
        ("p { width: calc(1px + (2px - 3px) * 4) }", "p{width:calc(1px + (2px - 3px) * 4)}"), ("@media (min-width: 40rem) and (color) { a { b: c } }", "@media (min-width:40rem) and (color){a{b:c}}"),
        ("a::before { content: \"  /* no comment */ ; }  \" }", "a::before{content:\"  /* no comment */ ; }  \"}"),
        ("a { content: 'it\\'s  ' }", "a{content:'it\\'s  '}"), ("a { background: url( a;b  c.png ) , url(\"x  y\") }", "a{background:url( a;b  c.png ),url(\"x  y\")}"),
        (".a\\:b  .c\\26  d { e: f }", ".a\\:b .c\\26  d{e:f}"), (":root { --empty: ; --x:  1px }", ":root{--empty: ;--x:1px}"),
        ("a { margin: -1px -2px; transition: color .1s , top 1s }", "a{margin:-1px -2px;transition:color .1s,top 1s}"),
        ("a > b ~ c + d e { }", "a > b ~ c + d e{}"), (":is( a , b ) :not( .c ) { }", ":is( a,b ) :not( .c ){}"), ("/* never ends", ""), ("a { content: \"never ends", "a{content:\"never ends"),
        ("\\", "\\"), ("", ""),
    ])
    func cases(_ given: String, _ small: String) {
        #expect(String(decoding: minifiedCSS(Array(given.utf8)), as: UTF8.self) == small)
    }

    @Test("what is small already stays as it is")
    func twice() throws {
        let styles = Theme().assetFiles.filter { $0.name.utf8.hasSuffix(".css") }
        #expect(!styles.isEmpty)
        for style in styles {
            let once = minifiedCSS(style.bytes)
            #expect(once.count < style.bytes.count)
            #expect(minifiedCSS(once) == once)
            // Nothing is lost: every rule opens and closes as before.
            let braces = { (bytes: [UInt8]) in bytes.filter { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "}") } }
            #expect(braces(once) == braces(withoutCSSComments(style.bytes)))
        }
    }

    @Test("any bytes come to an end")
    func anyBytes() {
        var generator = SystemRandomNumberGenerator()
        let parts = ["a", " ", "\n", "{", "}", ";", ":", ",", "/*", "*/", "\"", "'", "\\", "url(", ")", "\\26 ", "é"]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in parts[Int.random(in: 0..<parts.count, using: &generator)] }.joined()
            #expect(minifiedCSS(Array(text.utf8)).count <= text.utf8.count + 4)
        }
    }
}

private func withoutCSSComments(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var isInside = false
    var i = 0
    while i < bytes.count {
        let two = bytes[i...].prefix(2)
        if !isInside, two.elementsEqual("/*".utf8) { isInside = true; i += 2 } else if isInside, two.elementsEqual("*/".utf8) { isInside = false; i += 2 } else {
            if !isInside { out.append(bytes[i]) }
            i += 1
        }
    }
    return out
}
