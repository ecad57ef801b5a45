import Diagnostics
import Foundation
import HTMLJudge
import Testing
@testable import Markdown

extension MarkdownTests {
    @Suite("Limits") struct LimitTests {
        struct Family: Decodable {
            struct Segment: Decodable {
                var text: String
                /// 0: once; -1: as often as the square root of the size; k: size / k times.
                var divisor: Int
                init(from decoder: any Decoder) throws {
                    var values = try decoder.unkeyedContainer()
                    text = try values.decode(String.self)
                    if let number = try? values.decode(Int.self) { divisor = number } else { divisor = -1 }
                }
            }
            var id: String
            var segments: [Segment]

            func text(bytes: Int) -> String {
                segments.map { segment in
                    let count = segment.divisor == 0 ? 1 : segment.divisor < 0 ? Int(Double(bytes).squareRoot()) : bytes / segment.divisor
                    return String(repeating: segment.text, count: count)
                }.joined()
            }
        }

        private func families() throws -> [Family] {
            struct All: Decodable { var cases: [Family] }
            guard let folder = dataFolder("hostile") else { return [] }
            return try JSONDecoder().decode(All.self, from: Data(contentsOf: folder.appendingPathComponent("pathological.json"))).cases
        }

        @Test("each family of bombs is refused with its line, or printed within bounds", arguments: [4 << 10, 10_000, 50_000, 64 << 10])
        func bombs(bytes: Int) throws {
            var refused = 0
            var slowest = (0.0, "")
            let all = try families()
            for family in all {
                let text = family.text(bytes: bytes)
                let start = ContinuousClock.now
                let (rendered, diagnostics) = render(text)
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                if let refusal = diagnostics.first(where: { $0.severity == .error }) {
                    refused += 1
                    #expect(refusal.range != nil, "\(family.id)")
                    #expect(rendered.html { _ in "x" }.hasPrefix("<pre class=\"markdown-source\""))
                    #expect(rendered.plainText.utf8.count >= text.utf8.count - 1)
                } else {
                    if seconds > slowest.0 { slowest = (seconds, family.id) }
                }
                #expect(rendered.html { _ in "x" }.utf8.count <= 16 * text.utf8.count + 65_536 + 1_024)
                #expect(faults(in: rendered.html { $0.destination }).isEmpty, "\(family.id)")
            }
            print("pathological: at \(bytes) bytes \(refused) of \(all.count) families refused; slowest other \(slowest)")
        }

        @Test("a limit is named with its number, its line and what to do", arguments: [
            (String(repeating: ">", count: 33) + " a", "32 block quotes and lists inside one another", 1),
            ("a\n\n" + String(repeating: "<a ", count: 501), "500 '<' in one block", 3),
            (String(repeating: "![", count: 501), "500 '![' in one block", 1),
            (String(repeating: "a\n", count: 1_001), "1000 lines without a blank one", 1_001),
            (String(repeating: "|-\n", count: 65), "64 lines like '|---|' in one block", 65),
            (String(repeating: "|", count: 201), "200 '|' on one line", 1),
            ("a" + String(repeating: "|a", count: 65) + "\n-" + String(repeating: "|-", count: 65), "64 columns in a table", 2),
            (String(repeating: "a", count: 16_385), "16384 bytes on one line", 1),
            (String(repeating: "[^1] ", count: 1_001), "1000 footnote marks", 1),
            ("[a]: /" + String(repeating: "u", count: 10_000) + "\n\n" + String(repeating: "[a] ", count: 200), "1048576 bytes once its reference links are expanded", 3),
            (String(repeating: "- ", count: 33) + "x", "32 block quotes and lists inside one another", 1),
            ((0..<33).map { String(repeating: "  ", count: $0) + "- x\n" }.joined(), "32 block quotes and lists inside one another", 33),
            ("> ```\n" + String(repeating: "<a ", count: 501), "500 '<' in one block", 2),
            ("- ```\n" + String(repeating: "<a ", count: 501), "500 '<' in one block", 2),
            ("<div>\n```\n\n" + String(repeating: "![[]()", count: 501), "500 '![' in one block", 4),
            ("<!--\n\n```\n-->\n" + String(repeating: "![[]()", count: 501), "500 '![' in one block", 5),
            ("``` a`b\n" + String(repeating: "![[]()", count: 501), "500 '![' in one block", 2),
        ])
        func named(text: String, what: String, line: Int) throws {
            let diagnostics = render(text).1
            let refusal = try #require(diagnostics.first)
            #expect(refusal.code == .markdownTooComplex)
            #expect(refusal.message == "this post has more than \(what)")
            let start = try #require(refusal.range).lowerBound
            #expect(text.utf8.prefix(start).count { $0 == 0x0A } + 1 == line)
        }

