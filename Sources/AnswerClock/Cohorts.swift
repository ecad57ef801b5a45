/// The questions of one month, by the site's calendar; or of a few months on end.
package struct MonthCohort: Hashable, Sendable {
    /// The first one, where there are several.
    package let month: CalendarMonth
    package let summary: WaitSummary
}

/// The questions with one tag.
package struct TagCohort: Hashable, Sendable {
    package let tag: String
    package let summary: WaitSummary
    /// One for each window, in the order of `LeaderboardWindow.allCases`; empty unless asked for.
    package let leaderboards: [Leaderboard]
}

/// Every month from the first to the last with a question, without gaps: a month without questions has an empty summary.
///
/// - Parameter length: how many months are taken together, from January on: 1, 3 for quarters, 12 for years.
func monthCohorts(_ questions: [Judgement], zone: ZoneOffsets, limits: [Int], minimum: Int, length: Int = 1) -> [MonthCohort] {
    // Months as plain numbers: 12 times the year and so on.
    let periods = questions.map { floorDivide(zone.civil(at: $0.asked.earliest).month.ordinal, length) }
    guard let first = periods.min(), let last = periods.max() else { return [] }
    var places = [[Int]](repeating: [], count: last - first + 1)
    for (place, period) in periods.enumerated() { places[period - first].append(place) }
    return places.enumerated().map { offset, places in
        MonthCohort(
            month: CalendarMonth(ordinal: (first + offset) * length),
            summary: WaitSummary(questions, at: places, limits: limits, minimum: minimum))
    }
}

/// The months as a picture can show them: single ones while they are few, else quarters, else years.
package struct PicturedMonths: Hashable, Sendable {
    /// Of each cohort, in months: 1, 3 or 12.
    package let length: Int
    /// Without gaps, in order of time.
    package let cohorts: [MonthCohort]

    /// More than this on a phone are a fence, not a picture.
    static let most = 36

    init(_ months: [MonthCohort], of questions: [Judgement], zone: ZoneOffsets, limits: [Int], minimum: Int) {
        length = months.count <= Self.most ? 1 : months.count <= 3 * Self.most ? 3 : 12
        cohorts = length == 1 ? months : monthCohorts(questions, zone: zone, limits: limits, minimum: minimum, length: length)
    }
}

/// Weekday × hour, or × a block of hours: when a question asked then gets its first answer.
package struct WhenToAsk: Hashable, Sendable {
    package struct Cell: Hashable, Sendable {
        /// Questions with a duration.
        package let questions: Int
        /// `nil` below the minimum; its `seconds` are `nil` when half the questions were never answered.
        package let median: Quantile?
    }

    /// How many hours a cell spans: a divisor of 24.
    package let hoursInCell: Int
    /// Monday's cells (24 when a cell is an hour), then Tuesday's and so on, in the site's zone.
    package let cells: [Cell]

    /// - Parameters:
    ///   - weekday: 0 is Monday.
    ///   - hour: 0 to 23.
    package subscript(weekday weekday: Int, hour hour: Int) -> Cell { cells[(weekday * 24 + hour) / hoursInCell] }

    /// At least half of the week has a figure.
    package var isMostlyFilled: Bool { cells.count { $0.median != nil } * 2 >= cells.count }

    /// - Parameter hoursInCell: a divisor of 24.
    init(_ questions: [Judgement], zone: ZoneOffsets, minimum: Int, hoursInCell: Int = 1) {
        var waits = [[ObservedTime]](repeating: [], count: 7 * 24 / hoursInCell)
        for question in questions {
            guard let wait = question.wait else { continue }
            let asked = zone.civil(at: question.asked.earliest)
            waits[(asked.weekday * 24 + asked.hour) / hoursInCell].append(wait)
        }
        self.hoursInCell = hoursInCell
        cells = waits.map { waits in
            Cell(questions: waits.count, median: waits.count >= max(1, minimum) ? SurvivalCurve(waits).median : nil)
        }
    }

    /// The finest blocks of hours of which at least half have a figure, and failing that whole days; `hourly` itself where it will do.
    static func legible(_ hourly: WhenToAsk, _ questions: [Judgement], zone: ZoneOffsets, minimum: Int) -> WhenToAsk {
        if hourly.isMostlyFilled { return hourly }
        for hours in [2, 3, 4, 6, 12] {
            let blocks = WhenToAsk(questions, zone: zone, minimum: minimum, hoursInCell: hours)
            if blocks.isMostlyFilled { return blocks }
        }
        return WhenToAsk(questions, zone: zone, minimum: minimum, hoursInCell: 24)
    }
}

/// Every tag that a judged question bears, by name.
///
/// - Parameter maker: makes the tags' leaderboards from the indices of their answers; `nil` for none.
func tagCohorts(
    in set: QuestionSet, _ questions: [Judgement], limits: [Int], minimum: Int, answers: [CountedAnswer],
    maker: LeaderboardMaker?
) -> [TagCohort] {
    var places = [[Int]](repeating: [], count: set.tags.count)
    for (place, question) in questions.enumerated() {
        for tag in set.questions[question.index].tags { places[Int(set.tagLists[tag])].append(place) }
    }
    var selected = [[Int]](repeating: [], count: maker == nil ? 0 : set.tags.count)
    if maker != nil {
        for (place, answer) in answers.enumerated() {
            for tag in set.questions[Int(answer.question)].tags { selected[Int(set.tagLists[tag])].append(place) }
        }
    }
    return set.tags.indices.filter { !places[$0].isEmpty }.sorted { set.tags[$0] < set.tags[$1] }.map { tag in
        TagCohort(
            tag: set.tags[tag], summary: WaitSummary(questions, at: places[tag], limits: limits, minimum: minimum),
            leaderboards: maker?.boards(selected[tag]) ?? [])
    }
}
