import AnswerClock
import KnowledgeBase

extension PageComposer {
    func months(_ report: ClockReport) -> MonthsView? {
        guard !report.summary.isBelowMinimum else { return nil }
        let shown = report.picturedMonths.cohorts
        let length = report.picturedMonths.length
        let chart = MonthChart(
            months: shown.map {
                MonthChart.Month(
                    month: $0.month, median: $0.summary.median, naive: $0.summary.naiveMedianSeconds, questions: $0.summary.questions,
                    isYoung: isYoung(CalendarMonth(ordinal: $0.month.ordinal + length - 1)))
            }, length: length, phrases: phrases)
        guard shown.contains(where: { $0.summary.median != nil }) else {
            // No month has enough questions: the table says how many each has.
            return MonthsView(chart: .init(), caption: phrases("monthsCaptionFew"), rows: monthRows(report))
        }
        return MonthsView(chart: chart.draw(label: monthsText(report.picturedMonths)), caption: monthsCaption(report.picturedMonths), rows: monthRows(report))
    }

    /// Whether the month ended less than a month before the as-of: its open questions may still change its median.
    private func isYoung(_ month: CalendarMonth) -> Bool {
        let asOf = model.clock.settings.zone.civil(at: model.clock.asOf)
        return month.ordinal >= asOf.month.ordinal || month.ordinal == asOf.month.ordinal - 1 && asOf.day < 28
    }

    /// The first, the last and the fastest and slowest between, so that a listener isn't read a hundred numbers.
    private func monthsText(_ months: PicturedMonths) -> String {
        let withMedian = months.cohorts.filter { $0.summary.median != nil }
        let picked = withMedian.count > 12 ? Array(withMedian.prefix(1)) + withMedian.suffix(11) : withMedian
        let points = picked.map { cohort in
            phrases(
                "monthsPoint",
                [
                    "month": periodText(cohort.month, months.length),
                    "time": cohort.summary.median?.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached"),
                ])
        }
        return phrases("monthsText", ["points": points.joined(separator: phrases("listSeparator"))])
    }

    /// "March 2026", "Q1 2026", "2026".
    private func periodText(_ first: CalendarMonth, _ length: Int) -> String {
        switch length {
        case 1: monthText(first)
        case 3: phrases("quarter", ["n": String((first.month + 2) / 3), "year": String(first.year)])
        default: String(first.year)
        }
    }

    private func monthsCaption(_ months: PicturedMonths) -> String {
        let shown = months.cohorts
        var parts: [String] = []
        if months.length > 1 { parts.append(phrases(months.length == 3 ? "monthsByQuarter" : "monthsByYear")) }
        parts.append(phrases("monthsCaption"))
        if shown.contains(where: { $0.summary.median.map { $0.seconds == nil } ?? false }) { parts.append(phrases("monthsCaptionOpen")) }
        if shown.contains(where: { $0.summary.isBelowMinimum && $0.summary.questions > 0 }) { parts.append(phrases("monthsCaptionFew")) }
        return parts.joined(separator: phrases("sentenceSpace"))
    }

    /// The newest month first; months without a question are left out.
    private func monthRows(_ report: ClockReport) -> [MonthsView.Row] {
        let archived = Set(model.months.map(\.month))
        return report.months.reversed().filter { $0.summary.questions > 0 }.map { cohort in
            let summary = cohort.summary
            return MonthsView.Row(
                sort: monthCode(cohort.month), text: monthText(cohort.month), url: archived.contains(cohort.month) ? monthURL(cohort.month) : nil,
                questions: countCell(summary.questions), answered: countCell(summary.answered), median: medianCell(summary),
                interval: intervalCell(summary), naive: durationCell(summary.naiveMedianSeconds), within: withinCell(summary))
        }
    }

    /// `2026-03`.
    func monthCode(_ month: CalendarMonth) -> String { "\(month.year)-" + twoDigits(month.month) }
}
