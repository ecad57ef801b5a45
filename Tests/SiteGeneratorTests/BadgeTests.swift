import Foundation
import TemplateEngine
import Testing

@testable import SiteGenerator

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Badges")
struct BadgeTests {
    @Test(
        "a badge is a well-formed picture that says what it shows, whatever its words and their direction",
        arguments: [
            ("first answer", "53 min", false), ("أول إجابة", "53 دقيقة", true), ("最初の回答", "53分", false), ("a < b & \"c\"", "<script>", false), ("", "", false),
        ])
    func wellFormed(label: String, value: String, isRightToLeft: Bool) {
        let badge = Badge(label: label, value: value, tone: .good, isRightToLeft: isRightToLeft)
        let reader = Titles()
        let parser = XMLParser(data: Data(badge.draw().bytes))
        parser.delegate = reader
        #expect(parser.parse())
        #expect(reader.label == label + ": " + value)
        #expect(reader.title == label + ": " + value)
    }

    /// A class, because the parser wants a delegate.
    private final class Titles: NSObject, XMLParserDelegate {
        var label = ""
        var title = ""
        private var isInTitle = false

        func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]) {
            if name == "svg" { label = attributes["aria-label"] ?? "" }
            isInTitle = name == "title"
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) { isInTitle = false }
        func parser(_ parser: XMLParser, foundCharacters text: String) { if isInTitle { title += text } }
    }

    @Test("white letters on each of its grounds have a contrast of at least 4.5", arguments: ["#2b3238", Badge.Tone.good.rawValue, Badge.Tone.unsettled.rawValue, Badge.Tone.bad.rawValue])
    func contrast(ground: String) throws {
        let number = try #require(Int(ground.dropFirst(), radix: 16))
        // WCAG 2.2: relative luminance, and the ratio of the lighter to the darker.
        func linear(_ byte: Int) -> Double {
            let part = Double(byte) / 255
            return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        let red = linear(number >> 16), green = linear(number >> 8 & 255), blue = linear(number & 255)
        let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        #expect(1.05 / (luminance + 0.05) >= 4.5)
    }
}
