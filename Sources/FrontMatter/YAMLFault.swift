import Diagnostics
import Yams

/// What Yams threw, in words for someone who has never read a YAML specification, at its place in the file.
struct YAMLFault {
    let diagnostic: Diagnostic
    /// The lines of the entry that is at fault, from its key to the line before the next key; `nil` when none can be told.
    let entry: SourceRange?

    init(_ error: any Error, file: SourceFile, lines: LineTable, firstLine: Int, text: SourceRange) {
        func offset(_ mark: Mark) -> Int {
            let place = lines.offset(of: SourcePosition(line: firstLine + mark.line, column: mark.column))
            return min(max(place, text.lowerBound), text.upperBound)
        }
        let source = FaultSource(file: file, lines: lines, text: text)
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _), YamlError.parser(let context, let problem, let mark, _):
            let begin = context.map { (text: $0.text, at: offset($0.mark)) }
            (diagnostic, entry) = source.syntax(problem, at: offset(mark), context: begin)
        case YamlError.composer(_, _, let mark, _):
            (diagnostic, entry) = source.secondDocument(at: offset(mark))
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            (diagnostic, entry) = source.duplicate(keys.first ?? "", first: offset(context.mark))
        default:
            diagnostic = source.fault("the front matter cannot be read", "check it for characters that you cannot see", text)
            entry = nil
        }
    }
}

/// The file around a fault.
private struct FaultSource {
    let file: SourceFile
    let lines: LineTable
    let text: SourceRange

    typealias Found = (Diagnostic, SourceRange?)

    func syntax(_ problem: String, at place: Int, context: (text: String, at: Int)?) -> Found {
        let line = lineRange(place)
        let here = place..<min(place + 1, max(line.upperBound, place))
        let begun = context?.at ?? place
        if problem.hasPrefix("mapping values are not allowed") {
            return (colonInValue(line, colon: place), entry(at: place))
        }
        if problem.hasPrefix("found a tab") || (problem.hasPrefix("found character that cannot start") && byte(place) == 0x09) {
            return (fault("a tab indents this line", "indent with spaces", here), entry(at: place))
        }
        if problem.hasPrefix("found character that cannot start") {
            let character = UTF8Scalar.decode(file.bytes, at: min(place, file.bytes.count - 1))
            let range = place..<place + character.length
            return (
                fault("a value cannot begin with '\(file.text(range))'", "put the value in double quotes", range), entry(at: place)
            )
        }
        if context?.text == "while scanning a quoted scalar" {
            let advice = "end the value with the quote it begins with; a quote inside is written '\\\"' in double quotes, '''' in single ones"
            return (fault("this quote is never closed", advice, begun..<min(begun + 1, text.upperBound)), entry(at: begun))
        }
        if problem.hasPrefix("found unknown escape") || problem.contains("hexdecimal") || problem.hasPrefix("found invalid Unicode") {
            let advice = "write a backslash as '\\\\', or put the value in single quotes"
            return (fault("the backslash in this value begins no known escape", advice, here), entry(at: begun))
        }
        if context?.text == "while parsing a flow sequence" || context?.text == "while parsing a flow mapping" {
            let isList = context?.text == "while parsing a flow sequence"
            let bracket = isList ? "[" : "{"
            let closing = isList ? "]" : "}"
            let advice = "separate its entries with ',' and close it with '\(closing)'; if it is text, put the value in double quotes"
            return (
                fault("the '\(bracket)' that opens here is not closed as it should be", advice, begun..<min(begun + 1, text.upperBound)),
                entry(at: begun)
            )
        }
        if problem.hasPrefix("could not find expected ':'") {
            return (notAKey(lineRange(begun)), entry(at: begun))
        }
        if problem.hasPrefix("did not find expected key") || problem.hasPrefix("did not find expected '-'") {
            return (unexpected(line, at: place), entry(at: place))
        }
        return (fault("this is not valid YAML: \(problem)", "if the value is text, put it in double quotes", here), entry(at: place))
    }

    /// `title: Swift: an overview`.
    private func colonInValue(_ line: SourceRange, colon: Int) -> Diagnostic {
        let first = file.bytes[line].firstIndex(of: 0x3A) ?? line.lowerBound
        guard first < colon else {
            return fault(
                "this key stands deeper than the one above it, which has a value already", "begin the key at the start of the line",
                trimmed(line))
        }
        let key = shortened(file.text(trimmed(line.lowerBound..<first)))
        let value = trimmed(first + 1..<line.upperBound)
        let quoted = "\"" + escaped(file.text(value)) + "\""
        return Diagnostic(
            .yamlSyntax, "the value of '\(key)' has a colon and a space in it, which begins a new key",
            advice: quoted.utf8.count > 100 ? "put the value in double quotes" : "quote the value: \(key): \(quoted)", path: file.path, range: colon..<colon + 1,
            fixIts: [Diagnostic.FixIt(range: value, replacement: quoted)])
    }

    private func notAKey(_ line: SourceRange) -> Diagnostic {
        let shown = trimmed(line)
        return fault(
            "this line is not 'key: value'",
            "write a key, a colon, a space and a value; if the body begins here, close the front matter with a line '---' above it", shown)
    }

