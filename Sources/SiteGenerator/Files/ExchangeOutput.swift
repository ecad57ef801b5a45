import CSystemCalls
import SearchIndex

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension OutputFolder {
    /// Writes what differs into the tree beside the output, completes it by hard links, brings it to the disk, checks it, and exchanges the two.
    func exchange(
        _ planned: [(path: BytePath, file: OutputFile)], _ maker: FileMaker, _ beside: OpenFolder, listing: TreeListing?, making: (@Sendable () -> Void)?
    ) async throws(MachineError) -> Result<Update, Obstacle> {
        let current = maker.current
        let next = try NextTree(in: beside)
        let listing = if let listing { listing } else { try TreeListing(next.tree) }
        let files = withManifest(planned, current)
        let made = try await maker.make(files, making: making) { path, bytes throws(MachineError) in try next.write(path, bytes) }
        var record = TreeRecord()
        record.files = made.map { TreeRecord.Entry(path: $0.path, file: $0.made.record) }
        // The manifest is the last.
        if !record.files.isEmpty { record.files[record.files.count - 1].file.key = Self.manifestKey }
        let (summary, written) = summarise(made, current)
        guard !written.isEmpty || summary.deleted > 0 || !current.leftovers.isEmpty || current.tree == nil else {
            if !current.isNoted(record), let root = current.root?.status, let tree = current.tree {
                if !current.hasRecord { try syncAll(tree, record) }
                try write(record.bytes(of: root), root, beside)
            }
            return .success(Update(summary: summary, record: record))
        }

        let root = try next.tree.root.status()
        let whole = record
        let noted = Started { whole.bytes(of: root) }
        var goal = NextTree.Goal(reserving: made.count + current.foreign.count)
        for (path, file) in made { goal.add(path, inode: file.record.inode, isWritten: file.isWritten) }
        for entry in current.foreign { goal.add(entry.path, inode: try current.tree?.status(entry.path)?.inode ?? entry.inode, isWritten: false) }
        goal.folders = folders(above: goal.files.lazy.map(\.path)).union(current.foreignFolders).union(folders(above: current.foreignFolders))
        var changed: Set<BytePath>
        switch try next.complete(goal, from: current, over: listing) {
        case .success(let folders): changed = folders
        case .failure(let obstacle): return .failure(obstacle)
        }
        for path in written { changed.insert(path.parent) }
        changed.formIntersection(goal.folders)
        // A first site is brought to the disk whole, and so is one that no build of ours is known to have brought there: what is carried over must not be lost either.
        if current.hasRecord { try sync(next.tree, files: written, folders: changed) } else { try syncAll(next.tree, record) }
        try next.check(goal)
        try write(noted.value, root, beside)
        if let obstacle = try takePlace(next, beside, hasOutput: current.tree != nil) { return .failure(obstacle) }
        try rescueLateArrivals(current, into: next.tree)
        removeOldRecords(beside, keeping: [root, current.root?.status].compactMap(\.self))
        try place.parent.sync()
        return .success(Update(summary: summary, record: record))
    }

    /// Counts; the manifest isn't counted.
    func summarise(_ made: [(path: BytePath, made: MadeFile)], _ current: CurrentTree) -> (Summary, written: [BytePath]) {
        var summary = Summary()
        var written: [BytePath] = []
        for (path, file) in made {
            if file.isWritten { written.append(path) }
            if path == OutputManifest.path { continue }
            if file.isWritten { summary.written += 1 } else { summary.unchanged += 1 }
            summary.bytes += file.record.size
        }
        let kept = inParallelChunks(made.count) { range in made[range].count { $0.path != OutputManifest.path && current[$0.path]?.isOurs == true } }
        summary.deleted = current.oursCount - kept.reduce(0, +) - (current[OutputManifest.path]?.isOurs == true ? 1 : 0)
        return (summary, written)
    }

    /// Brings every file of ours in a tree to the disk. The record of a tree is written after that, never before.
    func syncAll(_ tree: OutputTree, _ record: TreeRecord) throws(MachineError) {
        let paths = record.files.map(\.path)
        try sync(tree, files: paths, folders: folders(above: paths), atOnce: true)
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

    /// - Parameters:
    ///   - record: The bytes of it.
    ///   - root: The tree that it belongs to.
    func write(_ record: [UInt8], _ root: FileStatus, _ beside: OpenFolder) throws(MachineError) {
        let temporary = "record-part"
        try beside.remove(temporary)
        _ = try beside.create(temporary, record, mode: 0o600)
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
        let arrivals = try current.arrivals()
        for folder in arrivals.folders { _ = try new.makingFolder(folder.path) }
        for entry in arrivals.files where !CurrentTree.isLeftover(entry.path) {
            let (path, known) = (entry.path, current[entry.path])
            if known?.isOurs == true || known?.listed?.inode == entry.inode { continue }
            let source = try old.folder(path.parent)
            let target = try new.makingFolder(path.parent)
            let isTaken = try path.withName { name throws(MachineError) in try target.status(name) } != nil
            // A path that is one of the new site's pages stays the page.
            if isTaken, known?.listed == nil { continue }
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
