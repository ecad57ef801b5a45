import Diagnostics

/// Discourse: topics as `/t/ID.json` gives them, whole or in pages, and single posts as `/posts.json` does; a file or a folder of them.
func readDiscourse(_ options: ImportOptions, _ files: ExportFiles, _ spool: TextSpool) throws(ImportError) -> Conversation {
    var reader = DiscourseReader(options, title: files.name, spool: spool)
    let paths = files.paths(endingIn: [".json"])
    files.expect(paths)
    for path in paths {
        // A list of topics may be the whole file.
        let rest = try files.json(path, streaming: { $0.isEmpty && $1.isEmpty }, isSequence: true) { (_, value, _) throws(JSONFault) in
            reader.collect(value, file: path, depth: 1)
        }
        reader.collect(rest, file: path, depth: 0)
    }
    try reader.faults.check(files)
    guard reader.isAnyTopic else { throw files.missing("topic or post of Discourse", advice: "save 'https://SITE/t/ID.json' of each topic into a folder and give that") }
    return reader.conversation()
}

private struct DiscourseReader {
    private let options: ImportOptions
    private var result: Conversation
    var faults = ImportFaultList()
    private var topics: [Int: Topic] = [:]
    private var categories: [Int: String] = [:]
    private var hosts: [String: Int] = [:]

    private struct Topic {
        var title: String?
        var tags: [String] = []
        var category: Int?
        var isClosed = false
        var closed: ImportedTime?
        var named: Set<Int> = []
        var posts: [Int: Post] = [:]
        var otherPosts: Set<Int> = []
    }

    private struct Post {
        var number: Int
        var replyTo: Int?
        var account: String
        var name: String
        var time: ImportedTime
        /// HTML where the export has it, else Markdown of Discourse.
        var text: StoredText
        var isHTML: Bool
        var likes: Int
        var isAccepted: Bool
        var isBot: Bool
        /// Of polls: votes by an option's id.
        var votes: [String: Int]
    }

    init(_ options: ImportOptions, title: String, spool: TextSpool) {
        self.options = options
        result = Conversation(title: title, spool: spool)
    }

    var isAnyTopic: Bool { !topics.isEmpty }

    // MARK: Collecting

    mutating func collect(_ value: JSONValue, file: String, depth: Int) {
        guard depth < 4 else { return }
        if let array = value.array {
            for item in array { collect(item, file: file, depth: depth + 1) }
            return
        }
        guard let object = value.object else { return }
        if let stream = object.object("post_stream") {
            topic(object, stream, file)
        } else if object["topic_id"] != nil, object["post_number"] != nil {
            if let id = topicID("topic_id", object, file) { post(object, topic: id, file) }
        } else {
            for category in object.object("category_list")?.objects("categories") ?? object.objects("categories") {
                if let id = category.integer("id"), let name = category.text("name") { categories[id] = name }
            }
            for name in ["latest_posts", "posts"] { if let list = object[name] { collect(list, file: file, depth: depth + 1) } }
        }
    }

    private mutating func topicID(_ name: String, _ object: JSONObject, _ file: String) -> Int? {
        if let id = object.integer(name), id > 0 { return id }
        faults.add("a topic has no '\(name)' that is a positive whole number", at: object.byte, in: file)
        return nil
    }

    private mutating func topic(_ object: JSONObject, _ stream: JSONObject, _ file: String) {
        guard let id = topicID("id", object, file), let title = faults.text("title", of: object, in: file) else { return }
        var topic = topics[id] ?? Topic()
        topic.title = title
        topic.category = object.integer("category_id")
        topic.isClosed = object.flag("closed") || object.flag("archived")
        topic.tags = (object["tags"]?.array ?? []).compactMap { $0.text ?? $0.object?.text("name") }
        topic.named.formUnion((stream["stream"]?.array ?? []).compactMap(\.integer))
        topics[id] = topic
        for post in stream.objects("posts") { self.post(post, topic: id, file) }
    }

    private mutating func post(_ object: JSONObject, topic id: Int, _ file: String) {
        guard let post = object.integer("id"), post > 0 else {
            faults.add("a post has no 'id' that is a positive whole number", at: object.byte, in: file)
            return
        }
        guard let time = faults.time("created_at", of: object, in: file) else { return }
        // Taken out while it is changed: a topic of a hundred thousand posts is not copied with each.
        var topic = topics.removeValue(forKey: id) ?? Topic()
        defer { topics[id] = topic }
        if topic.title == nil { topic.title = object.text("topic_title") }
        if topic.category == nil { topic.category = object.integer("category_id") }
        let type = object.integer("post_type") ?? 1
        if let action = object.text("action_code"), ["closed.enabled", "autoclosed.enabled", "archived.enabled"].contains(action) { topic.closed = time }
        let isGone = object["deleted_at"].map { !$0.isNull } ?? false || object.flag("user_deleted")
        guard type == 1 || type == 2, !isGone, !object.flag("hidden"), object["cooked"]?.text != nil || object["raw"]?.text != nil, object["action_code"]?.text == nil
        else {
            if type == 1, !isGone, !object.flag("hidden"), object["cooked"]?.text == nil { faults.add("post \(post) has neither 'cooked' nor 'raw'", at: object.byte, in: file) }
            if topic.otherPosts.insert(post).inserted {
                result.leave(isGone ? "posts left out: deleted" : object.flag("hidden") ? "posts left out: hidden after flags" : "posts left out: notices of the forum")
            }
            return
        }
        let account = object.text("username") ?? ""
        if let host = Self.host(object.text("avatar_template") ?? "") { hosts[host, default: 0] += 1 }
        let likes = object.objects("actions_summary").first { $0.integer("id") == 2 }?.count("count") ?? 0
        topic.posts[post] = Post(
            number: object.integer("post_number") ?? 0, replyTo: object.integer("reply_to_post_number"), account: account,
            name: object.text("name") ?? "", time: time, text: result.spool.add(object.text("cooked") ?? object.text("raw") ?? ""), isHTML: object.text("cooked") != nil, likes: likes,
            isAccepted: object.flag("accepted_answer"), isBot: (object.integer("user_id") ?? 1) < 0, votes: Self.votes(object))
    }

