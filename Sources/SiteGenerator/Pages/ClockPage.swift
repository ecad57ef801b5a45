import AnswerClock
import KnowledgeBase

@Sendable func clockPages(_ plan: Plan) -> [PageRequest] {
    plan.page(Permalinks.clock, plan.templates.clock, isIndex: true) { $0.clockPage() }
        + plan.file(Permalinks.clockData, isIndex: true) { composer in
            clockJSON(ClockFigures(report: composer.model.report, site: composer.site))
        }
}

/// The rest are on the tags' own pages.
private let tagsInTable = 30

extension PageComposer {
    fileprivate func clockPage() -> Page<ClockView> {
        let report = model.report
        let summary = report.summary
        let hasQuestions = report.questions > 0
        let tagRows = tagRows(report)
        let tagsLeftOut = tagRows.count - min(tagRows.count, tagsInTable)
        return page(
            PageHead(
                kind: "clock", title: phrases("answerClock"), crumbs: [(Permalinks.home, site.settings.title)], section: Permalinks.clock,
                twins: [(Permalinks.clockData, phrases("answerClock"), "application/json")]),
            ClockView(
                scope: scopeNote, hasQuestions: hasQuestions,
                empty: hasQuestions
                    ? nil : EmptyView(title: phrases("emptyClockTitle"), text: phrases("emptyClockText"), actionUrl: nil, actionText: nil),
                median: headline.map { ClockView.Median(value: $0.value, note: $0.note, interval: $0.interval, whole: $0.whole) },
                tooFewText: phrases("waitTooFew", ["n": phrases.numberText(summary.sample)]), naive: naive(summary),
                trend: hasQuestions ? trend(report.comparison) : nil, raw: rawRows(summary), shares: shares(summary),
                sharesNote: headline?.whole == nil ? nil : phrases("sharesOfWhole", count: summary.sample),
                rulesUrl: url(Permalinks.rules), promises: report.promises.compactMap { promise($0) }, curve: curve(report), months: months(report),
                whenToAsk: whenToAsk(report), coverage: coverage(report), tagRows: Array(tagRows.prefix(tagsInTable)), figures: figures(report),
                withinHeading: phrases("withinTime", ["time": phrases.duration(Double(columnLimit))]),
                tagsNote: tagsLeftOut > 0 ? phrases("tagsLeftOut", count: tagsLeftOut) : nil, tagsUrl: url(Permalinks.tags), badges: badgeViews()))
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
                    label: phrases.duration(Double(limit)), value: phrases.percent($0.share), interval: shareInterval($0) ?? "",
                    bar: shareBar($0, target: nil))
            }
        }
    }

    /// "90% to 96%".
    func shareInterval(_ share: ShareEstimate) -> String? {
        guard let low = share.low, let high = share.high else { return nil }
        return phrases("range", ["low": phrases.percent(low), "high": phrases.percent(high)])
    }

    /// Is it getting better?
    private func trend(_ comparison: PeriodComparison) -> ClockView.Trend {
        let days = phrases.numberText(comparison.days)
        func median(_ summary: WaitSummary) -> String {
            summary.median?.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached")
        }
        guard comparison.logRank != nil else {
            return ClockView.Trend(
                state: "unclear",
                text: phrases(
                    "trendTooFew",
                    [
                        "days": days, "recentCount": phrases("questionCount", count: comparison.recent.questions),
                        "earlierCount": phrases("questionCount", count: comparison.earlier.questions),
                        "n": phrases.numberText(model.clock.settings.minimumSample),
                    ]))
        }
        let (state, key) =
            switch comparison.trend {
            case .faster: ("faster", "trendFaster")
            case .slower: ("slower", "trendSlower")
            case .unclear: ("unclear", "trendUnclear")
            }
        return ClockView.Trend(
            state: state, text: phrases(key, ["days": days, "recent": median(comparison.recent), "earlier": median(comparison.earlier)]))
    }

    private func rawRows(_ summary: WaitSummary) -> [ClockView.RawRow] {
        summary.raw.map { wait in
            let thread = wait.id >= 0 ? site.threads[wait.id] : nil
            let asked = thread?.asked ?? site.log[-1 - wait.id].asked
            return ClockView.RawRow(
                asked: time(asked), askedSort: String(asked.instant.secondsSince1970), url: thread.map { url(Permalinks.thread($0.slug)) },
                title: thread?.title ?? ([phrases("rawLogEntry")] + site.log[-1 - wait.id].tags).joined(separator: " · "),
                wait: wait.seconds.map { durationCell(Double($0)) } ?? Cell(text: phrases("dateOnly"), sort: ""),
                state: phrases(wait.isAnswered ? "waitState.answered" : "waitState.open"))
        }
    }
}
