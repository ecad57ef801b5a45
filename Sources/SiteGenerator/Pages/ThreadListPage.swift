@Sendable func threadListPages(_ plan: Plan) -> [PageRequest] {
    let threads = plan.model.newest
    return plan.list(Permalinks.threads, count: threads.count, plan.templates.threads, rows: { Array(threads[$0]) }) {
        composer, number, range, pager in
        composer.threadList(threads[range], page: number, pager: pager)
    }
}

extension PageComposer {
    fileprivate func threadList(_ threads: ArraySlice<Int>, page number: Int, pager: PagerView?) -> Page<ThreadsView> {
        let count = phrases("threadCount", count: model.newest.count)
        return page(
            PageHead(
                kind: "threads", title: paged(phrases("threads"), page: number), crumbs: [(Permalinks.home, site.settings.title)],
                section: Permalinks.threads),
            ThreadsView(
                heading: phrases("threads"), intro: phrases("threadsIntro", ["count": count]), listLabel: phrases("listNewest"),
                threads: rows(threads, excerpt: true), empty: threads.isEmpty ? emptyThreads : nil, pager: pager))
    }

    var emptyThreads: EmptyView {
        EmptyView(title: phrases("emptyThreadsTitle"), text: phrases("emptyThreadsText"), actionUrl: nil, actionText: nil)
    }
}
