import Diagnostics
import HTMLJudge
import Testing
@testable import Markdown

extension MarkdownTests {
    @Suite("Printing") struct PrintingTests {
        @Test("headings sink, and get unique ids with the prefix")
        func headings() {
            let (post, _) = render("# Hello, *World*!\n\n## Hello world\n\nÄpfel & Birnen\n===\n\n###### 你好，世界\n\n#\n\n# ![](a.png)\n\n# !!!", MarkdownOptions(idPrefix: "a-", headingShift: 2))
            #expect(post.headings == [
                Heading(level: 3, id: "a-hello-world", text: "Hello, World!"), Heading(level: 4, id: "a-hello-world-1", text: "Hello world"),
                Heading(level: 3, id: "a-äpfel--birnen", text: "Äpfel & Birnen"), Heading(level: 4, id: "a-你好世界", text: "你好，世界"), Heading(level: 3, id: "a-section", text: "!!!"),
            ])
            let html = post.html { $0.destination }
            #expect(html.hasPrefix("<h3 id=\"a-hello-world\">Hello, <em>World</em>!</h3>\n<h4 id=\"a-hello-world-1\">Hello world</h4>\n"))
            #expect(html.contains("<p><img src=\"a.png\" alt=\"\""))
            #expect(faults(in: html).isEmpty)
        }

        @Test("no level is left out, wherever the author begins", arguments: [
            ("## a\n\n#### b\n\n### c\n\n## d\n\n# e\n\n###### f", [2, 3, 3, 2, 2, 3]), ("###### a\n\n# b\n\n## c", [2, 2, 3]),
        ])
        func levels(_ text: String, _ expected: [Int]) {
            #expect(render(text, MarkdownOptions(headingShift: 1)).0.headings.map(\.level) == expected)
        }

        @Test("raw headings have the levels of Markdown's own, and an empty one takes none")
        func rawLevels() {
            let printed = html("<h2>a</h2>\n\n<h3></h3>\n\n#### b\n\n<h5>c</h5>", MarkdownOptions(headingShift: 1))
            #expect(printed == "<h2>a</h2>\n<h3 id=\"b\">b</h3>\n<h4>c</h4>\n")
        }

        @Test("an id that a repeat would take is not given twice")
        func idsOfRepeats() {
            let ids = render("# a\n\n# a-1\n\n# a\n\n# a").0.headings.map(\.id)
            #expect(ids == ["a", "a-1", "a-2", "a-3"])
        }

        @Test("a fragment that names a heading of the post is filled in, wherever the heading stands")
        func fragments() {
            let (post, _) = render("[x](#later) [y](#user-content-later) [z](#Later) [w](#other)\n\n# Later", MarkdownOptions(idPrefix: "p-"))
            #expect(post.slots.map(\.destination) == ["#other"])
            #expect(post.html { _ in "X" }.hasPrefix("<p><a href=\"#p-later\">x</a> <a href=\"#p-later\">y</a> <a href=\"#p-later\">z</a> <a href=\"X\">w</a></p>"))
        }

        @Test("a slot knows its destination, its parts and its place", arguments: [
            "[a](../b.md#c)", "x\ny [a](../b.md#c)", "> - [a](../b.md#c)", "| a |\n|---|\n| 1 |\n| [a](../b.md#c) |", "[a][r]\n\n[r]: ../b.md#c", "<a href=\"../b.md#c\">a</a>",
            "<div>\n\n- x\n\n  *[a](../b.md#c)*", "\t- x\n\n\ny  \n![a](../b.md#c)", "你好 [a](<../b.md#c>)", "<figure>\n<img src='../b.md#c'>\n</figure>", "x\r\n[a](../b.md#c)", "# [a](../b.md#c)",
        ])
        func slots(text: String) throws {
            // The body starts inside the file: places count from the file's first byte.
            let file = SourceFile(path: "a.md", text: "---\ntitle: ../b.md#c\n---\n" + text)
            let (post, diagnostics) = renderMarkdown(file, body: 25..<file.bytes.count)
            #expect(!diagnostics.contains { $0.code == .unsafeLink })
            let slot = try #require(post.slots.first)
            #expect(post.slots.count == 1)
            #expect(slot.destination == "../b.md#c" && slot.path == "../b.md" && slot.fragment == "c")
            #expect(slot.kind == (text.contains("![") || text.contains("<img") ? .image : .link))
            #expect(slot.range.lowerBound >= 25)
            if !text.contains("[r]") { #expect(file.text(slot.range) == "../b.md#c") }
        }

        @Test("what the site puts into a slot is encoded and escaped")
        func resolving() {
            let (post, _) = render("[a](b)")
            #expect(post.html { _ in "x\"><script>&y z%q%41" } == "<p><a href=\"x%22%3E%3Cscript%3E&amp;y%20z%25q%41\">a</a></p>\n")
        }

        @Test("external links are marked, refused ones are text", arguments: [
            ("<https://x.org/a?b=1&c=[2]>", "<p><a href=\"https://x.org/a?b=1&amp;c=%5B2%5D\" rel=\"nofollow ugc noopener\">https://x.org/a?b=1&amp;c=[2]</a></p>\n"),
            ("[a](HTTP://x.org 'T')", "<p><a href=\"http://x.org\" rel=\"nofollow ugc noopener\" title=\"T\">a</a></p>\n"),
            ("<m@x.org>", "<p><a href=\"mailto:m@x.org\" rel=\"nofollow ugc noopener\">m@x.org</a></p>\n"),
            ("[a](javascript:b)", "<p>a (javascript:b)</p>\n"), ("<javascript:b>", "<p>&lt;javascript:b&gt;</p>\n"), ("[a](https://u:p@x.org)", "<p>a (https://u:p@x.org)</p>\n"),
            ("[a](//x.org)", "<p>a (//x.org)</p>\n"), ("[a](/\\x.org)", "<p>a (/\\x.org)</p>\n"), ("[a](https://x..org)", "<p>a (https://x..org)</p>\n"), ("[a](http://1.2.3.999/)", "<p>a (http://1.2.3.999/)</p>\n"),
            ("[a](https://x.org:99999/)", "<p>a (https://x.org:99999/)</p>\n"), ("[a]()", "<p>a</p>\n"), ("[a](java&#10;script:b)", "<p>a (java\nscript:b)</p>\n"),
            ("![a](data:image/png;base64,xyz)", "<p>a</p>\n"), ("![](javascript:x)", "<p>javascript:x</p>\n"), ("![a]()", "<p>a</p>\n"), ("[a](<//[x>)", "<p>a (//[x)</p>\n"),
        ])
        func links(text: String, expected: String) { #expect(html(text) == expected) }

        @Test("an image on another host follows the policy")
        func externalImages() {
            let text = "![alt](https://x.org/a.png 't') [![b](https://x.org/b.png)](c)"
            #expect(html(text, MarkdownOptions(externalImages: .link))
                == "<p><a class=\"external-image\" href=\"https://x.org/a.png\" rel=\"nofollow ugc noopener\" title=\"t\">alt</a> <a href=\"c\">b</a></p>\n")
            #expect(html(text, MarkdownOptions(externalImages: .deny)) == "<p>alt <a href=\"c\">b</a></p>\n")
            #expect(html(text, MarkdownOptions(externalImages: .allow)).hasPrefix("<p><img src=\"https://x.org/a.png\" alt=\"alt\" title=\"t\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\"> <a href=\"c\"><img"))
            #expect(codes(text, MarkdownOptions(externalImages: .allow)).isEmpty)
            #expect(codes(text) == ["external-image", "external-image"])
            #expect(html("![](https://x.org/a.png)").contains(">https://x.org/a.png</a>"))
        }

        @Test("tables, tasks and footnotes carry the site's words and no repeated id")
        func labels() {
            var options = MarkdownOptions(idPrefix: "q-", headingShift: 1)
            options.labels.table = "表"
            options.labels.taskDone = "\"fertig\""
            options.labels.footnotes = "Fußnoten <b>"
            options.labels.backToReference = "Zurück zu"
            let printed = html("| a | |\n|:-:|-|\n| b | c |\n\n- [x] d\n\ne[^1] f[^1] [g[^1]](h)\n\n[^1]: i[^2]\n[^2]: j", options)
            #expect(faults(in: printed).isEmpty, "\(faults(in: printed))")
            for part in [
                "aria-label=\"表\"><table>", "<th scope=\"col\" class=\"align-center\">a</th>\n<td></td>", "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"&quot;fertig&quot;\"> d</li>",
                "<h2 class=\"visually-hidden\">Fußnoten &lt;b&gt;</h2>", "<sup class=\"footnote-ref\" id=\"q-fnref.1\"><a href=\"#q-fn.1\">1</a></sup>", "id=\"q-fnref.1.2\"",
                "aria-label=\"Zurück zu 1.2\">↩</a>", "<li id=\"q-fn.2\">", "aria-label=\"Zurück zu 2\"",
            ] { #expect(printed.contains(part), "\(part)\n\(printed)") }
        }

        @Test("a character for private use is U+FFFD in prose, and itself in code")
        func privateUse() {
            #expect(html("a \u{F111} &#xF8FF; \u{F0000}`\u{E0B0}`\n\n    \u{E0B0}") == "<p>a \u{FFFD} \u{FFFD} \u{FFFD}<code>\u{E0B0}</code></p>\n<pre tabindex=\"0\"><code>\u{E0B0}\n</code></pre>\n")
        }

        @Test("a quotation that begins with an alert's mark is an alert, and nothing else is", arguments: [
            ("> [!NOTE]\n> a\n> b", "<div class=\"alert is-note\" role=\"note\">\n<p class=\"alert-title\">N &amp; B</p>\n<p>a\nb</p>\n</div>\n"),
            ("> [!tip]  \n> a\n>\n> > [!NOTE]\n> > b", "<div class=\"alert is-tip\" role=\"note\">\n<p class=\"alert-title\">Tip</p>\n<p>a</p>\n<blockquote>\n<p>[!NOTE]\nb</p>\n</blockquote>\n</div>\n"),
            (">[!CAUTION]\n>\n> - a", "<div class=\"alert is-caution\" role=\"note\">\n<p class=\"alert-title\">Caution</p>\n<ul>\n<li>a</li>\n</ul>\n</div>\n"),
            ("> [!NOTE]", "<blockquote>\n<p>[!NOTE]</p>\n</blockquote>\n"), ("> [!NOTE] a", "<blockquote>\n<p>[!NOTE] a</p>\n</blockquote>\n"),
            ("> [!DANGER]\n> a", "<blockquote>\n<p>[!DANGER]\na</p>\n</blockquote>\n"), ("> **[!NOTE]**\n> a", "<blockquote>\n<p><strong>[!NOTE]</strong>\na</p>\n</blockquote>\n"),
            ("> [\\!NOTE]\n> a", "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>\n"), ("> [&#33;NOTE\\]\n> a", "<blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>\n"),
            (" >\n >\t[!Note]\n> a", "<div class=\"alert is-note\" role=\"note\">\n<p class=\"alert-title\">N &amp; B</p>\n<p>a</p>\n</div>\n"),
            ("- > [!NOTE]\n  > a", "<ul>\n<li><blockquote>\n<p>[!NOTE]\na</p>\n</blockquote>\n</li>\n</ul>\n"),
        ])
        func alerts(text: String, expected: String) {
            var options = MarkdownOptions()
            options.labels.alerts[0] = "N & B"
            #expect(html(text, options) == expected)
            let (post, _) = render(text, options)
            #expect(!post.plainText.contains("[!") || expected.contains("[!"))
        }

        @Test("an image gets the size that the site knows, unless its author gave one")
        func sizes() {
            func sized(_ text: String) -> String { render(text).0.htmlBytes(resolving: { $0.destination }, size: { _ in PictureSize(width: 30, height: 20) }).text }
            #expect(sized("![a](b.png)").hasPrefix("<p><img src=\"b.png\" width=\"30\" height=\"20\" alt=\"a\" loading"))
            #expect(sized("[![a](b.png)](c.md) ![d](e.png)").contains("<a href=\"c.md\"><img src=\"b.png\" width=\"30\" height=\"20\" alt=\"a\""))
            #expect(sized("<img src=\"b.png\" width=\"5\">").contains("src=\"b.png\" alt=\"\" width=\"5\" loading"))
            #expect(sized("![x\" width=\"](b.png)").contains("width=\"30\" height=\"20\" alt=\"x&quot; width=&quot;\""))
        }

        @Test("a footnote that would be left out is reported")
        func unusedFootnotes() {
            let (_, diagnostics) = render("a[^1] [^B]\n\n[^1]: x\n[^2]: lost\n\n[^b]: y\n\n[^1]: again\n\n```\n[^3]: code\n```")
            #expect(diagnostics.map(\.message) == ["the footnote '2' is never referred to and is left out", "the footnote '1' is defined twice"])
            #expect(diagnostics.map(\.range) == [20..<24, 41..<45])
            #expect(codes("a[^1]\n\n[^1]: x").isEmpty)
        }

        @Test("a fence's language becomes a class of plain letters, and its name for readers", arguments: [
            ("swift", "swift", "Swift"), ("C++ x", "c++", "C++"), ("\"><b>", "b", "b"), ("{.python}", "python", "Python"), ("{r, echo=FALSE}", "r", "R"), ("js,ignore", "js", "JavaScript"),
            ("objective-c", "objective-c", "Objective-C"), ("F#", "f#", "F#"), ("日本", "", ""), ("brainfuck", "brainfuck", "brainfuck"), ("YML", "yml", "YAML"), ("{", "", ""),
        ])
        func languages(info: String, name: String, shown: String) {
            let attributes = name.isEmpty ? ("", "") : (" data-language=\"\(shown)\"", " class=\"language-\(name)\"")
            #expect(html("```\(info)\nx\n```") == "<pre tabindex=\"0\"\(attributes.0)><code\(attributes.1)>x\n</code></pre>\n")
        }

        @Test("plain text has one block a line, and counts words of every script")
        func plainText() {
            let (post, _) = render("# A *b*\n\n- c\n- d\n\nOne `two`\nthree <br> [four](x) ![five](y)\n\n```\nsix\n```\n\n你好 world, it's")
            #expect(post.plainText == "A b\nc\nd\nOne two three four five\nsix\n你好 world, it's" || post.plainText == "A b\nc\nd\nOne two three   four five\nsix\n你好 world, it's")
            #expect(post.firstParagraphText.hasPrefix("One two three"))
            #expect(post.wordCount == 14)
        }

        @Test("an empty body prints nothing")
        func empty() {
            for text in ["", "\n\n", "<!-- nothing -->", "[a]: b"] {
                let (post, diagnostics) = render(text)
                #expect(post.html { _ in "" }.isEmpty && post.plainText.isEmpty && post.wordCount == 0 && diagnostics.isEmpty)
            }
        }

        @Test("emphasis thousands deep doesn't overflow the stack")
        func deepEmphasis() {
            let text = String(repeating: "*a **b ", count: 1_000) + String(repeating: "** c*", count: 1_000)
            #expect(faults(in: html(text)).isEmpty)
        }

        @Test("the same post prints the same bytes")
        func reproducible() {
            let text = "# a\n\n[b](c) <T> <details>\n\n[d](javascript:e)\n\n<details>\n\nx[^1]\n\n[^1]: y"
            let first = render(text)
            for _ in 0..<5 {
                let again = render(text)
                #expect(again.0 == first.0 && again.1 == first.1)
            }
        }
    }
}
