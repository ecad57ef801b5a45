import KnowledgeBase

extension PageComposer {
    /// `nil` where there is nothing to say: no version control, or the site wants none of it.
    func revision(_ contentPath: String) -> RevisionView? {
        let settings = site.settings.git
        let file = site.history.files[contentPath]
        let names = settings.showsContributors ? file?.contributors ?? [] : []
        let revision = RevisionView(
            changed: settings.showsChanged ? (file?.changed).map { time(site.timeZone.timestamp($0)) } : nil,
            contributors: names.prefix(namedContributors).map(contributor),
            moreText: names.count > namedContributors ? phrases("moreContributors", ["n": phrases.numberText(names.count - namedContributors)]) : nil,
            historyUrl: settings.historyLink.map { filled($0, contentPath) })
        return revision.changed == nil && revision.contributors.isEmpty && revision.historyUrl == nil ? nil : revision
    }

    private var namedContributors: Int { 12 }

    /// Somebody of the group where the name given to git is a handle or a name of theirs, else the name alone.
    private func contributor(_ name: String) -> PersonView { person(model.handleByName[foldedName(name)] ?? name) }
}
