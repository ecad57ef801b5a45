/// How one post is printed. Everything that the site may translate or decide is here; nothing comes from the environment.
package struct MarkdownOptions: Hashable, Sendable {
    /// What becomes of an image on another host.
    package enum ExternalImages: String, Hashable, Sendable, CaseIterable {
        /// Shown; the reader's browser asks the other host for it.
        case allow
        /// Printed as a link named after its alternative text: no request leaves the site unless the reader asks.
        case link
        /// Printed as its alternative text.
        case deny
    }

    /// Stands before every id in the post, so that ids stay unique in a page that holds several posts ("a-lian-1-").
    package var idPrefix: String
    /// How many levels stand above the post: with 2, its first heading becomes `<h3>`, and no level is left out after that
    /// (`HeadingLevels`). Nothing sinks below `<h6>`.
    package var headingShift: Int
    package var externalImages: ExternalImages
    /// Whether an image on another host is a warning. Not where the site has decided what becomes of them.
    package var reportsExternalImages = true
    /// Whether `$…$`, `$$…$$` and fences called `math` are formulas.
    package var hasMath = false
    package var limits: MarkdownLimits
    package var labels: MarkdownLabels

    package init(
        idPrefix: String = "", headingShift: Int = 0, externalImages: ExternalImages = .link,
        limits: MarkdownLimits = MarkdownLimits(), labels: MarkdownLabels = MarkdownLabels()
    ) {
        self.idPrefix = idPrefix
        self.headingShift = headingShift
        self.externalImages = externalImages
        self.limits = limits
        self.labels = labels
    }
}

/// Words that Markdown itself doesn't hold, in the language of the site. They are printed as text, never as HTML.
package struct MarkdownLabels: Hashable, Sendable {
    /// Names the scrollable box around a table.
    package var table = "Table"
    package var taskDone = "Done"
    package var taskOpen = "Not done"
    /// The heading above the footnotes, for screen readers.
    package var footnotes = "Footnotes"
    /// Stands before a number: "Back to reference 1".
    package var backToReference = "Back to reference"
    /// The title of a `<details>` whose author gave none.
    package var details = "Details"
    /// The titles of `> [!NOTE]` and its kin, in the order of `Alert`.
    package var alerts = ["Note", "Tip", "Important", "Warning", "Caution"]

    package init() {}
}
