/// The question log of an import: `Content/log/import-KIND.csv`, in the format of `Docs/Format.md` with one more column, `x-id`, by which
/// the next import finds the row again. Rows lie in the spool until they are written.
struct QuestionLog {
    private struct Row {
        var id: String
        /// When the question was asked, in seconds since 1970.
        var asked: Int64
        var line: StoredText
        var hasThread: Bool
        /// Of the time and the person: two rows of one person at one second would be taken for one question told twice.
        var mark: UInt64
    }

    private let spool: TextSpool
    private var rows: [Row] = []

    private static let header = "asked,asker,first_answer,answerer,thread,tags,x-id\n"

    init(spool: TextSpool) { self.spool = spool }

    var count: Int { rows.count }

    /// `thread` is the slug of the question's file, where it has one.
    mutating func add(id: String, asked: ImportedTime, asker: String, firstAnswer: (time: ImportedTime, by: String)?, thread: String?, tags: [String]) {
        let answer = firstAnswer.map { "\(Self.utc($0.time)),\($0.by)" } ?? ","
        let start = "\(Self.utc(asked)),\(asker)"
        rows.append(
            Row(
                id: id, asked: asked.seconds, line: spool.add("\(start),\(answer),\(thread ?? ""),\(tags.joined(separator: ";")),\(id)\n"),
                hasThread: thread != nil, mark: ImportManifest.hash(Array(start.utf8))))
    }

    private static func utc(_ time: ImportedTime) -> String { ImportedTime(seconds: time.seconds, isDateOnly: time.isDateOnly).text }

    /// Drops rows without a thread whose person asked at that very second already. Returns how many.
    mutating func dropDoubles() -> Int {
        var known = Set(rows.lazy.filter(\.hasThread).map(\.mark))
        let all = rows.count
        rows = rows.filter { $0.hasThread || known.insert($0.mark).inserted }
        return all - rows.count
    }

    /// The file: rows of this import, and those of earlier ones that this export no longer reaches, in order of time, then of id.
    ///
    /// An edited file keeps its lines as they are and gets the new rows at its end.
    func bytes(old: (bytes: [UInt8], isOurs: Bool)?) -> [UInt8] {
        let lines = (old?.bytes ?? []).split(separator: 10).dropFirst()
        let sorted = rows.sorted { ($0.asked, $0.id) < ($1.asked, $1.id) }
        if let old, !old.isOurs {
            let columns = Self.header.utf8.count { $0 == UInt8(ascii: ",") }
            guard old.bytes.prefix(while: { $0 != 10 && $0 != 13 }).count(where: { $0 == UInt8(ascii: ",") }) == columns else { return old.bytes }
            let known = Set(lines.map(Self.id))
            let fresh = sorted.filter { !known.contains($0.id) }
            if fresh.isEmpty { return old.bytes }
            var bytes = old.bytes
            if bytes.last != 10 { bytes.append(10) }
            for row in fresh { bytes += spool.bytes(row.line) }
            return bytes
        }
        let current = Set(rows.map(\.id))
        var all = sorted.map { (asked: $0.asked, id: $0.id, line: SourceBody.stored([$0.line])) }
        for line in lines where !current.contains(Self.id(line)) {
            let time = ImportedTime(iso: line.prefix { $0 != UInt8(ascii: ",") })
            all.append((time?.seconds ?? 0, Self.id(line), .text(Array(line) + [10])))
        }
        all.sort { ($0.asked, $0.id) < ($1.asked, $1.id) }
        var bytes = Array(Self.header.utf8)
        for row in all { bytes += row.line.bytes(spool) }
        return bytes
    }

    private static func id(_ line: ArraySlice<UInt8>) -> String {
        String(decoding: line[(line.lastIndex(of: UInt8(ascii: ",")) ?? line.startIndex)...].dropFirst(), as: UTF8.self)
    }
}
