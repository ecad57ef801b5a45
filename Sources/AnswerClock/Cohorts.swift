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
    var byMonth: [CalendarMonth: [Judgement]] = [:]
    for question in questions { byMonth[zone.civil(at: question.asked.earliest).month, default: []].append(question) }
    guard let first = byMonth.keys.min(), let last = byMonth.keys.max() else { return [] }
    var cohorts: [MonthCohort] = []
    var month = first
    while month <= last {
        cohorts.append(
            MonthCohort(month: month, summary: WaitSummary(byMonth[month] ?? [], limits: limits, minimum: minimum)))
        month = month.next
    }
    return cohorts
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
/// - Parameter leaderboard: makes a tag's boards from its counted answers; `nil` for none.
func tagCohorts(
    in set: QuestionSet, _ questions: [Judgement], limits: [Int], minimum: Int, answers: [CountedAnswer],
    leaderboards: (([CountedAnswer]) -> [Leaderboard])?
) -> [TagCohort] {
    var questionsByTag = [[Judgement]](repeating: [], count: set.tags.count)
    for question in questions {
        for place in set.questions[question.index].tags { questionsByTag[Int(set.tagLists[place])].append(question) }
    }
    var answersByTag = [[CountedAnswer]](repeating: [], count: leaderboards == nil ? 0 : set.tags.count)
    if leaderboards != nil {
        for answer in answers {
            for place in set.questions[answer.question].tags { answersByTag[Int(set.tagLists[place])].append(answer) }
        }
    }
    return set.tags.indices.filter { !questionsByTag[$0].isEmpty }.sorted { set.tags[$0] < set.tags[$1] }.map { tag in
        TagCohort(
            tag: set.tags[tag], summary: WaitSummary(questionsByTag[tag], limits: limits, minimum: minimum),
            leaderboards: leaderboards?(answersByTag[tag]) ?? [])
    }
}
