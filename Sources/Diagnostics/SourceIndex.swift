/// The places of many ranges in many files, each file's lines counted once.
struct SourceIndex {
    private let sources: (String) -> SourceFile?
    private var known: [[UInt8]: (SourceFile, LineTable)] = [:]

    init(_ sources: @escaping (String) -> SourceFile?) {
        self.sources = sources
    }

    /// `nil` for a file that isn't there. Paths that differ only in how their letters are composed are two files.
    mutating func lookUp(_ path: String) -> (file: SourceFile, lines: LineTable)? {
        let key = Array(path.utf8)
        if let found = known[key] { return found }
        guard let file = sources(path) else { return nil }
        let entry = (file, LineTable(file))
        known[key] = entry
        return entry
    }

    /// First place and the place behind the last; `nil` without a range, or without the file's text.
    mutating func places(_ path: String, _ range: SourceRange?) -> (start: SourcePosition, end: SourcePosition)? {
        guard let range, let (_, lines) = lookUp(path) else { return nil }
        return (lines.position(at: range.lowerBound), lines.position(at: range.upperBound))
    }

    /// The places of a diagnostic, out of its range or as it tells them itself.
    mutating func places(_ diagnostic: Diagnostic) -> (start: SourcePosition, end: SourcePosition)? {
        if diagnostic.range == nil, let position = diagnostic.position { return (position, position) }
        return places(diagnostic.path, diagnostic.range)
    }
}
