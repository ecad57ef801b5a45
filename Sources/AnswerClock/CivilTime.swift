/// A month of the site's calendar.
package struct CalendarMonth: Hashable, Comparable, Sendable {
    package let year: Int
    /// 1 to 12.
    package let month: Int

    package init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    package static func < (a: CalendarMonth, b: CalendarMonth) -> Bool { (a.year, a.month) < (b.year, b.month) }

    /// Months since the first one of the year 0.
    package var ordinal: Int { year * 12 + month - 1 }

    package init(ordinal: Int) {
        year = floorDivide(ordinal, 12)
        month = floorRemainder(ordinal, 12) + 1
    }
}

/// An instant as a clock on the wall of the site's zone shows it. The calendar is the proleptic Gregorian one.
package struct CivilTime: Hashable, Sendable {
    package let month: CalendarMonth
    /// 1 to 31.
    package let day: Int
    /// 0 is Monday, 6 is Sunday.
    package let weekday: Int
    /// 0 to 23.
    package let hour: Int

    /// - Parameter local: seconds since 1970-01-01T00:00:00 on the local clock: the instant plus the zone's offset.
    package init(local: Int) {
        let day = floorDivide(local, 86_400)
        hour = (local - day * 86_400) / 3_600
        // 1970-01-01 was a Thursday.
        weekday = floorRemainder(day + 3, 7)
        // Days to year, month and day: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        let shifted = day + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        self.month = CalendarMonth(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month)
        self.day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    }
}

/// Rounds towards minus infinity: times before 1970 are negative.
func floorDivide(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((b - 1 - a) / b) }
func floorRemainder(_ a: Int, _ b: Int) -> Int { a - floorDivide(a, b) * b }
