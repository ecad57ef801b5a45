/// How a rule's promise fares at the as-of.
package struct PromiseReport: Hashable, Sendable {
    package let promise: ClockPromise
    /// One entry for each of the promise's terms that have begun, in order of time; the last one holds today. Empty when
    /// the promise begins after the as-of.
    package let periods: [PromisePeriod]
    /// Questions that wait past their due time, the longest overdue first: a work list. Closed questions are not on it.
    package let overdue: [OverdueQuestion]
    /// The last instant at which the promise was broken to somebody, by an answer that came late or by none: the due time of that
    /// question. `nil`: never.
    package let lastBroken: Int?
    /// Seconds since `lastBroken`; without one, since the first question under the promise was asked. `nil` when no question was.
    package let streakSeconds: Int?

    /// The terms in force at the as-of.
    package var current: PromisePeriod? { periods.last.flatMap { $0.until == nil ? $0 : nil } }
    /// The last terms, where they have ended and no others took over.
    package var ended: PromisePeriod? { periods.last.flatMap { $0.until == nil ? nil : $0 } }
}

/// One stretch of unchanged terms.
package struct PromisePeriod: Hashable, Sendable {
    package let terms: PromiseTerms
    /// The instant at which they ended or the next terms took over; `nil` for those in force.
    package let until: Int?
    package let counts: PromiseCounts
    /// The Kaplan-Meier share at the limit by the promise's own clock; `nil` when the curve says nothing there.
    package let share: ShareEstimate?
    /// The same share by wall time. Equal to `share` where the promise has no hours.
    package let wallShare: ShareEstimate?
    /// The median by the promise's own clock, and by wall time.
    package let median: Quantile
    package let wallMedian: Quantile
    package let verdict: PromiseVerdict
}

package struct PromiseCounts: Hashable, Sendable {
    /// First answer within the limit.
    package var kept = 0
    /// First answer after the limit, or closed without one when it was past due.
    package var broken = 0
    /// No answer, open, and past due.
    package var overdue = 0
    /// No answer, open, and not past due.
    package var notYetDue = 0
    /// Closed without an answer before it was due: neither kept nor broken.
    package var closedBeforeDue = 0
    /// Left out, because a time is only a date.
    package var dateOnly = 0

    /// Questions with a wait to judge by.
    package var judged: Int { kept + broken + overdue + notYetDue + closedBeforeDue }
}

package enum PromiseVerdict: Hashable, Sendable {
    case kept
    case notKept
    /// Fewer questions than the minimum, or none old enough to have been due.
    case tooLittleData
}

package struct OverdueQuestion: Hashable, Sendable {
    /// The caller's number.
    package let id: Int
    /// Seconds since 1970.
    package let asked: Int
    /// The last instant that would have kept the promise, in seconds since 1970.
    package let due: Int
    /// Wall seconds since then; always positive.
    package let overdueSeconds: Int
    /// How long it has waited by the promise's own clock.
    package let promisedSecondsWaited: Int
}

extension PromiseReport {
    /// Judges every question under the promise.
    ///
    /// - Parameters:
    ///   - zone: the site's, for promised hours.
    ///   - minimum: below this many questions with a wait there is no verdict.
    package init(_ promise: ClockPromise, judging judgements: Judgements, zone: ZoneOffsets, minimum: Int) {
        let asOf = judgements.asOf
        let begun = promise.terms.filter { $0.since <= asOf }
        var tallies = begun.map { _ in PromiseTally() }
        var overdue: [OverdueQuestion] = []
        var lastBroken: Int?
        var firstAsked: Int?
        for question in judgements.questions {
            guard let place = promise.terms(inForceAt: question.asked.earliest) else { continue }
            guard let wait = question.wait else {
                tallies[place].counts.dateOnly += 1
                continue
            }
            let terms = begun[place]
            let asked = question.asked.earliest
            let elapsed = terms.hours.map { $0.openSeconds(from: asked, to: asked + wait.seconds, in: zone) } ?? wait.seconds
            tallies[place].add(elapsed: elapsed, wait: wait, isClosed: question.isClosedUnanswered, limit: terms.withinSeconds)
            firstAsked = min(firstAsked ?? asked, asked)
            guard elapsed > terms.withinSeconds else { continue }
            let due = terms.due(asked: asked, in: zone)
            lastBroken = max(lastBroken ?? due, due)
            if !wait.answered, !question.isClosedUnanswered {
                overdue.append(
                    OverdueQuestion(
                        id: question.id, asked: asked, due: due, overdueSeconds: asOf - due, promisedSecondsWaited: elapsed))
            }
        }
        overdue.sort { ($0.due, $0.asked, $0.id) < ($1.due, $1.asked, $1.id) }
        self.promise = promise
        self.periods = tallies.indices.map { place in
            let ends = [begun[place].until.flatMap { $0 <= asOf ? $0 : nil }, place + 1 < begun.count ? begun[place + 1].since : nil]
            return tallies[place].period(terms: begun[place], until: ends.compactMap { $0 }.min(), minimum: minimum)
        }
        self.overdue = overdue
        self.lastBroken = lastBroken
        self.streakSeconds = (lastBroken ?? firstAsked).map { asOf - $0 }
    }
}

private struct PromiseTally {
    var counts = PromiseCounts()
    private var waits: [ObservedTime] = []
    private var promised: [ObservedTime] = []

    mutating func add(elapsed: Int, wait: ObservedTime, isClosed: Bool, limit: Int) {
        waits.append(wait)
        promised.append(ObservedTime(seconds: elapsed, answered: wait.answered))
        switch (wait.answered, elapsed <= limit) {
        case (true, true): counts.kept += 1
        case (true, false): counts.broken += 1
        case (false, true): if isClosed { counts.closedBeforeDue += 1 } else { counts.notYetDue += 1 }
        case (false, false): if isClosed { counts.broken += 1 } else { counts.overdue += 1 }
        }
    }

    func period(terms: PromiseTerms, until: Int?, minimum: Int) -> PromisePeriod {
        let wallCurve = SurvivalCurve(waits)
        let curve = terms.hours == nil ? wallCurve : SurvivalCurve(promised)
        let share = curve.share(within: terms.withinSeconds)
        return PromisePeriod(
            terms: terms, until: until, counts: counts, share: share, wallShare: wallCurve.share(within: terms.withinSeconds),
            median: curve.median, wallMedian: wallCurve.median,
            verdict: verdict(share: share, promised: terms.share, minimum: minimum))
    }

    private func verdict(share: ShareEstimate?, promised: Double, minimum: Int) -> PromiseVerdict {
        guard counts.judged >= max(1, minimum), let share else { return .tooLittleData }
        // Nine of ten answered in time keep a promise of 90 %, whatever the last bit of the quotient says.
        return share.share >= promised - 1e-9 ? .kept : .notKept
    }
}
