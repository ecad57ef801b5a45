import Diagnostics
import KnowledgeBase

/// What one feed tells: its entries are threads, the newest first.
struct FeedContent {
    var title: String
    /// Of the feed's own file.
    var path: String
    /// The page that the feed belongs to.
    var page: String
    /// Indexes of threads.
    var threads: [Int]
    /// Indexes of rows of the question log that no thread holds; after the threads.
    var logRows: [Int] = []
}

private let entriesInFeed = 30

@Sendable func feedFiles(_ plan: Plan) -> [PageRequest] {
    let title = plan.site.settings.title
    var files = both(
        plan, FeedContent(title: title, path: Permalinks.atomFeed, page: Permalinks.home, threads: plan.model.newest), Permalinks.jsonFeed)
    files += both(
        plan,
        FeedContent(
            title: plan.phrases("overdueFeedTitle", ["site": title]), path: Permalinks.overdueFeed, page: Permalinks.unanswered,
            threads: plan.model.overdueThreads, logRows: plan.model.overdueLogRows), Permalinks.overdueJSONFeed)
    if plan.site.settings.freshness.staleAfterDays != nil {
        // Whoever follows it wants to hear of the thread that came of age last.
        let stale = FeedContent(
            title: plan.phrases("staleFeedTitle", ["site": title]), path: Permalinks.staleFeed, page: Permalinks.stale,
            threads: plan.model.stale.reversed().map(\.thread))
        files += both(plan, stale, Permalinks.staleJSONFeed)
    }
    for tag in plan.site.tags {
        let content = FeedContent(
            title: plan.phrases("tagFeedTitle", ["site": title, "tag": tag.title]), path: Permalinks.tagFeed(tag.slug),
            page: Permalinks.tag(tag.slug), threads: plan.model.threadsByTag[tag.name] ?? [])
        files += both(plan, content, Permalinks.tagJSONFeed(tag.slug))
    }
    return files
}

private func both(_ plan: Plan, _ content: FeedContent, _ jsonPath: String) -> [PageRequest] {
    var content = content
    // A build with drafts is for looking at; whoever subscribes is told of what is published.
    content.threads = Array(content.threads.lazy.filter { !plan.site.threads[$0].source.isDraft }.prefix(entriesInFeed))
    content.logRows = Array(content.logRows.prefix(entriesInFeed - content.threads.count))
    let atom = content
    content.path = jsonPath
    let json = content
    return plan.file(atom.path, isIndex: true) { $0.atomFeed(atom) } + plan.file(json.path, isIndex: true) { $0.jsonFeed(json) }
}

