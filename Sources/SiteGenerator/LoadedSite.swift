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

    package let contentFolder: String

    /// The source of a message's file.
    package func source(_ path: String) -> SourceFile? {
        if let file = theme.file(path) { return file }
        let folder = "Content/"
        guard path.utf8.starts(with: folder.utf8), var files = try? ContentFolder(contentFolder),
            let bytes = try? files.read(String(path.dropFirst(folder.count)))
        else { return nil }
        return SourceFile(path: path, bytes: bytes)
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

    /// Discovers, parses and analyses.
    ///
    /// - Parameter progress: Called at the beginning of each stage with 0, and while parsing with the number of finished files.
    package static func load(
        _ options: BuildOptions, progress: (BuildStage, _ done: Int, _ of: Int) -> Void = { _, _, _ in }
    ) throws(MachineError) -> LoadedSite {
        var memory = ParseMemory()
        return try load(options, memory: &memory, now: fileSystemTime(), progress: progress)
    }

    /// - Parameter memory: What an earlier build parsed; what this one did when it returns.
    static func load(
        _ options: BuildOptions, memory: inout ParseMemory, now: Int64, progress: (BuildStage, _ done: Int, _ of: Int) -> Void
    ) throws(MachineError) -> LoadedSite {
        progress(.discover, 0, 0)
        let tree = try ContentTree.discover(site: options.site)
        var content = try ContentFolder(options.contentFolder)
        var theme = try Theme(site: options.site)
        var settingsFile: SourceFile?
        if let file = tree.settings { settingsFile = SourceFile(path: file.path, bytes: try content.read(file.contentPath)) }
        let (settings, zone, settingsFaults) = readSettings(settingsFile)
        let phrases = theme.phrases(language: settings.language)
        let parseOptions = ParseOptions(settings: settings, labels: phrases.labels)
        // Git works while the files are parsed.
        let git = settings.git.isUsed ? GitHistory(of: options.contentFolder) : nil
        memory.begin(parseOptions)
        let files = try parse(tree, &content, parseOptions, memory, options, progress: progress)
        memory.keep(tree.markdown.map(\.file), files, start: now)
        var logs: [(LogFile, [Diagnostic])] = []
        for file in tree.logs { logs.append(readLog(SourceFile(path: file.path, bytes: try content.read(file.contentPath)))) }
        progress(.analyse, 0, 0)
        var siteContent = SiteContent()
        siteContent.settings = settings
        siteContent.timeZone = zone
        siteContent.includesDrafts = options.includesDrafts
        siteContent.add(files)
        siteContent.logs = logs.map(\.0)
        let commits = git?.read(
            paths: tree.markdown.map(\.file.contentPath),
            ids: siteContent.threads.compactMap { thread in thread.id.map { ($0, thread.path) } })
        siteContent.history = commits?.history ?? ContentHistory()
        let asOf = resolveAsOf(
            option: options.asOf.map { zone.timestamp($0).instant }, settings: settings.asOf.map { zone.timestamp($0).instant },
            epoch: options.sourceDateEpoch, commit: { git == nil ? committerTime(of: options.contentFolder) : commits?.newest })
        let (site, clock, siteFaults) = assembleSite(siteContent, asOf: asOf?.instant)
        let links = LinkTable(site, assets: tree.assets, notRead: siteContent.unread)
        var diagnostics = tree.diagnostics + settingsFaults
        for file in files { diagnostics += file.diagnostics }
        for log in logs { diagnostics += log.1 }
        diagnostics += siteFaults + links.diagnostics + theme.diagnostics
        if siteContent.history.isShallow { diagnostics.append(.shallowClone(judgesAtCommit: asOf?.source == .commit)) }
        return LoadedSite(
            site: site, clock: clock, asOfSource: asOf?.source ?? .content, diagnostics: diagnostics.inOrder(), theme: theme, tree: tree, links: links,
            phrases: phrases, contentFolder: options.contentFolder)
    }

    /// The parsed files in the order of the tree: remembered where nothing changed.
    private static func parse(
        _ tree: ContentTree, _ content: inout ContentFolder, _ parseOptions: ParseOptions, _ memory: ParseMemory, _ options: BuildOptions,
        progress: (BuildStage, _ done: Int, _ of: Int) -> Void
    ) throws(MachineError) -> [ParsedFile] {
        var files = tree.markdown.map { memory.file($0.file) }
        let missing = files.indices.filter { files[$0] == nil }
        progress(.parse, 0, missing.count)
        var requests: [ParseRequest] = []
        for index in missing {
            let (kind, file) = tree.markdown[index]
            requests.append(
                ParseRequest(
                    kind: kind, path: file.path, contentPath: file.contentPath, bytes: try content.read(file.contentPath), options: parseOptions))
        }
        let parsed: [ParsedFile]
        if let worker = options.worker, !requests.isEmpty {
            parsed = try WorkerPool(executable: worker.executable, arguments: worker.arguments, jobs: options.jobs)
                .parse(requests) { progress(.parse, $0, requests.count) }
        } else {
            parsed = requests.map { $0.parse() }
        }
        for (index, file) in zip(missing, parsed) { files[index] = file }
        return files.compactMap(\.self)
    }
}
