import KnowledgeBase

@Sendable func freePages(_ plan: Plan) -> [PageRequest] {
    plan.site.pages.flatMap { source in plan.page(Permalinks.page(source.slug), plan.templates.page) { $0.freePage(source) } }
}

@Sendable func searchPages(_ plan: Plan) -> [PageRequest] {
    plan.page(Permalinks.search, plan.templates.search, isIndex: true) { $0.search() }
}

@Sendable func notFoundPages(_ plan: Plan) -> [PageRequest] {
    plan.page(Permalinks.notFound, plan.templates.notFound) { $0.notFound() }
}

extension PageComposer {
    fileprivate func freePage(_ source: PageSource) -> Page<FreePageView> {
        page(
            PageHead(
                kind: "page", title: source.title.value, description: source.description ?? digest(source.body.rendered.firstParagraphText, bytes: 200),
                language: source.language, type: "article", crumbs: [(Permalinks.home, site.settings.title)]),
            FreePageView(title: source.title.value, revision: revision(source.path), editUrl: editUrl(source.path), body: body(source.body, in: source.path),
                extras: source.extras.views))
    }

    fileprivate func search() -> Page<SearchView> {
        page(
            PageHead(kind: "search", title: phrases("search"), noIndex: true, ownSearch: true),
            SearchView(tags: mostUsedTags(24), links: ways))
    }

    fileprivate func notFound() -> Page<NotFoundView> {
        page(PageHead(kind: "notFound", title: phrases("notFoundTitle"), noIndex: true, ownSearch: true), NotFoundView(code: "404", heading: phrases("notFoundTitle"), text: phrases("notFoundText"), links: ways))
    }

    /// Stands where a page was that is no more.
    func gone() -> Page<NotFoundView> {
        page(
            PageHead(kind: "notFound", title: phrases("goneTitle"), noIndex: true, ownSearch: true),
            NotFoundView(code: "410", heading: phrases("goneTitle"), text: phrases("goneText"), links: ways))
    }

    /// The ways through the site that need no search.
    private var ways: [LinkView] {
        [
            LinkView(url: url(Permalinks.threads), text: phrases("allThreads")), LinkView(url: url(Permalinks.tags), text: phrases("allTags")),
            LinkView(url: url(Permalinks.archive), text: phrases("archiveByMonth")),
        ]
    }

    func mostUsedTags(_ count: Int) -> [TagView] {
        site.tags.map { ($0.name, model.threadsByTag[$0.name]?.count ?? 0) }.filter { $0.1 > 0 }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(count).map { tag($0.0, count: $0.1) }
    }
}
