import Markdown

extension Phrases {
    /// The words inside rendered posts, in this language.
    var labels: MarkdownLabels {
        var labels = MarkdownLabels()
        labels.table = self("postTable")
        labels.taskDone = self("postTaskDone")
        labels.taskOpen = self("postTaskOpen")
        labels.footnotes = self("postFootnotes")
        labels.backToReference = self("postBackToReference")
        labels.details = self("postDetails")
        return labels
    }
}
