/// Why a text is no time.
package struct WrittenTimeFault: Error, Hashable, Sendable {
    /// One phrase, names in single quotes.
    package var message: String
    package var advice: String
    /// The time that was certainly meant; `nil` where it could be more than one.
    package var proposal: String?
}

extension WrittenTime {
    /// Reads RFC 3339 and its shorter forms: `2026-03-02`, `2026-03-02T09:15`, `2026-03-02 09:15:30.25Z`, `2026-03-02T09:15+08:00`.
    ///
    /// A fraction of a second is read and left out. Years run from 1970 to 9999 and offsets to 14 hours; days that don't exist, second 60,
    /// 24:00 and every digit outside ASCII are refused.
    package init(parsing text: some Collection<UInt8>) throws(WrittenTimeFault) {
        var parser = WrittenTimeParser(Array(text))
        self = try parser.time()
    }
}

private struct WrittenTimeParser {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func time() throws(WrittenTimeFault) -> WrittenTime {
        guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2), !isDigit(at) else {
            throw notATime(bytes)
        }
        let date = try date(year, month, day)
        guard at < bytes.count else { return WrittenTime(date: date, secondOfDay: nil, offset: nil) }
        let isLowercase = bytes[at] == UInt8(ascii: "t")
        guard take("T") || take(" ") else {
            guard isLowercase else { throw fault("'\(shown(rest))' stands behind the day", "write the time of day as 'T09:15'") }
            throw fault("the 't' before the time of day is small", "write a capital 'T'")
        }
        let second = try timeOfDay()
        return WrittenTime(date: date, secondOfDay: second, offset: try offset())
    }

    private func date(_ year: Int, _ month: Int, _ day: Int) throws(WrittenTimeFault) -> CivilDate {
        guard year >= 1970 else { throw fault("the year \(year) lies before 1970", "write a year from 1970 on") }
        guard (1...12).contains(month) else {
            throw fault("there is no month \(twoDigits(month))", "write year, month and day in this order: '2026-03-02'")
        }
        guard let date = CivilDate(year: year, month: month, day: day) else {
            let last = (28...31).last { CivilDate(year: year, month: month, day: $0) != nil } ?? 31
            throw fault(
                "there is no day \(twoDigits(day)) in this month", "\(monthNames[month - 1]) \(year) has \(last) days")
        }
        return date
    }

    private mutating func timeOfDay() throws(WrittenTimeFault) -> Int {
        let start = at
        guard let hour = digits(2), take(":"), let minute = digits(2) else {
            at = start
            throw badTimeOfDay()
        }
        guard hour < 24 else {
            throw hour == 24
                ? fault("a day ends before 24:00", "write 00:00 of the next day")
                : fault("there is no hour \(hour)", "hours run from 00 to 23")
        }
        guard minute < 60 else { throw fault("there is no minute \(minute)", "minutes run from 00 to 59") }
        guard take(":") else { return hour * 3_600 + minute * 60 }
        guard let second = digits(2), !isDigit(at) else {
            throw fault("'\(shown(text))' has no two digits for the seconds", "write the time of day as '09:15:00'")
        }
        guard second < 60 else {
            throw second == 60
                ? fault("leap seconds are not counted, so there is no second 60", "write :59, or :00 of the next minute")
                : fault("there is no second \(second)", "seconds run from 00 to 59")
        }
        if take(".") || take(",") {
            guard bytes[at - 1] == UInt8(ascii: ".") else {
                throw fault("a fraction of a second begins with '.'", "write '.' for ',', or leave the fraction out")
            }
            guard isDigit(at) else { throw fault("no digit follows the '.'", "leave the fraction of the second out") }
            while isDigit(at) { at += 1 }
        }
        return hour * 3_600 + minute * 60 + second
    }

    /// `9:15`, `0915`, `9 am`.
    private func badTimeOfDay() -> WrittenTimeFault {
        let rest = bytes[at...]
        if rest.isEmpty { return fault("the time of day is missing", "write '09:15' behind the day, or only the day") }
        if rest.count > 1, rest[at + 1] == UInt8(ascii: ":"), isDigit(at) {
            let mended = String(decoding: bytes[..<at], as: UTF8.self) + "0" + self.rest
            return fault("'\(shown(self.rest))' has no two digits for the hour", "write '0\(self.rest)'", mended)
        }
        return fault("'\(shown(self.rest))' is not a time of day", "write it as '09:15' or '09:15:00'")
    }

    /// Seconds east of UTC; `nil` at the end of the text.
    private mutating func offset() throws(WrittenTimeFault) -> Int? {
        guard at < bytes.count else { return nil }
        let start = at
        if take("Z"), at == bytes.count { return 0 }
        at = start
        let isEast = bytes[at] == UInt8(ascii: "+")
        if isEast || bytes[at] == UInt8(ascii: "-") {
            at += 1
            if let hours = digits(2), take(":"), let minutes = digits(2), at == bytes.count {
                guard minutes < 60, hours * 60 + minutes <= 14 * 60 else {
                    throw fault("no clock differs from UTC by '\(shown(text(from: start)))'", "offsets run from -14:00 to +14:00")
                }
                return (isEast ? 1 : -1) * (hours * 3_600 + minutes * 60)
            }
        }
        throw badOffset(start)
    }

    /// ` +0800`, `+8`, `z`, ` Asia/Taipei`.
    private func badOffset(_ start: Int) -> WrittenTimeFault {
        let before = String(decoding: bytes[..<start], as: UTF8.self)
        var written = Array(bytes[start...])
        while written.first == 0x20 { written.removeFirst() }
        if let mended = mendedOffset(written) {
            return fault("'\(shown(text(from: start)))' is not an offset", "write '\(mended)' directly behind the time of day", before + mended)
        }
        return fault(
            "'\(shown(text(from: start)))' is not an offset from UTC", "write it as '+08:00' or 'Z', or leave it out for the site's time zone")
    }

    private func mendedOffset(_ written: [UInt8]) -> String? {
        if written.count == 1, written[0] | 0x20 == UInt8(ascii: "z") { return "Z" }
        if written.elementsEqual("UTC".utf8) || written.elementsEqual("GMT".utf8) { return "Z" }
        guard let sign = written.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = written.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        let four: [UInt8]
        switch digits.count {
        case 1: four = [0x30] + digits + [0x30, 0x30]
        case 2: four = digits + [0x30, 0x30]
        case 4: four = digits
        default: return nil
        }
        let mended = String(decoding: [sign] + four[..<2] + [UInt8(ascii: ":")] + four[2...], as: UTF8.self)
        let isReal = (try? WrittenTime(parsing: Array("2000-01-01T00:00\(mended)".utf8))) != nil
        return isReal ? mended : nil
    }

    // MARK: Bytes

    private mutating func digits(_ count: Int) -> Int? {
        guard at + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[at..<at + count] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte & 15)
        }
        at += count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, UInt32(bytes[at]) == character.value else { return false }
        at += 1
        return true
    }

    private func isDigit(_ index: Int) -> Bool { index < bytes.count && (0x30...0x39).contains(bytes[index]) }
    private var rest: String { text(from: at) }
    private var text: String { text(from: 0) }
    private func text(from start: Int) -> String { String(decoding: bytes[start...], as: UTF8.self) }

    private func fault(_ message: String, _ advice: String, _ proposal: String? = nil) -> WrittenTimeFault {
        let isTime = proposal.map { (try? WrittenTime(parsing: $0.utf8)) != nil } ?? false
        return WrittenTimeFault(message: message, advice: advice, proposal: isTime ? proposal : nil)
    }
}

let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
]
