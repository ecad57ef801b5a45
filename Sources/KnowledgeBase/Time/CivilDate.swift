import AnswerClock

/// A day of the proleptic Gregorian calendar, in four bytes: a question log holds millions.
package struct CivilDate: Hashable, Comparable, Sendable {
    /// Year, month and day, from the highest bits to the lowest, so that days compare as numbers.
    private let packed: Int32

    package var year: Int { Int(packed >> 9) }
    /// 1 to 12.
    package var month: Int { Int(packed >> 5 & 15) }
    /// 1 to 31.
    package var day: Int { Int(packed & 31) }

    /// `nil` unless the day exists, 30 February doesn't, and the year has at most six digits.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= CivilDate.length(ofMonth: month, year: year), abs(year) < 1_000_000 else { return nil }
        packed = Int32(year << 9 | month << 5 | day)
    }

    /// The day that lies `days` days after 1970-01-01.
    package init(daysSince1970 days: Int) {
        let civil = CivilTime(local: days * 86_400)
        packed = Int32(truncatingIfNeeded: civil.month.year << 9 | civil.month.month << 5 | civil.day)
    }

    /// Howard Hinnant's `days_from_civil` ("chrono-Compatible Low-Level Date Algorithms").
    package var daysSince1970: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    package static func < (a: CivilDate, b: CivilDate) -> Bool {
        a.packed < b.packed
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
