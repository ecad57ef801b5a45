import Diagnostics

/// Reads YAML of the plain kind: keys, texts, lists and mappings, each with its place.
///
/// `BlockSplitter` calls it for each front matter; a file that is YAML as a whole is read with `read(_:)`.
package struct FrontMatterReader: Hashable, Sendable {
    package var limits: FrontMatterLimits

    package init(limits: FrontMatterLimits = FrontMatterLimits()) {
        self.limits = limits
    }

    /// What one front matter says.
    package struct Reading: Hashable, Sendable {
        package var fields: FrontMatterMapping
        package var diagnostics: [Diagnostic]
        /// Whether everything was read. An error among the diagnostics says why it wasn't, or one that the splitter has given.
        package var isComplete: Bool

        package init(fields: FrontMatterMapping, diagnostics: [Diagnostic] = [], isComplete: Bool) {
            self.fields = fields
            self.diagnostics = diagnostics
            self.isComplete = isComplete
        }
    }

    /// Reads a whole file. A first line `---` is allowed, a byte-order mark skipped, an empty file has no fields.
    package func read(_ file: SourceFile) -> Reading {
        let bom = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var reading = read(file, bom..<file.bytes.count, lines: LineTable(file))
        reading.diagnostics = CharacterCheck.diagnostics(file) + reading.diagnostics
        return reading
    }

    /// Reads whole lines of a file whose characters `CharacterCheck` has looked at.
    func read(_ file: SourceFile, _ range: SourceRange, lines: LineTable) -> Reading {
        let none = FrontMatterMapping(range: range)
        guard range.count <= limits.bytes else {
            let last = lines.content(ofLine: lines.lineIndex(at: range.lowerBound + limits.bytes))
            let fault = Diagnostic(
                .frontMatterTooLarge, "the front matter has \(range.count) bytes, more than the \(limits.bytes) that are read",
                advice: "shorten it, or put the text into the body", path: file.path, range: last)
            return Reading(fields: none, diagnostics: [fault], isComplete: false)
        }
        let characters = YAMLCharacters.check(file, range)
        guard !characters.hasForbidden else {
            return Reading(fields: none, diagnostics: characters.diagnostics, isComplete: false)
        }
        var scanner = SimpleScanner(file.bytes, range, maximumDepth: limits.depth)
        if let fields = scanner.scan() {
            if !fields.holdsDuplicates { return Reading(fields: FrontMatterMapping(fields: fields, range: range), isComplete: true) }
            let (unique, diagnostics) = withoutDuplicates(fields, file)
            return Reading(fields: FrontMatterMapping(fields: unique, range: range), diagnostics: diagnostics, isComplete: true)
        }
        let refusals = YAMLGuard.diagnostics(file, range, maximumDepth: limits.depth)
        guard refusals.isEmpty else { return Reading(fields: none, diagnostics: refusals, isComplete: false) }
        var reader = YAMLReader(file, range, lines: lines)
        let fields = reader.read()
        return Reading(
            fields: FrontMatterMapping(fields: fields, range: range), diagnostics: reader.diagnostics.sorted(by: precedes),
            isComplete: !reader.isPartial)
    }

    private func precedes(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
        (a.range?.lowerBound ?? 0) < (b.range?.lowerBound ?? 0)
    }

    /// The first of each key, at every level, and an error for each further one.
    private func withoutDuplicates(_ fields: [FrontMatterField], _ file: SourceFile) -> ([FrontMatterField], [Diagnostic]) {
        // Keys from the scanner are ASCII, so that equal strings are equal bytes.
        var seen: [String: SourceRange] = [:]
        var unique: [FrontMatterField] = []
        var diagnostics: [Diagnostic] = []
        for field in fields {
            if let first = seen[field.key] {
                diagnostics.append(duplicateKey(field.key, field.keyRange, first: first, file))
                continue
            }
            seen[field.key] = field.keyRange
            let (value, nested) = withoutDuplicates(field.value, file)
            unique.append(FrontMatterField(key: field.key, keyRange: field.keyRange, value: value))
            diagnostics += nested
        }
        return (unique, diagnostics)
    }

    private func withoutDuplicates(_ value: FrontMatterValue, _ file: SourceFile) -> (FrontMatterValue, [Diagnostic]) {
        switch value {
        case .scalar: return (value, [])
        case .sequence(let items, let range):
            let results = items.map { withoutDuplicates($0, file) }
            return (.sequence(results.map(\.0), range: range), results.flatMap(\.1))
        case .mapping(let mapping):
            let (fields, diagnostics) = withoutDuplicates(mapping.fields, file)
            return (.mapping(FrontMatterMapping(fields: fields, range: mapping.range)), diagnostics)
        }
    }
}

extension [FrontMatterField] {
    /// Whether any mapping, at whatever level, has a key twice. Where there are many keys it says yes without looking.
    fileprivate var holdsDuplicates: Bool {
        if count > 16 { return true }
        for (index, field) in enumerated() {
            if field.value.holdsDuplicates || self[..<index].contains(where: { $0.key == field.key }) { return true }
        }
        return false
    }
}

extension FrontMatterValue {
    fileprivate var holdsDuplicates: Bool {
        switch self {
        case .scalar: false
        case .sequence(let items, _): items.contains(where: \.holdsDuplicates)
        case .mapping(let mapping): mapping.fields.holdsDuplicates
        }
    }
}
