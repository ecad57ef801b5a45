import AnswerClock
import KnowledgeBase
import TemplateEngine

// Pictures with lasting addresses, for a README or the topic of a chat: Docs/Badges.md.

@Sendable func badgeFiles(_ plan: Plan) -> [PageRequest] {
    let report = plan.model.report
    var files: [PageRequest] = []
    if !report.summary.isBelowMinimum { files += plan.file(Permalinks.waitBadge) { $0.waitBadge()?.draw().bytes ?? [] } }
    if !report.summary.isBelowMinimum, report.curve.events > 0 { files += plan.file(Permalinks.curveBadge) { $0.curveBadge()?.bytes ?? [] } }
    for promise in report.promises where promise.current != nil {
        files += plan.file(Permalinks.promiseBadge(plan.site.rules[promise.promise.id].slug)) { $0.promiseBadge(promise)?.draw().bytes ?? [] }
    }
    return files
}

extension PageComposer {
    /// How soon one is answered; `nil` below the minimum sample.
    func waitBadge() -> Badge? {
        headline.map { Badge(label: phrases("badgeWait"), value: $0.value, tone: .good, isRightToLeft: isRightToLeft) }
    }

    /// How a promise stands; `nil` before it begins.
    func promiseBadge(_ report: PromiseReport) -> Badge? {
        guard let period = report.current, let card = promise(report) else { return nil }
        let isSettled = period.verdict != .tooLittleData
        return Badge(
            label: phrases("badgePromise", ["time": phrases.duration(Double(period.terms.withinSeconds))]),
            value: isSettled ? phrases("badgeValue", ["share": card.share, "verdict": card.verdict]) : card.verdict,
            tone: isSettled ? (period.verdict == .kept ? .good : .bad) : .unsettled, isRightToLeft: isRightToLeft)
    }

    /// The curve of first answers on a card of its own, with the figure above it.
    func curveBadge() -> SafeHTML? {
        guard let headline else { return nil }
        let chart = curveChart(model.report, benchmarks: []).draw(label: phrases("curveTitle"))
        let text = phrases("badgeWait") + ": " + headline.value
        let place = isRightToLeft ? "x=\"616\" direction=\"rtl\"" : "x=\"24\""
        var svg = SafeHTML(
            trusted: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"480\" height=\"300\" viewBox=\"0 0 640 400\" role=\"img\" aria-label=\"")
        svg += .escaping(text)
        svg += SafeHTML(trusted: "\"><title>")
        svg += .escaping(text)
        svg += SafeHTML(trusted: "</title><style>\(curveBadgeStyle)</style><rect class=\"card\" x=\".5\" y=\".5\" width=\"639\" height=\"399\" rx=\"12\"/>")
        svg += SafeHTML(trusted: "<text class=\"site\" \(place) y=\"34\">")
        svg += .escaping(site.settings.title)
        svg += SafeHTML(trusted: "</text><text class=\"value\" \(place) y=\"76\">")
        svg += .escaping(headline.value)
        svg += SafeHTML(trusted: " <tspan class=\"site\">")
        svg += .escaping(phrases("badgeWait"))
        return svg + SafeHTML(trusted: "</tspan></text><svg y=\"92\" width=\"640\" height=\"300\">") + chart + SafeHTML(trusted: "</svg></svg>\n")
    }

    /// The pictures as the clock's page shows them, with what to paste elsewhere.
    func badgeViews() -> [BadgeView] {
        var badges: [(path: String, text: String, isWide: Bool)] = []
        if let wait = waitBadge() { badges.append((Permalinks.waitBadge, wait.text, false)) }
        for report in model.report.promises {
            if let badge = promiseBadge(report) { badges.append((Permalinks.promiseBadge(site.rules[report.promise.id].slug), badge.text, false)) }
        }
        if let headline, !model.report.summary.isBelowMinimum, model.report.curve.events > 0 { badges.append((Permalinks.curveBadge, phrases("curveTitle") + ": " + headline.value, true)) }
        return badges.map { badge in
            let code = absolute(badge.path).flatMap { image in
                absolute(Permalinks.clock).map { "[![\(inMarkdown(badge.text))](\(image))](\($0))" }
            }
            return BadgeView(url: url(badge.path), text: badge.text, isWide: badge.isWide, code: code)
        }
    }

    private func inMarkdown(_ text: String) -> String {
        String(decoding: text.utf8.flatMap { "[]\\`*_<>".utf8.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }, as: UTF8.self)
    }
}

/// The colours that the chart's classes have on a white card.
private let curveBadgeStyle = """
    text{font:15px \(badgeFonts);fill:#565e64;unicode-bidi:plaintext}.card{fill:#fff;stroke:#b9bfc4}.site{font-size:16px;font-weight:400;fill:#565e64}\
    .value{font-size:34px;font-weight:700;fill:#0b6657}.grid{stroke:#e2e2d9}.band{fill:#0b6657;opacity:.15}\
    .curve{fill:none;stroke:#0b6657;stroke-width:2.5;stroke-linejoin:round}.mark{fill:#0b6657;stroke:#fff;stroke-width:2}\
    .limit{stroke:#7d5100;stroke-width:1.5;stroke-dasharray:3 3}.limit-mark{fill:#7d5100;stroke:#fff;stroke-width:1.5}\
    text.label-curve{fill:#0b6657;font-weight:650}text.label-limit{fill:#7d5100}
    """
