import KnowledgeBase

/// Digests of what a site is made of: of each thread's file, and of everything else together.
struct SiteInputs: Sendable {
    let hash: KeyedHash
    /// By path below the content folder.
    let threads: [String: Digest]
    /// Settings, rules, people, tags, pages, logs, the names of assets, the theme, and the program itself.
    let others: Digest

    init(
        hash: KeyedHash, _ tree: ContentTree, _ digests: [Digest?], _ others: DigestInput, _ theme: Theme, drafts: Bool, program: Digest?
    ) {
        self.hash = hash
        var input = others
        var threads: [String: Digest] = [:]
        threads.reserveCapacity(digests.count)
        for ((kind, file), digest) in zip(tree.markdown, digests) {
            guard let digest else { continue }
            if kind == .thread {
                threads[file.contentPath] = digest
            } else {
                input.add(file.contentPath)
                input.add(digest)
            }
        }
        input.add(tree.assets)
        input.add(theme.digest(hash))
        input.add(drafts)
        if let program { input.add(program) }
        self.threads = threads
        self.others = hash.digest(input.bytes)
    }
}

/// What the keys of outputs are made of. An output may depend on more than its key is made of only where something in the key changes with it; a key
/// that changes too often costs time, and nothing else.
struct OutputKeys: Sendable {
    private let hash: KeyedHash
    /// Everything but the threads, and the instant that the figures are judged at.
    let site: Digest
    /// Of each thread's file; `nil` where it isn't known.
    let content: [Digest?]
    /// One for each thread: its file, the names that it uses as the site resolves them, how it fares by the clock, and where its links lead.
    let threads: [Digest]
    /// What the clock knows of all threads: who asked and answered what when. Lists, counts and figures follow from it.
    let clock: Digest
    /// Everything.
    let all: Digest

    init(_ model: SiteModel, _ inputs: SiteInputs) {
        let (site, links) = (model.site, model.links)
        hash = inputs.hash
        let hash = inputs.hash
        var input = DigestInput()
        input.add(inputs.others)
        input.add(site.asOf.secondsSince1970)
        for rule in site.rules { input.add(links: rule.source.body, in: rule.source.path, links) }
        for page in site.pages { input.add(links: page.body, in: page.path, links) }
        for source in site.people.compactMap(\.source) { input.add(links: source.bio, in: source.path, links) }
        for source in site.tags.compactMap(\.source) { input.add(links: source.body, in: source.path, links) }
        for path in site.rules.map(\.source.path) + site.pages.map(\.path) { input.add(history: path, model) }
        self.site = hash.digest(input.bytes)
        let parts = inParallelChunks(site.threads.count) { range in
            range.map { index in
                let thread = site.threads[index]
                var input = DigestInput()
                Self.addClockFacts(of: thread, &input)
                let facts = hash.digest(input.bytes)
                thread.comments.forEach { input.add($0.author) }
                for answer in thread.answers { answer.comments.forEach { input.add($0.author) } }
                input.add(model.standings[index])
                if let content = inputs.threads[thread.source.path] { input.add(content) }
                input.add(history: thread.source.path, model)
                thread.forEachBody { input.add(links: $0, in: thread.source.path, links) }
                return (facts: facts, digest: hash.digest(input.bytes))
            }
        }.flatMap { $0 }
        threads = parts.map(\.digest)
        content = site.threads.map { inputs.threads[$0.source.path] }
        var clock = DigestInput()
        clock.add(self.site)
        for part in parts { clock.add(part.facts) }
        self.clock = hash.digest(clock.bytes)
        var all = DigestInput()
        all.add(self.clock)
        for part in parts { all.add(part.digest) }
        self.all = hash.digest(all.bytes)
    }

    /// A key of the site without its threads, and of the threads that are named.
    func key(_ kind: String, threads indexes: some Sequence<Int>, _ more: (inout DigestInput) -> Void = { _ in }) -> Digest {
        var input = DigestInput()
        input.add(kind)
        input.add(site)
        more(&input)
        for index in indexes { input.add(threads[index]) }
        return hash.digest(input.bytes)
    }

    /// As above, of something that figures, counts and lists are in.
    func clockKey(_ kind: String, threads indexes: some Sequence<Int>) -> Digest { key(kind, threads: indexes) { $0.add(clock) } }

    private static func addClockFacts(of thread: Thread, _ input: inout DigestInput) {
        func add(_ time: Timestamp) {
            input.add(time.instant.secondsSince1970)
            input.add(time.isDateOnly)
        }
        input.add(thread.slug)
        input.add(thread.source.path)
        input.add(thread.author)
        add(thread.asked)
        input.add(thread.tags)
        input.add(thread.closed != nil)
        thread.closed.map(add)
        input.add(thread.source.duplicateOf?.value)
        input.add(thread.source.isDraft)
        input.add(thread.answers.count)
        for answer in thread.answers {
            input.add(answer.author)
            add(answer.at)
            input.add(answer.isAccepted)
            input.add(answer.source.votes ?? Int.min)
        }
    }
}

extension DigestInput {
    fileprivate mutating func add(_ standing: ThreadStanding) {
        switch standing.state {
        case .answered: add(0)
        case .kept: add(1)
        case .late: add(2)
        case .waiting: add(3)
        case .overdue: add(4)
        case .closed: add(5)
        case .dateOnly(let isAnswered): add(isAnswered ? 6 : 7)
        case .unknown: add(8)
        }
        add(standing.seconds ?? -1)
        add(standing.firstAnswer ?? -1)
        add(standing.isSelfAnsweredOnly)
        add(standing.due ?? -1)
    }

    /// What version control knows of a file, and whom of the group its contributors are.
    fileprivate mutating func add(history contentPath: String, _ model: SiteModel) {
        guard let file = model.site.history.files[contentPath] else { return add(false) }
        add(file.changed?.secondsSince1970 ?? Int.min)
        for name in file.contributors {
            let handle = model.handleByName[foldedName(name)] ?? name
            add(handle)
            add(model.people[handle] != nil)
        }
    }

    /// Where the links of a text lead: that depends on other files.
    fileprivate mutating func add(links body: PostBody, in contentPath: String, _ links: LinkTable) {
        for slot in body.rendered.slots {
            switch links.target(of: slot, in: contentPath) {
            case .path(let path, let fragment):
                add(path)
                add(fragment)
            case .fragment(let id): add(id)
            case .missing: add(false)
            }
        }
    }
}
