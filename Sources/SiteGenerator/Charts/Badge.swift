import TemplateEngine

/// A small picture that stands in other people's pages: a label and a value, side by side.
///
/// It brings its own ground and colours, because nothing is known of the page around it: both halves are dark with white letters, and a light
/// rim parts them from a dark page. Nobody's fonts are known either, so each text is fitted to the width that was reckoned for it.
struct Badge {
    enum Tone: String {
        case good = "#0b6657"
        case unsettled = "#7d5100"
        case bad = "#a02b1b"
    }

    let label: String
    let value: String
    let tone: Tone
    /// The label stands to the right.
    let isRightToLeft: Bool

    /// "first answer: 53 min": what a listener hears.
    var text: String { label + ": " + value }

    func draw() -> SafeHTML {
        let labelWidth = textWidth(label) + 38
        let valueWidth = textWidth(value) + 20
        let width = labelWidth + valueWidth
        let labelStart = isRightToLeft ? valueWidth : 0
        let valueStart = isRightToLeft ? 0 : labelWidth
        var svg = SafeHTML(trusted: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(decimal(width))\" height=\"24\" role=\"img\" aria-label=\"")
        svg += .escaping(text)
        svg += SafeHTML(trusted: "\"><title>")
        svg += .escaping(text)
        svg += SafeHTML(trusted: "</title><clipPath id=\"r\"><rect width=\"\(decimal(width))\" height=\"24\" rx=\"5\"/></clipPath><g clip-path=\"url(#r)\">")
        svg += SafeHTML(trusted: "<rect width=\"\(decimal(width))\" height=\"24\" fill=\"#2b3238\"/>")
        svg += SafeHTML(trusted: "<rect x=\"\(decimal(valueStart))\" width=\"\(decimal(valueWidth))\" height=\"24\" fill=\"\(tone.rawValue)\"/></g>")
        svg += SafeHTML(trusted: "<rect x=\".5\" y=\".5\" width=\"\(decimal(width - 1))\" height=\"23\" rx=\"4.5\" fill=\"none\" stroke=\"#fff\" stroke-opacity=\".3\"/>")
        let clock = isRightToLeft ? width - 17 : 17
        svg += SafeHTML(
            trusted: "<g fill=\"none\" stroke=\"#fff\" stroke-width=\"1.6\" stroke-linecap=\"round\" stroke-linejoin=\"round\"><circle cx=\"\(decimal(clock))\" cy=\"12\" r=\"6\"/><path d=\"M\(decimal(clock)) 8.5v3.5l2.4 1.5\"/></g>")
        svg += SafeHTML(trusted: "<g fill=\"#fff\" font-family=\"\(badgeFonts)\" font-size=\"12\" text-anchor=\"middle\">")
        svg += fitted(label, at: labelStart + (isRightToLeft ? labelWidth - 28 : labelWidth + 18) / 2)
        svg += fitted(value, at: valueStart + valueWidth / 2, isBold: true)
        return svg + SafeHTML(trusted: "</g></svg>\n")
    }

    private func fitted(_ text: String, at middle: Double, isBold: Bool = false) -> SafeHTML {
        SafeHTML(
            trusted: "<text x=\"\(decimal(middle))\" y=\"16\" unicode-bidi=\"plaintext\" textLength=\"\(decimal(textWidth(text)))\" lengthAdjust=\"spacingAndGlyphs\"\(isBold ? " font-weight=\"700\"" : "")>")
            + .escaping(text) + SafeHTML(trusted: "</text>")
    }
}

let badgeFonts = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Noto Sans Arabic','Noto Sans CJK SC',sans-serif"

/// About how wide a text is at 12 units: letters of the usual sans serif fonts, squares for Chinese, Japanese and Korean.
private func textWidth(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { width, scalar in
        switch scalar.value {
        case 0x200B...0x200F, 0x0300...0x036F, 0x064B...0x065F: width
        case 0x2E80...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x20000...0x3FFFF: width + 12
        case 0x30...0x39: width + 6.9
        case 0x41...0x5A: width + 8.1
        case 0x20, 0xA0, 0x202F, 0x21, 0x27, 0x2C, 0x2E, 0x3A, 0x3B, 0x49, 0x66, 0x69, 0x6A, 0x6C, 0x72, 0x74, 0x7C, 0xB7: width + 3.9
        case 0x6D, 0x77, 0x25, 0x4D, 0x57: width + 10
        default: width + 6.7
        }
    }
}
