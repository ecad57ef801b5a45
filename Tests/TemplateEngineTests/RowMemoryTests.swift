import Diagnostics
import Synchronization
import Testing

@testable import TemplateEngine

/// A page with a list whose rows other pages have too.
private struct PageView: TemplateView {
    var name = "page"
    var texts = TextsView()
    var rows: Rows<RowView>

    static let example = PageView(rows: Rows([.example]))

    func describe(_ fields: inout Fields) {
        fields.text("name", name)
        fields.record("t", texts, prepared: Record(texts))
        fields.list("rows", rows)
    }
}

private struct TextsView: TemplateView {
    var by = "by"

    static let example = TextsView()

    func describe(_ fields: inout Fields) { fields.text("by", by) }
}

private struct RowView: TemplateView {
    var title: String
    var people: [TextsView] = []

    static let example = RowView(title: "a", people: [.example])

    func describe(_ fields: inout Fields) {
        fields.text("title", title)
        fields.list("people", people)
    }
}

/// Counts how often rows are made.
private final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
}

private func compiled(_ template: String) throws -> CompiledTemplate<PageView> {
    let (library, faults) = TemplateLibrary.parse(["main": SourceFile(path: "main.mustache", text: template)])
    #expect(faults.isEmpty)
    let (compiled, diagnostics) = library.template(named: "main", for: PageView.self)
    #expect(diagnostics.isEmpty)
    return try #require(compiled)
}

private func page(_ keys: [Int], _ memory: RowMemory, name: String = "page", _ counter: Counter) -> PageView {
    PageView(
        name: name,
        rows: Rows(keys: keys, in: memory) { key in
            counter.add()
            return RowView(title: "<\(key)>", people: [TextsView(by: "p\(key)")])
        })
}

private func text(_ template: CompiledTemplate<PageView>, _ view: PageView) -> String { String(decoding: template.render(view), as: UTF8.self) }

struct RowMemoryTests {
    @Test func `a row is made once, on however many pages it stands`() throws {
        let template = try compiled("{{name}}{{#rows}}<p>{{title}} {{t.by}}{{#people}} {{by}}{{/people}}</p>{{/rows}}")
        let (memory, counter) = (RowMemory(bytes: 1 << 20), Counter())
        #expect(text(template, page([1, 2], memory, name: "x", counter)) == "x<p>&lt;1&gt; by p1</p><p>&lt;2&gt; by p2</p>")
        #expect(text(template, page([2, 1, 3], memory, name: "y", counter)) == "y<p>&lt;2&gt; by p2</p><p>&lt;1&gt; by p1</p><p>&lt;3&gt; by p3</p>")
        #expect(counter.count == 3)
    }

    @Test func `a row that asks for something of its page is made for each page`() throws {
        let template = try compiled("{{#rows}}<p>{{title}} {{name}}</p>{{/rows}}")
        let (memory, counter) = (RowMemory(bytes: 1 << 20), Counter())
        #expect(text(template, page([1], memory, name: "x", counter)) == "<p>&lt;1&gt; x</p>")
        #expect(text(template, page([1], memory, name: "y", counter)) == "<p>&lt;1&gt; y</p>")
        #expect(counter.count == 2)
    }

    @Test func `another template's rows are other rows`() throws {
        let (memory, counter) = (RowMemory(bytes: 1 << 20), Counter())
        #expect(text(try compiled("{{#rows}}<p>{{title}}</p>{{/rows}}"), page([1], memory, counter)) == "<p>&lt;1&gt;</p>")
        #expect(text(try compiled("{{#rows}}<i>{{title}}</i>{{/rows}}"), page([1], memory, counter)) == "<i>&lt;1&gt;</i>")
        // The same body somewhere else is the same.
        #expect(text(try compiled("<b></b>{{name}}{{#rows}}<p>{{title}}</p>{{/rows}}"), page([1], memory, counter)) == "<b></b>page<p>&lt;1&gt;</p>")
        #expect(counter.count == 2)
    }

    @Test func `a full memory keeps nothing more, and the pages are the same`() throws {
        let template = try compiled("{{#rows}}<p>{{title}}</p>{{/rows}}")
        let (memory, counter) = (RowMemory(bytes: 0), Counter())
        for _ in 0..<2 { #expect(text(template, page([1, 2], memory, counter)) == "<p>&lt;1&gt;</p><p>&lt;2&gt;</p>") }
        #expect(counter.count == 4)
    }

    @Test func `a list without rows is empty, and an inverted section over it is shown`() throws {
        let template = try compiled("{{#rows}}<p></p>{{/rows}}{{^rows}}none{{/rows}}")
        #expect(text(template, page([], RowMemory(bytes: 0), Counter())) == "none")
        #expect(text(template, page([1], RowMemory(bytes: 0), Counter())) == "<p></p>")
    }
}
