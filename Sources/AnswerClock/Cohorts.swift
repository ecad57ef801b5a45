/// The questions of one month, by the site's calendar.
package struct MonthCohort: Hashable, Sendable {
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
func monthCohorts(_ questions: [Judgement], zone: ZoneOffsets, limits: [Int], minimum: Int) -> [MonthCohort] {
    // Months as plain numbers: 12 times the year and so on.
    let months = questions.map { zone.civil(at: $0.asked.earliest).month.ordinal }
    guard let first = months.min(), let last = months.max() else { return [] }
    var places = [[Int]](repeating: [], count: last - first + 1)
    for (place, month) in months.enumerated() { places[month - first].append(place) }
    return places.enumerated().map { offset, places in
        MonthCohort(
            month: CalendarMonth(ordinal: first + offset),
            summary: WaitSummary(questions, at: places, limits: limits, minimum: minimum))
    }
}

/// Weekday × hour: when a question asked then gets its first answer.
package struct WhenToAsk: Hashable, Sendable {
    package struct Cell: Hashable, Sendable {
        /// Questions with a duration.
        package let questions: Int
        /// `nil` below the minimum; its `seconds` are `nil` when half the questions were never answered.
        package let median: Quantile?
    }

    /// 168 cells: Monday's 24 hours, then Tuesday's and so on, in the site's zone.
    package let cells: [Cell]

    /// - Parameters:
    ///   - weekday: 0 is Monday.
    ///   - hour: 0 to 23.
    package subscript(weekday weekday: Int, hour hour: Int) -> Cell { cells[weekday * 24 + hour] }

    init(_ questions: [Judgement], zone: ZoneOffsets, minimum: Int) {
        var waits = [[ObservedTime]](repeating: [], count: 7 * 24)
        for question in questions {
            guard let wait = question.wait else { continue }
            let asked = zone.civil(at: question.asked.earliest)
            waits[asked.weekday * 24 + asked.hour].append(wait)
        }
        cells = waits.map { waits in
            Cell(questions: waits.count, median: waits.count >= max(1, minimum) ? SurvivalCurve(waits).median : nil)
        }
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
