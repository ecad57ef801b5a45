import Diagnostics
import FrontMatter

/// Reads the values of one mapping, key by key, and collects what is wrong with them.
///
/// A key without a value (`closed:`) counts as not written, so that a filled-in form may leave lines empty.
struct FieldReader {
    let file: SourceFile
    let fields: FrontMatterMapping
    let table: KeyTable
    /// Where a missing key is reported.
    let place: SourceRange
    /// `false` when the mapping was not read to its end: a missing key means nothing then.
    let isComplete: Bool
    private(set) var diagnostics: [Diagnostic] = []

    init(_ block: FrontMatterBlock, of file: SourceFile, table: KeyTable) {
        self.init(block.fields, of: file, table: table, place: block.marker, isComplete: block.isComplete)
    }

    init(_ fields: FrontMatterMapping, of file: SourceFile, table: KeyTable, place: SourceRange, isComplete: Bool = true) {
        self.file = file
        self.fields = fields
        self.table = table
        self.place = place
        self.isComplete = isComplete
        reportUnknownKeys()
    }

    /// The field of a key that has a value.
    func field(_ key: String) -> FrontMatterField? {
        guard let field = fields[key] else { return nil }
        if case .scalar(let scalar) = field.value, scalar.isNull { return nil }
        return field
    }

    /// The keys inside a key's value, to be read with a table of their own; hand its diagnostics back with `take`.
    mutating func nested(_ key: String, _ table: KeyTable, example: String) -> FieldReader? {
        guard let field = field(key) else { return nil }
        if case .mapping(let mapping) = field.value { return FieldReader(mapping, of: file, table: table, place: field.keyRange) }
        wrongKind(key, field.value, wanted: "a set of keys", advice: "write '\(example)'")
        return nil
    }

    /// A required key: an error when it is missing. `example` is what to write: `title: …`.
    mutating func require(_ key: String, example: String) -> FrontMatterField? {
        if let field = field(key) { return field }
        guard isComplete else { return nil }
        if let field = fields[key] {
            report(.missingKey, "'\(key)' has no value", advice: "write '\(example)'", at: field.keyRange)
        } else {
            report(.missingKey, "\(table.what) needs the key '\(key)'", advice: "add a line '\(example)'", at: place)
        }
        return nil
    }

    /// An error; most are.
    mutating func report(_ code: DiagnosticCode, _ message: String, advice: String, at range: SourceRange, replacement: String? = nil) {
        report(code, .error, message, advice: advice, at: range, replacement: replacement)
    }

    mutating func report(
        _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String, advice: String, at range: SourceRange,
        replacement: String? = nil
    ) {
        diagnostics.append(
            Diagnostic(
                code, severity, message, advice: advice, path: file.path, range: range,
                fixIts: replacement.map { [Diagnostic.FixIt(range: range, replacement: $0)] } ?? []))
    }

    mutating func take(_ others: [Diagnostic]) { diagnostics += others }

    /// A value of another kind than the key asks for.
    mutating func wrongKind(_ key: String, _ value: FrontMatterValue, wanted: String, advice: String) {
        let found =
            switch value {
            case .scalar: "a text"
            case .sequence: "a list"
            case .mapping: "a set of keys"
            }
        report(.wrongValue, "'\(key)' is \(found), not \(wanted)", advice: advice, at: value.range)
    }

    private mutating func reportUnknownKeys() {
        for field in fields.fields where !isExtra(field.key) && !table.keys.contains(where: { $0.utf8.elementsEqual(field.key.utf8) }) {
            let near = table.nearest(to: field.key)
            let isTaken = near.map { fields[$0] != nil } ?? false
            let advice =
                near.map { isTaken ? "did you mean '\($0)', which is there already?" : "did you mean '\($0)'?" }
                ?? "take it out, or begin it with 'x-' to keep it for the site's own templates"
            report(
                .unknownKey, .warning, "\(table.what) has no key '\(shown(field.key))'", advice: advice, at: field.keyRange,
                replacement: isTaken ? nil : near)
        }
    }

    private func isExtra(_ key: String) -> Bool { key.utf8.count > 2 && key.utf8.starts(with: "x-".utf8) }

    /// The `x-…` keys: texts as they are, lists of texts joined by `, `.
    mutating func extras() -> [ExtraField] {
        var extras: [ExtraField] = []
        for field in fields.fields where isExtra(field.key) {
            switch field.value {
            case .scalar(let scalar):
                extras.append(ExtraField(key: field.key, value: scalar.text))
                continue
            case .sequence(let items, _):
                let texts = items.compactMap { item in if case .scalar(let scalar) = item { scalar.text } else { nil } }
                guard texts.count == items.count else { break }
                extras.append(ExtraField(key: field.key, value: texts.joined(separator: ", ")))
                continue
            case .mapping: break
            }
            wrongKind(
                field.key, field.value, wanted: "a text or a list of texts",
                advice: "templates get one text for each 'x-' key: write several keys instead")
        }
        return extras
    }
}
