import TemplateEngine

/// A promise and whether it is kept, as a card.
struct PromiseView: TemplateView {
    var ruleUrl: String
    var title: String
    /// `kept`, `broken` or `unsettled`: a class of the theme.
    var state: String
    /// "Kept".
    var verdict: String
    /// "93.8 %".
    var share: String
    /// "answered within 4 h; promised 90 %".
    var shareLabel: String
    /// A picture of the share, its interval and the promised share.
    var bar: SafeHTML
    var intervalText: String

    static let example = PromiseView(
        ruleUrl: "rules/first-answer.html", title: "A first answer within four hours", state: "kept", verdict: "Kept", share: "94 %",
        shareLabel: "answered within 4 h; promised 90 %", bar: SafeHTML(), intervalText: "95 % interval 90 % to 96 %, 210 questions")

    func describe(_ fields: inout Fields) {
        fields.url("ruleUrl", ruleUrl)
        fields.text("title", title)
        fields.text("state", state)
        fields.flag("kept", state == "kept")
        fields.text("verdict", verdict)
        fields.text("share", share)
        fields.text("shareLabel", shareLabel)
        fields.html("bar", bar)
        fields.text("intervalText", intervalText)
    }
}

/// A promise on its rule's own page: the card's fields and more.
struct StandingView: TemplateView {
    struct Count: TemplateView {
        /// `kept`, `broken`, `overdue`, `pending` or `closed`.
        var state: String
        var label: String
        var value: String

        static let example = Count(state: "kept", label: "in time", value: "190")

        func describe(_ fields: inout Fields) {
            fields.text("state", state)
            fields.text("label", label)
            fields.text("value", value)
        }
    }

    var card: PromiseView
    /// The verdict as a sentence.
    var sentence: String
    var counts: [Count]
    /// The share by the promised hours, or by wall time, beside the other.
    var hoursText: String?
    /// How long since the promise was last broken.
    var streakText: String?
    var clockUrl: String

    static let example = StandingView(
        card: .example, sentence: "94 % had an answer", counts: [.example], hoursText: nil, streakText: nil, clockUrl: "clock.html")

    func describe(_ fields: inout Fields) {
        card.describe(&fields)
        fields.text("sentence", sentence)
        fields.list("counts", counts)
        fields.optionalText("hoursText", hoursText)
        fields.optionalText("streakText", streakText)
        fields.url("clockUrl", clockUrl)
    }
}

struct RuleView: TemplateView {
    /// The promise as it was from one day on.
    struct Term: TemplateView {
        var since: TimeView
        var text: String
        var questions: String
        var share: String
        var state: String
        var verdict: String

        static let example = Term(since: .example, text: "within 4 h, 90 %", questions: "210", share: "94 %", state: "kept", verdict: "Kept")

        func describe(_ fields: inout Fields) {
            fields.record("since", since)
            fields.text("text", text)
            fields.text("questions", questions)
            fields.text("share", share)
            fields.text("state", state)
            fields.text("verdict", verdict)
        }
    }

    var kicker: String
    var title: String
    var since: TimeView?
    var revision: RevisionView?
    var editUrl: String?
    var notices: [NoticeView]
    var promise: StandingView?
    var body: SafeHTML
    var overdueHeading: String
    var overdueFeedUrl: String?
    /// Of those, how many are judged by the promise in force and how many by an earlier one, where there are both.
    var overdueTermsText: String?
    var overdue: [ThreadRowView]
    /// Says how many more are in the question log alone.
    var overdueLogText: String?
    var unansweredUrl: String
    var history: [Term]
    var extras: [ExtraView]

    static let example = RuleView(
        kicker: "Rule", title: "A first answer within four hours", since: .example, revision: .example, editUrl: nil, notices: [.example], promise: .example, body: SafeHTML(),
        overdueHeading: "8 overdue", overdueFeedUrl: nil, overdueTermsText: nil, overdue: [.example], overdueLogText: nil, unansweredUrl: "unanswered.html",
        history: [.example], extras: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("kicker", kicker)
        fields.text("title", title)
        fields.record("since", since)
        fields.record("revision", revision)
        fields.url("editUrl", editUrl)
        fields.list("notices", notices)
        fields.record("promise", promise)
        fields.html("body", body)
        fields.flag("hasOverdue", !overdue.isEmpty || overdueLogText != nil)
        fields.text("overdueHeading", overdueHeading)
        fields.url("overdueFeedUrl", overdueFeedUrl)
        fields.optionalText("overdueTermsText", overdueTermsText)
        fields.list("overdue", overdue)
        fields.optionalText("overdueLogText", overdueLogText)
        fields.url("unansweredUrl", unansweredUrl)
        fields.flag("hasHistory", !history.isEmpty)
        fields.list("history", history)
        fields.list("extras", extras)
    }
}

struct RulesView: TemplateView {
    struct Item: TemplateView {
        var url: String
        var title: String
        var lang: String?
        var excerpt: String?
        var since: TimeView?

        static let example = Item(url: "first-answer.html", title: "A first answer", lang: nil, excerpt: nil, since: .example)

        func describe(_ fields: inout Fields) {
            fields.url("url", url)
            fields.text("title", title)
            fields.optionalText("lang", lang)
            fields.optionalText("excerpt", excerpt)
            fields.record("since", since)
        }
    }

    var intro: String
    var promises: [PromiseView]
    var rules: [Item]
    var empty: EmptyView?

    static let example = RulesView(intro: "What the group promises and asks.", promises: [.example], rules: [.example], empty: .example)

    func describe(_ fields: inout Fields) {
        fields.text("intro", intro)
        fields.flag("hasPromises", !promises.isEmpty)
        fields.list("promises", promises)
        fields.flag("hasRules", !rules.isEmpty)
        fields.list("rules", rules)
        fields.record("empty", empty)
    }
}
