import DefaultTheme
import Diagnostics
import FrontMatter
import TemplateEngine

/// The fixed texts of the interface: `{{t.key}}` in the templates. Its names are those of the default theme's English, the others are
/// phrases with parameters and made ready before they reach a template.
struct Texts: TemplateView {
    /// In the order of `names`.
    private let values: [String]
    /// What `search.js` begins with.
    let searchWords: [UInt8]
    /// The same as a template takes them: made once, and shown on every page.
    let record: Record

    init(_ phrases: Phrases) {
        let values = Self.names.map { phrases($0) }
        self.values = values
        searchWords = SiteGenerator.searchWords(phrases)
        record = Record(texts: values)
    }

    static let example = Texts(Phrases(language: "en", texts: [:]))

    func describe(_ fields: inout Fields) {
        for (name, value) in zip(Self.names, values) { fields.text(name, value) }
    }

    private static let names: [String] = {
        let english = DefaultTheme.files.first { $0.path == "strings/en.yml" }
        let table = english.map { StringTable(SourceFile(path: $0.path, bytes: $0.bytes)) }
        // A key with a dot is a form of a count or a numbered text.
        return (table?.texts.keys.filter { !$0.utf8.contains(UInt8(ascii: ".")) } ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }()
}

/// One language's file of strings: flat keys, each with a text.
struct StringTable: Sendable {
    struct Entry: Sendable {
        let key: String
        let keyRange: SourceRange
        let text: String
        let valueRange: SourceRange
    }

    /// In the order of the file.
    private(set) var entries: [Entry] = []
    private(set) var texts: [String: String] = [:]
    private(set) var diagnostics: [Diagnostic] = []

    init(_ file: SourceFile) {
        let reading = FrontMatterReader(limits: FrontMatterLimits(bytes: 1 << 20)).read(file)
        diagnostics = reading.diagnostics
        for field in reading.fields.fields {
            if case .scalar(let scalar) = field.value {
                texts[field.key] = scalar.text
                entries.append(Entry(key: field.key, keyRange: field.keyRange, text: scalar.text, valueRange: field.value.range))
            } else {
                diagnostics.append(
                    Diagnostic(
                        .stringNotText, "the string '\(field.key)' is not a text", advice: "write it on one line, as 'key: text'", path: file.path,
                        range: field.value.range))
            }
        }
    }
}

extension DiagnosticCode {
    static let stringNotText = DiagnosticCode(
        "string-not-text", "A file in Templates/strings/ has something else than a text after a key. Strings are flat: one key, one text.")
}

package let themeCodes: [DiagnosticCode] = [.stringNotText, .missingString, .unknownString, .unknownParameter]
