/// The question log of an import: `Content/log/import-KIND.csv`, in the format of `Docs/Format.md` with one more column, `x-id`, by which
/// the next import finds the row again.
struct QuestionLogText {
    struct Row: Hashable {
        var id: String
        var asked: ImportedTime
        var asker: String
        var firstAnswer: (time: ImportedTime, by: String)?
        /// A slug.
        var thread: String?
        var tags: [String]

        static func == (a: Row, b: Row) -> Bool { a.id == b.id }
        func hash(into hasher: inout Hasher) { hasher.combine(id) }

        fileprivate var line: String {
            let answer = firstAnswer.map { "\($0.time.text),\($0.by)" } ?? ","
            return "\(asked.text),\(asker),\(answer),\(thread ?? ""),\(tags.joined(separator: ";")),\(id)\n"
        }
    }

    private static let header = "asked,asker,first_answer,answerer,thread,tags,x-id\n"

    /// The file: rows of this import, and those of earlier ones that this export no longer reaches, in order of time, then of id.
    ///
    /// An edited file keeps its lines as they are and gets the new rows at its end.
    static func bytes(_ rows: [Row], old: (bytes: [UInt8], isOurs: Bool)?) -> [UInt8] {
        let lines = (old?.bytes ?? []).split(separator: 10).dropFirst().map { String(decoding: $0, as: UTF8.self) }
        let known = Dictionary(lines.map { (id(ofLine: $0), $0) }, uniquingKeysWith: { first, _ in first })
        let sorted = rows.sorted { ($0.asked.seconds, $0.id) < ($1.asked.seconds, $1.id) }
        if let old, !old.isOurs {
            var bytes = old.bytes
            if bytes.last != 10 { bytes.append(10) }
            let columns = header.utf8.count { $0 == UInt8(ascii: ",") }
            guard bytes.prefix(while: { $0 != 10 && $0 != 13 }).count(where: { $0 == UInt8(ascii: ",") }) == columns else { return old.bytes }
            let fresh = sorted.filter { known[$0.id] == nil }
            if fresh.isEmpty { return old.bytes }
            for row in fresh { bytes += row.line.utf8 }
            return bytes
        }
        let current = Set(rows.map(\.id))
        var all = sorted.map { ($0.asked.text, $0.id, $0.line) }
        for (id, line) in known where !current.contains(id) {
            all.append((String(decoding: line.utf8.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self), id, line + "\n"))
        }
        // The times are all written in UTC, so that their texts sort as they do.
        all.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        return Array((header + all.map(\.2).joined()).utf8)
    }

    private static func id(ofLine line: String) -> String {
        line.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).last.map { String(Substring($0)) } ?? ""
    }
}
