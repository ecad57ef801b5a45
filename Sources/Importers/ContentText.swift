/// The bytes of a thread's file, in the format of `Docs/Format.md`.
package func threadText(_ thread: ImportedThread) -> [UInt8] { threadParts(thread).flatMap(\.bytes) }

/// A stretch of a thread's file: the question or an answer, each with its comments.
package struct ThreadPart: Hashable, Sendable {
    /// The post's id; empty where the source has none.
    package var id: String
    package var bytes: [UInt8]
}

/// The parts of a thread's file, in order; joined they are the file.
package func threadParts(_ thread: ImportedThread) -> [ThreadPart] {
    var head = FrontMatterText()
    head.add("title", thread.title)
    head.add("asked", thread.question.time)
    head.add("by", thread.question.author)
    head.add("tags", list: thread.tags)
    head.add("id", thread.id)
    if let votes = thread.question.votes { head.add("votes", votes) }
    if let closed = thread.closed { head.add("closed", closed) }
    if let original = thread.duplicateOf { head.add("duplicate_of", original) }
    addOrigin(thread.question, to: &head)
    head.end()
    var text = head.bytes
    append(body: thread.question.body, to: &text)
    append(comments: thread.question.comments, to: &text)
    var parts = [ThreadPart(id: thread.question.id, bytes: text)]
    for answer in thread.answers {
        var head = FrontMatterText()
        head.add("answer", answer.author)
        head.add("at", answer.time)
        if answer.isAccepted { head.add("accepted", true) }
        if let votes = answer.votes { head.add("votes", votes) }
        addOrigin(answer, to: &head)
        head.end()
        var text = [10] + head.bytes
        append(body: answer.body, to: &text)
        append(comments: answer.comments, to: &text)
        parts.append(ThreadPart(id: answer.id, bytes: text))
    }
    return parts
}

/// The bytes of a person's file.
package func personText(_ person: ImportedPerson) -> [UInt8] {
    var head = FrontMatterText()
    head.add("name", person.name)
    let links = person.links.filter(isWebAddress)
    if !links.isEmpty { head.add("links", list: links) }
    if person.isBot { head.add("bot", true) }
    if !person.isRanked { head.add("leaderboard", false) }
    head.end()
    return head.bytes
}

/// The bytes of a tag's file.
package func tagText(_ tag: ImportedTag) -> [UInt8] {
    var head = FrontMatterText()
    head.add("title", tag.title)
    if let description = tag.description, !description.isEmpty { head.add("description", description) }
    for extra in tag.extras { head.add("x-" + extra.key, extra.value) }
    head.end()
    var text = head.bytes
    append(body: tag.body, to: &text)
    return text
}

private func addOrigin(_ post: ImportedPost, to head: inout FrontMatterText) {
    if let source = post.source { head.add("source", address: source) }
    if let licence = post.licence { head.add("licence", licence) }
    for extra in post.extras { head.add("x-" + extra.key, extra.value) }
}

private func append(comments: [ImportedComment], to text: inout [UInt8]) {
    for comment in comments {
        var head = FrontMatterText()
        head.add("comment", comment.author)
        head.add("at", comment.time)
        for extra in comment.extras { head.add("x-" + extra.key, extra.value) }
        head.end()
        text += [10] + head.bytes
        append(body: comment.body, to: &text)
    }
}

private func append(body: [UInt8], to text: inout [UInt8]) {
    guard !body.isEmpty else { return }
    text.append(10)
    text += bodyWithoutBlockOpeners(body)
    if text.last != 10 { text.append(10) }
}

/// A body in which no line can be taken for the start of an answer or a comment.
///
/// A thread's file opens a block at a line `---` after a blank line whose next line is `answer:` or `comment:`, outside a fence. Such a
/// line in a body is a thematic break, and `***` is the same one.
func bodyWithoutBlockOpeners(_ body: [UInt8]) -> [UInt8] {
    var lines = body.split(separator: 10, omittingEmptySubsequences: false)
    var fence: (mark: UInt8, length: Int)?
    var afterBlank = true
    for index in lines.indices {
        let line = lines[index].last == 13 ? lines[index].dropLast() : lines[index]
        let content = line.drop { $0 == 32 }
        let run = content.prefix { $0 == content.first }.count
        if let open = fence {
            if content.first == open.mark, run >= open.length, line.count - content.count < 4,
                content.dropFirst(run).allSatisfy({ $0 == 32 || $0 == 9 })
            {
                fence = nil
            }
        } else if let mark = content.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"), run >= 3, line.count - content.count < 4,
            mark == UInt8(ascii: "~") || !content.dropFirst(run).contains(mark)
        {
            fence = (mark, run)
        } else if afterBlank, line.starts(with: "---".utf8), line.dropFirst(3).allSatisfy({ $0 == 32 || $0 == 9 }), index + 1 < lines.count,
            ["answer:", "comment:"].contains(where: { lines[index + 1].starts(with: $0.utf8) })
        {
            lines[index] = Array("***".utf8)[...]
        }
        afterBlank = line.allSatisfy { $0 == 32 || $0 == 9 }
    }
    return Array(lines.joined(separator: [10]))
}
