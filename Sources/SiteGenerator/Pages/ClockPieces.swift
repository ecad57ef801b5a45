import AnswerClock

// What the clock says in few words, on pages that are not about it.

extension PageComposer {
    func medianFigure(_ median: Quantile) -> FigureView {
        FigureView(
            label: phrases("medianToFirstAnswer"), value: median.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached"),
            note: interval(median), url: url(Permalinks.clock))
    }

    /// "probably between 21 min and 34 min"; `nil` when the curve gives neither end.
    func interval(_ quantile: Quantile) -> String? {
        switch (quantile.low, quantile.high) {
        case (let low?, let high?): phrases("intervalText", ["low": phrases.duration(low), "high": phrases.duration(high)])
        case (let low?, nil): phrases("intervalAbove", ["low": phrases.duration(low)])
        case (nil, let high?): phrases("intervalBelow", ["high": phrases.duration(high)])
        case (nil, nil): nil
        }
    }

    /// How soon one is answered, in one figure and what must be said with it.
    struct Headline {
        var value: String
        var note: String
        /// "probably between 21 min and 34 min, from 210 questions"
        var interval: String?
        /// The figure of the whole time, when the headline is of late.
        var whole: String?
    }

    /// The wait of late where it is clearly another than before, else that of the whole time: whoever asks now should not be told of better or
    /// worse years. `nil` below the minimum sample.
    var headline: Headline? {
        let report = model.report
        guard let overall = report.summary.median else { return nil }
        func text(_ median: Quantile) -> String { median.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached") }
        func interval(_ median: Quantile, _ summary: WaitSummary) -> String? {
            self.interval(median).map { phrases("intervalFrom", count: summary.sample, ["interval": $0]) }
        }
        let comparison = report.comparison
        guard comparison.trend != .unclear, let recent = comparison.recent.median else {
            return Headline(value: text(overall), note: phrases("waitMedian"), interval: interval(overall, report.summary))
        }
        return Headline(
            value: text(recent), note: phrases("waitMedianRecent", ["days": phrases.numberText(comparison.days)]),
            interval: interval(recent, comparison.recent), whole: phrases("waitWhole", ["time": text(overall)]))
    }

    /// Which questions the figures speak of.
    var scopeNote: String {
        let months = model.report.months
        func name(_ cohort: MonthCohort?) -> String { cohort.map { monthText($0.month) } ?? "–" }
        let number = phrases.numberText(model.report.questions)
        if months.count == 1 { return phrases(site.hasLog ? "scopeLogMonth" : "scopeThreadsMonth", ["n": number, "month": name(months.first)]) }
        return phrases(site.hasLog ? "scopeLog" : "scopeThreads", ["n": number, "from": name(months.first), "to": name(months.last)])
    }
}
