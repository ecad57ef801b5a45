import AnswerClock
import KnowledgeBase

@Sendable func unansweredPages(_ plan: Plan) -> [PageRequest] {
    let overdue = plan.model.overdueThreads
    let waiting = plan.model.openThreads.filter { plan.model.standings[$0].state != .overdue }
    let unfiled = plan.model.report.unanswered.filter { $0.id < 0 }
    // Each page has its part of all three lists.
    let count = max(overdue.count, waiting.count, unfiled.count)
    return plan.list(Permalinks.unanswered, count: count, plan.templates.unanswered) { composer, number, range, pager in
        composer.unanswered(
            overdue: overdue[range.clamped(to: overdue.indices)], waiting: waiting[range.clamped(to: waiting.indices)],
            unfiled: unfiled[range.clamped(to: unfiled.indices)],
            counts: (overdue.count, waiting.count, unfiled.count), page: number, pager: pager)
    }
}

extension PageComposer {
    fileprivate func unanswered(
        overdue: ArraySlice<Int>, waiting: ArraySlice<Int>, unfiled: ArraySlice<RawWait>, counts: (overdue: Int, waiting: Int, unfiled: Int), page number: Int,
        pager: PagerView?
    ) -> Page<UnansweredView> {
        let all = counts.overdue + counts.waiting + counts.unfiled
        return page(
            PageHead(
                kind: "unanswered", title: paged(phrases("unanswered"), page: number), crumbs: [(Permalinks.home, site.settings.title)],
                section: Permalinks.unanswered,
                feeds: [(Permalinks.overdueFeed, phrases("overdueFeedTitle", ["site": site.settings.title]))]),
            UnansweredView(
                heading: phrases("waitingForAnswer"), intro: phrases("unansweredIntro", count: all),
                overdueHeading: phrases("overdueCount", count: counts.overdue), overdueFeedUrl: site.settings.outputs.feeds ? url(Permalinks.overdueFeed) : nil,
                overdue: overdue.map { row($0) },
                waitingHeading: phrases(site.rules.contains { !$0.promises.isEmpty } ? "notYetDueCount" : "openCount", count: counts.waiting),
                threads: waiting.map { row($0, excerpt: true) },
                empty: counts.waiting == 0 ? nothingWaiting(butElsewhere: all > 0) : nil,
                logHeading: phrases("inLogCount", count: counts.unfiled), logRows: unfiled.map { logRow($0) }, pager: pager))
    }

    private func nothingWaiting(butElsewhere: Bool) -> EmptyView {
        let key = butElsewhere ? "emptyNotDue" : "emptyUnanswered"
        return EmptyView(title: phrases(key + "Title"), text: phrases(key + "Text"), actionUrl: nil, actionText: nil)
    }

    private func logRow(_ wait: RawWait) -> UnansweredView.LogRow {
        let entry = site.log[-1 - wait.id]
        let asOf = site.asOf.secondsSince1970
        let asked = entry.asked.instant.secondsSince1970
        let terms = model.clock.settings.promises.lazy.compactMap { promise in promise.terms(inForceAt: asked).map { promise.terms[$0] } }.first
        let isOverdue = wait.seconds != nil && terms.map { $0.elapsed(from: asked, to: asOf, in: model.clock.settings.zone) > $0.withinSeconds } ?? false
        return UnansweredView.LogRow(
            askedSort: String(asked), asked: time(entry.asked), asker: person(entry.asker), tags: entry.tags.filter { model.tags[$0] != nil }.map { tag($0) },
            state: isOverdue ? "overdue" : "waiting", waiting: wait.seconds.map { phrases.duration(Double($0)) } ?? phrases("dateOnly"),
            waitingSort: wait.seconds.map(String.init) ?? "")
    }
}
