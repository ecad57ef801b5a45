import TemplateEngine

struct FreePageView: TemplateView {
    var title: String
    var revision: RevisionView?
    var editUrl: String?
    var body: SafeHTML
    var extras: [ExtraView]

    static let example = FreePageView(title: "About", revision: .example, editUrl: nil, body: SafeHTML(), extras: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("title", title)
        fields.record("revision", revision)
        fields.url("editUrl", editUrl)
        fields.html("body", body)
        fields.list("extras", extras)
    }
}

struct SearchView: TemplateView {
    var tags: [TagView]
    var links: [LinkView]

    static let example = SearchView(tags: [.example], links: [.example])

    func describe(_ fields: inout Fields) {
        fields.list("tags", tags)
        fields.list("links", links)
    }
}

struct NotFoundView: TemplateView {
    /// `404`, or `410` where a page was that is gone on purpose.
    var code: String
    var heading: String
    var text: String
    var links: [LinkView]

    static let example = NotFoundView(code: "404", heading: "There is no such page", text: "It may have moved.", links: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("code", code)
        fields.text("heading", heading)
        fields.text("text", text)
        fields.list("links", links)
    }
}

/// A page that leads on at once: an old address, or a tag's synonym.
struct RedirectView: TemplateView {
    var targetUrl: String
    var targetTitle: String

    static let example = RedirectView(targetUrl: "cold-start.html", targetTitle: "cold-start")

    func describe(_ fields: inout Fields) {
        fields.url("targetUrl", targetUrl)
        fields.text("targetTitle", targetTitle)
    }
}
