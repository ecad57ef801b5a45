/// RFC 3339 with the offset at which the time was written; a day alone stays a day.
package func isoText(_ time: Timestamp) -> String {
    let local = time.local
    if time.isDateOnly { return isoText(local.date) }
    var text = ISOText()
    text.put(local.date)
    text.put(UInt8(ascii: "T"))
    let second = local.secondOfDay
    text.put(second / 3600)
    text.put(UInt8(ascii: ":"))
    text.put(second / 60 % 60)
    text.put(UInt8(ascii: ":"))
    text.put(second % 60)
    if time.offset == 0 {
        text.put(UInt8(ascii: "Z"))
    } else {
        let minutes = abs(time.offset) / 60
        text.put(UInt8(ascii: time.offset < 0 ? "-" : "+"))
        text.put(minutes / 60)
        text.put(UInt8(ascii: ":"))
        text.put(minutes % 60)
    }
    return text.string
}

package func isoText(_ date: CivilDate) -> String {
    var text = ISOText()
    text.put(date)
    return text.string
}

/// `07`, `12`; longer numbers stay as they are.
package func twoDigits(_ number: Int) -> String {
    var text = ISOText()
    text.put(number)
    return text.string
}

/// Bytes of a time: a site writes some hundred thousand.
private struct ISOText {
    private var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(25) }

    mutating func put(_ byte: UInt8) { bytes.append(byte) }

    /// At least `digits` characters.
    mutating func put(_ number: Int, digits: Int = 2) {
        guard number >= 0 else {
            let text = String(number).utf8
            bytes += repeatElement(UInt8(ascii: "0"), count: max(0, digits - text.count)) + Array(text)
            return
        }
        var power = 10
        for _ in 2..<digits { power *= 10 }
        while number / power >= 10 { power *= 10 }
        while power > 0 {
            put(UInt8(ascii: "0") + UInt8(number / power % 10))
            power /= 10
        }
    }

    mutating func put(_ date: CivilDate) {
        put(date.year, digits: 4)
        put(UInt8(ascii: "-"))
        put(date.month)
        put(UInt8(ascii: "-"))
        put(date.day)
    }

    var string: String { String(decoding: bytes, as: UTF8.self) }
}
