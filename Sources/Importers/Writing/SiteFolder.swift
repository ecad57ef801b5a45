import Diagnostics

/// The site that an import writes into.
///
/// Files are first written to a staging folder inside the site and moved into place at the end, so an import that fails leaves
/// the site as it was. A file that differs from what the last import wrote is somebody's edit and is never replaced.
struct SiteFolder {
    private let root: String
    private let kind: String
    private let madeRoot: Bool
    private let madeState: Bool
    private let lock: ImportLock
    /// For the lines of both manifests.
    private let spool: TextSpool
    private var old: ImportManifest
    private var new: ImportManifest
    private var threads: SiteThreads
    private var seen: Set<String> = []
    private var staged: StagedFiles
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var created = 0
    private(set) var updated = 0
    private(set) var unchanged = 0
    private(set) var edited = 0
    private(set) var deleted = 0
    private(set) var merged = 0
    private(set) var postsGone = 0
    private var records: [String] = []
    /// Paths promised to items that have no file yet.
    private var reserved: [String: String] = [:]

    private var content: String { root + "/Content" }
    private var state: String { root + "/.answerable" }
    private var staging: String { state + "/import-staging" }
    private var manifestPath: String { "\(state)/import-\(kind).tsv" }
    /// A folder for an importer's own temporary files; removed at the end.
    var scratch: String { staging + "/spool" }

    init(_ destination: String, kind: String) throws(ImportError) {
        var root = destination
        while root.utf8.count > 1, root.utf8.last == UInt8(ascii: "/") { root.unicodeScalars.removeLast() }
        self.root = root
        self.kind = kind
        madeRoot = try FileCalls.makeFolder(root)
        madeState = try FileCalls.makeFolder(root + "/.answerable")
        let staging = root + "/.answerable/import-staging"
        lock = try ImportLock(state: root + "/.answerable", staging: staging)
        spool = TextSpool(near: root, bufferSize: 1 << 20)
        old = ImportManifest(spool: spool)
        new = ImportManifest(spool: spool)
        staged = StagedFiles(staging + "/files")
        threads = try SiteThreads(content: root + "/Content")
        if FileCalls.size(manifestPath) != nil { try old.read(ByteSource(path: manifestPath, meter: ImportMeter())) }
        FileCalls.removeTree(staging)
        try FileCalls.makeFolder(scratch)
        try ImportLock.sign(staging)
    }

    // MARK: What is there

    /// The site that the last import came from.
    var lastSite: String? { old.site }

    mutating func setSite(_ site: String?) { new.site = site ?? old.site }

    /// The file name without `.md` of an item that an earlier import wrote, wherever it stands now.
    func stem(of id: String) -> String? {
        guard let path = threads.paths[id] ?? old.path(id) else { return nil }
        return path.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { markdownStem(String(Substring($0))) }
    }

    /// Says that the export has this item although nothing is written for it now.
    mutating func keep(_ id: String) {
        seen.insert(id)
        if old.has(id) { new.copy(id, from: old) }
    }

    /// Where the item's file is or will be, below `Content/`; `nil` when a curator deleted it. `path` is for an item that has none yet.
    mutating func reserve(_ id: String, at path: String) -> String? {
        if let present = threads.paths[id] ?? reserved[id] { return present }
        if let known = old.path(id) { return FileCalls.size(content + "/" + known) == nil ? nil : known }
        let path = threads.free(path)
        reserved[id] = path
        return path
    }

    /// The posts of a thread in the order in which its file will have them, where that is another than the source's, because a curator changed the
    /// file or the source removed a post. `heads` have the front matter alone.
    func order(of id: String, _ heads: () -> [ThreadBlock]) throws(ImportError) -> [(id: String, answerBy: String?)]? {
        guard let path = presentPath(id), let known = old.entry(id), !known.posts.isEmpty, let file = try FileCalls.read(content + "/" + path) else { return nil }
        let heads = heads()
        let present = Set(heads.map(\.id))
        if ImportManifest.hash(file) == known.hash, known.posts.allSatisfy({ present.contains($0.id) }) { return nil }
        return ThreadMerge(file, base: known.posts, source: heads).order
    }

