import KnowledgeBase
import TemplateEngine

/// The list of threads that nobody looked at for long: what to read over next. There is none unless the settings say how long is long.
@Sendable func stalePages(_ plan: Plan) -> [PageRequest] {
    guard plan.site.settings.freshness.staleAfterDays != nil else { return [] }
    let stale = plan.model.stale
    return plan.list(Permalinks.stale, count: stale.count, plan.templates.threads) { composer, number, range, pager in
        composer.staleList(stale[range], count: stale.count, page: number, pager: pager)
    }
}

extension PageComposer {
    fileprivate func staleList(_ stale: ArraySlice<StaleThread>, count: Int, page number: Int, pager: PagerView?) -> Page<ThreadsView> {
        let days = site.settings.freshness.staleAfterDays ?? 0
        return page(
            PageHead(
                kind: "threads", title: paged(phrases("staleThreads"), page: number), crumbs: [(Permalinks.home, site.settings.title)],
                feeds: [(Permalinks.staleFeed, phrases("staleFeedTitle", ["site": site.settings.title]))]),
            ThreadsView(
                heading: phrases("staleThreads"), intro: phrases("staleIntro", ["count": phrases("threadCount", count: count), "age": phrases.duration(Double(days) * 86_400)]),
                listLabel: phrases("staleList"),
                threads: Rows(
                    stale.map { stale in
                        var row = row(stale.thread, excerpt: true)
                        row.note = phrases(stale.isVerified ? "staleVerifiedSince" : "staleSince", ["date": phrases.shortDate(stale.since.local.date)])
                        return row
                    }),
                empty: count == 0 ? EmptyView(title: phrases("emptyStaleTitle"), text: phrases("emptyStaleText"), actionUrl: nil, actionText: nil) : nil,
                pager: pager))
    }
}
