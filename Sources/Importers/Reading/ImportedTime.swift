/// An instant of an export, to the second, with the offset that it was written with.
package struct ImportedTime: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package var seconds: Int64
    /// The writer's offset from UTC, in minutes; 0 is written as `Z`.
    package var offset: Int
    /// Only the day is known (or may be told); such a time never becomes a duration.
    package var isDateOnly: Bool

    package init(seconds: Int64, offset: Int = 0, isDateOnly: Bool = false) {
        self.seconds = seconds
        self.offset = offset
        self.isDateOnly = isDateOnly
    }

    package static func < (a: ImportedTime, b: ImportedTime) -> Bool { a.seconds < b.seconds }

    /// `2014-01-21T20:26:05Z`, or `2014-01-21` when only the day is known.
    package var text: String {
        let local = seconds + Int64(offset) * 60
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let rest = Int(local - day * 86_400)
        let (year, month, date) = Self.civil(day: day)
        let dateText = "\(padded(year, 4))-\(padded(month, 2))-\(padded(date, 2))"
        if isDateOnly { return dateText }
        let zone = offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + "\(padded(abs(offset) / 60, 2)):\(padded(abs(offset) % 60, 2))"
        return "\(dateText)T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))\(zone)"
    }

    /// The year in the writer's zone.
    package var year: Int {
        let local = seconds + Int64(offset) * 60
        return Self.civil(day: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400).year
    }

    /// Reads `2014-01-21T20:26:05.383` (a dump's UTC without offset), with an optional `Z` or `+hh:mm`. Fractions of a second are
    /// dropped, which keeps the order of any two times. `nil` for anything else: days that don't exist, `:60`, years before 1970 or after 2200.
    package init?(iso text: some Collection<UInt8>) {
        let bytes = Array(text)
        guard bytes.count >= 19, bytes.count <= 40, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = digits(bytes[0..<4]), let month = digits(bytes[5..<7]), let day = digits(bytes[8..<10]),
            let hour = digits(bytes[11..<13]), let minute = digits(bytes[14..<16]), let second = digits(bytes[17..<19]),
            (1970...2200).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var at = 19
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            at += 1
            let start = at
            while at < bytes.count, isDigit(bytes[at]) { at += 1 }
            guard at > start else { return nil }
        }
        var offset = 0
        if at < bytes.count {
            if bytes[at] == UInt8(ascii: "Z"), at + 1 == bytes.count {
                offset = 0
            } else {
                guard bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-"), at + 6 == bytes.count,
                    bytes[at + 3] == UInt8(ascii: ":"), let hours = digits(bytes[(at + 1)..<(at + 3)]),
                    let minutes = digits(bytes[(at + 4)..<(at + 6)]), hours <= 14, minutes < 60
                else { return nil }
                offset = (hours * 60 + minutes) * (bytes[at] == UInt8(ascii: "-") ? -1 : 1)
            }
        }
        let clock = Int64(hour * 3600 + minute * 60 + second)
        self.init(seconds: Self.day(year: year, month: month, day: day) * 86_400 + clock - Int64(offset) * 60, offset: offset)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
    private static func day(year: Int, month: Int, day: Int) -> Int64 {
        let y = Int64(month <= 2 ? year - 1 : year)
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = Int64((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The inverse of `day(year:month:day:)`.
    private static func civil(day: Int64) -> (year: Int, month: Int, day: Int) {
        let z = day + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
        return (Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0), month, Int(dayOfYear - (153 * shifted + 2) / 5 + 1))
    }
}

private func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

/// ASCII digits only.
private func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
        guard isDigit(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
}
