import Diagnostics
import Testing

@testable import Importers
@testable import Markdown

/// Tags in a source's own Markdown. Serialized, because the parser of Markdown isn't made for several threads.
@Suite(.serialized) struct RawTagTests {
    private func rendered(_ markdown: [UInt8]) -> (html: String, tags: [String]) {
        let (result, diagnostics) = renderMarkdown(SourceFile(path: "x.md", bytes: markdown), body: 0..<markdown.count, options: MarkdownOptions())
        return (result.html { $0.destination }, diagnostics.filter { $0.code == .rawHTMLAsText || $0.code == .unbalancedHTML }.map(\.message))
    }

    @Test(
        "a tag that the site doesn't have is words, outside code",
        arguments: [
            ("Vec<u8> and `Vec<u8>`", "Vec\\<u8> and `Vec<u8>`"), ("the ‘<pointer>‘ operand", "the ‘\\<pointer>‘ operand"), ("<meta> 標籤", "\\<meta> 標籤"),
            ("```\n<T>\n```\n<T>", "```\n<T>\n```\n\\<T>"), ("a\n\n    Vec<u8>\n", "a\n\n    Vec<u8>\n"), ("a\n    Vec<u8>\n", "a\n    Vec\\<u8>\n"),
            ("- a\n\n  Vec<u8>\n\n      Vec<u8>\n", "- a\n\n  Vec\\<u8>\n\n      Vec<u8>\n"), ("<https://a.b> <a@b.org> a < b <3 <T, U>", "<https://a.b> <a@b.org> a < b <3 <T, U>"),
            ("\\<T> \\\\<T>", "\\<T> \\\\\\<T>"), ("<b>x</b> <b>y", "<b>x</b> \\<b>y"), ("say <b> and\n\nthen </b>", "say \\<b> and\n\nthen \\</b>"),
            ("if a<b and c>d", "if a\\<b and c>d"), ("<!DOCTYPE html>", "\\<!DOCTYPE html>"), ("<!-- ends --> <!-- not", "<!-- ends --> &lt;!-- not"),
            ("<p align=\"center\" foo=bar>x</p>", "<p align=\"center\">x</p>"), ("a <p> b", "a \\<p> b"), ("<details>\n<summary>Vec<u8></summary>\n\nVec<u8>\n\n</details>", "<details>\n<summary>Vec&lt;u8></summary>\n\nVec\\<u8>\n\n</details>"),
            ("<details>\n\nx\n", "<details>\n\nx\n\n</details>\n"), ("<p>\n\nx\n\n</p>", "<p>\n\nx\n\n"), ("<li>x", "&lt;li>x"), ("<a name=\"x\"></a>y", "y"),
            ("<font color=red>x</font>", "x"), ("<pre>\n<T> <div>\n</pre>", "<pre>\n&lt;T> &lt;div>\n</pre>"), ("> <details>\n> <T>\n> </details>", "> <details>\n> &lt;T>\n> </details>"),
            ("<table><tr><th>a</th></tr><tr><td>b|c</td></tr></table>\n", "\n| a |\n| --- |\n| b\\|c |\n\n"), ("# Vec<u8>\n    x<T>", "# Vec\\<u8>\n    x<T>"),
            ("oh :wink:, `:wink:` std::wink:: https://a.b/:wink: :no_such:", "oh 😉, `:wink:` std::wink:: https://a.b/:wink: :no_such:"),
        ])
    func words(_ text: String, _ expected: String) {
        let out = siteMarkdown(Array(text.utf8))
        #expect(String(decoding: out, as: UTF8.self) == expected)
        #expect(rendered(out).tags == [])
    }

