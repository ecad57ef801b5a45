import TemplateEngine

/// A thread in a list.
struct ThreadRowView: TemplateView {
    var url: String
    var title: String
    /// A BCP 47 tag where the thread's language is not the site's.
    var lang: String?
    var excerpt: String?
    var answerTime: AnswerTimeView?
    var accepted: Bool
    /// "duplicate", "draft".
    var note: String?
    var answersText: String
    var asker: PersonView?
    var asked: TimeView?
    var tags: [TagView]

    static let example = ThreadRowView(
        url: "threads/no-budget.html", title: "How do we start?", lang: nil, excerpt: nil, answerTime: .example, accepted: true, note: nil,
        answersText: "3 answers", asker: .example, asked: .example, tags: [.example])

    func describe(_ fields: inout Fields) {
        fields.url("url", url)
        fields.text("title", title)
        fields.optionalText("lang", lang)
        fields.optionalText("excerpt", excerpt)
        fields.record("answerTime", answerTime)
        fields.flag("accepted", accepted)
        fields.optionalText("note", note)
        fields.text("answersText", answersText)
        fields.record("asker", asker)
        fields.record("asked", asked)
        fields.list("tags", tags)
    }
}
