/// A site that is built again and again, as by the development server: it remembers what pure functions gave for unchanged input.
///
/// ```swift
/// var session = BuildSession(options)
/// let site = try session.update()
/// let page = try site.output(at: "threads/no-budget.html")
/// ```
///
/// What it gives is what a clean build would write, byte for byte.
package struct BuildSession: Sendable {
    package var options: BuildOptions
    private var memory = ParseMemory()
    private var search = SearchMemory()
    /// Whether what a build left on disk has been looked at.
    private var isWarm = false

    package init(_ options: BuildOptions) {
        self.options = options
    }

    /// Looks at the site's folder, reads what has changed since the last time, and plans every output anew.
    package mutating func update(
        progress: (BuildStage, _ done: Int, _ of: Int) -> Void = { _, _, _ in }
    ) throws(MachineError) -> PlannedSite {
        try update(now: fileSystemTime(), progress: progress)
    }

    /// - Parameter now: When the folder is listed; a file that was changed just before isn't remembered by its stamp.
    mutating func update(
        now: Int64, progress: (BuildStage, _ done: Int, _ of: Int) -> Void = { _, _, _ in }
    ) throws(MachineError) -> PlannedSite {
        if !isWarm, let cache = options.cache {
            memory = ParseMemory(cache)
            search = SearchMemory(cache)
        }
        isWarm = true
        let loaded = try LoadedSite.load(options, memory: &memory, now: now, progress: progress)
        return PlannedSite(loaded, search: &search, progress: progress)
    }

    /// How many texts were parsed or analysed that the cache doesn't hold.
    var unkept: Int { memory.unkept + search.unkept }

    /// Leaves what it remembers in the cache, for the next session or build; nothing where no cache is kept.
    ///
    /// - Parameter least: How many texts must be new for it to be worth the writing.
    package mutating func keep(from least: Int = 1) {
        guard let cache = options.cache, unkept >= least else { return }
        memory.save(in: cache)
        search.save(in: cache)
        (memory.unkept, search.unkept) = (0, 0)
    }
}

extension PlannedSite {
    /// The paths of every output below the site's root, in the order in which a build writes them.
    package var paths: [String] { files.map(\.path) }

    /// Stands for what an output depends on: while it is the same, so are the bytes. `nil` where nobody knows.
    package func key(at path: String) -> Digest? { fileByPath[path].flatMap { files[$0].key } }

    /// The bytes of one output, made now; `nil` when the site has none at this path. An asset is read from the content folder.
    ///
    /// - Parameter path: Below the site's root, not percent-encoded: `threads/no-budget.html`.
    package func output(at path: String) throws(MachineError) -> [UInt8]? {
        try file(at: path)?.bytes(assetsFrom: loaded.contentFolder)
    }

    /// The page for what isn't there, with links that begin at a root (`/`) in place of the base URL, for a server that shows it under any address;
    /// `nil` where there is none, or a file of the content's own stands in its place.
    package func notFoundPage(root: String) -> OutputFile? {
        guard case .made? = file(at: Permalinks.notFound)?.content else { return nil }
        var plan = plan
        plan.notFoundRoot = root
        return notFoundPages(plan).first.map { OutputFile($0.path, .made($0.make)) }
    }

    /// One output, not made yet; `nil` when the site has none at this path.
    package func file(at path: String) -> OutputFile? { fileByPath[path].map { files[$0] } }
}

extension OutputFile {
    /// - Parameter content: The folder that assets are copied from.
    func bytes(assetsFrom content: String) throws(MachineError) -> [UInt8] {
        switch self.content {
        case .bytes(let bytes): return bytes
        case .made(let make): return make()
        case .asset(let name):
            var folder = try ContentFolder(content)
            return try folder.read(name)
        }
    }
}
