/// A source's own Markdown with the tags that the site doesn't have written as the words they are (`Vec<u8>` becomes `Vec\<u8>`), and emoji for their
/// names.
///
/// The source drops such tags without a word, and what its author meant to say with them. Tags of the site's set stay where they can stand and have
/// their partner; of others that mean looks alone, the content stays. Tables in HTML become tables in Markdown. Code is left alone.
func siteMarkdown(_ markdown: [UInt8]) -> [UInt8] {
    guard markdown.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ":") }) else { return markdown }
    var reader = RawTags(text: markdown)
    reader.read()
    return reader.edited()
}

private struct RawTags {
    let text: [UInt8]

    private enum Place {
        /// Before a block, in lines that run on, in HTML up to a blank line, in HTML up to `</pre>`.
        case start, paragraph, html, pre
    }

    private var at = 0
    private var isLineStart = true
    private var place = Place.start
    private var fence: (mark: UInt8, length: Int)?
    /// Where the content of the list item begins that is being read; 0 outside lists.
    private var itemIndent = 0
    /// Inline tags that wait for their partner in the same run of words.
    private var open: [(tag: SourceTag, inHTML: Bool)] = []
    /// Elements of blocks that are open, and whether in a list or a quote.
    private var blocks: [(name: String, isInside: Bool)] = []
    private var isInside = false
    private var isHTMLQuoted = false
    private var isHeading = false
    /// Up to where it is known that no table ends, and whether no comment ends any more, so that no stretch is searched twice.
    private var tableless = 0
    private var isCommentless = false
    private var edits: [(range: Range<Int>, bytes: [UInt8])] = []

    init(text: [UInt8]) { self.text = text }

    mutating func read() {
        while at < text.count {
            if isLineStart {
                isLineStart = false
                if beginLine() { continue }
            }
            guard at < text.count else { break }
            switch text[at] {
            case 10:
                isLineStart = true
                at += 1
            case UInt8(ascii: "\\") where place == .paragraph: at += text[safe: at + 1] == 10 ? 1 : 2
            case UInt8(ascii: "`") where place == .paragraph: at = MarkdownCode.spanEnd(text, at)
            case UInt8(ascii: "<"): readTag()
            case UInt8(ascii: ":"):
                if place != .pre, let (character, range) = emojiName(text, at: at) {
                    edits.append((range, Array(character.utf8)))
                    at = range.upperBound
                } else {
                    at += 1
                }
            default: at += 1
            }
        }
        endRun()
    }

