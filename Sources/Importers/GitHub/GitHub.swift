import Diagnostics

/// GitHub: discussions as GraphQL answers give them, issues and their comments as the REST interface does; a file or a folder.
///
/// What a record is, its members tell: discussions have `createdAt`, issues `created_at` and a title, comments an `issue_url`.
func readGitHub(_ options: ImportOptions, _ files: ExportFiles, _ spool: TextSpool) throws(ImportError) -> Conversation {
    var reader = GitHubReader(options, title: files.name, spool: spool)
    let paths = files.paths(endingIn: [".json"])
    files.expect(paths)
    for path in paths {
        // Lists of threads are handed out one by one, and page may follow page, as 'gh api --paginate' writes them.
        let rest = try files.json(
            path, streaming: { ($0.isEmpty && $1.isEmpty) || (["discussions", "issues", "search"].contains($0) && $1 == "nodes") }, isSequence: true
        ) { (_, value, _) throws(JSONFault) in
            reader.collect(value, file: path, depth: 1)
        }
        reader.collect(rest, file: path, depth: 0)
    }
    try reader.faults.check(files)
    guard reader.isAnyThread else {
        throw files.missing("discussion or issue of GitHub", advice: "give the JSON of 'gh api graphql' for discussions, or of 'gh api repos/OWNER/REPO/issues'")
    }
    return reader.conversation()
}

private struct GitHubReader {
    private let options: ImportOptions
    private var result: Conversation
    var faults = ImportFaultList()
    /// In the spool, as comments are: they come in any order, and page after page.
    private var threads: [String: StoredText] = [:]
    /// Comments by the address of their issue, then by id.
    private var comments: [String: [String: StoredText]] = [:]
    private var repositories: Set<String> = []
    /// Of discussions: how many comments the export has, and how many it says there are.
    private var commentCounts: [String: (seen: Int, total: Int)] = [:]

    init(_ options: ImportOptions, title: String, spool: TextSpool) {
        self.options = options
        result = Conversation(title: title, spool: spool)
    }

    var isAnyThread: Bool { !threads.isEmpty }

    mutating func collect(_ value: JSONValue, file: String, depth: Int) {
        guard depth < 12 else { return }
        if let array = value.array {
            for item in array { collect(item, file: file, depth: depth + 1) }
            return
        }
        guard let object = value.object else { return }
        if object["issue_url"] != nil {
            comment(object, file)
        } else if object["title"] != nil, object["created_at"] != nil, object["number"] != nil {
            issue(object, file)
        } else if object["title"] != nil, object["createdAt"] != nil, object["body"] != nil || object["bodyHTML"] != nil || object["bodyText"] != nil {
            discussion(object, file)
        } else {
            for member in object.members { collect(member.value, file: file, depth: depth + 1) }
        }
    }

    // MARK: People, bodies, places

    /// An account that was deleted is somebody, but nobody knows who: a person of its own each time.
    private mutating func person(_ object: JSONObject?, post: String) -> String {
        guard let object, let login = object.text("login"), !login.isEmpty else {
            result.people["ghost:\(post)"] = SourcePerson(name: "ghost")
            return "ghost:\(post)"
        }
        if result.people[login] == nil {
            let isBot = object.text("type") == "Bot" || object.text("__typename") == "Bot" || login.utf8.suffix(5).elementsEqual("[bot]".utf8)
            let name = object.text("name") ?? login
            result.people[login] = SourcePerson(
                account: login, name: singleLine(name).isEmpty ? login : name,
                links: isBot ? [] : ["https://github.com/\(login)"], isBot: isBot)
        }
        return login
    }

    private func body(_ object: JSONObject) -> SourceBody { .stored([result.spool.add(markdown(object))]) }

    private func markdown(_ object: JSONObject) -> [UInt8] {
        if let markdown = object.text("body") { return gitHubMarkdown(Array(markdown.utf8)) }
        if let html = object.text("bodyHTML") {
            return HTMLToMarkdown(siteURL: "https://github.com").convert(Array(html.utf8), adjusting: adjustedGitHubHTML).markdown
        }
        return HTMLToMarkdown().plain(Array((object.text("bodyText") ?? "").utf8))
    }

