import Diagnostics
import KnowledgeBase
import SearchIndex

/// A site's outputs, listed and checked but not yet made.
package struct PlannedSite: Sendable {
    package let loaded: LoadedSite
    /// The loaded site's diagnostics and those of templates and output paths, in the order in which they are printed.
    package let diagnostics: [Diagnostic]
    /// Whether every template can be used. Where one can't, a whole kind of pages would be missing, so nothing is written.
    package let hasSoundTemplates: Bool
    /// Every output, none of them made yet but the assets, the theme's own files and the search index.
    let files: [OutputFile]
    /// Indexes into `files`.
    let fileByPath: [String: Int]

    /// Analyses the site and lists every output.
    package init(_ loaded: LoadedSite) {
        let (templates, templateFaults) = CompiledTheme.compile(loaded.theme)
        let search = searchSettings(loaded.site.settings)
        let documents = analysed(searchDocuments(loaded.site), settings: search)
        let model = SiteModel(loaded.site, clock: loaded.clock, links: loaded.links, related: relatedThreads(loaded.site, documents))
        let assets = ThemeAssets(loaded.theme, texts: Texts(loaded.phrases))
        let plan = Plan(model: model, phrases: loaded.phrases, assets: assets, templates: templates, contentFolder: loaded.contentFolder)
        let planned = pageKinds.flatMap { $0(plan) }
        let ready =
            loaded.tree.assets.map { OutputFile($0, .asset($0)) } + assets.outputs
            + buildSearchIndex(documents, settings: search).map { OutputFile($0.path, bytes: $0.bytes, isIndex: true) }
        let (pages, files, redirects, collisions) = withoutCollisions(
            planned, ready, model.redirects, gone: gonePages(loaded.site, plan), site: loaded.site)
        self.loaded = loaded
        hasSoundTemplates = !templateFaults.contains { $0.severity == .error }
        let all = (pages + redirectPages(redirects, plan)).map { OutputFile($0.path, .made($0.make), isIndex: $0.isIndex) } + files
        self.files = all
        fileByPath = Dictionary(all.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
        diagnostics = (loaded.diagnostics + templateFaults + collisions).inOrder()
    }
}

/// Reads, checks, renders and writes a site. Content with errors still becomes a site, of all that is sound in it; a template with errors
/// would take a whole kind of pages away, so then nothing is written.
///
/// - Returns: `nil` in place of the summary when nothing was written.
package func buildSite(
    _ options: BuildOptions, progress: (BuildStage, _ done: Int, _ of: Int) -> Void = { _, _, _ in }
) async throws(MachineError) -> (site: PlannedSite, summary: BuildSummary?) {
    // Before anything is read: of two builds, the one that began with the older content must not end last.
    let output = try OutputFolder(opening: options.outputFolder)
    let loaded = try LoadedSite.load(options, progress: progress)
    progress(.plan, 0, 0)
    let planned = PlannedSite(loaded)
    guard planned.hasSoundTemplates else { return (planned, nil) }
    progress(.write, 0, planned.files.count)
    var summary = BuildSummary()
    summary.threads = loaded.site.threads.count
    summary.answers = loaded.site.threads.reduce(0) { $0 + $1.answers.count }
    summary.rules = loaded.site.rules.count
    summary.people = loaded.site.people.count
    summary.tags = loaded.site.tags.count
    summary.files = planned.files.count
    summary.output = try await output.update(planned.files, assetsFrom: options.contentFolder, clean: options.isClean)
    return (planned, summary)
}
