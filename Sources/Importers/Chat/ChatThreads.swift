/// A message of a chat.
struct ChatMessage {
    /// Unique in its channel and stable.
    var id: String
    var author: String
    var time: ImportedTime
    /// Markdown.
    let body: StoredText
    /// The sentence that asks, or the first line.
    let title: StoredText
    /// Whether it asks something.
    let asks: Bool
    /// The message that this one answers, or that opens the platform's own thread around it.
    var replyTo: String?
    var reactions = 0
    /// Who marked the message as right with a check mark.
    var checkedBy: [String] = []
    var isBot = false
    /// The message in the live conversation, where its id alone doesn't tell.
    var source: String?

    /// `siteURL` is what relative links lead to.
    init(id: String, author: String, time: ImportedTime, nodes: [HTMLNode], spool: TextSpool, siteURL: String? = nil) {
        self.init(id: id, author: author, time: time, markdown: HTMLToMarkdown(siteURL: siteURL).markdown(nodes), spoken: spokenText(nodes), spool: spool)
    }

    /// `spoken` is the text without code and quotes.
    init(id: String, author: String, time: ImportedTime, markdown: [UInt8], spoken: String, spool: TextSpool) {
        self.id = id
        self.author = author
        self.time = time
        body = spool.add(markdown)
        asks = QuestionMark.asks(spoken)
        title = spool.add(QuestionMark.title(spoken))
    }
}

/// Finds the questions of a channel, by reply chains and threads where the platform has them, and otherwise by guessing; see
/// `Docs/Import.md`.
struct ChatThreads {
    let kind: ImportKind
    let channel: String
    /// The channel's id, for the ids of its threads.
    let channelID: String
    let questions: ImportOptions.Questions
    let spool: TextSpool
    /// Tags of its threads, by slug.
    var tags: [String] = []
    /// The address of a message in the live conversation.
    var address: (ChatMessage) -> String? = { $0.source }

    /// Messages of one person that follow each other so soon, in seconds, are one post.
    private static let samePost: Int64 = 600
    /// A lone question's answers come before a silence of so many seconds, and are no more than so many messages.
    private static let silence: Int64 = 1_800
    private static let longestGuess = 12

    /// `messages` in order of time; of two with one id the first counts.
    func add(_ messages: [ChatMessage], to result: inout Conversation) {
        var index: [String: Int] = [:]
        for (at, message) in messages.enumerated() where index[message.id] == nil { index[message.id] = at }
        guard index.count == messages.count else {
            var known: Set<String> = []
            return add(messages.filter { known.insert($0.id).inserted }, to: &result)
        }
        let roots = roots(of: messages, index)
        var members: [Int: [Int]] = [:]
        for (at, root) in roots.enumerated() where root != at { members[root, default: []].append(at) }
        var guessed: Set<Int> = []
        for at in messages.indices where roots[at] == at {
            if let replies = members[at] {
                add(chain: at, replies, messages, to: &result)
            } else if messages[at].replyTo != nil {
                result.leave("messages left out: what they reply to is not in the export")
            } else if !messages[at].isBot, messages[at].asks {
                add(lone: at, messages, roots, members, &guessed, to: &result)
            } else if !guessed.contains(at) {
                result.leave("messages left out: part of no question")
            }
        }
    }

    /// The message that each one leads back to; itself when it opens a chain, when its chain is a circle, or when the opener is missing.
    private func roots(of messages: [ChatMessage], _ index: [String: Int]) -> [Int] {
        var roots = [Int?](repeating: nil, count: messages.count)
        for start in messages.indices {
            var path: [Int] = []
            var onPath: Set<Int> = []
            var at = start
            var root: Int?
            while root == nil {
                if let known = roots[at] {
                    root = known
                } else if !onPath.insert(at).inserted {
                    root = path.min()
                } else {
                    path.append(at)
                    let parent = messages[at].replyTo
                    if let parent, parent != messages[at].id, let next = index[parent] { at = next } else { root = at }
                }
            }
            for step in path { roots[step] = root }
        }
        return roots.enumerated().map { $1 ?? $0 }
    }

