import KnowledgeBase

extension Phrases {
    /// A duration as a person says it: at most two units, the second one only where it matters ("26 min", "3 h 20 min", "12 days").
    func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        let minutes = (whole + 30) / 60
        if whole < 60 { return self("timeSeconds", count: whole) }
        if minutes < 60 { return self("timeMinutes", count: minutes) }
        if minutes < 48 * 60 { return twoUnits("timeHours", minutes / 60, "timeMinutes", minutes % 60, of: 60, coarse: 10) }
        let hours = (whole + 1800) / 3600
        let days = hours / 24
        if days < 60 { return twoUnits("timeDays", days, "timeHours", hours % 24, of: 24, coarse: 7) }
        // The mean Gregorian month and year.
        if days < 730 { return self("timeMonths", count: Int((Double(days) / 30.436875).rounded())) }
        return self("timeYears", count: Int((Double(days) / 365.2425).rounded()))
    }

    private func twoUnits(_ key: String, _ count: Int, _ minorKey: String, _ minor: Int, of size: Int, coarse: Int) -> String {
        // 22 days and 22 hours are 23 days, not 22.
        if count >= coarse { return self(key, count: minor * 2 >= size ? count + 1 : count) }
        let major = self(key, count: count)
        return minor == 0 ? major : self("timePair", ["first": major, "second": self(minorKey, count: minor)])
    }

    /// "2 March 2026", "2026年3月2日".
    func date(_ date: CivilDate) -> String { fill("dateLong", date) }

    /// "2 Mar 2026": where many dates stand below one another.
    func shortDate(_ date: CivilDate) -> String { fill("date", date) }

    /// "March 2026".
    func month(year: Int, month: Int) -> String { self("monthYear", ["month": monthName(month), "year": String(year)]) }

    func monthName(_ month: Int) -> String { self("monthLong." + String(month)) }

    private func fill(_ key: String, _ date: CivilDate) -> String {
        self(key) { name in
            switch name {
            case "day": date.day == 1 ? self("firstDay") : String(date.day)
            case "month": monthName(date.month)
            case "monthShort": self("monthShort." + String(date.month))
            case "monthNumber": String(date.month)
            case "year": String(date.year)
            default: nil
            }
        }
    }

    /// The date, and the time of day where one is known, on the clock of the time's own offset.
    func time(_ time: Timestamp) -> String {
        let local = time.local
        guard !time.isDateOnly else { return date(local.date) }
        return self("dateTime", ["date": date(local.date), "time": clockTime(local.secondOfDay)])
    }

    /// "09:15".
    func clockTime(_ secondOfDay: Int) -> String {
        twoDigits(secondOfDay / 3600) + ":" + twoDigits(secondOfDay / 60 % 60)
    }

    /// "92%"; where rounding would say all or none and it isn't, one decimal says so.
    func percent(_ share: Double) -> String {
        let whole = (share * 100).rounded()
        guard share > 0, share < 1, whole == 0 || whole == 100 else { return self("percent", ["n": String(Int(whole))]) }
        let tenths = min(999, max(1, Int((share * 1000).rounded())))
        return self("percent", ["n": "\(tenths / 10)" + self("decimalMark") + "\(tenths % 10)"])
    }
}
