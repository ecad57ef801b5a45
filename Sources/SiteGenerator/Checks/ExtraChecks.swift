import Diagnostics
import KnowledgeBase

/// Checks that are made on demand alone.
package struct ExtraChecks: Hashable, Sendable {
    /// An older output, or a list of addresses, that this site must still have.
    package var against: String?
    /// Whether old addresses that are certain to be a thread's are written into its file.
    package var fixesAliases = false
    /// Days after which a thread that nobody looked at is reported.
    package var staleAfterDays: Int?

    package init() {}
}

package let extraCheckCodes: [DiagnosticCode] = [.vanishedAddress, .foreignAddress, .staleThread, .deadLink]

extension PlannedSite {
    /// - Returns: What the checks find, and the files beside the content that messages speak of.
    package func extraDiagnostics(_ checks: ExtraChecks) throws(MachineError) -> (diagnostics: [Diagnostic], sources: [SourceFile], fixes: [AliasFix]) {
        var diagnostics: [Diagnostic] = []
        var sources: [SourceFile] = []
        var fixes: [AliasFix] = []
        if let place = checks.against {
            let published = try PublishedAddresses(at: place, base: loaded.site.settings.baseURL)
            if checks.fixesAliases { fixes = try write(aliasFixes(since: published)) }
            let mended = Set(fixes.map { (published.folder ?? "") + "/" + $0.alias })
            diagnostics += published.diagnostics + vanished(since: published).filter { !mended.contains($0.path) }
            if let list = published.list { sources.append(list) }
        }
        if let days = checks.staleAfterDays { diagnostics += staleThreads(loaded.site, days: days).map { .staleThread($0, loaded.site, days: days) } }
        return (diagnostics, sources, fixes)
    }
}