    @Test("sources pass their own Markdown on so: GitHub and Discourse have tags, Zulip has none")
    func sources() {
        #expect(String(decoding: gitHubMarkdown(Array("<pointer>\nx\n<b>x</b>".utf8)), as: UTF8.self) == "\\<pointer>  \nx\n<b>x</b>")
        #expect(String(decoding: discourseMarkdown(Array("[quote=\"mei\"]\nVec<u8>\n[/quote]\n<b>x</b>".utf8)), as: UTF8.self).hasSuffix("> Vec\\<u8>\n\n<b>x</b>"))
        #expect(String(decoding: zulipMarkdown("<b>x</b> `<T>` \\<T> <https://a.b>", site: nil), as: UTF8.self) == "\\<b>x\\</b> `<T>` \\<T> <https://a.b>\n")
    }

    @Test("an export at a dot has the name of its folder, and a title shows its emoji")
    func names() throws {
        let folder = try TemporaryFolder()
        try folder.write("[]", to: "export/a.json")
        for end in ["", "/", "/.", "/./", "/../export/."] { #expect(try ExportFiles(folder.path + "/export" + end).name == "export") }
        #expect(try ExportFiles(folder.path + "/export/..").name == folder.path.split(separator: "/").last.map { String($0) })
        #expect(withEmoji(":checkered_flag: Urho Kart of a::b:c") == "🏁 Urho Kart of a::b:c")
    }

    @Test("the importer's set of tags is the site's")
    func sets() {
        let names = SourceTag.inlineNames.union(SourceTag.blockNames).union(SourceTag.wrapperNames).union(["table", "td", "script", "style", "form", "input", "video", "tbody", "body"])
        for name in names {
            let element = AllowedElement.named(Array(name.utf8))
            #expect((element != nil) == (SourceTag.inlineNames.contains(name) || SourceTag.blockNames.contains(name)), "\(name)")
            #expect(element?.isBlock ?? false == SourceTag.blockNames.contains(name), "\(name)")
            let tag = SourceTag(Array("<\(name) src=x href=x title=x width=1 open foo=x class=x>".utf8), at: 0)
            if name != "a", let element, let stripped = tag?.strippedAttributes?.map(\.name) {
                #expect(stripped.contains("src") != element.attributes.contains { $0.isEqual(to: Array("src".utf8)) }, "\(name)")
                #expect(stripped.contains("title") != element.attributes.contains { $0.isEqual(to: Array("title".utf8)) }, "\(name)")
            }
        }
    }

    /// Tags, marks and code in every mixture of a small set: what a reader sees has no tag that the site would warn of.
    @Test("mixtures of tags and marks leave nothing that the site shows as text with a warning")
    func mixtures() {
        let parts = ["<T>", "<b>", "</b>", "<i>", "</i>", "`", "\n", "\n\n", "- ", "> ", "    ", "words ", "<br>", "</T>", "<u8 x=1>", "\\", "# ", "<kbd>", "</kbd>", "<!-- c -->"]
        var state: UInt64 = 42
        var warned: [String] = []
        var count = 0
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<9 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += parts[Int(state >> 33) % parts.count]
            }
            let before = rendered(Array(text.utf8)).tags
            guard !before.isEmpty else { continue }
            count += 1
            let out = siteMarkdown(Array(text.utf8))
            let after = rendered(out).tags
            if !after.isEmpty { warned.append("\(text.debugDescription) → \(String(decoding: out, as: UTF8.self).debugDescription): \(after)") }
        }
        print("tags: \(count) mixtures warned before, \(warned.count) after")
        for line in warned.prefix(15) { print(line) }
        #expect(count > 500 && warned.count * 100 <= count, "\(warned.prefix(5))")
    }

    @Test("a hostile text costs no more than its length allows", arguments: ["<!--", "<table>\n", "<b>", "- ", "<a b=\"", "<b></i>", "<div>\n", "> ", "<table>\n\n", "`<T>``"])
    func hostile(_ part: String) {
        let out = siteMarkdown(Array(String(repeating: part, count: 20_000).utf8))
        #expect(out.count >= 20_000)
    }
}
