import AnswerClock
import DefaultTheme
import KnowledgeBase

/// The figures for a terminal, in English like the rest of the command line.
///
/// - Parameter overdueOnly: the work list and nothing else.
package func clockTable(_ figures: ClockFigures, overdueOnly: Bool = false) -> String {
    let table = ClockTable(figures: figures, phrases: englishPhrases())
    return overdueOnly ? table.overdue() : table.everything()
}

/// The default theme's own: a site's changed texts don't reach the command line.
private func englishPhrases() -> Phrases {
    var theme = Theme()
    return theme.phrases(language: "en")
}

private struct ClockTable {
    let figures: ClockFigures
    let phrases: Phrases

    private var report: ClockReport { figures.report }

    func everything() -> String {
        guard report.questions > 0 else { return "no questions as of \(figures.time(report.asOf))\n" }
        return [head(), counts(), waits(), shares(), comparison(), promises(), leaderboard(), months()].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private func head() -> String {
        "As of \(figures.time(report.asOf)), "
            + (figures.site.hasLog ? "of the question log joined with the threads\n" : "of the curated threads alone (there is no question log)\n")
    }

    private func counts() -> String {
        var table = TextTable(["": .left, "": .right, "": .left])
        func count(_ label: String, _ number: Int, _ note: String = "") { table.add(label, String(number), note) }
        count("questions", report.questions)
        count("answered by another", report.answered)
        count("unanswered", report.questions - report.answered, report.closedUnanswered > 0 ? "\(report.closedUnanswered) of them closed" : "")
        count("answered by the asker alone", report.selfAnsweredOnly, report.selfAnsweredOnly > 0 ? "unanswered, that is" : "")
        count("with a date but no time", report.dateOnly, report.dateOnly > 0 ? "kept out of every duration" : "")
        if report.faulty > 0 { count("with impossible times", report.faulty, "left out") }
        if report.notYetAsked > 0 { count("asked after the as-of", report.notYetAsked, "left out") }
        count("with any reply", report.anyReply.questions, "the asker's own included")
        return table.print()
    }

    private func waits() -> String {
        let summary = report.summary
        guard let quantiles = summary.quantiles else {
            return "Too few questions for figures (\(summary.sample), and \(report.settings.minimumSample) are needed):\n" + raw(summary)
        }
        var table = TextTable(["first answer after": .left, "time": .right, "95 % interval": .left, "seconds": .right])
        for quantile in quantiles {
            let name = quantile.share == 0.5 ? "50 % (the median)" : "\(Int((quantile.share * 100).rounded())) %"
            table.add(name, time(quantile.seconds), interval(quantile), number(quantile.seconds))
        }
        table.add("naive median: the answered alone", time(summary.naiveMedianSeconds, missing: "–"), "", number(summary.naiveMedianSeconds))
        table.add(
            "naive median: any reply, as most tools count", time(report.anyReply.naiveMedianSeconds, missing: "–"), "",
            number(report.anyReply.naiveMedianSeconds))
        return table.print()
    }

    private func raw(_ summary: WaitSummary) -> String {
        var table = TextTable(["asked": .left, "waited": .right, "": .left])
        for wait in summary.raw {
            table.add(
                wait.asked.isDateOnly ? String(figures.time(wait.asked.earliest).prefix(10)) : figures.time(wait.asked.earliest),
                wait.seconds.map { time(Double($0)) } ?? "date only", wait.isAnswered ? "answered" : "still waiting")
        }
        return table.print()
    }

    private func shares() -> String {
        guard let shares = report.summary.shares else { return "" }
        var table = TextTable(["answered within": .left, "share": .right, "95 % interval": .left])
        for (limit, share) in zip(report.settings.limits, shares) {
            table.add(limitCode(limit), share.map { phrases.percent($0.share) } ?? "–", share.map { interval($0) } ?? "")
        }
        return table.print()
    }

    private func comparison() -> String {
        let comparison = report.comparison
        guard let logRank = comparison.logRank else { return "" }
        let verdict =
            switch comparison.trend {
            case .faster: "faster"
            case .slower: "slower"
            case .unclear: "no clear change"
            }
        return "Last \(comparison.days) days: median \(time(comparison.recent.median?.seconds)), before that \(time(comparison.earlier.median?.seconds)): "
            + "\(verdict) (log-rank p = \(decimal(logRank.pValue)))\n"
    }

    private func promises() -> String {
        var table = TextTable([
            "promise": .left, "promised": .right, "share": .right, "95 % interval": .left, "kept": .right, "broken": .right, "overdue": .right,
            "not yet due": .right, "verdict": .left,
        ])
        var isEmpty = true
        var closed = ""
        for report in report.promises {
            guard let period = report.current else { continue }
            isEmpty = false
            let share = period.verdict == .tooLittleData ? nil : period.share
            let counts = period.counts
            let clock = period.terms.hours == nil ? "" : " of its hours"
            table.add(
                report.promise.title, phrases.percent(period.terms.share) + " in " + time(Double(period.terms.withinSeconds)) + clock,
                share.map { phrases.percent($0.share) } ?? "–", share.map { interval($0) } ?? "", String(counts.kept), String(counts.broken),
                String(counts.overdue), String(counts.notYetDue), verdict(period.verdict))
            if counts.closedBeforeDue > 0 { closed += "  \(counts.closedBeforeDue) more were closed before they were due, neither kept nor broken: \(report.promise.title)\n" }
        }
        return isEmpty ? "" : table.print() + closed
    }

    func overdue() -> String {
        var table = TextTable(["overdue by": .right, "asked": .left, "due": .left, "question": .left])
        var count = 0
        for promise in report.promises {
            for question in promise.overdue {
                count += 1
                table.add(
                    time(Double(question.overdueSeconds)), figures.time(question.asked), figures.time(question.due),
                    figures.thread(question).map { $0.source.path } ?? "(question log)")
            }
        }
        return count == 0 ? "nothing is overdue as of \(figures.time(report.asOf))\n" : table.print(indent: "")
    }

    private func leaderboard() -> String {
        let rows = figures.rows
        guard !rows.isEmpty else { return "" }
        var table = TextTable([
            "rank": .right, "person": .left, "typical": .right, "first": .right, "answers": .right, "accepted": .right, "helped": .right,
            "median": .right, "in time": .right,
        ])
        let shown = 20
        for row in rows.prefix(shown) {
            table.add(
                row.rank.map(String.init) ?? "–", row.person, time(row.typicalSeconds, missing: "–"), String(row.firstAnswers), String(row.answers),
                String(row.accepted), String(row.peopleHelped), time(row.medianSeconds, missing: "–"),
                row.shareWithinPromise.map { phrases.percent($0) } ?? "–")
        }
        let rest = rows.count > shown ? "  and \(rows.count - shown) more (all of them with --format json or csv)\n" : ""
        return (figures.boardDays.map { "Answers of the last \($0) days\n" } ?? "") + table.print() + rest
    }

    /// The last twelve; all of them are in the other formats.
    private func months() -> String {
        let months = report.months.filter { $0.summary.questions > 0 }.suffix(12)
        guard months.count > 1 else { return "" }
        var table = TextTable([
            "month": .left, "questions": .right, "answered": .right, "median": .right, "95 % interval": .left, "naive": .right, "in the archive": .right,
        ])
        let coverage = Dictionary(report.coverage.map { ($0.month, $0) }, uniquingKeysWith: { first, _ in first })
        for month in months {
            let summary = month.summary
            let archived = figures.site.hasLog ? coverage[month.month].map { "\($0.archived) of \($0.asked)" } : nil
            table.add(
                code(month.month), String(summary.questions), String(summary.answered), summary.median.map { time($0.seconds) } ?? "too few",
                summary.median.map { interval($0) } ?? "", time(summary.naiveMedianSeconds, missing: "–"), archived ?? "")
        }
        return table.print()
    }

    private func time(_ seconds: Double?, missing: String = "not reached") -> String { seconds.map { phrases.duration($0) } ?? missing }

    private func number(_ seconds: Double?) -> String { seconds.map { decimal($0) } ?? "" }

    private func interval(_ quantile: Quantile) -> String {
        quantile.low == nil && quantile.high == nil ? "" : time(quantile.low) + " to " + time(quantile.high)
    }

    private func interval(_ share: ShareEstimate) -> String {
        guard let low = share.low, let high = share.high else { return "" }
        return phrases.percent(low) + " to " + phrases.percent(high)
    }

    private func verdict(_ verdict: PromiseVerdict) -> String {
        switch verdict {
        case .kept: "kept"
        case .notKept: "not kept"
        case .tooLittleData: "too little data"
        }
    }
}
