import Diagnostics
import FrontMatter

extension FieldReader {
    mutating func time(_ key: String) -> Located<WrittenTime>? {
        guard let text = text(key) else { return nil }
        return time(text)
    }

    mutating func requiredTime(_ key: String) -> Located<WrittenTime>? {
        guard let text = requiredText(key, example: "\(key): 2026-03-02T09:15:00+08:00") else { return nil }
        return time(text)
    }

    private mutating func time(_ text: Located<String>) -> Located<WrittenTime>? {
        do throws(WrittenTimeFault) {
            return Located(try WrittenTime(parsing: text.value.utf8), at: text.range)
        } catch {
            report(.badTime, error.message, advice: error.advice, at: text.range, replacement: error.proposal)
            return nil
        }
    }

    /// `verified: 2026-05-01` or `verified: { date: 2026-05-01, by: mei }`.
    mutating func verification() -> Verification? {
        guard let field = field("verified") else { return nil }
        guard case .mapping(let mapping) = field.value else {
            if case .sequence = field.value {
                wrongKind("verified", field.value, wanted: "a day", advice: "write 'verified: { date: 2026-05-01, by: mei }'")
                return nil
            }
            return time("verified").map { Verification(date: $0.value, by: nil) }
        }
        let table = KeyTable(what: "'verified'", keys: ["date", "by"], otherNames: ["at": "date", "on": "date", "author": "by"])
        var reader = FieldReader(mapping, of: file, table: table, place: field.keyRange)
        let date = reader.requiredTime("date")
        let by = reader.handle("by")
        take(reader.diagnostics)
        return date.map { Verification(date: $0.value, by: by) }
    }
}
