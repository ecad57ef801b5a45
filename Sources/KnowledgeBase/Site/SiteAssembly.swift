import Diagnostics

/// What the content folder holds, file by file: the input of `assembleSite`.
package struct SiteContent: Sendable {
    package var settings = SiteSettings()
    package var timeZone = SiteTimeZone.utc
    /// As printed in messages; the settings' own file.
    package var settingsPath = "Content/site.yml"
    package var threads: [ThreadSource] = []
    package var rules: [RuleSource] = []
    package var people: [PersonSource] = []
    package var tags: [TagSource] = []
    package var pages: [PageSource] = []
    package var logs: [LogFile] = []
    package var includesDrafts = false
    /// Empty without version control.
    package var history = ContentHistory()
    package private(set) var unread = UnreadFiles()

    package init() {}

    /// Sorts parsed files into their kinds. `includesDrafts` must be set before.
    package mutating func add(_ files: [ParsedFile]) {
        for file in files {
            unread.add(file, includesDrafts: includesDrafts)
            switch file.value {
            case .thread(let thread): threads.append(thread)
            case .rule(let rule): rules.append(rule)
            case .person(let person): people.append(person)
            case .tag(let tag): tags.append(tag)
            case .page(let page): pages.append(page)
            case nil: continue
            }
        }
    }
}

/// Puts a site together: resolves names, places times on the time line, and checks what only the whole can tell.
///
/// - Parameter asOf: `nil` takes the newest time in the content.
/// - Returns: The site, its questions as the clock sees them, and every fault between files. A faulty reference costs a message; the thread
///   stays.
package func assembleSite(_ content: SiteContent, asOf: Instant?) -> (site: Site, clock: SiteClock, diagnostics: [Diagnostic]) {
    let site = assembledSite(content, asOf: asOf)
    let clock = SiteClock(site)
    return (site, clock, siteFaults(content, site) { clock })
}

/// Every fault between files.
///
/// - Parameter clock: Of the site; it is asked for last.
package func siteFaults(_ content: SiteContent, _ site: Site, clock: () -> SiteClock) -> [Diagnostic] {
    siteChecks.flatMap { $0(content, site) } + checkQuestionLog(content, site, clock())
}

/// The site alone: its clock and its checks are functions of it, and need not wait for each other.
package func assembledSite(_ content: SiteContent, asOf: Instant?) -> Site {
    let drafts = content.includesDrafts
    var assembly = SiteAssembly(content)
    let threads = content.threads.filter { drafts || !$0.isDraft }
        .sorted { $0.slug.utf8.lexicographicallyPrecedes($1.slug.utf8) }
        .map { assembly.thread($0) }
    let log = assembly.log(content.logs)
    var site = Site(
        settings: content.settings, timeZone: content.timeZone, asOf: Instant(secondsSince1970: 0), threads: threads,
        rules: content.rules.filter { drafts || !$0.isDraft }.map { assembly.rule($0) }.sorted(by: precedes),
        people: assembly.people(of: threads), tags: assembly.tags(of: threads),
        pages: content.pages.filter { drafts || !$0.isDraft }.sorted {
            let (first, second) = ($0.order ?? .max, $1.order ?? .max)
            return first != second ? first < second : $0.slug.utf8.lexicographicallyPrecedes($1.slug.utf8)
        },
        log: log, hasLog: !content.logs.isEmpty, history: content.history)
    site.asOf = asOf ?? site.newestTime ?? Instant(secondsSince1970: 0)
    return site
}

private func precedes(_ a: Rule, _ b: Rule) -> Bool {
    let (first, second) = (a.source.order ?? .max, b.source.order ?? .max)
    return first != second ? first < second : a.slug.utf8.lexicographicallyPrecedes(b.slug.utf8)
}

extension Site {
    /// The latest time that the content names: an as-of that depends on nothing else.
    var newestTime: Instant? {
        var newest: Instant?
        func see(_ time: Timestamp) { newest = max(newest ?? time.instant, time.instant) }
        for thread in threads {
            see(thread.asked)
            thread.comments.forEach { see($0.at) }
            for answer in thread.answers {
                see(answer.at)
                answer.comments.forEach { see($0.at) }
            }
        }
        for entry in log {
            see(entry.asked)
            entry.firstAnswer.map(see)
        }
        return newest
    }
}

private struct SiteAssembly {
    private let zone: SiteTimeZone
    private var people = NameTable()
    private var tags = NameTable()
    private let personSources: [String: PersonSource]
    private let tagSources: [String: TagSource]

