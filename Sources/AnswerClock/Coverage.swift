/// How much of what was asked in a month is in the archive.
package struct MonthCoverage: Hashable, Sendable {
    package let month: CalendarMonth
    /// Questions asked, by the log and the archive together.
    package let asked: Int
    /// Of them, in the archive.
    package let archived: Int
}

/// Month by month, how many of the judged questions are in the archive; months without a question are left out.
func coverage(of set: QuestionSet, _ questions: [Judgement], zone: ZoneOffsets) -> [MonthCoverage] {
    var counts: [CalendarMonth: (asked: Int, archived: Int)] = [:]
    for question in questions {
        let month = zone.civil(at: question.asked.earliest).month
        counts[month, default: (0, 0)].asked += 1
        if set.questions[question.index].isArchived { counts[month, default: (0, 0)].archived += 1 }
    }
    return counts.sorted { $0.key < $1.key }.map {
        MonthCoverage(month: $0.key, asked: $0.value.asked, archived: $0.value.archived)
    }
}
