import AnswerClock
import KnowledgeBase

@Sendable func archivePages(_ plan: Plan) -> [PageRequest] {
    let months = plan.model.months
    return plan.page(Permalinks.archive, plan.templates.archive, isIndex: true) { $0.archive(months) }
        + months.indices.flatMap { index in
            let (month, threads) = months[index]
            return plan.list(
                Permalinks.month(year: month.year, month: month.month), count: threads.count, plan.templates.month, rows: { Array(threads[$0]) }
            ) { composer, number, range, pager in
                composer.month(months, index, threads[range], page: number, pager: pager)
            }
        }
}

extension SiteModel {
    typealias Month = (month: CalendarMonth, threads: [Int])

    /// Months in which a thread was asked, newest first, by the calendar of the site's zone.
    var months: [Month] {
        var groups: [CalendarMonth: [Int]] = [:]
        for index in newest {
            groups[site.timeZone.offsets.civil(at: site.threads[index].asked.instant.secondsSince1970).month, default: []].append(index)
        }
        return groups.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }
}

extension PageComposer {
    fileprivate func archive(_ months: [SiteModel.Month]) -> Page<ArchiveView> {
        let years = Dictionary(grouping: months) { $0.month.year }.sorted { $0.key > $1.key }
        return page(
            PageHead(kind: "archive", title: phrases("archive"), crumbs: [(Permalinks.home, site.settings.title)]),
            ArchiveView(
                intro: phrases("archiveIntro", ["count": phrases("threadCount", count: site.threads.count)]),
                years: years.map { year, months in
                    ArchiveView.Year(
                        anchor: "y\(year)", year: String(year), threadsText: phrases("threadCount", count: months.reduce(0) { $0 + $1.threads.count }),
                        months: months.map { month in
                            ArchiveView.Month(
                                url: monthURL(month.month), text: phrases.monthName(month.month.month),
                                count: phrases.numberText(month.threads.count))
                        })
                },
                empty: months.isEmpty ? emptyThreads : nil))
    }

    fileprivate func month(
        _ months: [SiteModel.Month], _ index: Int, _ threads: ArraySlice<Int>, page number: Int, pager: PagerView?
    ) -> Page<MonthView> {
        let (month, all) = months[index]
        let title = monthText(month)
        let count = phrases("threadCount", count: all.count)
        let median = model.report.months.first { $0.month == month }?.summary.median?.seconds
        let intro = median.map { phrases("monthIntroMedian", ["count": count, "time": phrases.duration($0)]) } ?? phrases("monthIntro", ["count": count])
        return page(
            PageHead(
                kind: "month", title: paged(title, page: number), crumbs: [(Permalinks.home, site.settings.title), (Permalinks.archive, phrases("archive"))]),
            MonthView(
                list: ThreadsView(
                    heading: title, intro: intro, listLabel: phrases("listNewest"), threads: rows(threads), empty: nil, pager: pager),
                previousMonth: index + 1 < months.count ? monthLink(months[index + 1].month) : nil,
                nextMonth: index > 0 ? monthLink(months[index - 1].month) : nil))
    }

    func monthURL(_ month: CalendarMonth) -> String { url(Permalinks.month(year: month.year, month: month.month)) }
    func monthText(_ month: CalendarMonth) -> String { phrases.month(year: month.year, month: month.month) }
    private func monthLink(_ month: CalendarMonth) -> LinkView { LinkView(url: monthURL(month), text: monthText(month)) }
}