    private mutating func place(_ name: String, _ object: JSONObject, _ file: String) -> (repository: String, number: Int)? {
        guard let address = faults.text(name, of: object, in: file) else { return nil }
        if let place = gitHubPlace(address) { return place }
        faults.add("'\(name)' is no address of an issue or a discussion: '\(shortened(address))'", at: object.byte, in: file)
        return nil
    }

    // MARK: Discussions

    private mutating func discussion(_ object: JSONObject, _ file: String) {
        guard let place = place("url", object, file), let title = faults.text("title", of: object, in: file),
            let time = faults.time("createdAt", of: object, in: file)
        else { return }
        repositories.insert(place.repository)
        let category = object.object("category")?.text("name")
        if !options.channels.isEmpty, category == nil || !options.channels.contains(category ?? "") {
            result.leave("discussions left out: in other categories")
            return
        }
        let address = "https://github.com/\(place.repository)/discussions/\(place.number)"
        let id = "github-\(place.repository)-\(place.number)"
        var question = SourcePost(id: "d\(place.number)", author: person(object.object("author"), post: id), time: time, body: body(object))
        question.source = address
        question.votes = object.count("upvoteCount")
        question.reactions = object.gitHubReactions
        var thread = SourceThread(id: id, number: String(place.number), title: withEmoji(title), channel: category, question: question, addresses: [address])
        thread.closed = object.text("closedAt").flatMap { ImportedTime(iso: Array($0.utf8)) }
        for label in object.nodes("labels") { if let slug = label.text("name").flatMap({ result.tag($0) }), !thread.tags.contains(slug) { thread.tags.append(slug) } }
        let answer = object.object("answer")
        var list = object.nodes("comments")
        var isAnswerThere = false
        func isAnswer(_ comment: JSONObject) -> Bool {
            guard let answer else { return comment.flag("isAnswer") }
            if let id = answer.id("id"), let other = comment.id("id") { return id == other }
            return answer.text("createdAt") == comment.text("createdAt") && answer.object("author")?.text("login") == comment.object("author")?.text("login")
        }
        for comment in list where isAnswer(comment) { isAnswerThere = true }
        if let answer, !isAnswerThere { list.append(answer) }
        comments(of: id, total: object.object("comments")?.count("totalCount"), seen: isAnswerThere || answer == nil ? list.count : list.count - 1)
        for comment in list { add(comment, isAccepted: isAnswer(comment), to: &thread, file) }
        threads[id] = result.spool.add(thread.joined(with: threads[id].map(result.spool.thread)))
    }

    private mutating func comments(of id: String, total: Int?, seen: Int) {
        commentCounts[id, default: (0, 0)].seen += seen
        commentCounts[id, default: (0, 0)].total = max(total ?? 0, commentCounts[id]?.total ?? 0)
    }

    private mutating func add(_ comment: JSONObject, isAccepted: Bool, to thread: inout SourceThread, _ file: String) {
        guard var post = reply(comment, in: thread, file) else { return }
        post.isAccepted = isAccepted
        var replies: [SourcePost] = []
        for reply in comment.nodes("replies") {
            // The accepted answer is seldom a reply, but may be.
            if let said = self.reply(reply, in: thread, file) { replies.append(said) }
        }
        // What the asker adds is no answer, unless it was accepted as one.
        if post.author == thread.question.author, !isAccepted {
            thread.question.comments += [post] + replies
        } else {
            post.comments = replies
            thread.answers.append(post)
        }
    }

