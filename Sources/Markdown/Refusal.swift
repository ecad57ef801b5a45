import Diagnostics

/// Why a post must not reach the parser, if it must not: one linear pass over its bytes.
///
/// Each limit answers inputs that cost cmark-gfm 0.29.0.gfm.6 quadratic time or worse (CVE-2023-22483, -22486, -24824, -37463: tables,
/// references, autolinks, nesting). The scan need not know Markdown exactly: where it isn't sure that lines are code, it counts them.
func refusal(of file: SourceFile, body: SourceRange, limits: MarkdownLimits) -> Diagnostic? {
    let limit = min(limits.bodyBytes, MarkdownLimits.hardBodyBytes)
    guard body.count <= limit else {
        return Diagnostic(
            .markdownTooLong, .error, "this post has \(body.count) bytes; the limit is \(limit)",
            advice: "split it, or link to a file in the site's assets; the site's limit is 'post_bytes'",
            path: file.path, range: textRange(of: body, in: file))
    }
    var scan = PreScan(limits: limits)
    let excess = file.bytes.withUnsafeBufferPointer { scan.excess(UnsafeBufferPointer(rebasing: $0[body])) }
    guard let excess else { return nil }
    let range = (body.lowerBound + excess.range.lowerBound)..<(body.lowerBound + excess.range.upperBound)
    return Diagnostic(
        .markdownTooComplex, .error, "this post has more than \(excess.limit) \(excess.what)",
        advice: "\(excess.advice); the site's limit is '\(excess.setting)'", path: file.path, range: range)
}

/// A body without the blank lines above its text, so that a message about the whole post shows its first line.
func textRange(of body: SourceRange, in file: SourceFile) -> SourceRange {
    let blanks = file.bytes[body].prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D }.count
    return body.lowerBound + blanks..<body.upperBound
}

/// A limit that was passed, and the line that passed it.
struct Excess: Equatable {
    var limit: Int
    /// Its name in `site.yml`.
    var setting: String
    /// What there is too much of: follows the number.
    var what: String
    var advice: String
    var range: Range<Int>
}
