/// Everything that a site's content says, put together: names resolved, times placed on the time line, all of it checked.
///
/// A value without any knowledge of pages, templates or output.
package struct Site: Hashable, Sendable {
    package var settings: SiteSettings
    package var timeZone: SiteTimeZone
    /// The instant that the build judges at. Nothing in the site depends on the time of the build.
    package var asOf: Instant
    /// Sorted by the bytes of their slugs.
    package var threads: [Thread]
    /// In the order in which they are listed.
    package var rules: [Rule]
    /// Everybody who wrote a post or has a file, sorted by the bytes of their handles.
    package var people: [Person]
    /// Every tag that a thread carries or a file describes, synonyms excepted, sorted by the bytes of their names.
    package var tags: [Tag]
    package var pages: [PageSource]
    package var log: [LogEntry]
    /// Whether there is a question log at all: without one, every figure speaks of the curated threads alone.
    package var hasLog: Bool
    package var history = ContentHistory()
}

package struct Thread: Hashable, Sendable {
    package var source: ThreadSource
    package var asked: Timestamp
    /// A handle, aliases resolved.
    package var author: String
    /// Names of tags, synonyms resolved, in the author's order, each once.
    package var tags: [String]
    package var closed: Timestamp?
    /// Who verified the question, aliases resolved.
    package var verifiedBy: String?
    package var comments: [Comment]
    /// Accepted first, then by votes, then by time.
    package var answers: [Answer]

    package var slug: String { source.slug }
    package var title: String { source.title.value }
    package var accepted: Answer? { answers.first { $0.source.accepted != nil } }
}

package struct Answer: Hashable, Sendable {
    package var source: AnswerSource
    package var author: String
    package var at: Timestamp
    /// Who verified it, aliases resolved.
    package var verifiedBy: String?
    package var comments: [Comment]

    package var isAccepted: Bool { source.accepted != nil }
}

package struct Comment: Hashable, Sendable {
    package var source: CommentSource
    package var author: String
    package var at: Timestamp
}

package struct Rule: Hashable, Sendable {
    package var source: RuleSource
    package var since: Timestamp?
    /// Oldest first; the last one is in force.
    package var promises: [Promise]

    package var slug: String { source.slug }
    package var title: String { source.title.value }
}

package struct Promise: Hashable, Sendable {
    package var source: PromiseSource
    package var since: Timestamp
    /// Of a day, the whole of it.
    package var until: Timestamp?
}

package struct Person: Hashable, Sendable {
    package var handle: String
    /// What is shown: the name in the person's file, else the handle.
    package var name: String
    package var isBot: Bool
    package var isOnLeaderboard: Bool
    package var source: PersonSource?
}

package struct Tag: Hashable, Sendable {
    package var name: String
    /// The last part of the tag's URL.
    package var slug: String
    package var title: String
    package var description: String?
    /// Sorted by bytes.
    package var synonyms: [String]
    package var parent: String?
    /// Names, sorted by bytes.
    package var children: [String]
    package var source: TagSource?
}

/// A row of the question log, resolved.
///
/// It leaves the row's own texts and places where they are: a log may have a million rows.
package struct LogEntry: Hashable, Sendable {
    /// The row's file, an index into `SiteContent.logs`.
    package var file: Int32
    /// An index into the file's rows.
    package var row: Int32
    package var asked: Timestamp
    package var asker: String
    package var firstAnswer: Timestamp?
    package var answerer: String?
    /// The slug of the thread that keeps the question, as the row names it.
    package var thread: String?
    /// Names of tags, synonyms resolved.
    package var tags: [String]
}
