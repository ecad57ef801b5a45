/// What parsing one file depends on beside its bytes.
package struct ParseOptions: Hashable, Sendable {
    /// Bytes of one post's Markdown.
    package var postBytes: Int
    /// Bytes of one front matter.
    package var frontMatterBytes: Int
    package var externalImages: SiteSettings.ExternalImages
    /// Texts of the interface that stand inside a rendered post, in the site's language.
    package var labels: PostLabels

    package init(settings: SiteSettings = SiteSettings(), labels: PostLabels = PostLabels()) {
        postBytes = settings.limits.postBytes
        frontMatterBytes = settings.limits.frontMatterBytes
        externalImages = settings.externalImages
        self.labels = labels
    }
}

/// Texts that a screen reader hears inside a rendered post.
package struct PostLabels: Hashable, Sendable {
    package var footnotes = "Footnotes"
    package var backToText = "Back to the text"
    package var table = "Table"
    package var taskDone = "Done"
    package var taskOpen = "Not done"

    package init() {}
}
