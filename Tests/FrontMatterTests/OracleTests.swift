import Diagnostics
import Foundation
import Testing
import Yams

@testable import FrontMatter

/// What Yams makes of a text, in the words of `shape`; `nil` when it refuses.
private func yamsShape(_ text: String) -> String? {
    guard let node = try? YAMLReader.compose(text) else { return nil }
    func shape(_ node: Node) -> String {
        switch node {
        case .scalar(let scalar):
            if scalar.style == .plain { return scalar.string.isEmpty || scalar.string == "~" ? "null" : "<\(scalar.string)>" }
            return "\"\(scalar.string)\""
        case .sequence(let sequence): return "[" + sequence.map(shape).joined(separator: ", ") + "]"
        case .mapping(let mapping): return "{" + pairs(mapping) + "}"
        case .alias: return "alias"
        }
    }
    func pairs(_ mapping: Node.Mapping) -> String {
        mapping.map { "\($0.key.string ?? "?")=\(shape($0.value))" }.joined(separator: " ")
    }
    guard case .mapping(let mapping) = node else { return "not a mapping" }
    return pairs(mapping)
}

private func scan(_ text: String) -> [FrontMatterField]? {
    let bytes = Array(text.utf8)
    var scanner = SimpleScanner(bytes, 0..<bytes.count, maximumDepth: 4)
    return scanner.scan()
}

/// Pieces that people write and pieces that are traps for a scanner of YAML.
private let pieces = [
    "a", "title", "NO", "1.10", "2024-02-30", "0x10", "~", "~x", "null", " ", "  ", " ", ": ", ":", " :", "#", " #", " # c", "-", "- ", "--", "?", "? ",
    ",", ", ", "[", "]", "{", "}", "[a, b]", "[]", "{}", "{ a: b, c: \"d\" }", "\"", "'", "''", "\\", "\\n", "\\\"", "\"x y\"", "'x y'", "\"\\t\\\\\"", "é", "\u{1F600}", "漢字",
    "http://a.b/c?d=e#f", "08:00", "@", "`", "%", "&", "*", "!", "|", ">", "=", "<", "<<", ".", "...", "---", "\t", "(x)", "_", "/", "+1", "-1", "\u{A0}", "e\u{301}", "\"a\": b",
]
private let breaks = ["\n", "\n", "\n", "\r\n", "\r"]

private func randomText(_ generator: inout SeededGenerator) -> String {
    var text = ""
    for line in 0..<Int.random(in: 1...6, using: &generator) {
        switch Int.random(in: 0...9, using: &generator) {
        case 0: text += "# comment"
        case 1: text += [" ", "", "   "][Int.random(in: 0...2, using: &generator)]
        case 2, 3:
            text += ["", " ", "  ", "   "][Int.random(in: 0...3, using: &generator)] + "- "
            for _ in 0..<Int.random(in: 0...3, using: &generator) { text += pieces[Int.random(in: 0..<pieces.count, using: &generator)] }
        case 4, 5:
            let values = ["plain text", "'it''s'", "\"a \\\"b\\\" c\" # c", "[a, 'b, c', \"d\"]", "{ a: 4h, b: [c, d] } ", "2026-03-02T09:15:00+08:00", "c#", "~", ""]
            text += "k\(line): " + values[Int.random(in: 0..<values.count, using: &generator)]
        default:
            text += "k\(line):" + ["", " ", " ", " ", "  "][Int.random(in: 0...4, using: &generator)]
            for _ in 0..<Int.random(in: 0...4, using: &generator) { text += pieces[Int.random(in: 0..<pieces.count, using: &generator)] }
        }
        text += breaks[Int.random(in: 0..<breaks.count, using: &generator)]
    }
    return text
}

@Test("whatever the scanner accepts, Yams reads alike, on 40,000 generated texts", arguments: [1, 2, 3, 4])
func scannerAgreesWithYams(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    var accepted = 0
    for _ in 0..<10_000 {
        let text = randomText(&generator)
        guard let fields = scan(text), !fields.isEmpty else { continue }
        accepted += 1
        let expected = yamsShape(text)
        if expected != shape(fields) { Issue.record("\(text.debugDescription): scanner \(shape(fields)), Yams \(expected ?? "refuses")") }
    }
    #expect(accepted > 1_500, "the generator has become too wild: only \(accepted) texts were simple")
}

@Test("both ways of reading give the same ranges", arguments: [11, 12])
func scannerAndReaderAgreeOnRanges(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    for _ in 0..<5_000 {
        let text = randomText(&generator)
        guard let fields = scan(text), !fields.isEmpty else { continue }
        let file = SourceFile(path: "a.yml", text: text)
        var reader = YAMLReader(file, 0..<file.bytes.count, lines: LineTable(file))
        let slow = reader.read()
        if slow != fields { Issue.record("\(text.debugDescription)\n  scanner \(fields)\n  reader  \(slow)") }
    }
}

/// The folder of real data beside the package, where there is one.
let sharedData = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared/data")

@Test("every front matter of real question archives reads as Yams reads it, most without Yams")
func realFrontMatter() throws {
    let folder = sharedData.appendingPathComponent("markdown-qa")
    guard let paths = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL], !paths.isEmpty else {
        print("skipped: \(folder.path) is absent")
        return
    }
    var read = 0
    var simple = 0
    for path in paths.sorted(by: { $0.path < $1.path }) where path.pathExtension == "md" {
        let bytes = Array(try Data(contentsOf: path))
        guard bytes.starts(with: Array("---\n".utf8)) else { continue }
        let file = SourceFile(path: path.lastPathComponent, bytes: bytes)
        let (blocks, diagnostics) = BlockSplitter().split(file)
        let block = try #require(blocks.first)
        #expect(diagnostics.isEmpty && block.isComplete, "\(path.lastPathComponent): \(diagnostics)")
        #expect(shape(block.fields.fields) == yamsShape(file.text(block.frontMatter)), "\(path.lastPathComponent)")
        read += 1
        if scan(file.text(block.frontMatter)) != nil { simple += 1 }
    }
    print("\(read) real front matters, \(simple) of them by the scanner")
    #expect(read > 100 && simple * 10 >= read * 6)
}
