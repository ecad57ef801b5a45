/// The time by which a given share of the questions is answered, with its 95 % interval.
package struct Quantile: Hashable, Sendable {
    /// Of the questions: 0.5 is the median.
    package let share: Double
    /// `nil`: the curve never gets there ("not reached").
    package let seconds: Double?
    /// `nil`: not reached.
    package let low: Double?
    /// `nil`: not reached.
    package let high: Double?

    package init(share: Double, seconds: Double?, low: Double?, high: Double?) {
        self.share = share
        self.seconds = seconds
        self.low = low
        self.high = high
    }
}

extension SurvivalCurve {
    /// The shares whose times every table shows.
    package static let usualShares: [Double] = [0.25, 0.5, 0.75, 0.9]

    package var median: Quantile { quantiles([0.5])[0] }

    /// Quantiles by the rules of R's `quantile.survfit`: the first time at which the share is reached; where the curve is flat
    /// exactly at the share, the middle of the flat piece (up to the longest wait if it is the last one); the interval's ends are the
    /// same quantile of the two confidence curves (Brookmeyer and Crowley, *Biometrics* 38, 1982). Shares are compared
    /// within √ε, as R does, for a product of quotients seldom hits a half exactly.
    ///
    /// - Parameter shares: each above 0 and below 1.
    package func quantiles(_ shares: [Double] = usualShares) -> [Quantile] {
        var middle = shares.map(Crossing.init)
        var low = middle
        var high = middle
        for step in steps {
            for index in middle.indices { middle[index].see(1 - step.survival, at: step.seconds) }
            if let interval = step.interval {
                for index in low.indices { low[index].see(1 - interval.lowerBound, at: step.seconds) }
                for index in high.indices { high[index].see(1 - interval.upperBound, at: step.seconds) }
            } else {
                for index in low.indices { low[index].seeNothing() }
                for index in high.indices { high[index].seeNothing() }
            }
        }
        return shares.indices.map { index in
            Quantile(
                share: shares[index], seconds: middle[index].time(longest: longest), low: low[index].time(longest: longest),
                high: high[index].time(longest: longest))
        }
    }
}

/// The search for the time at which a rising curve reaches a share.
///
/// A confidence curve may dip again where few are at risk. R then looks points up by height, not by time, and so do we: the
/// lowest point that reaches the share is taken, wherever it stands.
private struct Crossing {
    let share: Double
    private var reached = Point()
    private var passed = Point()
    private var last: Double?

    private struct Point {
        var height = Double.infinity
        var seconds = 0
    }

    private static let tolerance = Double.ulpOfOne.squareRoot()

    init(_ share: Double) { self.share = share }

    mutating func see(_ height: Double, at seconds: Int) {
        last = height
        if height + Self.tolerance >= share, height < reached.height { reached = Point(height: height, seconds: seconds) }
        if height - Self.tolerance >= share, height < passed.height { passed = Point(height: height, seconds: seconds) }
    }

    mutating func seeNothing() { last = nil }

    func time(longest: Int) -> Double? {
        guard reached.height.isFinite else { return nil }
        if let last, abs(share - last) < Self.tolerance { return (Double(reached.seconds) + Double(longest)) / 2 }
        return passed.height.isFinite ? (Double(reached.seconds) + Double(passed.seconds)) / 2 : nil
    }
}
