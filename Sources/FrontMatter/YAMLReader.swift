import Diagnostics
import Yams

/// Reads YAML with Yams, for what `SimpleScanner` leaves, and turns its marks into byte ranges.
///
/// Only the node tree is used: `Yams.load` makes dates, numbers and booleans of texts, and a text of 21 bytes can end the process in it.
/// `YAMLGuard` must have passed the text.
struct YAMLReader {
    private let file: SourceFile
    private let range: SourceRange
    private let lines: LineTable
    /// The line at which Yams begins to count.
    private let firstLine: Int
    /// An honest text has no more values than bytes; aliases, should any get past the guard, would.
    private var budget: Int
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether something had to be left out; a diagnostic says what.
    private(set) var isPartial = false

    init(_ file: SourceFile, _ range: SourceRange, lines: LineTable) {
        self.file = file
        self.range = range
        self.lines = lines
        self.firstLine = lines.lineIndex(at: range.lowerBound)
        self.budget = 2 * range.count + 2
    }

    /// After an error the entry it stands in is blanked and the rest read again, so that the other faults and keys are seen too.
    mutating func read() -> [FrontMatterField] {
        var bytes = Array(file.bytes[range])
        for _ in 0..<8 {
            do {
                let node = try Self.compose(String(decoding: bytes, as: UTF8.self))
                return fields(ofRoot: node)
            } catch {
                isPartial = true
                let fault = YAMLFault(error, file: file, lines: lines, firstLine: firstLine, text: range)
                diagnostics.append(fault.diagnostic)
                guard let entry = fault.entry, entry.contains(where: { bytes[$0 - range.lowerBound] > 0x20 }) else { return [] }
                // Spaces of the same number keep every later place where it was.
                for place in entry where ![0x0A, 0x0D].contains(file.bytes[place]) { bytes[place - range.lowerBound] = 0x20 }
            }
        }
        return []
    }

    /// The encoding is named because Yams else asks the environment for one; `basic` because its other resolvers run regular expressions.
    static func compose(_ text: String) throws -> Node? {
        try Parser(yaml: text, resolver: .basic, constructor: .default, encoding: .utf8).singleRoot()
    }

    private mutating func fields(ofRoot node: Node?) -> [FrontMatterField] {
        switch node {
        case .mapping(let mapping):
            return fields(of: mapping)
        case nil:
            return []
        case .scalar(let scalar) where scalar.string.isEmpty && scalar.style == .plain:
            return []
        case .some(let other):
            isPartial = true
            var kind = "a text"
            if case .sequence = other { kind = "a list" }
            let start = offset(other.mark)
            diagnostics.append(
                Diagnostic(
                    .notAMapping, "this is \(kind), not lines of 'key: value'",
                    advice: "write each line as a key, a colon, a space and a value, like 'title: A title'", path: file.path,
                    range: start..<max(start, lines.content(ofLine: lines.lineIndex(at: start)).upperBound)))
            return []
        }
    }

    private mutating func fields(of mapping: Node.Mapping) -> [FrontMatterField] {
        var fields: [FrontMatterField] = []
        for (key, value) in mapping {
            let start = offset(key.mark)
            guard case .scalar(let scalar) = key else {
                refuse("a key that is a list or a mapping", "write a plain word as the key", at: start)
                continue
            }
            let keyRange = start..<scalarEnd(scalar, from: start)
            if scalar.style == .plain, scalar.string == "<<" {
                refuse("a merge key, '<<'", "write the keys out", at: start)
                continue
            }
            guard let value = convert(value, after: keyRange.upperBound) else { continue }
            fields.append(FrontMatterField(key: checked(scalar, at: start), keyRange: keyRange, value: value))
        }
        return fields
    }

    private mutating func convert(_ node: Node, after place: Int) -> FrontMatterValue? {
        budget -= 1
        guard budget > 0 else {
            if !isPartial { refuse("more values than it has letters", "leave out whatever repeats values", at: range.lowerBound) }
            return nil
        }
        let start = max(offset(node.mark), place)
        switch node {
        case .scalar(let scalar):
            let text = checked(scalar, at: start)
            let isNull = scalar.style == .plain && (scalar.string.isEmpty || scalar.string == "~")
            return .scalar(
                FrontMatterScalar(
                    text: isNull ? "" : text, quoted: scalar.style != .plain, isNull: isNull,
                    range: start..<scalarEnd(scalar, from: start)))
        case .sequence(let sequence):
            var items: [FrontMatterValue] = []
            for item in sequence {
                guard let value = convert(item, after: items.last?.range.upperBound ?? start) else { return nil }
                items.append(value)
            }
            return .sequence(items, range: start..<collectionEnd(from: start, lastItem: items.last?.range.upperBound))
        case .mapping(let mapping):
            let fields = fields(of: mapping)
            let end = collectionEnd(from: start, lastItem: fields.last?.value.range.upperBound)
            return .mapping(FrontMatterMapping(fields: fields, range: start..<end))
        case .alias:
            refuse("an alias", "write the value out", at: start)
            return nil
        }
    }

