/// One thread as the search index sees it: plain text, no markup.
package struct SearchDocument: Hashable, Sendable {
    /// How far a thread has come; `accepted` is answered as well.
    package enum State: Int, Hashable, Sendable, CaseIterable {
        case open, answered, accepted
    }

    /// Relative to the site's root (`threads/cold-start.html`).
    package var url: String
    package var title: String
    /// Other phrasings of the question, for search alone.
    package var alternatives: [String]
    /// Canonical tags, the most important first.
    package var tags: [String]
    /// Synonyms of the tags: searched, not shown.
    package var tagSynonyms: [String]
    /// The question first, if it has a body; then answers and comments in the page's order.
    package var posts: [SearchPost]
    /// Seconds since 1970 on the clock of who asked: its day is the one that the pages show.
    package var asked: Int?
    package var votes: Int
    package var state: State
    /// A BCP 47 code (`en`, `pt-BR`); `nil` is the site's language.
    package var language: String?
    /// Seconds from the question to its first answer.
    package var answerSeconds: Int?

    package init(
        url: String, title: String, alternatives: [String] = [], tags: [String] = [], tagSynonyms: [String] = [],
        posts: [SearchPost] = [], asked: Int? = nil, votes: Int = 0, state: State = .open, language: String? = nil,
        answerSeconds: Int? = nil
    ) {
        self.url = url
        self.title = title
        self.alternatives = alternatives
        self.tags = tags
        self.tagSynonyms = tagSynonyms
        self.posts = posts
        self.asked = asked
        self.votes = votes
        self.state = state
        self.language = language
        self.answerSeconds = answerSeconds
    }
}

/// A question's body, an answer or a comment.
package struct SearchPost: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case question, answer, comment
    }

    /// The fragment that leads to it (`a-mei-1`); `nil` is the page's top.
    package var anchor: String?
    package var kind: Kind
    /// The author's handle.
    package var author: String
    /// Plain text; any white space counts as one space.
    package var text: String
    package var accepted: Bool
    package var votes: Int
    /// Seconds since 1970 on the clock of who asked: its day is the one that the pages show.
    package var at: Int?

    package init(
        anchor: String? = nil, kind: Kind, author: String, text: String, accepted: Bool = false, votes: Int = 0, at: Int? = nil
    ) {
        self.anchor = anchor
        self.kind = kind
        self.author = author
        self.text = text
        self.accepted = accepted
        self.votes = votes
        self.at = at
    }
}
