/// A thread on its way from someone else's export to a content file.
///
/// Every importer makes these and nothing else; one writer turns them into files. Bodies are Markdown already. Identity is the
/// `id`: titles, names and slugs may change between two exports, ids may not.
package struct ImportedThread: Hashable, Sendable {
    /// Unique in the source and stable from export to export (`se-12345`).
    package var id: String
    package var title: String
    /// What the file name is made of; see `slug(number:title:)`.
    package var slug: String
    /// Tag slugs, in the source's order.
    package var tags: [String]
    package var question: ImportedPost
    /// In order of time, then of id.
    package var answers: [ImportedPost]
    package var closed: ImportedTime?
    /// The slug of the thread that this one repeats.
    package var duplicateOf: String?

    package init(
        id: String, title: String, slug: String, tags: [String], question: ImportedPost, answers: [ImportedPost],
        closed: ImportedTime? = nil, duplicateOf: String? = nil
    ) {
        self.id = id
        self.title = title
        self.slug = slug
        self.tags = tags
        self.question = question
        self.answers = answers
        self.closed = closed
        self.duplicateOf = duplicateOf
    }
}

/// A question or an answer.
package struct ImportedPost: Hashable, Sendable {
    /// Unique in its thread and stable from export to export; tells new answers from known ones.
    package var id = ""
    /// The author's handle.
    package var author: String
    package var time: ImportedTime
    /// Markdown, UTF-8.
    package var body: [UInt8]
    package var votes: Int?
    package var isAccepted: Bool
    /// The address of the post in the live conversation.
    package var source: String?
    package var licence: String?
    /// Keys of the source's own, written with an `x-` before them, in this order.
    package var extras: [Extra]
    /// In order of time, then of id.
    package var comments: [ImportedComment]

    package struct Extra: Hashable, Sendable {
        package var key: String
        package var value: String

        package init(_ key: String, _ value: String) {
            self.key = key
            self.value = value
        }
    }

    package init(
        author: String, time: ImportedTime, body: [UInt8], votes: Int? = nil, isAccepted: Bool = false,
        source: String? = nil, licence: String? = nil, extras: [Extra] = [], comments: [ImportedComment] = []
    ) {
        self.author = author
        self.time = time
        self.body = body
        self.votes = votes
        self.isAccepted = isAccepted
        self.source = source
        self.licence = licence
        self.extras = extras
        self.comments = comments
    }
}

extension ImportedPost {
    /// Who wrote a post and its comments when, without their words.
    init(outline post: SourcePost, by handle: (String) -> String) {
        self.init(author: handle(post.author), time: post.time, body: [])
        id = post.id
        comments = post.comments.sortedByTime.map { ImportedComment(id: $0.id, author: handle($0.author), time: $0.time, body: []) }
    }
}

/// A comment on the post that holds it.
package struct ImportedComment: Hashable, Sendable {
    /// Unique in its thread and stable from export to export.
    package var id: String
    package var author: String
    package var time: ImportedTime
    package var body: [UInt8]
    package var extras: [ImportedPost.Extra]

    package init(id: String = "", author: String, time: ImportedTime, body: [UInt8], extras: [ImportedPost.Extra] = []) {
        self.id = id
        self.author = author
        self.time = time
        self.body = body
        self.extras = extras
    }
}

/// Someone who wrote a post or a comment.
package struct ImportedPerson: Hashable, Sendable {
    package var id: String
    /// `[a-z0-9-]`, the name of the file.
    package var handle: String
    package var name: String
    package var links: [String]
    package var isBot: Bool
    package var isRanked: Bool

    package init(id: String, handle: String, name: String, links: [String] = [], isBot: Bool = false, isRanked: Bool = true) {
        self.isRanked = isRanked
        self.id = id
        self.handle = handle
        self.name = name
        self.links = links
        self.isBot = isBot
    }
}

/// A tag with what the source says about it.
package struct ImportedTag: Hashable, Sendable {
    package var id: String
    package var slug: String
    package var title: String
    /// One paragraph of plain text.
    package var description: String?
    /// Markdown; may be empty.
    package var body: [UInt8]
    package var extras: [ImportedPost.Extra]

    package init(
        id: String, slug: String, title: String, description: String? = nil, body: [UInt8] = [],
        extras: [ImportedPost.Extra] = []
    ) {
        self.id = id
        self.slug = slug
        self.title = title
        self.description = description
        self.body = body
        self.extras = extras
    }
}
