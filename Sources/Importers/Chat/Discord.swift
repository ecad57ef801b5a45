import Diagnostics

/// Discord: JSON of DiscordChatExporter, one file for each channel, forum post or thread; a file, a folder or a zip of it.
func readDiscord(_ options: ImportOptions, _ files: ExportFiles, _ spool: TextSpool) throws(ImportError) -> Conversation {
    var reader = DiscordReader(options, title: files.name, spool: spool)
    let paths = files.paths(endingIn: [".json"])
    files.expect(paths)
    for path in try reader.order(paths, files) {
        reader.begin(path, folder: folder(ofPath: path))
        let rest = try files.json(path, streaming: { $1 == "messages" }) { (members, value, byte) throws(JSONFault) in reader.read(value, at: byte, of: members) }
        reader.finishFile(rest)
    }
    reader.finishChannel()
    try reader.faults.check(files)
    guard reader.isAnyChannel else {
        throw files.missing("channel of Discord", advice: "export with DiscordChatExporter in the format JSON ('-f Json') and give the file or its folder")
    }
    return reader.result
}

private struct DiscordReader {
    private let options: ImportOptions
    var result: Conversation
    var faults = ImportFaultList()
    private(set) var isAnyChannel = false
    private var file = ""
    private var folder = ""
    /// Of the file that is being read.
    private var messages: [ChatMessage] = []
    /// The channel of the last file. A large one comes in several files, which follow each other by name.
    private var channel: (object: JSONObject, id: String, name: String, guild: String?, messages: [ChatMessage])?
    private var names: [String: String] = [:]
    private var guilds: Set<String> = []
    /// A thread that was opened from a message has that message's id. The message lies in the thread's channel.
    private var threadIDs: Set<String> = []
    private var openers: [String: ChatMessage] = [:]

    init(_ options: ImportOptions, title: String, spool: TextSpool) {
        self.options = options
        result = Conversation(title: title, spool: spool)
    }

    /// Channels before threads, as a thread's first message may lie in its channel.
    mutating func order(_ paths: [String], _ files: ExportFiles) throws(ImportError) -> [String] {
        guard paths.count > 1 else { return paths }
        var channels: [String] = []
        var threads: [String] = []
        for path in paths {
            let channel = try files.head(path, streaming: { $1 == "messages" })?.object("channel")
            if let channel, Self.isThread(channel) {
                threads.append(path)
                if let id = channel.id("id") { threadIDs.insert(id) }
            } else {
                channels.append(path)
            }
        }
        return channels + threads
    }

    private static func isThread(_ channel: JSONObject) -> Bool { channel.text("type")?.utf8.suffix(6).elementsEqual("Thread".utf8) ?? false }

    mutating func begin(_ file: String, folder: String) {
        self.file = file
        self.folder = folder
        messages = []
    }

    mutating func read(_ value: JSONValue, at byte: Int, of members: JSONObject) {
        guard let object = value.object else { return faults.add("a message is no object", at: byte, in: file) }
        guard let place = members.object("channel") else { return }
        guard let id = faults.id("id", of: object, in: file), let time = faults.time("timestamp", of: object, in: file) else { return }
        let type = object.text("type") ?? "Default"
        guard ["Default", "Reply", "0", "19", "PollResult", "46"].contains(type) else { return result.leave("messages left out: notices of Discord") }
        guard let author = object.object("author"), let person = faults.id("id", of: author, in: file) else {
            return faults.add("a message has no 'author'", at: object.byte, in: file)
        }
        if result.people[person] == nil {
            let account = author.text("name") ?? person
            let number = author.text("discriminator") ?? "0000"
            result.people[person] = SourcePerson(
                account: Int(number) ?? 0 == 0 ? account : "\(account)-\(number)", name: singleLine(author.text("nickname") ?? account), isBot: author.flag("isBot"))
        }
        for mention in object.objects("mentions") { if let id = mention.id("id") { names[id] = mention.text("nickname") ?? mention.text("name") } }
        var nodes = liftingSpoilers(markup.nodes(object.text("content") ?? ""))
        for attachment in object.objects("attachments") {
            if let address = attachment.text("url") { nodes.append(Importers.attachment(address, name: attachment.text("fileName") ?? "file", in: folder)) }
        }
        if object.text("content")?.isEmpty != false { nodes += extras(object) }
        if let forwarded = object.object("forwardedMessage") {
            var quote = liftingSpoilers(markup.nodes(forwarded.text("content") ?? "")) + extras(forwarded)
            for attachment in forwarded.objects("attachments") {
                if let address = attachment.text("url") { quote.append(Importers.attachment(address, name: attachment.text("fileName") ?? "file", in: folder)) }
            }
            if !quote.isEmpty { nodes.append(.element("blockquote", [], quote)) }
        }
        var message = ChatMessage(id: id, author: person, time: time, nodes: nodes, spool: result.spool)
        message.isBot = result.people[person]?.isBot ?? false
        if type == "Reply" || type == "19" { message.replyTo = object.object("reference")?.id("messageId") }
        for reaction in object.objects("reactions") {
            message.reactions += reaction.count("count") ?? 0
            let emoji = reaction.object("emoji")
            if ["✅", "✔️", "☑️"].contains(emoji?.text("name") ?? "") || ["white_check_mark", "heavy_check_mark", "ballot_box_with_check"].contains(emoji?.text("code") ?? "") {
                message.checkedBy += reaction.objects("users").compactMap { $0.id("id") }
            }
        }
        if threadIDs.contains(id), !Self.isThread(place) {
            if let guild = members.object("guild")?.id("id"), guild != "0", let channel = place.id("id") { message.source = Self.address(guild, channel, id) }
            openers[id] = message
        }
        messages.append(message)
    }

