import Diagnostics

extension DiagnosticCode {
    static let logUnknownThread = DiagnosticCode("log-unknown-thread", "A row of the question log names a thread that doesn't exist.")
    static let logDuplicateRow = DiagnosticCode(
        "log-duplicate-row", "Two rows of the question log are the same question: it would be counted twice.")
    static let logContradictsThread = DiagnosticCode(
        "log-contradicts-thread",
        "A row of the question log tells other times or another asker than the thread it names. The thread's are used; one of the two is wrong.")
    static let logAnswerBeforeQuestion = DiagnosticCode(
        "log-answer-before-question", "A row of the question log has its first answer before its question. The clock leaves it out.")
}

func checkQuestionLog(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    var threads: [String: Thread] = [:]
    for thread in site.threads { threads[thread.slug] = thread }
    // A draft's row is not a fault: the thread exists, only not yet in public.
    let drafts = Set(content.threads.filter(\.isDraft).map(\.slug))
    var bots = Set<String>()
    for person in site.people where person.isBot { bots.insert(person.handle) }
    var first: [LogKey: LogEntry] = [:]
    var found: [Diagnostic] = []
    for entry in site.log {
        let row = entry.source
        let key = LogKey(entry)
        if let other = first[key] {
            found.append(
                Diagnostic(
                    .logDuplicateRow, "this question stands in the log twice", advice: "delete one of the two rows", path: entry.path,
                    range: row.range, notes: [Diagnostic.Note("the other row", path: other.path, range: other.source.range)]))
        } else {
            first[key] = entry
        }
        if let answer = entry.firstAnswer, let place = row.firstAnswer, !answer.isDateOnly, !entry.asked.isDateOnly,
            answer.instant < entry.asked.instant
        {
            found.append(
                Diagnostic(
                    .logAnswerBeforeQuestion, "the first answer is older than the question", advice: "mend one of the two times, and look at their offsets",
                    path: entry.path, range: place.range))
        }
        guard let name = row.thread else { continue }
        if let thread = threads[name.value] {
            found += contradictions(entry, thread, bots: bots)
        } else if !drafts.contains(name.value) {
            let near = nearestName(to: name.value, among: site.threads.map(\.slug))
            found.append(
                Diagnostic(
                    .logUnknownThread, "no thread is called '\(name.value)'",
                    advice: near.map { "did you mean '\($0)'?" } ?? "write the name of the thread's file without '.md', or leave the field empty",
                    path: entry.path, range: name.range))
        }
    }
    return found
}

/// What makes two rows one question: the thread they name, else who asked and when, to the second.
private struct LogKey: Hashable {
    let thread: String?
    let asker: String
    let asked: Instant

    init(_ entry: LogEntry) {
        thread = entry.source.thread?.value
        asker = thread == nil ? entry.asker : ""
        asked = thread == nil ? entry.asked.instant : Instant(secondsSince1970: 0)
    }
}

private func contradictions(_ entry: LogEntry, _ thread: Thread, bots: Set<String>) -> [Diagnostic] {
    let row = entry.source
    func fault(_ what: String, _ range: SourceRange, note: SourceRange) -> Diagnostic {
        Diagnostic(
            .logContradictsThread, .warning, "\(what) here than in the thread '\(thread.slug)'",
            advice: "mend the one that is wrong; the figures use the thread's", path: entry.path, range: range,
            notes: [Diagnostic.Note("the thread says", path: messagePath(thread.source.path), range: note)])
    }
    var found: [Diagnostic] = []
    if entry.asked.instant != thread.asked.instant {
        found.append(fault("the question was asked at another time", row.asked.range, note: thread.source.asked.range))
    }
    if entry.asker != thread.author {
        found.append(fault("somebody else asked", row.asker.range, note: thread.source.author.range))
    }
    let byOthers = thread.answers.filter { $0.author != thread.author && !bots.contains($0.author) }
    let earliest = byOthers.min { $0.at.instant < $1.at.instant }
    if let written = row.firstAnswer, let answer = entry.firstAnswer, answer.instant != earliest?.at.instant {
        found.append(
            fault("the first answer came at another time", written.range, note: earliest?.source.at.range ?? thread.source.asked.range))
    } else if row.firstAnswer == nil, let earliest {
        found.append(fault("nobody had answered", row.range, note: earliest.source.at.range))
    }
    return found
}
