import Diagnostics

/// Writes threads into a site: chooses them, names the people, redacts, leads links to each other, keeps the log. The same for every kind.
///
/// Each thread is seen twice: `choose` learns which are taken and where their files will be, so that `write` can lead links to all of them,
/// however few threads are in memory at a time.
struct ThreadImport {
    let kind: ImportKind
    let options: ImportOptions
    var site: SiteFolder
    var names: ImportedNames
    var summary = ImportSummary()
    var diagnostics: [Diagnostic] = []
    private(set) var tagsInUse: Set<String> = []
    private let spool: TextSpool
    private var links = ThreadLinks()
    private var redaction = Redaction()
    private var assets: AttachedFiles
    private var log: QuestionLog
    private var taken: Set<String> = []
    private var handlesInUse: Set<String> = []
    private var left: [ImportSummary.Left] = []

    private var redacts: Bool { options.redacts ?? kind.isChat }
    /// What the ids of this kind's items begin with.
    private var prefix: String { kind == .stackexchange ? "se" : kind.rawValue }

    init(_ kind: ImportKind, _ options: ImportOptions, _ site: SiteFolder, files: ExportFiles?, spool: TextSpool) {
        self.kind = kind
        self.options = options
        self.site = site
        self.spool = spool
        names = ImportedNames(kind: kind.rawValue, policy: options.people)
        assets = AttachedFiles(files: options.copiesAssets ? files : nil, kind: kind.rawValue)
        log = QuestionLog(spool: spool)
    }

