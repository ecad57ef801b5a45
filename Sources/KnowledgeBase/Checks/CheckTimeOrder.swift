import Diagnostics

extension DiagnosticCode {
    static let answerBeforeQuestion = DiagnosticCode(
        "answer-before-question",
        "An answer's time lies before its question's. The clock leaves the question out until it is mended; a time is never bent to fit.")
    static let closedBeforeAsked = DiagnosticCode("closed-before-asked", "A question was closed before it was asked.")
    static let commentBeforePost = DiagnosticCode(
        "comment-before-post", "A comment's time lies before the post that it comments on.")
    static let afterAsOf = DiagnosticCode(
        "after-as-of",
        "A question is asked after the instant at which the site is judged (its as-of), so no figure counts it yet.")
}

func checkTimeOrder(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    let asOf = isoText(site.timeZone.timestamp(site.asOf))
    return site.threads.flatMap { faults(in: $0, asOf: site.asOf, asOfText: asOf) }
}

private func faults(in thread: Thread, asOf: Instant, asOfText: String) -> [Diagnostic] {
    let path = messagePath(thread.source.path)
    let asked = Diagnostic.Note("the question was asked here", path: path, range: thread.source.asked.range)
    var found: [Diagnostic] = []
    for answer in thread.answers where isBefore(answer.at, thread.asked) {
        found.append(
            Diagnostic(
                .answerBeforeQuestion, "the answer by '\(answer.author)' is older than its question",
                advice: "mend the time after 'at:' or after 'asked:'; an offset such as '+08:00' may be the one that is wrong", path: path, range: answer.source.at.range,
                notes: [asked]))
    }
    if let closed = thread.closed, let place = thread.source.closed, isBefore(closed, thread.asked) {
        found.append(
            Diagnostic(
                .closedBeforeAsked, "the question was closed before it was asked", advice: "mend the time after 'closed:'", path: path,
                range: place.range, notes: [asked]))
    }
    func look(_ comments: [Comment], at post: Timestamp) {
        for comment in comments where isBefore(comment.at, post) {
            found.append(
                Diagnostic(
                    .commentBeforePost, .warning, "the comment by '\(comment.author)' is older than the post above it",
                    advice: "mend its time, or move it below the post it belongs to", path: path, range: comment.source.at.range))
        }
    }
    look(thread.comments, at: thread.asked)
    for answer in thread.answers { look(answer.comments, at: answer.at) }
    if thread.asked.instant > asOf {
        found.append(
            Diagnostic(
                .afterAsOf, .warning, "the question is asked after \(asOfText), the time at which this site is judged",
                advice: "mend the time after 'asked:'; or judge the site later, by 'as_of' in site.yml or by '--as-of'", path: path, range: thread.source.asked.range))
    }
    return found
}

/// A day without a time of day is only before another day.
private func isBefore(_ a: Timestamp, _ b: Timestamp) -> Bool {
    a.isDateOnly || b.isDateOnly ? a.local.date < b.local.date && a.instant < b.instant : a.instant < b.instant
}
