import Diagnostics

package struct PersonSource: Hashable, Sendable {
    package var path: String
    /// The file's name: what threads write after `by:` and `answer:`.
    package var handle: String
    package var name: String?
    package var links: [Located<String>]
    /// Other handles of the same person.
    package var aliases: [Located<String>]
    /// A machine: its answers don't stop the clock.
    package var isBot: Bool
    /// `false` when the person asked not to be ranked.
    package var isOnLeaderboard: Bool
    package var extras: [ExtraField]
    package var bio: PostBody
}

package struct TagSource: Hashable, Sendable {
    package var path: String
    /// The file's name: the tag as threads write it.
    package var name: String
    package var title: String?
    package var description: String?
    /// Other words for the same tag: threads that carry one are filed under this tag, and its page leads here.
    package var synonyms: [Located<String>]
    package var parent: Located<String>?
    package var extras: [ExtraField]
    package var body: PostBody
}

package struct PageSource: Hashable, Sendable {
    package var path: String
    package var slug: String
    package var title: Located<String>
    package var description: String?
    /// Listed in the site's footer by this number, then by file name; `nil` leaves it out of the footer.
    package var order: Int?
    /// Paths below the site's root that once led here (`pages/old-name.html`).
    package var aliases: [Located<String>]
    package var language: String?
    package var isDraft: Bool
    package var extras: [ExtraField]
    package var body: PostBody
}
