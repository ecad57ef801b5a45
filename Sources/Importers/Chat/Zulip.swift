import Diagnostics

/// Zulip: the official export (`realm.json` and `messages-*.json`), or a folder of zulip-archive (`stream_index.json` and a folder of topics for each
/// stream). A topic is a thread.
func readZulip(_ options: ImportOptions, _ files: ExportFiles, _ spool: TextSpool) throws(ImportError) -> Conversation {
    if let files = files.holding("realm.json") { return try readZulipExport(options, files, spool) }
    guard let files = files.holding("stream_index.json") else {
        throw files.missing("'stream_index.json' or 'realm.json'", advice: "give the unpacked official export, or the folder 'zulip_json' of zulip-archive")
    }
    var reader = ZulipReader(options, title: files.name, spool: spool)
    let names = reader.readIndex(try files.json("stream_index.json"))
    let topics = files.folders().map { stream in (stream, files.names(stream).filter { $0.utf8.suffix(5).elementsEqual(".json".utf8) }) }
    for (stream, names) in topics { files.expect(names.map { "\(stream)/\($0)" }) }
    for (stream, topics) in topics {
        let id = String(decoding: stream.utf8.prefix { $0 != UInt8(ascii: "-") }, as: UTF8.self)
        let name = names[id] ?? String(decoding: stream.utf8.dropFirst(id.utf8.count + 1), as: UTF8.self)
        for topic in topics {
            let path = "\(stream)/\(topic)"
            try files.list(path) { (value, byte) throws(JSONFault) in
                reader.readArchived(value, at: byte, stream: id, name: name, topic: zulipTopic(ofFile: topic), file: path)
            }
        }
    }
    try reader.faults.check(files)
    reader.finish()
    return reader.result
}

private func readZulipExport(_ options: ImportOptions, _ files: ExportFiles, _ spool: TextSpool) throws(ImportError) -> Conversation {
    var reader = ZulipReader(options, title: files.name, spool: spool)
    reader.readRealm(try files.json("realm.json"), file: "realm.json")
    let names = files.names("").filter { $0.utf8.starts(with: "messages-".utf8) && $0.utf8.suffix(5).elementsEqual(".json".utf8) }
    guard !names.isEmpty else { throw files.missing("'messages-000001.json'", advice: "unpack the whole export and give its folder") }
    files.expect(names)
    for name in names {
        _ = try files.json(name, streaming: { $1 == "zerver_message" }) { (_, value, byte) throws(JSONFault) in reader.readExported(value, at: byte, file: name) }
    }
    try reader.faults.check(files)
    reader.finish()
    return reader.result
}

/// zulip-archive writes a byte that can't stand in an address as `.` and two hexadecimal digits.
private func zulipTopic(ofFile name: String) -> String {
    let bytes = Array(name.utf8.dropLast(5))
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
        if bytes[at] == UInt8(ascii: "."), at + 2 < bytes.count, let byte = UInt8(String(decoding: bytes[(at + 1)...(at + 2)], as: UTF8.self), radix: 16) {
            out.append(byte)
            at += 3
        } else {
            out.append(bytes[at])
            at += 1
        }
    }
    return String(decoding: out, as: UTF8.self)
}

private struct ZulipReader {
    private let options: ImportOptions
    var result: Conversation
    var faults = ImportFaultList()
    /// Reactions by message: how many, and who set a check mark.
    private var reactions: [Int: (count: Int, checkedBy: [String])] = [:]
    /// Public streams by the number of their recipient.
    private var recipients: [Int: (id: String, name: String)] = [:]
    private var topics: [Topic: [Message]] = [:]
    private var unwanted: Set<String> = []

    private struct Topic: Hashable {
        var stream: String
        var streamName: String
        var name: String
    }

    private struct Message {
        var number: Int
        var message: ChatMessage
    }

    init(_ options: ImportOptions, title: String, spool: TextSpool) {
        self.options = options
        result = Conversation(site: options.siteURL, title: title, spool: spool)
    }

