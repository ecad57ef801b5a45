import Diagnostics
import TemplateEngine

/// Every template of the theme, compiled for the view of its page.
package struct CompiledTheme: Sendable {
    let archive: CompiledTemplate<Page<ArchiveView>>?
    let clock: CompiledTemplate<Page<ClockView>>?
    let home: CompiledTemplate<Page<HomeView>>?
    let leaderboard: CompiledTemplate<Page<LeaderboardView>>?
    let month: CompiledTemplate<Page<MonthView>>?
    let notFound: CompiledTemplate<Page<NotFoundView>>?
    let page: CompiledTemplate<Page<FreePageView>>?
    let people: CompiledTemplate<Page<PeopleView>>?
    let person: CompiledTemplate<Page<PersonPageView>>?
    let redirect: CompiledTemplate<Page<RedirectView>>?
    let rule: CompiledTemplate<Page<RuleView>>?
    let rules: CompiledTemplate<Page<RulesView>>?
    let search: CompiledTemplate<Page<SearchView>>?
    let tag: CompiledTemplate<Page<TagPageView>>?
    let tags: CompiledTemplate<Page<TagsView>>?
    let thread: CompiledTemplate<Page<ThreadView>>?
    let threads: CompiledTemplate<Page<ThreadsView>>?
    let unanswered: CompiledTemplate<Page<UnansweredView>>?

    /// - Returns: The templates that could be compiled, and the faults of the others.
    static func compile(_ theme: Theme) -> (templates: CompiledTheme, diagnostics: [Diagnostic]) {
        let (library, syntax) = TemplateLibrary.parse(theme.templates)
        var compiler = ThemeCompiler(library: library, diagnostics: syntax)
        let templates = compile(with: &compiler)
        return (templates, onePerPlace(compiler.diagnostics))
    }

    /// Every page's template with the names that it may use (`Shape.outline`), sorted by template: a chapter of Docs/Templates.md.
    package static func outlines() -> [(template: String, outline: String)] {
        var compiler = ThemeCompiler(library: TemplateLibrary.parse([:]).library, diagnostics: [])
        _ = compile(with: &compiler)
        return compiler.outlines.map { ($0.template, $0.outline()) }.sorted { $0.template.utf8.lexicographicallyPrecedes($1.template.utf8) }
    }

    /// To add a page kind: its template here, with the type of its view above.
    private static func compile(with compiler: inout ThemeCompiler) -> CompiledTheme {
        CompiledTheme(
            archive: compiler.compile("archive"), clock: compiler.compile("clock"), home: compiler.compile("home"),
            leaderboard: compiler.compile("leaderboard"), month: compiler.compile("month"), notFound: compiler.compile("notFound"),
            page: compiler.compile("page"), people: compiler.compile("people"), person: compiler.compile("person"),
            redirect: compiler.compile("redirect"), rule: compiler.compile("rule"), rules: compiler.compile("rules"),
            search: compiler.compile("search"), tag: compiler.compile("tag"), tags: compiler.compile("tags"),
            thread: compiler.compile("thread"), threads: compiler.compile("threads"), unanswered: compiler.compile("unanswered"))
    }
}

private struct ThemeCompiler {
    let library: TemplateLibrary
    var diagnostics: [Diagnostic]
    private(set) var outlines: [(template: String, outline: () -> String)] = []

    mutating func compile<View: TemplateView>(_ name: String) -> CompiledTemplate<View>? {
        let (template, found) = library.template(named: name, for: View.self)
        diagnostics += found
        outlines.append((name, { Shape(of: View.self).outline() }))
        return template
    }
}
