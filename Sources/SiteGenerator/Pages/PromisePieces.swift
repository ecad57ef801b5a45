import AnswerClock
import KnowledgeBase
import TemplateEngine

// How a promise fares, as a card, on its rule's page, and through time.

extension PageComposer {
    /// `nil` before the promise begins and after it has ended.
    func promise(_ report: PromiseReport) -> PromiseView? {
        guard let period = report.current else { return nil }
        let terms = period.terms
        let promised = phrases.percent(terms.share)
        let limit = phrases.duration(Double(terms.withinSeconds))
        let share = period.verdict == .tooLittleData ? nil : period.share
        return PromiseView(
            ruleUrl: url(Permalinks.rule(site.rules[report.promise.id].slug)), title: report.promise.title, state: state(period.verdict),
            verdict: verdict(period.verdict), share: share.map { phrases.percent($0.share) } ?? "–",
            shareLabel: phrases(terms.hours == nil ? "promiseShare" : "promiseShareHours", ["time": limit, "share": promised]),
            bar: share.map { shareBar($0, target: terms.share) } ?? SafeHTML(),
            intervalText: share.map { interval($0, of: period.counts.judged) } ?? phrases("promiseTooFew", count: period.counts.judged))
    }

    func standing(_ report: PromiseReport) -> StandingView? {
        guard let card = promise(report), let period = report.current else { return nil }
        let terms = period.terms
        var sentence =
            period.verdict == .tooLittleData
            ? phrases("promiseTooFewSentence", ["n": phrases.numberText(model.clock.settings.minimumSample)])
            : phrases(
                terms.hours == nil ? "promiseKeptSentence" : "promiseKeptSentenceHours",
                ["share": card.share, "time": phrases.duration(Double(terms.withinSeconds)), "promised": phrases.percent(terms.share)])
        if report.periods.count > 1 {
            // The overdue list also has those who asked under earlier terms.
            let since = site.timeZone.timestamp(Instant(secondsSince1970: terms.since)).local.date
            sentence += phrases("sentenceSpace") + phrases("promiseSince", ["date": phrases.date(since)])
        }
        func count(_ state: String, _ key: String, _ number: Int) -> StandingView.Count {
            StandingView.Count(state: state, label: phrases(key), value: phrases.numberText(number))
        }
        let counts = period.counts
        return StandingView(
            card: card, sentence: sentence,
            counts: [
                count("kept", "countKept", counts.kept), count("broken", "countBroken", counts.broken),
                count("overdue", "countOverdue", counts.overdue), count("pending", "countPending", counts.notYetDue),
            ] + (counts.closedBeforeDue > 0 ? [count("closed", "countClosed", counts.closedBeforeDue)] : []), hoursText: hoursText(report, period), streakText: streakText(report), clockUrl: url(Permalinks.clock))
    }

    /// Both clocks, where the promise runs by its own.
    private func hoursText(_ report: PromiseReport, _ period: PromisePeriod) -> String? {
        guard period.terms.hours != nil, period.verdict != .tooLittleData, let wall = period.wallShare else { return nil }
        let written = site.rules[report.promise.id].promises.last { $0.since.instant.secondsSince1970 == period.terms.since }?.source.hours?.value
        func median(_ quantile: Quantile) -> String { quantile.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached") }
        let own = phrases("promisedHours", ["hours": written ?? "", "share": period.share.map { phrases.percent($0.share) } ?? "–"])
        let both = phrases(
            "bothClocks",
            [
                "time": phrases.duration(Double(period.terms.withinSeconds)), "share": phrases.percent(wall.share), "median": median(period.wallMedian),
                "promised": median(period.median),
            ])
        return own + phrases("sentenceSpace") + both
    }

    private func streakText(_ report: PromiseReport) -> String? {
        // "Not broken once" says nothing where a verdict would.
        guard let seconds = report.streakSeconds, report.lastBroken != nil || report.periods.last?.verdict != .tooLittleData else { return nil }
        return phrases(report.lastBroken == nil ? "neverBroken" : "lastBroken", ["time": phrases.duration(Double(seconds))])
    }

    func history(_ report: PromiseReport) -> [RuleView.Term] {
        report.periods.reversed().map { period in
            let since = site.timeZone.timestamp(Instant(secondsSince1970: period.terms.since))
            return RuleView.Term(
                since: day(since),
                text: phrases(
                    "termText", ["time": phrases.duration(Double(period.terms.withinSeconds)), "share": phrases.percent(period.terms.share)]),
                questions: phrases.numberText(period.counts.judged),
                share: period.verdict == .tooLittleData ? "–" : period.share.map { phrases.percent($0.share) } ?? "–", state: state(period.verdict),
                verdict: verdict(period.verdict))
        }
    }

    /// That a promise holds no more, and when it did; `nil` for one that holds or has not begun.
    func endedNotice(_ report: PromiseReport) -> NoticeView? {
        guard let period = report.ended, let until = period.until else { return nil }
        func day(_ second: Int) -> String { phrases.date(site.timeZone.timestamp(Instant(secondsSince1970: second)).local.date) }
        return NoticeView(
            kind: "fact", label: phrases("promiseEndedLabel"),
            text: phrases("promiseEnded", ["from": day(report.periods[0].terms.since), "to": day(until - 1)]), url: nil, linkText: nil)
    }

    private func state(_ verdict: PromiseVerdict) -> String {
        switch verdict {
        case .kept: "kept"
        case .notKept: "broken"
        case .tooLittleData: "unsettled"
        }
    }

    private func verdict(_ verdict: PromiseVerdict) -> String {
        switch verdict {
        case .kept: phrases("promiseKept")
        case .notKept: phrases("promiseBroken")
        case .tooLittleData: phrases("promiseUnsettled")
        }
    }

    private func interval(_ share: ShareEstimate, of count: Int) -> String {
        guard let low = share.low, let high = share.high else { return phrases("questionCount", count: count) }
        return phrases(
            "promiseInterval", ["low": phrases.percent(low), "high": phrases.percent(high), "n": phrases.numberText(count)])
    }

    func shareBar(_ share: ShareEstimate, target: Double?) -> SafeHTML {
        let parts: KeyValuePairs<String, String> = [
            "share": phrases.percent(share.share), "low": phrases.percent(share.low ?? share.share),
            "high": phrases.percent(share.high ?? share.share), "promised": target.map { phrases.percent($0) } ?? "",
        ]
        return barChart(share, target: target, label: phrases(target == nil ? "barText" : "promiseBarText", parts))
    }
}
