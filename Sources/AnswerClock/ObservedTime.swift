/// How long a question waited, and whether an answer ended the wait. One that was not answered is *right-censored*: its
/// answer time is only known to be longer than this.
package struct ObservedTime: Hashable, Comparable, Sendable {
    /// The seconds doubled, plus 1 when censored: the natural order puts an event before a censoring of the same second, which is
    /// the convention of the Kaplan-Meier estimator, and a million of them sort as plain numbers.
    let key: Int

    /// - Parameter seconds: 0 or more; a negative duration is a fault of the data and must be refused before this point.
    package init(seconds: Int, answered: Bool) {
        precondition(seconds >= 0, "a duration is never negative")
        key = seconds << 1 | (answered ? 0 : 1)
    }

    init(key: Int) { self.key = key }

    package var seconds: Int { key >> 1 }
    /// `false` when censored.
    package var answered: Bool { key & 1 == 0 }

    package static func < (a: ObservedTime, b: ObservedTime) -> Bool { a.key < b.key }
}

/// The median of the answered alone, which leaves out everyone who was ignored and so flatters. To be shown only beside the
/// Kaplan-Meier median, and labelled. The mean of the middle two for an even count; `nil` when nothing is answered.
package func naiveMedian(_ observations: [ObservedTime]) -> Double? {
    sampleQuantile(0.5, ofSorted: observations.filter(\.answered).map(\.seconds).sorted())
}

/// A quantile of complete data by the Kaplan-Meier rule (Hyndman and Fan's type 2: the mean of two neighbours where the step is
/// flat exactly at `p`), so that it equals the curve's quantile when nothing is censored. `nil` for no data.
func sampleQuantile(_ p: Double, ofSorted values: [Int]) -> Double? {
    guard let last = values.last else { return nil }
    let position = Double(values.count) * p
    let below = Int(position.rounded(.down))
    // n·p is rarely exact: within this distance of a whole number it is that number.
    let nearest = position.rounded()
    if abs(position - nearest) < 1e-9, nearest >= 1, Int(nearest) < values.count {
        return (Double(values[Int(nearest) - 1]) + Double(values[Int(nearest)])) / 2
    }
    return below < values.count ? Double(values[below]) : Double(last)
}
