import Diagnostics

/// Writes a conversation into a site: chooses the threads, names the people, redacts, keeps the log. The same for every kind.
struct ConversationImport {
    private let kind: ImportKind
    private let options: ImportOptions
    private var conversation: Conversation
    private var site: SiteFolder
    private let names: ImportedNames
    private var redaction = Redaction()
    private var summary = ImportSummary()
    private var diagnostics: [Diagnostic] = []
    private var links = ThreadLinks()
    private var assets: AttachedFiles
    private var rows: [QuestionLogText.Row] = []
    private var tagsInUse: Set<String> = []

    private var redacts: Bool { options.redacts ?? kind.isChat }

    /// Reads the export and writes what was asked for. A fault leaves the site as it was.
    static func run(
        _ kind: ImportKind, _ options: ImportOptions, _ conversation: Conversation, progress: (ImportProgress) -> Void
    ) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
        let site = try SiteFolder(options.destination, kind: kind.rawValue)
        do throws(ImportError) {
            var run = ConversationImport(kind, options, conversation, site)
            return try run.write(progress)
        } catch {
            site.abandon()
            throw error
        }
    }

    private init(_ kind: ImportKind, _ options: ImportOptions, _ conversation: Conversation, _ site: SiteFolder) {
        self.kind = kind
        self.options = options
        self.conversation = conversation
        self.site = site
        names = ImportedNames(conversation.people, kind: kind.rawValue, policy: options.people)
        assets = AttachedFiles(source: options.source, isCopying: options.copiesAssets, kind: kind.rawValue)
    }

    private mutating func write(_ progress: (ImportProgress) -> Void) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
        try checkSite()
        var seen: Set<String> = []
        let threads = conversation.threads.map(ordered).sorted { ($0.question.time.seconds, $0.id) < ($1.question.time.seconds, $1.id) }
            .filter { seen.insert($0.id).inserted }
        conversation.threads = []
        var taken: [SourceThread] = []
        for thread in threads {
            if isTaken(thread) { taken.append(thread) } else if site.presentPath(thread.id) != nil { site.keep(thread.id) }
        }
        for thread in taken {
            let path = site.reserve(thread.id, at: path(of: thread))
            for address in [thread.question.source].compactMap({ $0 }) + thread.addresses { if let path { links.add(address, path: path) } }
        }
        var used: [String: ImportedPerson] = [:]
        for (index, thread) in taken.enumerated() {
            if index % 64 == 0 { progress(ImportProgress(stage: .writing, done: index, total: taken.count)) }
            try place(thread, &used)
        }
        for handle in used.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard let person = used[handle] else { continue }
            try site.place(person.id, at: "people/\(handle).md", personText(person))
        }
        for slug in tagsInUse.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let tag = ImportedTag(id: "\(kind.rawValue)-tag-\(slug)", slug: slug, title: conversation.tagTitles[slug] ?? slug)
            try site.place(tag.id, at: "tags/\(slug).md", tagText(tag))
        }
        for thread in threads { log(thread) }
        for thread in conversation.guesses.map(ordered) where !seen.contains(thread.id) { log(thread) }
        try writeLog()
        summary.people = used.count
        summary.tags = tagsInUse.count
        return try finish(progress)
    }

    private func checkSite() throws(ImportError) {
        guard let last = site.lastSite, let now = options.siteURL ?? conversation.site, last != now else { return }
        throw .brokenSource([
            Diagnostic(
                .importOtherSite, .error, "this folder holds an import of '\(last)', and the export is one of '\(now)'",
                advice: "import each site into a folder of its own", path: options.destination)
        ])
    }

    // MARK: Choosing

    /// Answers in order of time; what is older than the post above it, as in merged threads, keeps its day to itself.
    private func ordered(_ thread: SourceThread) -> SourceThread {
        var thread = thread
        let asked = thread.question.time
        func dated(_ post: inout SourcePost) {
            guard post.time < asked else { return }
            post.extras.append(.init("original-time", post.time.text))
            post.time = ImportedTime(seconds: asked.seconds, isDateOnly: true)
        }
        for index in thread.answers.indices {
            dated(&thread.answers[index])
            let time = thread.answers[index].time
            let early = thread.answers[index].comments.filter { $0.time < time }
            thread.answers[index].comments.removeAll { $0.time < time }
            thread.question.comments += early
        }
        for index in thread.question.comments.indices { dated(&thread.question.comments[index]) }
        thread.answers.sort { ($0.time.seconds, $0.id) < ($1.time.seconds, $1.id) }
        return thread
    }

    /// The first answer by another person than the asker, no bot. Where two are of one time, the one that a reader meets first.
    private func firstAnswer(_ thread: SourceThread) -> SourcePost? {
        let others = thread.answers.filter { $0.author != thread.question.author && !names.isBot($0.author) }
            .sorted { ($0.isAccepted ? 0 : 1, -($0.votes ?? 0)) < ($1.isAccepted ? 0 : 1, -($1.votes ?? 0)) }
        func start(_ time: ImportedTime) -> (Int64, Int) { time.isDateOnly ? (time.seconds - time.seconds % 86_400, 1) : (time.seconds, 0) }
        return others.min { start($0.time) < start($1.time) }
    }

    private mutating func isTaken(_ thread: SourceThread) -> Bool {
        if let since = options.since, thread.question.time < since {
            summary.beforeSince += 1
            return false
        }
        if !options.tags.isEmpty, !thread.tags.contains(where: { options.tags.contains($0) }) {
            conversation.leave("questions left out: without the tags that were asked for")
            return false
        }
        switch options.only ?? (kind.isChat ? .answered : .all) {
        case .all: return true
        case .answered:
            if firstAnswer(thread) != nil { return true }
            conversation.leave("questions left out: nobody else answered (--only answered)")
        case .accepted:
            if thread.answers.contains(where: \.isAccepted) { return true }
            conversation.leave("questions left out: no accepted answer (--only accepted)")
        case .reacted(let count):
            if max(thread.question.reactions, thread.answers.map(\.reactions).max() ?? 0) >= count { return true }
            conversation.leave("questions left out: fewer than \(count) reactions (--only reacted:\(count))")
        }
        return false
    }

    private func path(of thread: SourceThread) -> String { "threads/\(thread.question.time.year)/\(fileName(thread)).md" }
    private func fileName(_ thread: SourceThread) -> String {
        var redaction = Redaction()
        let title = redacts ? redaction.redacted(thread.title, item: "") : thread.title
        let hidden = names.hidingNames(in: Array(title.utf8), cast: cast(thread))
        return slug(of: "\(thread.number) \(String(decoding: hidden, as: UTF8.self))", limit: 100)
    }

    private func cast(_ thread: SourceThread) -> ThreadCast {
        ThreadCast(
            asker: thread.question.author,
            others: thread.question.comments.map(\.author) + thread.answers.flatMap { [$0.author] + $0.comments.map(\.author) })
    }

    // MARK: Writing

    private mutating func place(_ thread: SourceThread, _ used: inout [String: ImportedPerson]) throws(ImportError) {
        let cast = cast(thread)
        let path = site.reserve(thread.id, at: path(of: thread)) ?? path(of: thread)
        var title = singleLine(String(decoding: names.hidingNames(in: Array(thread.title.utf8), cast: cast), as: UTF8.self))
        if redacts { title = redaction.redacted(title, item: thread.id) }
        func handle(_ id: String) -> String {
            let handle = names.handle(id, in: cast)
            if used[handle] == nil {
                var person = names.person(id, handle: handle)
                if redacts { person.name = redaction.redacted(person.name, item: "person \(handle)") }
                used[handle] = person
            }
            return handle
        }
        func text(_ post: SourcePost) throws(ImportError) -> [UInt8] {
            var body = try assets.linked(post.body, in: path, site: &site)
            if redacts { body = redaction.redacted(body, item: "\(thread.id) \(post.id)") }
            return links.rewritten(names.hidingNames(in: body, cast: cast), in: path)
        }
        func imported(_ post: SourcePost) throws(ImportError) -> ImportedPost {
            var out = ImportedPost(
                author: handle(post.author), time: post.time, body: try text(post), votes: post.votes, isAccepted: post.isAccepted, source: post.source,
                licence: post.licence ?? options.licence, extras: post.extras)
            out.id = post.id
            for comment in post.comments.sorted(by: { ($0.time.seconds, $0.id) < ($1.time.seconds, $1.id) }) {
                out.comments.append(ImportedComment(author: handle(comment.author), time: comment.time, body: try text(comment)))
            }
            return out
        }
        let question = try imported(thread.question)
        var answers: [ImportedPost] = []
        for answer in thread.answers { answers.append(try imported(answer)) }
        tagsInUse.formUnion(thread.tags)
        for post in [thread.question] + thread.answers { summary.joined += post.messages - 1 + post.comments.reduce(0) { $0 + $1.messages - 1 } }
        summary.questions += 1
        summary.answers += answers.count
        summary.accepted += answers.count { $0.isAccepted }
        summary.comments += question.comments.count + answers.reduce(0) { $0 + $1.comments.count }
        try site.place(
            ImportedThread(
                id: thread.id, title: title.isEmpty ? "Question \(thread.number)" : title, slug: fileName(thread), tags: thread.tags, question: question,
                answers: answers, closed: thread.closed))
    }

    private mutating func log(_ thread: SourceThread) {
        let cast = cast(thread)
        let first = firstAnswer(thread)
        rows.append(
            QuestionLogText.Row(
                id: thread.id, asked: utc(thread.question.time), asker: names.handle(thread.question.author, in: cast),
                firstAnswer: first.map { (utc($0.time), names.handle($0.author, in: cast)) },
                thread: site.pathAfterImport(thread.id).flatMap { $0.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0.dropLast(3))) } },
                tags: thread.tags))
    }

    private func utc(_ time: ImportedTime) -> ImportedTime { ImportedTime(seconds: time.seconds, isDateOnly: time.isDateOnly) }

    private mutating func writeLog() throws(ImportError) {
        // Two rows of one person at one second would be taken for one question told twice.
        var known: Set<String> = []
        for row in rows where row.thread != nil { known.insert("\(row.asked.text) \(row.asker)") }
        let all = rows.count
        rows = rows.filter { $0.thread != nil || known.insert("\($0.asked.text) \($0.asker)").inserted }
        conversation.leave("questions not logged: the same person asked another at the same second", all - rows.count)
        summary.logged = rows.count
        let id = "log-\(kind.rawValue)"
        let path = "log/import-\(kind.rawValue).csv"
        guard !rows.isEmpty || site.presentPath(id) != nil else { return }
        let old = try site.current(id, at: path)
        let bytes = QuestionLogText.bytes(rows, old: old)
        if let old, !old.isOurs { try site.placeMerged(id, at: path, bytes) } else { try site.place(id, at: path, bytes) }
    }

    private mutating func finish(_ progress: (ImportProgress) -> Void) throws(ImportError) -> (ImportSummary, [Diagnostic]) {
        site.setSite(options.siteURL ?? conversation.site)
        let redactions = redaction.entries.map { "\($0.item)\t\($0.kind)\t\($0.hint)\n" }.joined()
        summary.redacted = redaction.entries.count
        if options.isDryRun {
            site.abandon()
        } else {
            if redacts { try site.setRecord("import-\(kind.rawValue)-redacted.tsv", Array(redactions.utf8)) }
            let gone = try site.commit(siteTitle: singleLine(conversation.title), progress: progress)
            for id in gone where !id.hasPrefix("\(kind.rawValue)-user-") && !id.hasPrefix("\(kind.rawValue)-tag-") && !id.hasPrefix("asset-") && !id.hasPrefix("log-") {
                summary.goneFromSource += 1
                diagnostics.append(
                    Diagnostic(
                        .importGone, .warning, "the export no longer has '\(id)'; its file stays",
                        advice: "delete the file if the question is to go", path: options.source))
            }
        }
        summary.filesCreated = site.created
        summary.filesUpdated = site.updated
        summary.filesUnchanged = site.unchanged
        summary.filesEdited = site.edited
        summary.filesMerged = site.merged
        summary.filesDeleted = site.deleted
        summary.assetsCopied = assets.copied
        summary.siteURL = conversation.site
        conversation.leave("attachments not copied: they are not in the export", assets.missing)
        summary.left = conversation.left
        return (summary, conversation.diagnostics + diagnostics + site.diagnostics)
    }
}
