/// Prints diagnostics as workflow commands, which GitHub Actions turns into annotations beside the changed lines
/// (docs.github.com, "Workflow commands for GitHub Actions"; escapes as in actions/toolkit, `packages/core/src/command.ts`).
package struct GitHubPrinter: Hashable, Sendable {
    /// What stands before each path, such as `site/`, when the repository's root is not the folder that paths begin at.
    package var pathPrefix: String

    package init(pathPrefix: String = "") {
        self.pathPrefix = pathPrefix
    }

    /// One line for each, ending with a line feed. Columns are counted in Unicode scalars from 1.
    package func print(_ diagnostics: [Diagnostic], sources: @escaping (String) -> SourceFile?) -> String {
        var index = SourceIndex(sources)
        var output = ""
        for diagnostic in diagnostics {
            var properties = ["file=" + property(pathPrefix + diagnostic.path)]
            if let (start, end) = index.places(diagnostic) {
                properties += ["line=\(start.line)", "col=\(start.column)"]
                // Columns are shown for a single line only.
                if end.line == start.line { properties += ["endLine=\(end.line)", "endColumn=\(max(start.column, end.column - 1))"] }
            }
            properties.append("title=" + property(diagnostic.code.id))
            let message = diagnostic.advice.isEmpty ? diagnostic.message : "\(diagnostic.message) (\(diagnostic.advice))"
            output += "::\(diagnostic.severity.rawValue) \(properties.joined(separator: ","))::\(data(message))\n"
        }
        return output
    }

    private func data(_ text: String) -> String { escape(text, [0x25, 0x0D, 0x0A]) }

    private func property(_ text: String) -> String { escape(text, [0x25, 0x0D, 0x0A, 0x3A, 0x2C]) }

    /// `escaped` bytes as `%` and two digits; what else a terminal would act on is made visible.
    private func escape(_ text: String, _ escaped: [UInt8]) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            if let byte = UInt8(exactly: scalar.value), escaped.contains(byte) {
                let digits = String(byte, radix: 16, uppercase: true)
                output += (byte < 16 ? "%0" : "%") + digits
            } else {
                output += VisibleText.show(scalar)
            }
        }
        return output
    }
}
