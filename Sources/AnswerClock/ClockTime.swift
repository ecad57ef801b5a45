/// When something happened: an instant to the second, or a calendar day of which the hour is not known.
///
/// A day is kept as the range of seconds it covers in the site's time zone, so that both kinds can be put in order. It is
/// never turned into a duration.
package struct ClockTime: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z: the instant, or the first second of the day.
    package let earliest: Int
    /// How far the last possible second lies after the first; 0 for an instant.
    private let spread: Int32

    /// The instant, or the last second of the day.
    package var latest: Int { earliest + Int(spread) }
    /// `true` for a day without a time of day.
    package var isDateOnly: Bool { spread > 0 }

    private init(earliest: Int, spread: Int32) {
        self.earliest = earliest
        self.spread = spread
    }

    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    package static func instant(_ seconds: Int) -> ClockTime {
        ClockTime(earliest: seconds, spread: 0)
    }

    /// A day in the site's time zone, from its first second to its last one (23, 24 or 25 hours later).
    ///
    /// A `last` that isn't after `first` is taken as one second after it: a day is never an instant.
    package static func day(first: Int, last: Int) -> ClockTime {
        ClockTime(earliest: first, spread: Int32(clamping: max(1, last - first)))
    }
}
