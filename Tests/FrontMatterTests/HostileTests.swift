import Diagnostics
import Foundation
import Testing

@testable import FrontMatter

private struct Vector: Decodable {
    let id: String
    let payload: String
}

private func vectors(_ name: String) throws -> [Vector] {
    let path = sharedData.appendingPathComponent("hostile/\(name)")
    guard let data = try? Data(contentsOf: path) else {
        print("skipped: \(path.path) is absent")
        return []
    }
    return try data.split(separator: 0x0A).map { try JSONDecoder().decode(Vector.self, from: Data($0)) }
}

/// What each vector must come to, as `line:column code`; nothing for those that are texts like any other.
private let expected: [String: [String]] = [
    "fm-billion-laughs-9": ["2:5 unsupported-yaml", "3:5 unsupported-yaml"],
    "fm-merge-bomb": ["2:5 unsupported-yaml", "3:5 unsupported-yaml"],
    "fm-complex-key": ["2:1 unsupported-yaml"],
    "fm-map-key": ["2:1 unsupported-yaml"],
    "fm-deep-flow-990": ["2:7 front-matter-too-deep"],
    "fm-self-alias": ["2:4 unsupported-yaml", "2:8 unsupported-yaml"],
    "fm-dup-keys": ["3:1 duplicate-key"],
    "fm-exec-tag": ["2:8 unsupported-yaml"],
    "fm-binary-tag": ["2:8 unsupported-yaml"],
    "fm-bom": ["2:1 control-character"],
    "fm-nul": ["2:9 control-character"],
    "fm-tab": ["3:1 yaml-syntax"],
    "fm-nul-slug": ["2:7 control-character"],
    "fm-ctrl-title": ["2:8 control-character"],
]

@Test("every hostile front matter is refused at its line and column, or read as the text it is")
func hostileFrontMatter() throws {
    for vector in try vectors("own-front-matter.jsonl") {
        let text = "---\n" + vector.payload + (vector.payload.utf8.last == 0x0A ? "" : "\n") + "---\nBody\n"
        let (blocks, diagnostics) = split(text)
        let found = summary(diagnostics, of: text)
        #expect(Array(found.prefix(2)) == expected[vector.id] ?? [], "\(vector.id): \(diagnostics)")
        #expect(blocks.count == 1 && blocks[0].isComplete == (found.isEmpty || vector.id == "fm-dup-keys"), "\(vector.id)")
        for case .scalar(let scalar) in blocks[0].fields.fields.map(\.value) where !scalar.isNull && !scalar.quoted {
            #expect(SourceFile(path: "", text: text).text(scalar.range) == scalar.text, "\(vector.id) changed a value")
        }
    }
}

@Test("characters that no text needs are found at their byte, in a body as well")
func hostileCharacters() throws {
    for vector in try vectors("own-bad-characters.jsonl") {
        let text = "---\ntitle: x\n---\n\n" + vector.payload + "\n"
        let file = SourceFile(path: "a.md", text: text)
        let places = BlockSplitter().split(file).diagnostics.compactMap(\.range?.lowerBound)
        let controls = file.bytes.indices.filter { file.bytes[$0] < 0x20 && file.bytes[$0] != 0x0A }
        #expect(places == controls, "\(vector.id)")
    }
}

@Test("random bytes and cut, doubled or damaged front matters never stop the reader", arguments: [21, 22, 23, 24])
func damagedInput(seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let seedText = Array(
        """
        ---
        title: "a: b" # c
        tags: [x, { y: 'z' }]
        list:
          - a: 1
            b: |
              text
          - &a *b !c ? d
        ---

        Body
        ```
        ---
        answer: x
        ```

        ---
        answer: lian
        at: 2026-03-02
        ---
        B\r\nC\u{FEFF}\u{2028}
        """.utf8)
    let traps: [[UInt8]] = ["[", "{", "\"", "'", "- ", "? ", ": ", "\n", "\r", "---\n", "&", "*", "!!", "|\n", "\t", "#", "<<: ", "}", "]", ",", "\u{0}"].map { Array($0.utf8) }
    for _ in 0..<5_000 {
        var bytes = seedText
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0...4, using: &generator) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...20, using: &generator)))
            case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 30)], at: at)
            default:
                let trap = traps[Int.random(in: 0..<traps.count, using: &generator)]
                bytes.insert(contentsOf: repeatElement(trap, count: Int.random(in: 1...12, using: &generator)).joined(), at: at)
            }
        }
        let file = SourceFile(path: "a.md", bytes: bytes)
        let (blocks, diagnostics) = BlockSplitter(openers: ["answer"]).split(file)
        // The blocks cover the file in order, and every place is inside it.
        var last = 0
        for block in blocks {
            for range in [block.marker, block.frontMatter, block.body] {
                if range.lowerBound < last || range.upperBound > bytes.count { Issue.record("\(range) is out of place in \(bytes)") }
                last = range.upperBound
            }
            if !block.isComplete, diagnostics.isEmpty { Issue.record("no word about what is wrong in \(bytes)") }
            for field in block.fields.fields where !block.frontMatter.contains(field.keyRange.lowerBound) {
                Issue.record("the key '\(field.key)' is out of place in \(bytes)")
            }
        }
        if last != bytes.count || blocks.isEmpty { Issue.record("the blocks end at \(last) in \(bytes)") }
        for range in diagnostics.compactMap(\.range) where range.upperBound > bytes.count {
            Issue.record("\(range) is out of place in \(bytes)")
        }
    }
}

@Test("brackets and dashes beyond counting are refused before a library reads them", arguments: ["[", "{", "- ", "? ", "[{", "a: [", "\"\"[", "'[", "a\n \"[", "|\n["])
func deepNesting(piece: String) {
    for text in [String(repeating: piece, count: 4000), "a: " + String(repeating: piece, count: 1300)] {
        let reading = read(text, limits: FrontMatterLimits(bytes: 100_000))
        #expect(!reading.diagnostics.isEmpty && !reading.isComplete)
    }
}
