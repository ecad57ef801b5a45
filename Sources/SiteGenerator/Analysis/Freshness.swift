import Diagnostics
import KnowledgeBase

/// A thread that nobody looked at for a long time.
struct StaleThread: Hashable, Sendable {
    /// Its index in `Site.threads`.
    var thread: Int
    /// When somebody last wrote in it, or found that it still holds.
    var since: Timestamp
    var isVerified: Bool
}

/// The answered threads whose last word is more than `days` days older than the as-of, the oldest first.
///
/// A word is a post, or a day on which somebody verified the question or an answer. A commit is none: moving a comma is no look at the
/// answer, and an import would make ten years of threads look new. Duplicates and superseded threads lead elsewhere, so they are left out.
func staleThreads(_ site: Site, days: Int) -> [StaleThread] {
    let limit = site.asOf.secondsSince1970 - days * 86_400
    return site.threads.indices.compactMap { index -> StaleThread? in
        let thread = site.threads[index]
        guard !thread.answers.isEmpty, !thread.source.isDraft, thread.source.duplicateOf == nil, thread.source.supersededBy == nil else { return nil }
        let last = thread.lastWord(in: site.timeZone)
        return last.time.instant.secondsSince1970 < limit ? StaleThread(thread: index, since: last.time, isVerified: last.isVerified) : nil
    }.sorted { ($0.since.instant, $0.thread) < ($1.since.instant, $1.thread) }
}

extension Thread {
    /// Its newest post, or the newest day on which it was verified.
    func lastWord(in zone: SiteTimeZone) -> (time: Timestamp, isVerified: Bool) {
        let verified = ([source.verified] + answers.map(\.source.verified)).compactMap { $0 }.map { zone.timestamp($0.date) }
        let post = newestPost
        guard let newest = verified.max(by: { $0.instant < $1.instant }), newest.instant >= post.instant else { return (post, false) }
        return (newest, true)
    }
}

extension DiagnosticCode {
    static let staleThread = DiagnosticCode(
        "stale-thread",
        "Nobody wrote in an answered thread, or verified it, for longer than 'check --stale' allows. It may still hold: 'verified' says that somebody looked.")
}

extension Diagnostic {
    static func staleThread(_ stale: StaleThread, _ site: Site, days: Int) -> Diagnostic {
        let thread = site.threads[stale.thread]
        let age = (site.asOf.secondsSince1970 - stale.since.instant.secondsSince1970) / 86_400
        return Diagnostic(
            .staleThread, .warning,
            "\(stale.isVerified ? "last verified" : "nobody wrote here since") \(isoText(stale.since.local.date)), \(age) days before \(isoText(site.timeZone.timestamp(site.asOf).local.date))",
            advice: "read it, mend what has changed, and add 'verified: \(isoText(site.timeZone.timestamp(site.asOf).local.date))'",
            path: "Content/" + thread.source.path, range: thread.source.title.range)
    }
}
