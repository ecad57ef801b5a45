import Diagnostics
import FrontMatter

/// The columns of a question log, in the order of the manual.
enum LogColumn: Int, Hashable, Sendable, CaseIterable {
    case asked, asker, firstAnswer, answerer, thread, tags
    /// What was asked, in a line: for curators, not for the clock.
    case title

    var name: String {
        switch self {
        case .asked: "asked"
        case .asker: "asker"
        case .firstAnswer: "first_answer"
        case .answerer: "answerer"
        case .thread: "thread"
        case .tags: "tags"
        case .title: "title"
        }
    }

    fileprivate static let table = KeyTable(
        what: "the log", keys: allCases.map(\.name),
        otherNames: [
            "date": "asked", "time": "asked", "question": "asked", "author": "asker", "by": "asker", "user": "asker", "answered": "first_answer",
            "first_answered": "first_answer", "answer": "first_answer", "helper": "answerer", "slug": "thread", "tag": "tags", "subject": "title", "text": "title", "topic": "title",
        ])
}

/// Reads one file of the question log. A faulty row costs an error and is left out.
///
/// One pass over the bytes: a log may have a million rows.
package func readLog(_ file: SourceFile) -> (LogFile, [Diagnostic]) {
    var reader = LogReader(file)
    reader.read()
    return (LogFile(path: file.path, rows: reader.rows), reader.diagnostics)
}

private struct LogReader {
    private let file: SourceFile
    private var scanner: CSVScanner
    private(set) var rows: [QuestionLogRow] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// The place of each column in a row, by the column's number; −1 where the log has none. An array, because it is asked ten times a row.
    private var places = [Int](repeating: -1, count: LogColumn.allCases.count)
    private var columnCount = 0
    private var unlisted = 0
    /// Names that have been looked at, so that each is checked once: a log names the same people again and again. In NFC, by what is
    /// written.
    private var handles: [String: String] = [:]
    private var tags: [String: String] = [:]

    /// Beyond this many faults a log is another format, not a log with slips.
    private static let listed = 200

    init(_ file: SourceFile) {
        self.file = file
        scanner = CSVScanner(file.bytes)
    }

    mutating func read() {
        guard hasGoodCharacters(), scanner.next(), readHeader() else { return }
        while scanner.next() { readRow() }
        if unlisted > 0 {
            diagnostics.append(
                Diagnostic(.badLog, "\(unlisted) more faults in this log are not listed", advice: "mend those above first", path: file.path))
        }
    }

    /// Ill-formed bytes and control characters would reach names, so the file is refused at the first.
    private mutating func hasGoodCharacters() -> Bool {
        var index = 0
        while index < file.bytes.count {
            let byte = file.bytes[index]
            if byte >= 0x20, byte < 0x7F {
                index += 1
            } else if byte < 0x80 {
                guard byte == 0x0A || byte == 0x0D || byte == 0x09 else {
                    report(.controlCharacter, "the log holds a control character", advice: "take it out", at: index..<index + 1)
                    return false
                }
                index += 1
            } else {
                let (scalar, length) = UTF8Scalar.decode(file.bytes, at: index)
                guard scalar != nil else {
                    report(.illFormedText, "the log is not written in UTF-8", advice: "save it as 'CSV UTF-8'", at: index..<index + length)
                    return false
                }
                index += length
            }
        }
        return true
    }

    private mutating func readHeader() -> Bool {
        columnCount = scanner.fields.count
        let isOneColumn = columnCount == 1 && file.bytes[scanner.row].contains { $0 == UInt8(ascii: ";") || $0 == 0x09 }
        for (index, field) in scanner.fields.enumerated() {
            let name = String(decoding: scanner.bytes(of: field), as: UTF8.self)
            if let column = LogColumn.allCases.first(where: { $0.name == name }) {
                if places[column.rawValue] >= 0 {
                    report(.badLog, "the column '\(shown(name))' is there twice", advice: "take one of the two out", at: field.range)
                } else {
                    places[column.rawValue] = index
                }
            } else if !name.utf8.starts(with: "x-".utf8), !isOneColumn {
                let near = LogColumn.table.nearest(to: name)
                report(
                    .unknownKey, .warning, "the log has no column '\(shown(name))'",
                    advice: near.map { "did you mean '\($0)'?" } ?? "take it out, or begin its name with 'x-' to keep it unread", at: field.range,
                    replacement: near)
            }
        }
        var missing = [LogColumn.asked, .asker].filter { places[$0.rawValue] < 0 }
        let isComplete = missing.isEmpty
        for column in missing {
            // One fault, told where it stands; without the column no row can be read, so it is an error.
            guard let misspelt = diagnostics.firstIndex(where: { $0.fixIts.first?.replacement == column.name }) else { continue }
            diagnostics[misspelt].severity = .error
            diagnostics[misspelt].advice = "did you mean '\(column.name)', which the log needs?"
            missing.removeAll { $0 == column }
        }
        if !missing.isEmpty {
            report(
                .badLog, "the log's first row lacks \(missing.map { "'\($0.name)'" }.joined(separator: " and "))",
                advice: isOneColumn ? "separate the fields with commas" : "begin the file with 'asked,asker,first_answer,answerer,thread,tags'",
                at: scanner.row)
        }
        return isComplete
    }

