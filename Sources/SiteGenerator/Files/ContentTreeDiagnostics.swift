import Diagnostics
import KnowledgeBase

extension DiagnosticCode {
    static let unknownFolder = DiagnosticCode(
        "unknown-folder", "Content/ has a folder that Answerable does not read. Nothing in it reaches the site.")
    static let unusedFile = DiagnosticCode(
        "unused-file", "A file lies where nothing reads it: it has another ending than its folder's files, or lies outside every folder.")
    static let symbolicLink = DiagnosticCode(
        "symbolic-link",
        "A symbolic link lies in Content/. Links are never followed: content from strangers could lead the build to any file of the machine.")
    static let fileTooLong = DiagnosticCode(
        "file-too-long",
        "A Markdown file or a file of the question log is longer than the site allows. It is not read: a file of strangers must not be able to take the memory of the build.")
    static let folderTooDeep = DiagnosticCode(
        "folder-too-deep",
        "Folders lie in one another deeper than anybody needs. What lies deeper is not read: each level costs the build an open folder, of which it has only so many.")
}

package let contentTreeCodes: [DiagnosticCode] = [.unknownFolder, .unusedFile, .symbolicLink, .fileTooLong, .folderTooDeep]

extension Diagnostic {
    static func unknownFolder(_ path: String, name: String, known: [String]) -> Diagnostic {
        let near = suggestion(for: name, among: known)
        return Diagnostic(
            .unknownFolder, .warning, "the folder '\(name)' is not read",
            advice: near.map { "rename it to '\($0)'" } ?? "move its files to one of \(known.map { "'\($0)'" }.joined(separator: ", "))",
            path: path)
    }

    /// - Parameter ending: What the names of files in its folder end in; `nil` outside the known folders.
    static func unusedFile(_ path: String, ending: String?) -> Diagnostic {
        Diagnostic(
            .unusedFile, .warning, "nothing reads this file",
            advice: (ending.map { "end its name in '\($0)', or move" } ?? "move") + " it to 'assets/', whose files are copied as they are", path: path)
    }

    static func unusableName(_ path: String) -> Diagnostic {
        Diagnostic(
            .badFileName, "the name is not UTF-8, or holds a line break or another control character",
            advice: "rename the file: letters, digits, '-', '_' and '.' are safe everywhere", path: path)
    }

    /// - Parameter setting: What the site's limit is called.
    static func fileTooLong(_ path: String, _ bytes: Int64, limit: Int, setting: String) -> Diagnostic {
        Diagnostic(
            .fileTooLong, "this file has \(bytes) bytes; the limit is \(limit)", advice: "split it; the site's limit is '\(setting)'", path: path)
    }

    static func folderTooDeep(_ path: String, limit: Int) -> Diagnostic {
        Diagnostic(.folderTooDeep, "this folder lies more than \(limit) levels deep and is not read", advice: "move its files further up", path: path)
    }

    static func symbolicLink(_ path: String) -> Diagnostic {
        Diagnostic(.symbolicLink, "a symbolic link in the content is not followed", advice: "put the file itself here", path: path)
    }
}
