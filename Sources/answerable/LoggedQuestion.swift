import Diagnostics
import Foundation
import KnowledgeBase
import SiteGenerator

/// A file of the question log and a line in it, as `check` prints them.
struct LogPlace {
    let path: String
    /// From 1.
    let line: Int

    init?(_ text: String) {
        // 'FILE:LINE:COLUMN' is understood as well, because that is what messages print.
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        while parts.count > 2, Int(parts[parts.count - 1]) != nil, Int(parts[parts.count - 2]) != nil { parts.removeLast() }
        guard parts.count >= 2, let line = Int(parts.removeLast()), line >= 1 else { return nil }
        path = parts.joined(separator: ":")
        self.line = line
        if path.isEmpty { return nil }
    }
}

/// A row of the question log, as the start of a thread.
struct LoggedQuestion {
    let title: String?
    private let row: QuestionLogRow
    private let file: SourceFile

    init(_ place: LogPlace) throws {
        guard let bytes = try readFile(place.path) else { throw UsageError("there is no file '\(place.path)' (name a file of the question log, as 'Content/log/2026.csv:12')") }
        file = SourceFile(path: place.path, bytes: bytes)
        let lines = LineTable(bytes)
        let rows = readLog(file).0.rows
        guard let row = rows.first(where: { lines.lineIndex(at: $0.range.lowerBound) + 1 == place.line }) else {
            throw UsageError("line \(place.line) of '\(place.path)' is no row that can be read (the first line is the header; 'answerable check' tells of faulty rows)")
        }
        if let thread = row.thread { throw UsageError("the row has the thread '\(thread.value)' already") }
        self.row = row
        title = logTitles(file)[row.range.lowerBound]
    }

    /// With the very asker and time of the row: by those two the log and the thread are known to be one question.
    func thread(titled title: String) -> String {
        var text = "---\ntitle: \(yamlQuoted(title))\nasked: \(written(row.asked))\nby: \(row.asker.value)\n"
        text += "tags: [\(row.tags.map { yamlQuoted($0.value) }.joined(separator: ", "))]\n---\n\n\(PlaceholderText.question)\n"
        if let time = row.firstAnswer, let answerer = row.answerer {
            text += "\n---\nanswer: \(answerer.value)\nat: \(written(time))\n---\n\n\(PlaceholderText.answer)\n"
        }
        return text
    }

    private func written(_ time: Located<WrittenTime>) -> String { String(decoding: file.bytes[time.range], as: UTF8.self) }
}
