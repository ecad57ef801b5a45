/// The figures of one group of questions: a month, a tag, a whole site.
package struct WaitSummary: Hashable, Sendable {
    /// Questions in the group, those without a duration included.
    package let questions: Int
    /// Of them, answered by somebody else.
    package let answered: Int
    /// Of them, kept out of durations by date-only times.
    package let dateOnly: Int
    /// At 25, 50, 75 and 90 %. `nil` below the minimum sample: then `raw` stands instead.
    package let quantiles: [Quantile]?
    /// Of the answered alone; to be shown beside the Kaplan-Meier median and labelled. `nil` below the minimum sample.
    package let naiveMedianSeconds: Double?
    /// The share answered within each of the settings' limits, in their order; an inner `nil` where the curve says nothing there.
    /// `nil` below the minimum sample.
    package let shares: [ShareEstimate?]?
    /// The group's questions in order of time, when it is below the minimum sample; otherwise empty.
    package let raw: [RawWait]

    /// Questions with a duration.
    package var sample: Int { questions - dateOnly }
    package var median: Quantile? { quantiles?.first { $0.share == 0.5 } }
    package var isBelowMinimum: Bool { quantiles == nil }
    /// Counted plainly, 0 to 1: the young questions that may yet be answered are in the denominator. `nil` for an empty group.
    package var answeredShare: Double? { questions > 0 ? Double(answered) / Double(questions) : nil }
}

/// One question of a group that is too small for a figure.
package struct RawWait: Hashable, Sendable {
    /// The caller's number.
    package let id: Int
    package let asked: ClockTime
    /// Seconds to the first answer, or waited so far; `nil` with date-only times.
    package let seconds: Int?
    package let isAnswered: Bool
}

extension WaitSummary {
    /// - Parameters:
    ///   - places: the group's, as indices into `questions`.
    ///   - limits: for `shares`, in seconds.
    ///   - minimum: the least number of questions with a duration for which figures are given.
    init(_ questions: [Judgement], at places: some Collection<Int>, limits: [Int], minimum: Int) {
        let waits = places.compactMap { questions[$0].wait }.sorted()
        self.init(questions, at: places, curve: SurvivalCurve(sorted: waits), sorted: waits, limits: limits, minimum: minimum)
    }

    /// - Parameters:
    ///   - curve: of the group's waits.
    ///   - waits: the same waits in ascending order.
    init(
        _ questions: [Judgement], at places: some Collection<Int>, curve: SurvivalCurve, sorted waits: [ObservedTime],
        limits: [Int], minimum: Int
    ) {
        let isEnough = waits.count >= max(1, minimum)
        self.questions = places.count
        answered = places.reduce(0) { $0 + (questions[$1].isAnswered ? 1 : 0) }
        dateOnly = places.count - waits.count
        quantiles = isEnough ? curve.quantiles() : nil
        naiveMedianSeconds = isEnough ? sampleQuantile(0.5, ofSorted: waits.filter(\.answered).map(\.seconds)) : nil
        shares = isEnough ? limits.map { curve.share(within: $0) } : nil
        raw = isEnough ? [] : rawWaits(places.map { questions[$0] })
    }
}

/// In order of time.
func rawWaits(_ questions: [Judgement]) -> [RawWait] {
    questions.sorted { ($0.asked.earliest, $0.id) < ($1.asked.earliest, $1.id) }.map {
        RawWait(id: $0.id, asked: $0.asked, seconds: $0.wait?.seconds, isAnswered: $0.isAnswered)
    }
}
