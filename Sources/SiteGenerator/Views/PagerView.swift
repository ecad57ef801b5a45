import TemplateEngine

/// The links between the pages of a long list.
struct PagerView: TemplateView {
    struct Item: TemplateView {
        var url: String
        var text: String
        var current: Bool
        /// Stands for pages that are left out: `…`.
        var gap: Bool

        static let example = Item(url: "threads/index-2.html", text: "2", current: false, gap: false)

        func describe(_ fields: inout Fields) {
            fields.url("url", url)
            fields.text("text", text)
            fields.flag("current", current)
            fields.flag("gap", gap)
        }
    }

    var positionText: String
    var prevUrl: String?
    var nextUrl: String?
    var items: [Item]

    static let example = PagerView(positionText: "Page 2 of 9", prevUrl: nil, nextUrl: nil, items: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("positionText", positionText)
        fields.url("prevUrl", prevUrl)
        fields.url("nextUrl", nextUrl)
        fields.list("items", items)
    }
}
