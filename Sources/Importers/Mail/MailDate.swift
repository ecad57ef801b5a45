/// Times of mail: `Tue, 1 Mar 2005 01:47:36 +0100` (RFC 5322 and its older forms), and `Tue Mar  1 01:47:36 2005`, which list archives write
/// and which has no zone: it is read as UTC.
func mailTime(_ text: String) -> ImportedTime? {
    var words: [String] = []
    var depth = 0
    var word = ""
    for scalar in text.unicodeScalars {
        if scalar == "(" { depth += 1 }
        if depth == 0, !scalar.properties.isWhitespace, scalar != "," { word.unicodeScalars.append(scalar) } else if !word.isEmpty {
            words.append(word)
            word = ""
        }
        if scalar == ")" { depth = max(0, depth - 1) }
        if words.count > 12 { return nil }
    }
    if !word.isEmpty { words.append(word) }
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    guard let at = words.firstIndex(where: { word in months.contains { word.lowercased().utf8.starts(with: $0.utf8) } }),
        let month = months.firstIndex(where: { words[at].lowercased().utf8.starts(with: $0.utf8) })
    else { return nil }
    let clock = words.first { $0.utf8.contains(UInt8(ascii: ":")) && ($0.utf8.first ?? 0) < 58 } ?? "00:00:00"
    let numbers = words.enumerated().compactMap { index, word in word.utf8.count <= 4 && index != at ? Int(word).map { (index, $0, word) } : nil }
        .filter { $0.2.utf8.first != UInt8(ascii: "+") && $0.2.utf8.first != UInt8(ascii: "-") }
    guard let day = numbers.first(where: { $0.2.utf8.count <= 2 && (1...31).contains($0.1) }),
        let year = numbers.last(where: { $0.0 != day.0 && ($0.2.utf8.count == 4 || $0.2.utf8.count == 2) })
    else { return nil }
    let fullYear = year.2.utf8.count == 2 ? (year.1 < 70 ? 2000 + year.1 : 1900 + year.1) : year.1
    let parts = clock.utf8.split(separator: UInt8(ascii: ":")).compactMap { Int(String(Substring($0))) }
    guard parts.count >= 2, (1970...2100).contains(fullYear) else { return nil }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    let second = min(parts.count > 2 ? parts[2] : 0, 59)
    let local = "\(fullYear)-\(two(month + 1))-\(two(day.1))T\(two(parts[0])):\(two(parts[1])):\(two(second))Z"
    guard let time = ImportedTime(iso: Array(local.utf8)) else { return nil }
    let offset = words.compactMap(zone).first ?? 0
    let seconds = time.seconds - Int64(offset) * 60
    return seconds >= 0 ? ImportedTime(seconds: seconds, offset: offset) : nil
}

/// `+0130` in minutes, and the few names that RFC 5322 still defines.
private func zone(_ word: String) -> Int? {
    let known = ["EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "GMT": 0, "UT": 0, "UTC": 0]
    if let offset = known[word] { return offset }
    let bytes = Array(word.utf8)
    guard bytes.count == 5, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"), let digits = Int(String(decoding: bytes[1...], as: UTF8.self)) else { return nil }
    let minutes = digits / 100 * 60 + digits % 100
    guard minutes <= 14 * 60, digits % 100 < 60 else { return nil }
    return bytes[0] == UInt8(ascii: "-") ? -minutes : minutes
}