    // MARK: zulip-archive

    func readIndex(_ value: JSONValue) -> [String: String] {
        var names: [String: String] = [:]
        for stream in value.object?.object("streams")?.members ?? [] {
            if let id = stream.value.object?.integer("id") { names[String(id)] = stream.name }
        }
        return names
    }

    mutating func readArchived(_ value: JSONValue, at byte: Int, stream: String, name: String, topic: String, file: String) {
        guard let object = value.object else { return faults.add("a message is no object", at: byte, in: file) }
        guard let id = object.integer("id") else { return faults.add("a message has no 'id' that is a whole number", at: object.byte, in: file) }
        guard let sender = faults.text("sender_full_name", of: object, in: file), let time = faults.unixTime("timestamp", of: object, in: file),
            let content = faults.text("content", of: object, in: file)
        else { return }
        let person = "name:\(sender)"
        if result.people[person] == nil { result.people[person] = SourcePerson(account: plainName(sender), name: sender, isBot: sender == "Notification Bot") }
        add(id, person, time, content, Topic(stream: stream, streamName: name, name: topic))
    }

    /// A name of plain words is an account of its own where the archive tells no other; anything else gets a mark.
    private func plainName(_ name: String) -> String? {
        let words = handleWords(name)
        return name.lowercased().replacing(" ", with: "-").utf8.elementsEqual(words.utf8) ? words : nil
    }

    // MARK: The official export

    mutating func readRealm(_ value: JSONValue, file: String) {
        guard let realm = value.object else { return faults.add("this is no object", at: 0, in: file) }
        if let own = realm.objects("zerver_realm").first {
            if let name = own.text("name"), !name.isEmpty { result.title = singleLine(name) }
            // The server's host is not part of an export; its own part of the name is, and tells one organisation from another.
            if result.site == nil, let part = own.text("string_id"), !part.isEmpty { result.site = "zulip:\(singleLine(part))" }
        }
        for user in realm.objects("zerver_userprofile") {
            guard let id = faults.id("id", of: user, in: file) else { continue }
            result.people[id] = SourcePerson(name: singleLine(user.text("full_name") ?? ""), isBot: user.flag("is_bot"))
        }
        // What belongs to no organisation are the server's own bots.
        for bot in realm.objects("zerver_userprofile_crossrealm") {
            guard let id = faults.id("id", of: bot, in: file) else { continue }
            result.people[id] = SourcePerson(name: singleLine(bot.text("full_name") ?? bot.text("email") ?? ""), isBot: true)
        }
        for reaction in realm.objects("zerver_reaction") {
            guard let message = reaction.integer("message") else { continue }
            reactions[message, default: (0, [])].count += 1
            if ["check", "check_mark", "white_check_mark", "heavy_check_mark", "ballot_box_with_check"].contains(reaction.text("emoji_name") ?? ""), let user = reaction.id("user_profile") {
                reactions[message, default: (0, [])].checkedBy.append(user)
            }
        }
        var streams: [Int: String] = [:]
        for stream in realm.objects("zerver_stream") {
            guard let id = stream.integer("id"), let name = faults.text("name", of: stream, in: file) else { continue }
            if stream.flag("invite_only") { result.leave("private streams left out") } else { streams[id] = name }
        }
        for recipient in realm.objects("zerver_recipient") where recipient.integer("type") == 2 {
            if let id = recipient.integer("id"), let stream = recipient.integer("type_id"), let name = streams[stream] { recipients[id] = (String(stream), name) }
        }
    }

