/// The hours of the week in which a promise runs, by the wall clock of the site's zone.
package struct WeeklyHours: Hashable, Sendable {
    /// Half-open ranges of seconds since Monday 00:00, ascending, not touching, within 0..<604800. A range over Sunday's
    /// midnight is kept as two. Never empty.
    package let ranges: [Range<Int>]
    /// Open seconds before each range, and the sum of all at the end.
    private let openBefore: [Int]

    static let week = 604_800

    /// Open seconds in a week without a clock change: 1 to 604800.
    package var secondsPerWeek: Int { openBefore[ranges.count] }

    /// - Parameter ranges: seconds since Monday 00:00; may overlap, touch, and run past the end of the week.
    /// - Returns: `nil` when nothing is open.
    package init?(openRanges: [Range<Int>]) {
        var pieces: [Range<Int>] = []
        for range in openRanges where !range.isEmpty {
            guard range.count < Self.week else {
                pieces = [0..<Self.week]
                break
            }
            let start = floorRemainder(range.lowerBound, Self.week)
            let end = start + range.count
            pieces.append(start..<min(end, Self.week))
            if end > Self.week { pieces.append(0..<end - Self.week) }
        }
        pieces.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var merged: [Range<Int>] = []
        for piece in pieces {
            if let last = merged.last, piece.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, piece.upperBound)
            } else {
                merged.append(piece)
            }
        }
        guard !merged.isEmpty else { return nil }
        ranges = merged
        openBefore = merged.reduce(into: [0]) { sums, range in sums.append(sums[sums.count - 1] + range.count) }
    }

    /// Whether the promise runs at an instant.
    package func isOpen(at instant: Int, in zone: ZoneOffsets) -> Bool {
        // 1970-01-01 was a Thursday, three days into its week.
        let second = floorRemainder(instant + zone.offset(at: instant) + 3 * 86_400, Self.week)
        return ranges.contains { $0.contains(second) }
    }

    /// Promised seconds between two instants.
    ///
    /// Every real second counts if the wall clock shows an open hour at that second: of a night when the clock jumps forward the
    /// skipped hour does not exist, of one when it falls back the repeated hour counts twice.
    package func openSeconds(from start: Int, to end: Int, in zone: ZoneOffsets) -> Int {
        guard start < end else { return 0 }
        var segment = zone.segment(at: start)
        var from = start
        var sum = 0
        while from < end {
            let stretch = zone.stretch(segment)
            let to = min(end, stretch.end)
            sum += openUntil(local: to + stretch.offset) - openUntil(local: from + stretch.offset)
            from = to
            segment += 1
        }
        return sum
    }

    /// The last instant at which no more than `seconds` of promised time have passed since `start`: the latest moment for an answer
    /// that keeps the promise. When the allowance runs out at closing time, that is the next opening.
    package func lastInstant(within seconds: Int, from start: Int, in zone: ZoneOffsets) -> Int {
        var segment = zone.segment(at: start)
        var from = start
        var left = seconds
        while true {
            let stretch = zone.stretch(segment)
            let open = openUntil(local: from + stretch.offset)
            if stretch.end == .max || openUntil(local: stretch.end + stretch.offset) - open > left {
                return lastLocal(open: open + left) - stretch.offset
            }
            left -= openUntil(local: stretch.end + stretch.offset) - open
            from = stretch.end
            segment += 1
        }
    }

    /// Open seconds from the Monday before 1970 to a local time; negative before it.
    private func openUntil(local: Int) -> Int {
        let shifted = local + 3 * 86_400
        let weeks = floorDivide(shifted, Self.week)
        let second = shifted - weeks * Self.week
        var sum = weeks * secondsPerWeek
        for range in ranges where range.lowerBound < second { sum += min(second, range.upperBound) - range.lowerBound }
        return sum
    }

    /// The last local time of which `openUntil` is `open`.
    private func lastLocal(open: Int) -> Int {
        let weeks = floorDivide(open, secondsPerWeek)
        let rest = open - weeks * secondsPerWeek
        // The range in which the next open second falls: there is one, because `rest` is less than a whole week's.
        let index = ranges.indices.last { openBefore[$0] <= rest } ?? 0
        return weeks * Self.week + ranges[index].lowerBound + rest - openBefore[index] - 3 * 86_400
    }
}