    init(_ content: SiteContent) {
        zone = content.timeZone
        for person in content.people { people.declare(person.handle, also: person.aliases.map(\.value)) }
        for tag in content.tags { tags.declare(tag.name, also: tag.synonyms.map(\.value)) }
        personSources = Dictionary(content.people.map { ($0.handle, $0) }, uniquingKeysWith: { first, _ in first })
        tagSources = Dictionary(content.tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func thread(_ source: ThreadSource) -> Thread {
        Thread(
            source: source, asked: zone.timestamp(source.asked.value), author: people.resolve(source.author.value),
            tags: resolve(source.tags), closed: source.closed.map { zone.timestamp($0.value) },
            verifiedBy: (source.verified?.by?.value).map { people.resolve($0) },
            comments: source.comments.map { comment($0) },
            answers: source.answers.map { answer($0) }.enumerated().sorted { a, b in
                let (first, second) = (a.element, b.element)
                if first.isAccepted != second.isAccepted { return first.isAccepted }
                let (votes, others) = (first.source.votes ?? 0, second.source.votes ?? 0)
                if votes != others { return votes > others }
                return (first.at.instant, a.offset) < (second.at.instant, b.offset)
            }.map(\.element))
    }

    private mutating func answer(_ source: AnswerSource) -> Answer {
        Answer(
            source: source, author: people.resolve(source.author.value), at: zone.timestamp(source.at.value),
            verifiedBy: (source.verified?.by?.value).map { people.resolve($0) }, comments: source.comments.map { comment($0) })
    }

    private mutating func comment(_ source: CommentSource) -> Comment {
        Comment(source: source, author: people.resolve(source.author.value), at: zone.timestamp(source.at.value))
    }

    func rule(_ source: RuleSource) -> Rule {
        Rule(
            source: source, since: source.since.map { zone.timestamp($0.value) },
            promises: source.promises.map { Promise(source: $0, since: zone.timestamp($0.since.value), until: $0.until.map { zone.timestamp($0.value) }) })
    }

    mutating func log(_ files: [LogFile]) -> [LogEntry] {
        var entries: [LogEntry] = []
        entries.reserveCapacity(files.reduce(0) { $0 + $1.rows.count })
        // Few lists of tags are written in a million rows: each is kept once.
        var lists: [[String]: [String]] = [:]
        for (file, log) in files.enumerated() {
            for (index, row) in log.rows.enumerated() {
                let written = row.tags.map(\.value)
                let tags = lists[written] ?? resolve(row.tags)
                lists[written] = tags
                entries.append(logEntry(row, tags, file: file, index: index))
            }
        }
        return entries
    }

    private mutating func logEntry(_ row: QuestionLogRow, _ tags: [String], file: Int, index: Int) -> LogEntry {
        LogEntry(
            file: Int32(file), row: Int32(index), asked: zone.timestamp(row.asked.value), asker: people.resolve(row.asker.value),
            firstAnswer: row.firstAnswer.map { zone.timestamp($0.value) }, answerer: row.answerer.map { people.resolve($0.value) },
            thread: row.thread?.value, tags: tags)
    }

    private mutating func resolve(_ written: [Located<String>]) -> [String] {
        var names: [String] = []
        for tag in written {
            let name = tags.resolve(tag.value)
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    func people(of threads: [Thread]) -> [Person] {
        var handles = Set(personSources.keys)
        for thread in threads {
            handles.insert(thread.author)
            thread.comments.forEach { handles.insert($0.author) }
            for answer in thread.answers {
                handles.insert(answer.author)
                answer.comments.forEach { handles.insert($0.author) }
            }
        }
        return handles.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { handle in
            let source = personSources[handle]
            return Person(
                handle: handle, name: source?.name ?? handle, isBot: source?.isBot ?? false,
                isOnLeaderboard: source?.isOnLeaderboard ?? true, source: source)
        }
    }

    func tags(of threads: [Thread]) -> [Tag] {
        let names = Set(tagSources.keys).union(threads.flatMap(\.tags)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let known = Set(names)
        var parents: [String: String] = [:]
        var children: [String: [String]] = [:]
        for name in names {
            // A parent that isn't there has been reported; it has no page to lead to.
            guard let written = tagSources[name]?.parent, let parent = tags.find(written.value), known.contains(parent) else { continue }
            parents[name] = parent
            children[parent, default: []].append(name)
        }
        return names.map { name in
            let source = tagSources[name]
            return Tag(
                name: name, slug: tagSlug(name), title: source?.title ?? name, description: source?.description,
                synonyms: (source?.synonyms.map(\.value) ?? []).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
                parent: parents[name], children: children[name] ?? [], source: source)
        }
    }
}
