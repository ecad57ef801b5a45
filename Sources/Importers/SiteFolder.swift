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
    /// For the lines of both manifests.
    private let spool: TextSpool
    private var old: ImportManifest
    private var new: ImportManifest
    /// Threads of the site by their `id:`, wherever a curator moved them.
    private var threadPaths: [String: String] = [:]
    /// Hashes of the slugs in use. Two that share one would cost the second a number at its end, and nothing else.
    private var slugs: Set<UInt64> = []
    private var seen: Set<String> = []
    /// Target paths in the order of staged files.
    private var staged: [String] = []
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
        spool = TextSpool(near: root, bufferSize: 1 << 20)
        old = ImportManifest(spool: spool)
        new = ImportManifest(spool: spool)
        if FileCalls.size(manifestPath) != nil { try old.read(ByteSource(path: manifestPath, meter: ImportMeter())) }
        FileCalls.removeTree(staging)
        try FileCalls.makeFolder(scratch)
        try scan("threads")
    }

    // MARK: What is there

    private mutating func scan(_ folder: String) throws(ImportError) {
        for name in FileCalls.names(in: content + "/" + folder) where name.utf8.first != UInt8(ascii: ".") {
            let path = folder + "/" + name
            if let stem = Self.stem(ofFile: name) {
                slugs.insert(ImportManifest.hash(Array(stem.utf8)))
                if let head = try FileCalls.head(content + "/" + path, limit: 8_192), let id = Self.id(in: head) {
                    threadPaths[id] = path
                }
            } else if FileCalls.isFolder(content + "/" + path), folder.utf8.count < 1_000 {
                try scan(path)
            }
        }
    }

    /// The value of `id:` in a file's first front matter.
    private static func id(in head: [UInt8]) -> String? {
        let lines = head.split(separator: 10, omittingEmptySubsequences: false).map { $0.last == 13 ? $0.dropLast() : $0 }
        guard lines.first?.elementsEqual("---".utf8) == true else { return nil }
        for line in lines.dropFirst() {
            if line.elementsEqual("---".utf8) { return nil }
            guard line.starts(with: "id:".utf8) else { continue }
            let value = line.dropFirst(3).filter { $0 != 32 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }

    /// The site that the last import came from.
    var lastSite: String? { old.site }

    mutating func setSite(_ site: String?) { new.site = site ?? old.site }

    /// The file name without `.md` of an item that an earlier import wrote, wherever it stands now.
    func stem(of id: String) -> String? {
        guard let path = threadPaths[id] ?? old.path(id) else { return nil }
        return path.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { Self.stem(ofFile: String(Substring($0))) }
    }

    /// A name without its `.md`; `nil` when it ends otherwise. On bytes: a combining character may stand before the dot.
    private static func stem(ofFile name: String) -> String? {
        guard name.utf8.suffix(3).elementsEqual(".md".utf8), name.utf8.count > 3 else { return nil }
        return String(decoding: name.utf8.dropLast(3), as: UTF8.self)
    }

    /// Says that the export has this item although nothing is written for it now.
    mutating func keep(_ id: String) {
        seen.insert(id)
        if old.has(id) { new.copy(id, from: old) }
    }

    /// Where the item's file is or will be, below `Content/`; `nil` when a curator deleted it. `path` is for an item that has none yet.
    mutating func reserve(_ id: String, at path: String) -> String? {
        if let present = threadPaths[id] ?? reserved[id] { return present }
        if let known = old.path(id) { return FileCalls.size(content + "/" + known) == nil ? nil : known }
        let path = free(path)
        reserved[id] = path
        return path
    }

    /// Where the file of an item is that an earlier import wrote.
    func presentPath(_ id: String) -> String? {
        if let path = threadPaths[id] { return path }
        guard let known = old.path(id), FileCalls.size(content + "/" + known) != nil else { return nil }
        return known
    }

    /// The name without `.md` of an item's file, as far as it is settled now; `nil` when it has and will have none.
    func settledStem(_ id: String) -> String? {
        guard let path = presentPath(id) ?? (old.has(id) ? nil : reserved[id] ?? new.path(id)) else { return nil }
        return path.utf8.split(separator: UInt8(ascii: "/")).last.flatMap { Self.stem(ofFile: String(Substring($0))) }
    }

    /// Where the item's file will be when the import is done; `nil` when it has none.
    func pathAfterImport(_ id: String) -> String? {
        if let path = presentPath(id) { return path }
        return old.has(id) ? nil : new.path(id)
    }

    /// A file below `Content/` that an import wrote, from its start, and whether it is as the last one wrote it; `nil` when there is none.
    func current(_ id: String, at path: String) throws(ImportError) -> (source: () throws(ImportError) -> ByteSource, isOurs: Bool)? {
        let file = content + "/" + (old.path(id) ?? path)
        guard let hash = try hash(of: file) else { return nil }
        return ({ () throws(ImportError) in try ByteSource(path: file, meter: ImportMeter()) }, old.entry(id)?.hash == hash)
    }

    private func hash(of file: String) throws(ImportError) -> UInt64? {
        guard FileCalls.size(file) != nil else { return nil }
        let source = try ByteSource(path: file, meter: ImportMeter())
        var hash = ImportManifest.emptyHash
        while case let piece = source.next(), !piece.isEmpty { hash = ImportManifest.hash(piece, after: hash) }
        if let failure = source.failure { throw failure }
        return hash
    }

    // MARK: Writing

    /// Stages a file of any size, a piece at a time up to the first empty one. `keepsEdit` says that the pieces are somebody's edit with what is new.
    mutating func place(_ id: String, at path: String, keepsEdit: Bool, pieces next: () throws(ImportError) -> [UInt8]) throws(ImportError) {
        seen.insert(id)
        let known = old.entry(id)
        let target = known?.path ?? path
        let present = try hash(of: content + "/" + target)
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
        try FileCalls.move(file, to: try stagedPath(target))
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
        let target = threadPaths[id] ?? known?.path ?? reserved[id] ?? free(path)
        let hash = ImportManifest.hash(bytes)
        var entry = ImportManifest.Entry(path: target, hash: hash, posts: blocks.compactMap { $0.id.isEmpty ? nil : .init(id: $0.id, $0) })
        guard let present = try FileCalls.read(content + "/" + target) else {
            if let known {
                tellDeleted(id, known, target)
            } else {
                try stage(bytes, target)
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
            try stage(bytes, target)
            updated += 1
            new.set(id, entry)
        } else {
            edited += 1
            // What the source has now was told; it is told again when it changes again.
            entry.path = known?.path ?? target
            new.set(id, known == nil ? nil : entry)
            // Nothing new at the source: the edit simply stands.
            guard known?.hash != hash else { return }
            diagnostics.append(
                Diagnostic(
                    .importEdited, .warning, "the export has something new for '\(id)', but this file was edited and is left alone",
                    advice: "move the file away, import again and merge the two", path: "Content/" + target))
        }
    }

    private mutating func tellDeleted(_ id: String, _ known: ImportManifest.Entry, _ target: String) {
        deleted += 1
        new.set(id, known)
        diagnostics.append(
            Diagnostic(
                .importDeleted, .warning, "'\(id)' was deleted since the last import and is not written again",
                advice: "remove its line from '.answerable/import-\(kind).tsv' to have it back", path: "Content/" + target))
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
            try stage(result, target)
            if isOurs { updated += 1 } else { merged += 1 }
        } else if isOurs {
            unchanged += 1
        } else {
            edited += 1
        }
        tell(id, merge, "Content/" + target)
    }

    private mutating func tell(_ id: String, _ merge: ThreadMerge, _ path: String) {
        if merge.conflicts > 0 {
            diagnostics.append(
                Diagnostic(
                    .importEdited, .warning,
                    "\(merge.conflicts) \(merge.conflicts == 1 ? "post" : "posts") of '\(id)' changed at the source and in this file, which keeps its words",
                    advice: "compare the file with the live conversation", path: path))
        }
        postsGone += merge.gone.count
        if !merge.gone.isEmpty, postsGone - merge.gone.count < 20 {
            diagnostics.append(
                Diagnostic(
                    .importGone, .warning, "the export no longer has \(merge.gone.count) \(merge.gone.count == 1 ? "post" : "posts") of '\(id)'; the file keeps what it has of them",
                    advice: "remove them from the file if they are to go", path: path))
        }
    }

    /// The path, or the first one like it whose slug nothing else has.
    private mutating func free(_ path: String) -> String {
        let folderEnd = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        let folder = String(path[..<folderEnd])
        guard path.utf8.starts(with: "threads/".utf8), let stem = Self.stem(ofFile: String(path[folderEnd...])) else { return path }
        var candidate = stem
        var number = 2
        while !slugs.insert(ImportManifest.hash(Array(candidate.utf8))).inserted {
            candidate = "\(stem)-\(number)"
            number += 1
        }
        return folder + candidate + ".md"
    }

    private mutating func stage(_ bytes: [UInt8], _ target: String) throws(ImportError) {
        try FileCalls.write(bytes, to: try stagedPath(target))
    }

    /// Where the next file lies until it is moved.
    private mutating func stagedPath(_ target: String) throws(ImportError) -> String {
        let folder = "\(staging)/files/\(staged.count / 1_000)"
        if staged.count % 1_000 == 0 { try FileCalls.makeFolder(folder) }
        staged.append(target)
        return "\(folder)/\(staged.count - 1)"
    }

    /// Moves every staged file into place and remembers what was written. Returns the ids of the last import that were not seen.
    mutating func commit(siteTitle: String, progress: (ImportProgress) -> Void) throws(ImportError) -> [String] {
        let gone = old.ids.filter { !seen.contains($0) }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for id in gone { new.copy(id, from: old) }
        // Whatever can fail for want of room does so before the first file moves.
        try new.write(to: staging + "/manifest")
        try spool.check()
        var made: Set<String> = []
        for (index, target) in staged.enumerated() {
            let path = content + "/" + target
            if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
                let folder = String(path[..<slash])
                if made.insert(folder).inserted { try FileCalls.makeFolder(folder) }
            }
            try FileCalls.move("\(staging)/files/\(index / 1_000)/\(index)", to: path)
            if index % 256 == 0 { progress(ImportProgress(stage: .moving, done: index, total: staged.count)) }
        }
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
