#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The tree that takes the output's place next. It lies in the hidden folder beside the output, where the last exchange left the tree before: most
/// of its files are those of the output already, by hard links, so that bringing it up to date costs what has changed since.
///
/// It may be in any state, after a kill too: what counts is whether a name leads to the same inode as in the output.
struct NextTree: Sendable {
    static let name = "tree"

    let tree: OutputTree

    init(in beside: OpenFolder) throws(MachineError) {
        if let status = try beside.status(Self.name), status.kind != .folder { try beside.remove(Self.name) }
        try beside.makeFolder(Self.name)
        tree = OutputTree(try OpenFolder(Self.name, in: beside))
    }

    /// Writes a file of the new tree. What had its name goes, and with it only a name: the output may have the same file.
    func write(_ path: BytePath, _ bytes: [UInt8]) throws(MachineError) -> FileStatus {
        let folder = try tree.makingFolder(path.parent)
        return try path.withName { name throws(MachineError) in
            if let status = try folder.createIfFree(name, bytes) { return status }
            try folder.remove(name)
            return try folder.create(name, bytes)
        }
    }

    /// What the tree must hold when it is whole.
    struct Goal: Sendable {
        /// The inode of every file and of whatever else isn't a folder.
        var files: [BytePath: UInt64] = [:]
        /// Every folder; those that the output has too are given its permissions and owner.
        var folders: Set<BytePath> = []
    }

    /// Links what the tree lacks from the output, and takes away what doesn't belong.
    ///
    /// - Returns: The folders in which names changed; or why something of the output can't be carried over.
    func complete(_ goal: Goal, from current: CurrentTree) throws(MachineError) -> Result<Set<BytePath>, Obstacle> {
        var changed: Set<BytePath> = []
        let listing = try TreeListing(tree)
        var missing = goal.files
        for (path, entry) in listing.files {
            if let inode = goal.files[path], try leads(entry, to: inode) {
                missing[path] = nil
            } else {
                try remove(path)
                changed.insert(path.parent)
            }
        }
        for (path, _) in listing.folders.reversed() where !goal.folders.contains(path) {
            tree.forget(path)
            try remove(path)
            changed.insert(path.parent)
        }
        for path in goal.folders.sorted() { _ = try tree.makingFolder(path) }
        if let obstacle = try copyPermissions(current, goal) { return .failure(obstacle) }
        guard let from = current.tree else { return .success(changed) }
        for (path, _) in missing {
            let source = try from.folder(path.parent)
            let target = try tree.folder(path.parent)
            let isLinked = path.withName { linkat(source.descriptor, $0, target.descriptor, $0, 0) == 0 }
            if !isLinked {
                let number = errno
                if Obstacle.numbers.contains(number) { return .failure(Obstacle("'\(path.text)' cannot be linked: " + String(cString: strerror(number)))) }
                throw MachineError("cannot link", from.place(path), number: number)
            }
            changed.insert(path.parent)
        }
        return .success(changed)
    }

    /// Looks at the whole tree once more: every name must be there, and lead where it should.
    func check(_ goal: Goal) throws(MachineError) {
        let listing = try TreeListing(tree)
        for (path, inode) in goal.files {
            guard let entry = listing.files[path], try leads(entry, to: inode) else {
                throw MachineError("cannot finish", tree.place(path), detail: "somebody changed it while the site was built; build again")
            }
        }
        guard listing.files.count == goal.files.count, Set(listing.folders.map(\.path)) == goal.folders else {
            throw MachineError("cannot finish", tree.root.path, detail: "somebody wrote into it while the site was built; build again")
        }
    }

    /// A few file systems list other numbers than they tell of a file.
    private func leads(_ entry: FolderEntry, to inode: UInt64) throws(MachineError) -> Bool {
        if entry.inode == inode { return true }
        return try tree.status(entry.path)?.inode == inode
    }

    private func remove(_ path: BytePath) throws(MachineError) {
        let folder = try tree.folder(path.parent)
        try path.withName { name throws(MachineError) in try folder.remove(name) }
    }

    /// A folder stays as open to others as it was.
    private func copyPermissions(_ current: CurrentTree, _ goal: Goal) throws(MachineError) -> Obstacle? {
        guard let root = current.listing.root else { return nil }
        for (path, wanted) in [(BytePath.root, root)] + current.listing.folders where path.isRoot || goal.folders.contains(path) {
            let folder = try tree.folder(path)
            let has = try folder.status()
            if has.owner != wanted.owner || has.group != wanted.group, fchown(folder.descriptor, wanted.owner, wanted.group) != 0 {
                return Obstacle("'\(current.tree?.place(path) ?? path.text)' belongs to somebody else")
            }
            if has.mode != wanted.mode, fchmod(folder.descriptor, wanted.mode) != 0 { throw .last("cannot set the permissions of", folder.path) }
        }
        return nil
    }
}

/// Why the output can't be exchanged as a whole.
struct Obstacle: Error, Hashable, Sendable {
    let why: String

    init(_ why: String) { self.why = why }

    /// A file system without hard links, or a file of somebody else's that may not be linked.
    static let numbers: Set<Int32> = [EPERM, EACCES, EOPNOTSUPP, ENOTSUP, EMLINK, EXDEV, ENOSYS]
}
