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

func checkQuestionLog(_ content: SiteContent, _ site: Site, _ clock: SiteClock) -> [Diagnostic] {
    guard site.hasLog else { return [] }
    // A draft's row is not a fault: the thread exists, only not yet in public.
    let drafts = Set(content.threads.filter(\.isDraft).map { Array($0.slug.utf8) })
    let slugs = site.threads.map(\.slug)
    let early = site.log.compactMap { entry -> Diagnostic? in
        guard let answer = entry.firstAnswer, let place = content.row(of: entry).firstAnswer, !answer.isDateOnly, !entry.asked.isDateOnly,
            answer.instant < entry.asked.instant
        else { return nil }
        return Diagnostic(
            .logAnswerBeforeQuestion, "the first answer is older than the question",
            advice: "mend one of the two times; an offset such as '+08:00' may be the one that is wrong", path: content.path(of: entry), range: place.range)
    }
    return early
        + clock.logFaults.compactMap { fault in
            switch fault {
            case .unknownThread(let row, let slug):
                drafts.contains(Array(slug.utf8)) || content.unread.hasLostThread(slug) ? nil : content.unknownThread(site.log[-1 - row], slug, slugs)
            case .duplicate(let row, let earlier, let isIdentical):
                content.duplicate(site.log[-1 - row], site.log[-1 - earlier], isIdentical: isIdentical)
            case .contradiction(let row, let question, let field):
                // An answer that could not be read explains the difference.
                content.unread.faulty.contains(site.threads[question].source.path)
                    ? nil : content.contradiction(site.log[-1 - row], site.threads[question], field)
            }
        }
}

extension SiteContent {
    fileprivate func row(of entry: LogEntry) -> QuestionLogRow { logs[Int(entry.file)].rows[Int(entry.row)] }

    fileprivate func path(of entry: LogEntry) -> String { logs[Int(entry.file)].path }

    fileprivate func unknownThread(_ entry: LogEntry, _ slug: String, _ slugs: [String]) -> Diagnostic {
        Diagnostic(
            .logUnknownThread, "no thread is called '\(slug)'",
            advice: suggestion(for: slug, among: slugs).map { "did you mean '\($0)'?" }
                ?? "write the name of the thread's file without '.md', or leave the field empty",
            path: path(of: entry), range: row(of: entry).thread?.range ?? row(of: entry).range)
    }

    fileprivate func duplicate(_ entry: LogEntry, _ earlier: LogEntry, isIdentical: Bool) -> Diagnostic {
        // The clock compares with what it counts, which may be the thread's answer; the author compares two rows.
        let isIdentical = isIdentical || (entry.firstAnswer?.instant == earlier.firstAnswer?.instant && entry.answerer == earlier.answerer)
        return Diagnostic(
            .logDuplicateRow, isIdentical ? "this question stands in the log twice" : "this question stands in the log twice, with different answers",
            advice: "delete one of the two rows", path: path(of: entry), range: row(of: entry).range,
            notes: [Diagnostic.Note("the other row", path: path(of: earlier), range: row(of: earlier).range)])
    }

    fileprivate func contradiction(_ entry: LogEntry, _ thread: Thread, _ field: LogFault.Field) -> Diagnostic {
        let row = row(of: entry)
        let first = thread.answers.filter { $0.author != thread.author }.min { $0.at.instant < $1.at.instant }?.source
        let place: SourceRange? =
            switch field {
            case .asked: thread.source.asked.range
            case .asker: thread.source.author.range
            case .firstAnswer: first?.at.range ?? thread.source.asked.range
            case .answerer: first?.author.range ?? thread.source.asked.range
            }
        let (what, range): (String, SourceRange?) =
            switch field {
            case .asked: ("the question is asked at another time", row.asked.range)
            case .asker: ("somebody else asks", row.asker.range)
            case .firstAnswer: ("the first answer comes at another time", row.firstAnswer?.range)
            case .answerer: ("somebody else answers first", row.answerer?.range)
            }
        return Diagnostic(
            .logContradictsThread, .warning, "\(what) than in the thread '\(thread.slug)'",
            advice: "mend the one that is wrong; the figures use the thread's", path: path(of: entry), range: range ?? row.range,
            notes: [Diagnostic.Note("the thread's", path: messagePath(thread.source.path), range: place)])
    }
}
