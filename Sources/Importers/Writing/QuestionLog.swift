/// The question log of an import: `Content/log/import-KIND.csv`, in the format of `Docs/Format.md` with one more column, `x-id`, by which
/// the next import finds the row again. Rows lie in the spool until they are written.
struct QuestionLog {
    private struct Row {
        var id: String
        /// When the question was asked, in seconds since 1970.
        var asked: Int64
        /// Up to the title, without the comma behind it.
        var start: StoredText
        var title: StoredText
        var hasThread: Bool
        /// Of the time and the person: two rows of one person at one second would be taken for one question told twice.
        var mark: UInt64
    }

    private let spool: TextSpool
    private var rows: [Row] = []

    private static let header = "asked,asker,first_answer,answerer,thread,tags,title,x-id"
    /// Of imports before titles were written.
    private static let olderHeader = "asked,asker,first_answer,answerer,thread,tags,x-id"
    /// How much is written at once, in bytes.
    private static let pieceSize = 1 << 16

    init(spool: TextSpool) { self.spool = spool }

    var count: Int { rows.count }

    /// `thread` is the slug of the question's file, where it has one.
    mutating func add(
        id: String, asked: ImportedTime, asker: String, firstAnswer: (time: ImportedTime, by: String)?, thread: String?, tags: [String], title: String
    ) {
        let answer = firstAnswer.map { "\(Self.utc($0.time)),\($0.by)" } ?? ","
        let start = "\(Self.utc(asked)),\(asker)"
        rows.append(
            Row(
                id: id, asked: asked.seconds, start: spool.add("\(start),\(answer),\(thread ?? ""),\(tags.joined(separator: ";"))"), title: spool.add(Self.field(Self.harmless(title))),
                hasThread: thread != nil, mark: ImportManifest.hash(Array(start.utf8))))
    }

    private static func utc(_ time: ImportedTime) -> String { ImportedTime(seconds: time.seconds, isDateOnly: time.isDateOnly).text }

    /// A spreadsheet takes what begins with one of `=`, `+`, `-` and `@` for a formula, so an apostrophe stands before it; before one that has
    /// apostrophes there already too, so that whoever reads the file can take exactly one away.
    private static func harmless(_ title: String) -> String {
        title.utf8.first { $0 != UInt8(ascii: "'") }.map { "=+-@".utf8.contains($0) } == true ? "'" + title : title
    }

    /// A field as RFC 4180 writes it.
    private static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// Drops rows without a thread whose person asked at that very second already. Returns how many.
    mutating func dropDoubles() -> Int {
        var known = Set(rows.lazy.filter(\.hasThread).map(\.mark))
        let all = rows.count
        rows.removeAll { !$0.hasThread && !known.insert($0.mark).inserted }
        return all - rows.count
    }

    // MARK: The file

    /// Takes over the rows of an earlier import's file that this export no longer reaches.
    mutating func keepRows(of file: ByteSource) throws(ImportError) {
        let current = Set(rows.map(\.id))
        var isFirst = true
        var hasTitles = true
        try file.forEachLine { (line) throws(ImportError) in
            if isFirst {
                hasTitles = !line.elementsEqual(Self.olderHeader.utf8)
                isFirst = false
                return
            }
            let (start, id) = Self.parts(line)
            guard !current.contains(id) else { return }
            let time = ImportedTime(iso: line.prefix { $0 != UInt8(ascii: ",") })
            rows.append(
                Row(id: id, asked: time?.seconds ?? 0, start: spool.add(Array(start) + (hasTitles ? [] : [UInt8(ascii: ",")])), title: StoredText(), hasThread: true, mark: 0))
        }
    }

    /// The file in pieces: its rows in order of time, then of id.
    func pieces() -> () throws(ImportError) -> [UInt8] {
        var rest = sorted[...]
        var piece = Array("\(Self.header)\n".utf8)
        return { () throws(ImportError) in
            while piece.count < Self.pieceSize, let row = rest.popFirst() { piece += line(row, hasTitle: true) }
            defer { piece = [] }
            return piece
        }
    }

    /// A file that somebody edited, in pieces: its lines as they are, and new rows at its end, if it still has the columns of the import's.
    func added(to file: () throws(ImportError) -> ByteSource) throws(ImportError) -> () throws(ImportError) -> [UInt8] {
        var header: String?
        var known: Set<String> = []
        try file().forEachLine { (line) throws(ImportError) in
            let line = line.last == 13 ? line.dropLast() : line
            if header == nil { header = String(decoding: line, as: UTF8.self) } else { known.insert(Self.parts(line).id) }
        }
        var rest: ArraySlice<Row> = []
        if header == Self.header || header == Self.olderHeader { rest = sorted.filter { !known.contains($0.id) }[...] }
        let source = try file()
        var last: UInt8 = 10
        return { () throws(ImportError) in
            let piece = source.next()
            if let failure = source.failure { throw failure }
            last = piece.last ?? last
            if !piece.isEmpty || rest.isEmpty { return piece }
            var rows: [UInt8] = last == 10 ? [] : [10]
            while rows.count < Self.pieceSize, let row = rest.popFirst() { rows += line(row, hasTitle: header == Self.header) }
            last = 10
            return rows
        }
    }

    private var sorted: [Row] { rows.sorted { ($0.asked, $0.id) < ($1.asked, $1.id) } }

    private func line(_ row: Row, hasTitle: Bool) -> [UInt8] {
        var out = spool.bytes(row.start) + [UInt8(ascii: ",")]
        // A row of an earlier import has its title within its start.
        if hasTitle, row.mark != 0 { out += spool.bytes(row.title) + [UInt8(ascii: ",")] }
        return out + Array("\(Self.field(row.id))\n".utf8)
    }

    /// A row's last field, the id, and what stands before the comma before it.
    private static func parts(_ line: ArraySlice<UInt8>) -> (start: ArraySlice<UInt8>, id: String) {
        guard line.last == UInt8(ascii: "\"") else {
            let comma = line.lastIndex(of: UInt8(ascii: ",")) ?? line.startIndex
            return (line[..<comma], String(decoding: line[comma...].dropFirst(), as: UTF8.self))
        }
        // Back to the quote that no other stands before.
        var at = line.endIndex - 2
        while at > line.startIndex {
            if line[at] == UInt8(ascii: "\"") {
                if line[at - 1] != UInt8(ascii: "\"") { break }
                at -= 1
            }
            at -= 1
        }
        guard at > line.startIndex, line[at] == UInt8(ascii: "\"") else { return (line, "") }
        let id = String(decoding: line[(at + 1)..<(line.endIndex - 1)], as: UTF8.self).replacing("\"\"", with: "\"")
        return (line[..<at].dropLast(), id)
    }
}
