import Diagnostics
import Foundation
import HTMLJudge
import Testing
@testable import Markdown

extension MarkdownTests {
    @Suite("Code colours") struct HighlightingTests {
        /// `Tests/Code`: a piece of code in each language, and beside it what it is printed as. `ANSWERABLE_RECORD=1` records.
        @Test("a sample of every language is printed as recorded")
        func samples() throws {
            let isRecording = ProcessInfo.processInfo.environment["ANSWERABLE_RECORD"] == "1"
            var seen: Set<String> = []
            for (name, code) in try codeSamples() {
                let language = try #require(LanguageTable.shared.language(named: name), "no language is called \(name)")
                seen.insert(language.name)
                let printed = highlighted(code, in: language).html
                #expect(withoutSpans(printed) == escaped(code), "\(name)")
                let file = codeFolder.appendingPathComponent(name + ".html")
                if isRecording {
                    try Data(printed.utf8).write(to: file)
                } else {
                    #expect((try? Data(contentsOf: file)) == Data(printed.utf8), "Tests/Code/\(name).txt: ANSWERABLE_RECORD=1 records what is printed now")
                }
            }
            if isRecording { Issue.record("recorded Tests/Code: look at the differences, then run again without ANSWERABLE_RECORD") }
            let unseen = Set(Language.all.map(\.name)).subtracting(seen).subtracting(["Markdown text"])
            #expect(unseen.isEmpty, "without a sample: \(unseen.sorted())")
            #expect(Language.all.count >= 45)
        }

        @Test("every word of every list is found, and no name stands for two languages")
        func tables() {
            var names: [String: String] = [:]
            for language in Language.all {
                for alias in language.aliases.split(separator: " ").map(String.init) {
                    #expect(names[alias] == nil, "\(alias) is \(names[alias] ?? "") and \(language.name)")
                    #expect(alias == alias.lowercased() && Array(alias.utf8).withUnsafeBufferPointer(languageName) == Array(alias.utf8), "\(alias) can't be written")
                    names[alias] = language.name
                }
                guard case .code(let grammar) = language.grammar else { continue }
                let table = WordTable(grammar)
                for list in [grammar.keywords, grammar.types, grammar.literals, grammar.functions, grammar.attributes, grammar.functionDefiners, grammar.typeDefiners] {
                    for word in list.split(separator: " ") {
                        let bytes = word.utf8.map { grammar.ignoresCase ? lowercased($0) : $0 }
                        let hash = bytes.reduce(WordTable.seed, WordTable.step)
                        let meaning = bytes.withUnsafeBufferPointer { table.meaning(of: $0, hash: hash, ignoringCase: grammar.ignoresCase) }
                        #expect(meaning != nil, "\(language.name): \(word)")
                    }
                }
            }
        }

        @Test("Docs/Format.md lists every language with its names")
        func manual() throws {
            let file = codeFolder.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Docs/Format.md")
            let manual = try String(contentsOf: file, encoding: .utf8)
            for language in Language.all where language.name != "Markdown text" {
                let row = "| \(language.name) | " + language.aliases.split(separator: " ").map { "`\($0)`" }.joined(separator: " ") + " |"
                #expect(manual.contains(row), "\(row)")
            }
        }

