import Diagnostics
import Testing

@testable import FrontMatter

/// A faulty text, and what is said of it: `line:column: what (what to do)`.
private let faults: [(String, [String])] = [
    (
        "by: mei\ntitle: Swift: an \"overview\"\ntags: [a]\n",
        ["2:13: the value of 'title' has a colon and a space in it, which begins a new key (quote the value: title: \"Swift: an \\\"overview\\\"\")"]
    ),
    ("title: @mei\n", ["1:8: a value cannot begin with '@' (put the value in double quotes)"]),
    ("title: `x`\n", ["1:8: a value cannot begin with '`' (put the value in double quotes)"]),
    ("title: %x\n", ["1:8: a value cannot begin with '%' (put the value in double quotes)"]),
    ("a:\n\tb: c\n", ["2:1: a tab indents this line (indent with spaces)"]),
    (
        "title: \"open\nby: mei\n",
        ["1:8: this quote is never closed (end the value with the quote it begins with; a quote inside is written '\\\"' in double quotes, '''' in single ones)"]
    ),
    (
        "title: \"a\" b\n",
        ["1:12: nothing may follow the value here (put the whole value in quotes, and write a quote inside double quotes as '\\\"')"]
    ),
    (
        "path: \"C:\\q\"\n",
        ["1:10: the backslash in this value begins no known escape (write a backslash as '\\\\', or put the value in single quotes)"]
    ),
    (
        "title: a\ntags: [a, b\nby: mei\n",
        ["2:7: the '[' that opens here is not closed as it should be (separate its entries with ',' and close it with ']'; if it is text, put the value in double quotes)"]
    ),
    (
        "title: a\nThis is a body.\nby: mei\n",
        ["2:1: this line is not 'key: value' (write a key, a colon, a space and a value; if the body begins here, close the front matter with a line '---' above it)"]
    ),
    ("title: a\n  by: mei\n", ["2:3: this key stands deeper than the one above it, which has a value already (begin the key at the start of the line)"]),
    ("- a\n- b\n", ["1:1: this is a list, not lines of 'key: value' (write each line as a key, a colon, a space and a value, like 'title: A title')"]),
    ("just text\n", ["1:1: this is a text, not lines of 'key: value' (write each line as a key, a colon, a space and a value, like 'title: A title')"]),
    ("title: *bold* words\n", ["1:8: the front matter has an alias, '*bold*' (quote a text that begins with '*', or write the value out)"]),
    ("title: !important\n", ["1:8: the front matter has a tag, '!important' (quote a text that begins with '!', or leave the tag out)"]),
    ("title: &amp;\n", ["1:8: the front matter has an anchor, '&amp;' (quote a text that begins with '&', or write the value out)"]),
    ("? a\n: b\n", ["1:1: the front matter has a key that begins with '?' (write 'key: value', or quote a text that begins with '?')"]),
    ("a: b\n<<: { c: d }\n", ["2:1: the front matter has a merge key, '<<' (write the keys out)"]),
    ("map: { k: v, l: v, l: [x] }\n", ["1:20: the key 'l' is given twice (keep one of the two)"]),
    ("[a]: b\n", ["1:1: the front matter has a key that is a list or a mapping (write a plain word as the key)"]),
    ("a: [[[[b]]]]\n", ["1:7: lists or mappings are nested more than 4 deep (no key needs that; check the brackets, or quote the value if it is text)"]),
    ("a: \"x\\x01\"\n", ["1:4: this text has the character U+0001, written as an escape (leave it out)"]),
    ("\"x\\0\": a\n", ["1:1: this text has the character U+0000, written as an escape (leave it out)"]),
    ("a: b\u{2028}c: d\n", ["1:5: the invisible line break U+2028 stands in the front matter (replace it by a space)"]),
    ("a: b\u{9B}c\n", ["1:5: the character U+009B is not text (delete it)"]),
    ("a: b\u{0}c\n", ["1:5: the control character U+0000 is not text (delete it)"]),
    ("a: 1\n---\nb: 2\n", ["2:1: a line '---' begins a second document (leave it out: a file has one)"]),
]

