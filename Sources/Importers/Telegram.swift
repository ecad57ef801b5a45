import Diagnostics

/// Telegram: `result.json` of Telegram Desktop, of one chat or of an account. Groups alone are read: a private conversation is nobody's knowledge base.
func readTelegram(_ options: ImportOptions, _ progress: (ImportProgress) -> Void) throws(ImportError) -> Conversation {
    var files = ExportFiles(options.source)
    var path = ""
    if files.isFolder {
        path = "result.json"
        guard FileCalls.size(files.full(path)) != nil else {
            throw files.missing("'result.json'", advice: "export the group with Telegram Desktop as 'Machine-readable JSON' and give that folder")
        }
    } else {
        let name = files.name
        files = ExportFiles(folder(ofPath: files.root).isEmpty ? "." : folder(ofPath: files.root))
        path = name
    }
    progress(ImportProgress(stage: .reading, done: 0, total: 1))
    var reader = TelegramReader(options, title: files.name, file: path)
    let rest = try files.json(path, streaming: "messages") { (members, value) throws(JSONFault) in reader.read(value, of: members) }
    reader.finishChat()
    try reader.faults.check()
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
    private var zoneless = 0

    init(_ options: ImportOptions, title: String, file: String) {
        self.options = options
        self.file = file
        result = Conversation(title: title)
    }

    // MARK: Chats

    private mutating func begin(_ members: JSONObject) {
        finishChat()
        let name = singleLine(members.text("name") ?? "")
        let id = members.id("id") ?? "0"
        let type = members.text("type") ?? ""
        var isWanted = ["private_group", "private_supergroup", "public_supergroup", "public_group"].contains(type)
        if !isWanted { result.leave(type.utf8.suffix(7).elementsEqual("channel".utf8) ? "channels left out: only their owner writes there" : "private conversations left out") }
        if isWanted, !options.channels.isEmpty, !options.channels.contains(name) {
            isWanted = false
            result.leave("groups left out (--channel)")
        }
        chat = (members.byte, String(decoding: id.utf8.map { isWordByte($0) ? $0 : UInt8(ascii: "n") }, as: UTF8.self), name, isWanted)
        if isWanted {
            chats += 1
            result.site = chats == 1 && id != "0" ? "telegram:\(id)" : nil
            if !name.isEmpty { result.title = name }
        }
    }

    mutating func finishChat() {
        guard let chat, chat.isWanted else { return }
        self.chat = nil
        let tag = chats > 1 || chat.id == "0" ? nil : result.tag(chat.name)
        let threads = result.threads.count
        for at in messages.indices {
            // A message of a topic replies to the notice that opened it.
            if let to = messages[at].replyTo, topics[to] != nil { messages[at].replyTo = nil }
            if chat.id != "0" { messages[at].source = "https://t.me/c/\(chat.id)/\(messages[at].id)" }
        }
        let sorted = messages.sorted { ($0.time.seconds, Int($0.id) ?? 0) < ($1.time.seconds, Int($1.id) ?? 0) }
        ChatThreads(kind: .telegram, channel: chat.name, channelID: chat.id, questions: options.questions).add(sorted, to: &result)
        if let tag, topics.isEmpty { for at in threads..<result.threads.count { result.threads[at].tags = [tag] } }
        messages = []
        topics = [:]
    }

    // MARK: Messages

    mutating func read(_ value: JSONValue, of members: JSONObject) {
        if chat?.byte != members.byte { begin(members) }
        guard let chat, chat.isWanted else { return }
        guard let object = value.object else { return faults.add("a message is no object", at: members.byte, in: file) }
        guard let id = faults.id("id", of: object, in: file) else { return }
        if object.text("type") == "service" {
            if object.text("action") == "topic_created" { topics[id] = object.text("title") ?? "" }
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
        var message = ChatMessage(id: id, author: person, time: time, nodes: nodes(object))
        // A reply to another chat is none in this one.
        if object["reply_to_peer_id"] == nil { message.replyTo = object.id("reply_to_message_id") }
        message.isBot = object.text("via_bot") != nil && object.text("text")?.isEmpty != false
        for reaction in object.objects("reactions") { message.reactions += max(0, reaction.integer("count") ?? 0) }
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
            if path.utf8.first == UInt8(ascii: "(") {
                blocks.append(.element("p", [], [.text("(\(object.text("sticker_emoji") ?? object.text("media_type") ?? name))")]))
            } else if object.text("media_type") == "sticker" {
                blocks.append(.element("p", [], [.text(object.text("sticker_emoji") ?? "(sticker)")]))
            } else {
                blocks.append(attachment(path, name: object.text("file_name") ?? name, in: ""))
            }
        }
        if let poll = object.object("poll") {
            blocks.append(.element("p", [], [.text(poll.text("question") ?? "")]))
            blocks.append(.element("ul", [], poll.objects("answers").map { .element("li", [], [.text("\($0.text("text") ?? ""): \($0.integer("voters") ?? 0)")]) }))
        }
        return blocks
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
