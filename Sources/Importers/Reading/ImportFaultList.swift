import Diagnostics

/// The faults of an export's records; any of them stops the import when all of it was read.
struct ImportFaultList {
    private struct Fault {
        var what: String
        /// The file's path in the export.
        var file: String
        /// Of the record, from the file's start.
        var byte: Int
    }

    private var faults: [Fault] = []

    private static let most = 100

    mutating func add(_ what: String, at byte: Int, in file: String) {
        if faults.count < Self.most { faults.append(Fault(what: what, file: file, byte: byte)) }
    }

    /// Stops the import if there was a fault. Lines and columns are looked up only now, by reading the files once more.
    func check(_ files: ExportFiles) throws(ImportError) {
        if faults.isEmpty { return }
        var diagnostics: [Diagnostic] = []
        for (path, faults) in Dictionary(grouping: faults, by: \.file) {
            let positions = files.positions(of: faults.map(\.byte), in: path)
            for (fault, position) in zip(faults, positions) {
                diagnostics.append(
                    Diagnostic(
                        .importRow, .error, fault.what, advice: "mend or remove the record; nothing was written", path: files.shown(path), position: position))
            }
        }
        throw .brokenSource(diagnostics.inOrder())
    }

    // MARK: Members that a record must have

    mutating func text(_ name: String, of record: JSONObject, in file: String) -> String? {
        if let text = record.text(name) { return text }
        add(record[name] == nil ? "a record has no '\(name)'" : "'\(name)' is no text", at: record.byte, in: file)
        return nil
    }

    mutating func id(_ name: String, of record: JSONObject, in file: String) -> String? {
        guard let id = record.id(name) else {
            add(record[name] == nil ? "a record has no '\(name)'" : "'\(name)' is no id", at: record.byte, in: file)
            return nil
        }
        // An id becomes part of names and of lines of the manifest.
        guard id.utf8.count <= 300, id.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else {
            add("'\(name)' is no id: '\(shortened(id))'", at: record.byte, in: file)
            return nil
        }
        return id
    }

    mutating func time(_ name: String, of record: JSONObject, in file: String) -> ImportedTime? {
        guard let text = record.text(name) else {
            add(record[name] == nil ? "a record has no '\(name)'" : "'\(name)' is no time", at: record.byte, in: file)
            return nil
        }
        if let time = ImportedTime(iso: Array(text.utf8)) { return time }
        add("'\(name)' is no date and time that exists: '\(shortened(text))'", at: record.byte, in: file)
        return nil
    }

    /// Seconds since 1970, as a number or as text; a fraction is dropped.
    mutating func unixTime(_ name: String, of record: JSONObject, in file: String) -> ImportedTime? {
        guard let value = record[name] else {
            add("a record has no '\(name)'", at: record.byte, in: file)
            return nil
        }
        if let seconds = unixSeconds(value) { return ImportedTime(seconds: seconds) }
        add("'\(name)' is no time between 1970 and 2200", at: record.byte, in: file)
        return nil
    }
}

/// Whole seconds since 1970 out of a number or a text such as `1433968085.000004`; `nil` beyond the year 2200.
func unixSeconds(_ value: JSONValue) -> Int64? {
    let seconds: Int? =
        switch value {
        case .integer(let whole): whole
        case .number(let number) where number >= 0 && number < 1e12: Int(number)
        case .string(let text): Int(String(decoding: text.utf8.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self))
        default: nil
        }
    guard let seconds, (0..<7_258_118_400).contains(seconds) else { return nil }
    return Int64(seconds)
}

func shortened(_ text: String) -> String {
    singleLine(String(text.unicodeScalars.prefix(40).map { String($0) }.joined()))
}
