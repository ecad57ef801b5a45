import Diagnostics

/// What an import tells of files and posts that its source and the site disagree about.
extension Diagnostic {
    static func editedFile(of id: String, path: String) -> Diagnostic {
        Diagnostic(
            .importEdited, .warning, "the export has something new for '\(id)', but this file was edited and is left alone",
            advice: "move the file away, import again and merge the two", path: path)
    }

    static func deletedFile(of id: String, kind: String, path: String) -> Diagnostic {
        Diagnostic(
            .importDeleted, .warning, "'\(id)' was deleted since the last import and is not written again",
            advice: "remove its line from '.answerable/import-\(kind).tsv' to have it back", path: path)
    }

    static func conflicts(_ count: Int, in id: String, path: String) -> Diagnostic {
        Diagnostic(
            .importEdited, .warning, "\(count) \(count == 1 ? "post" : "posts") of '\(id)' changed at the source and in this file, which keeps its words",
            advice: "compare the file with the live conversation", path: path)
    }

    static func goneFromSource(_ count: Int, of id: String, path: String) -> Diagnostic {
        Diagnostic(
            .importGone, .warning, "the export no longer has \(count) \(count == 1 ? "post" : "posts") of '\(id)'; the file keeps what it has of them",
            advice: "remove them from the file if they are to go", path: path)
    }

    static func goneFromSource(_ id: String, path: String) -> Diagnostic {
        Diagnostic(
            .importGone, .warning, "the export no longer has '\(id)'; its file stays", advice: "delete the file if the question is to go", path: path)
    }

    static func goneFromSource(more count: Int, path: String) -> Diagnostic {
        Diagnostic(
            .importGone, .warning, "and \(count) more that the export no longer has; their files stay",
            advice: "give an export of the whole time to see which are really gone", path: path)
    }
}
