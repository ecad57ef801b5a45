import DefaultTheme
import Diagnostics
import Testing

@testable import SiteGenerator

@Suite("The interface's texts")
struct StringTests {
    @Test("every language of the default theme has the English keys, and no others", arguments: ["zh-Hans"])
    func sameKeys(language: String) throws {
        let english = try table("en")
        let other = try table(language)
        // Languages differ in the forms of a count: what must agree is what is counted.
        #expect(Set(english.texts.keys.map(stem)) == Set(other.texts.keys.map(stem)))
    }

    @Test("a text's parameters are the same in every language", arguments: ["zh-Hans"])
    func sameParameters(language: String) throws {
        let english = try table("en")
        for (key, text) in try table(language).texts {
            guard let original = english.texts[key] else { continue }
            // A date may name the month by word in one language and by number in another.
            if key.hasPrefix("date") { continue }
            #expect(parameters(of: text) == parameters(of: original), "\(key) in \(language)")
        }
    }

    @Test("the file of texts is read without a fault", arguments: ["en", "zh-Hans"])
    func isRead(language: String) throws {
        #expect(try table(language).diagnostics.isEmpty)
    }

    private func table(_ language: String) throws -> StringTable {
        let file = try #require(DefaultTheme.files.first { $0.path == "strings/\(language).yml" })
        return StringTable(SourceFile(path: file.path, bytes: file.bytes))
    }

    private func stem(_ key: String) -> String { key.split(separator: ".").first.map(String.init) ?? key }

    private func parameters(of text: String) -> Set<String> {
        Set(text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) })
    }
}
