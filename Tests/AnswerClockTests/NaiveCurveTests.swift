import Foundation
import Testing

@testable import AnswerClock

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// The estimator written straight from its definition, with no thought of speed: every figure looks through the whole sample.
private struct NaiveCurve {
    struct Point {
        let seconds: Int
        let survival: Double
        let limits: (low: Double, high: Double)?
    }

    let sample: [(seconds: Int, answered: Bool)]
    let points: [Point]

    private static let tolerance = 1.4901161193847656e-08

    /// S(t) = ∏ (1 − d/n) and Greenwood's sum over the event times up to t.
    init(_ sample: [(seconds: Int, answered: Bool)]) {
        self.sample = sample
        var points: [Point] = []
        var survival = 1.0
        var variance = 0.0
        for time in Set(sample.filter(\.answered).map(\.seconds)).sorted() {
            let n = Double(sample.filter { $0.seconds >= time }.count)
            let d = Double(sample.filter { $0.answered && $0.seconds == time }.count)
            survival *= 1 - d / n
            variance += d / (n * (n - d))
            let isInside = survival > 1e-12 && survival < 1
            let theta = normal * variance.squareRoot() / log(survival)
            points.append(
                Point(
                    seconds: time, survival: survival,
                    limits: isInside ? (pow(survival, exp(-theta)), pow(survival, exp(theta))) : nil))
        }
        self.points = points
    }

    func survival(_ t: Int) -> Double { points.last { $0.seconds <= t }?.survival ?? 1 }

    /// The middle of the times at which a height is reached and passed, within √ε.
    func quantile(_ p: Double, _ height: (Point) -> Double?) -> Double? {
        let known = points.compactMap { point in height(point).map { (point.seconds, $0) } }
        func lowest(_ least: Double) -> Int? {
            known.filter { $0.1 >= least }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
        }
        guard let reached = lowest(p - Self.tolerance) else { return nil }
        if let last = points.last.flatMap(height), abs(last - p) < Self.tolerance {
            return Double(reached + (sample.map(\.seconds).max() ?? 0)) / 2
        }
        return lowest(p + Self.tolerance).map { Double(reached + $0) / 2 }
    }
}

private let normal = 1.959963984540054

@Suite("The curve against its definition")
struct NaiveCurveTests {
    @Test("ten thousand random samples agree with an implementation written from the definition")
    func randomSamples() {
        var random = SeededGenerator(seed: 20_261_122)
        for round in 0..<10_000 {
            let count = Int.random(in: 1...24, using: &random)
            // Few different times make ties; the share of the waiting runs from none to all.
            let span = [4, 12, 1_000_000].randomElement(using: &random) ?? 4
            let waiting = Double.random(in: 0...1, using: &random)
            let sample = (0..<count).map { _ in
                (seconds: Int.random(in: 0...span, using: &random), answered: Double.random(in: 0..<1, using: &random) >= waiting)
            }
            let naive = NaiveCurve(sample)
            let curve = SurvivalCurve(sample.map { ObservedTime(seconds: $0.seconds, answered: $0.answered) })
            #expect(curve.steps.map(\.seconds) == naive.points.map(\.seconds))
            for (step, point) in zip(curve.steps, naive.points) {
                expectClose(step.survival, point.survival, "survival, round \(round)")
                let interval = step.interval
                let expected = point.limits
                expectClose(interval?.lowerBound, expected?.low, "low, round \(round)")
                expectClose(interval?.upperBound, expected?.high, "high, round \(round)")
            }
            for quantile in curve.quantiles() {
                let found = [quantile.seconds, quantile.low, quantile.high]
                let expected = [
                    naive.quantile(quantile.share) { 1 - $0.survival },
                    naive.quantile(quantile.share) { $0.limits.map { 1 - $0.low } },
                    naive.quantile(quantile.share) { $0.limits.map { 1 - $0.high } },
                ]
                #expect(found == expected, "quantile \(quantile.share), round \(round), \(sample)")
            }
            let limit = Int.random(in: 0...span, using: &random)
            let longest = sample.map(\.seconds).max() ?? 0
            let survival = naive.survival(limit)
            let isKnown = limit <= longest || survival < 1e-12
            expectClose(curve.share(within: limit)?.share, isKnown ? 1 - survival : nil, "share, round \(round)")
        }
    }

    @Test("the order of the input does not matter")
    func order() {
        var random = SeededGenerator(seed: 7)
        let sample = (0..<500).map { _ in
            ObservedTime(seconds: Int.random(in: 0...90, using: &random), answered: Bool.random(using: &random))
        }
        let curve = SurvivalCurve(sample)
        for _ in 0..<20 { #expect(SurvivalCurve(sample.shuffled(using: &random)) == curve) }
    }

    @Test("without censoring the curve's quantiles are the plain sample quantiles")
    func complete() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let values = (0..<Int.random(in: 1...60, using: &random)).map { _ in Int.random(in: 0...500, using: &random) }
            let curve = SurvivalCurve(values.map { ObservedTime(seconds: $0, answered: true) })
            for quantile in curve.quantiles() {
                #expect(quantile.seconds == sampleQuantile(quantile.share, ofSorted: values.sorted()))
            }
        }
    }

    @Test("the naive median is never longer than the Kaplan-Meier median")
    func naiveFlatters() {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<2_000 {
            let sample = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                ObservedTime(seconds: Int.random(in: 0...500, using: &random), answered: Bool.random(using: &random))
            }
            if let naive = naiveMedian(sample), let median = SurvivalCurve(sample).median.seconds { #expect(naive <= median) }
        }
    }
}

private func expectClose(
    _ found: Double?, _ expected: Double?, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    // Subtracting from 1 leaves an absolute error of the last bit, which is relative to 1 and not to the result.
    let isClose = switch (found, expected) {
    case (nil, nil): true
    case (let found?, let expected?): abs(found - expected) <= 1e-12
    default: false
    }
    if isClose { return }
    Issue.record(
        "\(what): found \(String(describing: found)), expected \(String(describing: expected))", sourceLocation: sourceLocation)
}
