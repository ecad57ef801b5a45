import Testing

@testable import Importers

@Suite struct HTMLToMarkdownTests {
    func convert(_ html: String, site: String? = "https://qa.example") -> String {
        String(decoding: HTMLToMarkdown(siteURL: site).convert(Array(html.utf8)).markdown, as: UTF8.self)
    }

    @Test(
        "HTML becomes the Markdown that renders as it",
        arguments: [
            ("<p>a <em>b</em> <strong>c</strong></p>", "a *b* **c**\n"),
            ("<p>a<em> b </em>c</p>", "a *b* c\n"),
            ("<p>un<em>(frigging)</em>believable</p>", "un<em>(frigging)</em>believable\n"),
            ("<p><strong><em>both</em></strong></p>", "**_both_**\n"),
            ("<p><em>a</em><em>b</em></p>", "<em>a</em>*b*\n"),
            ("<p>x<sup>2</sup> <kbd>Ctrl</kbd> <s>no</s></p>", "x<sup>2</sup> <kbd>Ctrl</kbd> ~~no~~\n"),
            ("<p>a<br>b</p>", "a\\\nb\n"),
            ("<h2>A # b</h2>", "## A \\# b\n"),
            ("<hr>", "***\n"),
            ("<p>---</p><p>answer: me</p>", "\\---\n\nanswer: me\n"),
            ("<p>1. x</p><p>2014. </p><p># y</p><p>+ z</p><p>&gt; q</p>", "1\\. x\n\n2014\\.\n\n\\# y\n\n\\+ z\n\n\\> q\n"),
            ("<p>a_b _c_ *d* [e] `f` &lt;g&gt; &amp;amp; ~h~ i|j \\</p>", "a_b \\_c\\_ \\*d\\* \\[e\\] \\`f\\` \\<g> \\&amp; \\~h\\~ i\\|j \\\\\n"),
            ("<p>see http://a.b/c_d_(e), or www.x.y</p>", "see <http://a.b/c_d_(e)>, or www\\.x.y\n"),
            ("<p><a href=\"https://a.b/c\" title=\"https://a.b/c\">https://a.b/c</a></p>", "<https://a.b/c>\n"),
            ("<p><a href=\"/q/1\" title='a \"b\"'>x</a></p>", "[x](https://qa.example/q/1 \"a \\\"b\\\"\")\n"),
            ("<p><a href=\"https://a.b/c\">https://a.b/c</a></p>", "<https://a.b/c>\n"),
            ("<p><a href=\"http://a.b/(c d\">x</a></p>", "[x](http://a.b/\\(c%20d)\n"),
            ("<p>wow!<a href=\"http://a.b\">x</a></p>", "wow\\![x](http://a.b)\n"),
            ("<p><img src=\"http://a.b/i.png\" alt=\"an [i]\"></p>", "![an \\[i\\]](http://a.b/i.png)\n"),
            ("<pre class=\"lang-py s\"><code>a = 1\n\n```\n</code></pre>", "````py\na = 1\n\n```\n````\n"),
            ("<!-- language: lang-c++ --><pre><code>x;\n</code></pre>", "```c++\nx;\n```\n"),
            ("<p><code>a`b</code> <code> `</code></p>", "``a`b`` ``  ` ``\n"),
            ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c\n"),
            ("<ol start=\"9\"><li><p>a</p><pre><code>x\n</code></pre></li><li><p>b</p></li></ol>", "9. a\n\n   ```\n   x\n   ```\n\n10. b\n"),
            ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b\n"),
            ("<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>", "> a\n>\n> > b\n"),
            ("<blockquote class=\"spoiler\"><p>it was me</p></blockquote>", "<details>\n<summary>Spoiler</summary>\n\nit was me\n\n</details>\n"),
            ("<table><tr><th>a|b</th><th style=\"text-align: right\">c</th></tr><tr><td>1<br>2</td></tr></table>", "| a\\|b | c |\n| --- | ---: |\n| 1<br>2 |  |\n"),
            ("<p>$a_1$ and $$b*c$$</p>", "$a_1$ and $$b\\*c$$\n"),
            ("plain &colon; text", "plain : text\n"),
            ("<div><p>a</p>b</div>", "a\n\nb\n"),
            ("<script>alert(1)</script><p>x</p>", "x\n"),
            ("", ""),
        ])
    func cases(_ html: String, _ markdown: String) {
        #expect(convert(html) == markdown)
    }

    @Test("a relative link without a known site is its text")
    func unknownSite() {
        #expect(convert("<p><a href=\"/q/1\">x</a></p>", site: nil) == "x\n")
    }

    @Test("absurd nesting loses no text and says so")
    func deep() {
        let depth = 5_000
        for tag in ["div", "blockquote", "b", "ul><li", "table><tr><td"] {
            let html = String(repeating: "<\(tag)>", count: depth) + "kernel"
            let result = HTMLToMarkdown().convert(Array(html.utf8))
            #expect(String(decoding: result.markdown, as: UTF8.self).contains("kernel"), "\(tag)")
        }
    }

    @Test("a line that would open an answer becomes the other thematic break, but not in a fence")
    func openers() {
        func guarded(_ text: String) -> String { String(decoding: bodyWithoutBlockOpeners(Array(text.utf8)), as: UTF8.self) }
        #expect(guarded("a\n\n---\nanswer: me\n") == "a\n\n***\nanswer: me\n")
        #expect(guarded("---\r\ncomment: me\n") == "***\ncomment: me\n")
        #expect(guarded("a\n---\nanswer: me\n") == "a\n---\nanswer: me\n")
        #expect(guarded("```\n\n---\nanswer: me\n```\n") == "```\n\n---\nanswer: me\n```\n")
        #expect(guarded("a\n\n---\nother: me\n") == "a\n\n---\nother: me\n")
    }

    @Test("slugs and handles are plain, short and stable")
    func slugs() {
        #expect(slug(number: 12, title: "What's  C++? (the “best”)") == "12-whats-c-the-best")
        #expect(slug(number: 3, title: "啤酒怎么保存？") == "3-啤酒怎么保存")
        #expect(slug(number: 3, title: "../../etc/passwd\u{0}") == "3-etc-passwd")
        #expect(slug(number: 1, title: String(repeating: "word ", count: 60)).utf8.count <= 100)
        #expect(slug(number: 1, title: "e\u{301}te\u{301}").utf8.elementsEqual("1-ete".utf8))
        #expect(handleWords("Jøhn Nârrøw ß") == "john-narrow-ss")
        #expect(handleWords("Джон") == "")
        #expect(tagSlug("c++") == "c-plus-plus" && tagSlug(".net") == "dot-net" && tagSlug("node.js") == "node-js")
    }

    @Test("times are strict, and written to the second")
    func times() {
        func text(_ value: String) -> String? { ImportedTime(iso: Array(value.utf8))?.text }
        #expect(text("2014-01-21T20:26:05.383") == "2014-01-21T20:26:05Z")
        #expect(text("2024-02-29T23:59:59+08:00") == "2024-02-29T23:59:59+08:00")
        for wrong in ["2023-02-29T00:00:00", "2014-01-21T24:00:00", "2014-01-21T20:26:60", "2014-01-21", "２014-01-21T20:26:05", "2014-01-21T20:26:05.", "1969-12-31T23:59:59"] {
            #expect(text(wrong) == nil, "\(wrong)")
        }
    }
}
