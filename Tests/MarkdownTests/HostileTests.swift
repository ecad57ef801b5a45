import Diagnostics
import Foundation
import HTMLJudge
import Testing
@testable import Markdown

extension MarkdownTests {
    @Suite("Hostile input") struct HostileTests {
        /// Ways to put a payload into a post.
        private static let contexts: [@Sendable (String) -> String] = [
            { $0 }, { "a " + $0 + " b" }, { "> " + $0 }, { "- " + $0 + "\n- x" }, { "# " + $0 }, { "*" + $0 + "*" }, { "[x](" + $0 + ")" }, { "[x](<" + $0 + ">)" },
            { "![x](" + $0 + ")" }, { "[" + $0 + "](y)" }, { "![" + $0 + "](y)" }, { "[x](y \"" + $0 + "\")" }, { "<" + $0 + ">" }, { "`" + $0 + "`" },
            { "```" + $0 + "\n" + $0 + "\n```" }, { "| " + $0 + " | b |\n|---|---|\n| " + $0 + " | c |" }, { "x[^1]\n\n[^1]: " + $0 }, { "[x]: " + $0 + "\n\n[x] ![x]" },
            { "<details>\n" + $0 + "\n</details>" }, { "<div>" + $0 + "\n\n" + $0 + "\n\n</div>" }, { "<p>" + $0 }, { "<a href=\"" + $0 + "\">x</a>" },
            { "<img src=\"" + $0 + "\" alt='" + $0 + "'>" }, { "<ul><li>" + $0 + "</ul>" }, { "<pre>" + $0 + "</pre>" }, { "<kbd>" + $0 + "</kbd>" }, { "<!-- " + $0 + " -->" + $0 },
        ]

        @Test("every payload in every context prints balanced, allow-listed HTML")
        func corpora() throws {
            guard let folder = dataFolder("hostile") else { return }
            var all: [(id: String, payload: String)] = []
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() where name.hasSuffix(".jsonl") {
                all += try payloads(folder.appendingPathComponent(name)).map { ($0.id, $0.payload) }
            }
            let naughty = try JSONDecoder().decode([String].self, from: Data(contentsOf: folder.appendingPathComponent("blns.base64.json")))
            for (index, line) in naughty.enumerated() {
                if let data = Data(base64Encoded: line) { all.append(("blns-\(index)", String(decoding: data, as: UTF8.self))) }
            }
            var documents = 0
            var references = 0
            var flaggedReferences = 0
            var options = MarkdownOptions(idPrefix: "p-", headingShift: 1)
            for (id, payload) in all {
                for (number, context) in Self.contexts.enumerated() {
                    options.externalImages = MarkdownOptions.ExternalImages.allCases[number % 3]
                    let text = context(payload)
                    let found = faults(in: html(text, options))
                    #expect(found.isEmpty, "\(id) in context \(number): \(found.prefix(3))\n\(text)")
                    documents += 1
                    guard documents % 8 == 0 else { continue }
                    references += 1
                    if !faults(in: referenceHTML(Array(text.utf8))).isEmpty { flaggedReferences += 1 }
                }
            }
            print("hostile: \(documents) documents, 0 may have a fault; the unsafe reference has one in \(flaggedReferences) of \(references)")
            #expect(flaggedReferences * 2 > references, "the checker must see the faults of unsafe output")
        }

