import TemplateEngine

/// What version control knows of a page's file: when it was last changed, by whom it was, and where all of it can be read.
struct RevisionView: TemplateView {
    var changed: TimeView?
    /// Those who committed changes, the earliest first.
    var contributors: [PersonView]
    /// "and 3 more".
    var moreText: String?
    var historyUrl: String?

    static let example = RevisionView(changed: .example, contributors: [.example], moreText: nil, historyUrl: nil)

    func describe(_ fields: inout Fields) {
        fields.record("changed", changed)
        fields.flag("hasContributors", !contributors.isEmpty)
        fields.list("contributors", contributors)
        fields.optionalText("moreText", moreText)
        fields.url("historyUrl", historyUrl)
    }
}
