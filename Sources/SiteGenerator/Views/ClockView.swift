import TemplateEngine

/// The answer clock's page.
struct ClockView: TemplateView {
    struct Median: TemplateView {
        var value: String
        var note: String
        var interval: String?
        /// The figure of the whole time, when `value` is of late.
        var whole: String?

        static let example = Median(value: "26 min", note: "Half of all questions", interval: "probably 21 min to 34 min", whole: nil)

        func describe(_ fields: inout Fields) {
            fields.text("value", value)
            fields.text("note", note)
            fields.optionalText("interval", interval)
            fields.optionalText("whole", whole)
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

    /// Whether it is getting better.
    struct Trend: TemplateView {
        /// `faster`, `slower` or `unclear`: a class of the theme.
        var state: String
        var text: String

        static let example = Trend(state: "unclear", text: "There is no clear change.")

        func describe(_ fields: inout Fields) {
            fields.text("state", state)
            fields.text("text", text)
        }
    }

    /// A question of a site that has too few for figures.
    struct RawRow: TemplateView {
        var asked: TimeView
        var askedSort: String
        var url: String?
        var title: String
        var wait: Cell
        var state: String

        static let example = RawRow(
            asked: .example, askedSort: "1772583120", url: nil, title: "How do we start?", wait: .example, state: "still waiting")

        func describe(_ fields: inout Fields) {
            fields.record("asked", asked)
            fields.text("askedSort", askedSort)
            fields.url("url", url)
            fields.text("title", title)
            wait.describe("wait", &fields)
            fields.text("state", state)
        }
    }

    var scope: String
    var hasQuestions: Bool
    var empty: EmptyView?
    var median: Median?
    var tooFewText: String
    var naive: Naive?
    var trend: Trend?
    /// Stands instead of the figures while there are too few questions.
    var raw: [RawRow]
    var shares: [Share]
    /// Says that the shares are of the whole time, when the headline is of late.
    var sharesNote: String?
    var rulesUrl: String
    var promises: [PromiseView]
    var curve: CurveView?
    var months: MonthsView?
    var whenToAsk: WhenView?
    var coverage: CoverageView?
    var tagRows: [TagRowView]
    var figures: [FigureView]
    /// The heading of the column for the promised time, or for a day where nothing is promised.
    var withinHeading: String
    /// Says that tags were left out; `nil` when none were.
    var tagsNote: String?
    var tagsUrl: String

    static let example = ClockView(
        scope: "These figures speak of 210 questions.", hasQuestions: true, empty: .example, median: .example, tooFewText: "", naive: .example,
        trend: .example, raw: [.example], shares: [.example], sharesNote: nil, rulesUrl: "rules/index.html", promises: [.example], curve: .example, months: .example, whenToAsk: .example,
        coverage: .example, tagRows: [.example], figures: [.example],
        withinHeading: "Within 4 h", tagsNote: "12 more", tagsUrl: "tags/index.html")

    func describe(_ fields: inout Fields) {
        fields.text("scope", scope)
        fields.flag("hasQuestions", hasQuestions)
        fields.record("empty", empty)
        fields.record("median", median)
        fields.text("tooFewText", tooFewText)
        fields.record("naive", naive)
        fields.record("trend", trend)
        fields.flag("hasRaw", !raw.isEmpty)
        fields.list("raw", raw)
        fields.flag("hasShares", !shares.isEmpty)
        fields.list("shares", shares)
        fields.optionalText("sharesNote", sharesNote)
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
        fields.text("withinHeading", withinHeading)
        fields.optionalText("tagsNote", tagsNote)
        fields.url("tagsUrl", tagsUrl)
    }
}
