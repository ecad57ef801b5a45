import CSystemCalls
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension OutputFolder {
    /// The way where the folder can't be exchanged: every file under a temporary name first and then renamed, pages before the lists that lead to
    /// them, deletions last. Each file is whole at any moment; the site as a whole is not.
    ///
    /// The manifest is written first with the old and the new paths, so that a build that is interrupted leaves no file unknown to the next.
    func replaceInPlace(
        _ planned: [(path: BytePath, file: OutputFile)], _ maker: FileMaker, making: (@Sendable () -> Void)? = nil
    ) async throws(MachineError) -> Update {
        let current = maker.current
        let tree = OutputTree(try place.madeOutput())
        let paths = planned.map(\.path)
        let ours = current.ours
        let stale = ours.subtracting(paths)
        let union = OutputManifest(paths: ours.union(paths)).bytes
        let isPrepared = Mutex(false)
        @Sendable func prepare() throws(MachineError) {
            try isPrepared.withLock { isPrepared throws(MachineError) in
                if isPrepared { return }
                for path in current.leftovers { try remove(path, in: tree) }
                // A file of ours may lie where a folder must be now.
                for folder in folders(above: paths) where current[folder]?.listed != nil { try remove(folder, in: tree) }
                if try !current.holds(union, at: OutputManifest.path) { _ = try replace(OutputManifest.path, union, in: tree) }
                isPrepared = true
            }
        }
        var made: [(path: BytePath, made: MadeFile)] = []
        for isIndex in [false, true] {
            made += try await maker.make(planned.filter { $0.file.isIndex == isIndex }, making: making) { path, bytes throws(MachineError) in
                try prepare()
                return try replace(path, bytes, in: tree)
            }
        }
        let (summary, written) = summarise(made, current)
        if !stale.isEmpty { try prepare() }
        for path in stale.sorted() { try remove(path, in: tree) }
        for path in folders(above: stale).subtracting(folders(above: paths)).sorted().reversed() { removeEmpty(path, in: tree) }
        let manifest = OutputManifest(paths: paths).bytes
        var list: FileStatus? = current.status(OutputManifest.path)
        let isChanged = isPrepared.withLock { $0 }
        let isListed = try current.holds(manifest, at: OutputManifest.path)
        if isChanged || !isListed { list = try replace(OutputManifest.path, manifest, in: tree) }
        var record = TreeRecord()
        record.files = made.map { TreeRecord.Entry(path: $0.path, file: $0.made.record) }
        if let list { record.files.append(TreeRecord.Entry(path: OutputManifest.path, file: TreeRecord.File(list, key: Self.manifestKey))) }
        if !current.hasRecord {
            try syncAll(tree, record)
        } else if isChanged {
            try sync(tree, files: written, folders: folders(above: written))
        }
        if let beside = place.beside, !current.isNoted(record) {
            let root = try tree.root.status()
            try write(record.bytes(of: root), root, beside)
        }
        return Update(summary: summary, record: record)
    }

    private func replace(_ path: BytePath, _ bytes: [UInt8], in tree: OutputTree) throws(MachineError) -> FileStatus {
        let folder = try makeFolder(path.parent, in: tree)
        let temporary = temporaryName(path)
        try folder.remove(temporary)
        let status = try folder.create(temporary, bytes)
        guard path.withName({ renameat(folder.descriptor, temporary, folder.descriptor, $0) }) == 0 else {
            let error = MachineError.last("cannot write", tree.place(path))
            unlinkat(folder.descriptor, temporary, 0)
            throw error
        }
        return status
    }

    /// A folder of the output, made where it is missing. A link is refused: what lies behind it is no part of the output.
    private func makeFolder(_ path: BytePath, in tree: OutputTree) throws(MachineError) -> OpenFolder {
        if path.isRoot { return tree.root }
        let parent = try makeFolder(path.parent, in: tree)
        try path.withName { name throws(MachineError) in try parent.makeFolder(name) }
        return try tree.folder(path)
    }

    /// Beside the file itself; of a name that the ending would make too long for a disk, the hash stands for it.
    private func temporaryName(_ path: BytePath) -> String {
        let isLong = path.name.count + CurrentTree.partSuffix.utf8.count > 255
        return (isLong ? contentHash(path.name) : String(decoding: path.name, as: UTF8.self)) + CurrentTree.partSuffix
    }

    private func remove(_ path: BytePath, in tree: OutputTree) throws(MachineError) {
        // What lies behind a link is no part of the output, and what is gone already is well.
        guard let folder = try? tree.folder(path.parent) else { return }
        try path.withName { name throws(MachineError) in
            if let status = try folder.status(name), status.kind != .folder { try folder.remove(name) }
        }
    }

    private func removeEmpty(_ path: BytePath, in tree: OutputTree) {
        tree.forget(path)
        guard let folder = try? tree.folder(path.parent) else { return }
        path.withName { _ = unlinkat(folder.descriptor, $0, AT_REMOVEDIR) }
    }
}
