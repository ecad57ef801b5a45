/// A question as the clock sees it: who, when, about what, and the answers. Comments do not exist here.
package struct ClockQuestion: Hashable, Sendable {
    /// The caller's own number for the question, handed back in lists and faults; the clock gives it no meaning.
    package var id: Int
    package var asked: ClockTime
    /// The asker's handle with aliases already resolved; `nil` when unknown, and then no answer is taken for a self-answer.
    package var asker: String?
    package var tags: [String]
    /// Seconds since 1970 when the question was closed; `nil` for an open one. A closing after the as-of has not happened yet.
    package var closed: Int?
    /// In any order.
    package var answers: [ClockAnswer]
    /// Whether a thread of the archive holds the question; `false` for a bare row of the question log.
    package var isArchived: Bool

    package init(
        id: Int, asked: ClockTime, asker: String?, tags: [String] = [], closed: Int? = nil, answers: [ClockAnswer] = [],
        isArchived: Bool = true
    ) {
        self.id = id
        self.asked = asked
        self.asker = asker
        self.tags = tags
        self.closed = closed
        self.answers = answers
        self.isArchived = isArchived
    }
}

/// One answer.
package struct ClockAnswer: Hashable, Sendable {
    /// The handle with aliases already resolved; `nil` when unknown: such an answer counts as somebody else's, in nobody's name.
    package var person: String?
    package var at: ClockTime
    package var accepted: Bool
    /// May be negative.
    package var votes: Int

    package init(person: String?, at: ClockTime, accepted: Bool = false, votes: Int = 0) {
        self.person = person
        self.at = at
        self.accepted = accepted
        self.votes = votes
    }
}

/// Who is not an answerer like the others.
package struct ClockPeople: Hashable, Sendable {
    /// Handles whose answers never count anywhere.
    package var bots: Set<String>
    /// Handles that no leaderboard names; their answers count for the community.
    package var optedOut: Set<String>

    package init(bots: Set<String> = [], optedOut: Set<String> = []) {
        self.bots = bots
        self.optedOut = optedOut
    }
}
