import Diagnostics
import FrontMatter
import Markdown

/// One thread as its file says it, before anything is known of other files.
package struct ThreadSource: Hashable, Sendable {
    package struct Fields: Hashable, Sendable {
        /// The file's path below the site's content folder, `threads/cold-start/no-budget.md`.
        package var path: String
        /// The file's name without `.md`, in NFC: the last part of the thread's URL.
        package var slug: String
        package var title: Located<String>
        package var asked: Located<WrittenTime>
        package var author: Located<String>
        package var tags: [Located<String>]
        package var votes: Int?
        /// An identity that outlives file names; importers write one (`se-2045`).
        package var id: String?
        /// Paths below the site's root that once led here (`threads/old-name.html`).
        package var aliases: [Located<String>]
        /// Other phrasings of the question, for search.
        package var also: [String]
        package var duplicateOf: Located<String>?
        package var closed: Located<WrittenTime>?
        package var status: String?
        /// URL of the live conversation.
        package var source: String?
        package var licence: String?
        package var verified: Verification?
        package var appliesTo: [String]
        package var supersededBy: Located<String>?
        /// The thread that this one is a translation of: the original, never another translation.
        package var translationOf: Located<String>?
        /// A BCP 47 tag; `nil` means the site's.
        package var language: String?
        package var isDraft: Bool
        /// The site's own `x-…` keys, in the file's order.
        package var extras: [ExtraField]
        package var question: PostBody
        /// Comments on the question, in the file's order.
        package var comments: [CommentSource]
        /// In the file's order.
        package var answers: [AnswerSource]
    }

    private let boxed: Boxed<Fields>

    package init(_ fields: Fields) {
        boxed = Boxed(fields)
    }

    package var fields: Fields { _read { yield boxed.value } }

    // Each of them, where it lies.
    package var path: String { _read { yield boxed.value.path } }
    package var slug: String { _read { yield boxed.value.slug } }
    package var title: Located<String> { _read { yield boxed.value.title } }
    package var asked: Located<WrittenTime> { _read { yield boxed.value.asked } }
    package var author: Located<String> { _read { yield boxed.value.author } }
    package var tags: [Located<String>] { _read { yield boxed.value.tags } }
    package var votes: Int? { _read { yield boxed.value.votes } }
    package var id: String? { _read { yield boxed.value.id } }
    package var aliases: [Located<String>] { _read { yield boxed.value.aliases } }
    package var also: [String] { _read { yield boxed.value.also } }
    package var duplicateOf: Located<String>? { _read { yield boxed.value.duplicateOf } }
    package var closed: Located<WrittenTime>? { _read { yield boxed.value.closed } }
    package var status: String? { _read { yield boxed.value.status } }
    package var source: String? { _read { yield boxed.value.source } }
    package var licence: String? { _read { yield boxed.value.licence } }
    package var verified: Verification? { _read { yield boxed.value.verified } }
    package var appliesTo: [String] { _read { yield boxed.value.appliesTo } }
    package var supersededBy: Located<String>? { _read { yield boxed.value.supersededBy } }
    package var translationOf: Located<String>? { _read { yield boxed.value.translationOf } }
    package var language: String? { _read { yield boxed.value.language } }
    package var isDraft: Bool { _read { yield boxed.value.isDraft } }
    package var extras: [ExtraField] { _read { yield boxed.value.extras } }
    package var question: PostBody { _read { yield boxed.value.question } }
    package var comments: [CommentSource] { _read { yield boxed.value.comments } }
    package var answers: [AnswerSource] { _read { yield boxed.value.answers } }
}

package struct AnswerSource: Hashable, Sendable {
    package struct Fields: Hashable, Sendable {
        package var author: Located<String>
        package var at: Located<WrittenTime>
        /// The post's anchor in its page: `a-HANDLE-N`, N counting this person's answers in the file from 1.
        package var anchor: String
        /// The place of `accepted: true`, `nil` when it is not accepted.
        package var accepted: SourceRange?
        package var votes: Int?
        package var verified: Verification?
        package var source: String?
        package var licence: String?
        package var extras: [ExtraField]
        package var body: PostBody
        package var comments: [CommentSource]
    }

    private let boxed: Boxed<Fields>

    package init(_ fields: Fields) {
        boxed = Boxed(fields)
    }

    package var fields: Fields { _read { yield boxed.value } }

    // Each of them, where it lies.
    package var author: Located<String> { _read { yield boxed.value.author } }
    package var at: Located<WrittenTime> { _read { yield boxed.value.at } }
    package var anchor: String { _read { yield boxed.value.anchor } }
    package var accepted: SourceRange? { _read { yield boxed.value.accepted } }
    package var votes: Int? { _read { yield boxed.value.votes } }
    package var verified: Verification? { _read { yield boxed.value.verified } }
    package var source: String? { _read { yield boxed.value.source } }
    package var licence: String? { _read { yield boxed.value.licence } }
    package var extras: [ExtraField] { _read { yield boxed.value.extras } }
    package var body: PostBody { _read { yield boxed.value.body } }
    package var comments: [CommentSource] { _read { yield boxed.value.comments } }
}

package struct CommentSource: Hashable, Sendable {
    package var author: Located<String>
    package var at: Located<WrittenTime>
    /// `c-N`, N counting the comments of the file from 1.
    package var anchor: String
    package var extras: [ExtraField]
    package var body: PostBody
}

/// A person looked at a post again and found that it still holds.
package struct Verification: Hashable, Sendable {
    package var date: WrittenTime
    package var by: Located<String>?
}

/// A key that starts with `x-`, kept for the site's templates.
package struct ExtraField: Hashable, Sendable {
    package var key: String
    package var value: String
}

/// A post's Markdown, rendered, with the place of its source.
package struct PostBody: Hashable, Sendable {
    /// The body's bytes in its file.
    package var range: SourceRange
    package var rendered: RenderedMarkdown
}

/// Stands before the ids of the headings and footnotes of a page's first text, so that they never meet an id of the template.
package let firstTextPrefix = "h-"
