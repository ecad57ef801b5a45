import KnowledgeBase

/// The parsed files of an earlier build. Parsing is a pure function of a file's bytes and the options, so a file whose stamp is the same need not be
/// read, and one whose bytes are the same need not be parsed.
struct ParseMemory: Sendable {
    private var options: ParseOptions?
    /// By path below the content folder.
    private var files: [String: Remembered] = [:]

    struct Remembered: Sendable {
        var stamp: FileStamp
        var file: ParsedFile
    }

    /// The parsed file of an unchanged content file.
    func file(_ entry: ContentTree.File) -> ParsedFile? {
        guard let known = files[entry.contentPath], known.stamp == entry.stamp else { return nil }
        return known.file
    }

    /// Forgets everything that was parsed with other options.
    mutating func begin(_ options: ParseOptions) {
        if self.options != options { files = [:] }
        self.options = options
    }

    /// Replaces what is remembered by what was just read. What may have been changed while it was read isn't kept.
    ///
    /// - Parameter start: When the folder was listed, as `fileSystemTime` gives it.
    mutating func keep(_ entries: [ContentTree.File], _ parsed: [ParsedFile], start: Int64) {
        files = [:]
        for (entry, file) in zip(entries, parsed) where entry.stamp.isOlder(than: start) {
            files[entry.contentPath] = Remembered(stamp: entry.stamp, file: file)
        }
    }
}
