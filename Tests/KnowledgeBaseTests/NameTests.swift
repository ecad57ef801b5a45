import Diagnostics
import KnowledgeBase
import Testing

@Suite("Names of files and people")
struct NameTests {
    private func person(_ name: String) -> ParsedFile { parse(.person, "---\nname: N\n---\n", name: name + ".md") }
    private func slug(_ name: String) -> ParsedFile { parse(.page, "---\ntitle: T\n---\n", name: name + ".md") }

    @Test("names in every script are good names", arguments: ["how-do-we-start", "先做产品还是先建群", "q2", "2026-plan", "a_b", "हिन्दी", "привет", "ünï"])
    func goodSlugs(name: String) {
        let parsed = slug(name)
        #expect(parsed.diagnostics == [])
        #expect(parsed.page?.slug == name)
    }

    @Test("a file's name that can't be an address is an error that proposes one", arguments: [
        ("How To", "the file's name 'How To' holds a space (use letters, digits and '-', '_': rename it to 'how-to.md')", "how-to"),
        ("Start", "the file's name 'Start' has capital letters (write it in small letters, because some hosts tell them apart and others don't: rename it to 'start.md')", "start"),
        ("-a", "the file's name '-a' begins with '-' (begin it with a letter or a digit: rename it to 'a.md')", "a"),
        ("a-", "the file's name 'a-' ends in '-' (end it with a letter or a digit: rename it to 'a.md')", "a"),
        ("a.b", "the file's name 'a.b' holds '.' (use letters, digits and '-', '_': rename it to 'a-b.md')", "a-b"),
        ("con", "the file's name 'con' is kept by Windows for a device (choose another name: rename it to 'the-con.md')", "the-con"),
        ("com1", "the file's name 'com1' is kept by Windows for a device (choose another name: rename it to 'the-com1.md')", "the-com1"),
        ("index", "the file's name 'index' is kept by the list of such pages (choose another name: rename it to 'the-index.md')", "the-index"),
        ("index-12", "the file's name 'index-12' is kept by the further pages of the list (choose another name: rename it to 'the-index-12.md')", "the-index-12"),
        ("a\u{202E}b", "the file's name 'a\u{202E}b' holds U+202E (use letters, digits and '-', '_': rename it to 'a-b.md')", "a-b"),
        ("a<b>", "the file's name 'a<b>' holds '<' (use letters, digits and '-', '_': rename it to 'a-b.md')", "a-b"),
        ("?!", "the file's name '?!' holds '?' (use letters, digits and '-', '_')", nil),
    ] as [(String, String, String?)])
    func badSlugs(name: String, message: String, proposal: String?) {
        let parsed = slug(name)
        #expect(parsed.diagnostics.map(\.line) == ["bad-file-name: " + message])
        #expect(parsed.page?.slug == proposal)
    }

    @Test("long names are cut between characters")
    func longNames() {
        let parsed = slug(String(repeating: "字", count: 40))
        #expect(parsed.codes == ["bad-file-name"])
        #expect(parsed.page?.slug == String(repeating: "字", count: 33))
    }

    @Test("a proposal that would be refused itself is not used")
    func refusedProposal() {
        let parsed = person("con." + String(repeating: "a", count: 60))
        #expect(parsed.codes == ["bad-file-name"])
        #expect(parsed.value == nil)
    }

    @Test("a decomposed name is warned of, and its page has the composed one")
    func decomposed() {
        let parsed = slug("u\u{308}ber")
        #expect(parsed.codes == ["bad-file-name"])
        #expect(parsed.diagnostics.first?.severity == .warning)
        #expect(parsed.page.map { Array($0.slug.utf8) } == Array("\u{FC}ber".utf8))
    }

    @Test("handles are those of the file or of the post, in NFC")
    func handles() {
        #expect(person("John_Doe.2").person?.handle == "John_Doe.2")
        #expect(person("con").codes == ["bad-file-name"])
        #expect(person("aux.x").codes == ["bad-file-name"])
        let decomposed = thread("tags: []", body: "\n---\nanswer: Rene\u{301}\nat: 2026-03-03\n---\n\nText.\n")
        #expect(decomposed.thread?.answers.map { Array($0.author.value.utf8) } == [Array("Ren\u{E9}".utf8)])
        #expect(decomposed.thread?.answers.map { Array($0.anchor.utf8) } == [Array("a-Ren\u{E9}-1".utf8)])
    }

