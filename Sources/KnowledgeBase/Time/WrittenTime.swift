/// A time as an author wrote it: a day, perhaps a time of day, perhaps an offset from UTC.
///
/// It becomes a `Timestamp` only when the site's time zone is known; reading one file needs no settings.
package struct WrittenTime: Hashable, Sendable {
    package let date: CivilDate
    /// `Int32.min` stands for none.
    private let second: Int32
    private let shift: Int32

    /// Seconds since midnight, 0 to 86,399; `nil` when only a day was written.
    package var secondOfDay: Int? { second == .min ? nil : Int(second) }
    /// Seconds east of UTC, within ±14 hours; `nil` when none was written.
    package var offset: Int? { shift == .min ? nil : Int(shift) }

    package init(date: CivilDate, secondOfDay: Int?, offset: Int?) {
        self.date = date
        second = secondOfDay.map { Int32(clamping: $0) } ?? .min
        shift = offset.map { Int32(clamping: $0) } ?? .min
    }
}

/// A time that has its place on the time line.
package struct Timestamp: Hashable, Sendable {
    package let instant: Instant
    /// Seconds east of UTC at which the time is shown.
    package let offset: Int
    /// Only a day was written: `instant` is that day's midnight, good for sorting, and never part of a duration.
    package let isDateOnly: Bool

    package init(instant: Instant, offset: Int, isDateOnly: Bool = false) {
        self.instant = instant
        self.offset = offset
        self.isDateOnly = isDateOnly
    }

    /// The civil date and the second of the day on a clock that shows `offset`.
    package var local: (date: CivilDate, secondOfDay: Int) {
        let seconds = instant.secondsSince1970 + offset
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        return (CivilDate(daysSince1970: days), seconds - days * 86_400)
    }
}
