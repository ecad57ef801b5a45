import AnswerClock
import KnowledgeBase

extension PageComposer {
    /// `nil` below the minimum sample, and when nothing was answered yet.
    func curve(_ report: ClockReport) -> CurveView? {
        guard !report.summary.isBelowMinimum, report.curve.events > 0 else { return nil }
        let chart = curveChart(report, benchmarks: site.settings.benchmarks)
        return CurveView(
            chart: chart.draw(label: curveText(report)), caption: curveCaption(report, drawnPromise(report)), rows: curveRows(report, chart.target))
    }

    func curveChart(_ report: ClockReport, benchmarks: [SiteSettings.Benchmark]) -> CurveChart {
        CurveChart(
            curve: report.curve, median: report.summary.median,
            target: drawnPromise(report).map { CurveChart.Target(seconds: $0.terms.withinSeconds, share: $0.terms.share) }, benchmarks: benchmarks,
            phrases: phrases)
    }

    /// The first promise by wall time: one that counts its own hours has no place on the curve.
    private func drawnPromise(_ report: ClockReport) -> PromisePeriod? { report.promises.lazy.compactMap(\.current).first { $0.terms.hours == nil } }

    /// The picture in words: the shares at the limits that the page names anyway.
    private func curveText(_ report: ClockReport) -> String {
        let points = model.clock.settings.limits.compactMap { limit in
            report.curve.share(within: limit).map {
                phrases("curvePoint", ["share": phrases.percent($0.share), "time": phrases.duration(Double(limit))])
            }
        }
        return phrases("curveText", ["points": points.joined(separator: phrases("listSeparator"))])
    }

    private func curveCaption(_ report: ClockReport, _ period: PromisePeriod?) -> String {
        let hasHours = period == nil && report.promises.contains { $0.current != nil }
        let count = phrases("questionCount", count: report.summary.sample)
        var caption: String
        if let period {
            let terms = period.terms
            // The curve is everybody's; the promise judges those who asked since it was given.
            let isOfAll = period.counts.judged == report.summary.sample
            caption = phrases(
                isOfAll ? "curveCaptionPromise" : "curveCaptionPromiseSince",
                [
                    "count": count, "share": phrases.percent(terms.share), "time": phrases.duration(Double(terms.withinSeconds)),
                    "date": phrases.date(site.timeZone.timestamp(Instant(secondsSince1970: terms.since)).local.date),
                ])
        } else {
            caption = phrases(hasHours ? "curveCaptionHours" : "curveCaption", ["count": count])
        }
        for (index, benchmark) in site.settings.benchmarks.enumerated() {
            caption += " "
            caption += phrases(
                "curveBenchmark",
                [
                    "letter": benchmarkLetter(index), "name": benchmark.name, "time": phrases.duration(Double(benchmark.seconds)),
                    "source": benchmark.source,
                ])
        }
        return caption
    }

    /// The numbers of the picture: at the times that the axis names, at the median and at the promise.
    private func curveRows(_ report: ClockReport, _ target: CurveChart.Target?) -> [CurveView.Row] {
        let curve = report.curve
        var times: Set<Int> = [60, 600, 1_800, 30 * 86_400, 90 * 86_400, 365 * 86_400]
        times.formUnion(model.clock.settings.limits)
        if let target { times.insert(target.seconds) }
        if let median = report.summary.median?.seconds { times.insert(Int(median.rounded())) }
        return times.sorted().compactMap { seconds in
            curve.share(within: seconds).map { share in
                // Those still followed just after: at risk at the last step, without its answers.
                CurveView.Row(
                    waited: phrases.duration(Double(seconds)), share: phrases.percent(share.share), interval: shareInterval(share) ?? "–",
                    atRisk: phrases.numberText(curve.step(at: seconds).map { $0.atRisk - $0.events } ?? curve.count))
            }
        }
    }
}
