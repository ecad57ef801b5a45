import Diagnostics

/// Mail: an mbox file or a folder of them, such as a list's monthly archives. Threads by Message-ID, In-Reply-To and References.
func readMbox(_ options: ImportOptions, _ files: ExportFiles, _ spool: TextSpool) throws(ImportError) -> Conversation {
    var reader = MboxReader(options, title: files.name, spool: spool)
    let paths = files.paths(endingIn: [".mbox", ".mbx", ".txt", ".mail"])
    files.expect(paths)
    for path in paths {
        let source = try files.source(path)
        var mails = MailSplitter(source)
        guard mails.beginsWithMail() || source.failure != nil else {
            throw .brokenSource([
                Diagnostic(
                    .importSyntax, .error, "an mbox begins with a line 'From '", advice: "give mbox files alone; nothing was written", path: files.shown(path), position: .start)
            ])
        }
        let folder = folder(ofPath: path)
        if reader.isWanted(list: folder) {
            while let (separator, mail) = mails.next() { reader.add(MailMessage(mail), separator: separator, list: folder.isEmpty ? nil : folder) }
        }
        if let failure = source.failure { throw failure }
    }
    guard reader.isAnyMail || !options.channels.isEmpty else { throw files.missing("mail", advice: "give an mbox file, or a folder of '.mbox' files") }
    reader.finish()
    return reader.result
}

private struct MboxReader {
    private let options: ImportOptions
    var result: Conversation
    private var mails: [Mail] = []
    private var ids: Set<String> = []

    private struct Mail {
        var id: String
        var list: String?
        var subject: String
        var references: [String]
        var message: ChatMessage
        var time: ImportedTime { message.time }
    }

    init(_ options: ImportOptions, title: String, spool: TextSpool) {
        self.options = options
        result = Conversation(site: options.siteURL, title: title, spool: spool)
    }

    var isAnyMail: Bool { !mails.isEmpty }

    // MARK: Messages

    mutating func isWanted(list: String) -> Bool {
        guard !list.isEmpty, !options.channels.isEmpty, !options.channels.contains(list) else { return true }
        result.leave("files left out (--channel)")
        return false
    }

    mutating func add(_ mail: MailMessage, separator: [UInt8], list: String?) {
        let id = Self.messageIDs(mail["message-id"] ?? []).first ?? "none-\(ImportManifest.hash(separator + Array(mail.body)))"
        guard ids.insert(id).inserted else { return result.leave("mails left out: the same Message-ID a second time") }
        guard let time = mail.text("date").flatMap(mailTime) ?? mailTime(String(decoding: separator.suffix(40), as: UTF8.self)) else {
            return result.leave("mails left out: no date that exists")
        }
        let (person, name) = Self.sender(mail.text("from") ?? "")
        if result.people[person] == nil || result.people[person]?.name == "" { result.people[person] = SourcePerson(name: name) }
        let content = mail.content()
        var nodes: [HTMLNode]
        if let plain = content.plain, !plain.utf8.allSatisfy(isHTMLSpace) || content.html == nil {
            nodes = mailNodes(plain, isFlowed: content.isFlowed)
        } else if let html = content.html {
            nodes = [HTMLNode](html: html) ?? [.text(html)]
        } else {
            nodes = []
        }
        for name in content.attachments { nodes.append(.element("p", [], [.text("(attachment: \(name))")])) }
        let archived = mail.text("archived-at").map { String(decoding: $0.utf8.filter { !"<> ".utf8.contains($0) }, as: UTF8.self) }
        var message = ChatMessage(id: ImportedNames.mark(id) + ImportedNames.mark("\(id) again"), author: person, time: time, nodes: nodes, spool: result.spool)
        message.source = archived.flatMap { $0.utf8.starts(with: "http".utf8) ? $0 : nil }
        mails.append(
            Mail(
                id: id, list: list ?? mail.text("list-id"), subject: mail.text("subject") ?? "",
                references: Self.messageIDs(mail["in-reply-to"] ?? []) + Self.messageIDs(mail["references"] ?? []).reversed(), message: message))
    }

    /// What stands between `<` and `>`.
    private static func messageIDs(_ value: [UInt8]) -> [String] {
        value.split(separator: UInt8(ascii: "<")).dropFirst(value.first == UInt8(ascii: "<") ? 0 : 1).compactMap { part in
            guard let end = part.firstIndex(of: UInt8(ascii: ">")), end > part.startIndex, part.count < 1_000 else { return nil }
            return String(decoding: part[..<end].filter { $0 > 32 }, as: UTF8.self)
        }
    }