extension PageComposer {
    /// RFC 4287. Ids are stable: the thread's address where the site's is known, else a `tag:` URI of its slug.
    fileprivate func atomFeed(_ feed: FeedContent) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": site.settings.language]) { xml in
            xml.element("title", text: feed.title)
            xml.element("id", text: feedID(feed.path))
            xml.element("updated", text: isoText(updated(feed)))
            xml.empty("link", ["rel": "self", "type": "application/atom+xml", "href": absolute(feed.path) ?? url(feed.path)])
            xml.empty("link", ["rel": "alternate", "type": "text/html", "href": absolute(feed.page) ?? url(feed.page)])
            xml.element("generator", text: "Answerable")
            for index in feed.threads { entry(index, &xml) }
            for index in feed.logRows { logEntry(index, &xml) }
        }
        return xml.bytes
    }

    private func entry(_ index: Int, _ xml: inout XMLWriter) {
        let thread = site.threads[index]
        let path = Permalinks.thread(thread.slug)
        let language: KeyValuePairs = ["xml:lang": thread.source.language ?? site.settings.language]
        xml.element("entry") { xml in
            xml.element("title", language, text: thread.title)
            xml.element("id", text: feedID(path))
            xml.empty("link", ["rel": "alternate", "type": "text/html", "href": absolute(path) ?? url(path)])
            xml.element("published", text: fullISO(thread.asked))
            xml.element("updated", text: fullISO(thread.newestPost))
            xml.element("author") { xml in
                xml.element("name", text: person(thread.author).name)
            }
            for tag in thread.tags { xml.empty("category", ["term": tag]) }
            xml.element("summary", text: answerTime(index).phrase)
            xml.element("content", ["type": "html", "xml:lang": thread.source.language ?? site.settings.language], text: feedHTML(thread))
        }
    }

    /// A question that only the log knows: its page is the list of those that wait.
    private func logEntry(_ index: Int, _ xml: inout XMLWriter) {
        let entry = site.log[index]
        xml.element("entry") { xml in
            xml.element("title", text: logTitle(entry))
            xml.element("id", text: logID(entry))
            xml.empty("link", ["rel": "alternate", "type": "text/html", "href": absolute(Permalinks.unanswered) ?? url(Permalinks.unanswered)])
            xml.element("published", text: fullISO(entry.asked))
            xml.element("updated", text: fullISO(entry.asked))
            xml.element("author") { $0.element("name", text: person(entry.asker).name) }
            for tag in entry.tags { xml.empty("category", ["term": tag]) }
            xml.element("summary", text: logTitle(entry))
        }
    }

    private func logTitle(_ entry: LogEntry) -> String {
        phrases("overdueLogEntry", ["person": person(entry.asker).name, "time": phrases.time(entry.asked)])
            + (entry.tags.isEmpty ? "" : phrases("listSeparator") + entry.tags.joined(separator: phrases("listSeparator")))
    }

    /// Asker and instant name a row: the join of log and threads goes by the same two.
    private func logID(_ entry: LogEntry) -> String {
        feedID(Permalinks.unanswered) + "#" + encodedPath("\(entry.asker)-\(entry.asked.instant.secondsSince1970)")
    }

    /// JSON Feed 1.1 (jsonfeed.org).
    fileprivate func jsonFeed(_ feed: FeedContent) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("version", "https://jsonfeed.org/version/1.1")
            json.member("title", feed.title)
            json.member("home_page_url", absolute(feed.page))
            json.member("feed_url", absolute(feed.path))
            json.member("language", site.settings.language)
            json.key("items")
            json.array { json in
                for index in feed.threads {
                    let thread = site.threads[index]
                    let path = Permalinks.thread(thread.slug)
                    json.object { json in
                        json.member("id", feedID(path))
                        json.member("url", absolute(path) ?? url(path))
                        json.member("title", thread.title)
                        json.member("language", language(thread.source.language))
                        json.member("summary", answerTime(index).phrase)
                        json.member("content_html", feedHTML(thread))
                        json.member("date_published", fullISO(thread.asked))
                        json.member("date_modified", fullISO(thread.newestPost))
                        json.key("authors")
                        json.array { json in
                            json.object { $0.member("name", person(thread.author).name) }
                        }
                        json.key("tags")
                        json.array { json in
                            for tag in thread.tags { json.string(tag) }
                        }
                    }
                }
                for index in feed.logRows {
                    let entry = site.log[index]
                    json.object { json in
                        json.member("id", logID(entry))
                        json.member("url", absolute(Permalinks.unanswered) ?? url(Permalinks.unanswered))
                        json.member("title", logTitle(entry))
                        json.member("content_text", logTitle(entry))
                        json.member("date_published", fullISO(entry.asked))
                    }
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    private func feedID(_ path: String) -> String { absolute(path) ?? "tag:answerable,2026:" + encodedPath(path) }

    /// The question and, where there is one, the accepted answer.
    private func feedHTML(_ thread: Thread) -> String {
        let question = html(thread.source.question, of: thread)
        return question + (thread.accepted.map { "<hr>" + html($0.source.body, of: thread) } ?? "")
    }

    /// Of the entries, and of the site where there are none.
    private func updated(_ feed: FeedContent) -> Timestamp {
        let newest = feed.threads.map { site.threads[$0].newestPost }.max { $0.instant < $1.instant }
        let time = newest ?? site.timeZone.timestamp(site.asOf)
        return Timestamp(instant: time.instant, offset: time.offset)
    }

    /// Feeds want a time of day: a date alone stands for its midnight.
    private func fullISO(_ time: Timestamp) -> String { isoText(Timestamp(instant: time.instant, offset: time.offset)) }
}
