import KnowledgeBase
import TemplateEngine

/// One of a site's own `x-…` keys: templates show them with `{{#extras}}{{key}}: {{value}}{{/extras}}`.
struct ExtraView: TemplateView {
    /// Without the `x-`.
    var key: String
    var value: String

    static let example = ExtraView(key: "reviewed", value: "yes")

    func describe(_ fields: inout Fields) {
        fields.text("key", key)
        fields.text("value", value)
    }
}

extension [ExtraField] {
    var views: [ExtraView] { map { ExtraView(key: String($0.key.dropFirst("x-".count)), value: $0.value) } }
}
