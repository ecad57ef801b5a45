import Diagnostics
import FrontMatter

let threadKeys = KeyTable(
    what: "a thread",
    keys: [
        "title", "asked", "by", "tags", "votes", "id", "aliases", "also", "duplicate_of", "closed", "status", "source", "licence", "verified",
        "applies_to", "superseded_by", "translation_of", "language", "draft",
    ],
    otherNames: [
        "question": "title", "subject": "title", "date": "asked", "at": "asked", "created": "asked", "author": "by", "asker": "by", "user": "by",
        "category": "tags", "categories": "tags", "keywords": "tags", "topics": "tags", "score": "votes", "upvotes": "votes",
        "redirect_from": "aliases", "url": "source", "link": "source", "license": "licence", "lang": "language", "locale": "language",
        "reviewed": "verified", "checked": "verified", "applies": "applies_to", "version": "applies_to", "replaced_by": "superseded_by",
        "translates": "translation_of", "translated_from": "translation_of", "original": "translation_of",
        "published": "draft",
    ])

let answerKeys = KeyTable(
    what: "an answer", keys: ["answer", "at", "accepted", "votes", "verified", "source", "licence"],
    otherNames: [
        "date": "at", "answered": "at", "asked": "at", "created": "at", "score": "votes", "upvotes": "votes", "url": "source", "link": "source",
        "license": "licence", "best": "accepted", "solution": "accepted", "reviewed": "verified", "checked": "verified",
    ])

let commentKeys = KeyTable(
    what: "a comment", keys: ["comment", "at"], otherNames: ["date": "at", "commented": "at", "asked": "at", "created": "at"])

extension ContentReader {
    /// A question, its answers and the comments on each, in one file.
    mutating func readThread() -> ThreadSource? {
        let slug = name(.slug)
        let blocks = blocks(
            openers: ["answer", "comment"], example: "title: How do we begin?\nasked: 2026-03-02T09:15:00+08:00\nby: mei")
        guard let first = blocks.first, var thread = readQuestion(first, slug: slug ?? "") else {
            var posts = Posts()
            for block in blocks.dropFirst() { readPost(block, into: &posts) }
            return nil
        }
        var posts = Posts()
        for block in blocks.dropFirst() {
            readPost(block, into: &posts)
            if !thread.isDraft { warnIfUnwritten(block, PlaceholderText.answer, "this answer") }
        }
        thread.comments = posts.onQuestion
        thread.answers = posts.answers.map { AnswerSource($0) }
        return slug == nil ? nil : ThreadSource(thread)
    }

    private mutating func readQuestion(_ block: FrontMatterBlock, slug: String) -> ThreadSource.Fields? {
        var fields = FieldReader(block, of: file, table: threadKeys)
        let title = fields.requiredText("title", example: "title: How do we begin?")
        let asked = fields.requiredTime("asked")
        let author = fields.requiredHandle("by")
        let none = block.marker
        // Every key is read before anything is given up: each fault is told in one go.
        let thread = ThreadSource.Fields(
            path: contentPath, slug: slug, title: title ?? Located("", at: none),
            asked: asked ?? Located(WrittenTime(date: CivilDate(daysSince1970: 0), secondOfDay: nil, offset: nil), at: none),
            author: author ?? Located("", at: none), tags: fields.tags("tags"), votes: fields.integer("votes"), id: fields.text("id")?.value,
            aliases: fields.aliases(), also: fields.list("also", orText: true).map(\.value), duplicateOf: fields.threadReference("duplicate_of"),
            closed: fields.time("closed"), status: fields.text("status")?.value, source: fields.webAddress("source")?.value,
            licence: fields.text("licence")?.value, verified: fields.verification(),
            appliesTo: fields.list("applies_to", orText: true).map(\.value), supersededBy: fields.threadReference("superseded_by"),
            translationOf: fields.threadReference("translation_of"),
            language: fields.language(), isDraft: fields.boolean("draft"), extras: fields.extras(),
            question: body(block, idPrefix: firstTextPrefix, headingShift: 2), comments: [], answers: [])
        take(fields.diagnostics)
        if !thread.isDraft { warnIfUnwritten(block, PlaceholderText.question, "this question") }
        return title == nil || asked == nil || author == nil ? nil : thread
    }

    private mutating func readPost(_ block: FrontMatterBlock, into posts: inout Posts) {
        // The splitter opens a block only above `answer:` or `comment:`; when its YAML is unreadable, the line itself tells which.
        let isAnswer = file.bytes[block.frontMatter].starts(with: "answer".utf8)
        if isAnswer { readAnswer(block, into: &posts) } else { readComment(block, into: &posts) }
    }

    private mutating func readAnswer(_ block: FrontMatterBlock, into posts: inout Posts) {
        var fields = FieldReader(block, of: file, table: answerKeys)
        let author = fields.requiredHandle("answer")
        let at = fields.requiredTime("at")
        let accepted = fields.boolean("accepted") ? fields.fields["accepted"].map { $0.keyRange.lowerBound..<$0.value.range.upperBound } : nil
        let anchor = posts.answerAnchor(author?.value)
        let answer = AnswerSource.Fields(
            author: author ?? Located("", at: block.marker),
            at: at ?? Located(WrittenTime(date: CivilDate(daysSince1970: 0), secondOfDay: nil, offset: nil), at: block.marker), anchor: anchor,
            accepted: accepted, votes: fields.integer("votes"), verified: fields.verification(), source: fields.webAddress("source")?.value,
            licence: fields.text("licence")?.value, extras: fields.extras(), body: body(block, idPrefix: anchor + ":", headingShift: 3), comments: [])
        take(fields.diagnostics)
        warnIfEmpty(block, "this answer")
        posts.add(author == nil || at == nil ? nil : answer)
    }

    private mutating func readComment(_ block: FrontMatterBlock, into posts: inout Posts) {
        var fields = FieldReader(block, of: file, table: commentKeys)
        let author = fields.requiredHandle("comment")
        let at = fields.requiredTime("at")
        let extras = fields.extras()
        let anchor = posts.commentAnchor()
        let text = body(block, idPrefix: anchor + ":", headingShift: posts.answers.isEmpty ? 2 : 3)
        take(fields.diagnostics)
        warnIfEmpty(block, "this comment")
        if let author, let at { posts.add(CommentSource(author: author, at: at, anchor: anchor, extras: extras, body: text)) }
    }

    private mutating func warnIfEmpty(_ block: FrontMatterBlock, _ what: String) {
        guard block.isComplete, isBlank(block.body) else { return }
        report(.emptyAnswer, .warning, "\(what) has no text", advice: "write it below the '---', or take the block out", at: block.marker)
    }
}

/// The posts below a question, as they are met.
private struct Posts {
    private(set) var onQuestion: [CommentSource] = []
    private(set) var answers: [AnswerSource.Fields] = []
    /// Whether the post above is an answer that couldn't be read: comments on it go with it.
    private var isLost = false
    private var answersOf: [String: Int] = [:]
    private var commentCount = 0

    mutating func answerAnchor(_ author: String?) -> String {
        let author = author ?? ""
        answersOf[author, default: 0] += 1
        return "a-\(author)-\(answersOf[author] ?? 1)"
    }

    mutating func commentAnchor() -> String {
        commentCount += 1
        return "c-\(commentCount)"
    }

    mutating func add(_ answer: AnswerSource.Fields?) {
        isLost = answer == nil
        if let answer { answers.append(answer) }
    }

    mutating func add(_ comment: CommentSource) {
        if isLost { return }
        if answers.isEmpty { onQuestion.append(comment) } else { answers[answers.count - 1].comments.append(comment) }
    }
}
