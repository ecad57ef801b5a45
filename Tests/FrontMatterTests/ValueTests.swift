import Diagnostics
import Testing

@testable import FrontMatter

@Test("no text changes its meaning: they stay as written, whichever way they are read", arguments: ["", "- unused: |\n    x\n"])
func textsStay(more: String) {
    let texts = ["NO", "yes", "1.10", "2024-02-30", "0x10", "017", "1_000", "1e3", ".inf", "12:30:45", "null", "true", "2026-03-02T09:15:00+08:00"]
    let lines = texts.enumerated().map { "k\($0): \($1)\n" }.joined() + (more.isEmpty ? "" : "list:\n" + more)
    let reading = read(lines)
    #expect(reading.isComplete && reading.diagnostics.isEmpty)
    let found = reading.fields.fields.prefix(texts.count).map { shape($0.value) }
    #expect(found == texts.map { "<\($0)>" })
}

@Test("values keep their shape, their order and their quotes")
func shapes() {
    let text = """
        title: How do we start?   # a comment
        also: [one, 'two', "three, \\"3\\""]
        promise: { first_answer_within: 4h, share: 90%, hours: "Mon-Sun 08:00-23:00" }
        empty:
        nothing: ~
        tags:
          - a b
          # between
          - 'it''s'
        same:
        - x
        url: https://example.org/a#b?c=d
        list: []
        map: {}
        """
    #expect(
        shape(read(text).fields.fields)
            == #"title=<How do we start?> also=[<one>, "two", "three, "3""] promise={first_answer_within=<4h> share=<90%> hours="Mon-Sun 08:00-23:00"} "#
            + #"empty=null nothing=null tags=[<a b>, "it's"] same=[<x>] url=<https://example.org/a#b?c=d> list=[] map={}"#)
}

@Test("what only Yams reads has the same kinds of value: block texts, folded lines, mappings below a key")
func slowShapes() {
    let text = "bio: |\n  one\n  two\nlong: word\n  more\npromise:\n  - since: 2026-01-01\n    share: 90%\n  - since: 2026-02-01\n\"quoted key\": \"a\\u00e9\"\nnone:\n"
    let reading = read(text)
    #expect(reading.diagnostics.isEmpty && reading.isComplete)
    #expect(
        shape(reading.fields.fields)
            == "bio=\"one\ntwo\n\" long=<word more> promise=[{since=<2026-01-01> share=<90%>}, {since=<2026-02-01>}] quoted key=\"aé\" none=null")
}

@Test("every value and key has its place, by the scanner and by Yams", arguments: ["", "x:\n  y: z\n"])
func places(more: String) {
    let text = "\u{FEFF}title: 'a''b' # c\r\ntags: [ä, { k: \"v\" }]\r\nlist:\r\n  - 漢字\r\n  - \"q\\\"\" # d\r\nnone:  \r\n" + more
    let file = SourceFile(path: "a.yml", text: text)
    let reading = FrontMatterReader().read(file)
    #expect(reading.diagnostics.isEmpty)
    let found = reading.fields.fields.prefix(4).flatMap { [file.text($0.keyRange)] + rangeTexts($0.value, file) }
    #expect(
        found == [
            "title", "'a''b'", "tags", "[ä, { k: \"v\" }]", "ä", "{ k: \"v\" }", "k", "\"v\"", "list", "- 漢字\r\n  - \"q\\\"\"", "漢字", "\"q\\\"\"", "none", "",
        ])
    #expect(reading.fields["none"]?.value.range.lowerBound == Array(text.utf8).count - more.utf8.count - 4)
}

@Test("places in what only Yams reads: block texts, folded lines, nested lists")
func slowPlaces() {
    let text = "bio: |\n  one\n\n  two\n\nlong: word\n    more # c\nm:\n  n: [a,\n    b ] # ]\n  o: 'x\n    y'\nend: z\n"
    let file = SourceFile(path: "a.yml", text: text)
    let found = FrontMatterReader().read(file).fields.fields.flatMap { [file.text($0.keyRange)] + rangeTexts($0.value, file) }
    #expect(
        found == [
            "bio", "|\n  one\n\n  two", "long", "word\n    more", "m", "n: [a,\n    b ] # ]\n  o: 'x\n    y'", "n", "[a,\n    b ]", "a", "b", "o", "'x\n    y'",
            "end", "z",
        ])
}

@Test("keys are looked up byte by byte")
func lookUp() {
    let fields = read("caf\u{E9}: 1\n").fields
    #expect(fields["caf\u{E9}"] != nil && fields["cafe\u{301}"] == nil)
}

@Test("a key given twice is an error at the second, with a note at the first", arguments: [
    "title: a\nby: b\ntitle: c\n", "title: a\nm:\n  n: 1\ntitle: c\n", "m: { title: a, title: b }\n", "m:\n  title: a\n  title: b\n",
    "title: \"title: x\"\n\"title\": b\n",
])
func duplicates(text: String) throws {
    let file = SourceFile(path: "a.yml", text: text)
    let diagnostics = FrontMatterReader().read(file).diagnostics
    #expect(diagnostics.map(\.code) == [.duplicateKey])
    let second = try #require(diagnostics.first?.range)
    let first = try #require(diagnostics.first?.notes.first?.range)
    #expect(file.text(first) == "title" && file.text(second).contains("title") && first.upperBound < second.lowerBound)
    #expect(diagnostics[0].message == "the key 'title' is given twice")
}

@Test("a file that is YAML as a whole may begin with '---', be empty or hold comments alone", arguments: ["", "# c\n", "---\n", "---\na: b\n", "\u{FEFF}---\na: b\n"])
func wholeFiles(text: String) {
    let reading = read(text)
    #expect(reading.isComplete && reading.diagnostics.isEmpty)
    #expect(shape(reading.fields.fields) == (text.utf8.contains(0x3A) ? "a=<b>" : ""))
}
