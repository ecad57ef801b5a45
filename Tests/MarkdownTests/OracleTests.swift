import Diagnostics
import Foundation
import HTMLJudge
import Testing
@testable import Markdown

extension MarkdownTests {
    /// Our HTML against the parser's own, after the differences that are meant are taken out of both (`comparable`).
    @Suite("Against cmark_render_html") struct OracleTests {
        @Test("samples of every construct print the same", arguments: sampleTexts)
        func sample(text: String) throws { try compare(text, "sample") }

        @Test("real Markdown prints the same")
        func realFiles() throws {
            guard let folder = dataFolder("markdown-qa") else { return }
            var compared = 0
            var withHTML = 0
            for (path, bytes) in try markdownFiles(below: folder) {
                let text = String(decoding: bytes, as: UTF8.self)
                // Raw HTML is printed differently on purpose: such files are compared with every "<" written as a reference.
                let holdsHTML = referenceHTML(bytes) != referenceHTML(Array(withoutHTML(text).utf8))
                if holdsHTML { withHTML += 1 }
                try compare(withoutAlerts(holdsHTML ? withoutHTML(text) : text), path)
                compared += 1
            }
            print("oracle: \(compared) real files equal, \(withHTML) of them with '<' as a reference; \(sampleTexts.count) samples")
        }

        /// A quotation that begins with `[!NOTE]` is an alert to us, and a quotation to the parser: its mark is taken away for both.
        private func withoutAlerts(_ text: String) -> String { text.replacing("> [!", with: "> [") }

        private func withoutHTML(_ text: String) -> String {
            String(decoding: text.utf8.flatMap { $0 == UInt8(ascii: "<") ? Array("&lt;".utf8) : [$0] }, as: UTF8.self)
        }

        private func compare(_ text: String, _ name: String) throws {
            var options = MarkdownOptions(externalImages: .allow)
            options.limits.bodyBytes = MarkdownLimits.hardBodyBytes
            let (rendered, diagnostics) = render(text, options)
            guard !diagnostics.contains(where: { $0.severity == .error }) else { return }
            let ours = comparable(try HTMLEvents.parse(rendered.html { $0.destination }))
            let theirs = comparable(try HTMLEvents.parse(referenceHTML(Array(text.utf8)), strict: false))
            guard ours != theirs else { return }
            let place = zip(ours, theirs).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(ours.count, theirs.count)
            Issue.record("\(name) differs\nours:   \(ours.dropFirst(max(0, place - 2)).prefix(5))\ntheirs: \(theirs.dropFirst(max(0, place - 2)).prefix(5))")
        }
    }
}

private let sampleTexts = [
    "# One\n\nTwo\n===\n\n### Three ###\n\n#\n\n###### Six", "a *b **c** d* __e__ ***f*** g_h_i `` ` `` \\* &amp; &copy; &#35;", "a  \nb\\\nc\nd", "> a\nb\n> > c\n\n- x\n- y\n  - z\n\n    w\n\n1. a\n\n2. b",
    "5) x\n6) y\n\n* a\n+ b\n- c", "    code\n\n```js x\ny < z && \"q\"\n```\n\n~~~\n<b>\n~~~", "[a](b \"t\") [c][d] [e] ![f](g 'h') <https://x.org/?a=1&b=2> <m@x.org>\n\n[d]: </u v> (w)\n[e]: x",
    "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | *2* | `3` | [4](x) |\n| 1 |\n| 1 | 2 | 3 | 4 | 5 |\n\n| | x |\n|-|-|", "- [ ] a\n- [x] b\n\n- [X] c\n\n  d", "~a~ ~~b~~ www.x.org http://y.org/a_b(c) https://z.org. m@n.org",
    "a[^1] b[^two] c[^1]\n\n[^1]: first\n[^two]: second\n\n    more\n\n    ```\n    code\n    ```\n", "***\n\n---\n\n- - -", "[a](http://x.org/ä?q=ü#ö) [b](/a%20b) [c](<a b>) [d](x%zz) [e](http://x.org/a\\b)",
    "![a *b* `c` [d](e)](f)", "\"quoted\" 'text' & <", "a\\<b\\> c", "[x](http://a.b/c%5Bd%5D?e[]=1)", "* a\n\n  b\n* c", "> ```\n> x\n\ny", "\tx\n\n\ty", "a\u{2028}b\u{200B}c 你好 **世界**", "- a\n  > b\n\n      c\n", "1. a\n   - b\n     1. c",
]

/// The differences that are meant, taken out. What remains must be equal.
private func comparable(_ events: [HTMLEvents.Event]) -> [HTMLEvents.Event] {
    var reader = Normaliser()
    for event in events { reader.add(event) }
    return reader.out
}

private struct Normaliser {
    private(set) var out: [HTMLEvents.Event] = []
    private var preDepth = 0
    /// White space next to a block's tag is looks.
    private var isAtEdge = true
    private var isInFootnoteHeading = false
    /// For each open `<span>`: whether it is one of ours, which colour code.
    private var spans: [Bool] = []
    /// For each open link: whether its closer is kept, and the text that stands for its destination.
    private var links: [(isKept: Bool, suffix: String, isBackReference: Bool)] = []

