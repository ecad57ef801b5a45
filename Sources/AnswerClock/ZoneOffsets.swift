/// A time zone as a value: its offset from UTC and the instants at which the offset changes.
package struct ZoneOffsets: Hashable, Sendable {
    package struct Transition: Hashable, Sendable {
        /// Seconds since 1970: the first instant of the new offset.
        package let instant: Int
        /// Seconds east of UTC from then on.
        package let offset: Int

        package init(instant: Int, offset: Int) {
            self.instant = instant
            self.offset = offset
        }
    }

    /// Seconds east of UTC before the first transition.
    package let initialOffset: Int
    /// In order of time; no two at the same instant.
    package let transitions: [Transition]

    package static let utc = ZoneOffsets(fixed: 0)

    /// - Parameter offset: seconds east of UTC, the same for ever.
    package init(fixed offset: Int) {
        self.init(initialOffset: offset, transitions: [])
    }

    /// Transitions may come in any order; of two at one instant the later in the list holds.
    package init(initialOffset: Int, transitions: [Transition]) {
        self.initialOffset = initialOffset
        var last: [Int: Int] = [:]
        for transition in transitions { last[transition.instant] = transition.offset }
        self.transitions = last.sorted { $0.key < $1.key }.map { Transition(instant: $0.key, offset: $0.value) }
    }

    /// Seconds east of UTC at an instant.
    package func offset(at instant: Int) -> Int {
        let segment = segment(at: instant)
        return segment == 0 ? initialOffset : transitions[segment - 1].offset
    }

    /// The wall clock of the zone at an instant.
    package func civil(at instant: Int) -> CivilTime {
        CivilTime(local: instant + offset(at: instant))
    }

    /// How many transitions have happened by an instant, which is the number of the stretch of constant offset that holds it.
    func segment(at instant: Int) -> Int {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].instant <= instant { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The offset of a stretch, and the instant at which it ends (`Int.max` for the last).
    func stretch(_ segment: Int) -> (offset: Int, end: Int) {
        (
            segment == 0 ? initialOffset : transitions[segment - 1].offset,
            segment < transitions.count ? transitions[segment].instant : .max
        )
    }
}
