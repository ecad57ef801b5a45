import Diagnostics
import Testing

@testable import TemplateEngine

private struct AnswerView: TemplateView {
    var author: String
    var body: SafeHTML
    var accepted: Bool
    static let example = AnswerView(author: "lian", body: SafeHTML(trusted: "<p>x</p>"), accepted: true)
    func describe(_ fields: inout Fields) {
        fields.text("author", author)
        fields.html("body", body)
        fields.flag("accepted", accepted)
    }
}

private struct ThreadView: TemplateView {
    var title: String
    var link: String
    var answers: [AnswerView]
    var tags: [String]
    static let example = ThreadView(title: "", link: "", answers: [], tags: [])
    func describe(_ fields: inout Fields) {
        fields.text("title", title)
        fields.url("link", link)
        fields.number("count", answers.count)
        fields.list("answers", answers)
        fields.texts("tags", tags)
    }
}

@Test("a layout, a partial, a list and all kinds of values make a page")
func wholePage() throws {
    let sources = [
        "layout": "<!doctype html><title>{{$title}}Site{{/title}}</title>\n<main>\n{{$content}}{{/content}}\n</main>\n",
        "partials/answer": "<li{{#accepted}} class=\"yes\"{{/accepted}}>{{author}}: {{{body}}} on {{title}}</li>\n",
        "thread": """
            {{< layout}}
            {{$title}}{{title}}{{/title}}
            {{$content}}
            <a href="{{link}}#a">{{title}}</a>
            {{#count}}
            <ul>
              {{#answers}}
              {{> partials/answer}}
              {{/answers}}
            </ul>
            {{/count}}
            {{^count}}<p>none</p>{{/count}}
            {{#tags}}<b>{{.}}</b>{{/tags}}
            {{/content}}
            {{/ layout}}
            """,
    ].reduce(into: [String: SourceFile]()) { $0[$1.key] = SourceFile(path: $1.key + ".mustache", text: $1.value) }
    let parsed = TemplateLibrary.parse(sources)
    #expect(parsed.diagnostics.isEmpty)
    let made = parsed.library.template(named: "thread", for: ThreadView.self)
    #expect(made.diagnostics.isEmpty)
    let template = try #require(made.template)
    let view = ThreadView(
        title: "a < b", link: "x.html?a&b",
        answers: [AnswerView(author: "lian", body: SafeHTML(trusted: "<p>hi</p>"), accepted: true)], tags: ["x", "y"])
    #expect(String(decoding: template.render(view), as: UTF8.self) == """
        <!doctype html><title>a &lt; b</title>
        <main>
        <a href="x.html?a&amp;b#a">a &lt; b</a>
        <ul>
          <li class="yes">lian: <p>hi</p> on a &lt; b</li>
        </ul>

        <b>x</b><b>y</b>

        </main>

        """)
    #expect(template.parts == ["layout", "partials/answer", "thread"])
}