    mutating func add(_ event: HTMLEvents.Event) {
        switch event {
        case .text(let text): add(text: text)
        case .open(let name, let attributes): open(name, attributes)
        case .close(let name): close(name)
        }
    }

    private mutating func add(text: String) {
        guard !isInFootnoteHeading, links.last?.isBackReference != true else { return }
        var added = text
        if preDepth == 0 {
            added = collapsed(text)
            if isAtEdge, added.utf8.first == 0x20 { added.removeFirst() }
        }
        guard !added.isEmpty else { return }
        isAtEdge = false
        if case .text(let before)? = out.last {
            out[out.count - 1] = .text(preDepth > 0 ? before + added : collapsed(before + added))
        } else {
            out.append(.text(added))
        }
    }

    private mutating func edge() {
        isAtEdge = true
        guard preDepth == 0, case .text(let text)? = out.last, text.utf8.last == 0x20 else { return }
        out.removeLast()
        if text.utf8.count > 1 { out.append(.text(String(decoding: text.utf8.dropLast(), as: UTF8.self))) }
    }

    private mutating func open(_ name: String, _ attributes: [String: String]) {
        // Repeats of an arrow back are numbered inside the link by the parser, in its label by us.
        guard links.last?.isBackReference != true else { return }
        if name == "span" {
            spans.append(attributes["class"] != nil)
            if attributes["class"] != nil { return }
        }
        if !inline.contains(name) { edge() }
        switch name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            // Ours have ids; the heading of the footnotes is ours alone.
            isInFootnoteHeading = attributes["class"] == "visually-hidden"
            if !isInFootnoteHeading { out.append(.open(name, [:])) }
        case "div": break
        case "th", "td":
            // `align` became a class; an empty header is an ordinary cell.
            let side = attributes["align"].map { "align-\($0)" } ?? attributes["class"]
            out.append(.open("cell", side.map { ["class": $0] } ?? [:]))
        case "a": openLink(attributes)
        case "img":
            let destination = LinkDestination(Array((attributes["src"] ?? "").utf8))
            guard destination != .empty && destination != .refused else { return add(text: attributes["alt"] ?? "") }
            out.append(.open(name, ["src": comparableURL(attributes["src"] ?? ""), "alt": attributes["alt"] ?? "", "title": attributes["title"] ?? ""]))
        case "input": out.append(.open(name, attributes["checked"] == nil ? [:] : ["checked": ""]))
        case "code":
            let language = attributes["class"].map { $0.lowercased().filter { $0 != "{" && $0 != "}" } }
            out.append(.open(name, language.map { ["class": $0] } ?? [:]))
        case "ol": out.append(.open(name, attributes))
        default: out.append(.open(name, [:]))
        }
        if name == "pre" { preDepth += 1 }
    }

    private mutating func openLink(_ attributes: [String: String]) {
        let href = attributes["href"] ?? ""
        if attributes["class"]?.contains("footnote-backref") == true {
            links.append((false, "", true))
        } else if attributes["data-footnote-ref"] != nil || href.contains("#fn.") {
            // Ids of footnotes have a prefix, and repeats are counted otherwise.
            links.append((false, "", false))
        } else if [.empty, .refused].contains(LinkDestination(Array(href.utf8))) {
            // Shown as text, and the destination with it.
            links.append((false, LinkDestination(Array(href.utf8)) == .empty ? "" : href, false))
        } else {
            links.append((true, "", false))
            out.append(.open("a", ["href": comparableURL(href), "title": attributes["title"] ?? ""]))
        }
    }

    private mutating func close(_ name: String) {
        guard links.last?.isBackReference != true || name == "a" else { return }
        if name == "span", spans.popLast() == true { return }
        if !inline.contains(name) { edge() }
        switch name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            if isInFootnoteHeading {
                isInFootnoteHeading = false
            } else if case .open(name, _)? = out.last {
                // Empty headings are left out.
                out.removeLast()
            } else {
                out.append(.close(name))
            }
        case "div": break
        case "th", "td": out.append(.close("cell"))
        case "a":
            guard let link = links.popLast() else { return }
            if link.isKept { out.append(.close("a")) } else if !link.suffix.isEmpty { add(text: " (\(comparableURL(link.suffix)))") }
        case "p":
            // The arrow back may stand in a paragraph of its own.
            if case .open("p", _)? = out.last { out.removeLast() } else { out.append(.close("p")) }
        case "pre":
            preDepth -= 1
            out.append(.close(name))
        default: out.append(.close(name))
        }
    }
}

private let inline: Set<String> = ["a", "em", "strong", "del", "code", "sup", "img", "input"]

private func collapsed(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
        let isSpace = byte == 0x20 || byte == 0x0A || byte == 0x09
        if isSpace, out.last == 0x20 { continue }
        out.append(isSpace ? 0x20 : byte)
    }
    return String(decoding: out, as: UTF8.self)
}

/// How strictly a URL is percent-encoded differs.
private func comparableURL(_ url: String) -> String { String(decoding: percentDecoded(Array(url.utf8)[...]), as: UTF8.self) }

private extension LinkDestination {
    init(_ bytes: [UInt8]) { self = bytes.withUnsafeBufferPointer { LinkDestination($0) } }
}
