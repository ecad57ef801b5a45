import Diagnostics
import Markdown
import Testing

@testable import Importers

/// What a reader sees of a post at its source and on the site is the same text. Serialized, because the parser of Markdown isn't made for
/// several threads.
@Suite(.serialized) struct RoundTripTests {
    /// The visible text: images say nothing, and a hidden quote says that it is one, as the renderer does.
    private static func text(_ nodes: [HTMLNode]) -> [UInt8] {
        nodes.flatMap { node -> [UInt8] in
            switch node {
            case .text(let text): return text
            case .comment: return []
            case .element(let element):
                if element.name == "img" { return [] }
                if element.name == "blockquote", element.hasClass("spoiler") { return Array("Spoiler".utf8) + text(element.children) }
                return text(element.children)
            }
        }
    }

    /// Without white space and control characters; no-break spaces are white space.
    private static func bare(_ text: [UInt8]) -> String {
        String(String.UnicodeScalarView(String(decoding: text, as: UTF8.self).unicodeScalars.filter { scalar in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control && scalar.value & 0xFFFE != 0xFFFE
        }))
    }

    private static func rendered(_ markdown: [UInt8]) -> [UInt8] {
        let file = SourceFile(path: "x.md", bytes: markdown)
        let (result, _) = renderMarkdown(file, body: 0..<markdown.count, options: MarkdownOptions(externalImages: .allow))
        return Array(result.html { $0.destination }.utf8)
    }

    private func check(_ name: String, _ posts: [[UInt8]], _ adjust: ([HTMLNode]) -> [HTMLNode] = { $0 }) {
        var same = 0
        var total = 0
        var shown = 0
        // Some 500 of each, spread evenly.
        for index in stride(from: 0, to: posts.count, by: max(1, posts.count / 500)) {
            guard let nodes = [HTMLNode](html: posts[index]) else { continue }
            let converter = HTMLToMarkdown(siteURL: "https://site.example")
            let html = Self.rendered(converter.markdown(adjust(nodes)))
            guard let after = [HTMLNode](html: html) else { continue }
            let (before, now) = (Self.bare(Self.text(adjust(nodes))), Self.bare(Self.text(after)))
            total += 1
            if before.utf8.elementsEqual(now.utf8) {
                same += 1
            } else if shown < 3 {
                shown += 1
                let common = zip(before.unicodeScalars, now.unicodeScalars).prefix { $0 == $1 }.count
                print("\(name) \(index): …\(String(before.unicodeScalars.dropFirst(max(0, common - 20)).prefix(60).map(Character.init))) / …\(String(now.unicodeScalars.dropFirst(max(0, common - 20)).prefix(60).map(Character.init)))")
            }
        }
        let share = total == 0 ? 1 : Double(same) / Double(total)
        print("\(name): \(same) of \(total) posts show the same text (\(Int(share * 10_000)) in 10,000)")
        #expect(total >= min(500, posts.count) && share >= 0.995, "\(name)")
    }

    @Test("Stack Exchange", arguments: ["beer-2020", "french-meta-2021", "genai-2023-postsonly", "conlang-meta-2020"])
    func stackExchange(_ name: String) throws {
        guard let folder = sharedData("stackexchange/" + name) else { return }
        var posts: [[UInt8]] = []
        try XMLRowFile(path: folder + "/Posts.xml").forEachRow(progress: { _ in }) { (row) throws(ImportError) in
            if let body = row["Body"] { posts.append(body) }
        }
        check(name, posts)
    }

    /// Every text under a name, anywhere in the files.
    private func texts(_ name: String, _ source: String) throws -> [[UInt8]] {
        let files = try ExportFiles(source)
        var posts: [[UInt8]] = []
        func collect(_ value: JSONValue) {
            switch value {
            case .array(let array): array.forEach(collect)
            case .object(let object):
                if let text = object.text(name) { posts.append(Array(text.utf8)) }
                for member in object.members { collect(member.value) }
            default: break
            }
        }
        for path in files.paths(endingIn: [".json"]) { collect(try files.json(path)) }
        return posts
    }

    @Test("Discourse", arguments: ["discourse-urho3d/json", "discourse-delving"])
    func discourse(_ name: String) throws {
        guard let source = sharedData(name) else { return }
        check(name, try texts("cooked", source)) { adjustedDiscourseHTML($0) }
    }

    @Test("GitHub's discussions")
    func gitHub() throws {
        guard let source = sharedData("github-payload-discussions/derived-graphql.json") else { return }
        check("github", try texts("bodyHTML", source), adjustedGitHubHTML)
    }

    @Test("Zulip")
    func zulip() throws {
        guard let source = sharedData("zulip-ncar/zulip_json") else { return }
        check("zulip", try texts("content", source)) { adjustedZulipHTML($0) }
    }
}
