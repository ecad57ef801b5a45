/// What a template is given: a value that describes its fields once.
///
/// `describe` calls the same methods with the same names in the same order whatever the values are, because a field's
/// place is its number. A view may pass `fields` on to another value's `describe`, to share a group of fields.
package protocol TemplateView: Hashable, Sendable {
    /// Any instance: the names and kinds are taken from running `describe` on it.
    static var example: Self { get }
    func describe(_ fields: inout Fields)
}

/// Collects a view's fields: their values when a page is made, their names and kinds when templates are compiled.
package struct Fields {
    private(set) var values: [TemplateValue] = []
    /// Present while names are collected; values are ignored then.
    var collector: ShapeCollector?

    init() { values.reserveCapacity(16) }
    init(collector: ShapeCollector) { self.collector = collector }

    package mutating func text(_ name: String, _ value: String) { add(name, .text, .text(value)) }

    /// `nil` is shown as nothing; a section over the name is shown when there is a text that isn't empty.
    package mutating func optionalText(_ name: String, _ value: String?) { add(name, .text, .text(value ?? "")) }

    package mutating func html(_ name: String, _ value: SafeHTML) { add(name, .html, .html(value)) }

    /// `value` is a URL of the site's own making, or one whose scheme was checked; `nil` is shown as nothing.
    package mutating func url(_ name: String, _ value: String?) { add(name, .url, .url(value ?? "")) }

    package mutating func number(_ name: String, _ value: Int) { add(name, .number, .number(value)) }

    package mutating func flag(_ name: String, _ value: Bool) { add(name, .flag, .flag(value)) }

    package mutating func record<View: TemplateView>(_ name: String, _ value: View?) {
        if collector != nil {
            collect(name) { .record($0.place(of: View.self)) }
        } else {
            values.append(.record(value.map { Record($0) }))
        }
    }

    /// A view that is the same on every page, with its record made beforehand.
    package mutating func record<View: TemplateView>(_ name: String, _ view: View, prepared: Record) {
        if collector != nil {
            collect(name, isCommon: true) { .record($0.place(of: View.self)) }
        } else {
            values.append(.record(prepared))
        }
    }

    package mutating func list<View: TemplateView>(_ name: String, _ items: [View]) {
        if collector != nil {
            collect(name) { .list($0.place(of: View.self)) }
        } else {
            values.append(.list(items.map { Record($0) }))
        }
    }

    package mutating func list<View: TemplateView>(_ name: String, _ rows: Rows<View>) {
        if collector != nil {
            list(name, [View]())
        } else {
            values.append(rows.value)
        }
    }

    /// A list whose items are printed by `{{.}}`.
    package mutating func texts(_ name: String, _ items: [String]) {
        if collector != nil {
            collect(name) { .list($0.placeOfTexts()) }
        } else {
            values.append(.list(items.map { Record(values: [.text($0)]) }))
        }
    }

    private mutating func add(_ name: String, _ kind: Shape.Kind, _ value: TemplateValue) {
        if collector == nil {
            values.append(value)
        } else {
            collect(name) { _ in kind }
        }
    }

    private mutating func collect(_ name: String, isCommon: Bool = false, _ kind: (inout ShapeCollector) -> Shape.Kind) {
        guard var collector = collector.take() else { return }
        let kind = kind(&collector)
        collector.add(Shape.Field(name: name, kind: kind, isCommon: isCommon))
        self.collector = collector
    }
}