    @Test("a handle that can't be an address is an error with a proposal", arguments: [
        ("@mei", "the handle '@mei' holds '@' (use letters, digits and '-', '.', '_', such as 'mei')"),
        ("Mei Lin", "the handle 'Mei Lin' holds a space (use letters, digits and '-', '.', '_', such as 'Mei-Lin')"),
        (".mei", "the handle '.mei' begins with '.' (begin it with a letter or a digit, such as 'mei')"),
        ("nul", "the handle 'nul' is kept by Windows for a device (choose another name, such as 'the-nul')"),
        ("index", "the handle 'index' is kept by the list of such pages (choose another name, such as 'the-index')"),
        ("a/../b", "the handle 'a/../b' holds '/' (use letters, digits and '-', '.', '_', such as 'a-..-b')"),
    ])
    func badHandles(handle: String, message: String) {
        let parsed = thread("tags: []", body: "\n---\nanswer: \"\(handle)\"\nat: 2026-03-03\n---\n\nText.\n")
        #expect(parsed.diagnostics.map(\.line) == ["bad-handle: " + message])
        #expect(parsed.thread?.answers.count == 0)
    }

    @Test("a handle of more than 64 bytes is refused")
    func longHandle() {
        #expect(person(String(repeating: "é", count: 33)).codes == ["bad-file-name"])
        #expect(person(String(repeating: "é", count: 32)).diagnostics == [])
    }

    @Test("a tag's file may be called as the tag is")
    func tagFiles() {
        for name in ["c++", "c#", "node.js", "群組", "F#"] {
            let parsed = parse(.tag, "---\ndescription: D\n---\n", name: name + ".md")
            #expect(parsed.diagnostics == [], "\(name)")
            #expect(parsed.tag?.name == name)
        }
        #expect(parse(.tag, "---\ndescription: D\n---\n", name: "a b.md").codes == ["bad-file-name"])
    }

    @Test("old addresses are paths of pages below the root", arguments: [
        ("/a/b.html", "a/b.html", nil), ("a.html", "a.html", nil), ("問/題.html", "問/題.html", nil),
        ("../a.html", nil, "has a part '.' or '..'"), ("a/./b.html", nil, "has a part '.' or '..'"),
        ("https://x.example/a.html", nil, "is a whole address"), ("//x.example/a.html", nil, "is a whole address"),
        ("a\\b.html", nil, "holds '\\\\'"), ("a/b/", nil, "is a folder"), ("a//b.html", nil, "has an empty part"),
        ("a", nil, "does not end in '.html'"), (".html", nil, "does not end in '.html'"), ("a%20b.html", nil, "has a '%'"),
        ("a.html?x", nil, "holds '?'"), ("nul.html", nil, "has a name kept by Windows for a device"),
        (".git/a.html", nil, "has the part '.git', which some disks refuse"),
    ] as [(String, String?, String?)])
    func aliases(written: String, path: String?, reason: String?) throws {
        let parsed = thread("aliases: '\(written)'")
        #expect(parsed.thread?.aliases.map(\.value) == (path.map { [$0] } ?? []))
        #expect(parsed.codes == (reason == nil ? [] : ["bad-alias"]))
        if let reason { #expect(parsed.diagnostics.first?.message == "'\(written)' \(reason)") }
    }

    @Test("only http, https and mailto addresses are links", arguments: [
        ("https://a.example", true), ("HTTP://a.example:8080/x?y#z", true), ("mailto:a@b.example?subject=x", true), ("https://[::1]/", true),
        ("https://例子.example/路", true), ("https://a.example./", true), ("ftp://a.example", false), ("javascript:alert(1)", false),
        ("https:a.example", false), ("https://", false), ("https://u:p@a.example", false), ("https://a b.example", false),
        ("https://a..example", false), ("https://a.example:x", false), ("mailto:a", false), ("mailto:@", false), ("a.example", false),
        ("data:text/html,x", false), ("https://a.example/\\\"", false), ("//a.example", false), ("https://-a.example", false),
    ])
    func addresses(address: String, isGood: Bool) {
        let parsed = parse(.person, "---\nlinks: [\"\(address)\"]\n---\n", name: "mei.md")
        #expect(parsed.codes == (isGood ? [] : ["bad-url"]), "\(address)")
        #expect(parsed.person?.links.count == (isGood ? 1 : 0))
    }
}
