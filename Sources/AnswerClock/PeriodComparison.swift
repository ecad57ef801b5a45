/// Is it getting better? The last days against as many before them.
package struct PeriodComparison: Hashable, Sendable {
    package enum Trend: Hashable, Sendable {
        case faster, slower
        /// The difference may well be chance (p above 0.05), or there are too few questions.
        case unclear
    }

    package let days: Int
    /// Questions asked in the last `days` days.
    package let recent: WaitSummary
    /// Questions asked in the `days` days before, judged as they stood when that period ended.
    package let earlier: WaitSummary
    /// Of the recent against the earlier. `nil` when one of them is below the minimum sample.
    package let logRank: LogRank?
    package let trend: Trend
}

extension PeriodComparison {
    /// Both periods are seen with the same length of hindsight: a question of the earlier one is censored where its own period
    /// ends. With more hindsight for one than for the other, the comparison would lean on the tail that only one of them has.
    init(_ judgements: Judgements, days: Int, limits: [Int], minimum: Int) {
        let length = days * 86_400
        let middle = judgements.asOf - length
        let recent = judgements.questions.filter { $0.asked.earliest > middle }
        let earlier = judgements.questions
            .filter { $0.asked.earliest > middle - length && $0.asked.earliest <= middle }
            .map { $0.asSeen(at: middle) }
        self.days = days
        self.recent = WaitSummary(recent, at: recent.indices, limits: limits, minimum: minimum)
        self.earlier = WaitSummary(earlier, at: earlier.indices, limits: limits, minimum: minimum)
        guard !self.recent.isBelowMinimum, !self.earlier.isBelowMinimum,
            let logRank = LogRank(recent.compactMap(\.wait), earlier.compactMap(\.wait))
        else {
            self.logRank = nil
            trend = .unclear
            return
        }
        self.logRank = logRank
        trend = logRank.pValue > 0.05 ? .unclear : Double(logRank.observed) > logRank.expected ? .faster : .slower
    }
}

extension Judgement {
    /// The question as it stood at an earlier instant, not before it was asked.
    fileprivate func asSeen(at instant: Int) -> Judgement {
        guard let wait, asked.earliest + wait.seconds > instant else { return self }
        return Judgement(
            index: index, id: id, asked: asked, wait: ObservedTime(seconds: instant - asked.earliest, answered: false),
            isAnswered: false, isSelfAnswered: isSelfAnswered, isClosedUnanswered: false, firstAnswer: nil)
    }
}
