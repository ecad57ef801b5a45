import AnswerClock
import KnowledgeBase
import TemplateEngine

@Sendable func tagPages(_ plan: Plan) -> [PageRequest] {
    plan.site.tags.flatMap { tag in
        let threads = plan.model.threadsByTag[tag.name] ?? []
        return plan.list(Permalinks.tag(tag.slug), count: threads.count, plan.templates.tag, rows: { Array(threads[$0]) }) {
            composer, number, range, pager in
            composer.tagPage(tag, threads[range], count: threads.count, page: number, pager: pager)
        }
    }
}

@Sendable func tagIndexPages(_ plan: Plan) -> [PageRequest] {
    plan.page(Permalinks.tags, plan.templates.tags, isIndex: true) { $0.tagIndex() }
}

extension PageComposer {
    fileprivate func tagPage(_ tag: Tag, _ threads: ArraySlice<Int>, count: Int, page number: Int, pager: PagerView?) -> Page<TagPageView> {
        let cohort = model.cohortByTag[tag.name].map { model.report.tags[$0] }
        let isFirst = number == 1
        // A tag's text often begins with its description: Stack Exchange makes the one of the other.
        let beginning = isFirst ? tag.source?.body.rendered.firstParagraphText : nil
        let isRepeated = tag.description.map { beginning?.utf8.starts(with: $0.utf8) == true } ?? false
        let head = PageHead(
            kind: "tag", title: paged(tag.title, page: number), description: tag.description,
            crumbs: [(Permalinks.home, site.settings.title), (Permalinks.tags, phrases("tags"))], section: Permalinks.tags,
            feeds: [(Permalinks.tagFeed(tag.slug), phrases("tagFeedTitle", ["site": site.settings.title, "tag": tag.title]))])
        return page(
            head,
            TagPageView(
                name: tag.title, description: isRepeated ? nil : tag.description, body: tag.source.map { isFirst ? body($0.body, in: $0.path) : SafeHTML() } ?? SafeHTML(),
                synonymsText: tag.synonyms.joined(separator: ", "), parent: tag.parent.map { self.tag($0) }, children: tag.children.map { self.tag($0) },
                feedUrl: site.settings.outputs.feeds ? url(Permalinks.tagFeed(tag.slug)) : nil, editUrl: tag.source.flatMap { editUrl($0.path) },
                figures: isFirst ? figures(of: tag, cohort?.summary) : [], figuresNote: isFirst ? cohort.map { phrases("tagFiguresNote", count: $0.summary.questions) } : nil,
                threadsHeading: phrases("threadCount", count: count), threads: rows(threads, excerpt: true),
                empty: threads.isEmpty
                    ? EmptyView(title: phrases("emptyTagTitle"), text: phrases("emptyTagText"), actionUrl: nil, actionText: nil) : nil, pager: pager,
                board: isFirst ? cohort?.leaderboards.first { $0.window == .allTime }.flatMap { board($0, limit: 20) } : nil,
                extras: tag.source?.extras.views ?? []))
    }

    private func figures(of tag: Tag, _ summary: WaitSummary?) -> [FigureView] {
        guard let summary, summary.questions > 0 else { return [] }
        var figures: [FigureView] = []
        if let median = summary.median { figures.append(medianFigure(median)) }
        figures.append(FigureView(label: phrases("questions"), value: phrases.numberText(summary.questions), note: nil, url: nil))
        figures.append(
            FigureView(label: phrases("answered"), value: summary.answeredShare.map { phrases.percent($0) } ?? "–", note: nil, url: nil))
        let open = summary.questions - summary.answered
        figures.append(
            FigureView(label: phrases("waitingForAnswer"), value: phrases.numberText(open), note: nil, url: open > 0 ? url(Permalinks.unanswered) : nil))
        return figures
    }

    fileprivate func tagIndex() -> Page<TagsView> {
        let cohorts = Dictionary(model.report.tags.map { ($0.tag, $0.summary) }, uniquingKeysWith: { first, _ in first })
        let items = site.tags.map { tag -> (count: Int, item: TagsView.Item) in
            let threads = model.threadsByTag[tag.name] ?? []
            let open = threads.count { model.standings[$0].isOpen }
            return (
                threads.count,
                TagsView.Item(
                    url: url(Permalinks.tag(tag.slug)), name: tag.title, description: tag.description,
                    threadsText: phrases("threadCount", count: threads.count),
                    medianText: cohorts[tag.name]?.median.map { $0.seconds.map { phrases.duration($0) } ?? phrases("waitNotReached") },
                    openText: open > 0 ? phrases("openCount", count: open) : nil)
            )
        }
        // The tags are sorted by name already, and the sort is stable.
        let byUse = items.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element.item)
        return page(
            PageHead(kind: "tags", title: phrases("tags"), crumbs: [(Permalinks.home, site.settings.title)], section: Permalinks.tags),
            TagsView(
                intro: phrases("tagsIntro", ["count": phrases("tagCount", count: items.count)]), tags: byUse,
                empty: items.isEmpty
                    ? EmptyView(title: phrases("emptyTagTitle"), text: phrases("emptyTagText"), actionUrl: nil, actionText: nil) : nil))
    }
}
