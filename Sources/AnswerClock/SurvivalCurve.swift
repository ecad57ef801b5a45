#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The Kaplan-Meier estimate of how many questions are still waiting after a given time (Kaplan and Meier, *Nonparametric
/// estimation from incomplete observations*, JASA 53, 1958).
package struct SurvivalCurve: Hashable, Sendable {
    /// One time at which at least one question was answered.
    package struct Step: Hashable, Sendable {
        /// Seconds since the question was asked.
        package let seconds: Int
        /// Questions whose wait was at least this long: those censored at this very second are among them.
        package let atRisk: Int
        /// First answers at this second.
        package let events: Int
        /// The share still waiting just after this second: 1 to 0.
        package let survival: Double
        /// Greenwood's sum of d / (n (n − d)) so far, which is the variance of log survival; infinite where survival is 0.
        package let greenwood: Double
    }

    /// In order of time; empty when nothing was answered.
    package let steps: [Step]
    /// How many waits went in, censored ones included.
    package let count: Int
    /// How many of them ended in an answer.
    package let events: Int
    /// The longest wait seen, censored or not; beyond it the curve says nothing, unless it has come down to 0.
    package let longest: Int

    package init(_ observations: [ObservedTime]) {
        self.init(sorted: observations.sorted())
    }

    /// - Parameter sorted: in ascending order.
    package init(sorted: [ObservedTime]) {
        var steps: [Step] = []
        var survival = 1.0
        var greenwood = 0.0
        var events = 0
        // Between two censorings the product telescopes to one quotient; taking it whole keeps a half an exact half.
        var runSurvival = 1.0
        var runAtRisk = sorted.count
        var remaining = sorted.count
        var index = 0
        while index < sorted.count {
            let key = sorted[index].key
            let start = index
            while index < sorted.count, sorted[index].key == key { index += 1 }
            guard sorted[start].answered else { continue }
            let atRisk = sorted.count - start
            let deaths = index - start
            if atRisk != remaining {
                runSurvival = survival
                runAtRisk = atRisk
            }
            remaining = atRisk - deaths
            survival = runSurvival * (Double(remaining) / Double(runAtRisk))
            greenwood += Double(deaths) / (Double(atRisk) * Double(remaining))
            events += deaths
            steps.append(
                Step(
                    seconds: sorted[start].seconds, atRisk: atRisk, events: deaths, survival: survival,
                    greenwood: greenwood))
        }
        self.steps = steps
        self.count = sorted.count
        self.events = events
        self.longest = sorted.last?.seconds ?? 0
    }

    /// The last step at or before a time, or `nil` before the first.
    package func step(at seconds: Int) -> Step? {
        var low = 0
        var high = steps.count
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].seconds <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : steps[low - 1]
    }

    /// The share answered within a limit, 1 − S(limit), an answer at the very limit included.
    ///
    /// `nil` when the curve says nothing there: no data, or the limit lies beyond the longest wait seen while questions still wait.
    package func share(within seconds: Int) -> ShareEstimate? {
        guard count > 0 else { return nil }
        guard let step = step(at: seconds) else {
            return seconds <= longest ? ShareEstimate(share: 0, low: nil, high: nil) : nil
        }
        guard seconds <= longest || step.survival == 0 else { return nil }
        let limits = step.interval
        return ShareEstimate(
            share: 1 - step.survival, low: limits.map { 1 - $0.upperBound }, high: limits.map { 1 - $0.lowerBound })
    }
}

extension SurvivalCurve.Step {
    /// The 95 % interval of the survival by the log-log transform (Kalbfleisch and Prentice, *The Statistical Analysis of Failure Time
    /// Data*, 1980), as R's `survfit(conf.type = "log-log")` gives it. `nil` where survival is 1 or 0 and the transform is not defined.
    package var interval: ClosedRange<Double>? {
        guard survival > 0, survival < 1 else { return nil }
        let logSurvival = log(survival)
        let centre = log(-logSurvival)
        let half = normalQuantile975 * greenwood.squareRoot() / -logSurvival
        return exp(-exp(centre + half))...exp(-exp(centre - half))
    }
}

/// The 97.5 % quantile of the standard normal distribution.
let normalQuantile975 = 1.959963984540054

/// An estimated share of questions, from 0 to 1, with its 95 % interval.
package struct ShareEstimate: Hashable, Sendable {
    package let share: Double
    /// `nil` where the interval is not defined: nothing, or everything, is answered.
    package let low: Double?
    /// `nil` together with `low`.
    package let high: Double?

    package init(share: Double, low: Double?, high: Double?) {
        self.share = share
        self.low = low
        self.high = high
    }
}
