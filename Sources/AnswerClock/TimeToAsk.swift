/// The part of the week in which a question gets its first answer soonest.
///
/// Of 168 cells with a few questions each, the one with the shortest median is the luckiest. So a part of the week is looked at only when many
/// questions were asked in it, hours are taken together until at least half of the week can be looked at, and the part is chosen whose interval
/// has the lowest upper end.
package struct TimeToAsk: Hashable, Sendable {
    /// How many hours it spans: a divisor of 24.
    package let hours: Int
    /// Which of the week's parts of so many hours, from Monday's first.
    package let index: Int
    /// Questions with a duration that were asked in it.
    package let questions: Int
    /// With its interval's upper end.
    package let median: Quantile

    /// With 30 questions the 95 % interval of a median reaches from about the 10th to the 21st of them; with 7, from the first to the last.
    package static let leastQuestions = 30

    /// `nil` when not even whole days have enough questions, or none of their medians has an upper end.
    ///
    /// - Parameters:
    ///   - finest: hours; nothing finer is looked at than the page shows.
    ///   - minimum: of questions with a duration.
    init?(_ questions: [Judgement], zone: ZoneOffsets, finest: Int, minimum: Int) {
        for hours in [1, 2, 3, 4, 6, 12, 24] where hours >= finest {
            let week = WhenToAsk(questions, zone: zone, minimum: minimum, hoursInCell: hours)
            guard week.isMostlyFilled || hours == 24 else { continue }
            var best: (key: (Double, Double, Int), median: Quantile)?
            for (index, cell) in week.cells.enumerated() {
                guard let median = cell.median, let seconds = median.seconds, let high = median.high else { continue }
                let key = (high, seconds, index)
                if best.map({ key < $0.key }) ?? true { best = (key, median) }
            }
            guard let best else { continue }
            self.hours = hours
            index = best.key.2
            self.questions = week.cells[index].questions
            median = best.median
            return
        }
        return nil
    }
}
