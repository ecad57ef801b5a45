/// The slug of a thread: its number and the words of its title, at most 100 bytes (`1-what-is-a-citra-hop`).
///
/// Letters and digits of every script are kept, in lower case; combining accents go, so that the name is the same file on systems
/// that compose characters and on those that take them apart.
package func slug(number: Int, title: String) -> String { slug(of: "\(number) \(title)", limit: 100) }

/// The words of a text joined by `-`, cut at a word's end where possible.
func slug(of text: String, limit: Int) -> String {
    var out = ""
    var pendingDash = false
    var lastWordEnd = 0
    for scalar in text.unicodeScalars {
        guard let letters = slugLetters(scalar) else {
            if scalar.value == UInt32(UInt8(ascii: "'")) || scalar.value == 0x2019 || isDroppedMark(scalar) { continue }
            if !pendingDash { lastWordEnd = out.utf8.count }
            pendingDash = true
            continue
        }
        let dash = pendingDash && !out.isEmpty ? "-" : ""
        if out.utf8.count + dash.utf8.count + letters.utf8.count > limit {
            if !pendingDash, lastWordEnd > limit / 2 { out = String(decoding: out.utf8.prefix(lastWordEnd), as: UTF8.self) }
            break
        }
        out += dash + letters
        pendingDash = false
    }
    return out
}

/// What a scalar contributes to a slug, in lower case; `nil` for what is no letter, mark or digit.
private func slugLetters(_ scalar: Unicode.Scalar) -> String? {
    if scalar.isASCII {
        let byte = UInt8(scalar.value)
        return isWordByte(byte) ? String(scalar).lowercased() : nil
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber:
        // Letters that are another letter under normalisation would name a second file.
        if isUnstable(scalar) { return nil }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars.filter { !isDroppedMark($0) }
        return String(String.UnicodeScalarView(lower))
    case .nonspacingMark, .spacingMark:
        return isDroppedMark(scalar) ? nil : String(scalar)
    default: return nil
    }
}

/// Accents of Latin, Greek and Cyrillic script.
private func isDroppedMark(_ scalar: Unicode.Scalar) -> Bool {
    (0x300...0x36F).contains(scalar.value) || (0x1AB0...0x1AFF).contains(scalar.value) || (0x1DC0...0x1DFF).contains(scalar.value)
        || (0x20D0...0x20FF).contains(scalar.value) || (0xFE00...0xFE2F).contains(scalar.value)
}

/// Conjoining jamo, Greek letters with a second spelling, letter-like signs and compatibility ideographs.
private func isUnstable(_ scalar: Unicode.Scalar) -> Bool {
    (0x1100...0x11FF).contains(scalar.value) || (0x1F00...0x1FFF).contains(scalar.value) || (0x2100...0x214F).contains(scalar.value)
        || (0xF900...0xFAFF).contains(scalar.value) || (0x2F800...0x2FA1F).contains(scalar.value)
}

/// ASCII words of a display name for a handle (`Håkan Ström` → `hakan-strom`); empty when nothing of it is Latin.
func handleWords(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars {
        if scalar.isASCII {
            text.unicodeScalars.append(scalar)
        } else if let letters = latinLetters(scalar) {
            text += letters
        } else if !isDroppedMark(scalar) {
            text += " "
        }
    }
    return slug(of: text, limit: 40)
}

/// The base letters of a Latin letter, from its Unicode name: LATIN SMALL LETTER O WITH DIAERESIS → `o`.
private func latinLetters(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xDF: return "ss"
    case 0x131: return "i"
    default: break
    }
    guard let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return nil }
    let words = name.split(separator: " ")
    guard words.count >= 4, words[2] == "LETTER", words.count == 4 || words[4] == "WITH", words[3].utf8.count <= 2 else { return nil }
    return words[3].lowercased()
}

/// The slug of a tag: signs that tell programming languages apart become words (`c#` → `c-sharp`, `.net` → `dot-net`).
func tagSlug(_ name: String) -> String {
    var text = ""
    for (index, scalar) in name.unicodeScalars.enumerated() {
        switch scalar {
        case "#": text += "-sharp"
        case "+": text += "-plus"
        case ".": text += index == 0 ? "dot-" : "-"
        default: text.unicodeScalars.append(scalar)
        }
    }
    return slug(of: text, limit: 80)
}
