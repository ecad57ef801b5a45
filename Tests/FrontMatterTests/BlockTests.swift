import Diagnostics
import Testing

@testable import FrontMatter

/// The bodies of all blocks, as they stand in the file.
private func bodies(_ text: String) -> [String] {
    let file = SourceFile(path: "a.md", text: text)
    return BlockSplitter(openers: ["answer", "comment"]).split(file).blocks.map { file.text($0.body) }
}

private let thread = """
    ---
    title: How do we start?
    by: mei
    ---

    Body.

    ---
    answer: lian
    ---

    Answer.

    ---
    comment: mei
    ---
    Comment.

    """

@Test("a thread is cut into its question, answers and comments", arguments: ["\n", "\r\n", "\r"])
func blocks(lineEnd: String) {
    let text = String(decoding: thread.utf8.flatMap { $0 == 0x0A ? Array(lineEnd.utf8) : [$0] }, as: UTF8.self)
    let file = SourceFile(path: "a.md", text: text)
    let (blocks, diagnostics) = BlockSplitter(openers: ["answer", "comment"]).split(file)
    #expect(diagnostics.isEmpty)
    #expect(blocks.map { shape($0.fields.fields) } == ["title=<How do we start?> by=<mei>", "answer=<lian>", "comment=<mei>"])
    #expect(blocks.map { file.text($0.marker) } == ["---", "---", "---"])
    #expect(blocks.map { file.text($0.body) } == ["\(lineEnd)Body.\(lineEnd)\(lineEnd)", "\(lineEnd)Answer.\(lineEnd)\(lineEnd)", "Comment.\(lineEnd)"])
    #expect(blocks.map(\.isComplete) == [true, true, true])
}

@Test("a byte-order mark, blank lines above and spaces behind '---' are allowed")
func openings() {
    let (blocks, diagnostics) = split("\u{FEFF}\n  \n--- \ntitle: a\n---\t\nBody")
    #expect(diagnostics.isEmpty && blocks.count == 1 && shape(blocks[0].fields.fields) == "title=<a>")
    #expect(blocks[0].marker == 7..<11 && bodies("\u{FEFF}---\na: b\n---\nBody") == ["Body"])
}

@Test("a thematic break, a Setext heading or '---' before other words stays in the body", arguments: [
    "a\n\n---\n\nb\n", "Heading\n---\n\nb\n", "a\n\n---\nquestion: x\n---\n", "a\n\n---\n answer: x\n", "a\n\n----\nanswer: x\n", "a\n\n ---\nanswer: x\n",
    "a\n\n---\nanswers, said she: none\n", "a\n\n---", "a\n\n---\nAnswer: see below.\n\nMore text.\n", "a\n---\nanswer: x\n\nNo closing line.\n",
])
func otherMarkers(body: String) {
    let text = "---\ntitle: a\n---\n" + body
    #expect(bodies(text) == [body])
    #expect(split(text).diagnostics.isEmpty)
}

@Test("fenced code hides blocks until its fence closes, as CommonMark has it", arguments: [
    ("```\n\n---\nanswer: a\n---\n```\n", 1),
    ("   ~~~ text\n\n---\nanswer: a\n---\n~~~\n", 1),
    ("````\n```\n\n---\nanswer: a\n---\n````\n", 1),
    ("```\n~~~\n\n---\nanswer: a\n---\n``` \n", 1),
    // Four spaces are indented code, not a fence; a backtick in the info string makes it inline code; two are too few.
    ("    ```\n\n---\nanswer: a\n---\n", 2),
    ("``` a`b\n\n---\nanswer: a\n---\n", 2),
    ("``\n\n---\nanswer: a\n---\n", 2),
    // Closed again.
    ("```\nx\n   `````\n\n---\nanswer: a\n---\n", 2),
    ("~~~\n~~~ x\n~~~\n\n---\nanswer: a\n---\n", 2),
])
func fences(body: String, count: Int) {
    let (blocks, diagnostics) = split("---\ntitle: a\n---\n\n" + body)
    #expect(blocks.count == count && diagnostics.isEmpty)
}

@Test("without openers, everything below the first front matter is its body")
func noOpeners() {
    let file = SourceFile(path: "a.md", text: thread)
    let (blocks, diagnostics) = BlockSplitter().split(file)
    #expect(blocks.count == 1 && diagnostics.isEmpty && blocks[0].body.upperBound == file.bytes.count)
}

