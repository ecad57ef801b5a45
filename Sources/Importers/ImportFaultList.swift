import Diagnostics

/// The faults of an export's records; any of them stops the import when all of it was read.
struct ImportFaultList {
    private(set) var faults: [Diagnostic] = []

    private static let most = 100

    mutating func add(_ what: String, line: Int? = nil, at byte: Int, in file: String) {
        guard faults.count < Self.most else { return }
        let place = (line.map { "line \($0), " } ?? "") + "near byte \(byte)"
        faults.append(Diagnostic(.importRow, .error, "\(place): \(what)", advice: "mend or remove the record; nothing was written", path: file))
    }

    /// Stops the import if there was a fault.
    func check() throws(ImportError) {
        if !faults.isEmpty { throw .brokenSource(faults) }
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
