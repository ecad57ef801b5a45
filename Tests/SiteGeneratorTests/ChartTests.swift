import AnswerClock
import Foundation
import KnowledgeBase
import TemplateEngine
import Testing

@testable import SiteGenerator

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("The pictures")
struct ChartTests {
    private let phrases: Phrases = {
        var theme = Theme()
        return theme.phrases(language: "en")
    }()

    private func picture(_ curve: SurvivalCurve, target: CurveChart.Target? = nil, benchmarks: [SiteSettings.Benchmark] = []) -> String {
        let chart = CurveChart(curve: curve, median: curve.median, target: target, benchmarks: benchmarks, phrases: phrases)
        return String(decoding: chart.draw(label: "a < b & \"c\"").bytes, as: UTF8.self)
    }

    /// Log-normal waits of which a part is censored; the generator is the reference one of Steele, Lea and Flood's SplitMix64.
    private func waits(_ count: Int, seed: UInt64, censored: Double) -> [ObservedTime] {
        var state = seed
        func next() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return Double((z ^ z >> 31) >> 11) / Double(1 << 53)
        }
        return (0..<count).map { _ in
            let normal = (-2 * log(max(next(), 1e-12))).squareRoot() * cos(2 * .pi * next())
            return ObservedTime(seconds: Int(exp(8.5 + 2 * normal)), answered: next() >= censored)
        }
    }

    private func expectWellFormed(_ svg: String) {
        let parser = XMLParser(data: Data(svg.utf8))
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in \(svg.prefix(300))")
        #expect(!svg.utf8.contains("nan".utf8) && !svg.utf8.contains("inf".utf8))
        #expect(!svg.utf8.contains("style=".utf8))
    }

    @Test(
        "the curve is well-formed whatever the data",
        arguments: [
            [], [(0, true)], [(0, true), (0, true), (0, false)], [(5, false)], [(1, true), (100_000_000, true)],
            [(60, true), (60, true), (60, true)], [(3_600, true), (7_200, false), (86_400, true), (86_401, false)],
        ] as [[(Int, Bool)]])
    func wellFormedCurve(_ data: [(Int, Bool)]) {
        let curve = SurvivalCurve(data.map { ObservedTime(seconds: $0.0, answered: $0.1) })
        expectWellFormed(picture(curve))
        expectWellFormed(
            picture(
                curve, target: CurveChart.Target(seconds: 14_400, share: 0.9),
                benchmarks: [SiteSettings.Benchmark(name: "</svg><script>", seconds: 660, source: "a\u{600}<b")]))
    }

    @Test("the words for it are escaped")
    func label() {
        #expect(picture(SurvivalCurve([ObservedTime(seconds: 9, answered: true)])).utf8.contains("aria-label=\"a &lt; b &amp; &quot;c&quot;\"".utf8))
    }

    @Test("three hundred thousand questions make a small picture", arguments: [1_000, 300_000])
    func small(_ count: Int) {
        let curve = SurvivalCurve(waits(count, seed: 7, censored: 0.15))
        let chart = CurveChart(curve: curve, median: curve.median, target: nil, benchmarks: [], phrases: phrases)
        #expect(chart.thinned(curve.steps).count <= 400)
        #expect(picture(curve).utf8.count < 40_000)
    }

    @Test("thinning moves neither the curve nor its band by more than a unit of the picture", arguments: [50, 5_000, 200_000])
    func thinning(_ count: Int) throws {
        let curve = SurvivalCurve(waits(count, seed: UInt64(count), censored: 0.3))
        let chart = CurveChart(curve: curve, median: nil, target: nil, benchmarks: [], phrases: phrases)
        let kept = chart.thinned(curve.steps)
        // The plot is 238 units high.
        let unit = 1.0 / 238
        var place = 0
        for step in curve.steps {
            while place + 1 < kept.count, kept[place + 1].seconds <= step.seconds { place += 1 }
            #expect(kept[place].seconds <= step.seconds)
            #expect(abs(kept[place].survival - step.survival) <= unit)
            if let a = kept[place].interval, let b = step.interval {
                #expect(abs(a.lowerBound - b.lowerBound) <= unit && abs(a.upperBound - b.upperBound) <= unit)
            }
        }
        #expect(kept.first == curve.steps.first)
        #expect(kept.last == curve.steps.last)
    }

    @Test("times stand in order on the axis, and those outside it at its ends")
    func scale() {
        let scale = TimeScale(holding: [70, 90_000], from: 60, to: 620)
        #expect(scale(0) == 60)
        #expect(scale(60) == 60)
        #expect(scale(1e12) == 620)
        #expect(scale(600) < scale(601))
        let ticks = scale.ticks(gap: 80).map { scale($0.seconds) }
        #expect(ticks.count >= 3)
        #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $1 - $0 >= 80 })
        // An axis for one time alone still has two ends.
        #expect(TimeScale(holding: [3_600], from: 0, to: 1).range == 3_600...14_400)
        #expect(TimeScale(holding: [], from: 0, to: 1).range.lowerBound > 0)
    }

    @Test("a month that isn't reached is an open column, a young one a ring, one with too few a short line, an empty one nothing")
    func months() {
        func quantile(_ seconds: Double?, low: Double? = nil, high: Double? = nil) -> Quantile {
            Quantile(share: 0.5, seconds: seconds, low: low, high: high)
        }
        func month(_ number: Int, _ median: Quantile?, questions: Int = 9, isYoung: Bool = false) -> MonthChart.Month {
            MonthChart.Month(
                month: CalendarMonth(year: 2026, month: number), median: median, naive: median == nil ? nil : 500, questions: questions, isYoung: isYoung)
        }
        func count(_ text: String, _ months: [MonthChart.Month]) -> Int {
            let svg = String(decoding: MonthChart(months: months, length: 1, phrases: phrases).draw(label: "months").bytes, as: UTF8.self)
            expectWellFormed(svg)
            return svg.utf8.split(separator: text.utf8).count - 1
        }
        let settled = month(1, quantile(900, low: 300, high: nil))
        #expect(count("class=\"mark\"", [settled]) == 1)
        #expect(count("class=\"whisker\"", [settled]) == 1)
        #expect(count("class=\"naive\"", [settled]) == 1)
        #expect(count("class=\"column-open\"", [settled, month(2, quantile(nil, low: 700))]) == 1)
        #expect(count("class=\"column-open\"", [settled, month(2, quantile(nil))]) == 1)
        #expect(count("class=\"mark-open\"", [settled, month(2, quantile(80, low: 5, high: 90), isYoung: true)]) == 1)
        #expect(count("class=\"few\"", [settled, month(2, nil), month(3, nil, questions: 0)]) == 1)
        // Ten years of months.
        let many = (0..<120).map { index in
            MonthChart.Month(
                month: CalendarMonth(ordinal: 2_016 * 12 + 4 + index), median: quantile(Double(60 + index * 977)), naive: nil, questions: 7, isYoung: false)
        }
        #expect(count("class=\"dot\"", many) == 120)
    }

    @Test("a bar ends at its share where the interval isn't defined")
    func bar() {
        let svg = String(decoding: barChart(ShareEstimate(share: 1, low: nil, high: nil), target: 0.9, label: "all").bytes, as: UTF8.self)
        expectWellFormed(svg)
        #expect(svg.utf8.contains("width=\"100%\" height=\"7\" rx".utf8))
        #expect(!svg.utf8.contains("bar-band".utf8))
    }
}
