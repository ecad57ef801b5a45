import Diagnostics
import Foundation
import KnowledgeBase
import Testing

@testable import Importers
@testable import Markdown
@testable import SearchIndex
@testable import SiteGenerator

/// Every reader of strangers' bytes, with input that a seed decides: it may refuse, but never crash, take a second of processor time, or let
/// through what it promises to keep out. `ANSWERABLE_FUZZ=10` tries ten times as many (`Scripts/fuzz`).
@Suite("Seeded fuzzing")
struct FuzzTests {
    private static let factor = ProcessInfo.processInfo.environment["ANSWERABLE_FUZZ"].flatMap { Int($0) } ?? 1

    /// - Parameter check: What is wrong with the result, if anything.
    private func fuzz(_ count: Int, seed: UInt64, seeds: [String], words: [String], _ check: ([UInt8]) -> String?) {
        var mutator = Mutator(seed: seed &+ UInt64(Self.factor), seeds: seeds, words: words)
        for number in 0..<count * Self.factor {
            let bytes = mutator.next()
            let start = processorTime()
            let fault = check(bytes)
            let taken = processorTime() - start
            #expect(fault == nil, "case \(number): \(fault ?? "")\n\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            #expect(taken < 1_000_000_000, "case \(number) took \(taken / 1_000_000) ms\n\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    /// Nanoseconds of this thread.
    private func processorTime() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }

    private static let thread = """
        ---
        title: "Why: is it so?" # really
        asked: 2026-03-02T09:15:00+08:00
        by: mei
        tags: [start, 'c++']
        also:
          - another way
        x-own: { a: 1 }
        ---

        # A body with *marks*, `code`, [a link](https://ex.org/ "t"), <kbd>Ctrl</kbd> and List<String>.

        | a | b |
        |---|:-:|
        | 1 | 2 |

        ---
        answer: lian
        at: 2026-03-02
        accepted: true
        ---

        > - quoted[^1] ~~list~~ https://ex.org/a_(b)

        [^1]: <details><summary>s</summary>x</details>

        ```swift
        ---
        answer: not one
        ```
        """

    @Test("a thread: front matter, blocks, pre-scan, Markdown and the sanitiser", arguments: 1...4)
    func threads(seed: UInt64) {
        let words = [
            "---\n", "\n---\nanswer: ", "\n---\ncomment: ", "[", "]", "(", ")", "{", "}", "\"", "'", "- ", "? ", ": ", "&a ", "*a ", "!!", "|\n", ">\n", "#", "<<: ", ",", "<b>", "</b>",
            "<script>", "<img src=x onerror=y>", "<!--", "-->", "<details>", "</details>", "![", "[a]: ", "[^1]: ", "`", "```\n", "~~~\n", "~~", "**", "_", "|-|\n", "> ", "    ", "&#x0;",
            "&lt;", "javascript:", "data:text/html,", "//", "www.a.b", "a@b.c", "\\", "<a href='", "title: ", "2026-02-30", "true", "null", "~",
        ]
        fuzz(7_000, seed: seed, seeds: [Self.thread, "---\ntitle: a\nasked: 2026-01-01\nby: a\n---\n\nb\n", "", "---\n"], words: words) { bytes in
            let request = ParseRequest(kind: .thread, path: "Content/threads/a.md", contentPath: "threads/a.md", bytes: bytes, options: ParseOptions())
            let file = request.parse()
            let source = SourceFile(path: request.path, bytes: bytes)
            for diagnostic in file.diagnostics {
                if let range = diagnostic.range, range.lowerBound < 0 || range.upperBound > source.bytes.count { return "a place outside the file" }
                let text = TextPrinter().print([diagnostic]) { _ in source }
                if text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 == 0x7F }) { return "a control character in a message: \(text.debugDescription)" }
            }
            guard file.value == nil, file.diagnostics.isEmpty else { return nil }
            return "neither a thread nor a fault"
        }
    }

    @Test("a post: what is printed has no tag, attribute or address that isn't allowed", arguments: 11...13)
    func posts(seed: UInt64) {
        let words = [
            "<b>", "</b>", "<script>", "</script>", "<img src=x onerror=y>", "<a href=\"javascript:x\">", "</a>", "<svg/onload=x>", "<style>", "<iframe src=//e>", "<!--", "-->", "<![CDATA[",
            "<?", "\"", "'", "`", "![", "](", ")", "<", ">", "&#60;", "&lt;", "&colon;", "javascript:", "vbscript:", "data:", "\n\n", "\n> ", "\n- ", "\n```\n", "[a]: ", "|\n|-|\n", "<details open onclick=x>",
        ]
        let seeds = ["a <kbd>b</kbd> [c](d) ![e](f)", "<details>\n<summary>a</summary>\n\nb\n\n</details>", "<a href='https://ex.org/' title=\"x\">y</a>", "[a]\n\n[a]: <b> 'c'"]
        fuzz(8_000, seed: seed, seeds: seeds, words: words) { bytes in
            guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
            let file = SourceFile(path: "a.md", bytes: bytes)
            let html = renderMarkdown(file, body: 0..<file.bytes.count, options: MarkdownOptions()).0.html { $0.destination }
            return activeMarkup(in: Array(html.utf8))
        }
    }

    @Test("a picture: what passes for inert has nothing that acts or asks", arguments: 21...22)
    func pictures(seed: UInt64) {
        let words = [
            "<script>", "</script>", "onload=", " onclick='x'", "href=", "xlink:href='", "http://e", "#a", "url(", "url(#a)", "@import ", "<style>", "</style>", "<![CDATA[", "]]>", "<!DOCTYPE svg>", "<?xml ",
            "&#117;", "\\75", "xmlns:x='http://www.w3.org/1999/xhtml'", "<x:script/>", "<foreignObject>", "<a>", "<animate>", "/>", ">", "<", "'", "\"", "data:image/png;base64,", "javascript:", "<!--", "-->",
        ]
        let seeds = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><g fill='url(#a)'><path d=\"M0 0h9\"/></g></svg>",
            "<?xml version=\"1.0\"?>\n<svg><style>.a { fill: red }</style><use href='#a'/><text>b</text></svg>", "<svg><image href=\"data:image/png;base64,AA\"/></svg>",
        ]
        fuzz(10_000, seed: seed, seeds: seeds, words: words) { bytes in
            guard danger(inSVG: bytes) == nil else { return nil }
            let text = String(decoding: bytes, as: UTF8.self).lowercased()
            // What is between comments and in text may say anything; so this looks at tags alone.
            for tag in tags(in: text) {
                for word in ["<script", "<foreignobject", "<a ", "<a>", "<animate", "<!doctype"] where tag.contains(word) { return "\(word) in \(tag)" }
                for attribute in tag.matches(of: /([\w:.\-]+)\s*=\s*("[^"]*"|'[^']*')/.matchingSemantics(.unicodeScalar)) {
                    let value = attribute.2.dropFirst().dropLast()
                    if attribute.1.hasPrefix("on") { return "a handler in \(tag)" }
                    if attribute.1.hasSuffix("href") || attribute.1 == "src", !value.hasPrefix("#"), !value.hasPrefix("data:image/") { return "an address in \(tag)" }
                    if value.firstMatch(of: /url\s*\(\s*['"]?[^#\s'"]/.matchingSemantics(.unicodeScalar)) != nil { return "a url in \(tag)" }
                }
            }
            return nil
        }
    }

    @Test("exports: JSON, HTML and mail", arguments: 31...32)
    func exports(seed: UInt64) {
        let json = ["{\"a\": [1, 2.5e3, \"\\u00e9\\n\", null, true], \"b\": {\"c\": \"d\"}}", "[]", "\"x\""]
        fuzz(4_000, seed: seed, seeds: json, words: ["{", "}", "[", "]", ",", ":", "\"", "\\u", "\\ud800", "1e999", "-", "null", "\\"]) { bytes in
            _ = try? JSONReader.value(of: bytes)
            return nil
        }
        let converter = HTMLToMarkdown()
        let pages = ["<p>a <b>b</b> <a href='c'>d</a></p><pre><code>e</code></pre>", "<ul><li>a<ul><li>b</ul></ul>", "<table><tr><td>a</table>", "<blockquote><p>x"]
        fuzz(3_000, seed: seed, seeds: pages, words: ["<", ">", "<p>", "</p>", "<b>", "</", "<table>", "<td>", "<li>", "<!--", "&amp;", "&#x", "<a href=", "'", "\"", "`", "*", "<br>"]) { bytes in
            // Exports are JSON or XML, whose readers let nothing else through.
            guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
            let (markdown, _) = converter.convert(bytes)
            return String(validating: markdown, as: UTF8.self) == nil ? "Markdown that is no UTF-8" : nil
        }
        let mails = ["From: a <a@b.c>\nSubject: =?utf-8?q?=C3=A9?=\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Transfer-Encoding: base64\n\nYQ==\n--x--\n"]
        fuzz(3_000, seed: seed, seeds: mails, words: ["\n", "\n\n", "--x", "--x--", "=?", "?=", "=?utf-8?b?", "Content-Type: ", "boundary=", "=", "base64", "charset=utf-16", ";", "\""]) { bytes in
            let mail = MailMessage(bytes[...])
            _ = mail.text("subject")
            _ = mail.content()
            return nil
        }
    }

    @Test("a search query")
    func queries() {
        let seeds = ["how do we start", "\"exact words\" -not tag:start by:mei", "before:2026-01-01 沒有人回答", "c++ -Wall foo.bar", "is:open"]
        let words = ["\"", "-", "tag:", "by:", "before:", "after:", "is:", "sort:", " ", "+", "'", "的", "２０２６", "-\"", "::", "a-b_c", "💥"]
        fuzz(16_000, seed: 41, seeds: seeds, words: words) { bytes in
            let query = SearchQuery(String(decoding: bytes, as: UTF8.self))
            _ = query
            return nil
        }
    }
}

/// From each `<` to its `>`, outside comments, sections and the text of styles.
private func tags(in text: String) -> [Substring] {
    var found: [Substring] = []
    var rest = text[...]
    while let start = rest.range(of: "<") {
        rest = rest[start.lowerBound...]
        let isComment = rest.hasPrefix("<!--")
        let closing = isComment ? "-->" : rest.hasPrefix("<![cdata[") ? "]]>" : ">"
        guard let end = rest.range(of: closing) else { break }
        if closing == ">", !rest.hasPrefix("<?") { found.append(rest[..<end.upperBound]) }
        rest = rest[end.upperBound...]
    }
    return found
}
