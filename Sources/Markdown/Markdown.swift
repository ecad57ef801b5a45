import Diagnostics

/// Renders one post: GitHub-flavoured Markdown with footnotes, and of raw HTML the set in `AllowedElement`.
///
/// The result is safe to put into a page as it stands: balanced, escaped, well-formed UTF-8, links by an allow-list of schemes. A post
/// that is refused for its cost is shown as its source, so nothing an author wrote is ever lost.
///
/// One post at a time in a process, because cmark-gfm isn't thread-safe: others wait (`parserLock`). Hostile input that no limit foresees
/// can still cost much, so callers run this in a worker process with limits of time and memory.
///
/// - Parameter body: the post's bytes in `file`; it is clamped to the file.
package func renderMarkdown(
    _ file: SourceFile, body: SourceRange, options: MarkdownOptions = MarkdownOptions()
) -> (RenderedMarkdown, [Diagnostic]) {
    let body = body.clamped(to: 0..<file.bytes.count)
    if let refusal = refusal(of: file, body: body, limits: options.limits) { return (sourceAsHTML(file, body: body), [refusal]) }
    let printed = parserLock.withLock { _ in
        file.bytes.withUnsafeBufferPointer { bytes in
            let math = options.hasMath ? MathSpans(bytes, body: body) : nil
            let print = { (root: OpaquePointer) -> HTMLPrinter? in
                var printer = HTMLPrinter(source: SourceMap(file: file, body: body), options: options, math: math)
                guard printer.print(root) else { return nil }
                if printer.mayHoldFootnotes { reportUnusedFootnotes(printer.source, printed: printer.footnotes.current, to: &printer.log) }
                return printer
            }
            guard let math else { return withMarkdownTree(UnsafeBufferPointer(rebasing: bytes[body]), print) ?? nil }
            return math.text.withUnsafeBufferPointer { withMarkdownTree($0, print) ?? nil }
        }
    }
    guard let printed else {
        let diagnostic = Diagnostic(
            .markdownOutputTooLong, .error, "as a page, this post would be more than \(options.limits.outputFactor) times as long as it is written",
            advice: "use fewer '[name]' links to long addresses", path: file.path, range: textRange(of: body, in: file))
        return (sourceAsHTML(file, body: body), [diagnostic])
    }
    return (printed.finished(), printed.log.diagnostics)
}

/// A refused post: its source in a box.
private func sourceAsHTML(_ file: SourceFile, body: SourceRange) -> RenderedMarkdown {
    var html: [UInt8] = []
    append("<pre class=\"markdown-source\" tabindex=\"0\"><code>", to: &html)
    appendText(file.bytes[body], to: &html)
    append("</code></pre>\n", to: &html)
    var text: [UInt8] = []
    appendCleaned(file.bytes[body], to: &text)
    return RenderedMarkdown(
        html: html, cuts: [], slots: [], plainText: text[...], headings: [], wordCount: countWords(text[...]), firstParagraph: [])
}
