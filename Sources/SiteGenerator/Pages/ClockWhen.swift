import AnswerClock
import KnowledgeBase

extension PageComposer {
    /// `nil` when no part of the week has enough questions for a figure.
    func whenToAsk(_ report: ClockReport) -> WhenView? {
        let week = report.whenToAskInBlocks
        let known = week.cells.enumerated().compactMap { index, cell in cell.median.map { (index: index, cell: cell, median: $0) } }
        guard known.contains(where: { $0.median.seconds != nil }) else { return nil }
        let levels = levels(known.compactMap(\.median.seconds))
        let cellsInDay = 24 / week.hoursInCell
        let hasUnreached = known.contains { $0.median.seconds == nil }
        return WhenView(
            text: report.bestTimeToAsk.map { sentence($0, overall: report.summary.median) }
                ?? phrases("whenTooFew", ["n": phrases.numberText(max(model.clock.settings.minimumSample, TimeToAsk.leastQuestions))]),
            caption: caption(week, hasUnreached: hasUnreached, hasBest: report.bestTimeToAsk != nil),
            hours: (0..<cellsInDay).map { heading($0 * week.hoursInCell, week.hoursInCell) },
            days: (0..<7).map { weekday in
                WhenView.Day(
                    day: phrases(week.hoursInCell == 24 ? "weekday.\(weekday + 1)" : "weekdayShort.\(weekday + 1)"),
                    cells: (0..<cellsInDay).map { cell(week.cells[weekday * cellsInDay + $0], levels) })
            })
    }

    private func sentence(_ best: TimeToAsk, overall: Quantile?) -> String {
        let median = best.median
        let hour = best.index * best.hours % 24
        let day = phrases("weekday.\(best.index * best.hours / 24 + 1)")
        let time = phrases.duration(median.seconds ?? 0)
        var text =
            switch best.hours {
            case 1: phrases("whenBest", ["day": day, "hour": phrases.clockTime(hour * 3600), "time": time])
            case 24: phrases("whenBestDay", ["day": day, "time": time])
            default:
                phrases(
                    "whenBestBlock",
                    ["day": day, "from": phrases.clockTime(hour * 3600), "to": phrases.clockTime((hour + best.hours) * 3600), "time": time])
            }
        if let interval = interval(median) {
            text += phrases("sentenceSpace") + phrases("whenInterval", ["interval": interval, "n": phrases.numberText(best.questions)])
        }
        // The best of many groups looks good by luck alone.
        if let overall = overall?.seconds, overall <= median.high ?? .infinity { text += phrases("sentenceSpace") + phrases("whenChance") }
        return text
    }

    private func caption(_ week: WhenToAsk, hasUnreached: Bool, hasBest: Bool) -> String {
        var parts = [
            phrases(
                "whenCaptionCells", ["zone": site.timeZone.name, "n": phrases.numberText(max(1, model.clock.settings.minimumSample))])
        ]
        if week.hoursInCell == 24 {
            parts.append(phrases("whenDays"))
        } else if week.hoursInCell > 1 {
            parts.append(phrases("whenBlocks", ["n": phrases.numberText(week.hoursInCell)]))
        }
        if hasUnreached { parts.append(phrases("whenNotReached")) }
        if hasBest { parts.append(phrases("whenChosen")) }
        return parts.joined(separator: phrases("sentenceSpace"))
    }

    private func heading(_ hour: Int, _ hours: Int) -> String {
        hours == 1 ? twoDigits(hour) : twoDigits(hour) + "–" + twoDigits(hour + hours)
    }

    private func cell(_ cell: WhenToAsk.Cell, _ levels: [Double]) -> WhenView.HourCell {
        let count = phrases("questionCount", count: cell.questions)
        guard let median = cell.median else { return WhenView.HourCell(level: 0, text: "", title: cell.questions > 0 ? count : "") }
        guard let seconds = median.seconds else {
            return WhenView.HourCell(level: 5, text: "∞", title: phrases("waitNotReached") + phrases("listSeparator") + count)
        }
        return WhenView.HourCell(
            level: 1 + levels.count { seconds > $0 }, text: shortDuration(seconds), title: phrases.duration(seconds) + phrases("listSeparator") + count)
    }

    /// The four bounds that part the cells into fifths; equal cells always share a colour.
    private func levels(_ medians: [Double]) -> [Double] {
        let sorted = medians.sorted()
        guard sorted.count > 1 else { return [] }
        return (1...4).map { sorted[min(sorted.count - 1, $0 * sorted.count / 5)] }
    }

    /// "48m", "3h", "2d": for a cell with room for three letters.
    private func shortDuration(_ seconds: Double) -> String {
        func text(_ key: String, _ unit: Double) -> String { phrases(key, ["n": phrases.numberText(Int((seconds / unit).rounded()))]) }
        if seconds < 59.5 { return text("shortSeconds", 1) }
        if seconds < 3_570 { return text("shortMinutes", 60) }
        if seconds < 47.5 * 3_600 { return text("shortHours", 3_600) }
        return text("shortDays", 86_400)
    }
}