    /// Writes a conversation that was read whole. A fault leaves the site as it was.
    static func run(
        _ kind: ImportKind, _ options: ImportOptions, _ files: ExportFiles, _ conversation: Conversation, progress: ImportReporter
    ) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
        let site = try SiteFolder(options.destination, kind: kind.rawValue)
        do throws(ImportError) {
            var run = ThreadImport(kind, options, site, files: files, spool: conversation.spool)
            return try run.write(conversation, progress)
        } catch {
            site.abandon()
            throw error
        }
    }

    private mutating func write(
        _ conversation: Conversation, _ progress: ImportReporter
    ) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
        let siteURL = options.siteURL ?? conversation.site
        try checkSite(siteURL)
        for id in conversation.people.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            if let person = conversation.people[id] { names.add(id, person) }
        }
        var threads = conversation.threads
        let known = threads.sort()
        for at in 0..<threads.count { try choose(threads[at]) { [$0.source].compactMap { $0 } + $0.addresses } }
        for at in 0..<threads.count {
            if at % 64 == 0 { try progress(ImportProgress(stage: .writing, done: at, total: threads.count)) }
            try write(threads[at])
        }
        for at in 0..<conversation.guesses.count {
            let thread = conversation.guesses[at]
            if !known.contains(thread.id) { note(thread) }
        }
        for item in conversation.left { leave(item.what, item.count) }
        diagnostics = conversation.diagnostics + diagnostics
        let tags = tagsInUse.map { ImportedTag(id: "\(prefix)-tag-\($0)", slug: $0, title: conversation.tagTitles[$0] ?? $0) }
        return try finish(siteURL: siteURL, title: singleLine(conversation.title), tags: tags, progress)
    }

    /// A folder takes one site of each kind: another's ids would be taken for this one's.
    func checkSite(_ now: String?) throws(ImportError) {
        guard let last = site.lastSite, let now, last != now else { return }
        throw .brokenSource([
            Diagnostic(
                .importOtherSite, .error, "this folder holds an import of '\(last)', and the export is one of '\(now)'",
                advice: "import each site into a folder of its own", path: options.destination)
        ])
    }

    /// Counts something that was not taken, with the reason.
    mutating func leave(_ what: String, _ count: Int = 1) {
        guard count > 0 else { return }
        if let index = left.firstIndex(where: { $0.what == what }) { left[index].count += count } else { left.append(.init(what: what, count: count)) }
    }

    // MARK: Choosing

    /// Decides whether a thread is taken, and where its file will be. `addresses` are those of the live conversation that are to lead to a post.
    /// Bodies aren't looked at.
    mutating func choose(_ thread: SourceThread, addresses: (SourcePost) -> [String]) throws(ImportError) {
        if let reason = options.reasonToLeave(thread, isChat: kind.isChat, firstAnswer: thread.firstAnswer(isBot: names.isBot)) {
            leave(reason)
            return site.keep(thread.id)
        }
        taken.insert(thread.id)
        guard let path = site.reserve(thread.id, at: path(of: thread)) else { return }
        let (cast, names) = (ThreadCast(thread), names)
        let order = try site.order(of: thread.id) {
            threadBlocks(
                ImportedThread(
                    id: thread.id, title: "", slug: "", tags: [], question: ImportedPost(outline: thread.question, by: { names.handle($0, in: cast) }),
                    answers: thread.answers.map { ImportedPost(outline: $0, by: { names.handle($0, in: cast) }) }))
        }
        links.add(thread, path: path, order: order, addresses: addresses) { names.handle($0, in: cast) }
    }

    private func path(of thread: SourceThread) -> String { "threads/\(thread.question.time.year)/\(fileName(thread)).md" }

    private func fileName(_ thread: SourceThread) -> String { slug(of: "\(thread.number) \(shownTitle(thread, ThreadCast(thread)))", limit: 100) }

    /// The title as far as the options let it be told.
    private func shownTitle(_ thread: SourceThread, _ cast: ThreadCast) -> String {
        var redaction = Redaction()
        let title = redacts ? redaction.redacted(thread.title, item: "") : thread.title
        return singleLine(String(decoding: names.hidingNames(in: Array(title.utf8), cast: cast), as: UTF8.self))
    }

    // MARK: Writing

    /// Writes a thread if it was taken, and its row of the log in any case.
    mutating func write(_ thread: SourceThread) throws(ImportError) {
        if taken.contains(thread.id) { try place(thread) }
        note(thread)
    }

    private mutating func place(_ thread: SourceThread) throws(ImportError) {
        let cast = ThreadCast(thread)
        let path = site.reserve(thread.id, at: path(of: thread)) ?? path(of: thread)
        var title = singleLine(String(decoding: names.hidingNames(in: Array(thread.title.utf8), cast: cast), as: UTF8.self))
        if redacts { title = redaction.redacted(title, item: thread.id) }
        let question = try imported(thread.question, thread.id, path, cast)
        var answers: [ImportedPost] = []
        for answer in thread.answers { answers.append(try imported(answer, thread.id, path, cast)) }
        tagsInUse.formUnion(thread.tags)
        for post in [thread.question] + thread.answers { summary.joined += post.messages - 1 + post.comments.reduce(0) { $0 + $1.messages - 1 } }
        summary.questions += 1
        summary.answers += answers.count
        summary.accepted += answers.count { $0.isAccepted }
        summary.comments += question.comments.count + answers.reduce(0) { $0 + $1.comments.count }
        try site.place(
            ImportedThread(
                id: thread.id, title: title.isEmpty ? "Question \(thread.number)" : title, slug: fileName(thread), tags: thread.tags, question: question,
                answers: answers, closed: thread.closed, duplicateOf: thread.duplicateOf))
    }

    private mutating func imported(_ post: SourcePost, _ thread: String, _ path: String, _ cast: ThreadCast) throws(ImportError) -> ImportedPost {
        var out = ImportedPost(
            author: try handle(post.author, cast), time: post.time, body: try text(post, thread, path, cast), votes: post.votes, isAccepted: post.isAccepted,
            source: post.source, licence: post.licence ?? options.licence, extras: post.extras)
        out.id = post.id
        for comment in post.comments.sortedByTime {
            out.comments.append(
                ImportedComment(
                    id: comment.id, author: try handle(comment.author, cast), time: comment.time, body: try text(comment, thread, path, cast),
                    extras: comment.extras))
        }
        return out
    }

    private mutating func text(_ post: SourcePost, _ thread: String, _ path: String, _ cast: ThreadCast) throws(ImportError) -> [UInt8] {
        var body = try assets.linked(post.body.bytes(spool), in: path, site: &site)
        if redacts { body = redaction.redacted(body, item: "\(thread) \(post.id)") }
        return links.rewritten(names.hidingNames(in: body, cast: cast), in: path)
    }

    /// The handle of somebody in a thread; the person's file is written when it is met first.
    private mutating func handle(_ id: String, _ cast: ThreadCast) throws(ImportError) -> String {
        let handle = names.handle(id, in: cast)
        guard handlesInUse.insert(handle).inserted else { return handle }
        var person = names.person(id, handle: handle, prefix: prefix)
        if redacts { person.name = redaction.redacted(person.name, item: "person \(handle)") }
        try site.place(person.id, at: "people/\(handle).md", personText(person))
        return handle
    }

    /// Adds the question's row to the log.
    mutating func note(_ thread: SourceThread) {
        let cast = ThreadCast(thread)
        let slug = site.pathAfterImport(thread.id).flatMap { $0.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0.dropLast(3))) } }
        log.add(
            id: thread.id, asked: thread.question.time, asker: names.handle(thread.question.author, in: cast),
            firstAnswer: thread.firstAnswer(isBot: names.isBot).map { ($0.time, names.handle($0.author, in: cast)) }, thread: slug, tags: thread.tags,
            title: shownTitle(thread, cast))
    }

    private mutating func writeLog() throws(ImportError) {
        leave("questions not logged: the same person asked another at the same second", log.dropDoubles())
        summary.logged = log.count
        let id = "log-\(kind.rawValue)"
        let path = "log/import-\(kind.rawValue).csv"
        guard log.count > 0 || site.presentPath(id) != nil else { return }
        if let old = try site.current(id, at: path), !old.isOurs {
            try site.place(id, at: path, keepsEdit: true, pieces: try log.added(to: old.source))
        } else {
            if let old = try site.current(id, at: path) { try log.keepRows(of: old.source()) }
            try site.place(id, at: path, keepsEdit: false, pieces: log.pieces())
        }
    }

    // MARK: The end

    /// Writes tags and log and moves everything into place.
    mutating func finish(
        siteURL: String?, title: String, tags: [ImportedTag], _ progress: ImportReporter
    ) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
        for tag in tags.sorted(by: { $0.slug.utf8.lexicographicallyPrecedes($1.slug.utf8) }) { try site.place(tag.id, at: "tags/\(tag.slug).md", tagText(tag)) }
        try writeLog()
        try spool.check()
        site.setSite(siteURL)
        summary.redacted = redaction.entries.count
        if options.isDryRun {
            site.abandon()
        } else {
            if redacts {
                let list = redaction.entries.map { "\($0.item)\t\($0.kind)\t\($0.hint)\n" }.joined()
                try site.setRecord("import-\(kind.rawValue)-redacted.tsv", Array(list.utf8))
            }
            tell(gone: try site.commit(siteTitle: title, progress: progress))
        }
        summary.people = handlesInUse.count
        summary.tags = tags.count
        summary.filesCreated = site.created
        summary.filesUpdated = site.updated
        summary.filesUnchanged = site.unchanged
        summary.filesEdited = site.edited
        summary.filesMerged = site.merged
        summary.filesDeleted = site.deleted
        summary.postsGone = site.postsGone
        summary.assetsCopied = assets.copied
        summary.siteURL = siteURL
        leave("attachments not copied: they are not in the export, or larger than 20 MiB", assets.missing)
        leave("attachments that are in the export, not copied without --assets", assets.unasked)
        summary.left = left
        return (summary, diagnostics + site.diagnostics)
    }

    /// Threads of the last import that the export lacks; a chat that forgets old messages lacks many, so only the first are named.
    private mutating func tell(gone: [String]) {
        let others = ["\(prefix)-user-", "\(prefix)-tag-", "asset-", "log-"]
        let threads = gone.filter { id in !others.contains { id.utf8.starts(with: $0.utf8) } }
        summary.goneFromSource = threads.count
        for id in threads.prefix(20) { diagnostics.append(.goneFromSource(id, path: options.source)) }
        if threads.count > 20 { diagnostics.append(.goneFromSource(more: threads.count - 20, path: options.source)) }
    }
}
