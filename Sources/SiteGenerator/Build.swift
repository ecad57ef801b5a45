import Diagnostics
import KnowledgeBase
import SearchIndex
import Synchronization

/// A site's outputs, listed and checked but not yet made.
package struct PlannedSite: Sendable {
    package let loaded: LoadedSite
    /// The loaded site's diagnostics and those of templates and output paths, in the order in which they are printed.
    package let diagnostics: [Diagnostic]
    /// Whether every template can be used. Where one can't, a whole kind of pages would be missing, so nothing is written.
    package let hasSoundTemplates: Bool
    /// Every output, none of them made yet but the assets, the theme's own files and the search index.
    private(set) var files: [OutputFile]
    /// Indexes into `files`.
    let fileByPath: PathTable
    let plan: Plan

    /// Analyses the site and lists every output.
    ///
    /// - Parameter progress: Called at the beginning of each stage.
    package init(_ loaded: LoadedSite, progress: (BuildStage, _ done: Int, _ of: Int) -> Void = { _, _, _ in }) {
        var memory = SearchMemory()
        self.init(loaded, search: &memory, progress: progress)
    }

    /// - Parameter memory: What search was told by an earlier build; by this one when it returns.
    init(_ loaded: LoadedSite, search memory: inout SearchMemory, progress: (BuildStage, _ done: Int, _ of: Int) -> Void) {
        progress(.relate, 0, 0)
        let unrelated = Started { SiteModel(loaded.site, clock: loaded.clock, links: loaded.links) }
        let (templates, templateFaults) = CompiledTheme.compile(loaded.theme)
        let search = searchSettings(loaded.site.settings)
        // What is new is read, then everything is compared.
        let threads = loaded.site.threads.count
        let documents = memory.documents(of: loaded.site, loaded.inputs, settings: search, spool: loaded.spool) { done, count in progress(.relate, done, count + threads) }
        loaded.spool?.setAside()
        let related = relatedThreads(loaded.site, memory.related(documents))
        let isSearched = loaded.site.settings.outputs.search
        // Nothing of the plan goes into the index, and nothing of the index into the plan.
        let maker = memory.indexMaker
        let hash = loaded.inputs.hash
        let index = Started {
            var maker = isSearched ? maker : IndexMemory()
            return (files: isSearched ? maker.files(documents, settings: search, hash: hash) : [], memory: maker)
        }
        progress(.plan, 0, 0)
        let model = unrelated.value.relating(related)
        let assets = ThemeAssets(loaded.theme, texts: Texts(loaded.phrases), languages: model.translationLanguages)
        let plan = Plan(model: model, phrases: loaded.phrases, assets: assets, templates: templates, contentFolder: loaded.contentFolder,
            keys: OutputKeys(model, loaded.inputs))
        // The first kind, the threads' pages, is about as many outputs as all the others.
        let others = Started { pageKinds.dropFirst().flatMap { $0(plan) } }
        let planned = pageKinds.prefix(1).flatMap { $0(plan) } + others.value
        var claims = PathClaims(pages: planned)
        progress(.index, 0, 0)
        let ready =
            loaded.tree.assets.map { OutputFile($0, .asset($0)) } + assets.outputs
            + index.value.files
        memory.keep(index.value.memory)
        let (pages, files, redirects, collisions) = claims.settle(
            ready, model.redirects, gone: gonePages(loaded.site, plan), site: loaded.site)
        self.loaded = loaded
        self.plan = plan
        hasSoundTemplates = !templateFaults.contains { $0.severity == .error }
        let all = (pages + redirectPages(redirects, plan)).map { OutputFile($0.path, .made($0.make), isIndex: $0.isIndex, key: $0.key) } + files
        self.files = all
        fileByPath = PathTable(all)
        diagnostics = (loaded.diagnostics + templateFaults + collisions).inOrder()
    }

    /// With other requests at their paths.
    func replacing(_ requests: [PageRequest]) -> PlannedSite {
        var site = self
        for request in requests {
            guard let place = fileByPath[request.path] else { continue }
            site.files[place] = OutputFile(request.path, .made(request.make), isIndex: request.isIndex)
        }
        return site
    }
}