    /// The address, as a person's id, and the name: `Mei <mei@host>`, `mei at host (Mei)`.
    private static func sender(_ text: String) -> (String, String) {
        let bytes = Array(text.utf8)
        func part(_ open: UInt8, _ close: UInt8) -> (inside: ArraySlice<UInt8>, outside: [UInt8])? {
            guard let start = bytes.firstIndex(of: open), let end = bytes[start...].lastIndex(of: close) else { return nil }
            return (bytes[(start + 1)..<end], Array(bytes[..<start]) + bytes[(end + 1)...])
        }
        var address = bytes
        var name: [UInt8] = []
        if let (inside, outside) = part(UInt8(ascii: "<"), UInt8(ascii: ">")) {
            address = Array(inside)
            name = outside
        } else if let (inside, outside) = part(UInt8(ascii: "("), UInt8(ascii: ")")) {
            name = Array(inside)
            address = outside
        }
        let id = singleLine(String(decoding: address, as: UTF8.self)).lowercased().replacing(" at ", with: "@")
        let shown = singleLine(String(decoding: name.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
        // Without a name nothing is shown of the address.
        return (id.isEmpty ? "unknown" : id, shown.utf8.contains(UInt8(ascii: "@")) ? "" : shown)
    }

    // MARK: Threads

    mutating func finish() {
        let sorted = mails.sorted { ($0.time.seconds, $0.id) < ($1.time.seconds, $1.id) }
        mails = []
        let known = Set(sorted.map(\.id))
        var openers: [String: (id: String, seconds: Int64)] = [:]
        var parents: [String: String] = [:]
        for mail in sorted {
            let (subject, isReply) = Self.subject(mail.subject)
            if let parent = mail.references.first(where: { known.contains($0) && $0 != mail.id }) {
                parents[mail.id] = parent
            } else if isReply, let opener = openers[subject], mail.time.seconds - opener.seconds < 30 * 86_400 {
                // A reply without a reference: the thread of its subject that is young enough.
                parents[mail.id] = opener.id
            }
            if parents[mail.id] == nil, !subject.isEmpty { openers[subject] = (mail.id, mail.time.seconds) }
        }
        var groups: [String: [Int]] = [:]
        var roots: [String: String] = [:]
        for (at, mail) in sorted.enumerated() {
            // Up to a mail whose root is known, so that a chain of any length is walked once.
            var path = [mail.id]
            var seen: Set<String> = [mail.id]
            while roots[path[path.count - 1]] == nil, let parent = parents[path[path.count - 1]], seen.insert(parent).inserted { path.append(parent) }
            let last = path[path.count - 1]
            // In a circle everyone meets at its first mail by name.
            let circle = parents[last].flatMap { path.firstIndex(of: $0) }.map { path[$0...] }
            let root = roots[last] ?? circle?.min() ?? last
            for id in path { roots[id] = root }
            groups[root, default: []].append(at)
        }
        for root in groups.keys.sorted(by: { (groups[$0]?.first ?? 0) < (groups[$1]?.first ?? 0) }) {
            let own = (groups[root] ?? []).map { sorted[$0] }
            // The clock of a sender may be wrong, so that a reply seems older than what it replies to: the opener is the one without a parent.
            guard let opener = own.first(where: { $0.id == root }) ?? own.first else { continue }
            add([opener] + own.filter { $0.id != opener.id }, opener)
        }
    }

    private mutating func add(_ mails: [Mail], _ opener: Mail) {
        let title = Self.subject(opener.subject, keepsCase: true).text
        let asks = title.utf8.contains(UInt8(ascii: "?")) || opener.message.asks
        guard asks || options.questions == .all else {
            return result.leave("mails left out: their thread opens with no question", mails.count)
        }
        let list = opener.list.map { String(decoding: $0.utf8.prefix { $0 != UInt8(ascii: "<") }, as: UTF8.self) }
        var threads = ChatThreads(kind: .mbox, channel: list ?? "mail", channelID: "list", questions: options.questions, spool: result.spool)
        if let tag = list.flatMap({ result.tag($0) }) { threads.tags = [tag] }
        result.threads.append(threads.thread(mails.map(\.message), title: title.isEmpty ? nil : title))
    }

    /// A subject without `[list]`, `Re:` and the like.
    private static func subject(_ subject: String, keepsCase: Bool = false) -> (text: String, isReply: Bool) {
        var rest = Array(subject.utf8)[...]
        var isReply = false
        var steps = 0
        while steps < 20 {
            steps += 1
            rest = rest.drop(while: isHTMLSpace)
            if rest.first == UInt8(ascii: "["), let end = rest.firstIndex(of: UInt8(ascii: "]")), end + 1 < rest.endIndex {
                rest = rest[(end + 1)...]
            } else if let prefix = ["re:", "aw:", "sv:", "antw:", "fwd:", "fw:"].first(where: { name in
                rest.prefix(name.utf8.count).map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }.elementsEqual(name.utf8)
            }) {
                rest = rest.dropFirst(prefix.utf8.count)
                isReply = true
            } else {
                break
            }
        }
        let text = singleLine(String(decoding: rest, as: UTF8.self))
        return (keepsCase ? text : text.lowercased(), isReply)
    }
}
