import AnswerClock
import TemplateEngine

/// A share as a bar, with its interval and, where there is one, the promised share.
///
/// SVG made of percentages, so that it fits any width; colours are the stylesheet's.
func barChart(_ share: ShareEstimate, target: Double?, label: String) -> SafeHTML {
    var svg = SafeHTML(trusted: "<svg class=\"bar\" width=\"100%\" height=\"14\" role=\"img\" aria-label=\"") + .escaping(label)
    svg += SafeHTML(trusted: "\"><rect class=\"bar-track\" y=\"3.5\" width=\"100%\" height=\"7\" rx=\"3.5\"/>")
    svg += SafeHTML(trusted: "<rect class=\"bar-fill\" y=\"3.5\" width=\"\(decimal(share.share * 100))%\" height=\"7\" rx=\"3.5\"/>")
    // The interval is a thin stroke over the bar's end: the bar itself ends at the share.
    if let low = share.low, let high = share.high {
        svg += SafeHTML(
            trusted: "<rect class=\"bar-band\" x=\"\(decimal(low * 100))%\" width=\"\(decimal((high - low) * 100))%\" y=\"6\" height=\"2\"/>")
    }
    if let target {
        let x = decimal(target * 100)
        svg += SafeHTML(trusted: "<line class=\"bar-target\" x1=\"\(x)%\" x2=\"\(x)%\" y1=\"0\" y2=\"14\"/>")
    }
    return svg + SafeHTML(trusted: "</svg>")
}

/// At most two decimals, with a point, without the locale: the form of numbers in SVG.
func decimal(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let whole = abs(hundredths) / 100
    let rest = abs(hundredths) % 100
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
}
