// Builds a search index from questions in JSON lines (id, title, body, tags), and answers queries from it.
//     search-bench build QUESTIONS.jsonl FOLDER
//     search-bench edit QUESTIONS.jsonl
//     search-bench related QUESTIONS.jsonl
//     search-bench related-relevance QUESTIONS.jsonl QUERIES.jsonl
//     search-bench relevance QUESTIONS.jsonl QUERIES.jsonl
import Foundation
import SearchIndex

struct Question: Decodable {
    var id: String
    var title: String
    var body: String
    var tags: [String]?
    var answers: [String]?
}

struct Query: Decodable {
    var qid: String
    var title: String
    var rel: [String]
}

func lines<Line: Decodable>(_ path: String, _ type: Line.Type) throws -> [Line] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: URL(fileURLWithPath: path)).split(separator: 10).map { try decoder.decode(type, from: Data($0)) }
}

func document(_ question: Question) -> SearchDocument {
    SearchDocument(
        url: "threads/\(question.id).html", title: question.title, tags: question.tags ?? [],
        posts: [SearchPost(kind: .question, author: "", text: question.body)]
            + (question.answers ?? []).enumerated().map { SearchPost(anchor: "a-\($0 + 1)", kind: .answer, author: "", text: $1) })
}

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "build":
    let documents = try lines(arguments[2], Question.self).map(document)
    let start = clock()
    let records = analysed(documents)
    let middle = clock()
    let files = buildSearchIndex(records)
    let end = clock()
    for file in files {
        let url = URL(fileURLWithPath: arguments[3]).appendingPathComponent(file.path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: url)
    }
    let size = files.reduce(0) { $0 + $1.bytes.count }
    func seconds(_ from: clock_t, _ to: clock_t) -> String { String(format: "%.2f", Double(to - from) / Double(CLOCKS_PER_SEC)) }
    let kept = records.reduce(0) { $0 + $1.bytes.count }
    print("\(documents.count) documents, \(files.count) files, \(size) bytes")
    print("CPU seconds: analysis \(seconds(start, middle)) (\(kept) bytes kept), index \(seconds(middle, end))")
    for folder in ["root", "p/", "t/", "b/", "d/", "x/", "l/", "v/"] {
        let those = files.filter { $0.path.hasPrefix("search/" + folder) }
        print("  \(folder) \(those.count) files, \(those.reduce(0) { $0 + $1.bytes.count }) bytes")
    }
case "edit":
    // One thread is edited: what a build does that has kept the records of the others, and how many files come out different.
    let documents = try lines(arguments[2], Question.self).map(document)
    let records = analysed(documents)
    let before = Set(buildSearchIndex(records))
    for number in [documents.count / 7, documents.count / 2, documents.count - 1] {
        var edited = documents[number]
        edited.posts[0].text += " There is one more sentence here, with a unicorn."
        let start = DispatchTime.now()
        let processor = clock()
        var all = records
        all[number] = AnalysedDocument(edited)
        let files = buildSearchIndex(all)
        let middle = DispatchTime.now()
        let related = relatedDocuments(all)
        let end = DispatchTime.now()
        let changed = files.filter { !before.contains($0) }
        let kinds = Dictionary(grouping: changed) { $0.path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
            .mapValues { ($0.count, $0.reduce(0) { $0 + $1.bytes.count }) }
        func milliseconds(_ from: DispatchTime, _ to: DispatchTime) -> UInt64 { (to.uptimeNanoseconds - from.uptimeNanoseconds) / 1_000_000 }
        print(
            "thread \(number): \(changed.count) of \(files.count) files change:",
            kinds.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.0) (\($0.value.1) bytes)" }.joined(separator: ", ") + "; index \(milliseconds(start, middle)) ms,",
            "related threads \(milliseconds(middle, end)) ms (\(related.count)), together \(Double(clock() - processor) / Double(CLOCKS_PER_SEC)) CPU seconds")
    }
case "related":
    let records = analysed(try lines(arguments[2], Question.self).map(document))
    let start = clock()
    let related = relatedDocuments(records)
    print("\(related.reduce(0) { $0 + $1.count }) relations, \(Double(clock() - start) / Double(CLOCKS_PER_SEC)) CPU seconds")
case "related-relevance":
    // How far up among a question's related threads the first stands that somebody called its duplicate.
    let documents = try lines(arguments[2], Question.self).map(document)
    let places = Dictionary(uniqueKeysWithValues: documents.enumerated().map { ($1.url, $0) })
    let related = relatedDocuments(analysed(documents), limit: 10)
    var (sum, found, asked) = (0.0, 0, 0)
    for query in try lines(arguments[3], Query.self) {
        guard let place = places["threads/\(query.qid).html"] else { continue }
        asked += 1
        let wanted = Set(query.rel.compactMap { places["threads/\($0).html"] })
        guard let rank = related[place].firstIndex(where: { wanted.contains($0.index) }) else { continue }
        sum += 1 / Double(rank + 1)
        found += rank < 5 ? 1 : 0
    }
    print("related: MRR@10 \(sum / Double(max(1, asked))), among the first five for \(found) of \(asked)")
case "relevance":
    let documents = try lines(arguments[2], Question.self).map(document)
    let queries = try lines(arguments[3], Query.self)
    let files = Dictionary(uniqueKeysWithValues: buildSearchIndex(analysed(documents)).map { ($0.path, $0.bytes) })
    guard let reader = SearchReader(read: { files[$0] }) else { fatalError("no root") }
    let stop: Set<String> = ["how", "do", "i", "to", "the", "a", "an", "is", "in", "on", "of", "what", "can", "my", "for", "with", "and", "it"]
    for form in ["title", "keywords"] {
        var sum = 0.0
        var found = 0
        for query in queries {
            var text = query.title
            if form == "keywords" {
                let words = text.split { !($0.isLetter || $0.isNumber) }.filter { !stop.contains($0.lowercased()) }
                text = words.prefix(3).joined(separator: " ")
            }
            let hits = reader.search(text, limit: 11).hits.filter { $0.url != "threads/\(query.qid).html" }.prefix(10)
            if let rank = hits.firstIndex(where: { hit in query.rel.contains { "threads/\($0).html" == hit.url } }) {
                sum += 1 / Double(rank + 1)
                found += 1
            }
        }
        print("\(form): MRR@10 \(sum / Double(queries.count)), found \(found) of \(queries.count)")
    }
default:
    print("usage: search-bench build QUESTIONS FOLDER | edit QUESTIONS | related QUESTIONS | related-relevance QUESTIONS QUERIES | relevance QUESTIONS QUERIES")
}