    private static func address(_ guild: String, _ channel: String, _ message: String) -> String { "https://discord.com/channels/\(guild)/\(channel)/\(message)" }

    /// What a message without words shows.
    private func extras(_ message: JSONObject) -> [HTMLNode] {
        message.objects("embeds").flatMap(embed)
            + message.objects("stickers").map { .element("p", [], [.text("(sticker: \($0.text("name") ?? ""))")]) }
    }

    /// How a poll ended. The poll itself isn't part of the export.
    private func pollResult(_ embed: JSONObject) -> [HTMLNode]? {
        var values: [String: String] = [:]
        for field in embed.objects("fields") { if let name = field.text("name") { values[name] = field.text("value") } }
        guard let question = values["poll_question_text"] else { return nil }
        let votes = values["total_votes"].map { " of \($0) votes" } ?? " votes"
        let winner = values["victor_answer_text"].map { "\($0) (\(values["victor_answer_votes"] ?? "?")\(votes))" } ?? "no answer won (\(values["total_votes"] ?? "0") votes)"
        return [.element("p", [], [.text("Poll: "), .element("strong", [], [.text(question)]), .text(" – " + winner)])]
    }

    private func embed(_ embed: JSONObject) -> [HTMLNode] {
        if let result = pollResult(embed) { return result }
        var nodes: [HTMLNode] = []
        if let title = embed.text("title"), !title.isEmpty {
            let words: [HTMLNode] = [.text(title)]
            nodes.append(.element("p", [], embed.text("url").map { $0.utf8.starts(with: "http".utf8) ? [.link($0, words)] : words } ?? words))
        }
        if let text = embed.text("description"), !text.isEmpty { nodes += markup.nodes(text) }
        for field in embed.objects("fields") {
            guard let value = field.text("value"), !value.isEmpty else { continue }
            if let name = field.text("name"), !name.isEmpty { nodes.append(.element("p", [], [.element("strong", [], [.text(name)])])) }
            nodes += markup.nodes(value)
        }
        return nodes.isEmpty ? [] : [.element("blockquote", [], nodes)]
    }

    mutating func finishFile(_ value: JSONValue) {
        guard let object = value.object, let read = object.object("channel") else { return }
        guard let id = faults.id("id", of: read, in: file), let name = faults.text("name", of: read, in: file) else { return }
        isAnyChannel = true
        if let guild = object.object("guild") {
            if let title = guild.text("name"), !title.isEmpty { result.title = singleLine(title) }
            if let number = guild.id("id"), number != "0" { guilds.insert(number) }
            if guilds.count == 1, let only = guilds.first { result.site = "discord:\(only)" } else { result.site = nil }
        }
        if channel?.id != id {
            finishChannel()
            channel = (read, id, name, object.object("guild")?.id("id"), [])
        }
        if channel?.messages.isEmpty == true { channel?.messages = messages } else { channel?.messages += messages }
        messages = []
    }

