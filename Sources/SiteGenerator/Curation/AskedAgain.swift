import Diagnostics
import KnowledgeBase
import SearchIndex

/// Questions of the log that are asked again and again, and have no thread.
package struct AskedAgain: Hashable, Sendable {
    /// How the newest of them was put; `nil` in a log without titles.
    package var title: String?
    /// Tags that all of them have.
    package var tags: [String]
    package var questions: Int
    package var askers: Int
    package var unanswered: Int
    /// Days of the first and the last.
    package var from: String
    package var to: String
    /// The rows, the newest first.
    package var places: [CurationReport.Place]
    /// A thread that may answer them already.
    package var near: NearThreads.Side?
    package var nearLikeness: Double
}

extension LoadedSite {
    /// Groups of at least two questions that are put alike, or, where the log has no titles, of at least three that have the same tags. Most
    /// often asked first.
    func askedAgain(_ places: inout PlaceFinder) throws(MachineError) -> (groups: [AskedAgain], hasTitles: Bool) {
        let rows = try unfiledRows()
        let titled = rows.filter { $0.title != nil }
        var groups = alike(titled).compactMap { group($0, &places) }
        if titled.isEmpty {
            let byTags = Dictionary(grouping: rows.filter { !$0.entry.tags.isEmpty }) { $0.entry.tags.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
            groups = byTags.values.filter { $0.count >= 3 }.compactMap { group((rows: $0, near: nil), &places) }
        }
        return (groups.sorted { ($1.questions, $0.from, $0.places.first?.line ?? 0) < ($0.questions, $1.from, $1.places.first?.line ?? 0) }, !titled.isEmpty)
    }

    private struct Row {
        var entry: LogEntry
        var path: String
        var range: SourceRange
        var title: String?
    }

    /// The log's questions that no thread holds, whether the row names it or not.
    private func unfiledRows() throws(MachineError) -> [Row] {
        var entries: [Int: LogEntry] = [:]
        for index in 0..<clock.questions.count {
            let id = clock.questions[index].id
            if id < 0 { entries[-1 - id] = site.log[-1 - id] }
        }
        var rows: [Row] = []
        var logs: [(rows: [QuestionLogRow], path: String, titles: [Int: String])] = []
        for file in tree.logs {
            guard let source = source(file.path) else { throw MachineError("cannot read", file.path) }
            logs.append((readLog(source).0.rows, file.path, logTitles(source)))
        }
        for (_, entry) in entries.sorted(by: { $0.key < $1.key }) {
            let log = logs[Int(entry.file)]
            let range = log.rows[Int(entry.row)].range
            rows.append(Row(entry: entry, path: log.path, range: range, title: log.titles[range.lowerBound]))
        }
        return rows
    }

    /// Rows whose titles are near one another, each group with the nearest thread.
    private func alike(_ rows: [Row]) -> [(rows: [Row], near: (thread: Int, likeness: Double)?)] {
        let settings = searchSettings(site.settings)
        let threads = site.threads.map { SearchDocument(url: $0.slug, title: $0.title, alternatives: $0.source.also, tags: $0.tags, language: $0.source.language) }
        let questions = rows.enumerated().map { SearchDocument(url: "\($0)", title: $1.title ?? "", tags: $1.entry.tags, language: site.settings.language) }
        let near = relatedDocuments(analysed(threads + questions, settings: settings), limit: 12, settings: settings)
        var leader = Array(rows.indices)
        func find(_ row: Int) -> Int {
            var row = row
            while leader[row] != row { row = leader[row] }
            return row
        }
        func isNear(_ a: Int, _ b: Int) -> Bool { near[a].contains { $0.index == b && $0.likeness >= Self.nearTitle } }
        // Titles that are the same but for case and marks needn't be told apart by their words.
        var sameTitle: [String: Int] = [:]
        for (index, row) in rows.enumerated() {
            let key = plainTitle(row.title ?? "")
            if let other = sameTitle[key] { leader[find(index)] = find(other) } else { sameTitle[key] = index }
        }
        for a in rows.indices {
            for other in near[threads.count + a] where other.index >= threads.count {
                let b = other.index - threads.count
                if isNear(threads.count + a, threads.count + b), isNear(threads.count + b, threads.count + a) { leader[max(find(a), find(b))] = min(find(a), find(b)) }
            }
        }
        var members: [Int: [Int]] = [:]
        for index in rows.indices { members[find(index), default: []].append(index) }
        return members.sorted { $0.key < $1.key }.map(\.value).filter { $0.count >= 2 }.map { group in
            let best = group.flatMap { near[threads.count + $0] }.filter { $0.index < threads.count && $0.likeness >= Self.nearTitle }
                .max { ($0.likeness, $1.index) < ($1.likeness, $0.index) }
            return (group.map { rows[$0] }, best.map { ($0.index, Double($0.likeness)) })
        }
    }

    /// From this likeness on two titles ask the same.
    private static let nearTitle: Float = 0.5

    private func group(_ found: (rows: [Row], near: (thread: Int, likeness: Double)?), _ places: inout PlaceFinder) -> AskedAgain? {
        let rows = found.rows.sorted { ($1.entry.asked.instant, $0.path, $0.range.lowerBound) < ($0.entry.asked.instant, $1.path, $1.range.lowerBound) }
        guard let newest = rows.first, let oldest = rows.last else { return nil }
        let near = found.near.map { near -> NearThreads.Side in
            let thread = site.threads[near.thread]
            return NearThreads.Side(place: places.place(of: thread), title: thread.title, answers: thread.answers.count)
        }
        return AskedAgain(
            title: newest.title, tags: newest.entry.tags.filter { tag in rows.allSatisfy { $0.entry.tags.contains(tag) } }, questions: rows.count,
            askers: Set(rows.map(\.entry.asker)).count, unanswered: rows.count { $0.entry.firstAnswer == nil },
            from: isoText(oldest.entry.asked.local.date), to: isoText(newest.entry.asked.local.date), places: rows.map { places.place($0.path, $0.range) },
            near: near, nearLikeness: found.near?.likeness ?? 0)
    }

    private func plainTitle(_ title: String) -> String {
        String(String.UnicodeScalarView(foldedName(title).unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }))
    }
}
