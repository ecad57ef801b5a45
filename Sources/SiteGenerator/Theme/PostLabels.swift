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
        labels.alerts = [self("postNote"), self("postTip"), self("postImportant"), self("postWarning"), self("postCaution")]
        return labels
    }
}
