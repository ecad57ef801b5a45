import SearchIndex

/// A query, whatever was typed: hits of the index in falling order, none twice, none over the limit.
let queryTarget = FuzzTarget(
    name: "query",
    dictionary: [
        "\"", "-", "tag:", "by:", "is:open", "is:answered", "before:", "after:2026-01", "sort:newest", "C++", "std::vector", ".NET", "-Wall", "fooBar", "cold start", "中文", "日本語", "한국어", "ﬀ", "İ", "ß",
        "\u{301}", "\u{200D}", " ", "\u{3000}", "?", "naïve", "“", "”", ":", "tag:-", "--", "ο", "привет",
    ],
    cases: 4_000
) { bytes in
    let query = String(decoding: bytes.prefix(400), as: UTF8.self)
    guard let index = queryIndex else { return "the index can't be opened" }
    for isTyping in [false, true] {
        let answer = index.search(query, limit: 7, isTyping: isTyping)
        if answer.hits.count > 7 || answer.total < answer.hits.count { return "\(answer.hits.count) hits of \(answer.total)" }
        if Set(answer.hits.map(\.url)).count != answer.hits.count { return "a thread twice" }
        if answer.hits.contains(where: { $0.score < 0 }) { return "a score below zero" }
        if index.search(query, limit: 7, isTyping: isTyping) != answer { return "another answer the second time" }
    }
    return nil
}

private var queryIndex: SearchReader? {
    SearchReader { path in queryFiles[path] }
}

private let queryFiles: [String: [UInt8]] = {
    let words = ["cold start budget group", "std::vector in C++ is slow", "-Wall and .NET fooBar", "中文 问题 回答", "日本語の質問", "naïve straße привет", "how to answer soon", "한국어 질문"]
    let documents = (0..<40).map { number in
        SearchDocument(
            url: "threads/\(number).html", title: words[number % 8] + " \(number)", alternatives: number % 5 == 0 ? [words[(number + 3) % 8]] : [], tags: ["t\(number % 3)", "c-plus-plus"],
            posts: [
                SearchPost(kind: .question, author: "mei", text: words[(number * 3) % 8] + ". " + words[(number * 5 + 1) % 8], votes: number % 4, at: 1_700_000_000 + number * 86_400),
                SearchPost(anchor: "a-lian-1", kind: .answer, author: "lian", text: words[(number * 7 + 2) % 8], accepted: number % 2 == 0, at: 1_700_003_600 + number * 86_400),
            ], asked: 1_700_000_000 + number * 86_400, votes: number % 4, state: [.open, .answered, .accepted][number % 3])
    }
    return Dictionary(buildSearchIndex(analysed(documents)).map { ($0.path, $0.bytes) }) { first, _ in first }
}()
