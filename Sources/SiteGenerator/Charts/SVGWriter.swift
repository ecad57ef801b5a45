import TemplateEngine

/// Draws one picture as SVG inside HTML. Numbers are written by `decimal`, every text is escaped, and colours are the stylesheet's:
/// shapes carry classes and nothing else.
struct SVGWriter {
    private(set) var html: SafeHTML

    /// - Parameter label: the picture in words, for whoever can't see it.
    init(width: Double, height: Double, label: String) {
        html = SafeHTML(trusted: "<svg class=\"chart\" viewBox=\"0 0 \(decimal(width)) \(decimal(height))\" role=\"img\" aria-label=\"")
        html += .escaping(label)
        html += SafeHTML(trusted: "\">")
    }

    /// The whole picture.
    var finished: SafeHTML { html + SafeHTML(trusted: "</svg>") }

    enum Anchor: String { case start, middle, end }

    mutating func line(_ style: StaticString, from a: (x: Double, y: Double), to b: (x: Double, y: Double)) {
        add("<line class=\"\(style)\" x1=\"\(decimal(a.x))\" x2=\"\(decimal(b.x))\" y1=\"\(decimal(a.y))\" y2=\"\(decimal(b.y))\"/>")
    }

    mutating func circle(_ style: StaticString, at centre: (x: Double, y: Double), radius: Double) {
        add("<circle class=\"\(style)\" cx=\"\(decimal(centre.x))\" cy=\"\(decimal(centre.y))\" r=\"\(decimal(radius))\"/>")
    }

    mutating func rectangle(_ style: StaticString, x: ClosedRange<Double>, y: ClosedRange<Double>) {
        add(
            "<rect class=\"\(style)\" x=\"\(decimal(x.lowerBound))\" width=\"\(decimal(x.upperBound - x.lowerBound))\" y=\"\(decimal(y.lowerBound))\" height=\"\(decimal(y.upperBound - y.lowerBound))\" rx=\"2\"/>"
        )
    }

    mutating func path(_ style: StaticString, _ path: SVGPath) {
        add("<path class=\"\(style)\" d=\"\(path.text)\"/>")
    }

    mutating func text(_ text: String, at place: (x: Double, y: Double), _ anchor: Anchor, style: StaticString = "") {
        add("<text class=\"\(style)\" x=\"\(decimal(place.x))\" y=\"\(decimal(place.y))\" text-anchor=\"\(anchor.rawValue)\">")
        html += .escaping(text)
        add("</text>")
    }

    private mutating func add(_ markup: String) { html += SafeHTML(trusted: markup) }
}

/// The `d` of a path whose lines are all level or upright.
struct SVGPath {
    private(set) var text = ""

    mutating func move(to point: (x: Double, y: Double)) { text += "M\(decimal(point.x)) \(decimal(point.y))" }
    mutating func across(to x: Double) { text += "H\(decimal(x))" }
    mutating func down(to y: Double) { text += "V\(decimal(y))" }
    mutating func close() { text += "Z" }
}
