import Testing

@testable import Diagnostics

private let code = DiagnosticCode("test-code", "For tests.")

/// Prints one diagnostic about the text between `⟦` and `⟧`, which are taken out first.
private func printed(_ marked: String, message: String = "what", width: Int = 100, coloured: Bool = false) -> String {
    let bytes = Array(marked.utf8)
    let open = Array("⟦".utf8)
    let close = Array("⟧".utf8)
    var plain: [UInt8] = []
    var start = 0
    var end = 0
    var i = 0
    while i < bytes.count {
        if bytes[i...].starts(with: open) {
            start = plain.count
            i += open.count
        } else if bytes[i...].starts(with: close) {
            end = plain.count
            i += close.count
        } else {
            plain.append(bytes[i])
            i += 1
        }
    }
    let file = SourceFile(path: "a.md", bytes: plain)
    let diagnostic = Diagnostic(code, message, advice: "do", path: "a.md", range: start..<end)
    return TextPrinter(isColoured: coloured, width: width).print([diagnostic], sources: { $0 == "a.md" ? file : nil })
}

@Test("a message stands above its source line and a line of carets")
func caret() {
    #expect(printed("one\ntwo ⟦three⟧ four\n") == "a.md:2:5: error: what (do)\n    two three four\n        ^~~~~\n")
}

@Test("carets stand below wide characters, behind tabs and behind combining marks")
func widths() {
    #expect(printed("漢字⟦語⟧x") == "a.md:1:3: error: what (do)\n    漢字語x\n        ^~\n")
    #expect(printed("\ta\t⟦b⟧") == "a.md:1:4: error: what (do)\n    \ta\tb\n    \t \t^\n")
    #expect(printed("e\u{301}⟦x⟧") == "a.md:1:3: error: what (do)\n    e\u{301}x\n     ^\n")
    #expect(printed("\u{1F600}⟦x⟧") == "a.md:1:2: error: what (do)\n    \u{1F600}x\n      ^\n")
}

@Test("an empty range has one caret, one over several lines ends with its first line, one at the end of the file stands there")
func edges() {
    #expect(printed("ab⟦⟧c").hasSuffix("    abc\n      ^\n"))
    #expect(printed("a⟦b\r\nc⟧").hasSuffix("    ab\n     ^\n"))
    #expect(printed("a\n⟦⟧") == "a.md:2:1: error: what (do)\n    \n    ^\n")
}

@Test("no control character or direction mark of a message or a source reaches the terminal")
func controls() {
    let output = printed("a\u{1B}[31m\u{202E}⟦b⟧\u{7}\u{9B}", message: "what\n\u{1B}]0;x\u{7}\u{202E}")
    #expect(output == "a.md:1:8: error: what␊␛]0;x␇\\u{202E} (do)\n    a␛[31m\\u{202E}b␇\\u{9B}\n                  ^\n")
    let hostile = output.unicodeScalars.filter { $0 != "\n" && ($0.value < 0x20 || (0x7F...0x9F).contains($0.value)) }
    #expect(hostile.isEmpty)
}

@Test("bytes that are not UTF-8 are shown as U+FFFD in one column")
func illFormedSource() {
    let file = SourceFile(path: "a.md", bytes: [0x61, 0xFF, 0x62])
    let output = TextPrinter().print([Diagnostic(code, "what", advice: "", path: "a.md", range: 1..<2)], sources: { _ in file })
    #expect(output == "a.md:1:2: error: what\n    a\u{FFFD}b\n     ^\n")
}

@Test("a long line is cut around the fault, on either side")
func longLines() {
    let long = String(repeating: "x", count: 200_000)
    let output = printed(long + "⟦fault⟧" + long, width: 40)
    let lines = output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "a.md:1:200001: error: what (do)")
    #expect(lines[1] == "    …\(String(repeating: "x", count: 20))fault\(String(repeating: "x", count: 15))…")
    #expect(lines[2] == "    " + String(repeating: " ", count: 21) + "^~~~~")
    let head = printed("⟦fault⟧" + long, width: 40).split(separator: "\n").map(String.init)
    #expect(head[1] == "    fault\(String(repeating: "x", count: 35))…" && head[2] == "    ^~~~~")
    let tail = printed(long + "⟦fault⟧", width: 40).split(separator: "\n").map(String.init)
    #expect(tail[1] == "    …\(String(repeating: "x", count: 35))fault" && tail[2] == "    " + String(repeating: " ", count: 36) + "^~~~~")
}

@Test("notes follow in the same shape, and messages about a whole file stand at its first line")
func notes() {
    let file = SourceFile(path: "a.md", text: "title: x\ntitle: y\n")
    let note = Diagnostic.Note("here first", path: "a.md", range: 0..<5)
    let twice = Diagnostic(code, .warning, "given twice", advice: "keep one", path: "a.md", range: 9..<14, notes: [note])
    let whole = Diagnostic(code, "empty", advice: "fill it", path: "a.md")
    let missing = Diagnostic(code, "gone", advice: "", path: "b.md", range: 3..<4)
    #expect(
        TextPrinter().print([twice, whole, missing], sources: { $0 == "a.md" ? file : nil }) == """
            a.md:2:1: warning: given twice (keep one)
                title: y
                ^~~~~
            a.md:1:1: note: here first
                title: x
                ^~~~~
            a.md:1:1: error: empty (fill it)
            b.md: error: gone

            """)
}

@Test("colours are switched on by the caller alone")
func colours() {
    #expect(!printed("⟦a⟧").utf8.contains(0x1B))
    let coloured = printed("⟦a⟧", coloured: true)
    #expect(coloured == "\u{1B}[1ma.md:1:1:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m what (do)\n    a\n    \u{1B}[32m^\u{1B}[0m\n")
}

@Test("a fault in bytes that continue no character is shown, wherever they stand in their line")
func strayBytes() {
    for stray in [1, 2, 3, 2_000] {
        for before in ["", "a", "é", "a\n", "\n"] {
            let bytes = Array(before.utf8) + [UInt8](repeating: 0x80, count: stray) + Array("b\n".utf8)
            let file = SourceFile(path: "a.md", bytes: bytes)
            for start in stride(from: 0, to: bytes.count, by: max(1, stray / 3)) {
                let diagnostic = Diagnostic(code, "what", advice: "do", path: "a.md", range: start..<bytes.count)
                #expect(TextPrinter(width: 40).print([diagnostic], sources: { _ in file }).contains("error: what (do)\n    "))
            }
        }
    }
}
