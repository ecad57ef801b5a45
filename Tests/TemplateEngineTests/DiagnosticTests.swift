import Diagnostics
import Testing

@testable import TemplateEngine

private let thread: [(String, TestValue)] = [
    ("title", .text("T")), ("body", .html("<p>")), ("link", .url("a.html")), ("count", .number(2)), ("accepted", .flag(true)),
    ("answers", .list([[("author", .text("lian")), ("body", .html("x"))]])), ("promise", .record([("hours", .number(4))])),
    ("tags", .texts(["a"])),
]

/// The text that each diagnostic points at, with its code.
private func faults(_ main: String, _ partials: [String: String] = [:]) -> [String] {
    diagnostics(main, thread, partials: partials).map { diagnostic in
        let text = diagnostic.path == "main.mustache" ? main : partials[String(diagnostic.path.dropLast(9))] ?? ""
        return "\(diagnostic.code.id) \(SourceFile(path: "", text: text).text(diagnostic.range ?? 0..<0))"
    }
}

@Test("an unknown name is an error at its place, with the nearest name and the names there")
func unknownName() throws {
    let fault = try #require(diagnostics("<b>{{titel}}</b>", thread).first)
    #expect(fault.line == "unknown-template-name main.mustache:5-10 there is no 'titel' here (did you mean 'title'?)")
    #expect(fault.fixIts == [Diagnostic.FixIt(range: 5..<10, replacement: "title")])
    #expect(faults("{{promise.huors}}") == ["unknown-template-name huors"])
    #expect(faults("{{#answers}}{{athor}} {{title}}{{/answers}}") == ["unknown-template-name athor"])
    #expect(faults("{{^anwsers}}{{whatever}}{{/anwsers}}") == ["unknown-template-name anwsers"])
    #expect(faults("{{#answers}}{{.title}}{{/answers}}") == ["unknown-template-name title"])
}

@Test("names of a section are not known behind it")
func scopeEnds() {
    #expect(faults("{{#answers}}{{author}}{{/answers}}{{author}}") == ["unknown-template-name author"])
}

@Test("every fault of a file is reported, not the first")
func allFaults() {
    #expect(faults("{{a1}}{{body}}{{#accepted}}{{b1}}{{/accepted}}{{> nope}}") == [
        "unknown-template-name a1", "escaping-mismatch {{body}}", "unknown-template-name b1", "unknown-partial {{> nope}}",
    ])
}

@Test("sections that aren't closed, or closed by another name")
func sectionEnds() throws {
    #expect(faults("a {{#accepted}} b") == ["unclosed-section {{#accepted}}"])
    #expect(faults("a {{/accepted}} b") == ["unexpected-section-end {{/accepted}}"])
    #expect(faults("{{#accepted}}{{#count}}x{{/accepted}}") == ["unclosed-section {{#count}}"])
    let fault = try #require(diagnostics("{{#accepted}} b {{/acepted}}", thread).first)
    #expect(fault.code == .unexpectedSectionEnd)
    #expect(fault.range == 16..<28)
    #expect(fault.notes == [Diagnostic.Note("'accepted' is opened here", path: "main.mustache", range: 0..<13)])
    #expect(fault.fixIts == [Diagnostic.FixIt(range: 19..<26, replacement: "accepted")])
}

@Test("a tag that isn't closed is reported on its line, and the next one is read")
func unclosedTag() {
    #expect(faults("<p>{{title</p>\n<p>{{count}}</p>") == ["unclosed-tag {{title</p>"])
    #expect(faults("{{{body}}") == ["unclosed-tag {{{body}}"])
    #expect(faults("{{! never") == ["unclosed-tag {{! never"])
    #expect(faults("{{}}{{ }}{{two words}}{{a..b}}{{=x=}}{{> *dynamic}}{{%PRAGMA}}") == [
        "malformed-tag {{}}", "malformed-tag {{ }}", "malformed-tag {{two words}}", "malformed-tag {{a..b}}", "malformed-tag {{=x=}}",
        "unsupported-tag {{> *dynamic}}", "unsupported-tag {{%PRAGMA}}",
    ])
}

