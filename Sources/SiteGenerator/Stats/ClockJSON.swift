import AnswerClock
import Diagnostics
import KnowledgeBase

/// `clock.json`, and the output of `stats --format json`. Documented in Docs/Clock.md, "The figures as JSON".
///
/// - Parameter withOverdue: adds the list of overdue questions to each promise.
package func clockJSON(_ figures: ClockFigures, withOverdue: Bool = false) -> [UInt8] {
    let report = figures.report
    let summary = report.summary
    var json = JSONWriter(isPretty: true)
    json.object { json in
        json.member("as_of", figures.time(report.asOf))
        json.member("scope", figures.site.hasLog ? "log" : "threads")
        json.member("questions", report.questions)
        json.member("answered", report.answered)
        json.member("unanswered", report.questions - report.answered)
        json.member("closed_unanswered", report.closedUnanswered)
        json.member("self_answered_only", report.selfAnsweredOnly)
        json.member("date_only", report.dateOnly)
        json.member("minimum_sample", report.settings.minimumSample)
        json.key("below_minimum_sample")
        json.boolean(summary.isBelowMinimum)
        json.seconds("naive_median_seconds", summary.naiveMedianSeconds)
        json.key("any_reply")
        json.object { json in
            json.member("questions", report.anyReply.questions)
            json.seconds("naive_median_seconds", report.anyReply.naiveMedianSeconds)
        }
        json.key("quantiles")
        json.object { json in
            for (index, share) in SurvivalCurve.usualShares.enumerated() {
                json.key(String(Int((share * 100).rounded())))
                json.object { $0.quantile(summary.quantiles?[index]) }
            }
        }
        json.key("share_within")
        json.object { json in
            for limit in ClockSettings.usualLimits {
                let place = report.settings.limits.firstIndex(of: limit)
                json.key(limitCode(limit))
                json.object { $0.share(place.flatMap { summary.shares?[$0] }) }
            }
        }
        json.key("promises")
        json.array { json in
            for promise in report.promises { json.promise(promise, figures, withOverdue: withOverdue) }
        }
        json.key("comparison")
        json.object { $0.comparison(report.comparison) }
        json.key("leaderboard")
        json.array { json in
            for row in figures.rows { json.object { $0.row(row) } }
        }
        json.key("months")
        json.array { json in
            for month in report.months where month.summary.questions > 0 { json.object { $0.month(month) } }
        }
        json.key("tags")
        json.array { json in
            for tag in report.tags {
                json.object { json in
                    json.member("tag", tag.tag)
                    json.group(tag.summary)
                }
            }
        }
        json.key("coverage")
        json.array { json in
            for month in report.coverage {
                json.object { json in
                    json.member("month", code(month.month))
                    json.member("asked", month.asked)
                    json.member("archived", month.archived)
                }
            }
        }
    }
    return json.bytes + [UInt8(ascii: "\n")]
}

/// `2026-03`.
func code(_ month: CalendarMonth) -> String { "\(month.year)-" + twoDigits(month.month) }

extension JSONWriter {
    /// Whole seconds as an integer; `null` for what isn't there.
    fileprivate mutating func seconds(_ name: String, _ value: Double?) {
        key(name)
        guard let value else { return null() }
        if let whole = Int(exactly: value) { integer(whole) } else { number(value) }
    }

    /// 0 to 1.
    fileprivate mutating func fraction(_ name: String, _ value: Double?) {
        key(name)
        if let value { number(value) } else { null() }
    }

    fileprivate mutating func quantile(_ quantile: Quantile?) {
        seconds("seconds", quantile?.seconds)
        seconds("low", quantile?.low)
        seconds("high", quantile?.high)
    }

    fileprivate mutating func share(_ share: ShareEstimate?) {
        fraction("share", share?.share)
        fraction("low", share?.low)
        fraction("high", share?.high)
    }

    fileprivate mutating func promise(_ report: PromiseReport, _ figures: ClockFigures, withOverdue: Bool) {
        guard let period = report.current else { return }
        object { json in
            json.member("title", report.promise.title)
            json.member("rule", figures.site.rules[report.promise.id].slug)
            json.member("within_seconds", period.terms.withinSeconds)
            // Below the minimum a share is not given; the counts are.
            json.share(period.verdict == .tooLittleData ? nil : period.share)
            json.fraction("promised_share", period.terms.share)
            json.member("kept", period.counts.kept)
            json.member("broken", period.counts.broken)
            json.member("overdue", period.counts.overdue)
            json.member("not_yet_due", period.counts.notYetDue)
            json.member("closed_before_due", period.counts.closedBeforeDue)
            json.member("verdict", verdictCode(period.verdict))
            if period.terms.hours != nil { json.fraction("wall_share", period.verdict == .tooLittleData ? nil : period.wallShare?.share) }
            json.member("since", figures.time(period.terms.since))
            if let until = period.terms.until { json.member("until", figures.time(until)) }
            json.key("last_broken")
            if let last = report.lastBroken { json.string(figures.time(last)) } else { json.null() }
            guard withOverdue else { return }
            json.key("overdue_questions")
            json.array { json in
                for question in report.overdue {
                    json.object { json in
                        json.key("thread")
                        if let thread = figures.thread(question) { json.string(thread.slug) } else { json.null() }
                        json.member("asked", figures.time(question.asked))
                        json.member("due", figures.time(question.due))
                        json.member("overdue_seconds", question.overdueSeconds)
                    }
                }
            }
        }
    }

    fileprivate mutating func comparison(_ comparison: PeriodComparison) {
        member("days", comparison.days)
        member("recent_questions", comparison.recent.questions)
        seconds("recent_median_seconds", comparison.recent.median?.seconds)
        member("earlier_questions", comparison.earlier.questions)
        seconds("earlier_median_seconds", comparison.earlier.median?.seconds)
        fraction("p", comparison.logRank?.pValue)
        let trend =
            switch comparison.trend {
            case .faster: "faster"
            case .slower: "slower"
            case .unclear: "unclear"
            }
        member("trend", trend)
    }

    fileprivate mutating func row(_ row: LeaderboardRow) {
        member("person", row.person)
        key("rank")
        if let rank = row.rank { integer(rank) } else { null() }
        member("first_answers", row.firstAnswers)
        member("answers", row.answers)
        member("accepted", row.accepted)
        member("people_helped", row.peopleHelped)
        seconds("median_seconds", row.medianSeconds)
        seconds("typical_seconds", row.typicalSeconds)
        fraction("share_within_promise", row.shareWithinPromise)
    }

    fileprivate mutating func month(_ month: MonthCohort) {
        member("month", code(month.month))
        group(month.summary)
    }

    /// A month's or a tag's figures.
    fileprivate mutating func group(_ summary: WaitSummary) {
        member("questions", summary.questions)
        member("answered", summary.answered)
        seconds("median_seconds", summary.median?.seconds)
        seconds("low", summary.median?.low)
        seconds("high", summary.median?.high)
        seconds("naive_median_seconds", summary.naiveMedianSeconds)
    }
}
