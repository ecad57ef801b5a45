import Diagnostics

/// A rule of the group: a page, perhaps with a promise that the build can check.
package struct RuleSource: Hashable, Sendable {
    package var path: String
    package var slug: String
    package var title: Located<String>
    /// The day from which the rule holds.
    package var since: Located<WrittenTime>?
    /// Every promise this rule has made, oldest first; the last is the one in force. Empty when it promises nothing.
    package var promises: [PromiseSource]
    /// Rules are listed by this number, then by file name.
    package var order: Int?
    /// Paths below the site's root that once led here (`rules/old-name.html`).
    package var aliases: [Located<String>]
    package var language: String?
    package var isDraft: Bool
    package var extras: [ExtraField]
    package var body: PostBody
}

/// "A first answer within 4 h for 90 % of the questions, counted between 08:00 and 23:00."
package struct PromiseSource: Hashable, Sendable {
    package var since: Located<WrittenTime>
    /// The last day, or the instant from which it holds no more. `nil`: until the next one, or for good.
    package var until: Located<WrittenTime>?
    /// Seconds, at least 1.
    package var firstAnswerWithin: Int
    /// 0 < share ≤ 1.
    package var share: Double
    /// As written, `Mon-Sun 08:00-23:00`; checked when read. `nil` means around the clock.
    package var hours: Located<String>?
    package var range: SourceRange
}
