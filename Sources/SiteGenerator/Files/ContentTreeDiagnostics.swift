import Diagnostics

extension DiagnosticCode {
    static let unknownFolder = DiagnosticCode(
        "unknown-folder", "Content/ has a folder that Answerable does not read. Nothing in it reaches the site.")
    static let unusedFile = DiagnosticCode(
        "unused-file", "A file lies where nothing reads it: it has another ending than its folder's files, or lies outside every folder.")
    static let symbolicLink = DiagnosticCode(
        "symbolic-link",
        "A symbolic link lies in Content/. Links are never followed: content from strangers could lead the build to any file of the machine.")
}

package let contentTreeCodes: [DiagnosticCode] = [.unknownFolder, .unusedFile, .symbolicLink]

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

    static func symbolicLink(_ path: String) -> Diagnostic {
        Diagnostic(.symbolicLink, "a symbolic link in the content is not followed", advice: "put the file itself here", path: path)
    }
}