    private static func votes(_ post: JSONObject) -> [String: Int] {
        var votes: [String: Int] = [:]
        for option in post.objects("polls").flatMap({ $0.objects("options") }) {
            if let id = option.text("id"), let count = option.count("votes") { votes[id] = count }
        }
        return votes
    }

    /// `/user_avatar/HOST/name/{size}/…` names the forum.
    private static func host(_ avatar: String) -> String? {
        let parts = avatar.utf8.split(separator: UInt8(ascii: "/"))
        guard let at = parts.firstIndex(where: { $0.elementsEqual("user_avatar".utf8) }), at + 1 < parts.count, parts[at + 1].contains(UInt8(ascii: ".")) else { return nil }
        return String(Substring(parts[at + 1]))
    }

    // MARK: Threads

    mutating func conversation() -> Conversation {
        let host = hosts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.first?.key
        result.site = options.siteURL ?? host.map { "https://\($0)" }
        if let host { result.title = host }
        for id in topics.keys.sorted() {
            guard let topic = topics.removeValue(forKey: id) else { continue }
            add(topic, id)
        }
        return result
    }

    private mutating func add(_ topic: Topic, _ id: Int) {
        let lacking = topic.named.subtracting(topic.posts.keys).subtracting(topic.otherPosts).count
        result.leave("posts not in the export: their topic's file has the first page alone", lacking)
        let channel = topic.category.map { categories[$0] ?? String($0) }
        if !options.channels.isEmpty, !options.channels.contains(where: { $0 == channel }) {
            result.leave("topics left out: in other categories", 1)
            return
        }
        let posts = topic.posts.sorted { ($0.value.number, $0.key) < ($1.value.number, $1.key) }
        guard let first = posts.first, first.value.number <= 1 else {
            result.leave("topics left out: their first post is not in the export")
            return
        }
        let address = result.site.map { "\($0)/t/\(id)" }
        let question = post(first.value, first.key, address)
        var thread = SourceThread(
            id: "discourse-\(id)", number: String(id), title: withEmoji(singleLine(topic.title ?? "")), channel: channel, question: question, closed: topic.closed)
        thread.tags = topic.tags.compactMap { result.tag($0) }
        if let channel, let category = topic.category, categories[category] != nil, let slug = result.tag(channel), !thread.tags.contains(slug) { thread.tags.append(slug) }
        if topic.isClosed, topic.closed == nil { thread.question.extras.append(.init("closed", "yes")) }
        if let address { thread.addresses = [address] }
        var byNumber: [Int: Int] = [:]
        for (key, value) in posts.dropFirst() {
            let reply = post(value, key, address)
            // What the asker adds is no answer, unless it was accepted as one.
            guard value.account == first.value.account, !value.isAccepted else {
                byNumber[value.number] = thread.answers.count
                thread.answers.append(reply)
                continue
            }
            if let to = value.replyTo, to <= 1 || thread.answers.isEmpty {
                thread.question.comments.append(reply)
            } else if let at = value.replyTo.flatMap({ byNumber[$0] }) ?? (thread.answers.isEmpty ? nil : thread.answers.count - 1) {
                thread.answers[at].comments.append(reply)
            } else {
                thread.question.comments.append(reply)
            }
        }
        result.threads.append(thread)
    }

    private mutating func post(_ post: Post, _ id: Int, _ address: String?) -> SourcePost {
        let person = post.account.isEmpty ? "unknown-\(id)" : post.account
        if result.people[person] == nil {
            let links = post.account.isEmpty ? [] : result.site.map { ["\($0)/u/\(post.account)"] } ?? []
            result.people[person] = SourcePerson(
                account: post.account.isEmpty ? nil : post.account, name: post.name.isEmpty ? post.account : post.name, links: links,
                isBot: post.isBot || post.account == "discobot" || post.account == "system")
        }
        let text = result.spool.bytes(post.text)
        let body = post.isHTML ? HTMLToMarkdown(siteURL: result.site).convert(text, adjusting: { adjustedDiscourseHTML($0, votes: post.votes) }).markdown : discourseMarkdown(text)
        var out = SourcePost(id: "post-\(id)", author: person, time: post.time, body: .stored([result.spool.add(body)]))
        out.votes = post.likes
        out.reactions = post.likes
        out.isAccepted = post.isAccepted && post.number > 1
        out.source = address.map { post.number > 1 ? "\($0)/\(post.number)" : $0 }
        return out
    }
}
