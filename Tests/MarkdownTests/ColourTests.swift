import Foundation
import Testing
@testable import Markdown

/// The theme's colours of code, read from its style sheet and measured as WCAG 2.2 says (relative luminance, contrast ratio).
@Suite("Colours of code") struct ColourTests {
    @Test("every kind of token has a colour, at 4.5:1 or more against the ground of code, in light and dark and with more contrast")
    func contrast() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let css = try String(contentsOf: file.appendingPathComponent("Templates/assets/site.css"), encoding: .utf8)
        let usual = tokens(in: css, isMoreContrast: false)
        let more = usual.merging(tokens(in: css, isMoreContrast: true)) { $1 }
        let kinds = TokenKind.allCases.filter { $0 != .plain }
        for kind in kinds { #expect(css.contains(".h\(Character(Unicode.Scalar(kind.letter))) { color: var(--code-\(kind));"), "\(kind)") }
        for (name, colours, least) in [("usual", usual, 4.5), ("more contrast", more, 7.0)] {
            let ground = try #require(colours["--sunken"], "the ground of code isn't --sunken any more")
            for kind in kinds {
                let ink = try #require(colours["--code-\(kind)"], "\(kind) has no colour")
                for (theme, pair) in [("light", (ink.0, ground.0)), ("dark", (ink.1, ground.1))] {
                    let ratio = try contrastRatio(pair.0, pair.1)
                    #expect(ratio >= least, "\(kind), \(theme), \(name): \(ratio)")
                }
            }
        }
        #expect(try contrastRatio("#777777", "#ffffff") < 4.5 && contrastRatio("#000000", "#ffffff") == 21)
    }

    /// `--name: light-dark(#a, #b);` by name, inside or outside of the rules for more contrast.
    private func tokens(in css: String, isMoreContrast: Bool) -> [String: (String, String)] {
        var found: [String: (String, String)] = [:]
        var isMore = false
        for line in css.split(separator: "\n") {
            if line.hasPrefix("@media") { isMore = line.contains("prefers-contrast: more") } else if line.hasPrefix("}") || line.hasPrefix(":root") { isMore = false }
            let parts = line.split(whereSeparator: { " :(,);".contains($0) }).map(String.init)
            if parts.count >= 4, parts[0].hasPrefix("--"), parts[1] == "light-dark", parts[2].hasPrefix("#"), isMore == isMoreContrast { found[parts[0]] = (parts[2], parts[3]) }
        }
        return found
    }

    private func contrastRatio(_ a: String, _ b: String) throws -> Double {
        let pair = try [luminance(a), luminance(b)].sorted()
        return (pair[1] + 0.05) / (pair[0] + 0.05)
    }

    private func luminance(_ colour: String) throws -> Double {
        let number = try #require(UInt32(colour.dropFirst(), radix: 16))
        #expect(colour.utf8.count == 7)
        func linear(_ shift: UInt32) -> Double {
            let value = Double((number >> shift) & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    }
}
