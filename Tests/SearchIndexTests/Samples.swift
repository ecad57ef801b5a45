import Foundation
import SearchIndex

/// Documents from real collections beside the package, and made ones.
enum Samples {
    private static let shared = JavaScriptEngine.packageRoot.appendingPathComponent("../shared/data").standardizedFileURL

    /// Judged questions; empty, with a printed word, when they aren't there.
    static let questions: [SearchDocument] = {
        struct Question: Decodable {
            var id: String
            var title: String
            var body: String
        }
        guard let data = try? Data(contentsOf: shared.appendingPathComponent("search-relevance/askubuntu-b15.jsonl")) else {
            print("skipped: no ../shared/data/search-relevance")
            return []
        }
        let decoder = JSONDecoder()
        // Enough for every rule, few enough to be quick; Scripts/search-* measure whole collections.
        return data.split(separator: 10).prefix(1001).compactMap { try? decoder.decode(Question.self, from: Data($0)) }.enumerated().map { i, each in
            SearchDocument(
                url: "threads/\(each.id).html", title: each.title, tags: ["t\(i % 7)"],
                posts: [SearchPost(kind: .question, author: "asker\(i % 50)", text: each.body)], asked: 1_300_000_000 + i * 5000,
                state: i % 3 == 0 ? .answered : .open)
        }
    }()

    /// Chinese Markdown files, one a document.
    static let chinese: [SearchDocument] = {
        let folder = shared.appendingPathComponent("markdown-qa/talkgo-wechat-zh")
        guard let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String], !paths.isEmpty else {
            print("skipped: no ../shared/data/markdown-qa")
            return []
        }
        return paths.sorted().filter { $0.hasSuffix(".md") }.compactMap { path in
            guard let text = try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8) else { return nil }
            let title = text.split(separator: "\n").first { $0.hasPrefix("#") }.map { $0.drop { $0 == "#" || $0 == " " } }
            return SearchDocument(
                url: "threads/" + path.replacingOccurrences(of: "/", with: "-") + ".html", title: title.map(String.init) ?? path,
                posts: [SearchPost(kind: .question, author: "a", text: text)])
        }
    }()

    static func reader(_ documents: [SearchDocument]) -> SearchReader? {
        let files = Dictionary(uniqueKeysWithValues: buildSearchIndex(analysed(documents)).map { ($0.path, $0.bytes) })
        return SearchReader { files[$0] }
    }

    /// A generator that gives the same numbers every time (SplitMix64).
    struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return z ^ z >> 31
        }
    }
}