        @Test("code in a fence may hold anything", arguments: [
            "```\n" + String(repeating: "<a ", count: 600) + "\n```\n", "~~~ x\n" + String(repeating: "|-\n", count: 100) + "~~~\n",
            "- a\n\n  ```\n" + String(repeating: "  f(x)\n", count: 2_000) + "  ```\n", "> ```\n" + String(repeating: "> ))\n", count: 2_000) + "> ```\n\nb",
            "1. x\n\n   ```\n" + String(repeating: "   @a\n", count: 2_000) + "   ```\n", "```\n" + String(repeating: "a", count: 30_000) + "\n```\n",
            "<details>\n<summary>s</summary>\n\n```\n" + String(repeating: "))\n", count: 2_000) + "```\n\n</details>\n",
        ])
        func fences(text: String) {
            #expect(render(text).1.isEmpty)
        }

        @Test("a post beyond the limit is shown as its source, and no setting lifts the hard limit")
        func length() throws {
            let text = String(repeating: "word & \n\n", count: 10_000)
            let (rendered, diagnostics) = render(text)
            #expect(diagnostics.map(\.code) == [.markdownTooLong])
            #expect(rendered.html { _ in "" }.hasPrefix("<pre class=\"markdown-source\" tabindex=\"0\"><code>word &amp; \n"))
            var options = MarkdownOptions()
            options.limits.bodyBytes = 100_000
            #expect(render(text, options).1.isEmpty)
            options.limits.bodyBytes = .max
            #expect(render(String(repeating: text, count: 12), options).1.map(\.code) == [.markdownTooLong])
        }

        @Test("a place is looked for nearby alone, so that many links to one distant reference stay cheap")
        func distantReferences() {
            let file = SourceFile(path: "a.md", text: "x " + String(repeating: "a", count: 1_000) + " near " + String(repeating: "b", count: 9_000) + " far")
            let map = SourceMap(file: file, body: 0..<file.bytes.count)
            #expect(map.range(of: Array("near".utf8), line: 1, column: 1) == 1_003..<1_007)
            #expect(map.range(of: Array("far".utf8), line: 1, column: 1) == 0..<file.bytes.count)
        }

        @Test("output that outgrows its limit is refused")
        func output() {
            var options = MarkdownOptions()
            options.limits.outputFactor = 2
            options.limits.outputAllowance = 10
            #expect(codes(String(repeating: "- [x](https://x.org/a)\n", count: 20), options) == ["markdown-output-too-long"])
        }

        @Test("real Markdown raises no false alarm")
        func falseAlarms() throws {
            guard let folder = dataFolder("markdown-qa") else { return }
            var files = 0
            for (path, bytes) in try markdownFiles(below: folder) {
                let file = SourceFile(path: path, bytes: bytes)
                var limits = MarkdownLimits()
                limits.bodyBytes = MarkdownLimits.hardBodyBytes
                let found = refusal(of: file, body: 0..<bytes.count, limits: limits)
                #expect(found == nil, "\(path): \(found?.message ?? "")")
                files += 1
            }
            print("real Markdown: \(files) files, none refused")
            #expect(files > 100)
        }
    }
}
