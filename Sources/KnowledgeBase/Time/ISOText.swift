/// RFC 3339 with the offset at which the time was written; a day alone stays a day.
package func isoText(_ time: Timestamp) -> String {
    let local = time.local
    let date = isoText(local.date)
    if time.isDateOnly { return date }
    let second = local.secondOfDay
    let clock = twoDigits(second / 3600) + ":" + twoDigits(second / 60 % 60) + ":" + twoDigits(second % 60)
    if time.offset == 0 { return date + "T" + clock + "Z" }
    let minutes = abs(time.offset) / 60
    return date + "T" + clock + (time.offset < 0 ? "-" : "+") + twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60)
}

package func isoText(_ date: CivilDate) -> String {
    let year = String(date.year)
    return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + "-" + twoDigits(date.month) + "-" + twoDigits(date.day)
}

/// `07`, `12`; longer numbers stay as they are.
package func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
