import Foundation
import Testing

@testable import Diagnostics

private let code = DiagnosticCode("test-code", "For tests.")
private let file = SourceFile(path: "threads/a b,é.md", text: "title: 漢x\r\n")
private let sample = Diagnostic(
    code, "100% wrong:\nbad", advice: "mend it", path: file.path, range: 10..<11,
    notes: [Diagnostic.Note("see", path: "gone.md", range: 1..<2)], fixIts: [Diagnostic.FixIt(range: 10..<11, replacement: "y</script>")])

private func lookUp(_ path: String) -> SourceFile? { path == file.path ? file : nil }

@Test("JSON for people holds no mark that turns a line round, and is the same text")
func turningMarks() throws {
    let text = "a\u{202A}\u{202E}\u{2066}\u{2069}\u{200E}\u{200F}\u{2028}b\u{2026}\u{2070}"
    var json = JSONWriter(isPretty: true)
    json.string(text)
    #expect(json.text == #""a\u202a\u202e\u2066\u2069\u200e\u200f\u2028b…⁰""#)
    #expect(try JSONDecoder().decode(String.self, from: Data(json.bytes)).unicodeScalars.elementsEqual(text.unicodeScalars))
}

@Test("JSON strings are escaped so that they are safe in a script, and read back as they were")
func jsonStrings() throws {
    let texts = ["</script><!--&", "\u{2028}\u{2029}\u{202A}\u{E000}", "\u{0}\u{1}\n\t\r\u{7F}\"\\", "漢\u{1F600}e\u{301}", "", "\u{600}<\u{301}", "â\u{80}", "\u{85}\u{9B}1m\u{9F}\u{A0}é"]
    var json = JSONWriter()
    json.array { json in texts.forEach { json.string($0) } }
    #expect(!json.bytes.contains { $0 < 0x20 || $0 == 0x3C || $0 == 0x3E || $0 == 0x26 || $0 == 0x7F })
    #expect(!json.text.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{2029}" || ("\u{80}"..."\u{9F}").contains($0) })
    let read = try JSONDecoder().decode([String].self, from: Data(json.bytes))
    #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
}

@Test("JSON keeps the order of its keys and nests")
func jsonShape() {
    var json = JSONWriter()
    json.object { json in
        json.key("z")
        json.array { _ in }
        json.key("a")
        json.object { json in
            json.member("n", -1)
            json.key("d")
            json.array { json in
                json.number(1.5)
                json.number(.nan)
                json.boolean(true)
                json.null()
            }
        }
        json.key("e")
        json.object { _ in }
    }
    #expect(json.text == #"{"z":[],"a":{"n":-1,"d":[1.5,null,true,null]},"e":{}}"#)
    var pretty = JSONWriter(isPretty: true)
    pretty.object { json in
        json.key("a")
        json.array { json in
            json.integer(1)
            json.integer(2)
        }
        json.key("b")
        json.array { _ in }
    }
    #expect(pretty.text == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": []\n}")
}

@Test("diagnostics as JSON have their places in bytes and in columns")
func jsonDiagnostics() throws {
    struct Item: Decodable {
        struct Range: Decodable, Equatable { var offset, length: Int, line, column, endLine, endColumn: Int? }
        struct Note: Decodable { var message, path: String, range: Range? }
        struct Fix: Decodable { var range: Range, replacement: String }
        var code, severity, message, advice, path: String, range: Range?, notes: [Note], fixes: [Fix]
    }
    let items = try JSONDecoder().decode([Item].self, from: Data(JSONPrinter().print([sample], sources: lookUp)))
    let item = try #require(items.first)
    #expect(item.code == "test-code" && item.severity == "error" && item.path == file.path)
    #expect(item.range == Item.Range(offset: 10, length: 1, line: 1, column: 9, endLine: 1, endColumn: 10))
    #expect(item.notes[0].range == Item.Range(offset: 1, length: 1, line: nil, column: nil, endLine: nil, endColumn: nil))
    #expect(item.fixes[0].replacement == "y</script>")
    #expect(JSONPrinter().print([], sources: lookUp) == Array("[]\n".utf8))
}

