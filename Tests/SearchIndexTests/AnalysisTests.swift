import Foundation
@testable import SearchIndex
import Testing

@Suite("Text analysis")
struct AnalysisTests {
    private static func terms(_ text: String) -> [String] {
        var analysis = TextAnalysis()
        var terms: [String] = []
        analysis.forEachTerm(text) { term, _ in terms.append(String(decoding: term, as: UTF8.self)) }
        return terms
    }

    private static let vectors: [(text: String, terms: [String])] = {
        let file = JavaScriptEngine.packageRoot.appendingPathComponent("Tests/SearchIndexTests/AnalysisVectors.txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            let sides = line.components(separatedBy: " → ")
            return sides.count == 2 ? (sides[0], sides[1].split(separator: " ").map(String.init)) : nil
        }
    }()

    private static func json(_ texts: [String]) throws -> [Data] { try texts.map { try JSONEncoder().encode($0) } }

    /// By code units: equal strings may still be different terms.
    private static func same(_ a: [String], _ b: [String]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    @Test("the vectors hold")
    func vectors() {
        #expect(Self.vectors.count > 25)
        for vector in Self.vectors { #expect(Self.same(Self.terms(vector.text), vector.terms), "\(vector.text): \(Self.terms(vector.text))") }
    }

    @Test("the browser's analysis gives the vectors' terms")
    func vectorsInJavaScript() throws {
        guard let answers = try JavaScriptEngine.run(["analyse"], lines: Self.json(Self.vectors.map(\.text))) else { return }
        for (vector, answer) in zip(Self.vectors, answers) {
            #expect(Self.same(try JSONDecoder().decode([String].self, from: answer), vector.terms), "\(vector.text)")
        }
    }

    /// Folded words of each language and what is left of them; nothing where no ending comes off.
    private static let endings: [(language: String, words: [(String, String?)])] = [
        ("de", [("partitionen", "partition"), ("kinder", "kind"), ("kindern", "kind"), ("hauses", "haus"), ("katze", "katz"), ("autos", nil), ("ein", nil)]),
        ("es", [("instalaciones", "instalacion"), ("rapidos", "rapid"), ("rapidas", "rapid"), ("libro", "libr"), ("papel", nil)]),
        ("fr", [("journaux", "journ"), ("journal", "journ"), ("installees", "install"), ("installer", "install"), ("gateau", "gat"), ("mot", nil)]),
        ("it", [("banche", "banc"), ("banca", "banc"), ("libri", "libr"), ("libro", "libr"), ("sport", nil)]),
        ("pt", [("instalacoes", "instalac"), ("instalacao", "instalac"), ("livros", "livr"), ("azul", nil)]),
        ("ru", [("серверами", "сервер"), ("серверы", "сервер"), ("новые", "нов"), ("новая", "нов"), ("разделов", "раздел"), ("дом", nil)]),
    ]

    @Test("the endings of six languages come off, in the browser too")
    func lightStems() throws {
        let cases = Self.endings.flatMap { group in group.words.map { (group.language, $0.0, $0.1) } }
        for (language, word, stem) in cases {
            let number = try #require(LightStemmer.number(of: language + "-XX"))
            let found = LightStemmer.stem(Array(word.utf8), language: number).map { String(decoding: $0, as: UTF8.self) }
            #expect(found == stem, "\(language) \(word)")
        }
        let lines = try cases.map { try JSONEncoder().encode([$0.0, $0.1]) }
        guard let answers = try JavaScriptEngine.run(["stems"], lines: lines) else { return }
        #expect(answers.count == cases.count)
        for ((language, word, stem), answer) in zip(cases, answers) {
            #expect(try JSONDecoder().decode([String].self, from: answer) == (stem.map { [$0] } ?? []), "\(language) \(word)")
        }
    }

    @Test("both analyses agree on real texts in English and Chinese")
    func realTexts() throws {
        let texts = (Samples.questions + Samples.chinese.prefix(200)).flatMap { [$0.title] + $0.posts.map(\.text) }
        try compare(texts)
    }

    @Test("both analyses agree on random scalars of every script")
    func randomScalars() throws {
        var numbers = Samples.Numbers(state: 7)
        let blocks: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0x24F, 0x300...0x36F, 0x370...0x52F, 0x590...0x6FF, 0x900...0x97F, 0xE00...0xE7F, 0x1100...0x11FF,
            0x1E00...0x1FFF, 0x2000...0x20FF, 0x2100...0x218F, 0x2460...0x24FF, 0x3000...0x30FF, 0x3130...0x318F, 0x3200...0x33FF,
            0x4E00...0x4EFF, 0xAC00...0xAD00, 0xF900...0xFAFF, 0xFB00...0xFB4F, 0xFF00...0xFFEF, 0x1D400...0x1D7FF, 0x2F800...0x2FA1D,
        ]
        let texts = (0..<3000).map { _ -> String in
            var text = String.UnicodeScalarView()
            for _ in 0..<12 {
                let block = Int.random(in: 0...2, using: &numbers) == 0 ? 0 : Int.random(in: 0..<blocks.count, using: &numbers)
                if let scalar = Unicode.Scalar(UInt32.random(in: blocks[block], using: &numbers)) { text.append(scalar) }
            }
            return String(text)
        }
        try compare(texts)
    }

    private func compare(_ texts: [String]) throws {
        guard !texts.isEmpty, let answers = try JavaScriptEngine.run(["analyse"], lines: Self.json(texts)) else { return }
        #expect(answers.count == texts.count)
        var differences = 0
        for (text, answer) in zip(texts, answers) {
            let browser = try JSONDecoder().decode([String].self, from: answer)
            guard !Self.same(browser, Self.terms(text)) else { continue }
            differences += 1
            if differences < 4 {
                Issue.record("\(text.unicodeScalars.map { String($0.value, radix: 16) }.prefix(40)): \(Self.terms(text).prefix(30)) \(browser.prefix(30))")
            }
        }
        #expect(differences == 0)
    }

    @Test("composed and decomposed texts have the same terms")
    func normalForms() {
        for text in ["é Å ñ Việt", "が ヴ ヺ ゞ", "한국어 각", "й Й"] {
            #expect(Self.same(Self.terms(text.decomposedStringWithCanonicalMapping), Self.terms(text.precomposedStringWithCanonicalMapping)))
        }
    }
}
