import Diagnostics
import HTMLJudge
import Markdown

/// The guards before the parser and the sanitiser after it: balanced HTML of the allowed set, addresses of the allowed schemes, a bounded length,
/// the same twice.
let postTarget = FuzzTarget(
    name: "post",
    dictionary: [
        "<script>", "</script>", "<img src=x onerror=alert(1)>", "javascript:", "data:text/html,", "&#x6A;avascript:", "<details open>", "<summary>", "</details>", "<kbd>", "</kbd>", "<ruby>", "<rt>",
        "<ul><li>", "</ul>", "<table>", "<!--", "-->", "<![CDATA[", "<?", "<svg/onload=", "<a href=\"", "\">", "](", "[x](<", "![", "[^1]", "\n\n[^1]: ", "[x]: ", "| a | b |\n|---|---|\n",
        "```swift\n", "```\n", "~~~\n", "    ", "> ", "- [x] ", "1. ", "# ", "***", "__", "~~", "`", "``", "$$", "$x^2$", "\\", "http://", "www.", "@", "a@b.c", "<br>", "\u{3000}", "---\n", "===\n", "&lt;", "&",
    ],
    cases: 30_000
) { bytes in
    let file = SourceFile(path: "threads/a.md", bytes: bytes)
    let body = 0..<bytes.count
    let options = MarkdownOptions(idPrefix: "a-", headingShift: 2, externalImages: MarkdownOptions.ExternalImages.allCases[bytes.count % 3])
    let (rendered, diagnostics) = renderMarkdown(file, body: body, options: options)
    if let fault = fault(of: diagnostics, in: bytes) { return fault }
    let html = rendered.html { _ in "x" }
    if html.utf8.count > bytes.count * options.limits.outputFactor + options.limits.outputAllowance + bytes.count * 8 { return "\(html.utf8.count) bytes of \(bytes.count)" }
    if let fault = faults(in: html).first { return fault }
    let (again, more) = renderMarkdown(file, body: body, options: options)
    return again == rendered && more == diagnostics ? nil : "another result the second time"
}
