import Diagnostics

/// The characters that YAML takes for text, less the line breaks that nobody sees.
enum YAMLCharacters {
    /// The first `limit` characters of a front matter that it may not hold, as diagnostics.
    ///
    /// `hasForbidden` is true as well for those that `CharacterCheck` reports for every file; they are not reported twice.
    static func check(_ file: SourceFile, _ range: SourceRange, limit: Int = 8) -> (diagnostics: [Diagnostic], hasForbidden: Bool) {
        var diagnostics: [Diagnostic] = []
        var hasForbidden = false
        let bytes = file.bytes
        var i = range.lowerBound
        while i < range.upperBound {
            let byte = bytes[i]
            if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 {
                i += 1
                continue
            }
            let (scalar, length) = UTF8Scalar.decode(bytes, at: i)
            if let scalar, byte >= 0x7F, !isText(scalar) {
                hasForbidden = true
                let place = i..<i + length
                if diagnostics.count < limit { diagnostics.append(diagnostic(scalar, place, file)) }
            } else if scalar == nil || byte < 0x20 {
                hasForbidden = true
            }
            i += length
        }
        return (diagnostics, hasForbidden)
    }

    /// Whether a value may hold a character, written as it is or by an escape (`"\x00"`).
    static func isTextInValue(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar == "\n" || scalar.value >= 0x20 && (isText(scalar) || scalar.value == 0x2028 || scalar.value == 0x2029)
    }

    /// YAML 1.2.2, production 1, without NEL, U+2028 and U+2029, which libyaml takes for line breaks, and without U+FEFF.
    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
        // The last two of each plane are noncharacters, as are the 32 from U+FDD0.
        case 0xFDD0...0xFDEF: false
        case 0x1FFFE...: scalar.value & 0xFFFE != 0xFFFE
        default: true
        }
    }

    private static func diagnostic(_ scalar: Unicode.Scalar, _ range: SourceRange, _ file: SourceFile) -> Diagnostic {
        let isBreak = [0x85, 0x2028, 0x2029].contains(scalar.value)
        return Diagnostic(
            .controlCharacter,
            isBreak
                ? "the invisible line break \(codePoint(scalar)) stands in the front matter"
                : "the character \(codePoint(scalar)) is not text",
            advice: isBreak ? "replace it by a space" : "delete it", path: file.path, range: range,
            fixIts: [Diagnostic.FixIt(range: range, replacement: isBreak ? " " : "")])
    }
}