@Test("a file without a front matter is told what to write, and its text is kept", arguments: [("Text\n\nmore\n", "1:1"), ("\n\n  Text\n", "3:1"), ("", "1:1"), ("\u{FEFF}", "1:1")])
func missing(text: String, place: String) {
    let (blocks, diagnostics) = BlockSplitter(openers: ["answer"], example: "title: A title").split(SourceFile(path: "a.md", text: text))
    #expect(summary(diagnostics, of: text) == ["\(place) missing-front-matter"])
    #expect(diagnostics.first?.advice == "begin it with the lines '---', 'title: A title', '---'")
    #expect(blocks.count == 1 && !blocks[0].isComplete && blocks[0].body.upperBound == text.utf8.count)
}

@Test("a front matter that is never closed is told at its '---', and the blocks below are still found")
func unclosed() {
    let text = "---\ntitle: a\n\nBody text.\n\n---\nanswer: x\n---\nAnswer\n"
    let (blocks, diagnostics) = split(text)
    #expect(summary(diagnostics, of: text) == ["1:1 unclosed-front-matter"])
    #expect(blocks.map { shape($0.fields.fields) } == ["title=<a>", "answer=<x>"] && blocks.map(\.isComplete) == [false, true])
    let end = "---\ntitle: a\n---\n\nBody\n\n---\nanswer: x\nAnswer\n"
    #expect(summary(split(end).diagnostics, of: end) == ["7:1 unclosed-front-matter"])
    #expect(summary(split("---").diagnostics, of: "---") == ["1:1 unclosed-front-matter"])
}

@Test("a body that begins with the word of an opener is no block")
func bodyBeginsWithOpener() {
    let text = "---\ntitle: a\n\n---\nanswer: 42 is the body\n"
    #expect(split(text).diagnostics.isEmpty && bodies(text) == ["answer: 42 is the body\n"])
}

@Test("what nearly is a block is a warning, with a fix that makes it one", arguments: [
    ("a\n\n---\nanwser: x\nat: 2026-01-01\n---\nb\n", "7:1 misspelt-block", "this looks like an answer block, but 'anwser' opens none"),
    ("a\n\n---\nComments: x\n---\nb\n", "7:1 misspelt-block", "this looks like a comment block, but 'Comments' opens none"),
    ("a\n---\nanswer: x\n---\nb\n", "5:1 block-without-blank-line", "the block 'answer' is read as text, for no blank line stands before its '---'"),
])
func nearMisses(body: String, expected: String, message: String) throws {
    let text = "---\ntitle: a\n---\n" + body
    let diagnostics = split(text).diagnostics
    #expect(summary(diagnostics, of: text) == [expected] && diagnostics.first?.severity == .warning && diagnostics.first?.message == message)
    let fix = try #require(diagnostics.first?.fixIts.first)
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(fix.range, with: fix.replacement.utf8)
    let mended = split(String(decoding: bytes, as: UTF8.self))
    #expect(mended.blocks.count == 2 && mended.diagnostics.isEmpty)
}

@Test("a block directly below a front matter wants a blank line too")
func emptyBody() {
    let text = "---\ntitle: a\n---\n---\nanswer: x\n---\nb\n"
    #expect(summary(split(text).diagnostics, of: text) == ["4:1 block-without-blank-line"])
}

@Test("a fence that is never closed and hides blocks is a warning at the fence")
func openFence() {
    let text = "---\ntitle: a\n---\n\n```swift\nlet x\n\n---\nanswer: x\n---\nb\n"
    let diagnostics = split(text).diagnostics
    #expect(summary(diagnostics, of: text) == ["5:1 block-in-open-fence"] && diagnostics.first?.severity == .warning)
    #expect(diagnostics.first?.notes.first?.range == 34..<37)
}

@Test("bytes that are not UTF-8 are told at the byte, the first few in full and the rest as a number")
func encoding() {
    let bytes = Array("---\ntitle: a\n---\nb".utf8) + [0xE9] + Array("x".utf8) + [UInt8](repeating: 0xFF, count: 100)
    let (blocks, diagnostics) = BlockSplitter().split(SourceFile(path: "a.md", bytes: bytes))
    #expect(diagnostics.count == 8 && diagnostics[0].range == 18..<19 && diagnostics[0].message == "0xE9 is not UTF-8")
    #expect(diagnostics[7].message == "0xFF is not UTF-8; 93 more follow")
    #expect(blocks[0].isComplete && shape(blocks[0].fields.fields) == "title=<a>")
    let utf16 = BlockSplitter().split(SourceFile(path: "a.md", bytes: [0xFF, 0xFE, 0x2D, 0x00])).diagnostics
    #expect(utf16.first?.advice == "the file seems to be UTF-16; save it as UTF-8")
}
