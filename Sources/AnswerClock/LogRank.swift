#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The log-rank comparison of two groups of questions: could one and the same answer speed have produced both?
/// (Mantel, *Cancer Chemotherapy Reports* 50, 1966; Peto and Peto, JRSS A 135, 1972.) As R's `survdiff` with `rho = 0`.
package struct LogRank: Hashable, Sendable {
    /// First answers in the first group.
    package let observed: Int
    /// First answers that the first group would have had at the common speed. Fewer observed than expected: it was slower.
    package let expected: Double
    /// On one degree of freedom.
    package let chiSquared: Double
    /// The probability of a difference at least this large by chance, from 0 to 1.
    package let pValue: Double

    /// `nil` when there is nothing to compare: an empty group, or no time at which both groups had a question waiting and
    /// one was answered.
    package init?(_ first: [ObservedTime], _ second: [ObservedTime]) {
        let first = first.sorted()
        let second = second.sorted()
        var observed = 0
        var expected = 0.0
        var variance = 0.0
        var i = 0
        var j = 0
        while i < first.count || j < second.count {
            let key = min(i < first.count ? first[i].key : .max, j < second.count ? second[j].key : .max)
            let n1 = Double(first.count - i)
            let n2 = Double(second.count - j)
            let startI = i
            let startJ = j
            while i < first.count, first[i].key == key { i += 1 }
            while j < second.count, second[j].key == key { j += 1 }
            guard key & 1 == 0 else { continue }
            let n = n1 + n2
            let deaths = Double(i - startI + j - startJ)
            observed += i - startI
            expected += deaths * n1 / n
            if n > 1 { variance += deaths * (n1 / n) * (n2 / n) * (n - deaths) / (n - 1) }
        }
        guard variance > 0 else { return nil }
        self.observed = observed
        self.expected = expected
        let difference = Double(observed) - expected
        chiSquared = difference * difference / variance
        // The upper tail of χ² on one degree of freedom is the two-sided tail of the normal distribution.
        pValue = erfc((chiSquared / 2).squareRoot())
    }
}
