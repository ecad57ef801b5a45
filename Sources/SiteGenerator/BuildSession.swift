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
        PlannedSite(try LoadedSite.load(options, memory: &memory, now: now, progress: progress))
    }
}

extension PlannedSite {
    /// The paths of every output below the site's root, in the order in which a build writes them.
    package var paths: [String] { files.map(\.path) }

    /// The bytes of one output, made now; `nil` when the site has none at this path. An asset is read from the content folder.
    ///
    /// - Parameter path: Below the site's root, not percent-encoded: `threads/no-budget.html`.
    package func output(at path: String) throws(MachineError) -> [UInt8]? {
        guard let index = fileByPath[path] else { return nil }
        return try files[index].bytes(assetsFrom: loaded.contentFolder)
    }
}

extension OutputFile {
    /// - Parameter content: The folder that assets are copied from.
    func bytes(assetsFrom content: String) throws(MachineError) -> [UInt8] {
        switch self.content {
        case .bytes(let bytes): return bytes
        case .made(let make): return make()
        case .asset(let name):
            guard let bytes = try readFile(content + "/" + name) else { throw .last("cannot read", content + "/" + name) }
            return bytes
        }
    }
}
