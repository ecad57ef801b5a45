import AnswerClock
import KnowledgeBase

@Sendable func clockPages(_ plan: Plan) -> [PageRequest] {
    plan.page(Permalinks.clock, plan.templates.clock, isIndex: true) { $0.clockPage() }
}

extension PageComposer {
    fileprivate func clockPage() -> Page<ClockView> {
        let report = model.report
        let summary = report.summary
        return page(
            PageHead(kind: "clock", title: phrases("answerClock"), crumbs: [(Permalinks.home, site.settings.title)], section: Permalinks.clock),
            ClockView(
                scope: scopeNote, hasQuestions: report.questions > 0,
                empty: report.questions > 0
                    ? nil : EmptyView(title: phrases("emptyClockTitle"), text: phrases("emptyClockText"), actionUrl: nil, actionText: nil),
                median: summary.median.map { median($0, of: summary) }, tooFewText: phrases("waitTooFew", count: summary.sample),
                naive: naive(summary), shares: shares(summary), rulesUrl: url(Permalinks.rules),
                promises: report.promises.compactMap { promise($0) }, curve: nil, months: nil, whenToAsk: nil, coverage: nil, tagRows: [],
                figures: []))
    }

    private func median(_ median: Quantile, of summary: WaitSummary) -> ClockView.Median {
        ClockView.Median(
            value: median.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached"), note: phrases("waitMedian"),
            interval: interval(median) ?? "")
    }

    private func naive(_ summary: WaitSummary) -> ClockView.Naive? {
        summary.naiveMedianSeconds.map {
            ClockView.Naive(
                value: phrases.duration($0), note: phrases("naiveNote", ["n": phrases.numberText(summary.questions - summary.answered)]))
        }
    }

    private func shares(_ summary: WaitSummary) -> [ClockView.Share] {
        zip(model.clock.settings.limits, summary.shares ?? []).compactMap { limit, share in
            share.map {
                ClockView.Share(
                    label: phrases.duration(Double(limit)), value: phrases.percent($0.share),
                    interval: phrases("range", ["low": phrases.percent($0.low ?? 0), "high": phrases.percent($0.high ?? 1)]),
                    bar: shareBar($0, target: nil))
            }
        }
    }
}