@Test("workflow commands escape what would end a property or a line")
func github() {
    #expect(
        GitHubPrinter(pathPrefix: "site/").print([sample], sources: lookUp)
            == "::error file=site/threads/a b%2Cé.md,line=1,col=9,endLine=1,endColumn=9,title=test-code::100%25 wrong:%0Abad (mend it)\n")
    let whole = Diagnostic(code, .warning, "a\r\u{1B}", advice: "", path: "a:b.md")
    #expect(GitHubPrinter().print([whole], sources: lookUp) == "::warning file=a%3Ab.md,title=test-code::a%0D␛\n")
}

@Test("SARIF has its rules once, sorted, and results that point at them")
func sarif() throws {
    struct Log: Decodable {
        struct Text: Decodable { var text: String }
        struct Rule: Decodable { var id: String, fullDescription: Text }
        struct Driver: Decodable { var name, version: String, rules: [Rule] }
        struct Tool: Decodable { var driver: Driver }
        struct Region: Decodable { var startLine, startColumn, endLine, endColumn: Int }
        struct Artifact: Decodable { var uri: String }
        struct Physical: Decodable { var artifactLocation: Artifact, region: Region? }
        struct Location: Decodable { var physicalLocation: Physical }
        struct Replacement: Decodable { var deletedRegion: Region, insertedContent: Text }
        struct Change: Decodable { var artifactLocation: Artifact, replacements: [Replacement] }
        struct Fix: Decodable { var artifactChanges: [Change] }
        struct Result: Decodable { var ruleId: String, ruleIndex: Int, level: String, locations: [Location], relatedLocations: [Location]?, fixes: [Fix]? }
        struct Run: Decodable { var tool: Tool, columnKind: String, results: [Result] }
        var version: String, runs: [Run]
    }
    let other = DiagnosticCode("another", "Not seen.")
    let bytes = SARIFPrinter(version: "1.0", codes: [other, code, code]).print([sample, sample], sources: lookUp)
    let log = try JSONDecoder().decode(Log.self, from: Data(bytes))
    let run = log.runs[0]
    #expect(log.version == "2.1.0" && run.columnKind == "unicodeCodePoints")
    #expect(run.tool.driver.rules.map(\.id) == ["another", "test-code"])
    let result = run.results[1]
    #expect(run.tool.driver.rules[result.ruleIndex].id == result.ruleId && result.level == "error")
    #expect(result.locations[0].physicalLocation.artifactLocation.uri == "threads/a%20b%2C%C3%A9.md")
    #expect(result.locations[0].physicalLocation.region?.startColumn == 9)
    #expect(result.relatedLocations?[0].physicalLocation.region == nil)
    #expect(result.fixes?[0].artifactChanges[0].replacements[0].insertedContent.text == "y</script>")
}

@Test("diagnostics are ordered by the bytes of their path, their place and their code")
func order() {
    func make(_ path: String, _ range: SourceRange?, _ id: String) -> Diagnostic {
        Diagnostic(DiagnosticCode(id, ""), "m", advice: "", path: path, range: range)
    }
    let ordered = [
        make("B.md", nil, "z"), make("a.md", nil, "a"), make("a.md", 0..<2, "b"), make("a.md", 0..<2, "c"), make("a.md", 0..<3, "a"),
        make("a.md", 2..<2, "a"), make("e\u{301}.md", nil, "a"), make("\u{E9}.md", nil, "a"),
    ]
    for first in ordered.indices {
        let turned = Array(ordered[first...] + ordered[..<first])
        #expect(turned.inOrder() == ordered && Array(turned.reversed()).inOrder() == ordered)
    }
}

@Test("the tally counts errors and warnings and bends their plurals")
func tally() {
    let error = Diagnostic(code, "m", advice: "", path: "a")
    let warning = Diagnostic(code, .warning, "m", advice: "", path: "a")
    #expect([error, warning, error, error].tally == "3 errors, 1 warning")
    #expect([warning, warning].tally == "2 warnings")
    #expect([Diagnostic]().tally == "no errors, no warnings")
}
