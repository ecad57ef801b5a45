import AnswerClock
import KnowledgeBase

// Coverage, tags and what is counted.

extension PageComposer {
    /// The limit that the tables' last column speaks of: the first promise by wall time, else a day.
    var columnLimit: Int {
        model.report.promises.lazy.compactMap(\.current).first { $0.terms.hours == nil }?.terms.withinSeconds ?? 86_400
    }

    func coverage(_ report: ClockReport) -> CoverageView? {
        guard let first = report.coverage.first?.month, let last = report.coverage.last?.month else { return nil }
        guard site.hasLog else { return CoverageView(text: phrases("coverageNone"), bar: .init(), rows: []) }
        let asked = report.coverage.reduce(0) { $0 + $1.asked }
        let archived = report.coverage.reduce(0) { $0 + $1.archived }
        let share = Double(archived) / Double(max(1, asked))
        let months = Set(model.months.map(\.month))
        return CoverageView(
            text: phrases(
                first == last ? "coverageText" : "coverageTextRange",
                [
                    "threads": phrases.numberText(archived), "questions": phrases.numberText(asked), "period": monthText(first),
                    "from": monthText(first), "to": monthText(last),
                ]),
            bar: barChart(ShareEstimate(share: share, low: nil, high: nil), target: nil, label: phrases.percent(share)),
            rows: report.coverage.reversed().map { month in
                CoverageView.Row(
                    sort: monthCode(month.month), month: monthText(month.month), url: months.contains(month.month) ? monthURL(month.month) : nil,
                    text: phrases(
                        "coverageMonth",
                        [
                            "threads": phrases.numberText(month.archived), "questions": phrases.numberText(month.asked),
                            "month": monthText(month.month),
                        ]), share: shareCell(Double(month.archived) / Double(max(1, month.asked))))
            })
    }

    /// The tags with the most questions first.
    func tagRows(_ report: ClockReport) -> [TagRowView] {
        report.tags.filter { model.tags[$0.tag] != nil }
            .sorted { ($1.summary.questions, $0.tag) < ($0.summary.questions, $1.tag) }
            .map { cohort in
                let summary = cohort.summary
                return TagRowView(
                    tag: tag(cohort.tag), questions: countCell(summary.questions), answered: countCell(summary.answered), median: medianCell(summary),
                    interval: intervalCell(summary), within: withinCell(summary))
            }
    }

    func figures(_ report: ClockReport) -> [FigureView] {
        func figure(_ key: String, _ count: Int, note: String? = nil, url: String? = nil) -> FigureView {
            FigureView(label: phrases(key), value: phrases.numberText(count), note: note, url: url)
        }
        let reply = report.anyReply.naiveMedianSeconds
        var figures = [
            figure("questions", report.questions), figure("figureAnsweredByOther", report.answered),
            figure("figureOpen", report.unanswered.count, url: report.unanswered.isEmpty ? nil : url(Permalinks.unanswered)),
            figure("figureSelfOnly", report.selfAnsweredOnly, note: phrases("figureSelfOnlyNote")),
            figure("figureClosed", report.closedUnanswered),
            figure("figureDateOnly", report.dateOnly, note: phrases("figureDateOnlyNote")),
            figure(
                "figureAnyReply", report.anyReply.questions,
                note: reply.map { phrases("figureAnyReplyNote", ["time": phrases.duration($0)]) } ?? phrases("figureAnyReplyNoMedian")),
        ]
        if report.notYetAsked > 0 { figures.append(figure("figureNotYetAsked", report.notYetAsked)) }
        if report.faulty > 0 { figures.append(figure("figureFaulty", report.faulty, note: phrases("figureFaultyNote"))) }
        if let logRank = report.comparison.logRank {
            figures.append(
                FigureView(
                    label: phrases("figureComparison", ["days": phrases.numberText(report.comparison.days)]), value: probability(logRank.pValue),
                    note: phrases("figureComparisonNote"), url: nil))
        }
        figures.append(FigureView(label: phrases("figureData"), value: "clock.json", note: nil, url: url(Permalinks.clockData)))
        return figures
    }

    /// "p = 0.034", "p < 0.001".
    private func probability(_ p: Double) -> String {
        let thousandths = Int((p * 1000).rounded())
        if thousandths < 1 { return "p < 0" + phrases("decimalMark") + "001" }
        let digits = String(1000 + thousandths).dropFirst()
        return "p = " + (thousandths >= 1000 ? "1" : "0" + phrases("decimalMark") + (thousandths < 95 ? digits : digits.prefix(2)))
    }

    func countCell(_ count: Int) -> Cell { Cell(text: phrases.numberText(count), sort: String(count)) }

    /// "not reached" sorts after every number and before what is too small for a figure.
    func medianCell(_ summary: WaitSummary) -> Cell {
        guard let median = summary.median else { return Cell(text: phrases("tooFewShort"), sort: "") }
        return median.seconds == nil ? Cell(text: phrases("waitNotReached"), sort: "999999999999") : durationCell(median.seconds)
    }

    func intervalCell(_ summary: WaitSummary) -> String {
        guard let median = summary.median, median.low != nil || median.high != nil else { return "–" }
        func end(_ seconds: Double?) -> String { seconds.map { phrases.duration($0) } ?? phrases("waitNotReached") }
        return phrases("range", ["low": end(median.low), "high": end(median.high)])
    }

    /// The Kaplan-Meier share within the limit that the column's heading names.
    func withinCell(_ summary: WaitSummary) -> Cell {
        guard let place = model.clock.settings.limits.firstIndex(of: columnLimit), let share = summary.shares?[place] else { return shareCell(nil) }
        return shareCell(share.share)
    }
}