    private func unexpected(_ line: SourceRange, at place: Int) -> Diagnostic {
        let isFirst = trimmed(line).lowerBound == place
        if isFirst, place > line.lowerBound {
            return fault(
                "this line is indented differently from the ones it belongs to", "begin keys of one group at the same column",
                trimmed(line))
        }
        if isFirst {
            return notAKey(line)
        }
        return fault(
            "nothing may follow the value here", "put the whole value in quotes, and write a quote inside double quotes as '\\\"'",
            trimmed(place..<max(place, line.upperBound)))
    }

    func secondDocument(at place: Int) -> Found {
        (fault("a line '---' begins a second document", "leave it out: a file has one", trimmed(lineRange(place))), nil)
    }

    /// Yams names a key that occurs twice and the place of one of the two; the other is looked for in the text.
    func duplicate(_ key: String, first: Int) -> Found {
        let places = places(of: Array(key.utf8), column: first - lineRange(first).lowerBound)
        let second = places.first { $0.lowerBound > first } ?? places.last { $0.lowerBound < first }
        let firstRange = first..<first + key.utf8.count
        let ordered = [firstRange, second ?? firstRange].sorted { $0.lowerBound < $1.lowerBound }
        return (duplicateKey(key, ordered[1], first: ordered[0], file), entry(at: ordered[1].lowerBound))
    }

    /// Where the word and a colon stand: at the column where they stood before, or else anywhere.
    private func places(of key: [UInt8], column: Int) -> [SourceRange] {
        guard !key.isEmpty else { return [] }
        var found: [SourceRange] = []
        var i = text.lowerBound
        while i + key.count <= text.upperBound {
            if file.bytes[i] == key[0], file.bytes[i..<i + key.count].elementsEqual(key) {
                var next = i + key.count
                while next < text.upperBound, [0x20, 0x22, 0x27].contains(file.bytes[next]) { next += 1 }
                let before = i > text.lowerBound ? file.bytes[i - 1] : 0x0A
                if next < text.upperBound, file.bytes[next] == 0x3A, [0x0A, 0x0D, 0x20, 0x22, 0x27, 0x2C, 0x7B].contains(before) {
                    found.append(i..<i + key.count)
                }
            }
            i += 1
        }
        let aligned = found.filter { $0.lowerBound - lineRange($0.lowerBound).lowerBound == column }
        return aligned.count > 1 ? aligned : found
    }

    func fault(_ what: String, _ advice: String, _ range: SourceRange) -> Diagnostic {
        Diagnostic(.yamlSyntax, what, advice: advice, path: file.path, range: range)
    }

    // MARK: Lines

    private func byte(_ place: Int) -> UInt8? { place < text.upperBound ? file.bytes[place] : nil }

    private func lineRange(_ place: Int) -> SourceRange { lines.content(ofLine: lines.lineIndex(at: place)) }

    private func trimmed(_ range: SourceRange) -> SourceRange {
        var range = range
        while let first = file.bytes[range].first, first == 0x20 || first == 0x09 { range = range.lowerBound + 1..<range.upperBound }
        while let last = file.bytes[range].last, last == 0x20 || last == 0x09 { range = range.lowerBound..<range.upperBound - 1 }
        return range
    }

    private func escaped(_ value: String) -> String {
        var result: [UInt8] = []
        for byte in value.utf8 {
            if byte == 0x22 || byte == 0x5C { result.append(0x5C) }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// From the last line at or above `place` that begins without indentation to the next that does.
    private func entry(at place: Int) -> SourceRange? {
        func begins(_ line: Int) -> Bool {
            guard let first = file.bytes[lines.content(ofLine: line)].first else { return false }
            return ![0x20, 0x09, 0x23, 0x2D].contains(first)
        }
        let firstLine = lines.lineIndex(at: text.lowerBound)
        var start = lines.lineIndex(at: min(place, max(text.lowerBound, text.upperBound - 1)))
        while start > firstLine, !begins(start) { start -= 1 }
        var end = start + 1
        while end < lines.count, lines.starts[end] < text.upperBound, !begins(end) { end += 1 }
        let upper = end < lines.count ? min(lines.starts[end], text.upperBound) : text.upperBound
        let lower = max(lines.starts[start], text.lowerBound)
        return file.bytes[lower..<upper].contains { $0 > 0x20 } ? lower..<upper : nil
    }
}

/// An error at the second of two keys that are the same.
func duplicateKey(_ key: String, _ second: SourceRange, first: SourceRange, _ file: SourceFile) -> Diagnostic {
    Diagnostic(
        .duplicateKey, "the key '\(shortened(key))' is given twice", advice: "keep one of the two", path: file.path, range: second,
        notes: [Diagnostic.Note("it is given here first", path: file.path, range: first)])
}

/// A name as a message shows it: at most 40 scalars.
private func shortened(_ name: String) -> String {
    let scalars = name.unicodeScalars
    return scalars.count <= 40 ? name : String(String.UnicodeScalarView(scalars.prefix(40))) + "…"
}
