import Foundation

/// A logarithmic axis of waits: from seconds to years on one line, every tenfold equally long.
struct TimeScale: Sendable {
    /// A time that people name, and how.
    struct Tick: Hashable, Sendable {
        let seconds: Double
        let key: String
        let count: Int
    }

    /// In seconds; the ends of the axis.
    let range: ClosedRange<Double>
    /// In the picture's units: where the ends lie. The first may be the greater, for an axis that points up.
    let start: Double
    let end: Double

    /// - Parameters:
    ///   - values: seconds that must be seen; times below a second are drawn as one second.
    ///   - start: where the shortest time lies.
    init(holding values: [Double], from start: Double, to end: Double) {
        let positive = values.filter(\.isFinite).map { max(1, $0) }
        let low = positive.min() ?? 60
        let high = positive.max() ?? 86_400
        let first = Self.ticks.last { $0.seconds <= low }?.seconds ?? 1
        let last = Self.ticks.first { $0.seconds >= high && $0.seconds > first }?.seconds ?? max(high, first * 10)
        range = first...last
        self.start = start
        self.end = end
    }

    /// Times outside the axis are drawn at its ends.
    func callAsFunction(_ seconds: Double) -> Double {
        let clamped = min(max(seconds, range.lowerBound), range.upperBound)
        return start + log(clamped / range.lowerBound) / log(range.upperBound / range.lowerBound) * (end - start)
    }

    /// The ticks that fit with at least `gap` between two of them, in order of time: those that matter most are placed first.
    func ticks(gap: Double) -> [Tick] {
        var chosen: [Tick] = []
        for seconds in Self.importance {
            guard range.contains(seconds), let tick = Self.ticks.first(where: { $0.seconds == seconds }),
                chosen.allSatisfy({ abs(self($0.seconds) - self(seconds)) >= gap })
            else { continue }
            chosen.append(tick)
        }
        return chosen.sorted { $0.seconds < $1.seconds }
    }

    private static let year = 31_556_952.0
    private static let ticks: [Tick] = [
        Tick(seconds: 1, key: "timeSeconds", count: 1), Tick(seconds: 10, key: "timeSeconds", count: 10),
        Tick(seconds: 60, key: "timeMinutes", count: 1), Tick(seconds: 600, key: "timeMinutes", count: 10),
        Tick(seconds: 1_800, key: "timeMinutes", count: 30), Tick(seconds: 3_600, key: "timeHours", count: 1),
        Tick(seconds: 14_400, key: "timeHours", count: 4), Tick(seconds: 43_200, key: "timeHours", count: 12),
        Tick(seconds: 86_400, key: "timeDays", count: 1), Tick(seconds: 259_200, key: "timeDays", count: 3),
        Tick(seconds: 604_800, key: "timeDays", count: 7), Tick(seconds: 2_592_000, key: "timeDays", count: 30),
        Tick(seconds: 7_776_000, key: "timeDays", count: 90), Tick(seconds: year, key: "timeYears", count: 1),
        Tick(seconds: 3 * year, key: "timeYears", count: 3), Tick(seconds: 10 * year, key: "timeYears", count: 10),
        Tick(seconds: 100 * year, key: "timeYears", count: 100),
    ]
    /// What a person looks for first comes first.
    private static let importance: [Double] = [
        3_600, 86_400, 60, year, 604_800, 600, 2_592_000, 1, 10 * year, 14_400, 10, 43_200, 1_800, 259_200, 7_776_000, 3 * year,
        100 * year,
    ]
}
