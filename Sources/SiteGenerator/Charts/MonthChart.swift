import AnswerClock
import TemplateEngine

/// Each month's median wait with its interval, and the naive median beside it, on a logarithmic axis: waits differ by factors.
struct MonthChart {
    struct Month {
        var month: CalendarMonth
        /// `nil` below the minimum sample.
        var median: Quantile?
        var naive: Double?
        var questions: Int
        /// Its open questions may still change it.
        var isYoung: Bool
    }

    /// Without gaps, in order of time.
    let months: [Month]
    /// How many calendar months each of `months` stands for: 1, 3 or 12.
    let length: Int
    let phrases: Phrases

    private static let (width, height) = (640.0, 250.0)
    private static let (left, right, top, bottom) = (92.0, 630.0, 12.0, 204.0)

    /// - Parameter label: the picture in words.
    func draw(label: String) -> SafeHTML {
        let times = months.flatMap { [$0.median?.seconds, $0.median?.low, $0.median?.high, $0.naive] }.compactMap(\.self)
        // Room above the longest time for what goes on beyond it.
        let isOpen = months.contains { $0.median.map { $0.seconds == nil || $0.high == nil } ?? false }
        let y = TimeScale(holding: times, from: Self.bottom, to: Self.top + (isOpen ? 30 : 0))
        var svg = SVGWriter(width: Self.width, height: Self.height, label: label)
        for tick in y.ticks(gap: 34) {
            svg.line("grid", from: (Self.left, y(tick.seconds)), to: (Self.right, y(tick.seconds)))
            svg.text(phrases(tick.key, count: tick.count), at: (Self.left - 8, y(tick.seconds) + 5), .end)
        }
        svg.line("axis", from: (Self.left, Self.bottom), to: (Self.right, Self.bottom))
        let step = (Self.right - Self.left) / Double(max(1, months.count))
        for (index, month) in months.enumerated() {
            let centre = Self.left + (Double(index) + 0.5) * step
            draw(month, centre, width: step, y, &svg)
            name(month, index, centre, step, &svg)
        }
        return svg.finished
    }

    private func draw(_ month: Month, _ x: Double, width: Double, _ y: TimeScale, _ svg: inout SVGWriter) {
        let half = min(9, width * 0.3)
        guard let median = month.median else {
            // Too few questions for a figure; a month without any leaves its place empty.
            if month.questions > 0 { svg.line("few", from: (x - half, Self.bottom - 4), to: (x + half, Self.bottom - 4)) }
            return
        }
        if let seconds = median.seconds {
            svg.line("whisker", from: (x, median.high.map { y($0) } ?? Self.top), to: (x, median.low.map { y($0) } ?? Self.bottom))
            if let naive = month.naive { svg.line("naive", from: (x - half, y(naive)), to: (x + half, y(naive))) }
            let centre = (x: x, y: y(seconds))
            if month.isYoung {
                svg.circle("mark-open", at: centre, radius: width < 16 ? 3 : 5)
            } else if width < 16 {
                // A rim would leave nothing of so small a dot.
                svg.circle("dot", at: centre, radius: 3)
            } else {
                svg.circle("mark", at: centre, radius: 5.5)
            }
        } else {
            // Not reached: somewhere above the lower end of the interval, without an upper end.
            svg.rectangle("column-open", x: (x - half)...(x + half), y: Self.top...max(Self.top + 6, median.low.map { y($0) } ?? Self.bottom))
            if let naive = month.naive { svg.line("naive", from: (x - half, y(naive)), to: (x + half, y(naive))) }
        }
    }

    /// Months by name while they fit, else years at their January, as many as have room.
    private func name(_ month: Month, _ index: Int, _ x: Double, _ step: Double, _ svg: inout SVGWriter) {
        let year = step * 12 / Double(length)
        if length == 1, months.count <= 12 {
            svg.text(phrases("monthShort.\(month.month.month)"), at: (x, Self.bottom + 26), .middle)
        } else if month.month.month == 1 || index == 0 && Double(13 - month.month.month) / 12 * year >= 56 {
            svg.line("axis", from: (x - step / 2, Self.bottom), to: (x - step / 2, Self.bottom + 6))
            if x < Self.right - 40, month.month.year % max(1, Int((56 / year).rounded(.up))) == 0 { svg.text(String(month.month.year), at: (x - step / 2, Self.bottom + 28), .start) }
        }
    }
}
