import Diagnostics
import KnowledgeBase

/// Checks that are made on demand alone.
package struct ExtraChecks: Hashable, Sendable {
    /// An older output, or a list of addresses, that this site must still have.
    package var against: String?
    /// Days after which a thread that nobody looked at is reported.
    package var staleAfterDays: Int?

    package init() {}
}

package let extraCheckCodes: [DiagnosticCode] = [.vanishedAddress, .foreignAddress, .staleThread, .deadLink]

extension PlannedSite {
    /// - Returns: What the checks find, and the files beside the content that messages speak of.
    package func extraDiagnostics(_ checks: ExtraChecks) throws(MachineError) -> (diagnostics: [Diagnostic], sources: [SourceFile]) {
        var diagnostics: [Diagnostic] = []
        var sources: [SourceFile] = []
        if let place = checks.against {
            let published = try PublishedAddresses(at: place, base: loaded.site.settings.baseURL)
            diagnostics += published.diagnostics + vanished(since: published)
            if let list = published.list { sources.append(list) }
        }
        if let days = checks.staleAfterDays { diagnostics += staleThreads(loaded.site, days: days).map { .staleThread($0, loaded.site, days: days) } }
        return (diagnostics, sources)
    }
}
