import Diagnostics
import KnowledgeBase

/// A site read, assembled and checked, but not yet planned: what `check` and `stats` need, and the first half of a build.
package struct LoadedSite: Sendable {
    package let site: Site
    let clock: SiteClock
    /// Where the as-of came from.
    package let asOfSource: AsOfSource
    /// In the order in which they are printed.
    package let diagnostics: [Diagnostic]
    package let theme: Theme
    let tree: ContentTree
    let links: LinkTable
    let phrases: Phrases

    /// The source of a message's file.
    package func source(_ path: String) -> SourceFile? {
        if let file = theme.file(path) { return file }
        return sources[path].map { SourceFile(path: path, bytes: $0) }
    }

    /// The as-of on the clocks of the site's zone, and where it came from.
    package var asOfText: String {
        let time = isoText(site.timeZone.timestamp(site.asOf))
        switch asOfSource {
        case .option: return time + " (--as-of)"
        case .settings: return time + " (as_of in Content/site.yml)"
        case .environment: return time + " (SOURCE_DATE_EPOCH)"
        case .commit: return time + " (the content's last commit)"
        case .content: return time + " (the newest time in the content)"
        }
    }

    private let sources: [String: [UInt8]]

    /// Discovers, parses and analyses.
    ///
    /// - Parameter progress: Called at the beginning of each stage with 0, and while parsing with the number of finished files.
    package static func load(
        _ options: BuildOptions, progress: (BuildStage, _ done: Int, _ of: Int) -> Void = { _, _, _ in }
    ) throws(MachineError) -> LoadedSite {
        progress(.discover, 0, 0)
        let tree = try ContentTree.discover(site: options.site)
        var theme = try Theme(site: options.site)
        let (settings, zone, settingsFaults) = readSettings(tree.settings.map { SourceFile(path: $0.path, bytes: $0.bytes) })
        let phrases = theme.phrases(language: settings.language)
        let parseOptions = ParseOptions(settings: settings, labels: phrases.labels)
        // Git works while the files are parsed.
        let git = settings.git.isUsed ? GitHistory(of: options.contentFolder) : nil
        let requests = tree.markdown.map {
            ParseRequest(kind: $0.kind, path: $0.file.path, contentPath: $0.file.contentPath, bytes: $0.file.bytes, options: parseOptions)
        }
        progress(.parse, 0, requests.count)
        let files: [ParsedFile]
        if let worker = options.worker {
            files = try WorkerPool(executable: worker.executable, arguments: worker.arguments, jobs: options.jobs)
                .parse(requests) { progress(.parse, $0, requests.count) }
        } else {
            files = requests.map { $0.parse() }
        }
        progress(.analyse, 0, 0)
        var content = SiteContent()
        content.settings = settings
        content.timeZone = zone
        content.includesDrafts = options.includesDrafts
        content.add(files)
        let log = git?.read(
            paths: tree.markdown.map(\.file.contentPath),
            ids: content.threads.compactMap { thread in thread.id.map { ($0, thread.path) } })
        content.history = log?.history ?? ContentHistory()
        let logs = tree.logs.map { readLog(SourceFile(path: $0.path, bytes: $0.bytes)) }
        content.logs = logs.map(\.0)
        let asOf = resolveAsOf(
            option: options.asOf.map { zone.timestamp($0).instant }, settings: settings.asOf.map { zone.timestamp($0).instant },
            epoch: options.sourceDateEpoch, commit: { git == nil ? committerTime(of: options.contentFolder) : log?.newest })
        let (site, clock, siteFaults) = assembleSite(content, asOf: asOf?.instant)
        let links = LinkTable(site, assets: tree.assets, notRead: content.unread)
        var diagnostics = tree.diagnostics + settingsFaults
        for file in files { diagnostics += file.diagnostics }
        for log in logs { diagnostics += log.1 }
        diagnostics += siteFaults + links.diagnostics + theme.diagnostics
        if content.history.isShallow { diagnostics.append(.shallowClone(judgesAtCommit: asOf?.source == .commit)) }
        var sources: [String: [UInt8]] = [:]
        for (_, file) in tree.markdown { sources[file.path] = file.bytes }
        for file in tree.logs { sources[file.path] = file.bytes }
        if let file = tree.settings { sources[file.path] = file.bytes }
        return LoadedSite(
            site: site, clock: clock, asOfSource: asOf?.source ?? .content, diagnostics: diagnostics.inOrder(), theme: theme, tree: tree, links: links,
            phrases: phrases, sources: sources)
    }
}