    mutating func finishChannel() {
        guard let (object, id, name, guild, _) = channel else { return }
        var sorted = channel?.messages ?? []
        channel = nil
        let type = object.text("type") ?? ""
        guard !type.utf8.starts(with: "Direct".utf8) else { return result.leave("private messages left out", sorted.count) }
        // A thread's file names its parent channel as its category.
        let isThread = Self.isThread(object)
        let parent = isThread ? object.text("category") ?? name : name
        if !options.channels.isEmpty, !options.channels.contains(parent) { return result.leave("channels left out (--channel)") }
        let opener = isThread ? openers.removeValue(forKey: id) : nil
        let ownFirst = sorted.min { ($0.time.seconds, $0.id.utf8.count, $0.id) < ($1.time.seconds, $1.id.utf8.count, $1.id) }?.id
        if let opener, !sorted.isEmpty, !sorted.contains(where: { $0.id == opener.id }) { sorted.append(opener) }
        if !isThread, !openers.isEmpty {
            // A thread has it, unless it opens a chain of replies here too.
            let replied = Set(sorted.compactMap(\.replyTo))
            sorted.removeAll { openers[$0.id] != nil && !replied.contains($0.id) }
        }
        sorted.sort { ($0.time.seconds, $0.id.utf8.count, $0.id) < ($1.time.seconds, $1.id.utf8.count, $1.id) }
        var builder = ChatThreads(kind: .discord, channel: parent, channelID: id, questions: options.questions, spool: result.spool)
        if let tag = result.tag(parent) { builder.tags = [tag] }
        if let guild, guild != "0" { builder.address = { $0.source ?? Self.address(guild, id, $0.id) } }
        if isThread {
            var seen: Set<String> = []
            let own = sorted.filter { seen.insert($0.id).inserted }
            if let first = own.first {
                let asks = name.utf8.contains(UInt8(ascii: "?")) || object.text("category") != nil || first.asks
                if asks || options.questions == .all {
                    var thread = builder.thread(own, title: singleLine(name))
                    if let guild, guild != "0" { thread.addresses = ["https://discord.com/channels/\(guild)/\(id)"] }
                    if opener != nil, let ownFirst {
                        // Its id doesn't depend on whether the channel was exported too.
                        thread.id = "\(ImportKind.discord.rawValue)-\(id)-\(ownFirst)"
                        thread.number = ImportedNames.mark(thread.id)
                    }
                    result.threads.append(thread)
                } else {
                    result.leave("messages left out: their thread opens with no question", own.count)
                }
            }
        } else {
            builder.add(sorted, to: &result)
        }
    }

    // MARK: Text

    private var markup: ChatMarkup {
        ChatMarkup(
            marks: [("||", "spoiler"), ("**", "strong"), ("__", "ins"), ("~~", "del"), ("*", "em"), ("_", "em")], angle: angle, isMarkdownLike: true)
    }

    /// `@123`, `#123`, `:name:123`, `t:1700000000:R`, and an address without a preview.
    private func angle(_ content: ArraySlice<UInt8>) -> [HTMLNode]? {
        let text = String(decoding: content, as: UTF8.self)
        switch content.first {
        case UInt8(ascii: "@"):
            let id = String(decoding: content.filter { (48...57).contains($0) }, as: UTF8.self)
            return id.isEmpty ? nil : [.text("@" + (names[id] ?? result.people[id]?.name ?? id))]
        case UInt8(ascii: "#"): return content.count > 1 && content.dropFirst().allSatisfy({ (48...57).contains($0) }) ? [.text("#channel")] : nil
        case UInt8(ascii: ":"), UInt8(ascii: "a"):
            let parts = text.utf8.split(separator: UInt8(ascii: ":"))
            guard parts.count >= 2, let last = parts.last, last.count > 10, last.allSatisfy({ (48...57).contains($0) }) else { return nil }
            return [.text(":" + String(Substring(parts[parts.count - 2])) + ":")]
        case UInt8(ascii: "t") where content.starts(with: "t:".utf8):
            let digits = content.dropFirst(2).prefix { (48...57).contains($0) }
            return Int64(String(decoding: digits, as: UTF8.self)).flatMap { $0 < 7_258_118_400 ? [.text(ImportedTime(seconds: $0).text)] : nil }
        case UInt8(ascii: "h") where content.starts(with: "http://".utf8) || content.starts(with: "https://".utf8):
            return content.contains(32) ? nil : [.link(text, [.text(text)])]
        default: return nil
        }
    }
}
