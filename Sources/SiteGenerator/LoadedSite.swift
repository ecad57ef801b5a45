import Diagnostics
import KnowledgeBase
import SearchIndex

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
    private let settingsFile: SourceFile?
    let inputs: SiteInputs
    /// Where the texts of the posts lie, if they were parsed just now.
    let spool: RecordSpool?

    /// The source of a message's file.
    package func source(_ path: String) -> SourceFile? {
        if let file = theme.file(path) { return file }
        if let settingsFile, settingsFile.path == path { return settingsFile }
        let folder = "Content/"
        guard path.utf8.starts(with: folder.utf8), var files = try? ContentFolder(contentFolder),
            let bytes = try? files.read(String(path.dropFirst(folder.count)), limit: site.settings.limits.fileBytes)
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
        let (loaded, kept) = try loadAndKeep(options, progress: progress)
        kept.value
        return loaded
    }

    /// - Returns: The site, and what ends when the parsed files are in the cache.
    static func loadAndKeep(
        _ options: BuildOptions, progress: (BuildStage, _ done: Int, _ of: Int) -> Void
    ) throws(MachineError) -> (LoadedSite, kept: Started<Void>) {
        let now = fileSystemTime()
        let cache = options.cache
        progress(.discover, 0, 0)
        let site = options.site
        let tree = Started { ContentTree.discovered(site: site) }
        var memory = cache.flatMap { options.isClean ? nil : ParseMemory($0) } ?? ParseMemory(hash: cache?.hash ?? .random())
        let loaded = try load(options, memory: &memory, now: now, tree: tree, progress: progress)
        let parsed = memory
        return (
            loaded,
            Started {
                if let cache { parsed.save(in: cache) }
                parsed.spool?.setAside()
            }
        )
    }

    /// - Parameters:
    ///   - memory: What an earlier build parsed; what this one did when it returns.
    ///   - now: A moment before the folder was listed.
    ///   - tree: What it holds, if it was listed already.
    static func load(
        _ options: BuildOptions, memory: inout ParseMemory, now: Int64, tree listed: Started<Result<ContentTree, MachineError>>? = nil,
        progress: (BuildStage, _ done: Int, _ of: Int) -> Void
    ) throws(MachineError) -> LoadedSite {
        progress(.discover, 0, 0)
        if options.base != nil, isLink(options.contentFolder) {
            throw MachineError("cannot read", options.contentFolder, detail: "it is a link, and the folder that it lies in isn't trusted")
        }
        var tree = try (listed?.value ?? ContentTree.discovered(site: options.site)).get()
        var content = try ContentFolder(options.contentFolder)
        let allAssets = tree.assets
        let (soundAssets, assetFaults) = try checkAssets(allAssets, in: &content)
        tree.assets = soundAssets
        var theme = try Theme(site: options.trusted)
        let settingsFile: SourceFile?
        if let base = options.base {
            settingsFile = try readFile(base + "/Content/site.yml").map { SourceFile(path: "Content/site.yml", bytes: $0) }
        } else if let file = tree.settings {
            settingsFile = SourceFile(path: file.path, bytes: try content.read(file.contentPath, limit: 1 << 20))
        } else {
            settingsFile = nil
        }
        let pictures = try pictureSizes(of: soundAssets, in: &content)
        let (settings, zone, settingsFaults) = readSettings(settingsFile)
        // Git is asked where the settings say so, and never in a repository of strangers, which may name programs to run.
        let repository = settings.git.isUsed && options.base == nil ? Started { RepositoryPlace(of: options.contentFolder) } : nil
        let phrases = theme.phrases(language: settings.language)
        let parseOptions = ParseOptions(settings: settings, labels: phrases.labels)
        // Git works while the files are parsed.
        let git = repository.flatMap { GitHistory(of: options.contentFolder, at: $0.value) }
        let parsed = try memory.parse(tree, &content, parseOptions, options, fileLimit: settings.limits.fileBytes, now: now, progress: progress)
        let files = parsed.files
        var logs: [(LogFile, [Diagnostic])] = []
        var others = DigestInput()
        if let settingsFile { others.add(memory.hash.digest(settingsFile.bytes)) }
        for path in soundAssets {
            guard let size = pictures[path] else { continue }
            others.add(path)
            others.add(size.width)
            others.add(size.height)
        }
        for file in tree.logs {
            if file.stamp.bytes > settings.limits.logBytes {
                tree.diagnostics.append(.fileTooLong(file.path, file.stamp.bytes, limit: settings.limits.logBytes, setting: "log_bytes"))
                continue
            }
            let bytes = try content.read(file.contentPath)
            others.add(file.contentPath)
            others.add(memory.hash.digest(bytes))
            logs.append(readLog(SourceFile(path: file.path, bytes: bytes)))
        }
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
            epoch: options.sourceDateEpoch, commit: { git == nil ? committerTime(of: options.trusted + "/Content") : commits?.newest })
        let site = assembledSite(siteContent, asOf: asOf?.instant)
        // Three functions of the site, none of which waits for another.
        let notRead = siteContent.unread
        let clock = Started { SiteClock(site) }
        let table = Started { LinkTable(site, assets: allAssets, pictures: pictures, notRead: notRead) }
        let faults = siteFaults(siteContent, site) { clock.value }
        let links = table.value
        var diagnostics = tree.diagnostics + assetFaults + settingsFaults
        for file in files { diagnostics += file.diagnostics }
        for log in logs { diagnostics += log.1 }
        diagnostics += faults + links.diagnostics + theme.diagnostics
        if let image = settings.cardImage, !tree.assets.contains(where: { $0.utf8.elementsEqual(image.value.utf8) }) {
            diagnostics.append(.noCardImage(image, among: tree.assets))
        }
        if siteContent.history.isShallow { diagnostics.append(.shallowClone(judgesAtCommit: asOf?.source == .commit)) }
        return LoadedSite(
            site: site, clock: clock.value, asOfSource: asOf?.source ?? .content, diagnostics: diagnostics.inOrder(), theme: theme, tree: tree, links: links,
            phrases: phrases, contentFolder: options.contentFolder, settingsFile: settingsFile,
            inputs: SiteInputs(hash: memory.hash, tree, parsed.digests, others, theme, drafts: options.includesDrafts, program: options.cache?.version),
            spool: memory.spool)
    }
}