    private func add(chain root: Int, _ replies: [Int], _ messages: [ChatMessage], to result: inout Conversation) {
        let opener = messages[root]
        guard questions == .all || (!opener.isBot && opener.asks) else {
            result.leave("messages left out: their thread or reply chain opens with no question", replies.count + 1)
            return
        }
        result.threads.append(thread([opener] + replies.map { messages[$0] }, title: nil))
    }

    private func add(
        lone at: Int, _ messages: [ChatMessage], _ roots: [Int], _ members: [Int: [Int]], _ guessed: inout Set<Int>, to result: inout Conversation
    ) {
        guard questions == .likely || questions == .guessed else { return result.leave("lone messages that ask left out (--questions \(questions.rawValue))") }
        var said = [messages[at]]
        var last = messages[at].time.seconds
        for next in messages.indices[(at + 1)...] {
            let message = messages[next]
            guard said.count <= Self.longestGuess, message.time.seconds - last <= Self.silence else { break }
            // Threads run beside the channel; another's question begins something new.
            if roots[next] != next || members[next] != nil { continue }
            if message.isBot || (message.author != messages[at].author && message.asks) { break }
            said.append(message)
            guessed.insert(next)
            last = message.time.seconds
        }
        let thread = thread(said, title: nil)
        if questions == .guessed { result.threads.append(thread) } else { result.guesses.append(thread) }
    }

    /// Makes a thread of an opener and what was said after it. What the asker adds is part of the question while nobody else has spoken,
    /// and a comment afterwards.
    func thread(_ messages: [ChatMessage], title: String?) -> SourceThread {
        let opener = messages[0]
        let id = "\(kind.rawValue)-\(channelID)-\(opener.id)"
        var spoken = title ?? spool.text(opener.title)
        if spoken.isEmpty { spoken = "Question in \(channel)" }
        var thread = SourceThread(id: id, number: ImportedNames.mark(id), title: spoken, channel: channel, question: post(opener))
        thread.tags = tags
        var lastAuthor = opener.author
        var lastTime = opener.time.seconds
        for message in messages.dropFirst() {
            let soon = message.time.seconds - lastTime <= Self.samePost && message.author == lastAuthor
            defer {
                lastAuthor = message.author
                lastTime = message.time.seconds
            }
            var said = post(message)
            said.isAccepted = message.checkedBy.contains(opener.author) && message.author != opener.author
            if soon, thread.answers.isEmpty, thread.question.comments.isEmpty {
                join(said, to: &thread.question)
            } else if message.author == opener.author {
                add(comment: said, soon, to: &thread)
            } else if soon, let last = thread.answers.indices.last, thread.answers[last].author == message.author {
                join(said, to: &thread.answers[last])
            } else {
                thread.answers.append(said)
            }
        }
        // One answer may be accepted; the first that was marked is.
        if let first = thread.answers.firstIndex(where: \.isAccepted) {
            for at in thread.answers.indices where at != first { thread.answers[at].isAccepted = false }
        }
        return thread
    }

    private func add(comment: SourcePost, _ soon: Bool, to thread: inout SourceThread) {
        func add(to post: inout SourcePost) {
            if soon, let last = post.comments.indices.last, post.comments[last].author == comment.author {
                join(comment, to: &post.comments[last])
            } else {
                post.comments.append(comment)
            }
        }
        if let last = thread.answers.indices.last { add(to: &thread.answers[last]) } else { add(to: &thread.question) }
    }

    private func join(_ post: SourcePost, to first: inout SourcePost) {
        first.body.append(post.body, spool)
        first.reactions += post.reactions
        first.messages += post.messages
        first.addresses += [post.source].compactMap { $0 } + post.addresses
        first.isAccepted = first.isAccepted || post.isAccepted
    }

    private func post(_ message: ChatMessage) -> SourcePost {
        let body: SourceBody = message.body.isEmpty ? .text(Array("(no text)\n".utf8)) : .stored([message.body])
        var post = SourcePost(id: message.id, author: message.author, time: message.time, body: body)
        post.reactions = message.reactions
        post.source = address(message)
        return post
    }
}
