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
        struct File: Sendable {
            let path: BytePath
            let inode: UInt64
            /// It was written into the tree just now, and needs no link.
            let isWritten: Bool
        }

        /// Every file and whatever else isn't a folder.
        private(set) var files: [File] = []
        /// Every folder; those that the output has too are given its permissions and owner.
        var folders: Set<BytePath> = []
        /// Indexes into `files`.
        private var places: [BytePath: Int] = [:]

        init(reserving count: Int) {
            files.reserveCapacity(count)
            places.reserveCapacity(count)
        }

        mutating func add(_ path: BytePath, inode: UInt64, isWritten: Bool) {
            places[path] = files.count
            files.append(File(path: path, inode: inode, isWritten: isWritten))
        }

        func place(_ path: BytePath) -> Int? { places[path] }

        /// Whether a file was written there, and with it took the place of what had the name before.
        func isWritten(_ path: BytePath) -> Bool { places[path].map { files[$0].isWritten } ?? false }

        func isWritten(above path: BytePath) -> Bool { path.parents.contains { isWritten($0) } }
    }

    /// What lies in it before anything is written, to be looked at early; `nil` when there is nothing, or nobody can tell.
    static func listing(in beside: OpenFolder) -> TreeListing? { (try? OpenFolder(name, in: beside)).flatMap { try? TreeListing(OutputTree($0)) } }

    /// Links what the tree lacks from the output, and takes away what doesn't belong.
    ///
    /// - Parameter listing: What lay in the tree before it was written to.
    /// - Returns: The folders in which names changed; or why something of the output can't be carried over.
    func complete(_ goal: Goal, from current: CurrentTree, over listing: TreeListing) throws(MachineError) -> Result<Set<BytePath>, Obstacle> {
        var changed: Set<BytePath> = []
        var isThere = goal.files.map(\.isWritten)
        for entry in listing.files {
            if let place = goal.place(entry.path) {
                if isThere[place] { continue }
                if try leads(entry, to: goal.files[place].inode) {
                    isThere[place] = true
                    continue
                }
            }
            changed.insert(entry.path.parent)
            // A folder takes its place, now or just before.
            if goal.folders.contains(entry.path) || goal.isWritten(above: entry.path) { continue }
            try remove(entry.path)
        }
        for folder in listing.folders.reversed() where !goal.folders.contains(folder.path) {
            tree.forget(folder.path)
            changed.insert(folder.path.parent)
            if goal.isWritten(folder.path) || goal.isWritten(above: folder.path) { continue }
            try remove(folder.path)
        }
        for path in goal.folders.sorted() { _ = try tree.makingFolder(path) }
        if let obstacle = try copyPermissions(current, goal) { return .failure(obstacle) }
        guard let from = current.tree else { return .success(changed) }
        for (file, isThere) in zip(goal.files, isThere) where !isThere {
            let source = try from.folder(file.path.parent)
            let target = try tree.folder(file.path.parent)
            let isLinked = file.path.withName { linkat(source.descriptor, $0, target.descriptor, $0, 0) == 0 }
            if !isLinked {
                let number = errno
                if Obstacle.numbers.contains(number) {
                    return .failure(Obstacle("'\(file.path.text)' cannot be linked: " + String(cString: strerror(number))))
                }
                throw MachineError("cannot link", from.place(file.path), number: number)
            }
            changed.insert(file.path.parent)
        }
        return .success(changed)
    }

    /// Looks at the whole tree once more: every name must be there, and lead where it should.
    func check(_ goal: Goal) throws(MachineError) {
        let listing = try TreeListing(tree)
        func changed(_ path: BytePath) -> MachineError {
            MachineError("cannot finish", tree.place(path), detail: "somebody changed it while the site was built; build again")
        }
        var isThere = [Bool](repeating: false, count: goal.files.count)
        var others = 0
        for entry in listing.files {
            guard let place = goal.place(entry.path) else {
                others += 1
                continue
            }
            guard try leads(entry, to: goal.files[place].inode) else { throw changed(entry.path) }
            isThere[place] = true
        }
        if let missing = isThere.firstIndex(of: false) { throw changed(goal.files[missing].path) }
        guard others == 0, Set(listing.folders.map(\.path)) == goal.folders else {
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
        guard let root = current.root else { return nil }
        for listed in [root] + current.folders where listed.path.isRoot || goal.folders.contains(listed.path) {
            let (path, wanted) = (listed.path, listed.status)
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