    /// Where the file of an item is that an earlier import wrote.
    func presentPath(_ id: String) -> String? {
        if let path = threads.paths[id] { return path }
        guard let known = old.path(id), FileCalls.size(content + "/" + known) != nil else { return nil }
        return known
    }

    /// The name without `.md` of an item's file, as far as it is settled now; `nil` when it has and will have none.
    func settledStem(_ id: String) -> String? {
        guard let path = presentPath(id) ?? (old.has(id) ? nil : reserved[id] ?? new.path(id)) else { return nil }
        return path.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { markdownStem(String(Substring($0))) }
    }

    /// Where the item's file will be when the import is done; `nil` when it has none.
    func pathAfterImport(_ id: String) -> String? {
        if let path = presentPath(id) { return path }
        return old.has(id) ? nil : new.path(id)
    }

    /// A file below `Content/` that an import wrote, from its start, and whether it is as the last one wrote it; `nil` when there is none.
    func current(_ id: String, at path: String) throws(ImportError) -> (source: () throws(ImportError) -> ByteSource, isOurs: Bool)? {
        let file = content + "/" + (old.path(id) ?? path)
        guard let hash = try ImportManifest.hash(ofFile: file) else { return nil }
        return ({ () throws(ImportError) in try ByteSource(path: file, meter: ImportMeter()) }, old.entry(id)?.hash == hash)
    }

    // MARK: Writing

    /// Stages a file of any size, a piece at a time up to the first empty one. `keepsEdit` says that the pieces are somebody's edit with what is new.
    mutating func place(_ id: String, at path: String, keepsEdit: Bool, pieces next: () throws(ImportError) -> [UInt8]) throws(ImportError) {
        seen.insert(id)
        let known = old.entry(id)
        let target = known?.path ?? path
        let present = try ImportManifest.hash(ofFile: content + "/" + target)
        if let known, present == nil { return tellDeleted(id, known, target) }
        var hash = ImportManifest.emptyHash
        let file = staging + "/large"
        try FileCalls.write(to: file) { () throws(ImportError) in
            let piece = try next()
            hash = ImportManifest.hash(piece, after: hash)
            return piece
        }
        // An edited file stays one: its hash is not what an import wrote.
        new.set(id, keepsEdit ? known ?? .init(path: target, hash: 0) : .init(path: target, hash: hash))
        if present == hash {
            FileCalls.removeTree(file)
            return unchanged += 1
        }
        try FileCalls.move(file, to: try staged.next(target))
        if keepsEdit { merged += 1 } else if present == nil { created += 1 } else { updated += 1 }
    }

    /// Stages a thread. An edited file is merged with what is new at the source; see `ThreadMerge`.
    mutating func place(_ thread: ImportedThread) throws(ImportError) {
        guard seen.insert(thread.id).inserted else { return }
        let blocks = threadBlocks(thread)
        try decide(thread.id, at: "threads/\(thread.question.time.year)/\(thread.slug).md", threadText(blocks), blocks: blocks)
    }

    /// Stages a file, unless it is there already, was edited, or was deleted. `path` is below `Content/`, for an item that
    /// has no file yet. Returns whether this is the first time that the item is placed.
    @discardableResult
    mutating func place(_ id: String, at path: String, _ bytes: [UInt8]) throws(ImportError) -> Bool {
        guard seen.insert(id).inserted else { return false }
        try decide(id, at: path, bytes)
        return true
    }

    private mutating func decide(_ id: String, at path: String, _ bytes: [UInt8], blocks: [ThreadBlock] = []) throws(ImportError) {
        let known = old.entry(id)
        let target = threads.paths[id] ?? known?.path ?? reserved[id] ?? threads.free(path)
        let hash = ImportManifest.hash(bytes)
        var entry = ImportManifest.Entry(path: target, hash: hash, posts: blocks.compactMap { $0.id.isEmpty ? nil : .init(id: $0.id, $0) })
        guard let present = try FileCalls.read(content + "/" + target) else {
            if let known {
                tellDeleted(id, known, target)
            } else {
                try staged.add(bytes, target)
                created += 1
                new.set(id, entry)
                reserved[id] = nil
            }
            return
        }
        if present == bytes {
            unchanged += 1
            new.set(id, entry)
            return
        }
        let isOurs = known.map { ImportManifest.hash(present) == $0.hash } ?? false
        if let known, !known.posts.isEmpty, !blocks.isEmpty {
            try merge(id, known, entry, blocks, bytes, into: present, target, isOurs: isOurs)
        } else if isOurs {
            try staged.add(bytes, target)
            updated += 1
            new.set(id, entry)
        } else {
            edited += 1
            // What the source has now was told; it is told again when it changes again.
            entry.path = known?.path ?? target
            new.set(id, known == nil ? nil : entry)
            // Nothing new at the source: the edit simply stands.
            guard known?.hash != hash else { return }
            diagnostics.append(.editedFile(of: id, path: "Content/" + target))
        }
    }

