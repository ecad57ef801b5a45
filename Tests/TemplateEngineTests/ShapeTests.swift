import Testing

@testable import TemplateEngine

private struct CommentView: TemplateView {
    var text: String
    var replies: [CommentView]
    static let example = CommentView(text: "", replies: [])
    func describe(_ fields: inout Fields) {
        fields.text("text", text)
        fields.list("replies", replies)
        fields.texts("tags", [])
        fields.optionalText("note", nil)
    }
}

@Test("the outline lists names and kinds, and a view that holds itself once")
func outline() {
    #expect(Shape(of: CommentView.self).outline() == """
        text: text
        replies: list of the same names as the list around it
        tags: list of texts
        note: text

        """)
}
