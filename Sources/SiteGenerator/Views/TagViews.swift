import TemplateEngine

struct TagsView: TemplateView {
    struct Item: TemplateView {
        var url: String
        var name: String
        var description: String?
        var threadsText: String
        /// "26 min": the median wait.
        var medianText: String?
        var openText: String?

        static let example = Item(
            url: "cold-start.html", name: "cold-start", description: nil, threadsText: "14 threads", medianText: nil, openText: nil)

        func describe(_ fields: inout Fields) {
            fields.url("url", url)
            fields.text("name", name)
            fields.optionalText("description", description)
            fields.text("threadsText", threadsText)
            fields.optionalText("medianText", medianText)
            fields.optionalText("openText", openText)
        }
    }

    var intro: String
    var tags: [Item]
    var empty: EmptyView?

    static let example = TagsView(intro: "21 tags", tags: [.example], empty: .example)

    func describe(_ fields: inout Fields) {
        fields.text("intro", intro)
        fields.flag("hasTags", !tags.isEmpty)
        fields.list("tags", tags)
        fields.record("empty", empty)
    }
}

struct TagPageView: TemplateView {
    var name: String
    var description: String?
    /// The text of the tag's file.
    var body: SafeHTML
    var synonymsText: String
    var parent: TagView?
    var children: [TagView]
    var feedUrl: String?
    var editUrl: String?
    var figures: [FigureView]
    var figuresNote: String?
    var threadsHeading: String
    var threads: Rows<ThreadRowView>
    var empty: EmptyView?
    var pager: PagerView?
    /// Who helps here: on the list's first page.
    var board: BoardView?
    var extras: [ExtraView]

    static let example = TagPageView(
        name: "cold-start", description: nil, body: SafeHTML(), synonymsText: "", parent: .example, children: [.example], feedUrl: nil,
        editUrl: nil, figures: [.example], figuresNote: nil, threadsHeading: "14 threads", threads: Rows([.example]), empty: .example,
        pager: .example, board: .example, extras: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("name", name)
        fields.optionalText("description", description)
        fields.html("body", body)
        fields.flag("hasSynonyms", !synonymsText.isEmpty)
        fields.text("synonymsText", synonymsText)
        fields.record("parent", parent)
        fields.flag("hasChildren", !children.isEmpty)
        fields.list("children", children)
        fields.url("feedUrl", feedUrl)
        fields.url("editUrl", editUrl)
        fields.list("figures", figures)
        fields.optionalText("figuresNote", figuresNote)
        fields.text("threadsHeading", threadsHeading)
        fields.flag("hasThreads", !threads.isEmpty)
        fields.list("threads", threads)
        fields.record("empty", empty)
        fields.record("pager", pager)
        fields.record("board", board)
        fields.list("extras", extras)
    }
}
