import TemplateEngine

struct HomeView: TemplateView {
    /// How soon one is answered here, in one figure.
    struct Wait: TemplateView {
        var value: String
        var note: String
        var interval: String?
        /// The figure of the whole time, when `value` is of late.
        var whole: String?
        var promise: PromiseView?
        var clockUrl: String

        static let example = Wait(value: "26 min", note: "half of all questions", interval: "probably 21 to 34 min", whole: nil, promise: .example, clockUrl: "clock.html")

        func describe(_ fields: inout Fields) {
            fields.text("value", value)
            fields.text("note", note)
            fields.optionalText("interval", interval)
            fields.optionalText("whole", whole)
            fields.record("promise", promise)
            fields.url("clockUrl", clockUrl)
        }
    }

    struct Open: TemplateView {
        var url: String
        var title: String
        var lang: String?
        var answerTime: AnswerTimeView

        static let example = Open(url: "threads/night.html", title: "Who answers at night?", lang: nil, answerTime: .example)

        func describe(_ fields: inout Fields) {
            fields.url("url", url)
            fields.text("title", title)
            fields.optionalText("lang", lang)
            fields.record("answerTime", answerTime)
        }
    }

    struct Helper: TemplateView {
        var person: PersonView
        /// "11 min": the typical time.
        var typical: String
        var firstAnswersText: String

        static let example = Helper(person: .example, typical: "11 min", firstAnswersText: "41 first answers")

        func describe(_ fields: inout Fields) {
            fields.record("person", person)
            fields.text("typical", typical)
            fields.text("firstAnswersText", firstAnswersText)
        }
    }

    var heading: String
    var intro: String?
    var askUrl: String?
    var askText: String?
    var counts: [String]
    var wait: Wait?
    var threadsUrl: String
    var threadsText: String
    var threads: [ThreadRowView]
    var empty: EmptyView?
    var unansweredUrl: String
    var unansweredText: String
    var open: [Open]
    /// Where no thread waits: what waits elsewhere, or that nothing does.
    var openNote: String
    var leaderboardUrl: String
    var helpers: [Helper]
    var tagsUrl: String
    var tagsText: String
    var tags: [TagView]

    static let example = HomeView(
        heading: "Answers", intro: nil, askUrl: nil, askText: nil, counts: ["83 threads"], wait: .example, threadsUrl: "threads/index.html",
        threadsText: "All 83", threads: [.example], empty: .example, unansweredUrl: "unanswered.html", unansweredText: "All 14", open: [.example],
        openNote: "3 in the question log", leaderboardUrl: "leaderboard/index.html", helpers: [.example], tagsUrl: "tags/index.html", tagsText: "All 21", tags: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("heading", heading)
        fields.optionalText("intro", intro)
        fields.url("askUrl", askUrl)
        fields.optionalText("askText", askText)
        fields.texts("counts", counts)
        fields.record("wait", wait)
        fields.url("threadsUrl", threadsUrl)
        fields.text("threadsText", threadsText)
        fields.flag("hasThreads", !threads.isEmpty)
        fields.list("threads", threads)
        fields.record("empty", empty)
        fields.url("unansweredUrl", unansweredUrl)
        fields.text("unansweredText", unansweredText)
        fields.flag("hasOpen", !open.isEmpty)
        fields.list("open", open)
        fields.text("openNote", openNote)
        fields.url("leaderboardUrl", leaderboardUrl)
        fields.flag("hasHelpers", !helpers.isEmpty)
        fields.list("helpers", helpers)
        fields.url("tagsUrl", tagsUrl)
        fields.text("tagsText", tagsText)
        fields.flag("hasTags", !tags.isEmpty)
        fields.list("tags", tags)
    }
}
