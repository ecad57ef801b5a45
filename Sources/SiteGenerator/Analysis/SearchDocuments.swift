import KnowledgeBase
import SearchIndex

/// What the search index is told of a thread.
struct SearchDocumentSource: Sendable {
    private let site: Site
    private let synonyms: [String: [String]]
    private let bots: Set<String>

    init(_ site: Site) {
        self.site = site
        synonyms = Dictionary(site.tags.map { ($0.name, $0.synonyms) }, uniquingKeysWith: { first, _ in first })
        bots = Set(site.people.filter(\.isBot).map(\.handle))
    }

    func document(of thread: Thread) -> SearchDocument {
        SearchDocument(
            url: Permalinks.thread(thread.slug), title: thread.title, alternatives: thread.source.also, tags: thread.tags,
            tagSynonyms: thread.tags.flatMap { synonyms[$0] ?? [] }, posts: posts(of: thread, questionOnly: !site.settings.outputs.search), asked: thread.asked.instant.secondsSince1970 + thread.asked.offset,
            votes: thread.source.votes ?? 0, state: state(of: thread), language: thread.source.language ?? site.settings.language,
            answerSeconds: firstAnswerSeconds(thread, bots: bots, asOf: site.asOf))
    }

    /// Stands for everything that `document` reads; `nil` when the thread's file isn't known.
    func key(of thread: Thread, _ inputs: SiteInputs) -> Digest? {
        guard let content = inputs.threads[thread.source.path] else { return nil }
        var input = DigestInput()
        input.add(Int(AnalysedDocument.version))
        input.add(site.settings.outputs.search ? 1 : 0)
        input.add(content)
        input.add(thread.slug)
        input.add(thread.tags)
        input.add(thread.tags.flatMap { synonyms[$0] ?? [] })
        input.add(site.settings.language)
        // Times without an offset are read in it.
        input.add(site.settings.timeZone)
        input.add(firstAnswerSeconds(thread, bots: bots, asOf: site.asOf) ?? -1)
        input.add([thread.author] + thread.comments.map(\.author))
        for answer in thread.answers { input.add([answer.author] + answer.comments.map(\.author)) }
        return inputs.hash.digest(input.bytes)
    }
}

/// How the index of a site is made.
func searchSettings(_ settings: SiteSettings) -> SearchSettings {
    var search = SearchSettings()
    search.workingBytes = settings.limits.searchMegabytes << 20
    search.questionsOnly = !settings.outputs.search
    return search
}

private func posts(of thread: Thread, questionOnly: Bool) -> [SearchPost] {
    func post(_ body: PostBody, _ kind: SearchPost.Kind, _ anchor: String, _ author: String, _ at: Timestamp, votes: Int? = nil, accepted: Bool = false)
        -> SearchPost
    {
        SearchPost(
            anchor: anchor, kind: kind, author: author, text: body.rendered.plainText, accepted: accepted, votes: votes ?? 0,
            at: at.instant.secondsSince1970)
    }
    func comments(_ comments: [Comment]) -> [SearchPost] {
        comments.map { post($0.source.body, .comment, $0.source.anchor, $0.author, $0.at) }
    }
    let question = post(thread.source.question, .question, "question", thread.author, thread.asked, votes: thread.source.votes)
    if questionOnly { return [question] }
    return [question] + comments(thread.comments)
        + thread.answers.flatMap { answer in
            [
                post(
                    answer.source.body, .answer, answer.source.anchor, answer.author, answer.at, votes: answer.source.votes,
                    accepted: answer.isAccepted)
            ] + comments(answer.comments)
        }
}

private func state(of thread: Thread) -> SearchDocument.State {
    thread.accepted != nil ? .accepted : thread.answers.isEmpty ? .open : .answered
}

/// What the thread's page calls its first answer: by somebody else, not by a bot, given by the as-of.
private func firstAnswerSeconds(_ thread: Thread, bots: Set<String>, asOf: Instant) -> Int? {
    guard !thread.asked.isDateOnly else { return nil }
    return thread.answers.filter { answer in
        answer.author != thread.author && !bots.contains(answer.author) && !answer.at.isDateOnly
            && answer.at.instant >= thread.asked.instant && answer.at.instant <= asOf
    }
        .map { $0.at.instant.secondsSince1970 - thread.asked.instant.secondsSince1970 }.min()
}

/// For each thread the indexes of the nearest others, best first; threads that are marked as its duplicates are listed apart.
func relatedThreads(_ site: Site, _ documents: [[RelatedDocument]]) -> [[Int]] {
    let slugs = Dictionary(site.threads.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    let originals = site.threads.map(\.source.duplicateOf?.value)
    return documents.enumerated().map { index, others in
        let original = originals[index].flatMap { slugs[$0] }
        return Array(others.lazy.map(\.index).filter { $0 != original && originals[$0] != site.threads[index].slug }.prefix(5))
    }
}
