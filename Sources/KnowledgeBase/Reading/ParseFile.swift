import Diagnostics

/// Reads one content file: its front matter, its texts, and everything that is wrong with it and can be known from this file alone.
///
/// Never throws and never fails: a fault costs a diagnostic, and the file's value only when there is nothing left to show.
///
/// - Parameters:
///   - path: as messages print it, `Content/threads/a.md`.
///   - contentPath: below the content folder, `threads/a.md`.
package func parseFile(kind: ContentKind, path: String, contentPath: String, bytes: [UInt8], options: ParseOptions) -> ParsedFile {
    let file = SourceFile(path: path, bytes: bytes)
    var reader = ContentReader(file: file, contentPath: contentPath, options: options)
    let value: ParsedFile.Value? =
        switch kind {
        case .thread: reader.readThread().map { .thread($0) }
        case .rule: reader.readRule().map { .rule($0) }
        case .person: reader.readPerson().map { .person($0) }
        case .tag: reader.readTag().map { .tag($0) }
        case .page: reader.readPage().map { .page($0) }
        }
    return ParsedFile(path: path, value: value, diagnostics: inFileOrder(reader.diagnostics))
}

/// What is about the whole file first, then by place; of one place in the order found.
func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { a, b in
        (a.element.range?.lowerBound ?? -1, a.offset) < (b.element.range?.lowerBound ?? -1, b.offset)
    }.map(\.element)
}
