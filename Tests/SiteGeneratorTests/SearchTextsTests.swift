import DefaultTheme
import Testing

@testable import SiteGenerator

@Suite("The texts of the search dialog")
struct SearchTextsTests {
    @Test("the script holds what the partial of the search page holds, under the same names")
    func partial() throws {
        let partial = try #require(DefaultTheme.files.first { $0.path == "partials/searchTexts.mustache" })
        let attributes = String(decoding: partial.bytes, as: UTF8.self).matches(of: /data-([a-z-]+)="\{\{t\.([A-Za-z]+)\}\}"/)
        #expect(attributes.count == 20)
        var texts: [String: String] = [:]
        for attribute in attributes { texts[String(attribute.2)] = "<" + attribute.2 + ">" }
        let script = String(decoding: searchTextsScript(Phrases(language: "en", texts: texts), ask: nil), as: UTF8.self)
        for attribute in attributes {
            // data-at-least is dataset.atLeast.
            let words = attribute.1.split(separator: "-")
            let name = String(words[0]) + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
            let held = script.contains("\"\(name)\":\"<\(attribute.2)>\"") || script.contains("\"\(name)\":\"\\u003c\(attribute.2)\\u003e\"")
            #expect(held, "\(name) in \(script)")
        }
        #expect(!script.contains("\"ask\""))
    }

    @Test("the address for questions stands in it, quoted as JSON")
    func ask() {
        let script = String(decoding: searchTextsScript(Phrases(language: "en", texts: [:]), ask: "https://a.example/?q=\"x\""), as: UTF8.self)
        #expect(script.contains("\"ask\":\"https://a.example/?q=\\\"x\\\"\""))
    }
}
