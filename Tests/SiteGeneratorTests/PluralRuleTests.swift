import Testing

@testable import SiteGenerator

@Suite("Which form of a word a number takes")
struct PluralRuleTests {
    /// Samples of whole numbers from the plural rules of Unicode's CLDR 46 (plurals.xml), in each language's own order of forms.
    @Test(
        "the samples of the CLDR take their forms",
        arguments: [
            ("en", ["one": [1], "other": [0, 2, 16, 100, 1_000_000]]),
            ("de", ["one": [1], "other": [0, 2, 16, 100, 1_000_000]]),
            ("zh-Hant", ["other": [0, 1, 15, 100, 1_000_000]]),
            ("ja", ["other": [0, 1, 15, 100]]),
            ("ko", ["other": [0, 1, 15, 100]]),
            ("es", ["one": [1], "many": [1_000_000, 2_000_000], "other": [0, 2, 16, 100, 100_000]]),
            ("fr", ["one": [0, 1], "many": [1_000_000], "other": [2, 17, 100, 1_000]]),
            ("pt-BR", ["one": [0, 1], "many": [1_000_000], "other": [2, 17, 100]]),
            ("ru", ["one": [1, 21, 101], "few": [2, 3, 4, 22, 102], "many": [0, 5, 11, 12, 14, 19, 100, 111]]),
            ("pl", ["one": [1], "few": [2, 4, 22, 104], "many": [0, 5, 11, 12, 14, 21, 101]]),
            ("cs", ["one": [1], "few": [2, 3, 4], "other": [0, 5, 19, 102]]),
            ("he", ["one": [1], "two": [2], "other": [0, 3, 17, 100]]),
            ("ar", ["zero": [0], "one": [1], "two": [2], "few": [3, 10, 103, 1_003], "many": [11, 26, 99, 111, 1_011], "other": [100, 101, 102, 200, 1_000]]),
        ] as [(String, [String: [Int]])])
    func samples(language: String, forms: [String: [Int]]) {
        let rule = PluralRule(language: language)
        #expect(Set(forms.keys) == Set(rule.forms))
        for (form, counts) in forms {
            for count in counts { #expect(rule.form(of: count) == form, "\(count) in \(language)") }
        }
    }
}