    /// The text, with U+FFFD for what an escape such as `"\x00"` put into it and no text may hold.
    private mutating func checked(_ scalar: Node.Scalar, at start: Int) -> String {
        guard let control = scalar.string.unicodeScalars.first(where: { !YAMLCharacters.isTextInValue($0) }) else { return scalar.string }
        isPartial = true
        diagnostics.append(
            Diagnostic(
                .controlCharacter, "this text has the character \(codePoint(control)), written as an escape",
                advice: "leave it out", path: file.path, range: start..<scalarEnd(scalar, from: start)))
        var text = String.UnicodeScalarView()
        for scalar in scalar.string.unicodeScalars { text.append(YAMLCharacters.isTextInValue(scalar) ? scalar : "\u{FFFD}") }
        return String(text)
    }

    private mutating func refuse(_ what: String, _ advice: String, at place: Int) {
        isPartial = true
        let end = max(place, lines.content(ofLine: lines.lineIndex(at: place)).upperBound)
        diagnostics.append(
            Diagnostic(.unsupportedYAML, "the front matter has \(what)", advice: advice, path: file.path, range: place..<end))
    }
}

// MARK: Places

extension YAMLReader {
    private func offset(_ mark: Mark?) -> Int {
        guard let mark else { return range.lowerBound }
        let place = lines.offset(of: SourcePosition(line: firstLine + mark.line, column: mark.column))
        return min(max(place, range.lowerBound), range.upperBound)
    }

    /// Yams says where a text begins; where it ends is found by reading it again.
    private func scalarEnd(_ scalar: Node.Scalar, from start: Int) -> Int {
        switch scalar.style {
        case .singleQuoted, .doubleQuoted: quotedEnd(from: start)
        case .literal, .folded: blockTextEnd(from: start)
        case .plain, .any: plainEnd(Array(scalar.string.utf8), from: start)
        }
    }

    private func quotedEnd(from start: Int) -> Int {
        let bytes = file.bytes
        guard start < range.upperBound else { return start }
        let quote = bytes[start]
        var i = start + 1
        while i < range.upperBound {
            if bytes[i] == 0x5C, quote == 0x22 {
                i += 2
            } else if bytes[i] == quote {
                i += 1
                guard quote == 0x27, i < range.upperBound, bytes[i] == 0x27 else { return i }
                i += 1
            } else {
                i += 1
            }
        }
        return range.upperBound
    }

    /// A text over several lines was folded: any white space of one side stands for any of the other.
    private func plainEnd(_ text: [UInt8], from start: Int) -> Int {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var i = start
        var t = 0
        while t < text.count, i < range.upperBound {
            if isSpace(text[t]) {
                while t < text.count, isSpace(text[t]) { t += 1 }
                while i < range.upperBound, isSpace(file.bytes[i]) { i += 1 }
            } else {
                guard file.bytes[i] == text[t] else { break }
                i += 1
                t += 1
            }
        }
        return i
    }

    /// To the end of the last line that is deeper than the line of the `|` or `>`.
    private func blockTextEnd(from start: Int) -> Int {
        let line = lines.lineIndex(at: start)
        func indentation(_ content: SourceRange) -> Int? {
            file.bytes[content].firstIndex { $0 != 0x20 }.map { $0 - content.lowerBound }
        }
        let outer = indentation(lines.content(ofLine: line)) ?? 0
        var end = lines.content(ofLine: line).upperBound
        var i = line + 1
        while i < lines.count, lines.starts[i] < range.upperBound {
            let content = lines.content(ofLine: i)
            if let depth = indentation(content) {
                guard depth > outer else { break }
                end = content.upperBound
            }
            i += 1
        }
        return end
    }

    /// To the bracket that closes a flow collection; a block collection ends with its last item.
    private func collectionEnd(from start: Int, lastItem: Int?) -> Int {
        guard start < range.upperBound, file.bytes[start] == 0x5B || file.bytes[start] == 0x7B else { return max(start, lastItem ?? start) }
        let closing = file.bytes[start] + 2
        var i = max(lastItem ?? start + 1, start + 1)
        while i < range.upperBound, file.bytes[i] != closing {
            if file.bytes[i] == 0x23 {
                while i < range.upperBound, file.bytes[i] != 0x0A, file.bytes[i] != 0x0D { i += 1 }
            } else {
                i += 1
            }
        }
        return min(i + 1, range.upperBound)
    }
}
