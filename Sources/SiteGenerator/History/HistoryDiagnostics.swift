import Diagnostics

extension DiagnosticCode {
    static let shallowClone = DiagnosticCode(
        "shallow-clone",
        "The content lies in a clone of a repository that holds only the last commits. When a page was last changed, who contributed and where renamed pages went can't be told from it, and the instant that the figures are judged at may be another commit's.")
}

package let historyCodes: [DiagnosticCode] = [.shallowClone]

extension Diagnostic {
    /// - Parameter judgesAtCommit: Whether the as-of comes from the history.
    static func shallowClone(judgesAtCommit: Bool) -> Diagnostic {
        Diagnostic(
            .shallowClone, .warning,
            judgesAtCommit
                ? "this is a shallow clone: the figures may be judged at another commit's time, and last changes, contributors and renamed pages are not all known"
                : "this is a shallow clone: last changes, contributors and renamed pages are not all known",
            advice: "fetch the whole history: 'git fetch --unshallow', or 'fetch-depth: 0' in a workflow; or turn it off with 'git:' in site.yml", path: "Content")
    }
}
