import KnowledgeBase

extension Phrases {
    /// A duration as a person says it: at most two units, the second one only where it matters ("26 min", "3 h 20 min", "12 days").
    func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        let minutes = (whole + 30) / 60
        if whole < 60 { return self("timeSeconds", count: whole) }
        if minutes < 60 { return self("timeMinutes", count: minutes) }
        if minutes < 48 * 60 { return twoUnits("timeHours", minutes / 60, "timeMinutes", minutes % 60, coarse: 10) }
        let hours = (whole + 1800) / 3600
        let days = hours / 24
        if days < 60 { return twoUnits("timeDays", days, "timeHours", hours % 24, coarse: 7) }
        // The mean Gregorian month and year.
        if days < 730 { return self("timeMonths", count: Int((Double(days) / 30.436875).rounded())) }
        return self("timeYears", count: Int((Double(days) / 365.2425).rounded()))
    }

    private func twoUnits(_ key: String, _ count: Int, _ minorKey: String, _ minor: Int, coarse: Int) -> String {
        let major = self(key, count: count)
        return minor == 0 || count >= coarse ? major : major + " " + self(minorKey, count: minor)
    }

    /// "2 March 2026", "2026年3月2日".
    func date(_ date: CivilDate) -> String {
        self("dateFormat", ["day": String(date.day), "month": self("monthName.\(date.month)"), "m": String(date.month), "year": String(date.year)])
    }

    /// "March 2026".
    func month(year: Int, month: Int) -> String {
        self("monthFormat", ["month": self("monthName.\(month)"), "m": String(month), "year": String(year)])
    }

    /// The date, and the time of day where one is known, on the clock of the time's own offset.
    func time(_ time: Timestamp) -> String {
        let local = time.local
        guard !time.isDateOnly else { return date(local.date) }
        return self("dateTimeFormat", ["date": date(local.date), "time": clockTime(local.secondOfDay)])
    }

    /// "09:15".
    func clockTime(_ secondOfDay: Int) -> String {
        twoDigits(secondOfDay / 3600) + ":" + twoDigits(secondOfDay / 60 % 60)
    }

    /// "92 %"; under one in a hundred and over ninety-nine the first decimal says which side.
    func percent(_ share: Double) -> String {
        let tenths = (share * 1000).rounded()
        let whole = (share * 100).rounded()
        if share > 0, share < 1, whole == 0 || whole == 100, tenths != 0, tenths != 1000 {
            return "\(Int(tenths) / 10).\(Int(tenths) % 10)\u{202F}%"
        }
        // "100 %" and "0 %" are said of exactly all and exactly none.
        if whole == 100, share < 1 { return "99.9\u{202F}%" }
        if whole == 0, share > 0 { return "0.1\u{202F}%" }
        return "\(Int(whole))\u{202F}%"
    }
}
