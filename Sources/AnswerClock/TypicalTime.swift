#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A community's answer times on the log scale, from which each person's typical time is estimated by empirical Bayes
/// (Morris, *Parametric Empirical Bayes Inference*, JASA 78, 1983; Casella, *An Introduction to Empirical Bayes Data
/// Analysis*, The American Statistician 39, 1985). The variances are moment estimates of the unbalanced one-way layout
/// (Searle, Casella and McCulloch, *Variance Components*, 1992), the common mean is weighted as in DerSimonian and Laird,
/// *Controlled Clinical Trials* 7, 1986.
package struct TypicalTimes: Hashable, Sendable {
    /// The mean of log seconds across people.
    package let mean: Double
    /// The variance of log seconds between the answers of one person, σ².
    package let withinVariance: Double
    /// The variance of people's true means, τ²; 0 when the people differ no more than chance makes them.
    package let betweenVariance: Double

    /// - Parameter groups: each person's answer times in seconds, ascending; those of less than a second count as one, so that
    ///   the logarithm exists. People without times are passed over. `nil` when there is no time at all.
    package init?(_ groups: [[Int]]) {
        let groups = groups.filter { !$0.isEmpty }.map(LogTimes.init)
        guard !groups.isEmpty else { return nil }
        let people = Double(groups.count)
        let answers = groups.reduce(0) { $0 + $1.count }
        let grandMean = groups.reduce(0) { $0 + $1.count * $1.mean } / answers
        let within = groups.reduce(0) { $0 + $1.squares }
        let between = groups.reduce(0) { $0 + $1.count * ($1.mean - grandMean) * ($1.mean - grandMean) }
        guard answers > people else {
            // One answer each: what is the person and what is chance cannot be told apart, so everybody is taken as typical.
            mean = grandMean
            withinVariance = people > 1 ? between / (people - 1) : 0
            betweenVariance = 0
            return
        }
        let sigma = within / (answers - people)
        let balance = answers - groups.reduce(0) { $0 + $1.count * $1.count } / answers
        let tau = balance > 0 ? max(0, (between - (people - 1) * sigma) / balance) : 0
        withinVariance = sigma
        betweenVariance = tau
        guard tau > 0 else {
            mean = grandMean
            return
        }
        let weights = groups.map { 1 / (tau + sigma / $0.count) }
        mean = zip(groups, weights).reduce(0) { $0 + $1.0.mean * $1.1 } / weights.reduce(0, +)
    }

    /// A person's typical time in seconds: the exponential of their mean log time, drawn towards the community's mean the more
    /// the fewer answers there are.
    ///
    /// - Parameter times: in seconds, ascending. Without any, the community's own typical time.
    package func typicalSeconds(_ times: [Int]) -> Double {
        guard !times.isEmpty else { return exp(mean) }
        let own = LogTimes(times)
        // τ² = 0 draws everybody all the way, σ² = 0 nobody at all; where both are 0 the means are equal anyway.
        let weight = betweenVariance > 0 ? betweenVariance / (betweenVariance + withinVariance / own.count) : 0
        return exp(mean + weight * (own.mean - mean))
    }
}

private struct LogTimes {
    let count: Double
    let mean: Double
    /// The sum of squared distances from the mean.
    let squares: Double

    init(_ times: [Int]) {
        let logs = times.map { log(Double(max(1, $0))) }
        count = Double(logs.count)
        let mean = logs.reduce(0, +) / count
        self.mean = mean
        squares = logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
}
