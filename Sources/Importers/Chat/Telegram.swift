import Diagnostics

/// Telegram: `result.json` of Telegram Desktop, of one chat or of an account; the file, its folder or a zip of it. Groups alone are read: a private
/// conversation is nobody's knowledge base.
func readTelegram(_ options: ImportOptions, _ files: ExportFiles, _ spool: TextSpool) throws(ImportError) -> Conversation {
    var files = files
    if files.isFolder {
        guard let folder = files.holding("result.json") else {
            throw files.missing("'result.json'", advice: "export the group with Telegram Desktop as 'Machine-readable JSON' and give that folder")
        }
        files = folder
    }
    let path = files.isFolder ? "result.json" : ""
    files.expect([path])
    var reader = TelegramReader(options, title: files.name, file: path, spool: spool)
    let rest = try files.json(path, streaming: { $1 == "messages" }) { (members, value, byte) throws(JSONFault) in reader.read(value, at: byte, of: members) }
    reader.finishChat()
    try reader.faults.check(files)
    guard rest.object?["chats"] != nil || rest.object?["messages"] != nil else {
        throw files.missing("list of messages", advice: "give the 'result.json' of Telegram Desktop's export")
    }
    return reader.result
}

private struct TelegramReader {
    private let options: ImportOptions
    private let file: String
    var result: Conversation
    var faults = ImportFaultList()
    private var chat: (byte: Int, id: String, name: String, isWanted: Bool)?
    private var chats = 0
    private var messages: [ChatMessage] = []
    /// Ids of the notices that open a forum's topics, with the topic's title.
    private var topics: [String: String] = [:]

    init(_ options: ImportOptions, title: String, file: String, spool: TextSpool) {
        self.options = options
        self.file = file
        result = Conversation(title: title, spool: spool)
    }

    // MARK: Chats

    private mutating func begin(_ members: JSONObject) {
        finishChat()
        let name = singleLine(members.text("name") ?? "")
        let id = members.id("id") ?? "0"
        let type = members.text("type") ?? ""
        let isWanted = ["private_group", "private_supergroup", "public_supergroup", "public_group"].contains(type)
        if !isWanted { result.leave(type.utf8.suffix(7).elementsEqual("channel".utf8) ? "channels left out: only their owner writes there" : "private conversations left out") }
        chat = (members.byte, String(decoding: id.utf8.map { isWordByte($0) ? $0 : UInt8(ascii: "n") }, as: UTF8.self), name, isWanted)
        if isWanted {
            chats += 1
            result.site = chats == 1 && id != "0" ? "telegram:\(id)" : nil
            if !name.isEmpty { result.title = name }
        }
    }

