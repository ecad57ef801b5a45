import AnswerClock
import TemplateEngine

/// A share as a bar, with its interval and, where there is one, the promised share.
///
/// SVG made of percentages, so that it fits any width; colours are the stylesheet's.
func barChart(_ share: ShareEstimate, target: Double?, label: String) -> SafeHTML {
    var svg = SafeHTML(trusted: "<svg class=\"bar\" width=\"100%\" height=\"14\" role=\"img\" aria-label=\"") + .escaping(label)
    svg += SafeHTML(trusted: "\"><rect class=\"bar-track\" y=\"3.5\" width=\"100%\" height=\"7\" rx=\"3.5\"/>")
    // Full colour as far as the share is certain, pale over its interval, and a stroke at the share itself.
    let sure = min(share.low ?? share.share, share.share)
    svg += SafeHTML(trusted: "<rect class=\"bar-fill\" y=\"3.5\" width=\"\(decimal(sure * 100))%\" height=\"7\" rx=\"3.5\"/>")
    if let low = share.low, let high = share.high {
        svg += SafeHTML(
            trusted: "<rect class=\"bar-band\" x=\"\(decimal(low * 100))%\" width=\"\(decimal((high - low) * 100))%\" y=\"3.5\" height=\"7\"/>")
        let x = decimal(share.share * 100)
        svg += SafeHTML(trusted: "<line class=\"bar-value\" x1=\"\(x)%\" x2=\"\(x)%\" y1=\"2\" y2=\"12\"/>")
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
