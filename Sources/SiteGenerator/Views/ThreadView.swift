import TemplateEngine

/// A thread's page.
struct ThreadView: TemplateView {
    var title: String
    var lang: String?
    var asker: PersonView?
    var asked: TimeView?
    var tags: [TagView]
    var answerTime: AnswerTimeView?
    var notices: [NoticeView]
    var question: PostView
    var answersText: String
    var answers: [AnswerView]
    var empty: EmptyView?
    /// Where an answer can be given: the live conversation, or the file to edit.
    var answerUrl: String?
    var contents: [ContentsView]
    var related: [ThreadLinkView]
    var backlinks: [ThreadLinkView]
    var moreBacklinks: [ThreadLinkView]
    var moreBacklinksText: String
    /// Threads that were closed as duplicates of this one.
    var duplicates: [ThreadLinkView]
    var facts: [FactView]
    var translations: [FrameView.Translation]
    var revision: RevisionView?
    var editUrl: String?
    var sourceUrl: String?
    var markdownUrl: String
    var jsonUrl: String

    static let example = ThreadView(
        title: "How do we start?", lang: nil, asker: .example, asked: .example, tags: [.example], answerTime: .example, notices: [.example],
        question: .example, answersText: "1 answer", answers: [.example], empty: .example, answerUrl: nil, contents: [.example],
        related: [.example], backlinks: [.example], moreBacklinks: [.example], moreBacklinksText: "All 12", duplicates: [.example], facts: [.example], translations: [.example], revision: .example, editUrl: nil,
        sourceUrl: nil, markdownUrl: "no-budget.md", jsonUrl: "no-budget.json")

    func describe(_ fields: inout Fields) {
        fields.text("title", title)
        fields.optionalText("lang", lang)
        fields.record("asker", asker)
        fields.record("asked", asked)
        fields.list("tags", tags)
        fields.record("answerTime", answerTime)
        fields.list("notices", notices)
        fields.record("question", question)
        fields.flag("hasAnswers", !answers.isEmpty)
        fields.text("answersText", answersText)
        fields.list("answers", answers)
        fields.record("empty", empty)
        fields.url("answerUrl", answerUrl)
        fields.flag("hasContents", !contents.isEmpty)
        fields.list("contents", contents)
        fields.flag("hasRelated", !related.isEmpty)
        fields.list("related", related)
        fields.flag("hasBacklinks", !backlinks.isEmpty)
        fields.list("backlinks", backlinks)
        fields.flag("hasMoreBacklinks", !moreBacklinks.isEmpty)
        fields.list("moreBacklinks", moreBacklinks)
        fields.text("moreBacklinksText", moreBacklinksText)
        fields.flag("hasDuplicates", !duplicates.isEmpty)
        fields.list("duplicates", duplicates)
        fields.list("facts", facts)
        fields.list("translations", translations)
        fields.record("revision", revision)
        fields.url("editUrl", editUrl)
        fields.url("sourceUrl", sourceUrl)
        fields.url("markdownUrl", markdownUrl)
        fields.url("jsonUrl", jsonUrl)
    }
}

/// "Duplicate of …", "Superseded by …", "Closed".
struct NoticeView: TemplateView {
    /// A class of the theme: `duplicate`, `superseded`, `closed`, `draft`, or `fact` for what may help to judge whether it still holds.
    var kind: String
    var label: String
    var text: String
    var url: String?
    var linkText: String?

    static let example = NoticeView(kind: "duplicate", label: "Duplicate", text: "Asked before:", url: nil, linkText: nil)

    func describe(_ fields: inout Fields) {
        fields.text("kind", kind)
        fields.text("label", label)
        fields.text("text", text)
        fields.url("url", url)
        fields.optionalText("linkText", linkText)
    }
}

/// A row in the thread's own table of answers.
struct ContentsView: TemplateView {
    var url: String
    var name: String
    var accepted: Bool
    /// "after 26 min".
    var text: String

    static let example = ContentsView(url: "#a-lian-1", name: "lian", accepted: true, text: "after 26 min")

    func describe(_ fields: inout Fields) {
        fields.url("url", url)
        fields.text("name", name)
        fields.flag("accepted", accepted)
        fields.text("text", text)
    }
}