        @Test("no visible text of the data-loss vectors disappears")
        func lostText() throws {
            let vectors = [
                ("List<String> and vector<int>", "List<String> and vector<int>"), ("if a<b and c>d", "if a<b and c>d"), ("<T> is generic", "<T> is generic"),
                ("std::vector<std::string> v;", "std::vector<std::string> v;"), ("line one<br>line two", "line one line two"), ("Press <kbd>Ctrl</kbd>+C", "Press Ctrl+C"),
                ("<details><summary>s</summary>\n\nbody\n\n</details>", "s\nbody"), ("<!-- note -->text", "text"), ("Map<K, V>", "Map<K, V>"), ("<class 'int'>", "<class 'int'>"),
                ("#include <stdio.h>", "#include <stdio.h>"), ("a <- b", "a <- b"), ("<3", "<3"), ("<me@x.org>", "me@x.org"), ("put it into a <b>", "put it into a <b>"),
                ("<!-- open\nlost?", "<!-- open\nlost?"), ("<script>\nalert(1)\n</script>", "<script>\nalert(1)\n</script>"), ("a <!-- open b", "a <!-- open b"),
                ("x <?php echo 1 ?> y", "x <?php echo 1 ?> y"), ("<![CDATA[x]]>", "<![CDATA[x]]>"), ("a </b> c", "a </b> c"),
            ]
            for (text, visible) in vectors { #expect(render(text).0.plainText == visible, "\(text)") }
        }

        @Test("a clickable URL has an allowed scheme, in every notation")
        func schemes() throws {
            guard let folder = dataFolder("hostile") else { return }
            struct Vector: Decodable {
                var id: String
                var payload: String
                var mayBeClickable: Bool?
                enum CodingKeys: String, CodingKey { case id, payload, mayBeClickable = "may_be_clickable" }
                init(from decoder: any Decoder) throws {
                    let values = try decoder.container(keyedBy: CodingKeys.self)
                    id = try values.decode(String.self, forKey: .id)
                    payload = try values.decode(String.self, forKey: .payload)
                    mayBeClickable = try? values.decode(Bool.self, forKey: .mayBeClickable)
                }
            }
            let lines = try Data(contentsOf: folder.appendingPathComponent("own-url-schemes.jsonl")).split(separator: 0x0A)
            for vector in try lines.map({ try JSONDecoder().decode(Vector.self, from: $0) }) {
                let printed = html("[x](\(vector.payload))")
                #expect(faults(in: printed).isEmpty)
                // An empty destination and a name without a scheme are judged by what they are.
                if vector.mayBeClickable == true, !vector.payload.isEmpty { #expect(printed.contains("<a href="), "\(vector.id) \(vector.payload)") }
                if vector.mayBeClickable == false, printed.contains("href=") {
                    #expect(!printed.contains("href=\"\(vector.payload)"), "\(vector.id) \(printed)")
                }
            }
        }

        @Test("a combining or prepended mark hides no bracket and no quote", arguments: ["\u{600}", "\u{605}", "\u{6DD}", "\u{70F}", "\u{8E2}", "\u{110BD}", "\u{301}", "\u{200D}", "\u{FE0F}"])
        func graphemes(mark: String) {
            for text in ["\(mark)<img src=x onerror=alert(1) \(mark)>", "[a](b \"\(mark)\"\(mark) onclick=x\")", "<\(mark)script>", "[x](y\"\(mark) onfocus=z)", "&\(mark)lt;"] {
                #expect(faults(in: html(text)).isEmpty, "\(text)")
            }
        }

        @Test("what a page may not hold becomes U+FFFD")
        func characters() {
            for reference in ["&#xFFFE;", "&#xFFFF;", "&#1;", "&#8;", "&#0;", "&#xD800;", "&#xFDD0;", "&#x80;", "\u{1}", "\u{B}", "\u{C}", "&#x1FFFE;", "&#127;"] {
                for text in ["a\(reference)b", "`a\(reference)b`", "[a](b\(reference)c \"d\(reference)e\")", "<abbr title='\(reference)'>x\(reference)</abbr>", "```\(reference)\n\(reference)\n```"] {
                    #expect(faults(in: html(text)).isEmpty, "\(text)")
                }
            }
            #expect(html("a&#xFFFE;b") == "<p>a\u{FFFD}b</p>\n")
        }

        @Test("random tags over random Markdown are balanced", arguments: 0..<40)
        func random(seed: UInt64) {
            let words = [
                "<b>", "</b>", "<i>", "</i>", "<details>", "</details>", "<summary>", "</summary>", "<dl>", "<dt>", "<dd>", "</dl>", "<ul>", "<li>", "</ul>", "<p>", "</p>", "<pre>", "</pre>",
                "<a href=x>", "</a>", "<ruby>", "<rt>", "</rt>", "</ruby>", "<br>", "<hr>", "<img src=a>", "<div>", "</div>", "<figure>", "<figcaption>", "</figure>", "<blockquote>", "</blockquote>",
                "<!-- ", " -->", "\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n    ", "*", "**", "_", "`", "~~", "[", "](y)", "![", "x", " ", "&lt;", "&copy", "|", "\n|-|-|\n", "# ", "[^1]", "\n[^1]: ", "<T>",
                "<script>", "</script>", "\u{600}", "```\n", "https://x.org", "<kbd>", "</kbd>",
            ]
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<150 {
                let text = (0..<Int.random(in: 1...40, using: &generator)).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
                let found = faults(in: html(text))
                #expect(found.isEmpty, "\(found.prefix(3))\n\(text.debugDescription)\n\(html(text))")
            }
        }
    }
}

/// SplitMix64: the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