/// Where each output stands in a list, worked out when somebody asks; a build never does.
///
/// A class, because its copies share what was worked out.
final class PathTable: Sendable {
    private enum State: Sendable {
        case listed([OutputFile])
        case made([String: Int])
    }

    private let state: Mutex<State>

    init(_ files: [OutputFile]) { state = Mutex(.listed(files)) }

    subscript(path: String) -> Int? {
        state.withLock { state in
            switch state {
            case .made(let places): return places[path]
            case .listed(let files):
                let places = Dictionary(files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
                state = .made(places)
                return places[path]
            }
        }
    }
}

/// Reads, checks, renders and writes a site. Content with errors still becomes a site, of all that is sound in it; a template with errors
/// would take a whole kind of pages away, so then nothing is written.
///
/// - Parameters:
///   - progress: Called at the beginning of each stage with 0, and while parsing with the number of finished files.
///   - made: Called for each output that was made, on any thread.
///   - beginning: What `BuildReceipt.beginning` saw.
/// - Returns: `nil` in place of the summary when nothing was written.
package func buildSite(
    _ options: BuildOptions, progress: (BuildStage, _ done: Int, _ of: Int) -> Void = { _, _, _ in },
    made: (@Sendable () -> Void)? = nil, from beginning: BuildReceipt.Beginning? = nil
) async throws(MachineError) -> (site: PlannedSite, summary: BuildSummary?) {
    // Before anything is read: of two builds, the one that began with the older content must not end last.
    let output = try OutputFolder(opening: options.outputFolder)
    // The cores that reading leaves free look at what lies there, and at what search was told; nobody else may write there by now.
    let (there, beside) = (try output.place.output(), output.place.beside)
    async let current = OutputFolder.look(there, beside)
    let remembered = Started { options.cache.flatMap { options.isClean ? nil : SearchMemory($0) } ?? SearchMemory() }
    // The default theme is compiled once in a process.
    let templates = Started { if !isFolder(options.trusted + "/Templates") { _ = CompiledTheme.compile(Theme()) } }
    let (loaded, keptFiles) = try LoadedSite.loadAndKeep(options, progress: progress)
    var search = remembered.value
    templates.value
    let planned = PlannedSite(loaded, search: &search, progress: progress)
    let keptSearch = keep(search, options, after: keptFiles)
    // All that it holds is in the index by now.
    search = SearchMemory()
    defer { _ = keptSearch.value }
    guard planned.hasSoundTemplates else { return (planned, nil) }
    progress(.write, 0, planned.files.count)
    var summary = BuildSummary()
    summary.threads = loaded.site.threads.count
    summary.answers = loaded.site.threads.reduce(0) { $0 + $1.answers.count }
    summary.rules = loaded.site.rules.count
    summary.people = loaded.site.people.count
    summary.tags = loaded.site.tags.count
    summary.files = planned.files.count
    let spool = loaded.spool
    let update = try await output.update(planned.files, over: await current, assetsFrom: options.contentFolder, clean: options.isClean) {
        made?()
        spool?.wasRead()
    }
    summary.output = update.summary
    // The receipt lies in the same folder, which the first build makes.
    keptSearch.value
    BuildReceipt.leave(beginning, planned, summary, output, update.record, options)
    return (planned, summary)
}

/// Leaves in the cache what search was told, while the site is written.
///
/// - Parameter files: Writes into the same folder, and has to be done.
private func keep(_ search: SearchMemory, _ options: BuildOptions, after files: Started<Void>) -> Started<Void> {
    Started {
        files.value
        if let cache = options.cache { search.save(in: cache) }
    }
}
