import AnswerClock
import KnowledgeBase
import TemplateEngine

/// The curve of first answers: the share answered after a given wait, with its 95 % band, the median, a promise and reference lines.
struct CurveChart {
    /// A promise by wall time: drawn as the corner over which the curve must pass.
    struct Target {
        var seconds: Int
        /// 0 to 1.
        var share: Double
    }

    let curve: SurvivalCurve
    let median: Quantile?
    let target: Target?
    /// Drawn with the letters a, b, c; the caption says what they are.
    let benchmarks: [SiteSettings.Benchmark]
    let phrases: Phrases

    private static let (width, height) = (640.0, 300.0)
    private static let (left, right, top, bottom) = (62.0, 624.0, 18.0, 256.0)

    /// - Parameter label: the picture in words.
    func draw(label: String) -> SafeHTML {
        let x = scale
        var svg = SVGWriter(width: Self.width, height: Self.height, label: label)
        for share in [0, 0.25, 0.5, 0.75, 1] {
            svg.line("grid", from: (Self.left, y(share)), to: (Self.right, y(share)))
            svg.text(phrases.percent(share), at: (Self.left - 8, y(share) + 5), .end)
        }
        for tick in x.ticks(gap: 84) {
            let place = x(tick.seconds)
            svg.line("grid", from: (place, Self.top), to: (place, Self.bottom))
            let isLast = place > Self.right - 24
            svg.text(phrases(tick.key, count: tick.count), at: (isLast ? Self.right : place, Self.bottom + 28), isLast ? .end : .middle)
        }
        let points = thinned(curve.steps)
        svg.path("band", band(points, x))
        if let target { draw(target, x, &svg) }
        for (index, benchmark) in benchmarks.enumerated() {
            let place = x(Double(benchmark.seconds))
            svg.line("benchmark", from: (place, Self.top), to: (place, Self.bottom))
            // One below the other: two reference times may lie close together.
            svg.text(benchmarkLetter(index), at: (place + 4, Self.bottom - 8 - 22 * Double(index % 6)), .start)
        }
        svg.path("curve", line(points, x))
        if let seconds = median?.seconds {
            let place = x(seconds)
            svg.circle("mark", at: (place, y(0.5)), radius: 5.5)
            let isLeft = place > (Self.left + Self.right) * 0.7
            svg.text(phrases.duration(seconds), at: (place + (isLeft ? -12 : 12), y(0.5) + (isLeft ? -10 : 20)), isLeft ? .end : .start, style: "label-curve")
        }
        return svg.finished
    }

    private func draw(_ target: Target, _ x: TimeScale, _ svg: inout SVGWriter) {
        let place = x(Double(target.seconds))
        let height = y(target.share)
        svg.line("limit", from: (place, Self.top), to: (place, Self.bottom))
        svg.line("limit", from: (Self.left, height), to: (place, height))
        svg.circle("limit-mark", at: (place, height), radius: 4)
        let text = phrases("curvePromise", ["time": phrases.duration(Double(target.seconds))])
        let isLeft = place > (Self.left + Self.right) * 0.6
        svg.text(text, at: (place + (isLeft ? -8 : 8), Self.bottom - 10), isLeft ? .end : .start, style: "label-limit")
    }

    /// From shortly before the first answers to the last one; never so far that the first fast answer squeezes all others.
    private var scale: TimeScale {
        let early = curve.steps.first { $0.survival <= 0.99 } ?? curve.steps.first
        var seen = [early, curve.steps.last].compactMap { $0.map { Double($0.seconds) } }
        if let target { seen.append(Double(target.seconds)) }
        seen += benchmarks.map { Double($0.seconds) }
        return TimeScale(holding: seen, from: Self.left, to: Self.right)
    }

    private func y(_ share: Double) -> Double { Self.bottom - share * (Self.bottom - Self.top) }

    /// The steps that can be told apart: one is left out while neither the curve nor its band has moved by more than 0.75 of a unit of
    /// the picture since the last one kept. However many questions there are, a few hundred steps remain, and none is off by more.
    func thinned(_ steps: [SurvivalCurve.Step]) -> [SurvivalCurve.Step] {
        var kept: [SurvivalCurve.Step] = []
        let unit = 0.75 / (Self.bottom - Self.top)
        for (index, step) in steps.enumerated() {
            guard let last = kept.last, index + 1 < steps.count else {
                kept.append(step)
                continue
            }
            let (a, b) = (limits(last), limits(step))
            if abs(last.survival - step.survival) > unit || abs(a.low - b.low) > unit || abs(a.high - b.high) > unit { kept.append(step) }
        }
        return kept
    }

    /// The band in shares answered.
    private func limits(_ step: SurvivalCurve.Step) -> (low: Double, high: Double) {
        guard let interval = step.interval else { return (1 - step.survival, 1 - step.survival) }
        return (1 - interval.upperBound, 1 - interval.lowerBound)
    }

    /// Where the curve ends: at the longest wait seen, beyond which it says nothing.
    private func end(_ x: TimeScale) -> Double { x(Double(curve.longest)) }

    private func line(_ points: [SurvivalCurve.Step], _ x: TimeScale) -> SVGPath {
        var path = SVGPath()
        path.move(to: (Self.left, y(0)))
        for point in points {
            path.across(to: x(Double(point.seconds)))
            path.down(to: y(1 - point.survival))
        }
        path.across(to: end(x))
        return path
    }

    private func band(_ points: [SurvivalCurve.Step], _ x: TimeScale) -> SVGPath {
        var path = SVGPath()
        guard let first = points.first else { return path }
        path.move(to: (x(Double(first.seconds)), y(limits(first).high)))
        for point in points.dropFirst() {
            path.across(to: x(Double(point.seconds)))
            path.down(to: y(limits(point).high))
        }
        path.across(to: end(x))
        // And back along the lower edge.
        for point in points.reversed() {
            path.down(to: y(limits(point).low))
            path.across(to: x(Double(point.seconds)))
        }
        path.close()
        return path
    }
}

/// a, b, c … z; the twenty-seventh is a again, and nobody configures so many.
func benchmarkLetter(_ index: Int) -> String { String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26))) }
