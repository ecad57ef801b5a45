import Diagnostics

/// Zulip: a folder of zulip-archive (`stream_index.json` and a folder of topics for each stream), or the official export
/// (`realm.json` and `messages-*.json`). A topic is a thread.
func readZulip(_ options: ImportOptions, _ progress: (ImportProgress) -> Void) throws(ImportError) -> Conversation {
    var files = ExportFiles(options.source)
    if FileCalls.isFolder(files.full("zulip_json")) { files = ExportFiles(files.full("zulip_json")) }
    var reader = ZulipReader(options, title: files.name)
    if FileCalls.size(files.full("realm.json")) != nil {
        reader.readRealm(try files.json("realm.json"), file: "realm.json")
        let names = FileCalls.names(in: files.root).filter { $0.utf8.starts(with: "messages-".utf8) && $0.utf8.suffix(5).elementsEqual(".json".utf8) }
        for (index, name) in names.enumerated() {
            progress(ImportProgress(stage: .reading, done: index, total: names.count))
            _ = try files.json(name, streaming: "zerver_message") { (_, value) throws(JSONFault) in reader.readExported(value, file: name) }
        }
    } else {
        guard FileCalls.size(files.full("stream_index.json")) != nil else {
            throw files.missing("'stream_index.json' or 'realm.json'", advice: "give the folder 'zulip_json' of zulip-archive, or the unpacked official export")
        }
        let streams = FileCalls.names(in: files.root).filter { $0.utf8.first != UInt8(ascii: ".") && FileCalls.isFolder(files.full($0)) }
        let names = reader.readIndex(try files.json("stream_index.json"), file: "stream_index.json")
        for (index, stream) in streams.enumerated() {
            progress(ImportProgress(stage: .reading, done: index, total: streams.count))
            let id = String(decoding: stream.utf8.prefix { $0 != UInt8(ascii: "-") }, as: UTF8.self)
            let name = names[id] ?? String(decoding: stream.utf8.dropFirst(id.utf8.count + 1), as: UTF8.self)
            for topic in FileCalls.names(in: files.full(stream)) where topic.utf8.suffix(5).elementsEqual(".json".utf8) {
                let path = "\(stream)/\(topic)"
                for message in try files.json(path).array ?? [] {
                    reader.readArchived(message, stream: id, name: name, topic: zulipTopic(ofFile: topic), file: path)
                }
            }
        }
    }
    try reader.faults.check()
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

    init(_ options: ImportOptions, title: String) {
        self.options = options
        result = Conversation(site: options.siteURL, title: title)
    }

    // MARK: zulip-archive

    mutating func readIndex(_ value: JSONValue, file: String) -> [String: String] {
        var names: [String: String] = [:]
        for stream in value.object?.object("streams")?.members ?? [] {
            if let id = stream.value.object?.integer("id") { names[String(id)] = stream.name }
        }
        return names
    }

    mutating func readArchived(_ value: JSONValue, stream: String, name: String, topic: String, file: String) {
        guard let object = value.object else { return faults.add("a message is no object", at: 0, in: file) }
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
        if let name = realm.objects("zerver_realm").first?.text("name") { result.title = name }
        for user in realm.objects("zerver_userprofile") + realm.objects("zerver_userprofile_crossrealm") {
            guard let id = faults.id("id", of: user, in: file) else { continue }
            result.people[id] = SourcePerson(name: singleLine(user.text("full_name") ?? ""), isBot: user.flag("is_bot"))
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

    mutating func readExported(_ value: JSONValue, file: String) {
        guard let object = value.object else { return faults.add("a message is no object", at: 0, in: file) }
        guard let id = object.integer("id") else { return faults.add("a message has no 'id' that is a whole number", at: object.byte, in: file) }
        guard let recipient = object.integer("recipient"), let stream = recipients[recipient] else { return result.leave("private messages left out") }
        guard let sender = faults.id("sender", of: object, in: file), let time = faults.unixTime("date_sent", of: object, in: file),
            let topic = faults.text("subject", of: object, in: file)
        else { return }
        let html = object.text("rendered_content") ?? ""
        if result.people[sender] == nil { result.people[sender] = SourcePerson(name: "user \(sender)") }
        add(id, sender, time, html, Topic(stream: stream.id, streamName: stream.name, name: topic))
    }

    // MARK: Threads

    private mutating func add(_ id: Int, _ author: String, _ time: ImportedTime, _ html: String, _ topic: Topic) {
        if !options.channels.isEmpty, !options.channels.contains(topic.streamName) {
            if unwanted.insert(topic.streamName).inserted { result.leave("streams left out (--channel)") }
            return
        }
        let nodes = [HTMLNode](html: Array(html.utf8)).map { adjustedZulipHTML($0, site: options.siteURL) } ?? [.text(html)]
        var message = ChatMessage(id: String(id), author: author, time: time, nodes: nodes)
        message.isBot = result.people[author]?.isBot ?? false
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
            let asks = isResolved || title.utf8.contains(UInt8(ascii: "?")) || QuestionMark.asks(spokenText(first.nodes))
            guard asks || options.questions == .all else {
                result.leave("messages left out: their topic opens with no question", said.count)
                continue
            }
            let threads = ChatThreads(kind: .zulip, channel: topic.streamName, channelID: topic.stream, questions: options.questions)
            var thread = threads.thread(said, title: title)
            if isResolved { thread.question.extras.append(.init("resolved", "yes")) }
            if let tag = result.tag(topic.streamName) { thread.tags = [tag] }
            if let site = options.siteURL {
                let address = "\(site)/#narrow/stream/\(topic.stream)/topic/\(Self.encoded(topic.name))"
                thread.question.source = "\(address)/near/\(first.id)"
                thread.addresses = [address]
            }
            result.threads.append(thread)
        }
    }

    private static func encoded(_ topic: String) -> String {
        String(decoding: topic.utf8.flatMap { isWordByte($0) || $0 == 45 || $0 == 95 ? [$0] : [UInt8(ascii: ".")] + percentEncoded($0).dropFirst() }, as: UTF8.self)
    }
}

/// What Zulip wraps around a message: boxes of code, mentions, emoji as spans, formulas twice, previews of images that are linked already.
func adjustedZulipHTML(_ nodes: [HTMLNode], site: String?) -> [HTMLNode] {
    nodes.replacingElements { element in
        switch element.name {
        case "div" where element.hasClass("message_inline_image") || element.hasClass("message_embed"): return []
        case "div" where element.hasClass("codehilite"):
            guard let language = element.text("data-code-language"), let pre = element.children.firstElement(where: { $0.name == "pre" }) else { return nil }
            return [.element("pre", [("class", Array("lang-\(language.lowercased())".utf8))], pre.children)]
        case "div" where element.hasClass("spoiler-block"): return [.element("details", [], element.children)]
        case "div" where element.hasClass("spoiler-header"): return [.element("summary", [], element.children)]
        case "span" where element.hasClass("katex"):
            guard let tex = element.children.firstElement(where: { $0.name == "annotation" }) else { return nil }
            return [.text(Array("$".utf8) + tex.children.textContent + Array("$".utf8))]
        case "span" where element.hasClass("emoji"): return [.text(zulipEmoji(element))]
        case "img" where element.hasClass("emoji"): return [.text(element.text("alt") ?? "")]
        case "a", "img":
            // Addresses of the server itself lead nowhere while it isn't known, and need an account where it is.
            return nil
        default: return nil
        }
    }
}

/// `emoji-1f642` or `emoji-1f1e9-1f1ea` as the characters.
private func zulipEmoji(_ element: HTMLElement) -> String {
    for word in (element.text("class") ?? "").utf8.split(separator: 32) where word.starts(with: "emoji-".utf8) {
        let scalars = word.dropFirst(6).split(separator: UInt8(ascii: "-")).compactMap { UInt32(String(Substring($0)), radix: 16).flatMap(Unicode.Scalar.init) }
        if !scalars.isEmpty { return scalars.map { String($0) }.joined() }
    }
    return String(decoding: element.children.textContent, as: UTF8.self)
}
