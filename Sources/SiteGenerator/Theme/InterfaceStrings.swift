import DefaultTheme
import Diagnostics
import FrontMatter

/// Gathers the texts of one language from its files, and says what they lack.
struct InterfaceStrings {
    /// English, then the language with more and more of its parts: `en`, `zh`, `zh-Hant`, `zh-Hant-TW`.
    let chain: [String]
    private(set) var texts: [String: String] = [:]
    private let language: String
    private var diagnostics: [Diagnostic] = []
    /// The texts that count, besides English's.
    private var given: Set<String> = []
    /// The most special file of the site's own that was added.
    private var ownFile: SourceFile?

    init(language: String) {
        self.language = language
        var chain = ["en"]
        var tag = ""
        for part in language.utf8.split(separator: UInt8(ascii: "-")) {
            tag += (tag.isEmpty ? "" : "-") + String(decoding: part, as: UTF8.self)
            chain.append(tag)
            // Chinese is written in two scripts, and a region tells which; a region without a script stands behind its script.
            if let script = ["zh": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant"][tag] { chain.append(script) }
        }
        var seen: Set<String> = []
        self.chain = chain.filter { seen.insert($0).inserted }
    }

    mutating func add(_ file: SourceFile, isOwn: Bool) {
        let table = StringTable(file)
        diagnostics += table.diagnostics
        if isOwn {
            ownFile = file
            for entry in table.entries { check(entry, in: file) }
        }
        if !file.path.utf8.elementsEqual("Templates/strings/en.yml".utf8) { given.formUnion(table.texts.keys.map(stem)) }
        texts.merge(table.texts) { $1 }
    }

    /// The faults of all files, and one for the texts that no file of the language has.
    func finish() -> [Diagnostic] {
        if language.utf8.elementsEqual("en".utf8) || language.utf8.starts(with: "en-".utf8) { return diagnostics }
        let missing = Set(texts.keys.map(stem)).subtracting(given).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if missing.isEmpty { return diagnostics }
        let all = given.isEmpty
        let names = missing.prefix(3).map { "'\($0)'" }.joined(separator: ", ") + (missing.count > 3 ? " and \(missing.count - 3) more" : "")
        let message = all ? "the interface has no texts in '\(language)', so it stays English" : "texts are missing, English stands in: \(names)"
        let advice = all ? "translate Templates/strings/en.yml into Templates/strings/\(language).yml, or set another 'language'" : "add them, after Templates/strings/en.yml"
        return diagnostics + [Diagnostic(.missingString, .warning, message, advice: advice, path: ownFile?.path ?? "Content/site.yml")]
    }

    /// A site's own text must be one that a template or a page asks for, with no other parameters than English's.
    private mutating func check(_ entry: StringTable.Entry, in file: SourceFile) {
        let known = Self.english
        let name = stem(entry.key)
        guard let parameters = known[name] else {
            let nearest = suggestion(for: name, among: Array(known.keys))
            diagnostics.append(
                Diagnostic(
                    .unknownString, .warning, "no page uses the text '\(entry.key)'", advice: nearest.map { "did you mean '\($0)'?" } ?? "remove it",
                    path: file.path, range: entry.keyRange))
            return
        }
        for parameter in parametersOf(entry.text) where !parameters.contains(parameter) {
            let others = parameters.sorted().map { "'{\($0)}'" }.joined(separator: ", ")
            diagnostics.append(
                Diagnostic(
                    .unknownParameter, .warning, "nothing fills in '{\(parameter)}' in the text '\(entry.key)'",
                    advice: others.isEmpty ? "this text has no parameters" : "it has \(others)", path: file.path, range: entry.valueRange))
        }
    }

    /// The parameters of each English text, by its stem.
    private static let english: [String: Set<String>] = {
        guard let file = DefaultTheme.files.first(where: { $0.path == "strings/en.yml" }) else { return [:] }
        var all: [String: Set<String>] = [:]
        for entry in StringTable(SourceFile(path: file.path, bytes: file.bytes)).entries { all[stem(entry.key), default: []].formUnion(parametersOf(entry.text)) }
        // A language may name the month by word or by number, short or long.
        for key in ["date", "dateLong"] { all[key] = ["day", "month", "monthShort", "monthNumber", "year"] }
        all["quarter"] = ["n", "year"]
        return all
    }()
}

/// `threadCount` of `threadCount.one`; a numbered text (`weekday.3`) is one of its own.
private func stem(_ key: String) -> String {
    guard let dot = key.utf8.lastIndex(of: UInt8(ascii: ".")) else { return key }
    return ["zero", "one", "two", "few", "many", "other"].contains(String(key[key.utf8.index(after: dot)...])) ? String(key[..<dot]) : key
}

/// The names between braces.
private func parametersOf(_ text: String) -> Set<String> {
    Set(
        text.utf8.split(separator: UInt8(ascii: "{"), omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            rest.firstIndex(of: UInt8(ascii: "}")).map { String(decoding: rest[..<$0], as: UTF8.self) }
        })
}

extension DiagnosticCode {
    static let missingString = DiagnosticCode(
        "missing-string", "The interface's language lacks texts: no file in Templates/strings/ has them, so that English shows between them.")
    static let unknownString = DiagnosticCode("unknown-string", "A site's own file in Templates/strings/ has a text that no page asks for, most likely a mistyped key.")
    static let unknownParameter = DiagnosticCode(
        "unknown-parameter", "A site's own text has a name in braces that nothing fills in. The parameters of a text are those of its English.")
}
