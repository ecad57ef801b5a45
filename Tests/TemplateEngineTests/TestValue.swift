import Diagnostics

@testable import TemplateEngine

/// Values whose names are written in a test, without a type of view for each.
indirect enum TestValue: Sendable {
    case text(String), html(String), url(String), number(Int), flag(Bool)
    case record([(String, TestValue)])
    /// A record that isn't there; its names are those of the one given.
    case noRecord([(String, TestValue)])
    case list([[(String, TestValue)]])
    /// A list without items; its names are those given.
    case noList([(String, TestValue)])
    case texts([String])
}

/// The shape that the values have, and the values.
func shapeAndRecord(_ fields: [(String, TestValue)]) -> (Shape, Record) {
    var rows: [[Shape.Field]] = []
    _ = addRow(fields, to: &rows)
    return (Shape(rows: rows), record(fields))
}

private func addRow(_ fields: [(String, TestValue)], to rows: inout [[Shape.Field]]) -> Int {
    let row = rows.count
    rows.append([])
    let described = fields.map { Shape.Field(name: $0.0, kind: kind($0.1, rows: &rows)) }
    rows[row] = described
    return row
}

private func kind(_ value: TestValue, rows: inout [[Shape.Field]]) -> Shape.Kind {
    switch value {
    case .text: .text
    case .html: .html
    case .url: .url
    case .number: .number
    case .flag: .flag
    case .record(let fields), .noRecord(let fields): .record(addRow(fields, to: &rows))
    case .list(let items): .list(addRow(items[0], to: &rows))
    case .noList(let fields): .list(addRow(fields, to: &rows))
    case .texts: .list(addRow([(".", .text(""))], to: &rows))
    }
}

private func record(_ fields: [(String, TestValue)]) -> Record {
    Record(values: fields.map { value($0.1) })
}

private func value(_ value: TestValue) -> TemplateValue {
    switch value {
    case .text(let text): .text(text)
    case .html(let html): .html(SafeHTML(trusted: html))
    case .url(let url): .url(url)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .record(let fields): .record(record(fields))
    case .noRecord: .record(nil)
    case .list(let items): .list(items.map(record))
    case .noList: .list([])
    case .texts(let texts): .list(texts.map { Record(values: [.text($0)]) })
    }
}

/// The page made of the template "main", or the diagnostics as lines.
func render(_ main: String, _ values: [(String, TestValue)] = [], partials: [String: String] = [:]) -> String {
    let (page, diagnostics) = compileAndRender(main, values, partials: partials)
    return page ?? diagnostics.map(\.line).joined(separator: "\n")
}

func diagnostics(_ main: String, _ values: [(String, TestValue)] = [], partials: [String: String] = [:]) -> [Diagnostic] {
    compileAndRender(main, values, partials: partials).1
}

func compileAndRender(
    _ main: String, _ values: [(String, TestValue)], partials: [String: String]
) -> (String?, [Diagnostic]) {
    var sources = partials.reduce(into: [String: SourceFile]()) {
        $0[$1.key] = SourceFile(path: $1.key + ".mustache", text: $1.value)
    }
    sources["main"] = SourceFile(path: "main.mustache", text: main)
    let (library, faults) = TemplateLibrary.parse(sources)
    let (shape, record) = shapeAndRecord(values)
    guard let root = library.templates["main"] else { return (nil, faults) }
    var compiler = TemplateCompiler(library: library, shape: shape)
    compiler.compile(root)
    guard faults.isEmpty, compiler.isUsable else { return (nil, onePerPlace(faults + compiler.diagnostics)) }
    var output: [UInt8] = []
    compiler.program.print(record, into: &output)
    return (String(decoding: output, as: UTF8.self), [])
}

extension Diagnostic {
    /// `unknown-template-name main.mustache:3-8 there is no 'titel' here (did you mean …)`, offsets in bytes.
    var line: String {
        let place = range.map { ":\($0.lowerBound)-\($0.upperBound)" } ?? ""
        return "\(code.id) \(path)\(place) \(message) (\(advice))"
    }
}