    private mutating func tellDeleted(_ id: String, _ known: ImportManifest.Entry, _ target: String) {
        deleted += 1
        new.set(id, known)
        diagnostics.append(.deletedFile(of: id, kind: kind, path: "Content/" + target))
    }

    /// Brings a file up to date that differs from the export, with the edits that it has, and without losing a post that the source removed.
    private mutating func merge(
        _ id: String, _ known: ImportManifest.Entry, _ entry: ImportManifest.Entry, _ source: [ThreadBlock], _ bytes: [UInt8], into present: [UInt8],
        _ target: String, isOurs: Bool
    ) throws(ImportError) {
        var entry = entry
        entry.path = known.path
        let merge = ThreadMerge(present, base: known.posts, source: source)
        // An unedited file from which nothing is to be kept is the export's own.
        let result = isOurs && merge.gone.isEmpty ? bytes : merge.bytes
        // What the source no longer has is still a post that this file has of it.
        entry.posts += known.posts.filter { merge.gone.contains($0.id) }
        // An edited file is one whose hash is not this one.
        if isOurs { entry.hash = ImportManifest.hash(result) }
        new.set(id, entry)
        if result != present {
            try staged.add(result, target)
            if isOurs { updated += 1 } else { merged += 1 }
        } else if isOurs {
            unchanged += 1
        } else {
            edited += 1
        }
        tell(id, merge, "Content/" + target)
    }

    private mutating func tell(_ id: String, _ merge: ThreadMerge, _ path: String) {
        if merge.conflicts > 0 { diagnostics.append(.conflicts(merge.conflicts, in: id, path: path)) }
        postsGone += merge.gone.count
        if !merge.gone.isEmpty, postsGone - merge.gone.count < 20 { diagnostics.append(.goneFromSource(merge.gone.count, of: id, path: path)) }
    }

    /// Moves every staged file into place and remembers what was written. Returns the ids of the last import that were not seen.
    mutating func commit(siteTitle: String, progress: ImportReporter) throws(ImportError) -> [String] {
        let gone = old.ids.filter { !seen.contains($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for id in gone { new.copy(id, from: old) }
        // Whatever can fail for want of room does so before the first file moves.
        try new.write(to: staging + "/manifest")
        try spool.check()
        try staged.move(into: content) { (done, total) in try? progress(ImportProgress(stage: .moving, done: done, total: total)) }
        try FileCalls.makeFolder(content)
        if FileCalls.size(content + "/site.yml") == nil {
            // An import can't bring pictures that lie on other hosts, so what becomes of them is decided here, and no page reports them.
            let settings = Array("title: ".utf8) + FrontMatterText.scalar(siteTitle) + Array("\nexternal_images: link\n".utf8)
            try FileCalls.write(settings, to: staging + "/site.yml")
            try FileCalls.move(staging + "/site.yml", to: content + "/site.yml")
        }
        for name in records { try FileCalls.move("\(staging)/\(name)", to: "\(state)/\(name)") }
        try FileCalls.move(staging + "/manifest", to: manifestPath)
        FileCalls.removeTree(staging)
        return gone
    }

    /// Writes a file of the import's own beside the manifest when the import is done.
    mutating func setRecord(_ name: String, _ bytes: [UInt8]) throws(ImportError) {
        try FileCalls.write(bytes, to: staging + "/" + name)
        records.append(name)
    }

    /// Leaves the site as it was.
    func abandon() {
        FileCalls.removeTree(staging)
        if madeState { FileCalls.removeIfEmpty(state) }
        if madeRoot { FileCalls.removeIfEmpty(root) }
    }
}
