import Diagnostics

/// All templates of a site, by the names that `{{> name}}` and `{{< name}}` use.
package struct TemplateLibrary: Sendable {
    let templates: [String: ParsedTemplate]

    /// The names, sorted.
    package var names: [String] { templates.keys.sorted() }

    /// Reads every source; its name ("thread", "partials/post") is the caller's choice. Faults of syntax are found here,
    /// faults of names when a template is compiled for a view.
    package static func parse(_ sources: [String: SourceFile]) -> (library: TemplateLibrary, diagnostics: [Diagnostic]) {
        var templates: [String: ParsedTemplate] = [:]
        var diagnostics: [Diagnostic] = []
        for (name, file) in sources.sorted(by: { $0.key < $1.key }) {
            let parsed = TemplateParser.parse(file, name: name)
            templates[name] = parsed.template
            diagnostics += parsed.diagnostics
        }
        return (TemplateLibrary(templates: templates), diagnostics)
    }

    /// The template for one kind of view, or `nil` with the reasons.
    ///
    /// A partial is checked in each place that uses it, so several calls may report the same fault: `onePerPlace` of all of
    /// their diagnostics keeps one. There is none for a fault that `parse` has reported.
    package func template<View: TemplateView>(
        named name: String, for view: View.Type
    ) -> (template: CompiledTemplate<View>?, diagnostics: [Diagnostic]) {
        guard let root = templates[name] else {
            let missing = Diagnostic(
                .unknownPartial, .error, "there is no template '\(name)'",
                advice: suggestion(name, among: names, called: "templates"), path: name)
            return (nil, [missing])
        }
        var compiler = TemplateCompiler(library: self, shape: Shape(of: view))
        compiler.compile(root)
        let template = compiler.isUsable ? CompiledTemplate<View>(program: compiler.program, parts: compiler.used.sorted()) : nil
        return (template, onePerPlace(compiler.diagnostics))
    }
}

/// The first diagnostic of each code at each place, sorted by place.
package func onePerPlace(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    struct Place: Hashable {
        let code: DiagnosticCode
        let path: String
        let range: SourceRange?
    }
    var seen: Set<Place> = []
    let first = diagnostics.filter { seen.insert(Place(code: $0.code, path: $0.path, range: $0.range)).inserted }
    return first.enumerated().sorted { a, b in
        if a.element.path != b.element.path { return a.element.path < b.element.path }
        let (left, right) = (a.element.range?.lowerBound ?? -1, b.element.range?.lowerBound ?? -1)
        return left != right ? left < right : a.offset < b.offset
    }.map(\.element)
}

/// "did you mean 'title'?", or where no name is near "names: 'body', 'title'", for the end of a message.
func suggestion(_ name: String, among known: [String], called noun: String) -> String {
    if let nearest = nearestName(to: name, among: known) { return "did you mean '\(nearest)'?" }
    let shown = known.prefix(16).map { "'\($0)'" }.joined(separator: ", ")
    return known.isEmpty ? "there are no \(noun) here" : "\(noun): \(shown)\(known.count > 16 ? " and \(known.count - 16) more" : "")"
}
