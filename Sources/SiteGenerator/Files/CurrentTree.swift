/// The output as it lies there before a build: what the last one wrote, what has been changed since, and what isn't ours.
struct CurrentTree: Sendable {
    /// What is known of one path.
    struct Entry: Sendable {
        /// A build wrote it.
        var isOurs = false
        /// What the last build noted of it.
        var noted: TreeRecord.File?
        /// What the folder lists; `nil` when there is no such file.
        var listed: FolderEntry?
        /// Of a file of ours that is there.
        var status: FileStatus?

        /// What the last build noted of a file that is still as it wrote it.
        var recorded: TreeRecord.File? {
            guard let noted, let status, noted.matches(status) else { return nil }
            return noted
        }

        /// - Returns: Whether it is ours.
        fileprivate mutating func list(_ entry: FolderEntry) -> Bool {
            listed = entry
            return isOurs
        }
    }

    /// `nil` when there is no output yet.
    let tree: OutputTree?
    /// Whether there is a record of this tree: a build of ours has brought it to the disk.
    let hasRecord: Bool
    /// How many files the record names.
    let recordCount: Int
    /// How many paths a build wrote.
    private(set) var oursCount = 0
    /// What no build wrote, folders apart.
    private(set) var foreign: [FolderEntry] = []
    /// Folders that no build made.
    private(set) var foreignFolders: [BytePath] = []
    /// What a build that was killed left while it replaced files.
    private(set) var leftovers: [BytePath] = []
    let folders: [TreeListing.Folder]
    let root: TreeListing.Folder?
    /// What lies in the output that can't be carried over into another folder.
    let obstacle: String?
    /// When it was listed.
    private let lookedAt: Int64
    private var entries: [BytePath: Entry] = [:]

    /// The ending of a file that is being written in place; what a build that was killed left under it goes.
    static let partSuffix = ".answerable-part"

    /// - Parameter record: The bytes of the record that belongs to a folder, if there is one.
    init(_ folder: OpenFolder?, record read: (FileStatus) throws(MachineError) -> [UInt8]?) async throws(MachineError) {
        guard let folder else {
            (tree, hasRecord, recordCount, folders, root, obstacle, lookedAt) = (nil, false, 0, [], nil, nil, 0)
            return
        }
        let tree = OutputTree(folder)
        let now = fileSystemTime()
        let root = try folder.status()
        let listing = try TreeListing(tree)
        let kept = try read(root).flatMap { TreeRecord(bytes: $0, of: root) }
        lookedAt = now
        (self.tree, self.root, hasRecord, recordCount, folders) = (tree, listing.root, kept != nil, kept?.files.count ?? 0, listing.folders)
        obstacle = listing.mounted.map { "a file system is mounted on '\($0.text)'" } ?? listing.unreadable.map { "'\($0.text)' may not be read" }
        entries.reserveCapacity(max(kept?.files.count ?? 0, listing.files.count) + 64)
        for noted in kept?.files ?? [] { entries[noted.path] = Entry(noted: noted.file) }
        let ours = try Self.ours(kept, tree, folder, isAsNoted: entries[OutputManifest.path]?.noted)
        for path in ours { entries[path, default: Entry()].isOurs = true }
        var there: [BytePath] = []
        there.reserveCapacity(listing.files.count)
        for entry in listing.files {
            let isOurs = entries[entry.path, default: Entry()].list(entry)
            if isOurs, entry.kind == .file { there.append(entry.path) }
            if isOurs { continue }
            if Self.isLeftover(entry.path) { leftovers.append(entry.path) } else { foreign.append(entry) }
        }
        let looked = await parallelMap(there, chunk: 512) { path -> Result<FileStatus?, MachineError> in
            do throws(MachineError) { return .success(try tree.status(path)) } catch { return .failure(error) }
        }
        for (path, status) in zip(there, looked) { entries[path]?.status = try status.get() }
        oursCount = ours.count
        let made = SiteGenerator.folders(above: ours)
        foreignFolders = listing.folders.map(\.path).filter { !made.contains($0) }
    }