    mutating func readExported(_ value: JSONValue, at byte: Int, file: String) {
        guard let object = value.object else { return faults.add("a message is no object", at: byte, in: file) }
        guard let id = object.integer("id") else { return faults.add("a message has no 'id' that is a whole number", at: object.byte, in: file) }
        guard let recipient = object.integer("recipient"), let stream = recipients[recipient] else { return result.leave("private messages left out") }
        // Until 2019 the time was called otherwise.
        let when = object["date_sent"] == nil && object["pub_date"] != nil ? "pub_date" : "date_sent"
        guard let sender = faults.id("sender", of: object, in: file), let time = faults.unixTime(when, of: object, in: file),
            let topic = faults.text("subject", of: object, in: file)
        else { return }
        if result.people[sender] == nil { result.people[sender] = SourcePerson(name: "user \(sender)") }
        let place = Topic(stream: stream.id, streamName: stream.name, name: topic)
        if let html = object.text("rendered_content"), !html.isEmpty { return add(id, sender, time, html, place) }
        guard let content = faults.text("content", of: object, in: file) else { return }
        let markdown = zulipMarkdown(content, site: options.copiesAssets ? nil : options.siteURL)
        let spoken = spokenText(ChatMarkup(marks: [("**", "strong"), ("*", "em")], angle: { _ in nil }, isMarkdownLike: true).nodes(content))
        add(ChatMessage(id: String(id), author: sender, time: time, markdown: markdown, spoken: spoken, spool: result.spool), id, place)
    }

    // MARK: Threads

    private mutating func add(_ id: Int, _ author: String, _ time: ImportedTime, _ html: String, _ topic: Topic) {
        let nodes = [HTMLNode](html: Array(html.utf8)).map { adjustedZulipHTML($0, copiesUploads: options.copiesAssets) } ?? [.text(html)]
        add(ChatMessage(id: String(id), author: author, time: time, nodes: nodes, spool: result.spool, siteURL: options.siteURL), id, topic)
    }

    private mutating func add(_ message: ChatMessage, _ id: Int, _ topic: Topic) {
        if !options.channels.isEmpty, !options.channels.contains(topic.streamName) {
            if unwanted.insert(topic.streamName).inserted { result.leave("streams left out (--channel)") }
            return
        }
        var message = message
        if let known = reactions[id] {
            message.reactions = known.count
            message.checkedBy = known.checkedBy
        }
        message.isBot = result.people[message.author]?.isBot ?? false
        topics[topic, default: []].append(Message(number: id, message: message))
    }

    mutating func finish() {
        for topic in topics.keys.sorted(by: { ($0.stream, $0.name) < ($1.stream, $1.name) }) {
            guard let messages = topics.removeValue(forKey: topic) else { continue }
            var seen: Set<Int> = []
            let sorted = messages.filter { seen.insert($0.number).inserted }.sorted { ($0.message.time.seconds, $0.number) < ($1.message.time.seconds, $1.number) }
                .map(\.message)
            let said = sorted.filter { !$0.isBot }
            result.leave("messages left out: notices of Zulip", sorted.count - said.count)
            guard let first = said.first else { continue }
            let isResolved = topic.name.utf8.starts(with: "✔".utf8)
            let title = singleLine(isResolved ? String(topic.name.unicodeScalars.dropFirst().map { String($0) }.joined()) : topic.name)
            let asks = isResolved || title.utf8.contains(UInt8(ascii: "?")) || first.asks
            guard asks || options.questions == .all else {
                result.leave("messages left out: their topic opens with no question", said.count)
                continue
            }
            var threads = ChatThreads(kind: .zulip, channel: topic.streamName, channelID: topic.stream, questions: options.questions, spool: result.spool)
            let address = options.siteURL.map { "\($0)/#narrow/stream/\(topic.stream)/topic/\(Self.encoded(topic.name))" }
            if let address { threads.address = { "\(address)/near/\($0.id)" } }
            var thread = threads.thread(said, title: title)
            if isResolved { thread.question.extras.append(.init("resolved", "yes")) }
            if let tag = result.tag(topic.streamName) { thread.tags = [tag] }
            if let address { thread.addresses = [address] }
            result.threads.append(thread)
        }
    }

    private static func encoded(_ topic: String) -> String {
        String(decoding: topic.utf8.flatMap { isWordByte($0) || $0 == 45 || $0 == 95 ? [$0] : [UInt8(ascii: ".")] + percentEncoded($0).dropFirst() }, as: UTF8.self)
    }
}
