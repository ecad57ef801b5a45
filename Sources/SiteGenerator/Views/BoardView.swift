import TemplateEngine

/// The table of helpers. Each figure comes as text and, under `…Sort`, as a number for sorting in the page.
struct BoardView: TemplateView {
    struct Row: TemplateView {
        var person: PersonView
        /// Empty for the unranked.
        var rank: String
        /// Shares its rank with another.
        var tied: Bool
        var typical: Cell
        var firstAnswers: Cell
        var answers: Cell
        var accepted: Cell
        var helped: Cell
        var median: Cell
        var quartiles: String
        var within: Cell

        static let example = Row(
            person: .example, rank: "1", tied: false, typical: .example, firstAnswers: .example, answers: .example, accepted: .example,
            helped: .example, median: .example, quartiles: "4 min – 27 min", within: .example)

        func describe(_ fields: inout Fields) {
            fields.record("person", person)
            fields.text("rank", rank)
            fields.text("rankSort", rank)
            fields.flag("tied", tied)
            typical.describe("typical", &fields)
            firstAnswers.describe("firstAnswers", &fields)
            answers.describe("answers", &fields)
            accepted.describe("accepted", &fields)
            helped.describe("helped", &fields)
            median.describe("median", &fields)
            fields.text("quartiles", quartiles)
            within.describe("within", &fields)
        }
    }

    /// Says that all the ranked share one rank because their times differ no more than chance; `nil` when they don't.
    var alikeText: String?
    var ranked: [Row]
    var unranked: [Row]
    var unrankedText: String
    /// Whether answers are judged by a promise: without one the board has no column for it.
    var hasPromise: Bool
    /// Says how many people a shortened table leaves out.
    var restText: String?

    static let example = BoardView(alikeText: nil, ranked: [.example], unranked: [.example], unrankedText: "With fewer than 5 answers", hasPromise: true, restText: nil)

    func describe(_ fields: inout Fields) {
        fields.optionalText("alikeText", alikeText)
        fields.flag("hasRanked", !ranked.isEmpty)
        fields.list("ranked", ranked)
        fields.flag("hasUnranked", !unranked.isEmpty)
        fields.list("unranked", unranked)
        fields.text("unrankedText", unrankedText)
        fields.flag("hasPromise", hasPromise)
        fields.text("columns", String(ranked.isEmpty ? 5 : hasPromise ? 10 : 9))
        fields.optionalText("restText", restText)
    }
}

/// A figure in a table that can be sorted: what is shown, and the number that sorts it (empty goes last).
struct Cell: Hashable, Sendable {
    var text: String
    var sort: String

    static let example = Cell(text: "11 min", sort: "660")

    func describe(_ name: String, _ fields: inout Fields) {
        fields.text(name, text)
        fields.text(name + "Sort", sort)
    }
}

struct LeaderboardView: TemplateView {
    var intro: String
    var windows: [LinkView]
    var board: BoardView?
    var empty: EmptyView?
    var notes: [String]
    var clockUrl: String
    var pager: PagerView?

    static let example = LeaderboardView(
        intro: "Who helps", windows: [.example], board: .example, empty: .example, notes: ["A rank needs 5 answers."], clockUrl: "clock.html",
        pager: .example)

    func describe(_ fields: inout Fields) {
        fields.text("intro", intro)
        fields.list("windows", windows)
        fields.record("board", board)
        fields.record("empty", empty)
        fields.texts("notes", notes)
        fields.url("clockUrl", clockUrl)
        fields.record("pager", pager)
    }
}
