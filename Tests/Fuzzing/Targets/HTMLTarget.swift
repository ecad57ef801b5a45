import Diagnostics
import HTMLJudge
import Importers
import Markdown

/// The importers' HTML → Markdown: whatever the HTML, the Markdown is well-formed text that renders without a fault.
let htmlTarget = FuzzTarget(
    name: "html",
    dictionary: [
        "<p>", "</p>", "<div class=\"", "<pre><code class=\"lang-c\">", "</code></pre>", "<ul><li>", "</li></ul>", "<table><tr><td>", "</td></tr></table>", "<a href=\"javascript:", "<a href=\"https://a.example/", "\">",
        "<blockquote>", "</blockquote>", "<img src=\"", "<br>", "<hr>", "<h1>", "<script>", "<style>", "<textarea>", "<!--", "-->", "<![CDATA[", "&lt;", "&#0;", "&#xD800;", "&bogus;", "<b><i>", "</b></i>",
        "<svg><a xlink:href=", "<math><mi//xlink:href=", "*", "_", "`", "```", "[x]: y", "|", "\n---\nanswer: x\n---\n", "    ", "1. ", "# ", "<kbd>", "<sup>", "<details><summary>",
    ],
    cases: 6_000
) { bytes in
    let (markdown, _) = HTMLToMarkdown(siteURL: "https://a.example").convert(bytes)
    guard String(validating: markdown, as: UTF8.self) != nil else { return "ill-formed text" }
    if let last = markdown.last, last != 0x0A { return "no line end" }
    let file = SourceFile(path: "threads/a.md", bytes: markdown)
    let (rendered, diagnostics) = renderMarkdown(file, body: 0..<markdown.count)
    if let fault = fault(of: diagnostics, in: markdown) { return fault }
    return faults(in: rendered.html { _ in "x" }).first
}
