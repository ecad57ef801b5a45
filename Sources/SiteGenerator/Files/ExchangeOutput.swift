import CSystemCalls

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension OutputFolder {
    /// Writes what differs into the tree beside the output, completes it by hard links, brings it to the disk, checks it, and exchanges the two.
    func exchange(
        _ planned: [(path: BytePath, file: OutputFile)], _ maker: FileMaker, _ beside: OpenFolder
    ) async throws(MachineError) -> Result<Summary, Obstacle> {
        let current = maker.current
        let next = try NextTree(in: beside)
        let files = withManifest(planned, current)
        let made = try await maker.make(files) { path, bytes throws(MachineError) in try next.write(path, bytes) }
        var record = TreeRecord()
        record.files.reserveCapacity(made.count)
        for (path, file) in made { record.files[path] = file.record }
        record.files[OutputManifest.path]?.key = Self.manifestKey
        let (summary, written) = summarise(made, current)
        guard !written.isEmpty || summary.deleted > 0 || current.hasLeftovers || current.tree == nil else {
            if record != current.record, let root = current.listing.root, let tree = current.tree {
                if !current.hasRecord { try syncAll(tree, record) }
                try write(record, root, beside)
            }
            return .success(summary)
        }

        var goal = NextTree.Goal()
        goal.files.reserveCapacity(record.files.count)
        for (path, file) in record.files { goal.files[path] = file.inode }
        for entry in current.foreign { goal.files[entry.path] = try current.tree?.status(entry.path)?.inode ?? entry.inode }
        let foreignFolders = current.foreignFolders
        goal.folders = folders(above: goal.files.keys).union(foreignFolders).union(folders(above: foreignFolders))
        var changed: Set<BytePath>
        switch try next.complete(goal, from: current) {
        case .success(let folders): changed = folders
        case .failure(let obstacle): return .failure(obstacle)
        }
        for path in written { changed.insert(path.parent) }
        changed.formIntersection(goal.folders)
        // A first site is brought to the disk whole, and so is one that no build of ours is known to have brought there: what is carried over must not be lost either.
        if current.hasRecord { try sync(next.tree, files: written, folders: changed) } else { try syncAll(next.tree, record) }
        try next.check(goal)
        let root = try next.tree.root.status()
        try write(record, root, beside)
        if let obstacle = try takePlace(next, beside, hasOutput: current.tree != nil) { return .failure(obstacle) }
        try rescueLateArrivals(current, into: next.tree)
        removeOldRecords(beside, keeping: [root, current.listing.root].compactMap(\.self))
        try place.parent.sync()
        return .success(summary)
    }

    /// Counts; the manifest isn't counted.
    func summarise(_ made: [(path: BytePath, made: MadeFile)], _ current: CurrentTree) -> (Summary, written: [BytePath]) {
        var summary = Summary()
        var written: [BytePath] = []
        for (path, file) in made {
            if case .written = file { written.append(path) }
            if path == OutputManifest.path { continue }
            if case .written = file { summary.written += 1 } else { summary.unchanged += 1 }
            summary.bytes += file.record.size
        }
        let paths = Set(made.map(\.path)).union([OutputManifest.path])
        summary.deleted = current.manifest.paths.count { !paths.contains($0) }
        return (summary, written)
    }

    /// Brings every file of ours in a tree to the disk. The record of a tree is written after that, never before.
    func syncAll(_ tree: OutputTree, _ record: TreeRecord) throws(MachineError) {
        try sync(tree, files: Array(record.files.keys), folders: folders(above: record.files.keys), atOnce: true)
    }

    /// - Parameter isAtOnce: With one call for the whole file system, which costs about as much as a thousand files (Docs/Trust.md) and brings everybody
    ///   else's writes along. Many files are always brought so.
    func sync(_ tree: OutputTree, files: [BytePath], folders: Set<BytePath>, atOnce isAtOnce: Bool = false) throws(MachineError) {
        if isAtOnce || files.count + folders.count > 500, answerable_sync_file_system(tree.root.descriptor) == 0 { return }
        for path in files {
            let folder = try tree.folder(path.parent)
            let file = path.withName { openat(folder.descriptor, $0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC) }
            guard file >= 0 else { throw .last("cannot write", tree.place(path)) }
            defer { close(file) }
            guard fsync(file) == 0 else { throw .last("cannot write", tree.place(path)) }
        }
        for path in folders.union([.root]).sorted() { try tree.folder(path).sync() }
    }

    func write(_ record: TreeRecord, _ root: FileStatus, _ beside: OpenFolder) throws(MachineError) {
        let temporary = "record-part"
        try beside.remove(temporary)
        _ = try beside.create(temporary, record.bytes(of: root), mode: 0o600)
        guard renameat(beside.descriptor, temporary, beside.descriptor, Self.recordName(root)) == 0 else {
            throw .last("cannot write", beside.place(Self.recordName(root)))
        }
    }

    private func takePlace(_ next: NextTree, _ beside: OpenFolder, hasOutput: Bool) throws(MachineError) -> Obstacle? {
        let result =
            hasOutput
            ? answerable_exchange(beside.descriptor, NextTree.name, place.parent.descriptor, place.name)
            : answerable_rename_to_free_name(beside.descriptor, NextTree.name, place.parent.descriptor, place.name)
        if result == 0 { return nil }
        let number = errno
        if [EBUSY, EINVAL, EXDEV, EPERM, EACCES, ENOSYS, EOPNOTSUPP].contains(number) { return Obstacle(String(cString: strerror(number))) }
        throw MachineError("cannot put the new site in the place of", place.shown, number: number)
    }

    /// What somebody put into the output while the new tree was put together lies in the old tree now: it is carried over too.
    private func rescueLateArrivals(_ current: CurrentTree, into new: OutputTree) throws(MachineError) {
        guard let old = current.tree else { return }
        let listing = try TreeListing(old)
        for (path, _) in listing.folders where !current.hadFolder(path) { _ = try new.makingFolder(path) }
        for (path, entry) in listing.files where !current.manifest.paths.contains(path) && !CurrentTree.isLeftover(path) {
            if let known = current.listing.files[path], known.inode == entry.inode { continue }
            let source = try old.folder(path.parent)
            let target = try new.makingFolder(path.parent)
            let isTaken = try path.withName { name throws(MachineError) in try target.status(name) } != nil
            // A path that is one of the new site's pages stays the page.
            if isTaken, current.listing.files[path] == nil { continue }
            let temporary = "late" + CurrentTree.partSuffix
            try target.remove(temporary)
            let isLinked = path.withName {
                linkat(source.descriptor, $0, target.descriptor, temporary, 0) == 0 && renameat(target.descriptor, temporary, target.descriptor, $0) == 0
            }
            guard isLinked else { throw .last("cannot carry over", old.place(path)) }
        }
    }

    private func removeOldRecords(_ beside: OpenFolder, keeping roots: [FileStatus]) {
        let kept = Set(roots.map(Self.recordName) + ["lock", NextTree.name])
        for entry in (try? beside.entries(of: .root)) ?? [] where !kept.contains(entry.path.text) {
            entry.path.withName { name in try? beside.remove(name) }
        }
    }
}