@Test("a fault is told at its line and column, in words that help", arguments: faults.indices)
func wording(index: Int) {
    let (text, expected) = faults[index]
    let lines = LineTable(Array(text.utf8))
    let reading = read(text)
    let found = reading.diagnostics.map { diagnostic in
        let place = lines.position(at: diagnostic.range?.lowerBound ?? 0)
        return "\(place.line):\(place.column): \(diagnostic.message) (\(diagnostic.advice))"
    }
    #expect(found == expected)
    #expect(!reading.isComplete)
}

@Test("one broken entry hides neither the others nor their faults")
func recovery() {
    let text = "title: a: b\nby: mei\ntags: [x\nasked: 2026-01-01\nid: @x\n"
    let reading = read(text)
    #expect(summary(reading.diagnostics, of: text) == ["1:9 yaml-syntax", "3:7 yaml-syntax", "5:5 yaml-syntax"])
    #expect(shape(reading.fields.fields) == "by=<mei> asked=<2026-01-01>")
}

@Test("the fix for an unquoted colon mends the front matter")
func fix() throws {
    let text = "by: x\ntitle: Swift: an \"overview\" \\o/\n"
    let fix = try #require(read(text).diagnostics.first?.fixIts.first)
    var bytes = Array(text.utf8)
    bytes.replaceSubrange(fix.range, with: fix.replacement.utf8)
    let mended = read(String(decoding: bytes, as: UTF8.self))
    #expect(mended.diagnostics.isEmpty && shape(mended.fields.fields) == "by=<x> title=\"Swift: an \"overview\" \\o/\"")
}

@Test("long values and keys are not repeated in messages")
func longNames() {
    let long = String(repeating: "x", count: 5000)
    for text in ["\(long): a: b\n", "title: a: \(long)\n", "x\(long.prefix(900)): 1\nx\(long.prefix(900)): 2\nm:\n  n: o\n"] {
        for diagnostic in read(text).diagnostics { #expect(diagnostic.message.utf8.count + diagnostic.advice.utf8.count < 300) }
        #expect(!read(text).diagnostics.isEmpty)
    }
}

@Test("a value never holds a control character, not even after an error")
func controlsAreReplaced() {
    #expect(shape(read("a: \"x\\x01\\r\\u0085y\"\n").fields.fields) == "a=\"x\u{FFFD}\u{FFFD}\u{FFFD}y\"")
}

@Test("a front matter beyond the limit is refused, one at the limit is read")
func sizes() {
    let text = "a: " + String(repeating: "x", count: 96) + "\n"
    #expect(read(text, limits: FrontMatterLimits(bytes: 100)).isComplete)
    #expect(read(text, limits: FrontMatterLimits(bytes: 99)).diagnostics.map(\.code) == [.frontMatterTooLarge])
}

@Test("stars, ampersands and brackets inside texts, quotes, comments and block texts are no YAML features", arguments: [
    "title: a *b* & c! [d] ? e\n", "title: \"*a &b !c\"\nx:\n  y: z\n", "title: '*a'\nx:\n  y: z\n", "# *a &b\nx:\n  y: z # *a\n",
    "bio: |\n  *a\n  ? b\n  [[[[[[\nx: y\n", "bio: >-\n  &a\n\n  !b\nx: y\n", "list:\n  - a: |\n      *x\n    b: c\n", "a: {b: c*d, e: f&g}\n",
    "long: word\n  and *more\n",
])
func falseAlarms(text: String) {
    #expect(read(text).diagnostics.isEmpty)
}

@Test("every code has its own name and an explanation")
func codes() {
    #expect(Set(frontMatterCodes.map(\.id)).count == frontMatterCodes.count)
    for code in frontMatterCodes { #expect(!code.explanation.isEmpty && code.id.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }) }
}