    /// Every path that a build wrote, each once.
    ///
    /// - Parameter noted: What the record says of the manifest.
    private static func ours(
        _ record: TreeRecord?, _ tree: OutputTree, _ folder: OpenFolder, isAsNoted noted: TreeRecord.File?
    ) throws(MachineError) -> [BytePath] {
        // The list in the folder is what counts; while it is as we wrote it, the record says the same.
        if let record, let noted, let status = try tree.status(OutputManifest.path), noted.matches(status) { return record.files.map(\.path) }
        guard let bytes = try OutputManifest.path.withName({ name throws(MachineError) in try folder.read(name) }) else { return [] }
        guard var listed = OutputManifest(bytes: bytes) else {
            throw MachineError(
                "cannot use the manifest", tree.place(OutputManifest.path), detail: "it is damaged; delete the output folder and build again")
        }
        listed.insert(OutputManifest.path)
        return Array(listed.paths)
    }

    /// What is known of a path; `nil` for nothing at all.
    subscript(path: BytePath) -> Entry? { entries[path] }

    /// A file of ours that is there.
    func status(_ path: BytePath) -> FileStatus? { entries[path]?.status }

    /// Every path that a build wrote, the manifest's apart.
    var ours: Set<BytePath> { Set(entries.lazy.filter { $0.value.isOurs && $0.key != OutputManifest.path }.map(\.key)) }

    /// Whether a record says of every file what is noted already.
    func isNoted(_ record: TreeRecord) -> Bool {
        hasRecord && record.files.count == recordCount && record.files.allSatisfy { entries[$0.path]?.noted == $0.file }
    }

    /// Whether a file of ours holds just these bytes.
    func holds(_ bytes: [UInt8], at path: BytePath) throws(MachineError) -> Bool { try holds(bytes, at: path, entries[path]) }

    /// - Parameter entry: Of that path.
    func holds(_ bytes: [UInt8], at path: BytePath, _ entry: Entry?) throws(MachineError) -> Bool {
        guard let tree, let status = entry?.status, status.kind == .file, status.size == bytes.count else { return false }
        let folder = try tree.folder(path.parent)
        return try path.withName { name throws(MachineError) in try folder.read(name) } == bytes
    }

    /// What has come since: of each folder whose names may have changed, everything in it, and whole folders that weren't there.
    func arrivals() throws(MachineError) -> TreeListing {
        var found = TreeListing()
        guard let tree, let root else { return found }
        let known = Set(folders.map(\.path))
        for folder in [root] + folders {
            // What is gone holds nothing.
            guard let open = try? tree.folder(folder.path) else { continue }
            if try open.statusAndStamp().stamp == folder.stamp, folder.stamp.isOlder(than: lookedAt) { continue }
            for entry in try open.entries(of: folder.path) {
                if entry.kind != .folder {
                    found.files.append(entry)
                } else if !known.contains(entry.path), let below = try? tree.folder(entry.path) {
                    try found.add(below, entry.path)
                }
            }
        }
        return found
    }

    static func isLeftover(_ path: BytePath) -> Bool {
        path.name.count > partSuffix.utf8.count && path.name.suffix(partSuffix.utf8.count).elementsEqual(partSuffix.utf8)
    }

    /// A file that no build wrote is not overwritten.
    func refuseForeign(_ paths: [BytePath], shown: String) throws(MachineError) {
        let folders = Set(folders.map(\.path))
        let refused = inParallelChunks(paths.count) { range in
            paths[range].first { path in
                let entry = entries[path]
                return entry?.listed != nil ? entry?.isOurs == false : folders.contains(path)
            }
        }
        if let path = refused.lazy.compactMap(\.self).first {
            throw MachineError(
                "will not overwrite", shown + "/" + path.text,
                detail: "no build wrote it; move it away, or choose another folder with --output")
        }
        for folder in SiteGenerator.folders(above: paths).sorted() {
            guard let entry = entries[folder], entry.listed != nil, !entry.isOurs else { continue }
            throw MachineError("cannot make the folder", shown + "/" + folder.text, detail: "something else is there; move it away")
        }
    }
}

/// Every folder that files need.
func folders(above paths: some Sequence<BytePath>) -> Set<BytePath> {
    var folders: Set<BytePath> = []
    var last = BytePath.root
    for path in paths {
        // Neighbours mostly lie in one folder.
        if path.isDirectly(in: last) { continue }
        last = path.parent
        if !last.isRoot, folders.insert(last).inserted { folders.formUnion(last.parents) }
    }
    return folders
}
