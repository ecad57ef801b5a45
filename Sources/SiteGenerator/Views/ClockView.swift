import TemplateEngine

/// The answer clock's page.
struct ClockView: TemplateView {
    struct Median: TemplateView {
        var value: String
        var note: String
        var interval: String

        static let example = Median(value: "26 min", note: "Half of all questions", interval: "95 % interval 21 min to 34 min")

        func describe(_ fields: inout Fields) {
            fields.text("value", value)
            fields.text("note", note)
            fields.text("interval", interval)
        }
    }

    struct Naive: TemplateView {
        var value: String
        var note: String

        static let example = Naive(value: "22 min", note: "is the median of the answered alone.")

        func describe(_ fields: inout Fields) {
            fields.text("value", value)
            fields.text("note", note)
        }
    }

    struct Share: TemplateView {
        var label: String
        var value: String
        var interval: String
        var bar: SafeHTML

        static let example = Share(label: "4 hours", value: "94 %", interval: "90 %–96 %", bar: SafeHTML())

        func describe(_ fields: inout Fields) {
            fields.text("label", label)
            fields.text("value", value)
            fields.text("interval", interval)
            fields.html("bar", bar)
        }
    }

    var scope: String
    var hasQuestions: Bool
    var empty: EmptyView?
    var median: Median?
    var tooFewText: String
    var naive: Naive?
    var shares: [Share]
    var rulesUrl: String
    var promises: [PromiseView]
    var curve: CurveView?
    var months: MonthsView?
    var whenToAsk: WhenView?
    var coverage: CoverageView?
    var tagRows: [TagRowView]
    var figures: [FigureView]

    static let example = ClockView(
        scope: "These figures speak of 210 questions.", hasQuestions: true, empty: .example, median: .example, tooFewText: "", naive: .example,
        shares: [.example], rulesUrl: "rules/index.html", promises: [.example], curve: .example, months: .example, whenToAsk: .example,
        coverage: .example, tagRows: [.example], figures: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("scope", scope)
        fields.flag("hasQuestions", hasQuestions)
        fields.record("empty", empty)
        fields.record("median", median)
        fields.text("tooFewText", tooFewText)
        fields.record("naive", naive)
        fields.list("shares", shares)
        fields.url("rulesUrl", rulesUrl)
        fields.flag("hasPromises", !promises.isEmpty)
        fields.list("promises", promises)
        fields.record("curve", curve)
        fields.record("months", months)
        fields.record("whenToAsk", whenToAsk)
        fields.record("coverage", coverage)
        fields.flag("hasTagRows", !tagRows.isEmpty)
        fields.list("tagRows", tagRows)
        fields.list("figures", figures)
    }
}
