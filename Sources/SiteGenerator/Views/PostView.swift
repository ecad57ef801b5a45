import TemplateEngine

/// What a question and an answer share.
struct PostView: TemplateView {
    var anchor: String
    var lang: String?
    var body: SafeHTML
    var verified: TextView?
    var votesText: String?
    var permalinkUrl: String
    var editUrl: String?
    var sourceUrl: String?
    var licence: LicenceView?
    var commentsText: String
    var comments: [CommentView]
    var extras: [ExtraView] = []

    static let example = PostView(
        anchor: "question", lang: nil, body: SafeHTML(trusted: "<p>x</p>"), verified: .example, votesText: nil, permalinkUrl: "#question",
        editUrl: nil, sourceUrl: nil, licence: .example, commentsText: "1 comment", comments: [.example], extras: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("anchor", anchor)
        fields.optionalText("lang", lang)
        fields.html("body", body)
        fields.record("verified", verified)
        fields.optionalText("votesText", votesText)
        fields.url("permalinkUrl", permalinkUrl)
        fields.url("editUrl", editUrl)
        fields.url("sourceUrl", sourceUrl)
        fields.record("licence", licence)
        fields.flag("hasComments", !comments.isEmpty)
        fields.text("commentsText", commentsText)
        fields.list("comments", comments)
        fields.list("extras", extras)
    }
}

struct AnswerView: TemplateView {
    var post: PostView
    /// "Answer by lian", for a screen reader.
    var heading: String
    var person: PersonView
    var accepted: Bool
    /// The first answer by somebody else.
    var first: Bool
    var selfAnswer: Bool
    /// "after 26 min".
    var after: String?
    var time: TimeView

    static let example = AnswerView(
        post: .example, heading: "Answer by lian", person: .example, accepted: true, first: true, selfAnswer: false, after: nil, time: .example)

    func describe(_ fields: inout Fields) {
        post.describe(&fields)
        fields.text("heading", heading)
        fields.record("person", person)
        fields.flag("accepted", accepted)
        fields.flag("first", first)
        fields.flag("selfAnswer", selfAnswer)
        fields.optionalText("after", after)
        fields.record("time", time)
    }
}

struct CommentView: TemplateView {
    var anchor: String
    var person: PersonView
    var permalinkUrl: String
    var time: TimeView
    var body: SafeHTML
    var extras: [ExtraView]

    static let example = CommentView(
        anchor: "c-1", person: .example, permalinkUrl: "#c-1", time: .example, body: SafeHTML(trusted: "<p>x</p>"), extras: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("anchor", anchor)
        fields.record("person", person)
        fields.url("permalinkUrl", permalinkUrl)
        fields.record("time", time)
        fields.html("body", body)
        fields.list("extras", extras)
    }
}

/// One text under the name `text`, where its presence is asked first.
struct TextView: TemplateView {
    var text: String

    static let example = TextView(text: "Verified on 1 May 2026")

    func describe(_ fields: inout Fields) {
        fields.text("text", text)
    }
}