    private mutating func readRow() {
        let row = scanner.row
        switch scanner.fault {
        case .unclosedQuote(let place):
            return report(.badLog, "this quote is never closed", advice: "close it, or double it ('\"\"') where a quote itself is meant", at: place)
        case .textAfterQuote(let place):
            return report(.badLog, "text follows a closing quote", advice: "double a quote inside a field: '\"\"'", at: place)
        case nil: break
        }
        if scanner.fields.allSatisfy({ $0.range.isEmpty }) { return }
        guard scanner.fields.count == columnCount else {
            return report(
                .badLog, "this row has \(scanner.fields.count) fields, its header has \(columnCount)",
                advice: scanner.fields.count > columnCount ? "put a field that holds a comma into quotes" : "add a ',' for each empty field", at: row)
        }
        let asked = requiredTime(.asked)
        let asker = handle(.asker, isRequired: true)
        let firstAnswer = time(.firstAnswer)
        let answerer = handle(.answerer, isRequired: false)
        let thread = thread()
        let tags = rowTags()
        let isAnswered = !isEmpty(.firstAnswer)
        if isAnswered != !isEmpty(.answerer) {
            report(
                .badLog, isAnswered ? "a first answer has no answerer" : "an answerer is named, but no time of the answer",
                advice: isAnswered ? "add the handle of the person who answered" : "add the time to 'first_answer', or empty 'answerer'", at: row)
            return
        }
        guard let asked, let asker, !isAnswered || (firstAnswer != nil && answerer != nil) else { return }
        rows.append(
            QuestionLogRow(asked: asked, asker: asker, firstAnswer: firstAnswer, answerer: answerer, thread: thread, tags: tags, range: row))
    }
}

// MARK: Fields

extension LogReader {
    private func field(_ column: LogColumn) -> CSVScanner.Field? {
        let place = places[column.rawValue]
        return place < 0 ? nil : scanner.fields[place]
    }

    private func isEmpty(_ column: LogColumn) -> Bool { field(column)?.range.isEmpty ?? true }

    private mutating func requiredTime(_ column: LogColumn) -> Located<WrittenTime>? {
        if isEmpty(column) {
            report(.badLog, "'\(column.name)' is empty", advice: "write a time such as '2026-03-02T09:15:00+08:00'", at: scanner.row)
            return nil
        }
        return time(column)
    }

    private mutating func time(_ column: LogColumn) -> Located<WrittenTime>? {
        guard let field = field(column), !field.range.isEmpty else { return nil }
        do throws(WrittenTimeFault) {
            return Located(try WrittenTime(parsing: scanner.bytes(of: field)), at: field.range)
        } catch {
            report(.badTime, error.message, advice: error.advice, at: field.range, replacement: error.proposal)
            return nil
        }
    }

    private mutating func handle(_ column: LogColumn, isRequired: Bool) -> Located<String>? {
        guard let field = field(column), !field.range.isEmpty else {
            if isRequired { report(.badLog, "'\(column.name)' is empty", advice: "write the handle of the person who asked", at: scanner.row) }
            return nil
        }
        let written = String(decoding: scanner.bytes(of: field), as: UTF8.self)
        if let handle = handles[written] { return Located(handle, at: field.range) }
        let handle = composed(written)
        guard let fault = fault(inName: handle, .handle) else {
            handles[written] = handle
            return Located(handle, at: field.range)
        }
        report(
            .badHandle, "the handle '\(shown(handle))' \(fault.reason)", advice: fault.proposal.map { "\(fault.advice), such as '\($0)'" } ?? fault.advice,
            at: field.range, replacement: fault.proposal)
        return nil
    }

    private func thread() -> Located<String>? {
        guard let field = field(.thread), !field.range.isEmpty else { return nil }
        let slug = threadSlug(composed(String(decoding: scanner.bytes(of: field), as: UTF8.self)))
        return slug.isEmpty ? nil : Located(slug, at: field.range)
    }

    /// Separated by `;` or spaces.
    private mutating func rowTags() -> [Located<String>] {
        guard let field = field(.tags), !field.range.isEmpty else { return [] }
        let bytes = scanner.bytes(of: field)
        return bytes.split(whereSeparator: { $0 == UInt8(ascii: ";") || $0 == 0x20 }).compactMap { part in
            // With doubled quotes the bytes are a copy, whose places are not the file's.
            let range = field.hasDoubledQuotes ? field.range : part.startIndex..<part.endIndex
            let written = String(decoding: part, as: UTF8.self)
            if let tag = tags[written] { return Located(tag, at: range) }
            let tag = composed(written)
            guard let fault = fault(inTag: tag) else {
                tags[written] = tag
                return Located(tag, at: range)
            }
            report(.badTag, "the tag '\(shown(tag))' \(fault.reason)", advice: fault.advice, at: range)
            return nil
        }
    }

    private mutating func report(_ code: DiagnosticCode, _ message: String, advice: String, at range: SourceRange, replacement: String? = nil) {
        report(code, .error, message, advice: advice, at: range, replacement: replacement)
    }

    private mutating func report(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String, advice: String, at range: SourceRange,
        replacement: String? = nil
    ) {
        guard diagnostics.count < Self.listed else {
            unlisted += 1
            return
        }
        diagnostics.append(
            Diagnostic(
                code, severity, message, advice: advice, path: file.path, range: range,
                fixIts: replacement.map { [Diagnostic.FixIt(range: range, replacement: $0)] } ?? []))
    }
}
