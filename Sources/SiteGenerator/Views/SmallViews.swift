import TemplateEngine

// Pieces that many pages share. Their names are the template's contract (Docs/Templates.md).

/// A person as a link with a round initial.
struct PersonView: TemplateView {
    var name: String
    /// `nil` for somebody without a page: an asker who stands only in the question log.
    var url: String?
    /// One or two letters for the round mark.
    var initial: String
    /// 0 to 7: which of the theme's tones the mark has; the same person always has the same.
    var tone: Int
    var bot: Bool

    static let example = PersonView(name: "mei", url: "people/mei.html", initial: "M", tone: 1, bot: false)

    func describe(_ fields: inout Fields) {
        fields.text("name", name)
        fields.url("url", url)
        fields.text("initial", initial)
        fields.number("tone", tone)
        fields.flag("bot", bot)
    }
}

struct TagView: TemplateView {
    var name: String
    var url: String
    /// A number as text; empty leaves it out.
    var count: String

    static let example = TagView(name: "cold-start", url: "tags/cold-start.html", count: "12")

    func describe(_ fields: inout Fields) {
        fields.text("name", name)
        fields.url("url", url)
        fields.text("count", count)
    }
}

struct TimeView: TemplateView {
    /// ISO 8601 with the offset at which it was written, or a date alone.
    var iso: String
    var text: String

    static let example = TimeView(iso: "2026-03-02T09:15:00+08:00", text: "2 March 2026, 09:15")

    func describe(_ fields: inout Fields) {
        fields.text("iso", iso)
        fields.text("text", text)
    }
}

struct LinkView: TemplateView {
    var url: String
    var text: String
    var current = false

    static let example = LinkView(url: "threads/index.html", text: "Threads")

    func describe(_ fields: inout Fields) {
        fields.url("url", url)
        fields.text("text", text)
        fields.flag("current", current)
    }
}

/// A thread as a plain link, in the narrow lists beside the text.
struct ThreadLinkView: TemplateView {
    var url: String
    var title: String
    var lang: String?
    var note: String?

    static let example = ThreadLinkView(url: "threads/no-budget.html", title: "How do we start?", lang: nil, note: "3 answers")

    func describe(_ fields: inout Fields) {
        fields.url("url", url)
        fields.text("title", title)
        fields.optionalText("lang", lang)
        fields.optionalText("note", note)
    }
}

/// How fast the first answer came, or for how long the question has waited.
struct AnswerTimeView: TemplateView {
    /// `kept`, `late`, `waiting`, `overdue`, `self`, `unknown` or `closed`: a class of the theme.
    var state: String
    /// "26 min".
    var short: String
    /// "to first answer".
    var label: String
    /// "Answered in 26 min".
    var phrase: String
    var detail: String?
    var firstAnswerUrl: String?
    var acceptedUrl: String?
    var acceptedText: String?

    static let example = AnswerTimeView(
        state: "kept", short: "26 min", label: "to first answer", phrase: "Answered in 26 min", detail: nil, firstAnswerUrl: nil,
        acceptedUrl: nil, acceptedText: nil)

    func describe(_ fields: inout Fields) {
        fields.text("state", state)
        fields.text("short", short)
        fields.text("label", label)
        fields.text("phrase", phrase)
        fields.optionalText("detail", detail)
        fields.url("firstAnswerUrl", firstAnswerUrl)
        fields.url("acceptedUrl", acceptedUrl)
        fields.optionalText("acceptedText", acceptedText)
    }
}

/// What stands where a list would be empty.
struct EmptyView: TemplateView {
    var title: String
    var text: String
    var actionUrl: String?
    var actionText: String?

    static let example = EmptyView(title: "No threads yet", text: "Write the first one.", actionUrl: nil, actionText: nil)

    func describe(_ fields: inout Fields) {
        fields.text("title", title)
        fields.text("text", text)
        fields.url("actionUrl", actionUrl)
        fields.optionalText("actionText", actionText)
    }
}

/// A figure with its label: "median · 1 h 20 min · 95 % between 58 min and 2 h".
struct FigureView: TemplateView {
    var label: String
    var value: String
    var note: String?
    var url: String?

    static let example = FigureView(label: "Questions", value: "210", note: nil, url: nil)

    func describe(_ fields: inout Fields) {
        fields.text("label", label)
        fields.text("value", value)
        fields.optionalText("note", note)
        fields.url("url", url)
    }
}

/// A fact beside a thread: label and value, perhaps with a link.
struct FactView: TemplateView {
    var label: String
    var value: String
    var url: String?

    static let example = FactView(label: "Asked", value: "2 March 2026", url: nil)

    func describe(_ fields: inout Fields) {
        fields.text("label", label)
        fields.text("value", value)
        fields.url("url", url)
    }
}
