import AnswerClock
import Diagnostics

extension DiagnosticCode {
    static let logUnknownThread = DiagnosticCode("log-unknown-thread", "A row of the question log names a thread that doesn't exist.")
    static let logDuplicateRow = DiagnosticCode(
        "log-duplicate-row", "Two rows of the question log are the same question: it would be counted twice, so the later row is left out.")
    static let logContradictsThread = DiagnosticCode(
        "log-contradicts-thread",
        "A row of the question log tells other times or other people than the thread it belongs to. The figures use the thread's; one of the two is wrong.")
    static let logAnswerBeforeQuestion = DiagnosticCode(
        "log-answer-before-question", "A row of the question log has its first answer before its question. The clock leaves it out.")
}

func checkQuestionLog(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    guard site.hasLog else { return [] }
    // A draft's row is not a fault: the thread exists, only not yet in public.
    let drafts = Set(content.threads.filter(\.isDraft).map { Array($0.slug.utf8) })
    let slugs = site.threads.map(\.slug)
    let early = site.log.compactMap { entry -> Diagnostic? in
        guard let answer = entry.firstAnswer, let place = entry.source.firstAnswer, !answer.isDateOnly, !entry.asked.isDateOnly,
            answer.instant < entry.asked.instant
        else { return nil }
        return Diagnostic(
            .logAnswerBeforeQuestion, "the first answer is older than the question",
            advice: "mend one of the two times, and look at their offsets", path: entry.path, range: place.range)
    }
    return early
        + SiteClock(site).logFaults.compactMap { fault in
            switch fault {
            case .unknownThread(let row, let slug):
                drafts.contains(Array(slug.utf8)) || content.unread.hasLostThread(slug) ? nil : unknownThread(site.log[-1 - row], slug, slugs)
            case .duplicate(let row, let earlier, let isIdentical):
                duplicate(site.log[-1 - row], site.log[-1 - earlier], isIdentical: isIdentical)
            case .contradiction(let row, let question, let field):
                // An answer that could not be read explains the difference.
                content.unread.faulty.contains(site.threads[question].source.path)
                    ? nil : contradiction(site.log[-1 - row], site.threads[question], field)
            }
        }
}

private func unknownThread(_ entry: LogEntry, _ slug: String, _ slugs: [String]) -> Diagnostic {
    Diagnostic(
        .logUnknownThread, "no thread is called '\(slug)'",
        advice: suggestion(for: slug, among: slugs).map { "did you mean '\($0)'?" }
            ?? "write the name of the thread's file without '.md', or leave the field empty",
        path: entry.path, range: entry.source.thread?.range ?? entry.source.range)
}

private func duplicate(_ entry: LogEntry, _ earlier: LogEntry, isIdentical: Bool) -> Diagnostic {
    Diagnostic(
        .logDuplicateRow, isIdentical ? "this question stands in the log twice" : "this question stands in the log twice, with different answers",
        advice: "delete one of the two rows", path: entry.path, range: entry.source.range,
        notes: [Diagnostic.Note("the other row", path: earlier.path, range: earlier.source.range)])
}

private func contradiction(_ entry: LogEntry, _ thread: Thread, _ field: LogFault.Field) -> Diagnostic {
    let row = entry.source
    let (what, range): (String, SourceRange?) =
        switch field {
        case .asked: ("the question is asked at another time", row.asked.range)
        case .asker: ("somebody else asks", row.asker.range)
        case .firstAnswer: ("the first answer comes at another time", row.firstAnswer?.range)
        case .answerer: ("somebody else answers first", row.answerer?.range)
        }
    return Diagnostic(
        .logContradictsThread, .warning, "\(what) than in the thread '\(thread.slug)'",
        advice: "mend the one that is wrong; the figures use the thread's", path: entry.path, range: range ?? row.range,
        notes: [Diagnostic.Note("the thread", path: messagePath(thread.source.path), range: thread.source.asked.range)])
}
