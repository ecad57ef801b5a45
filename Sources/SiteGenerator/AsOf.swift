import KnowledgeBase

/// The instant that a build judges at, and where it came from. Never "now": the same content gives the same site.
package enum AsOfSource: Hashable, Sendable {
    case option, settings, environment, commit, content
}

/// `--as-of`, else `as_of` of the settings, else `SOURCE_DATE_EPOCH`, else the committer time of the content's last commit; `nil` leaves it
/// to the newest time in the content.
///
/// - Parameters:
///   - option: What `--as-of` gave, already read.
///   - settings: For a site whose content has come to rest: an archive, or a demonstration.
///   - epoch: The environment's `SOURCE_DATE_EPOCH`, in seconds (reproducible-builds.org).
///   - commit: Finds the committer time of the content's last commit.
package func resolveAsOf(
    option: Instant?, settings: Instant?, epoch: String?, commit: () -> Instant?
) -> (instant: Instant, source: AsOfSource)? {
    if let option { return (option, .option) }
    if let settings { return (settings, .settings) }
    if let epoch, let seconds = Int(epoch), seconds >= 0 { return (Instant(secondsSince1970: seconds), .environment) }
    return commit().map { ($0, .commit) }
}

/// The committer time of the last commit that touched the folder; `nil` without git, outside a repository, or where nothing was committed.
///
/// The folder's own last commit, not the repository's: a commit elsewhere must not change the site.
func committerTime(of folder: String) -> Instant? {
    guard let text = gitOutput(["log", "-1", "--format=%ct", "--", "."], in: folder) else { return nil }
    return Int(String(decoding: text.utf8.prefix { $0 != 0x0A }, as: UTF8.self)).map { Instant(secondsSince1970: $0) }
}
