/// A value that a template can show.
enum TemplateValue: Hashable, Sendable {
    /// Printed escaped by `{{x}}`; as a section it is shown when not empty.
    case text(String)
    /// Printed as it stands, by `{{{x}}}` or `{{&x}}` alone.
    case html(SafeHTML)
    /// A URL that the site made: the only thing that `href`, `src` and their kin accept. Printed escaped.
    case url(String)
    /// Printed in decimal digits; as a section it is shown when not 0.
    case number(Int)
    /// Opens sections; it can't be printed.
    case flag(Bool)
    /// A section over it looks names up in it first.
    case record(Record?)
    case list([Record])
    /// The same, of rows that many pages have in common.
    case rows(RowRecords)
}

/// One view's values, in the order in which the view describes them: the names are in its `Shape`.
package struct Record: Hashable, Sendable {
    let values: [TemplateValue]

    init(values: [TemplateValue]) { self.values = values }

    /// Of a view whose fields are all texts, in its order.
    package init(texts: [String]) { values = texts.map { .text($0) } }

    package init<View: TemplateView>(_ view: View) {
        var fields = Fields()
        view.describe(&fields)
        values = fields.values
    }
}
