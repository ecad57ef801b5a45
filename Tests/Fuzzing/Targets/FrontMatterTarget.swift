import Diagnostics
@testable import FrontMatter

/// Blocks and front matter: blocks follow one another inside the file, and what the quick scanner reads, Yams reads alike.
let frontMatterTarget = FuzzTarget(
    name: "front-matter",
    dictionary: [
        "---\n", "---", "\n---\n\n", "answer: lian\n", "comment: mei\n", ": ", "- ", "? ", "&a ", "*a", "!!binary ", "|\n", ">-\n", "[", "]", "{ a: b }", "\"", "'", "\\", "#", " # ",
        "~", "null", "<<: ", "%YAML 1.2\n", "```\n", "~~~\n", "2026-03-02", "title: ", "x-a: ",
    ],
    cases: 25_000
) { bytes in
    let file = SourceFile(path: "threads/a.md", bytes: bytes)
    let (blocks, diagnostics) = BlockSplitter(openers: ["answer", "comment"]).split(file)
    if let fault = fault(of: diagnostics, in: bytes) { return fault }
    guard !blocks.isEmpty else { return "a file without a block" }
    var end = 0
    for block in blocks {
        guard end <= block.marker.lowerBound || block.marker.isEmpty, block.marker.upperBound <= max(block.frontMatter.lowerBound, block.marker.upperBound),
            block.body.upperBound <= bytes.count, end <= block.body.lowerBound
        else { return "block \(block) begins before \(end)" }
        end = block.body.upperBound
        for field in block.fields.fields where field.keyRange.upperBound > bytes.count || field.value.range.upperBound > bytes.count {
            return "the field \(field.key) lies outside of the file"
        }
        if !block.isComplete, !diagnostics.contains(where: { $0.severity == .error }) { return "an incomplete block without an error" }
    }
    // The whole input as the front matter itself, by both ways of reading.
    var scanner = SimpleScanner(bytes, 0..<bytes.count, maximumDepth: 4)
    let isPlain = bytes.count < 2_048 && !YAMLCharacters.check(file, 0..<bytes.count).hasForbidden && CharacterCheck.diagnostics(file).isEmpty
    guard isPlain, let fields = scanner.scan(), YAMLGuard.diagnostics(file, 0..<bytes.count, maximumDepth: 4).isEmpty else { return nil }
    var seen: Set<String> = []
    for field in fields where !seen.insert(field.key).inserted { return nil }
    var reader = YAMLReader(file, 0..<bytes.count, lines: LineTable(file))
    let slow = reader.read()
    if fields.isEmpty { return nil }
    guard texts(fields).elementsEqual(texts(slow)) else { return "the scanner reads \(texts(fields)), Yams \(texts(slow))" }
    return nil
}

/// Keys and texts from the outside in.
private func texts(_ fields: [FrontMatterField]) -> [String] { fields.flatMap { [$0.key] + texts($0.value) } }

private func texts(_ value: FrontMatterValue) -> [String] {
    switch value {
    case .scalar(let scalar): [scalar.isNull ? "null" : scalar.text]
    case .sequence(let items, _): ["["] + items.flatMap(texts) + ["]"]
    case .mapping(let mapping): ["{"] + texts(mapping.fields) + ["}"]
    }
}
