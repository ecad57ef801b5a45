/// What is wrong with the text of weekly hours, and where.
package struct WeeklyHoursError: Error, Hashable, Sendable {
    /// Byte offsets into the text.
    package let range: Range<Int>
    /// One phrase, names in single quotes.
    package let message: String
    /// What to do about it.
    package let advice: String
}

extension WeeklyHours {
    /// Reads `Mon-Fri 09:00-17:00, Sat 10:00-12:00`.
    ///
    /// A list of entries between commas. An entry is days and a range of hours; without days every day is meant. Days are English
    /// names (`Mon` or `Monday`, in any case) or ranges of them that may run over the week's end (`Fri-Mon`). `24:00` is the end
    /// of a day; a range that ends before it begins runs into the next day (`22:00-02:00`). Overlapping entries are joined. An
    /// en dash is read as a hyphen.
    package init(parsing text: String) throws(WeeklyHoursError) {
        var parser = WeeklyHoursParser(text)
        let ranges = try parser.entries()
        guard let hours = WeeklyHours(openRanges: ranges) else {
            throw WeeklyHoursError(
                range: 0..<text.utf8.count, message: "no hours are given", advice: "write for example 'Mon-Fri 09:00-17:00'")
        }
        self = hours
    }
}

private struct WeeklyHoursParser {
    private let bytes: [UInt8]
    private var at = 0

    private static let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].map { Array($0.utf8) }

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func entries() throws(WeeklyHoursError) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        while true {
            let days = try days()
            let hours = try hours()
            for day in days { ranges.append(day * 86_400 + hours.lowerBound..<day * 86_400 + hours.upperBound) }
            skipSpace()
            guard at < bytes.count else { return ranges }
            guard bytes[at] == UInt8(ascii: ",") else {
                throw fault(at..<bytes.count, "'\(text(at..<bytes.count))' stands after the hours", "separate entries with a comma")
            }
            at += 1
        }
    }

    private mutating func days() throws(WeeklyHoursError) -> [Int] {
        skipSpace()
        guard at < bytes.count, isLetter(bytes[at]) else { return Array(0..<7) }
        let first = try day()
        guard skipDash() else { return [first] }
        skipSpace()
        let last = try day()
        return (0...floorRemainder(last - first, 7)).map { (first + $0) % 7 }
    }

    private mutating func day() throws(WeeklyHoursError) -> Int {
        let start = at
        while at < bytes.count, isLetter(bytes[at]) { at += 1 }
        let word = bytes[start..<at].map { $0 | 0x20 }
        guard word.count >= 3, let day = Self.names.firstIndex(where: { $0.starts(with: word) }) else {
            let end = max(at, min(start + 1, bytes.count))
            throw fault(
                start..<end, start == bytes.count ? "a day is missing" : "'\(text(start..<end))' is not a day of the week",
                "use Mon, Tue, Wed, Thu, Fri, Sat or Sun")
        }
        return day
    }

    /// Seconds since the day's midnight; the end may lie in the next day.
    private mutating func hours() throws(WeeklyHoursError) -> Range<Int> {
        skipSpace()
        let start = at
        let opens = try time()
        guard skipDash() else {
            throw fault(at..<at, "the closing time is missing", "write the hours as '09:00-17:00'")
        }
        skipSpace()
        let closes = try time()
        if opens == 86_400 {
            throw fault(start..<at, "a day cannot open at 24:00", "write 00:00 of the next day")
        }
        if opens == closes {
            throw fault(
                start..<at, "the hours open and close at the same minute", "write 00:00-24:00 for the whole day")
        }
        return opens..<(closes > opens ? closes : closes + 86_400)
    }

    private mutating func time() throws(WeeklyHoursError) -> Int {
        let start = at
        while at < bytes.count, isDigit(bytes[at]) || bytes[at] == UInt8(ascii: ":") { at += 1 }
        let parts = bytes[start..<at].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2 else {
            let end = max(at, wordEnd(start))
            throw fault(
                start..<end, start == end ? "a time is missing" : "'\(text(start..<end))' is not a time",
                "write times of the day as '09:00'")
        }
        let hour = number(parts[0])
        let minute = number(parts[1])
        guard minute < 60, hour < 24 || hour == 24 && minute == 0 else {
            throw fault(start..<at, "'\(text(start..<at))' is not a time of the day", "times run from 00:00 to 24:00")
        }
        return hour * 3_600 + minute * 60
    }

    private func wordEnd(_ start: Int) -> Int {
        bytes[start...].firstIndex { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") } ?? bytes.count
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    }

    private mutating func skipDash() -> Bool {
        let start = at
        skipSpace()
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") {
            at += 1
            return true
        }
        // U+2013, the dash that word processors put between times.
        if bytes[at...].starts(with: [0xE2, 0x80, 0x93]) {
            at += 3
            return true
        }
        at = start
        return false
    }

    private func fault(_ range: Range<Int>, _ message: String, _ advice: String) -> WeeklyHoursError {
        WeeklyHoursError(range: range, message: message, advice: advice)
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    /// At most two digits.
    private func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 & 15) } }
}
