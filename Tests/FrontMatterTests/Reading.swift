import Diagnostics

@testable import FrontMatter

/// Reads a text as a file that is YAML as a whole.
func read(_ text: String, limits: FrontMatterLimits = FrontMatterLimits()) -> FrontMatterReader.Reading {
    FrontMatterReader(limits: limits).read(SourceFile(path: "a.yml", text: text))
}

func split(_ text: String) -> (blocks: [FrontMatterBlock], diagnostics: [Diagnostic]) {
    BlockSplitter(openers: ["answer", "comment"]).split(SourceFile(path: "a.md", text: text))
}

/// `line:column code: message`, as short as a test can use it.
func summary(_ diagnostics: [Diagnostic], of text: String) -> [String] {
    let lines = LineTable(Array(text.utf8))
    return diagnostics.map { diagnostic in
        let position = lines.position(at: diagnostic.range?.lowerBound ?? 0)
        return "\(position.line):\(position.column) \(diagnostic.code.id)"
    }
}

/// A value in a line of text that shows its structure; quoted texts in `"`, null as `null`.
func shape(_ value: FrontMatterValue) -> String {
    switch value {
    case .scalar(let scalar) where scalar.isNull: "null"
    case .scalar(let scalar): scalar.quoted ? "\"\(scalar.text)\"" : "<\(scalar.text)>"
    case .sequence(let items, _): "[" + items.map(shape).joined(separator: ", ") + "]"
    case .mapping(let mapping): "{" + shape(mapping.fields) + "}"
    }
}

func shape(_ fields: [FrontMatterField]) -> String {
    fields.map { "\($0.key)=\(shape($0.value))" }.joined(separator: " ")
}

/// The texts of all ranges of a value, keys included, from the outside in.
func rangeTexts(_ value: FrontMatterValue, _ file: SourceFile) -> [String] {
    switch value {
    case .scalar(let scalar): [file.text(scalar.range)]
    case .sequence(let items, let range): [file.text(range)] + items.flatMap { rangeTexts($0, file) }
    case .mapping(let mapping):
        [file.text(mapping.range)] + mapping.fields.flatMap { [file.text($0.keyRange)] + rangeTexts($0.value, file) }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
