import Markdown

/// What parsing one file depends on beside its bytes.
package struct ParseOptions: Hashable, Sendable {
    /// What a post may cost before the parser sees it.
    package var markdownLimits: MarkdownLimits
    /// Bytes of one front matter.
    package var frontMatterBytes: Int
    /// `nil`: as links, each with a warning.
    package var externalImages: SiteSettings.ExternalImages?
    /// Whether dollars hold formulas.
    package var hasMath: Bool
    /// Texts of the interface that stand inside a rendered post, in the site's language.
    package var labels: MarkdownLabels

    package init(settings: SiteSettings = SiteSettings(), labels: MarkdownLabels = MarkdownLabels()) {
        markdownLimits = settings.limits.markdown
        frontMatterBytes = settings.limits.frontMatterBytes
        externalImages = settings.externalImages
        hasMath = settings.hasMath
        self.labels = labels
    }
}
