import KnowledgeBase

/// Splits a long list over pages: the first keeps the list's own path.
struct Paging: Sendable {
    let path: String
    let size: Int
    let count: Int

    init(path: String, count: Int, size: Int) {
        self.path = path
        self.count = count
        self.size = max(1, size)
    }

    /// At least 1: an empty list has a page too.
    var pages: Int { max(1, (count + size - 1) / size) }

    func range(_ page: Int) -> Range<Int> { (page - 1) * size..<min(count, page * size) }

    func path(_ page: Int) -> String { Permalinks.page(page, of: path) }
}

extension PageComposer {
    /// Links to the neighbours, the ends and the pages around; `nil` when there is one page only.
    func pager(_ paging: Paging, page: Int) -> PagerView? {
        guard paging.pages > 1 else { return nil }
        let shown = (1...paging.pages).filter { $0 == 1 || $0 == paging.pages || abs($0 - page) <= 2 }
        var items: [PagerView.Item] = []
        for number in shown {
            if let last = items.last, last.text != String(number - 1) {
                items.append(PagerView.Item(url: "", text: "", current: false, gap: true))
            }
            items.append(PagerView.Item(url: url(paging.path(number)), text: String(number), current: number == page, gap: false))
        }
        return PagerView(
            positionText: phrases("pageOf", ["n": String(page), "count": String(paging.pages)]),
            prevUrl: page > 1 ? url(paging.path(page - 1)) : nil, nextUrl: page < paging.pages ? url(paging.path(page + 1)) : nil, items: items)
    }

    func paged(_ title: String, page: Int) -> String { page == 1 ? title : phrases("titleWithPage", ["title": title, "n": String(page)]) }
}
