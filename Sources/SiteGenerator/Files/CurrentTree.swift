#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The output as it lies there before a build: what the last one wrote, what has been changed since, and what isn't ours.
struct CurrentTree: Sendable {
    /// `nil` when there is no output yet.
    let tree: OutputTree?
    let listing: TreeListing
    /// What the last build noted of its files.
    let record: TreeRecord
    /// Whether there is a record of this tree: a build of ours has brought it to the disk.
    let hasRecord: Bool
    /// Every path that a build wrote.
    let manifest: OutputManifest
    /// The files that are there of those that a build wrote or is about to write.
    private let statuses: [BytePath: FileStatus]

    /// The ending of a file that is being written in place; what a build that was killed left under it goes.
    static let partSuffix = ".answerable-part"

    /// - Parameter record: The bytes of the record that belongs to a folder, if there is one.
    init(_ folder: OpenFolder?, record read: (FileStatus) throws(MachineError) -> [UInt8]?) async throws(MachineError) {
        guard let folder else {
            (tree, listing, record, hasRecord, manifest, statuses) = (nil, TreeListing(), TreeRecord(), false, OutputManifest(), [:])
            return
        }
        let tree = OutputTree(folder)
        let root = try folder.status()
        let listing = try TreeListing(tree)
        let kept = try read(root).flatMap { TreeRecord(bytes: $0, of: root) }
        let record = kept ?? TreeRecord()
        hasRecord = kept != nil
        // The list in the folder is what counts; while it is as we wrote it, the record says the same.
        let manifest: OutputManifest
        if let noted = record.files[OutputManifest.path], let status = try tree.status(OutputManifest.path), noted.matches(status) {
            manifest = OutputManifest(paths: record.files.keys)
        } else if let bytes = try OutputManifest.path.withName({ name throws(MachineError) in try folder.read(name) }) {
            guard var listed = OutputManifest(bytes: bytes) else {
                throw MachineError(
                    "cannot use the manifest", tree.place(OutputManifest.path), detail: "it is damaged; delete the output folder and build again")
            }
            listed.insert(OutputManifest.path)
            manifest = listed
        } else {
            manifest = OutputManifest()
        }
        let ours = listing.files.values.filter { $0.kind == .file && manifest.paths.contains($0.path) }.map(\.path)
        var statuses: [BytePath: FileStatus] = [:]
        statuses.reserveCapacity(ours.count)
        let looked = await parallelMap(ours, chunk: 512) { path -> Result<FileStatus?, MachineError> in
            do throws(MachineError) { return .success(try tree.status(path)) } catch { return .failure(error) }
        }
        for (path, status) in zip(ours, looked) { statuses[path] = try status.get() }
        (self.tree, self.listing, self.record, self.manifest, self.statuses) = (tree, listing, record, manifest, statuses)
    }

    /// A file of ours that is there.
    func status(_ path: BytePath) -> FileStatus? { statuses[path] }

    /// What was noted of a file that is still as the last build wrote it.
    func recorded(_ path: BytePath) -> TreeRecord.File? {
        guard let noted = record.files[path], let status = statuses[path], noted.matches(status) else { return nil }
        return noted
    }

    /// Whether a file of ours holds just these bytes.
    func holds(_ bytes: [UInt8], at path: BytePath) throws(MachineError) -> Bool {
        guard let tree, let status = statuses[path], status.kind == .file, status.size == bytes.count else { return false }
        let folder = try tree.folder(path.parent)
        return try path.withName { name throws(MachineError) in try folder.read(name) } == bytes
    }

    /// What no build wrote, folders apart.
    var foreign: [FolderEntry] {
        listing.files.values.filter { !manifest.paths.contains($0.path) && !Self.isLeftover($0.path) }
    }

    /// Folders that no build made.
    var foreignFolders: [BytePath] {
        let ours = folders(above: manifest.paths)
        return listing.folders.map(\.path).filter { !ours.contains($0) }
    }

    var hasLeftovers: Bool { listing.files.keys.contains(where: Self.isLeftover) }

    /// What lies in the output that can't be carried over into another folder.
    var obstacle: String? {
        if let mounted = listing.mounted { return "a file system is mounted on '\(mounted.text)'" }
        return listing.unreadable.map { "'\($0.text)' may not be read" }
    }

    func hadFolder(_ path: BytePath) -> Bool { listing.folders.contains { $0.path == path } }

    static func isLeftover(_ path: BytePath) -> Bool {
        path.name.count > partSuffix.utf8.count && path.name.suffix(partSuffix.utf8.count).elementsEqual(partSuffix.utf8)
    }

    /// A file that no build wrote is not overwritten.
    func refuseForeign(_ paths: [BytePath], shown: String) throws(MachineError) {
        let folders = Set(listing.folders.map(\.path))
        for path in paths {
            if listing.files[path] != nil ? !manifest.paths.contains(path) : folders.contains(path) {
                throw MachineError(
                    "will not overwrite", shown + "/" + path.text,
                    detail: "no build wrote it; move it away, or choose another folder with --output")
            }
        }
        for folder in SiteGenerator.folders(above: paths).sorted() where listing.files[folder] != nil && !manifest.paths.contains(folder) {
            throw MachineError("cannot make the folder", shown + "/" + folder.text, detail: "something else is there; move it away")
        }
    }
}

/// Every folder that files need.
func folders(above paths: some Sequence<BytePath>) -> Set<BytePath> {
    var folders: Set<BytePath> = []
    var last = BytePath.root
    for path in paths {
        let parent = path.parent
        // Neighbours mostly lie in one folder.
        if parent == last { continue }
        last = parent
        if !parent.isRoot, folders.insert(parent).inserted { folders.formUnion(parent.parents) }
    }
    return folders
}
