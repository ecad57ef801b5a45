/// Turns the HTML of posts into GitHub-flavoured Markdown that renders as the same text.
package struct HTMLToMarkdown: Sendable {
    private let links: LinkBase

    /// `siteURL` (`https://host`) is what relative links of the posts are relative to; without it they become plain text.
    package init(siteURL: String? = nil) {
        links = LinkBase(siteURL: siteURL)
    }

    /// Markdown that ends with a line break, or is empty. `isFlattened` says that the HTML was nested too deeply to be read as a
    /// tree: the text is complete, its marks are gone.
    package func convert(_ html: [UInt8]) -> (markdown: [UInt8], isFlattened: Bool) {
        convert(html, adjusting: { $0 })
    }

    /// The same, for a source that wraps its posts: `adjust` gets the tree first.
    func convert(_ html: [UInt8], adjusting adjust: ([HTMLNode]) -> [HTMLNode]) -> (markdown: [UInt8], isFlattened: Bool) {
        // libxml2 takes a text that isn't UTF-8 for Latin-1 and its own entities for characters that no text may hold.
        let html = String(validating: html, as: UTF8.self) == nil ? Array(String(decoding: html, as: UTF8.self).utf8) : html
        if let nodes = [HTMLNode](html: html) { return (markdown(adjust(nodes)), false) }
        return (plainMarkdown(textBetweenTags(html)), true)
    }

    /// Markdown of a tree.
    func markdown(_ nodes: [HTMLNode]) -> [UInt8] {
        var blocks = MarkdownBlocks(links: links)
        return blocks.markdown(nodes)
    }

    /// A line of text that is no HTML, as a paragraph.
    package func plain(_ text: [UInt8]) -> [UInt8] { plainMarkdown(text) }

    private func plainMarkdown(_ text: [UInt8]) -> [UInt8] {
        var builder = InlineBuilder(links: links)
        builder.add(text: text)
        let line = InlineWriter(place: .paragraph).markdown(builder.pieces)
        return line.isEmpty ? [] : line + [10]
    }

    /// What stands outside `<…>`, with the few entities that escape it; for HTML that no parser takes.
    private func textBetweenTags(_ html: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var isTag = false
        var at = 0
        let entities: [(String, UInt8)] = [("&lt;", 60), ("&gt;", 62), ("&amp;", 38), ("&quot;", 34), ("&#39;", 39)]
        while at < html.count {
            let byte = html[at]
            if byte == UInt8(ascii: "<"), let next = html[safe: at + 1], isWordByte(next) || next == UInt8(ascii: "/") {
                isTag = true
                out.append(32)
            }
            if !isTag {
                if byte == UInt8(ascii: "&"), let entity = entities.first(where: { html[at...].starts(with: $0.0.utf8) }) {
                    out.append(entity.1)
                    at += entity.0.utf8.count
                    continue
                }
                out.append(byte)
            } else if byte == UInt8(ascii: ">") {
                isTag = false
            }
            at += 1
        }
        return out
    }
}
