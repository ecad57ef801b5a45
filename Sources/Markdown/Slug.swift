/// The ids of a post's headings, in the manner of GitHub: lower case, spaces become `-`, punctuation goes, letters of every script
/// stay; a repeat gets `-1`, `-2`.
struct SlugTable {
    private var used: Set<[UInt8]> = []
    private var repeats: [[UInt8]: Int] = [:]

    /// A slug that this table has not given before. Sets of bytes, not of String: NFC and NFD are two ids.
    mutating func slug(for text: ArraySlice<UInt8>) -> [UInt8] {
        var base = slugBytes(text)
        if base.isEmpty { base = Array("section".utf8) }
        guard !used.insert(base).inserted else { return base }
        var number = repeats[base, default: 0]
        while true {
            number += 1
            let candidate = base + [UInt8(ascii: "-")] + Array(String(number).utf8)
            if used.insert(candidate).inserted {
                repeats[base] = number
                return candidate
            }
        }
    }

    func contains(_ slug: [UInt8]) -> Bool { used.contains(slug) }
}

/// The slug of a heading's text, not yet made unique; at most 100 bytes, cut between scalars.
func slugBytes(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    let limit = 100
    out.reserveCapacity(min(text.count, limit))
    if text.allSatisfy({ $0 < 0x80 }) {
        for byte in text.prefix(limit) {
            if isASCIILetter(byte) { out.append(byte | 0x20) } else if slugMarks.contains(byte) { out.append(byte) } else if byte <= 0x20 { out.append(UInt8(ascii: "-")) }
        }
        return out
    }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
        var added: [UInt8] = []
        switch scalar {
        case "a"..."z", "0"..."9", "-", "_": added = [UInt8(truncatingIfNeeded: scalar.value)]
        case "A"..."Z": added = [UInt8(truncatingIfNeeded: scalar.value | 0x20)]
        case " ", "\n", "\t": added = [UInt8(ascii: "-")]
        case _ where scalar.isASCII: continue
        default:
            guard isSlugScalar(scalar) else { continue }
            added = Array(scalar.properties.lowercaseMapping.utf8)
        }
        guard out.count + added.count <= limit else { break }
        out += added
    }
    return out
}

private let slugMarks = ASCIISet("0123456789-_")

private func isSlugScalar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
        .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
        scalar != "\u{FFFD}"
    default: false
    }
}