    /// A forum's topics are channels of their own: a message belongs to the topic whose opening notice its replies lead back to, as Telegram keeps
    /// no other trace of it; what leads to none is in the topic "General", which has no notice.
    mutating func finishChat() {
        guard let chat, chat.isWanted else { return }
        self.chat = nil
        var sorted: [ChatMessage] = []
        swap(&sorted, &messages)
        sorted.sort { ($0.time.seconds, Int($0.id) ?? 0) < ($1.time.seconds, Int($1.id) ?? 0) }
        let topics = self.topics
        self.topics = [:]
        guard !topics.isEmpty else {
            guard isWanted(chat.name) else { return result.leave("groups left out (--channel)") }
            return add(sorted, chat.id, chat.name, tag: chat.id == "0" ? nil : chat.name)
        }
        let topicOf = topicsOf(sorted, topics)
        var byTopic: [String: [ChatMessage]] = [:]
        for (message, topic) in zip(sorted, topicOf) {
            var message = message
            if let to = message.replyTo, topics[to] != nil { message.replyTo = nil }
            byTopic[topic ?? "", default: []].append(message)
        }
        for topic in byTopic.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let name = topics[topic] ?? "General"
            if isWanted(chat.name) || isWanted(name) {
                add(byTopic[topic] ?? [], chat.id, name, tag: name)
            } else {
                result.leave("topics left out (--channel)")
            }
        }
    }

    private func isWanted(_ channel: String) -> Bool { options.channels.isEmpty || options.channels.contains(channel) }

    private mutating func add(_ messages: [ChatMessage], _ chat: String, _ name: String, tag: String?) {
        var threads = ChatThreads(kind: .telegram, channel: name, channelID: chat, questions: options.questions, spool: result.spool)
        if let slug = tag.flatMap({ result.tag($0) }) { threads.tags = [slug] }
        if chat != "0" { threads.address = { "https://t.me/c/\(chat)/\($0.id)" } }
        threads.add(messages, to: &result)
    }

    /// The opening notice of each message's topic. A reply is younger than what it replies to, so one walk in order of time finds them all.
    private func topicsOf(_ messages: [ChatMessage], _ topics: [String: String]) -> [String?] {
        var known: [String: String] = [:]
        return messages.map { message in
            guard let to = message.replyTo else { return nil }
            let topic = topics[to] != nil ? to : known[to]
            if let topic { known[message.id] = topic }
            return topic
        }
    }

    // MARK: Messages

    mutating func read(_ value: JSONValue, at byte: Int, of members: JSONObject) {
        if chat?.byte != members.byte { begin(members) }
        guard let chat, chat.isWanted else { return }
        guard let object = value.object else { return faults.add("a message is no object", at: byte, in: file) }
        guard let id = faults.id("id", of: object, in: file) else { return }
        if object.text("type") == "unsupported" { return result.leave("messages left out: of a kind that Telegram Desktop could not export") }
        if object.text("type") == "service" {
            if object.text("action") == "topic_created" { topics[id] = singleLine(object.text("title") ?? "") }
            return result.leave("messages left out: notices of Telegram")
        }
        let time: ImportedTime?
        if object["date_unixtime"] != nil {
            time = faults.unixTime("date_unixtime", of: object, in: file)
        } else {
            time = faults.time("date", of: object, in: file)
        }
        guard let time else { return }
        let from = singleLine(object.text("from") ?? "Deleted Account")
        let person = object.id("from_id") ?? (object.text("from") == nil ? "deleted-\(id)" : "name:\(from)")
        if result.people[person] == nil { result.people[person] = SourcePerson(name: from) }
        var message = ChatMessage(id: id, author: person, time: time, nodes: nodes(object), spool: result.spool)
        // A reply to another chat is none in this one.
        if object["reply_to_peer_id"] == nil { message.replyTo = object.id("reply_to_message_id") }
        message.isBot = object.text("via_bot") != nil && object.text("text")?.isEmpty != false
        for reaction in object.objects("reactions") {
            message.reactions += reaction.count("count") ?? 0
            // Who reacted is told of the most recent alone.
            if ["✅", "✔️", "☑️"].contains(reaction.text("emoji") ?? "") { message.checkedBy += reaction.objects("recent").compactMap { $0.id("from_id") } }
        }
        messages.append(message)
    }

    private func nodes(_ object: JSONObject) -> [HTMLNode] {
        var inline: [HTMLNode] = []
        let entities = object["text_entities"]?.array.flatMap { $0.isEmpty ? nil : $0 } ?? object["text"]?.array ?? [object["text"] ?? .null]
        for entity in entities {
            if let text = entity.text {
                inline.append(.text(text))
            } else if let entity = entity.object {
                inline.append(node(entity))
            }
        }
        var blocks = chatBlocks(inline)
        if let from = object.text("forwarded_from"), !blocks.isEmpty { blocks = [.element("blockquote", [], [.element("p", [], [.text("\(singleLine(from)):")])] + blocks)] }
        for name in ["photo", "file"] {
            guard let path = object.text(name) else { continue }
            // Files that the export leaves out have a remark in brackets instead of a path.
            if path.utf8.first == UInt8(ascii: "(") || path.isEmpty {
                blocks.append(.element("p", [], [.text("(\(object.text("sticker_emoji") ?? object.text("media_type") ?? name))")]))
            } else if object.text("media_type") == "sticker" {
                blocks.append(.element("p", [], [.text(object.text("sticker_emoji") ?? "(sticker)")]))
            } else {
                blocks.append(attachment(path, name: object.text("file_name") ?? name, in: ""))
            }
        }
        if let poll = object.object("poll") {
            blocks.append(.element("p", [], [.text(plain(poll["question"]))]))
            blocks.append(.element("ul", [], poll.objects("answers").map { .element("li", [], [.text("\(plain($0["text"])): \($0.count("voters") ?? 0)")]) }))
        }
        if let contact = object.object("contact_information") {
            // The number itself is nobody's to publish.
            let name = [contact.text("first_name"), contact.text("last_name")].compactMap { $0 }.joined(separator: " ")
            blocks.append(.element("p", [], [.text("(contact: \(singleLine(name)))")]))
        }
        let place = [object.text("place_name"), object.text("address")].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        if !place.isEmpty || object.object("location_information") != nil { blocks.append(.element("p", [], [.text(place.isEmpty ? "(location)" : "(location: \(singleLine(place)))")])) }
        return blocks
    }

    /// A text, or the pieces of a formatted one.
    private func plain(_ value: JSONValue?) -> String {
        value?.text ?? (value?.array ?? []).map { $0.text ?? $0.object?.text("text") ?? "" }.joined()
    }

    private func node(_ entity: JSONObject) -> HTMLNode {
        let text = entity.text("text") ?? ""
        let words: [HTMLNode] = chatLine(text)
        switch entity.text("type") ?? "" {
        case "bold": return .element("strong", [], words)
        case "italic": return .element("em", [], words)
        case "underline": return .element("ins", [], words)
        case "strikethrough": return .element("del", [], words)
        case "code": return .element("code", [], [.text(text)])
        case "pre": return .element("pre", [("class", Array("lang-\(entity.text("language") ?? "")".utf8))], [.text(text)])
        case "blockquote", "expandable_blockquote": return .element("blockquote", [], chatBlocks([.text(text)]))
        case "spoiler": return .element("spoiler", [], words)
        case "link":
            let address = text.utf8.starts(with: "http".utf8) ? text : "https://\(text)"
            return .link(address, [.text(text)])
        case "text_link": return entity.text("href").map { .link($0, words) } ?? .text(text)
        default: return .text(text)
        }
    }

    /// Text within a mark, with its line breaks.
    private func chatLine(_ text: String) -> [HTMLNode] {
        var out: [HTMLNode] = []
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            if index > 0 { out.append(.element("br", [], [])) }
            out.append(.text(Array(line)))
        }
        return out
    }
}