        @Test("the spans' text is the code, whatever the code is", arguments: Language.all.map(\.name))
        func lossless(_ name: String) throws {
            let language = try #require(Language.all.first { $0.name == name })
            var random = Numbers(seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
            let pieces = fragments + language.aliases.split(separator: " ").map(String.init) + tokens(of: language)
            for _ in 0..<120 {
                var code = ""
                for _ in 0..<(1 + random.next(40)) { code += pieces[random.next(pieces.count)] }
                let (html, _, spanBytes) = highlighted(code, in: language)
                #expect(withoutSpans(html) == escaped(code), "\(name): \(code.debugDescription)")
                #expect(spanBytes <= 8 * code.utf8.count + 64)
            }
            // A sample cut anywhere, and glued to another's end.
            let samples = try codeSamples().map(\.code)
            for _ in 0..<40 {
                let (head, tail) = (Array(samples[random.next(samples.count)].utf8), Array(samples[random.next(samples.count)].utf8))
                let code = String(decoding: head.prefix(random.next(head.count + 1)) + tail.suffix(random.next(tail.count + 1)), as: UTF8.self)
                #expect(withoutSpans(highlighted(code, in: language).html) == escaped(code), "\(name): \(code.debugDescription)")
            }
        }

        /// Counted in bytes looked at. A scanner that goes back would grow by 16 where the code grows by 4.
        @Test("hostile code of four times the length takes four times the steps", arguments: Language.all.map(\.name))
        func linear(_ name: String) throws {
            let language = try #require(Language.all.first { $0.name == name })
            var units = fragments.filter { !$0.isEmpty } + tokens(of: language)
            units += ["a ", "a:", "( ", "[[", "((", "{{", "${", "$(", "#[", "/[", "/ /", "<<A\n", "<<-'A'", "'\\", "\"\\(", "`${", "%{", "=~ m{", "s{a", "R\"x(", "r#\"", "###", "|\n", "> ", "- - ", "a: |\n", "&a", "<a ", "<a b=\"", "<!--",
                "<style>", "<script>", "<?php", "```\n", "~~~x\n", "---\n", "    ", "\t", "1e+", "0x", "1.", "..", "a.b", "@a", "--", "//", "/*", "(*", "{-", "#|", "=begin\n", "\"\"\"", "'''", "[=["]
            for unit in Set(units).sorted() {
                let short = highlighted(repeating(unit, to: 400), in: language)
                let long = highlighted(repeating(unit, to: 1_600), in: language)
                #expect(long.steps <= short.steps * 5 + 1_500, "\(name), \(unit.debugDescription): \(short.steps) steps, then \(long.steps)")
                #expect(long.steps <= 160 * 1_600, "\(name), \(unit.debugDescription): \(long.steps) steps")
            }
        }

        @Test("colour never makes a post too long, and ends where it would take too much")
        func limits() {
            let code = String(repeating: "1@a'b'", count: 4_000)
            for text in ["```swift\n\(code)\n```", String(repeating: "```c\n1\n```\n", count: 2_000), String(repeating: "~~~json\n{\"a\":1}\n~~~\n", count: 1_500)] {
                let (post, diagnostics) = render(text)
                #expect(diagnostics.isEmpty)
                let html = post.html { _ in "" }
                #expect(html.utf8.count < text.utf8.count * 24 + (64 << 10))
                #expect(faults(in: html).isEmpty)
            }
        }

        @Test("the plain text is the code, without a trace of colour")
        func plainText() {
            let (post, _) = render("```swift\nlet a = \"<b>\" // x\n```")
            #expect(post.plainText == "let a = \"<b>\" // x")
            #expect(post.html { _ in "" }.contains("<span class=\"hk\">let</span> a = <span class=\"hs\">\"&lt;b&gt;\"</span> <span class=\"hc\">// x</span>"))
            #expect(withoutColour(post.htmlBytes { _ in "" }).text == "<pre tabindex=\"0\" data-language=\"Swift\"><code class=\"language-swift\">let a = \"&lt;b&gt;\" // x\n</code></pre>\n")
        }

        @Test("a language that nobody knows is printed as it is written")
        func unknown() {
            #expect(html("```nosuch\nlet x = \"1\" // y\n```") == "<pre tabindex=\"0\" data-language=\"nosuch\"><code class=\"language-nosuch\">let x = \"1\" // y\n</code></pre>\n")
            #expect(html("    let x = 1\n") == "<pre tabindex=\"0\"><code>let x = 1\n</code></pre>\n")
        }
    }
}

// MARK: What the tests are made of

private let codeFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Code")

func codeSamples() throws -> [(name: String, code: String)] {
    let names = try FileManager.default.contentsOfDirectory(atPath: codeFolder.path).filter { $0.hasSuffix(".txt") }.sorted()
    return try names.map { (String($0.dropLast(4)), try String(contentsOf: codeFolder.appendingPathComponent($0), encoding: .utf8)) }
}

func highlighted(_ code: String, in language: Language) -> (html: String, steps: Int, spanBytes: Int) {
    Array(code.utf8).withUnsafeBufferPointer { bytes in
        let printed = TokenScanner.print(bytes, in: language)
        return (String(decoding: printed.html, as: UTF8.self), printed.steps, printed.spanBytes)
    }
}

private func escaped(_ code: String) -> String {
    var out: [UInt8] = []
    appendText(code.utf8, to: &out)
    return String(decoding: out, as: UTF8.self)
}

/// The text with each `<span class="h?">` and `</span>` taken out; other spans, empty ones and spans in spans stay, and so fail the tests.
private func withoutSpans(_ html: String) -> String {
    let letters = Set(TokenKind.allCases.filter { $0 != .plain }.map(\.letter))
    let bytes = Array(html.utf8)
    var out: [UInt8] = []
    var index = 0
    var openedAt: Int?
    while index < bytes.count {
        let rest = bytes[index...]
        if openedAt == nil, rest.starts(with: "<span class=\"h".utf8), rest.count > 17, letters.contains(bytes[index + 14]), bytes[index + 15] == UInt8(ascii: "\""), bytes[index + 16] == UInt8(ascii: ">") {
            index += 17
            openedAt = index
        } else if let start = openedAt, rest.starts(with: "</span>".utf8), index > start {
            index += 7
            openedAt = nil
        } else {
            out.append(bytes[index])
            index += 1
        }
    }
    return String(decoding: out, as: UTF8.self)
}

private func repeating(_ unit: String, to count: Int) -> String { String(repeating: unit, count: max(1, count / unit.utf8.count)) }

/// The marks of a language: what begins and ends its strings, comments and names.
private func tokens(of language: Language) -> [String] {
    guard case .code(let grammar) = language.grammar else { return [] }
    var found: [String] = []
    for form in grammar.strings {
        found += [form.open, form.close]
        if let prefix = form.prefixes.split(separator: " ").first { found.append(prefix + form.open) }
        for case .code(let open, let close) in form.interpolations { found += [open, close, form.open + open] }
    }
    for comment in grammar.comments { found += [comment.open, comment.close ?? "\n"] }
    for sigil in grammar.sigils { found += [sigil.mark, sigil.mark + "a"] }
    for bracketed in grammar.bracketed { found += [bracketed.open, bracketed.close] }
    for list in [grammar.keywords, grammar.types, grammar.functionDefiners] { if let word = list.split(separator: " ").first { found.append(String(word)) } }
    return found.filter { !$0.isEmpty }
}

private let fragments = [
    "\n", " ", "\t", "\"", "'", "`", "\\", "/", "*", "#", "$", "%", "&", "<", ">", "(", ")", "[", "]", "{", "}", "-", "+", "=", "!", "?", "@", ":", ";", ",", ".", "~", "^", "|", "_", "a", "Z", "0", "1.5e3", "0xF", "if", "é", "你", "😀", "⟨",
    "\u{300}", "</span>", "<span class=\"hk\">", "\r\n", "==", "x = ", "\u{FFFD}",
]

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers in every run.
private struct Numbers {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }
}