    private mutating func reply(_ object: JSONObject, in thread: SourceThread, _ file: String) -> SourcePost? {
        guard let time = faults.time("createdAt", of: object, in: file) else { return nil }
        let login = object.object("author")?.text("login") ?? "ghost"
        // Without an id a comment is told by who said it when.
        let name = object.id("databaseId") ?? object.id("id") ?? "\(login)@\(time.seconds)"
        let id = String(decoding: name.utf8.filter { $0 > 32 && $0 != UInt8(ascii: ":") }, as: UTF8.self)
        var post = SourcePost(id: id, author: person(object.object("author"), post: "\(thread.id) \(id)"), time: time, body: body(object))
        post.votes = object.count("upvoteCount")
        post.reactions = object.gitHubReactions
        post.source = object.text("url") ?? object.integer("databaseId").map { "\(thread.addresses[0])#discussioncomment-\($0)" }
        return post
    }

    // MARK: Issues

    private mutating func issue(_ object: JSONObject, _ file: String) {
        guard object["pull_request"]?.object == nil else { return result.leave("pull requests left out") }
        guard let place = place("html_url", object, file), let title = faults.text("title", of: object, in: file),
            let time = faults.time("created_at", of: object, in: file)
        else { return }
        repositories.insert(place.repository)
        let address = "https://github.com/\(place.repository)/issues/\(place.number)"
        let id = "github-\(place.repository)-\(place.number)"
        var question = SourcePost(id: "i\(place.number)", author: person(object.object("user"), post: id), time: time, body: body(object))
        question.source = address
        question.reactions = object.gitHubReactions
        question.votes = object.object("reactions")?.count("+1")
        var thread = SourceThread(id: id, number: String(place.number), title: withEmoji(title), question: question, addresses: [address])
        thread.closed = object.text("closed_at").flatMap { ImportedTime(iso: Array($0.utf8)) }
        for label in object["labels"]?.array ?? [] {
            if let slug = (label.text ?? label.object?.text("name")).flatMap({ result.tag($0) }), !thread.tags.contains(slug) { thread.tags.append(slug) }
        }
        if let total = object.count("comments"), total > 0 { thread.question.extras.append(.init("comments", String(total))) }
        threads[id] = result.spool.add(thread)
    }

    private mutating func comment(_ object: JSONObject, _ file: String) {
        guard let place = place("issue_url", object, file), let id = faults.id("id", of: object, in: file),
            let time = faults.time("created_at", of: object, in: file)
        else { return }
        var post = SourcePost(id: "c\(id)", author: person(object.object("user"), post: "comment \(id)"), time: time, body: body(object))
        post.source = object.text("html_url")
        post.reactions = object.gitHubReactions
        post.votes = object.object("reactions")?.count("+1")
        comments["github-\(place.repository)-\(place.number)", default: [:]][id] = result.spool.add(post)
    }

    // MARK: Threads

    mutating func conversation() -> Conversation {
        if repositories.count == 1, let only = repositories.first {
            result.site = "https://github.com/\(only)"
            result.title = only
        }
        var lacking = 0
        for id in threads.keys.sorted() {
            guard var thread = threads.removeValue(forKey: id).map(result.spool.thread) else { continue }
            let own = (comments.removeValue(forKey: id) ?? [:]).values.map(result.spool.post).sorted { ($0.time.seconds, $0.id) < ($1.time.seconds, $1.id) }
            if let at = thread.question.extras.firstIndex(where: { $0.key == "comments" }) {
                lacking += max(0, (Int(thread.question.extras.remove(at: at).value) ?? 0) - own.count)
            }
            for comment in own {
                if comment.author != thread.question.author {
                    thread.answers.append(comment)
                } else if thread.answers.isEmpty {
                    thread.question.comments.append(comment)
                } else {
                    thread.answers[thread.answers.count - 1].comments.append(comment)
                }
            }
            result.threads.append(thread)
        }
        result.leave("comments not in the export: issues name more than it has", lacking)
        result.leave("comments not in the export: the query asked for fewer", commentCounts.values.reduce(0) { $0 + max(0, $1.total - $1.seen) })
        result.leave("comments left out: their issue is not in the export", comments.values.reduce(0) { $0 + $1.count })
        return result
    }
}
