import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One whole tree of the output: the folder that is served, or the one beside it that takes its place next.
///
/// A class, because tasks share the folders that it keeps open.
final class OutputTree: Sendable {
    let root: OpenFolder
    /// A few: a site may have more folders than a process may have files open.
    private let kept = Mutex<[BytePath: OpenFolder]>([:])
    private static let keptCount = 64

    init(_ root: OpenFolder) {
        self.root = root
    }

    /// A path in this tree, for messages.
    func place(_ path: BytePath) -> String { path.isRoot ? root.path : root.path + "/" + path.text }

    /// A folder that is there.
    func folder(_ path: BytePath) throws(MachineError) -> OpenFolder {
        try folder(path) { name, parent throws(MachineError) in try OpenFolder(name, in: parent) }
    }

    /// A folder, made where it is missing; a file or a link in its place is taken away. Only for a tree that nobody else writes.
    func makingFolder(_ path: BytePath) throws(MachineError) -> OpenFolder {
        try folder(path) { name, parent throws(MachineError) in
            if let status = try parent.status(name), status.kind != .folder { try parent.remove(name) }
            try parent.makeFolder(name)
            return try OpenFolder(name, in: parent)
        }
    }

    /// Closes a folder that is about to go.
    func forget(_ path: BytePath) {
        kept.withLock { $0 = $0.filter { $0.key != path && !$0.key.parents.contains(path) } }
    }

    private func folder(
        _ path: BytePath, _ open: (UnsafePointer<CChar>, OpenFolder) throws(MachineError) -> OpenFolder
    ) throws(MachineError) -> OpenFolder {
        if path.isRoot { return root }
        if let known = kept.withLock({ $0[path] }) { return known }
        let parent = try folder(path.parent, open)
        let opened = try path.withName { name throws(MachineError) in try open(name, parent) }
        kept.withLock { if $0.count < Self.keptCount { $0[path] = opened } }
        return opened
    }

    /// What a path stands for; `nil` when there is nothing.
    func status(_ path: BytePath) throws(MachineError) -> FileStatus? {
        let folder = try folder(path.parent)
        return try path.withName { name throws(MachineError) in try folder.status(name) }
    }
}

/// Everything in a tree.
struct TreeListing: Sendable {
    /// All that are no folders.
    var files: [FolderEntry] = []
    struct Folder: Sendable {
        let path: BytePath
        let status: FileStatus
        /// From before it was listed: while it is the same, so are the names in it.
        let stamp: FileStamp

        init(_ folder: OpenFolder, _ path: BytePath) throws(MachineError) {
            self.path = path
            (status, stamp) = try folder.statusAndStamp()
        }
    }

    /// Without the root; those above come before those below.
    var folders: [Folder] = []
    var root: Folder?
    /// A folder on which another file system is mounted.
    var mounted: BytePath?
    /// A folder that this user may not look into. What lies in it is unknown.
    var unreadable: BytePath?

    init() {}

    init(_ tree: OutputTree) throws(MachineError) {
        let root = try Folder(tree.root, .root)
        self.root = root
        try walk(tree.root, .root, device: root.status.device)
    }

    /// A folder with everything below it.
    mutating func add(_ folder: OpenFolder, _ path: BytePath) throws(MachineError) {
        let listed = try Folder(folder, path)
        folders.append(listed)
        try walk(folder, path, device: listed.status.device)
    }

    private mutating func walk(_ folder: OpenFolder, _ path: BytePath, device: UInt64) throws(MachineError) {
        for entry in try folder.entries(of: path) {
            guard entry.kind == .folder else {
                files.append(entry)
                continue
            }
            guard let below = try readable(entry.path, in: folder) else { continue }
            let listed = try Folder(below, entry.path)
            folders.append(listed)
            if listed.status.device != device { mounted = mounted ?? entry.path }
            try walk(below, entry.path, device: device)
        }
    }

    private mutating func readable(_ path: BytePath, in folder: OpenFolder) throws(MachineError) -> OpenFolder? {
        do throws(MachineError) {
            return try path.withName { name throws(MachineError) in try OpenFolder(name, in: folder) }
        } catch {
            guard error.number == EACCES else { throw error }
            unreadable = unreadable ?? path
            return nil
        }
    }
}
