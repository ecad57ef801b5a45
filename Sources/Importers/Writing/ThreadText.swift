/// A stretch of a thread's file: the question, an answer or a comment.
package struct ThreadBlock: Hashable, Sendable {
    /// The post's id; empty where the source has none.
    package var id: String
    /// The front matter with both its `---`.
    package var head: [UInt8]
    /// Ends with a line break, or is empty.
    package var body: [UInt8]

    /// As it stands in a file, without the blank line that parts it from the block before.
    var bytes: [UInt8] { body.isEmpty ? head : head + [10] + body }
}

/// The bytes of a thread's file, in the format of `Docs/Format.md`.
package func threadText(_ thread: ImportedThread) -> [UInt8] { threadText(threadBlocks(thread)) }

func threadText(_ blocks: [ThreadBlock]) -> [UInt8] { Array(blocks.map(\.bytes).joined(separator: [10])) }

/// The blocks of a thread's file, in order.
package func threadBlocks(_ thread: ImportedThread) -> [ThreadBlock] {
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
    var blocks = [ThreadBlock(id: thread.question.id, head: head.bytes, body: bodyText(thread.question.body))]
    blocks += thread.question.comments.map(block)
    for answer in thread.answers {
        var head = FrontMatterText()
        head.add("answer", answer.author)
        head.add("at", answer.time)
        if answer.isAccepted { head.add("accepted", true) }
        if let votes = answer.votes { head.add("votes", votes) }
        addOrigin(answer, to: &head)
        head.end()
        blocks.append(ThreadBlock(id: answer.id, head: head.bytes, body: bodyText(answer.body)))
        blocks += answer.comments.map(block)
    }
    return blocks
}

private func block(_ comment: ImportedComment) -> ThreadBlock {
    var head = FrontMatterText()
    head.add("comment", comment.author)
    head.add("at", comment.time)
    for extra in comment.extras { head.add("x-" + extra.key, extra.value) }
    head.end()
    return ThreadBlock(id: comment.id, head: head.bytes, body: bodyText(comment.body))
}

private func addOrigin(_ post: ImportedPost, to head: inout FrontMatterText) {
    if let source = post.source { head.add("source", address: source) }
    if let licence = post.licence { head.add("licence", licence) }
    for extra in post.extras { head.add("x-" + extra.key, extra.value) }
}

func bodyText(_ body: [UInt8]) -> [UInt8] {
    if body.isEmpty { return [] }
    var text = bodyWithoutBlockOpeners(body)
    if text.last != 10 { text.append(10) }
    return text
}

/// A body in which no line can be taken for the start of an answer or a comment. Such a line is a thematic break, and `***` is the same one.
func bodyWithoutBlockOpeners(_ body: [UInt8]) -> [UInt8] {
    var lines = body.split(separator: 10, omittingEmptySubsequences: false)
    for index in blockOpeners(lines) { lines[index] = Array("***".utf8)[...] }
    return Array(lines.joined(separator: [10]))
}

/// The lines at which an answer or a comment begins: `---` after a blank line, with `answer:` or `comment:` below it, outside a fence.
func blockOpeners(_ lines: [ArraySlice<UInt8>]) -> [Int] {
    var found: [Int] = []
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
            found.append(index)
        }
        afterBlank = line.allSatisfy { $0 == 32 || $0 == 9 }
    }
    return found
}
