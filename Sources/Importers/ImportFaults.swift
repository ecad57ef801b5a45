import Diagnostics

/// Why an import stopped. The site's folder is then as it was.
package enum ImportError: Error, Hashable, Sendable {
    /// The export itself is broken: at least one error, each naming file, line and byte.
    case brokenSource([Diagnostic])
    /// A file or folder can't be read; `reason` is the system's.
    case unreadable(path: String, reason: String)
    /// A file or folder can't be written; `reason` is the system's.
    case unwritable(path: String, reason: String)
    /// Somebody stopped it: `signal` is the system's number of the way in which they asked.
    case stopped(signal: Int32)
}

extension DiagnosticCode {
    static let importSyntax = DiagnosticCode(
        "import-syntax", "The export is not well-formed: cut off, not the format that was named, or built to do harm. Nothing was written.")
    static let importMissingFile = DiagnosticCode(
        "import-missing-file", "A file that the export must have is not there.")
    static let importRow = DiagnosticCode(
        "import-row", "A row of the export lacks an attribute that it must have, or holds one that can't be read, such as a day that doesn't exist. Nothing was written.")
    static let importOtherSite = DiagnosticCode(
        "import-other-site", "The folder already holds an import of another site, whose ids would be taken for this one's.")
    static let importOrphan = DiagnosticCode(
        "import-orphan", "An answer was left out because its question is not in the export.")
    static let importEarlyAnswer = DiagnosticCode(
        "import-early-answer", "An answer is older than its question, as happens when questions are merged. It is written with the question's date and without a time of day, so that no answer time is made of it.")
    static let importDuplicateCycle = DiagnosticCode(
        "import-duplicate-cycle", "Questions are marked as duplicates of each other in a circle; the mark that closes the circle was left out.")
    static let importEdited = DiagnosticCode(
        "import-edited", "Something changed since the last import both in a file and at the source. The file keeps what a curator made of it; what else is new was merged.")
    static let importDeleted = DiagnosticCode(
        "import-deleted", "A file of the last import was deleted since. It was not written again.")
    static let importGone = DiagnosticCode(
        "import-gone", "Something of the last import is no longer in the export. Its file stays.")
    static let importFlattened = DiagnosticCode(
        "import-flattened", "The HTML of a post could not be read as a tree; its text was kept without its marks.")
}

/// Every code that an import reports.
package let importCodes: [DiagnosticCode] = [
    .importSyntax, .importMissingFile, .importRow, .importOtherSite, .importOrphan, .importEarlyAnswer, .importDuplicateCycle,
    .importEdited, .importDeleted, .importGone, .importFlattened,
]
