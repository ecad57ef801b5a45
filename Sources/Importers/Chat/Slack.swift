import Diagnostics

/// Slack: an export, zipped or unpacked, with `channels.json`, `users.json` and a folder of days for each channel.
func readSlack(_ options: ImportOptions, _ files: ExportFiles, _ spool: TextSpool) throws(ImportError) -> Conversation {
    guard let files = files.holding("channels.json") else {
        throw files.missing("'channels.json'", advice: "give the export's zip, or the folder that holds 'channels.json'")
    }
    var reader = SlackReader(options, title: files.name, spool: spool)
    if files.size("users.json") != nil { reader.readUsers(try files.json("users.json"), file: "users.json") }
    reader.readChannels(try files.json("channels.json"), file: "channels.json")
    if files.size("groups.json") != nil { reader.readPrivateChannels(try files.json("groups.json"), file: "groups.json") }
    let days = files.folders().map { channel in
        (channel, files.names(channel).filter { $0.utf8.suffix(5).elementsEqual(".json".utf8) && $0.utf8.first != UInt8(ascii: ".") }.map { "\(channel)/\($0)" })
    }
    for (_, paths) in days { files.expect(paths) }
    for (channel, paths) in days where reader.isWanted(channel) {
        var messages: [ChatMessage] = []
        for path in paths {
            try files.list(path) { (value, byte) throws(JSONFault) in reader.readMessage(value, at: byte, file: path, into: &messages) }
        }
        reader.finish(channel, &messages)
    }
    try reader.faults.check(files)
    return reader.result
}

private struct SlackReader {
    private let options: ImportOptions
    var result: Conversation
    var faults = ImportFaultList()
    private var channelIDs: [String: String] = [:]
    private var channelNames: [String: String] = [:]
    private var privateChannels: Set<String> = []
    private var shown: [String: String] = [:]

    init(_ options: ImportOptions, title: String, spool: TextSpool) {
        self.options = options
        result = Conversation(site: options.siteURL, title: title, spool: spool)
    }

    mutating func readUsers(_ value: JSONValue, file: String) {
        for user in value.objects {
            guard let id = faults.id("id", of: user, in: file) else { continue }
            let profile = user.object("profile")
            let names = [profile?.text("display_name"), user.text("real_name"), profile?.text("real_name"), user.text("name")]
            let name = names.compactMap { $0 }.first { !singleLine($0).isEmpty } ?? id
            shown[id] = singleLine(name)
            result.people[id] = SourcePerson(
                account: user.text("name"), name: singleLine(name), isBot: user.flag("is_bot") || id == "USLACKBOT" || id.utf8.first == UInt8(ascii: "B"))
        }
    }

    mutating func readChannels(_ value: JSONValue, file: String) {
        for channel in value.objects {
            guard let id = faults.id("id", of: channel, in: file), let name = faults.text("name", of: channel, in: file) else { continue }
            channelIDs[name] = id
            channelNames[id] = name
        }
    }

    mutating func readPrivateChannels(_ value: JSONValue, file: String) {
        let known = channelIDs
        readChannels(value, file: file)
        privateChannels = Set(channelIDs.keys.filter { known[$0] == nil })
    }

    /// Conversations of two or of a few have no channel of their name; a private channel is read when it is asked for by name.
    mutating func isWanted(_ channel: String) -> Bool {
        guard channelIDs[channel] != nil else {
            result.leave("private conversations left out")
            return false
        }
        if privateChannels.contains(channel), !options.channels.contains(channel) {
            result.leave("private channels left out (name one with --channel to take it)")
            return false
        }
        if options.channels.isEmpty || options.channels.contains(channel) { return true }
        result.leave("channels left out (--channel)")
        return false
    }

    /// Subtypes of messages that somebody wrote.
    private static let written: Set<String> = ["", "file_share", "me_message", "thread_broadcast", "bot_message"]