    /// The text with the edits, and with ends for the blocks that lack theirs.
    func edited() -> [UInt8] {
        var out: [UInt8] = []
        var copied = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) where edit.range.lowerBound >= copied {
            out += text[copied..<edit.range.lowerBound]
            out += edit.bytes
            copied = edit.range.upperBound
        }
        out += text[copied...]
        for block in blocks.reversed() where !block.isInside && !Self.endsByItself.contains(block.name) {
            if out.last != 10 { out.append(10) }
            out += "\n</\(block.name)>\n".utf8
        }
        return out
    }

    // MARK: Lines

    /// Decides what a line belongs to. `true` when it was passed over: a blank one, or code.
    private mutating func beginLine() -> Bool {
        if isHeading {
            endRun()
            place = .start
            isHeading = false
        }
        let end = text[at...].firstIndex(of: 10) ?? text.count
        var content = at
        var indent = 0
        isInside = false
        while content < end {
            switch text[content] {
            case 32, 13: indent += 1
            case 9: indent += 4 - indent % 4
            case UInt8(ascii: ">") where indent < 4 && (isHTMLQuoted || place != .html && place != .pre):
                indent = text[safe: content + 1] == 32 ? -1 : 0
                isInside = true
            default:
                return begin(content, indent, end)
            }
            content += 1
        }
        endRun()
        if place != .pre { place = .start }
        return pass(end)
    }

    private mutating func pass(_ end: Int) -> Bool {
        at = min(end + 1, text.count)
        isLineStart = true
        return true
    }

    private mutating func begin(_ content: Int, _ indent: Int, _ end: Int, depth: Int = 0) -> Bool {
        let line = text[content..<end]
        let run = line.prefix { $0 == line.first }.count
        if let open = fence {
            if line.first == open.mark, run >= open.length, line.dropFirst(run).allSatisfy({ $0 == 32 || $0 == 13 }) { fence = nil }
            return pass(end)
        }
        if place == .html || place == .pre {
            at = content
            return false
        }
        if place == .start {
            if indent < itemIndent, Self.markWidth(line) == nil { itemIndent = 0 }
            if indent >= (indent >= itemIndent ? itemIndent : 0) + 4 { return pass(end) }
            beginBlock()
        }
        if let mark = line.first, run >= 3, mark == UInt8(ascii: "~") || mark == UInt8(ascii: "`") && !line.dropFirst(run).contains(mark) {
            beginBlock()
            fence = (mark, run)
            return pass(end)
        }
        if itemIndent > 0 { isInside = true }
        if depth < 20, let width = Self.markWidth(line) {
            beginBlock()
            place = .start
            itemIndent = indent + width
            isInside = true
            return begin(content + width, itemIndent, end, depth: depth + 1)
        }
        if line.first == UInt8(ascii: "#") || line.first == UInt8(ascii: "|") { endRun() }
        isHeading = line.first == UInt8(ascii: "#")
        at = content
        if line.first == UInt8(ascii: "<"), beginHTML() { return false }
        place = .paragraph
        return false
    }

    /// `- ` and `12. ` and the spaces after it; `nil` when the line begins with no list's mark, or holds nothing else.
    private static func markWidth(_ line: ArraySlice<UInt8>) -> Int? {
        let digits = line.prefix { (48...57).contains($0) }.count
        let mark = line.dropFirst(digits).first ?? 0
        guard digits == 0 ? "-*+".utf8.contains(mark) : digits < 10 && ".)".utf8.contains(mark) else { return nil }
        let spaces = line.dropFirst(digits + 1).prefix { $0 == 32 }.count
        guard spaces > 0, digits + 1 + spaces < line.count else { return nil }
        return digits + 1 + (spaces < 5 ? spaces : 1)
    }

    /// Whether a block of HTML begins at `at`, and stays one.
    private mutating func beginHTML() -> Bool {
        if text[at...].starts(with: "<!--".utf8) {
            // A comment shows nothing, if it ends.
            guard let close = commentEnd() else {
                asText(at)
                at += 1
                return false
            }
            endRun()
            at = close
            isHTMLQuoted = isInside
            place = text[at...].prefix { $0 != 10 }.allSatisfy(isHTMLSpace) ? .start : .html
            return true
        }
        guard let tag = SourceTag(text, at: at) else { return false }
        if tag.name == "table", !tag.isCloser, !isInside, let end = tableEnd() {
            endRun()
            edits.append((at..<end, [10] + HTMLToMarkdown().convert(Array(text[at..<end])).markdown))
            at = end
            return true
        }
        guard tag.strippedAttributes != nil else { return false }
        if !tag.isBlock {
            guard place != .paragraph, text[tag.range.upperBound...].prefix(while: { $0 != 10 }).allSatisfy(isHTMLSpace) else { return false }
        }
        endRun()
        place = tag.name == "pre" && !tag.isCloser ? .pre : .html
        isHTMLQuoted = isInside && itemIndent == 0
        return true
    }

    /// After the comment that begins at `at`.
    private mutating func commentEnd() -> Int? {
        guard !isCommentless else { return nil }
        let close = text[(at + 4)...].firstRange(of: Array("-->".utf8))
        isCommentless = close == nil
        return close?.upperBound
    }

    /// After the table that begins at `at`, if no blank line, with Markdown behind it, parts it.
    private mutating func tableEnd() -> Int? {
        guard at >= tableless else { return nil }
        let mark = Array("</table>".utf8)
        var end = at
        while end < text.count {
            if text[end] == UInt8(ascii: "<"), text[end...].starts(with: mark) { return end + mark.count }
            if text[end] == 10, text[end...].dropFirst().first(where: { $0 != 32 && $0 != 13 }) == 10 { break }
            end += 1
        }
        tableless = end
        return nil
    }

    // MARK: Tags

    private mutating func readTag() {
        let inHTML = place != .paragraph
        let next = text[safe: at + 1]
        if text[at...].starts(with: "<!--".utf8), let end = commentEnd() { return at = end }
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
            asText(at)
            return at += 2
        }
        guard let tag = SourceTag(text, at: at) else { return at += 1 }
        at = tag.range.upperBound
        if SourceTag.wrapperNames.contains(tag.name) { return edits.append((tag.range, [])) }
        guard let stripped = tag.strippedAttributes else { return asText(tag.range.lowerBound) }
        if tag.isBlock {
            guard stays(tag) else { return }
        } else if tag.isCloser {
            guard let partner = open.lastIndex(where: { $0.tag.name == tag.name }) else { return asText(tag.range.lowerBound) }
            for lone in open[(partner + 1)...] { asText(lone.tag.range.lowerBound, inHTML: lone.inHTML) }
            // The place that a link would lead to: no link itself.
            if tag.name == "a", !open[partner].tag.has("href") { edits += [(open[partner].tag.range, []), (tag.range, [])] }
            open.removeSubrange(partner...)
        } else if tag.name == "rt" || tag.name == "rp", !open.contains(where: { $0.tag.name == "ruby" }) {
            return asText(tag.range.lowerBound)
        } else if !tag.isVoid {
            guard open.count < Self.deepest else { return asText(tag.range.lowerBound) }
            open.append((tag, inHTML))
        }
        for attribute in stripped { edits.append((attribute.range, [])) }
    }

    /// The renderer's own limit of open elements.
    private static let deepest = 64
    private static let endsByItself: Set<String> = ["p", "li", "dt", "dd"]
    private static let parents: [String: Set<String>] = [
        "summary": ["details"], "figcaption": ["figure"], "dt": ["dl"], "dd": ["dl"], "li": ["ul", "ol"],
    ]
    /// They hold words, or only certain children: another block ends them.
    private static let endsAtBlock: Set<String> = ["p", "summary", "dt", "pre", "dl", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"]

    /// Keeps account of a block's tag; `false` when it was made words, or taken away.
    private mutating func stays(_ tag: SourceTag) -> Bool {
        guard place != .paragraph, place != .pre || tag.name == "pre", tag.isCloser || blocks.count < Self.deepest else {
            asText(tag.range.lowerBound)
            return false
        }
        endRun()
        if tag.isCloser {
            guard let partner = blocks.lastIndex(where: { $0.name == tag.name }) else {
                // It ends nothing, and shows nothing at its source.
                edits.append((tag.range, []))
                return false
            }
            blocks.removeSubrange(partner...)
            if place == .pre { place = .html }
            return true
        }
        if let parents = Self.parents[tag.name] {
            guard let parent = blocks.lastIndex(where: { !Self.endsByItself.contains($0.name) }), parents.contains(blocks[parent].name) else {
                asText(tag.range.lowerBound)
                return false
            }
            blocks.removeSubrange((parent + 1)...)
        } else {
            endPhrases()
        }
        if !tag.isVoid { blocks.append((tag.name, isInside)) }
        return true
    }

    private mutating func endPhrases() {
        while let last = blocks.last, Self.endsAtBlock.contains(last.name) { blocks.removeLast() }
    }

    private mutating func beginBlock() {
        endRun()
        endPhrases()
    }

    /// What has no partner in the words that end here, has none.
    private mutating func endRun() {
        for lone in open { asText(lone.tag.range.lowerBound, inHTML: lone.inHTML) }
        open = []
    }

    private mutating func asText(_ index: Int) { asText(index, inHTML: place == .html || place == .pre) }

    /// A backslash means nothing in HTML.
    private mutating func asText(_ index: Int, inHTML: Bool) {
        edits.append((index..<(index + 1), inHTML ? Array("&lt;".utf8) : Array("\\<".utf8)))
    }
}
