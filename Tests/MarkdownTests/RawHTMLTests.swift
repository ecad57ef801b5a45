import HTMLJudge
import Testing
@testable import Markdown

extension MarkdownTests {
    @Suite("Raw HTML") struct RawHTMLTests {
        @Test("allowed tags are rebuilt", arguments: [
            ("a<br/>b<BR>c", "<p>a<br>b<br>c</p>\n"), ("<KBD>x</kbd> <sub>2</sub>", "<p><kbd>x</kbd> <sub>2</sub></p>\n"), ("<abbr title=\"a &amp; 'b'\">c</abbr>", "<p><abbr title=\"a &amp; &#39;b&#39;\">c</abbr></p>\n"),
            ("<span class=\"x\" style='y' data-z=\"w\">a</span>", "<p><span>a</span></p>\n"), ("<strike>a</strike> <tt>b</tt>", "<p><s>a</s> <code>b</code></p>\n"),
            ("<b>*a*</b>", "<p><b><em>a</em></b></p>\n"), ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>\n"),
            ("x <img src=a.png width=20px height='0' alt=\"&lt;\">", "<p>x <img src=\"a.png\" alt=\"&lt;\" width=\"20\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\"></p>\n"),
            ("<a href=\"https://x.org\" target=_blank>y</a>", "<p><a href=\"https://x.org\" rel=\"nofollow ugc noopener\">y</a></p>\n"),
            ("a<!-- b -->c", "<p>ac</p>\n"), ("<!-- a -->\n\nb", "<p>b</p>\n"),
        ])
        func allowed(text: String, expected: String) { #expect(html(text) == expected) }

        @Test("everything else is text", arguments: [
            ("<T> x", "<p>&lt;T&gt; x</p>\n"), ("<b onclick=\"x\">y</b>", "<p>&lt;b onclick=\"x\"&gt;y&lt;/b&gt;</p>\n"), ("put it into a <b>", "<p>put it into a &lt;b&gt;</p>\n"),
            ("a</b>", "<p>a&lt;/b&gt;</p>\n"), ("<b><i>x</b></i>", "<p><b>&lt;i&gt;x</b>&lt;/i&gt;</p>\n"), ("*a <kbd>b* c</kbd>", "<p><em>a &lt;kbd&gt;b</em> c&lt;/kbd&gt;</p>\n"),
            ("<b class>x</b>", "<p>&lt;b class&gt;x&lt;/b&gt;</p>\n"), ("<img alt=x>", "<p>&lt;img alt=x&gt;</p>\n"), ("<a>x</a>", "<p>&lt;a&gt;x&lt;/a&gt;</p>\n"),
            ("<script>\nx\n</script>", "<pre class=\"raw-html\" tabindex=\"0\"><code>&lt;script&gt;\nx\n&lt;/script&gt;\n</code></pre>\n"), ("x <details> y", "<p>x &lt;details&gt; y</p>\n"),
            ("<rt>x</rt>", "<p>&lt;rt&gt;x&lt;/rt&gt;</p>\n"), ("a <?php x ?>", "<p>a &lt;?php x ?&gt;</p>\n"),
        ])
        func text(text: String, expected: String) { #expect(html(text) == expected) }

        @Test("blocks of HTML hold the Markdown between them", arguments: [
            ("<details><summary>s *t*</summary>\n\n*b*\n\n</details>\n\nc", "<details><summary>s *t*</summary>\n<p><em>b</em></p>\n</details>\n<p>c</p>\n"),
            ("<details open>\n\nb\n\n</details>", "<details open><summary>Details</summary>\n<p>b</p>\n</details>\n"),
            ("- <details><summary>s</summary>\n\n  b\n\nc", "<ul>\n<li><details><summary>s</summary>\n<p>b</p>\n</details>\n</li>\n</ul>\n<p>c</p>\n"),
            ("<div align=\"center\">\n<b>x</b> y\n</div>", "<div><p><b>x</b> y</p>\n</div>\n"), ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt>\n<dd>b</dd>\n<dt>c</dt>\n<dd></dd></dl>\n"),
            ("<ul><li>a<li>b &lt;</ul>", "<ul><li>a</li>\n<li>b &lt;</li>\n</ul>\n"), ("<p>a\n<div>b</div>", "<p>a\n</p>\n<div><p>b</p>\n</div>\n"),
            ("<pre>\na  &lt;b\n\n*c*</pre>", "<pre tabindex=\"0\">\na  &lt;b\n\n*c*</pre>\n"), ("<summary>x</summary>", "<p>&lt;summary&gt;x&lt;/summary&gt;</p>\n"),
            ("<h1 align=\"center\">a <b>b</b></h1>\n<h2></h2>\n<h3>\n</h3>\n<h4><i></i></h4>", "<h1>a <b>b</b></h1>\n"),
            ("<h2><img src=a></h2>", "<p><img src=\"a\" alt=\"\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\"></p>\n"),
            ("<li>x</li>", "<p>&lt;li&gt;x&lt;/li&gt;</p>\n"), ("<details>\n<summary>a</summary>\n<summary>b</summary>\n</details>", "<details><summary>a</summary>\n<p>&lt;summary&gt;b&lt;/summary&gt;</p>\n</details>\n"),
            ("<figure>\n<img src=a>\n<figcaption>b</figcaption>\n</figure>", "<figure><img src=\"a\" alt=\"\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\"><figcaption>b</figcaption>\n</figure>\n"),
        ])
        func blocks(text: String, expected: String) {
            #expect(html(text) == expected)
            #expect(faults(in: html(text)).isEmpty)
        }

        @Test("a tag shown as text is reported once for each name, where it stands")
        func reports() throws {
            let (_, diagnostics) = render("a\n\n<T> b <T>\n<V>")
            #expect(diagnostics.map(\.message) == ["'<T>' is shown as text", "'<V>' is shown as text"])
            #expect(diagnostics.map(\.range) == [3..<6, 13..<16])
            #expect(codes("<b>") == ["unbalanced-html"])
            #expect(codes("<details>\n\nx") == ["unbalanced-html"])
            #expect(codes("[a](x:y)") == ["unsafe-link"])
            // A browser takes the backslash for a slash; percent-encoded, it would make `evil.example` the host.
            #expect(codes(#"[a](https://bank.example\\@evil.example/)"#) == ["unsafe-link"])
            #expect(codes("[a]() ![b]()") == ["empty-link", "empty-link"])
        }

        @Test("a flood of faults is cut")
        func flood() {
            let text = (0..<200).map { "<t\($0)> [a](x:\($0))\n\n" }.joined()
            #expect(codes(text).count == 40)
        }
    }
}
