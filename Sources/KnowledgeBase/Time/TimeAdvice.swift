/// Advice on a text that is a day in somebody's eyes, but not in RFC 3339: `2026/3/2`, `02.03.2026`, `March 2, 2026`, `20260302`.
func notATime(_ bytes: [UInt8]) -> WrittenTimeFault {
    let quoted = "'\(shown(String(decoding: bytes, as: UTF8.self)))'"
    func fault(_ message: String, _ advice: String, _ proposal: String? = nil) -> WrittenTimeFault {
        let isTime = proposal.map { (try? WrittenTime(parsing: $0.utf8)) != nil } ?? false
        return WrittenTimeFault(message: message, advice: isTime ? "write '\(proposal ?? "")'" : advice, proposal: isTime ? proposal : nil)
    }
    let words = TimeWords(bytes)
    if words.hasForeignDigit { return fault("\(quoted) has digits other than 0 to 9", "write it with the digits 0 to 9: '2026-03-02'") }
    let numbers = words.numbers
    if let month = words.month, let year = numbers.first(where: { $0.count == 4 }), let day = numbers.first(where: { $0.count <= 2 }) {
        return fault("\(quoted) is not in the form of '2026-03-02'", "write year, month and day as numbers", dayText(year.value, month, day.value))
    }
    if numbers.count >= 3, numbers[0].count == 4 {
        let day = dayText(numbers[0].value, numbers[1].value, numbers[2].value)
        let rest = words.rest(after: 3)
        let advice = "write year, month and day with two digits and '-': '2026-03-02'"
        return fault("\(quoted) is not in the form of '2026-03-02'", advice, day.map { $0 + (rest ?? "") })
    }
    if numbers.count >= 3, numbers[2].count == 4 {
        // With dots the day comes first everywhere; with slashes it depends on the country.
        let (a, b) = (numbers[0].value, numbers[1].value)
        let isClear = words.hasDots || a > 12 || a == b
        let day = isClear ? dayText(numbers[2].value, b, a) : nil
        // A time of day that can be read is kept; one that can't is told in the next run.
        let whole = day.map { $0 + (words.rest(after: 3) ?? "") }.flatMap { (try? WrittenTime(parsing: $0.utf8)) == nil ? nil : $0 }
        return fault("\(quoted) does not begin with the year", "write year, month and day in this order: '2026-03-02'", whole ?? day)
    }
    if numbers.count == 1, numbers[0].count == 8, words.isOneNumber {
        let value = numbers[0].value
        return fault("\(quoted) has no '-' in it", "write '2026-03-02'", dayText(value / 10_000, value / 100 % 100, value % 100))
    }
    if words.isOneNumber, (9...13).contains(numbers[0].count) {
        return fault("\(quoted) is a count of seconds", "write the day and the time of day: '2026-03-02T09:15:00Z'")
    }
    return fault("\(quoted) is not a time", "write it as '2026-03-02' or '2026-03-02T09:15:00+08:00'")
}

/// `nil` unless the day exists: a proposal that is wrong itself would be no help.
private func dayText(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (1970...9999).contains(year), CivilDate(year: year, month: month, day: day) != nil else { return nil }
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
}

/// The numbers and the English month in a text.
private struct TimeWords {
    private(set) var numbers: [(value: Int, count: Int, end: Int)] = []
    private(set) var month: Int?
    private(set) var hasForeignDigit = false
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var index = 0
        while index < min(bytes.count, 80) {
            let start = index
            if (0x30...0x39).contains(bytes[index]) {
                while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
                // Sixteen digits fit; what is longer is no day.
                let value = bytes[start..<min(index, start + 16)].reduce(0) { $0 * 10 + Int($1 & 15) }
                numbers.append((value, index - start, index))
            } else if (0x61...0x7A).contains(bytes[index] | 0x20) {
                while index < bytes.count, (0x61...0x7A).contains(bytes[index] | 0x20) { index += 1 }
                let word = bytes[start..<index].map { $0 | 0x20 }
                if word.count >= 3, month == nil {
                    month = monthNames.firstIndex { $0.utf8.map { $0 | 0x20 }.starts(with: word) }.map { $0 + 1 }
                }
            } else {
                index += 1
            }
        }
        hasForeignDigit = String(decoding: bytes.prefix(80), as: UTF8.self).unicodeScalars.contains {
            !$0.isASCII && $0.properties.numericType == .decimal
        }
    }

    var isOneNumber: Bool { numbers.count == 1 && numbers[0].count == bytes.count }
    var hasDots: Bool { bytes.contains(UInt8(ascii: ".")) && !bytes.contains(UInt8(ascii: "/")) }

    /// What stands behind the first `count` numbers; `nil` when nothing does.
    func rest(after count: Int) -> String? {
        let end = numbers[count - 1].end
        return end < bytes.count ? String(decoding: bytes[end...], as: UTF8.self) : nil
    }
}
