import AnswerClock

// What the clock says in few words, on pages that are not about it.

extension PageComposer {
    func medianFigure(_ median: Quantile) -> FigureView {
        FigureView(
            label: phrases("medianToFirstAnswer"), value: median.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached"),
            note: interval(median), url: url(Permalinks.clock))
    }

    /// "95 % interval 21 min to 34 min"; `nil` when the curve gives neither end.
    func interval(_ quantile: Quantile) -> String? {
        if quantile.low == nil, quantile.high == nil { return nil }
        func end(_ seconds: Double?) -> String { seconds.map { phrases.duration($0) } ?? phrases("waitNotReached") }
        return phrases("intervalText", ["low": end(quantile.low), "high": end(quantile.high)])
    }

    func intervalSuffix(_ quantile: Quantile) -> String { interval(quantile).map { "; " + $0 } ?? "" }

    /// The recent median, where it is clearly another than before: whoever asks now should not be told of better or worse years alone.
    var recentSuffix: String {
        let comparison = model.report.comparison
        guard comparison.trend != .unclear, let median = comparison.recent.median else { return "" }
        let time = median.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached")
        return phrases("waitRecent", ["days": String(comparison.days), "time": time])
    }

    /// Which questions the figures speak of.
    var scopeNote: String {
        let months = model.report.months
        func name(_ cohort: MonthCohort?) -> String { cohort.map { monthText($0.month) } ?? "–" }
        return phrases(
            site.hasLog ? "scopeLog" : "scopeThreads",
            ["n": phrases.numberText(model.report.questions), "from": name(months.first), "to": name(months.last)])
    }
}
