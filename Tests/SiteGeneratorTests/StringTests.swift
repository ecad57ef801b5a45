import DefaultTheme
import Diagnostics
import KnowledgeBase
import Testing

@testable import SiteGenerator

@Suite("The interface's texts")
struct StringTests {
    static let languages = ["en", "zh-Hans", "zh-Hant", "es", "fr", "de", "ja", "ko", "ar"]

    @Test("the default theme has a file for each of its languages, and no other")
    func files() {
        let files = DefaultTheme.files.map(\.path).filter { $0.hasPrefix("strings/") }
        #expect(Set(files) == Set(Self.languages.map { "strings/\($0).yml" }))
    }

    @Test("every language has the English texts, and no others", arguments: languages)
    func sameKeys(language: String) throws {
        let english = Set(try table("en").texts.keys.map(stem))
        let other = Set(try table(language).texts.keys.map(stem))
        #expect(english.subtracting(other).sorted() == [], "missing in \(language)")
        #expect(other.subtracting(english).sorted() == [], "only in \(language)")
    }

    @Test("what is counted has the forms of its language, and no others; millions may go without", arguments: languages)
    func forms(language: String) throws {
        let rule = PluralRule(language: language)
        for (stem, keys) in Dictionary(grouping: try table(language).texts.keys, by: stem) where keys != [stem] {
            let forms = Set(keys.map { String($0.dropFirst(stem.count + 1)) })
            let isOptional: (String) -> Bool = { $0 == "many" && rule != .arabic || $0 == "zero" }
            #expect(Set(rule.forms).subtracting(forms).filter { !isOptional($0) }.isEmpty, "\(stem) in \(language) has \(forms.sorted())")
            #expect(forms.subtracting(rule.forms).filter { $0 != "zero" }.isEmpty, "\(stem) in \(language) has \(forms.sorted())")
        }
    }

    @Test("a text's parameters are those of its English; a form for none, one or two may do without the number", arguments: languages)
    func sameParameters(language: String) throws {
        let english = try table("en").texts
        for (key, text) in try table(language).texts where !key.hasPrefix("date") {
            let stem = stem(key)
            let original = try #require(english[key] ?? english[stem + ".other"] ?? english[stem])
            let missing = parameters(of: original).subtracting(parameters(of: text))
            let mayLackNumber = [".zero", ".one", ".two"].contains { key.hasSuffix($0) }
            #expect(missing.isEmpty || mayLackNumber && missing == ["n"], "\(key) in \(language)")
            #expect(parameters(of: text).subtracting(parameters(of: original)).isEmpty, "\(key) in \(language)")
        }
    }

    @Test("a file of texts is read without a fault", arguments: languages)
    func isRead(language: String) throws {
        #expect(try table(language).diagnostics.isEmpty)
    }

    @Test(
        "numbers, dates and waits are written as the language does",
        arguments: [
            ("en", "1,234", "1 March 2026", "3 h 20 min", "99.9%"), ("de", "1.234", "1. März 2026", "3 h 20 min", "99,9\u{A0}%"),
            ("fr", "1\u{202F}234", "1er mars 2026", "3 h 20 min", "99,9\u{202F}%"), ("es", "1234", "1 de marzo de 2026", "3 h 20 min", "99,9\u{A0}%"),
            ("ja", "1,234", "2026年3月1日", "3時間20分", "99.9%"), ("ko", "1,234", "2026년 3월 1일", "3시간 20분", "99.9%"),
            ("zh-Hans", "1,234", "2026年3月1日", "3 小时 20 分钟", "99.9%"), ("zh-TW", "1,234", "2026年3月1日", "3 小時 20 分鐘", "99.9%"),
            ("ar", "1,234", "1 مارس 2026", "3 ساعات و20 دقيقة", "\u{200E}99.9%\u{200E}"),
        ])
    func written(language: String, number: String, date: String, wait: String, share: String) throws {
        var theme = Theme()
        let phrases = theme.phrases(language: language)
        #expect(theme.diagnostics.isEmpty)
        #expect(phrases.numberText(1_234) == number)
        #expect(spaced(phrases.date(try #require(CivilDate(year: 2026, month: 3, day: 1)))) == date)
        #expect(spaced(phrases.duration(12_000)) == wait)
        #expect(phrases.percent(0.9991) == share)
    }

    @Test("a language without a file stays English, and its neighbour's file is found by its script")
    func fallsBack() {
        var theme = Theme()
        #expect(theme.phrases(language: "it")("tags") == "Tags")
        #expect(theme.diagnostics.map(\.code) == [.missingString])
        var other = Theme()
        #expect(other.phrases(language: "zh-HK")("search") == "搜尋")
        #expect(other.phrases(language: "fr-CA")("search") == "Rechercher")
        #expect(other.phrases(language: "en-GB")("search") == "Search")
        #expect(other.diagnostics.isEmpty)
        #expect(other.languageName("pt") == "pt")
        #expect(other.languageName("ar") == "العربية")
    }

    /// Spaces that hold words together, as plain ones.
    private func spaced(_ text: String) -> String { text.split(separator: "\u{A0}", omittingEmptySubsequences: false).joined(separator: " ") }

    private func table(_ language: String) throws -> StringTable {
        let file = try #require(DefaultTheme.files.first { $0.path == "strings/\(language).yml" })
        return StringTable(SourceFile(path: file.path, bytes: file.bytes))
    }

    /// `threadCount` of `threadCount.one`; `weekday.3` is a text of its own.
    private func stem(_ key: String) -> String {
        let parts = key.split(separator: ".")
        return parts.count == 2 && ["zero", "one", "two", "few", "many", "other"].contains(parts[1]) ? String(parts[0]) : key
    }

    private func parameters(of text: String) -> Set<String> {
        Set(text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) })
    }
}