@Test("a value is used as what it is")
func misuse() {
    #expect(faults("{{answers}}") == ["value-misused {{answers}}"])
    #expect(faults("{{promise}}") == ["value-misused {{promise}}"])
    #expect(faults("{{accepted}}") == ["value-misused {{accepted}}"])
    #expect(faults("{{title.length}}") == ["value-misused length"])
    #expect(faults("{{answers.author}}") == ["value-misused author"])
    #expect(faults("{{#answers}}{{.}}{{/answers}}") == ["value-misused ."])
    #expect(faults("{{#accepted}}{{.}}{{/accepted}}") == ["value-misused {{.}}"])
    #expect(faults("{{body}}") == ["escaping-mismatch {{body}}"])
    #expect(faults("{{{title}}}{{&link}}{{{count}}}") == ["escaping-mismatch {{{title}}}", "escaping-mismatch {{&link}}", "escaping-mismatch {{{count}}}"])
    #expect(faults("{{#tags}}{{.}}{{/tags}}{{#title}}{{.}}{{/title}}{{#body}}{{{.}}}{{/body}}") == [])
}

@Test("an unknown template is an error with the nearest one named")
func unknownPartial() throws {
    let fault = try #require(diagnostics("{{> partials/psot}}", thread, partials: ["partials/post": "x"]).first)
    #expect(fault.line == "unknown-partial main.mustache:0-19 there is no template 'partials/psot' (did you mean 'partials/post'?)")
}

@Test("a block that the layout doesn't have is an error")
func unknownBlock() {
    let layout = ["layout": "<title>{{$title}}x{{/title}}</title>{{> body}}", "body": "{{$content}}{{/content}}"]
    #expect(faults("{{<layout}}{{$title}}a{{/title}}{{$content}}b{{/content}}{{/layout}}", layout) == [])
    #expect(faults("{{<layout}}{{$contnet}}a{{/contnet}}{{/layout}}", layout) == ["unknown-block {{$contnet}}"])
    #expect(faults("{{<layout}}{{title}}{{$title}}a{{/title}}{{$title}}b{{/title}}{{/layout}}", layout) == [
        "unknown-block {{title}}", "unknown-block {{$title}}",
    ])
}

@Test("a template that includes itself is refused, also through another")
func recursion() {
    #expect(faults("{{> a}}", ["a": "{{> b}}", "b": "{{> a}}"]) == ["recursive-template {{> a}}"])
    #expect(faults("{{> main}}") == ["recursive-template {{> main}}"])
    #expect(faults("{{<a}}{{$x}}{{<a}}{{/a}}{{/x}}{{/a}}", ["a": "{{$x}}{{/x}}"]) == ["recursive-template {{<a}}"])
}

@Test("templates that double at each level are refused before they fill the memory")
func tooLarge() {
    var partials = ["p0": String(repeating: "x", count: 1000)]
    for level in 1...30 { partials["p\(level)"] = "{{> p\(level - 1)}}{{> p\(level - 1)}}" }
    #expect(diagnostics("{{> p30}}", partials: partials).map(\.code) == [.templateTooLarge])
    for level in 0...30 { partials["p\(level)"] = level == 0 ? "" : "{{> p\(level - 1)}}{{> p\(level - 1)}}" }
    #expect(diagnostics("{{> p30}}", partials: partials).map(\.code) == [.templateTooLarge])
    let deep = String(repeating: "{{#count}}", count: 5000)
    #expect(diagnostics(deep, thread).contains { $0.code == .templateTooLarge })
}

@Test("a fault in a partial is at its place in the partial, once, and names who includes it")
func faultInPartial() throws {
    let found = diagnostics("{{> p}}{{> p}}", thread, partials: ["p": "{{nope}}"])
    #expect(found.count == 1)
    let fault = try #require(found.first)
    #expect(fault.path == "p.mustache")
    #expect(fault.notes == [Diagnostic.Note("included here", path: "main.mustache", range: 0..<7)])
}

@Test("every code is listed once")
func codes() {
    #expect(Set(templateCodes).count == templateCodes.count)
    #expect(templateCodes.count == 14)
}
