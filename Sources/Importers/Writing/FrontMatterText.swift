/// Writes front matter: `key: value` lines between `---`, quoted so that YAML reads every text back as the same text.
struct FrontMatterText {
    private(set) var bytes: [UInt8] = Array("---\n".utf8)

    mutating func add(_ key: String, _ value: String) { line(key, Self.scalar(value)) }

    /// A web address, unless no page could link to it.
    mutating func add(_ key: String, address: String) {
        if isWebAddress(address) { line(key, Self.scalar(address)) }
    }

    mutating func add(_ key: String, _ time: ImportedTime) { line(key, Array(time.text.utf8)) }

    mutating func add(_ key: String, _ number: Int) { line(key, Array(String(number).utf8)) }

    mutating func add(_ key: String, _ flag: Bool) { line(key, Array(String(flag).utf8)) }

    /// `[a, b]`; items are quoted unless they are plain words.
    mutating func add(_ key: String, list: [String]) {
        var text: [UInt8] = [UInt8(ascii: "[")]
        for (index, item) in list.enumerated() {
            if index > 0 { text += ", ".utf8 }
            let isWord = item.utf8.first.map { (97...122).contains($0) } == true
                && item.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") }
            text += isWord && !Self.reserved.contains(item) ? Array(item.utf8) : Self.quoted(Self.withoutControls(item))
        }
        line(key, text + [UInt8(ascii: "]")])
    }

    mutating func end() { bytes += "---\n".utf8 }

    private mutating func line(_ key: String, _ value: [UInt8]) {
        bytes += key.utf8
        bytes += ": ".utf8
        bytes += value
        bytes.append(10)
    }

    /// Words that YAML 1.1 or 1.2 reads as something else than text.
    private static let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]

    /// A plain scalar where it can't be misread, double-quoted otherwise.
    static func scalar(_ text: String) -> [UInt8] {
        let text = withoutControls(text)
        let bytes = Array(text.utf8)
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, bytes.last != 32, bytes.last != UInt8(ascii: ":"),
            !reserved.contains(text.lowercased()), text.unicodeScalars.allSatisfy(isPlain)
        else { return quoted(text) }
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: ":"), bytes[safe: index + 1] == 32 { return quoted(text) }
            if byte == 32, bytes[safe: index + 1] == UInt8(ascii: "#") { return quoted(text) }
        }
        return bytes
    }

    /// Without the characters that no front matter may hold, written or escaped: they have no look that could be lost.
    private static func withoutControls(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 9, 10, 0x20...0x7E, 0xA0...0xFDCF, 0xFDF0...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x1FFFD: kept.append(scalar)
            case 0x1FFFE... where scalar.value & 0xFFFE != 0xFFFE: kept.append(scalar)
            default: continue
            }
        }
        return String(kept)
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (32...126).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .privateUse, .unassigned, .surrogate: return false
        default: return true
        }
    }

    static func quoted(_ text: String) -> [UInt8] {
        var out: [UInt8] = [UInt8(ascii: "\"")]
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += [UInt8(ascii: "\\"), UInt8(scalar.value)]
            case "\n": out += "\\n".utf8
            case "\t": out += "\\t".utf8
            case _ where scalar.isASCII && scalar.value >= 32 && scalar.value < 127: out.append(UInt8(scalar.value))
            case _ where isPlain(scalar) || scalar.properties.generalCategory == .spaceSeparator: out += Array(String(scalar).utf8)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                let width = scalar.value > 0xFFFF ? 8 : 4
                out += (width == 8 ? "\\U" : "\\u").utf8
                out += String(repeating: "0", count: width - digits.utf8.count).utf8
                out += digits.utf8
            }
        }
        out.append(UInt8(ascii: "\""))
        return out
    }
}

/// Whether a page may link to an address: `http` or `https`, a host without a user name, and no character that an address must escape.
func isWebAddress(_ address: String) -> Bool {
    let bytes = Array(address.utf8)
    guard bytes.count <= 2_048, !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F || "\"<>\\^`{|}".utf8.contains($0) }) else { return false }
    let lower = bytes.prefix(8).map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard let scheme = ["https://", "http://"].first(where: { lower.starts(with: $0.utf8) }) else { return false }
    let authority = bytes.dropFirst(scheme.utf8.count).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let parts = authority.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let host = parts.first, host.count <= 253 else { return false }
    if parts.count == 2, !(1...5).contains(parts[1].count) || !parts[1].allSatisfy({ (48...57).contains($0) }) { return false }
    return host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
        (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.allSatisfy { isWordByte($0) || $0 == 45 || $0 == 95 || $0 >= 0x80 }
    }
}
