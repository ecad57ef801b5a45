import AnswerClock
import KnowledgeBase

/// The figures as comma-separated values (RFC 4180, lines ending in LF), one figure a line: `section,item,figure,value`. A figure that
/// isn't reached, or is below the minimum sample, has an empty value.
///
/// - Parameter overdueOnly: the overdue questions, as `thread,promise,asked,due,overdue_seconds`.
package func clockCSV(_ figures: ClockFigures, overdueOnly: Bool = false) -> String {
    overdueOnly ? overdueCSV(figures) : figuresCSV(figures)
}

private func figuresCSV(_ figures: ClockFigures) -> String {
    let report = figures.report
    let summary = report.summary
    var csv = CSVWriter()
    csv.row(["section", "item", "figure", "value"])
    func add(_ section: String, _ item: String, _ figure: String, _ value: String?) { csv.row([section, item, figure, value ?? ""]) }
    func count(_ section: String, _ item: String, _ figure: String, _ value: Int) { add(section, item, figure, String(value)) }
    func number(_ section: String, _ item: String, _ figure: String, _ value: Double?) { add(section, item, figure, value.map { text($0) }) }
    func share(_ section: String, _ item: String, _ share: ShareEstimate?) {
        number(section, item, "share", share?.share)
        number(section, item, "low", share?.low)
        number(section, item, "high", share?.high)
    }
    func group(_ section: String, _ item: String, _ summary: WaitSummary) {
        count(section, item, "questions", summary.questions)
        count(section, item, "answered", summary.answered)
        number(section, item, "median_seconds", summary.median?.seconds)
        number(section, item, "low", summary.median?.low)
        number(section, item, "high", summary.median?.high)
        number(section, item, "naive_median_seconds", summary.naiveMedianSeconds)
    }
    add("summary", "", "as_of", figures.time(report.asOf))
    count("summary", "", "questions", report.questions)
    count("summary", "", "answered", report.answered)
    count("summary", "", "unanswered", report.questions - report.answered)
    count("summary", "", "self_answered_only", report.selfAnsweredOnly)
    count("summary", "", "date_only", report.dateOnly)
    number("summary", "", "naive_median_seconds", summary.naiveMedianSeconds)
    count("any_reply", "", "questions", report.anyReply.questions)
    number("any_reply", "", "naive_median_seconds", report.anyReply.naiveMedianSeconds)
    for (index, wanted) in SurvivalCurve.usualShares.enumerated() {
        let quantile = summary.quantiles?[index]
        let item = String(Int((wanted * 100).rounded()))
        number("quantiles", item, "seconds", quantile?.seconds)
        number("quantiles", item, "low", quantile?.low)
        number("quantiles", item, "high", quantile?.high)
    }
    for (place, limit) in report.settings.limits.enumerated() { share("share_within", limitCode(limit), summary.shares?[place]) }
    for promise in report.promises {
        guard let period = promise.current else { continue }
        let item = figures.site.rules[promise.promise.id].slug
        count("promises", item, "within_seconds", period.terms.withinSeconds)
        number("promises", item, "promised_share", period.terms.share)
        share("promises", item, period.verdict == .tooLittleData ? nil : period.share)
        count("promises", item, "kept", period.counts.kept)
        count("promises", item, "broken", period.counts.broken)
        count("promises", item, "overdue", period.counts.overdue)
        count("promises", item, "not_yet_due", period.counts.notYetDue)
        count("promises", item, "closed_before_due", period.counts.closedBeforeDue)
        add("promises", item, "verdict", verdictCode(period.verdict))
    }
    for row in figures.rows {
        add("leaderboard", row.person, "rank", row.rank.map(String.init))
        count("leaderboard", row.person, "first_answers", row.firstAnswers)
        count("leaderboard", row.person, "answers", row.answers)
        count("leaderboard", row.person, "accepted", row.accepted)
        count("leaderboard", row.person, "people_helped", row.peopleHelped)
        number("leaderboard", row.person, "median_seconds", row.medianSeconds)
        number("leaderboard", row.person, "typical_seconds", row.typicalSeconds)
        number("leaderboard", row.person, "share_within_promise", row.shareWithinPromise)
    }
    for month in report.months where month.summary.questions > 0 { group("months", code(month.month), month.summary) }
    for tag in report.tags { group("tags", tag.tag, tag.summary) }
    for month in report.coverage {
        count("coverage", code(month.month), "asked", month.asked)
        count("coverage", code(month.month), "archived", month.archived)
    }
    return csv.text
}

private func overdueCSV(_ figures: ClockFigures) -> String {
    var csv = CSVWriter()
    csv.row(["thread", "promise", "asked", "due", "overdue_seconds"])
    for promise in figures.report.promises {
        for question in promise.overdue {
            csv.row([
                figures.thread(question)?.slug ?? "", promise.promise.title, figures.time(question.asked), figures.time(question.due),
                String(question.overdueSeconds),
            ])
        }
    }
    return csv.text
}

/// Whole numbers without a point.
private func text(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? value.description }

private struct CSVWriter {
    private(set) var text = ""

    mutating func row(_ cells: [String]) { text += cells.map { field($0) }.joined(separator: ",") + "\n" }

    private func field(_ value: String) -> String {
        var value = value
        // A spreadsheet would run a handle or a tag that begins like a formula (OWASP, "CSV Injection"); a negative number is none.
        if let first = value.utf8.first, [UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13].contains(first),
            Double(value) == nil
        {
            value = "'" + value
        }
        guard value.utf8.contains(where: { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }) else { return value }
        var quoted: [UInt8] = [UInt8(ascii: "\"")]
        for byte in value.utf8 {
            if byte == UInt8(ascii: "\"") { quoted.append(byte) }
            quoted.append(byte)
        }
        return String(decoding: quoted + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