    mutating func readMessage(_ value: JSONValue, at byte: Int, file: String, into messages: inout [ChatMessage]) {
        guard let object = value.object else { return faults.add("a message is no object", at: byte, in: file) }
        guard Self.written.contains(object.text("subtype") ?? "") else {
            return result.leave(object.text("subtype") == "tombstone" ? "messages left out: deleted" : "messages left out: notices of Slack")
        }
        guard let time = faults.unixTime("ts", of: object, in: file), let stamp = object.text("ts") else {
            if object["ts"]?.text == nil, object["ts"] != nil { faults.add("'ts' is no text", at: object.byte, in: file) }
            return
        }
        let bot = object.id("bot_id")
        let isBot = object.text("subtype") == "bot_message"
        let author = object.id("user") ?? bot ?? object.text("username").map { "name:\($0)" } ?? "unknown"
        if result.people[author] == nil {
            let name = singleLine(object.object("user_profile")?.text("real_name") ?? object.text("username") ?? author)
            result.people[author] = SourcePerson(account: object.object("user_profile")?.text("name"), name: name, isBot: isBot || bot != nil)
        }
        var nodes = markup.nodes(object.text("text") ?? "")
        for attachment in object.objects("attachments") where object.text("text")?.isEmpty != false {
            nodes += markup.nodes(attachment.text("text") ?? attachment.text("fallback") ?? "")
        }
        for file in object.objects("files") + [object.object("file")].compactMap({ $0 }) { nodes.append(self.file(file)) }
        var message = ChatMessage(id: stamp, author: author, time: time, nodes: nodes, spool: result.spool)
        if let thread = object.text("thread_ts"), thread != stamp { message.replyTo = thread }
        message.isBot = isBot || result.people[author]?.isBot == true
        for reaction in object.objects("reactions") {
            let users = (reaction["users"]?.array ?? []).compactMap(\.text)
            message.reactions += max(reaction.count("count") ?? 0, users.count)
            if ["white_check_mark", "heavy_check_mark", "ballot_box_with_check"].contains(reaction.text("name") ?? "") { message.checkedBy += users }
        }
        messages.append(message)
    }

    private func file(_ file: JSONObject) -> HTMLNode {
        let name = singleLine(file.text("title") ?? file.text("name") ?? "file")
        let label: [HTMLNode] = [.text(name.isEmpty ? "file" : name)]
        // The private address needs the workspace's own login; the permalink at least leads to the file's page.
        if let address = file.text("permalink") ?? file.text("url_private"), address.utf8.starts(with: "https://".utf8) { return .element("p", [], [.link(address, label)]) }
        return .element("p", [], label)
    }

    /// Sorts a channel's messages and looks for threads. The id is the whole time stamp, which orders those of one second.
    mutating func finish(_ channel: String, _ messages: inout [ChatMessage]) {
        let id = channelIDs[channel] ?? channel
        let tag = result.tag(channel)
        messages.sort { ($0.time.seconds, $0.id) < ($1.time.seconds, $1.id) }
        let channelID = String(decoding: id.utf8.filter { isWordByte($0) }, as: UTF8.self)
        var threads = ChatThreads(
            kind: .slack, channel: channel, channelID: channelID.isEmpty ? ImportedNames.mark(channel) : channelID, questions: options.questions, spool: result.spool)
        if let tag { threads.tags = [tag] }
        if let site = options.siteURL {
            threads.address = { "\(site)/archives/\(id)/p\(String(decoding: $0.id.utf8.filter { isWordByte($0) }, as: UTF8.self))" }
        }
        threads.add(messages, to: &result)
    }

    // MARK: Text

    private var markup: ChatMarkup {
        ChatMarkup(marks: [("*", "strong"), ("_", "em"), ("~", "del")], angle: angle, hasEntities: true, hasEmojiNames: true)
    }

    /// `@U123|name`, `#C123|name`, `!here`, `http://…|label`.
    private func angle(_ content: ArraySlice<UInt8>) -> [HTMLNode]? {
        let bar = content.firstIndex(of: UInt8(ascii: "|"))
        let target = unescaped(content[..<(bar ?? content.endIndex)])
        let label = bar.map { unescaped(content[($0 + 1)...]) }
        guard let first = target.utf8.first else { return nil }
        let rest = String(decoding: target.utf8.dropFirst(), as: UTF8.self)
        switch first {
        case UInt8(ascii: "@"): return [.text("@" + (shown[rest] ?? label ?? rest))]
        case UInt8(ascii: "#"): return [.text("#" + (channelNames[rest] ?? label ?? rest))]
        case UInt8(ascii: "!"): return [.text(label ?? "@" + String(decoding: rest.utf8.prefix { $0 != UInt8(ascii: "^") }, as: UTF8.self))]
        default:
            guard ["http://", "https://", "mailto:"].contains(where: { target.utf8.starts(with: $0.utf8) }) else { return nil }
            return [.link(target, [.text(label ?? target)])]
        }
    }

    private func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
