/// Text as it may be sent to a terminal: nothing in it can move the cursor, change colours or turn the line around.
package enum VisibleText {
    /// A text on one line, with every character that a terminal would act on replaced by something to see.
    package static func show(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { shown.append(contentsOf: show(scalar).unicodeScalars) }
        return String(shown)
    }

    /// The scalar itself, or what stands for it: a control picture for C0 and DEL (`␛` for an escape), `\u{202E}` for C1, direction
    /// marks, hidden line breaks and noncharacters, and U+FFFD for `nil`, a byte that is not UTF-8.
    static func show(_ scalar: Unicode.Scalar?) -> String {
        guard let scalar else { return "\u{FFFD}" }
        switch scalar.value {
        case 0..<0x20: return picture(0x2400 + scalar.value)
        case 0x7F: return picture(0x2421)
        case 0x80...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xFDD0...0xFDEF, 0xE0000...0xE0FFF:
            return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        case let value where value & 0xFFFE == 0xFFFE:
            return "\\u{" + String(value, radix: 16, uppercase: true) + "}"
        default:
            var shown = String.UnicodeScalarView()
            shown.append(scalar)
            return String(shown)
        }
    }

    private static func picture(_ value: UInt32) -> String {
        Unicode.Scalar(value).map { String($0) } ?? "\u{FFFD}"
    }
}
