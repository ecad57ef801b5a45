/// Prints diagnostics for people: `path:line:column: error: what (what to do)`, the source line, and a line of carets; notes below in
/// the same shape.
///
///     print(TextPrinter().print(diagnostics.inOrder(), sources: { files[$0] }))
package struct TextPrinter: Hashable, Sendable {
    /// Whether to colour for a terminal (ECMA-48 SGR).
    package var isColoured: Bool
    /// The columns that a source line may take before it is cut around the fault.
    package var width: Int

    package init(isColoured: Bool = false, width: Int = 100) {
        self.isColoured = isColoured
        self.width = width
    }

    /// In the order given, each ending with a line feed. A message about a whole file stands at 1:1, without an excerpt; one whose
    /// file `sources` doesn't have stands at its path alone.
    package func print(_ diagnostics: [Diagnostic], sources: @escaping (String) -> SourceFile?) -> String {
        var index = SourceIndex(sources)
        var output = ""
        for diagnostic in diagnostics {
            let style: Style = diagnostic.severity == .error ? .error : .warning
            var message = diagnostic.message
            if !diagnostic.advice.isEmpty { message += " (\(diagnostic.advice))" }
            output += entry(diagnostic.path, diagnostic.range, diagnostic.position, diagnostic.severity.rawValue, style, message, &index)
            for note in diagnostic.notes { output += entry(note.path, note.range, nil, "note", .note, note.message, &index) }
        }
        return output
    }

    private enum Style: String {
        case error = "1;31"
        case warning = "1;35"
        case note = "1;36"
        case strong = "1"
        case caret = "32"
    }

    private func entry(
        _ path: String, _ range: SourceRange?, _ position: SourcePosition?, _ label: String, _ style: Style, _ message: String, _ index: inout SourceIndex
    ) -> String {
        var place = VisibleText.show(path)
        if let start = index.places(path, range)?.start {
            place += ":\(start.line):\(start.column)"
        } else if range == nil {
            let position = position ?? .start
            place += ":\(position.line):\(position.column)"
        }
        var output = "\(coloured(place + ":", .strong)) \(coloured(label + ":", style)) \(VisibleText.show(message))\n"
        if let range, let (file, lines) = index.lookUp(path) {
            let excerpt = Excerpt(file, lines, range, width: width)
            output += "    \(excerpt.source)\n    "
            // The spaces stay outside the colour, so that copying the line copies no colour with it.
            let blank = excerpt.carets.utf8.prefix { $0 == 0x20 || $0 == 0x09 }
            output += String(decoding: blank, as: UTF8.self)
            output += coloured(String(decoding: excerpt.carets.utf8.dropFirst(blank.count), as: UTF8.self), .caret) + "\n"
        }
        return output
    }

    private func coloured(_ text: String, _ style: Style) -> String {
        isColoured ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
