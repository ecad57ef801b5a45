import Diagnostics

extension FieldReader {
    /// Seconds of `30m`, `4h`, `1h30m`, `2d`, `1w`, `90 min`: numbers with units, the largest first, at most 365 days.
    mutating func duration(_ text: Located<String>) -> Int? {
        switch seconds(ofDuration: text.value) {
        case .success(let seconds): return seconds
        case .failure(let fault):
            report(.badDuration, fault.reason, advice: fault.advice, at: text.range, replacement: fault.proposal)
            return nil
        }
    }

    /// `90%`, `99.5 %` or `0.9`.
    mutating func share(_ text: Located<String>) -> Double? {
        var digits = Array(text.value.utf8)
        let isPercent = digits.last == UInt8(ascii: "%")
        if isPercent { digits.removeLast() }
        while digits.last == 0x20 { digits.removeLast() }
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isNumber = (1...2).contains(parts.count) && parts.allSatisfy { (1...6).contains($0.count) && $0.allSatisfy { (0x30...0x39).contains($0) } }
        guard isNumber, let value = Double(String(decoding: digits, as: UTF8.self)) else {
            report(.badShare, "'\(shown(text.value))' is not a share", advice: "write it as '90%' or '0.9'", at: text.range)
            return nil
        }
        let share = isPercent ? value / 100 : value
        if share > 0, share <= 1 { return share }
        let isPercentage = !isPercent && value > 1 && value <= 100
        report(
            .badShare, isPercentage ? "the share '\(shown(text.value))' has no '%'" : "the share '\(shown(text.value))' is not above 0 and up to 100 %",
            advice: isPercentage ? "write '\(text.value)%'" : "write it as '90%' or '0.9'", at: text.range,
            replacement: isPercentage ? text.value + "%" : nil)
        return nil
    }
}

extension NameFault: Error {}

extension FieldReader {
    /// Whole days of `stale_after: 365d`.
    mutating func wholeDays(_ key: String) -> Int? {
        guard let text = text(key) else { return nil }
        switch days(ofDuration: text.value) {
        case .success(let days): return days
        case .failure(let fault):
            report(.badDuration, fault.reason, advice: fault.advice, at: text.range, replacement: fault.proposal)
            return nil
        }
    }
}

/// `365d`, `52w`: whole days, at least one.
func days(ofDuration text: String) -> Result<Int, NameFault> {
    seconds(ofDuration: text, longest: 36_500 * 86_400).flatMap { seconds in
        seconds >= 86_400 ? .success(seconds / 86_400) : .failure(NameFault(reason: "'\(shown(text))' is less than a day", advice: "write it in days, such as '365d'"))
    }
}

/// `365d` as an option of the command line writes it: whole days, or what is wrong with it.
package func readDays(_ text: String) -> (days: Int?, fault: String?) {
    switch days(ofDuration: text) {
    case .success(let days): (days, nil)
    case .failure(let fault): (nil, "\(fault.reason) (\(fault.advice))")
    }
}

private let units: [(names: [String], seconds: Int)] = [
    (["w", "week", "weeks"], 604_800), (["d", "day", "days"], 86_400), (["h", "hour", "hours"], 3_600), (["m", "min", "minute", "minutes"], 60),
    (["s", "sec", "second", "seconds"], 1),
]

/// - Parameter longest: In seconds.
func seconds(ofDuration text: String, longest: Int = 365 * 86_400) -> Result<Int, NameFault> {
    func fault(_ reason: String, _ advice: String, _ proposal: String? = nil) -> Result<Int, NameFault> {
        .failure(NameFault(reason: reason, advice: advice, proposal: proposal))
    }
    let bytes = Array(text.utf8)
    var at = 0
    var sum = 0
    var lastUnit = -1
    while at < bytes.count {
        let number = bytes[at...].prefix { (0x30...0x39).contains($0) }
        at += number.count
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        let letters = bytes[at...].prefix { (0x61...0x7A).contains($0 | 0x20) }
        at += letters.count
        while at < bytes.count, bytes[at] == 0x20 { at += 1 }
        guard (1...8).contains(number.count) else { return fault("'\(shown(text))' is not a length of time", "write it as '30m', '4h' or '1h30m'") }
        guard !letters.isEmpty else {
            return fault("'\(shown(text))' has no unit", "write '\(text)h' for hours or '\(text)m' for minutes")
        }
        let word = letters.map { $0 | 0x20 }
        guard let unit = units.firstIndex(where: { $0.names.contains { $0.utf8.elementsEqual(word) } }) else {
            return fault("'\(shown(String(decoding: letters, as: UTF8.self)))' is not a unit of time", "use s, m, h, d or w")
        }
        guard unit > lastUnit else { return fault("the units of '\(shown(text))' are not in order", "begin with the largest, such as '1h30m'") }
        lastUnit = unit
        sum += number.reduce(0) { $0 * 10 + Int($1 & 15) } * units[unit].seconds
    }
    guard sum > 0 else { return fault("'\(shown(text))' is no time at all", "write at least '1m'") }
    guard sum <= longest else {
        return longest > 365 * 86_400
            ? fault("'\(shown(text))' is longer than \(longest / 86_400) days", "shorten it")
            : fault("'\(shown(text))' is longer than a year", "promise something that people wait for")
    }
    return .success(sum)
}
