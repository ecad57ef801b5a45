import TemplateEngine

// The clock page's pictures, each with the table of its numbers.

struct CurveView: TemplateView {
    struct Row: TemplateView {
        var waited: String
        var share: String
        var interval: String
        /// Questions still followed at that wait.
        var atRisk: String

        static let example = Row(waited: "10 min", share: "31 %", interval: "25 %–38 %", atRisk: "145")

        func describe(_ fields: inout Fields) {
            fields.text("waited", waited)
            fields.text("share", share)
            fields.text("interval", interval)
            fields.text("atRisk", atRisk)
        }
    }

    var chart: SafeHTML
    var caption: String
    var rows: [Row]

    static let example = CurveView(chart: SafeHTML(), caption: "210 questions", rows: [.example])

    func describe(_ fields: inout Fields) {
        fields.html("curveChart", chart)
        fields.text("caption", caption)
        fields.list("rows", rows)
    }
}

struct MonthsView: TemplateView {
    struct Row: TemplateView {
        /// `2026-03`.
        var sort: String
        var text: String
        var url: String?
        var questions: Cell
        var answered: Cell
        var median: Cell
        var interval: String
        var naive: Cell
        var within: Cell

        static let example = Row(
            sort: "2026-03", text: "March 2026", url: nil, questions: .example, answered: .example, median: .example, interval: "9 min – 1 h",
            naive: .example, within: .example)

        func describe(_ fields: inout Fields) {
            fields.text("sort", sort)
            fields.text("text", text)
            fields.url("url", url)
            questions.describe("questions", &fields)
            answered.describe("answered", &fields)
            median.describe("median", &fields)
            fields.text("interval", interval)
            naive.describe("naive", &fields)
            within.describe("within", &fields)
        }
    }

    var chart: SafeHTML
    var caption: String
    var rows: [Row]

    /// Few enough for the table to lie open.
    var isShort: Bool { rows.count <= 12 }

    static let example = MonthsView(chart: SafeHTML(), caption: "Median by month", rows: [.example])

    func describe(_ fields: inout Fields) {
        fields.html("monthChart", chart)
        fields.flag("isShort", isShort)
        fields.text("caption", caption)
        fields.list("rows", rows)
    }
}

struct WhenView: TemplateView {
    struct Day: TemplateView {
        var day: String
        var cells: [HourCell]

        static let example = Day(day: "Monday", cells: [.example])

        func describe(_ fields: inout Fields) {
            fields.text("day", day)
            fields.list("cells", cells)
        }
    }

    struct HourCell: TemplateView {
        /// 0 for blank, 1 (soon) to 5 (late): a class of the theme.
        var level: Int
        var text: String
        /// In full words, with the number of questions; empty where there were none.
        var title: String

        static let example = HourCell(level: 1, text: "8m", title: "8 min, 12 questions")

        func describe(_ fields: inout Fields) {
            fields.text("level", String(level))
            fields.text("text", text)
            fields.text("title", title)
        }
    }

    var text: String
    var caption: String
    var hours: [String]
    var days: [Day]

    static let example = WhenView(text: "Ask on Tuesday", caption: "Median wait", hours: ["08"], days: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("text", text)
        fields.text("caption", caption)
        fields.texts("hours", hours)
        fields.list("days", days)
    }
}

struct CoverageView: TemplateView {
    struct Row: TemplateView {
        /// `2026-03`.
        var sort: String
        var month: String
        var url: String?
        /// "32 of the 210 questions asked in March 2026 are in this archive."
        var text: String
        var share: Cell

        static let example = Row(sort: "2026-03", month: "March 2026", url: nil, text: "32 of the 210 questions", share: .example)

        func describe(_ fields: inout Fields) {
            fields.text("sort", sort)
            fields.text("month", month)
            fields.url("url", url)
            fields.text("text", text)
            share.describe("share", &fields)
        }
    }

    var text: String
    var bar: SafeHTML
    /// The newest month first; empty where there is no question log.
    var rows: [Row]

    static let example = CoverageView(text: "32 of the 210 questions", bar: SafeHTML(), rows: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("text", text)
        fields.html("bar", bar)
        fields.flag("isShort", rows.count <= 6)
        fields.flag("hasRows", !rows.isEmpty)
        fields.list("rows", rows)
    }
}

struct TagRowView: TemplateView {
    var tag: TagView
    var questions: Cell
    var answered: Cell
    var median: Cell
    var interval: String
    var within: Cell

    static let example = TagRowView(
        tag: .example, questions: .example, answered: .example, median: .example, interval: "5 min – 21 min", within: .example)

    func describe(_ fields: inout Fields) {
        fields.record("tag", tag)
        questions.describe("questions", &fields)
        answered.describe("answered", &fields)
        median.describe("median", &fields)
        fields.text("interval", interval)
        within.describe("within", &fields)
    }
}
