import Diagnostics
import KnowledgeBase
import TemplateEngine

/// One file of the output, and how it is made. Making it is pure: it can happen on any core, in any order.
struct PageRequest: Sendable {
    let path: String
    /// Written after the others: it leads to pages that must be there first.
    let isIndex: Bool
    /// Stands for everything that the bytes depend on.
    let key: Digest
    let make: @Sendable () -> [UInt8]
}

/// What every page kind may use to plan its pages. Each page holds one.
struct Plan: Sendable {
    @Shared private(set) var model: SiteModel
    @Shared private(set) var phrases: Phrases
    @Shared private(set) var assets: ThemeAssets
    @Shared private(set) var templates: CompiledTheme
    /// Where the Markdown twins are read from.
    let contentFolder: String
    @Shared private(set) var keys: OutputKeys
    /// Where the links of the page for what isn't there begin; `nil` at the settings' base URL.
    var notFoundRoot: String?
    private(set) var rowMemory = RowMemory(bytes: 32 << 20)

    var site: Site { _read { yield model.site } }
    var outputs: SiteSettings.Outputs { site.settings.outputs }

    /// For another state of the site.
    func with(_ model: SiteModel) -> Plan {
        var plan = self
        plan.model = model
        plan.rowMemory = RowMemory(bytes: 32 << 20)
        return plan
    }

    var pageSize: Int { site.settings.limits.pageSize }

    /// A page that a template renders.
    ///
    /// - Parameter key: Stands for what the page depends on; without one, it is made anew whenever anything of the site has changed.
    func page<View: TemplateView>(
        _ path: String, _ template: CompiledTemplate<View>?, isIndex: Bool = false, key: Digest? = nil, _ view: @escaping @Sendable (PageComposer) -> View
    ) -> [PageRequest] {
        guard let template else { return [] }
        return [
            PageRequest(path: path, isIndex: isIndex, key: key ?? keys.all) { template.render(view(composer(path))) }
        ]
    }

    /// A file that no template has a say in.
    func file(_ path: String, isIndex: Bool = false, key: Digest? = nil, _ bytes: @escaping @Sendable (PageComposer) -> [UInt8]) -> [PageRequest] {
        [PageRequest(path: path, isIndex: isIndex, key: key ?? keys.all) { bytes(composer(path)) }]
    }

    /// A long list over as many pages as it needs. There is one page even when the list is empty.
    ///
    /// - Parameter rows: The threads that the rows of a page tell of, where nothing else does: the page is made anew when one of them changes, or
    ///   anything that the clock knows. Without it, when anything has changed.
    func list<View: TemplateView>(
        _ path: String, count: Int, _ template: CompiledTemplate<View>?, rows: ((Range<Int>) -> [Int])? = nil,
        _ view: @escaping @Sendable (PageComposer, _ page: Int, _ range: Range<Int>, _ pager: PagerView?) -> View
    ) -> [PageRequest] {
        let paging = Paging(path: path, count: count, size: pageSize)
        return (1...paging.pages).flatMap { number in
            page(paging.path(number), template, isIndex: true, key: rows.map { keys.clockKey("list", threads: $0(paging.range(number))) }) { view($0, number, paging.range(number), $0.pager(paging, page: number)) }
        }
    }

    private func composer(_ path: String) -> PageComposer { PageComposer(_model, phrases: _phrases, assets: _assets, rowMemory: rowMemory, path: path, notFoundRoot: notFoundRoot) }
}

/// To add a page kind: its view in Views/, a file in Pages/ with its function, a row here, its template in `CompiledTheme`.
let pageKinds: [@Sendable (Plan) -> [PageRequest]] = [
    threadPages,
    threadTwins,
    ruleIndexPages,
    rulePages,
    tagPages,
    personPages,
    freePages,
    threadListPages,
    tagIndexPages,
    peopleIndexPages,
    unansweredPages,
    stalePages,
    archivePages,
    clockPages,
    leaderboardPages,
    searchPages,
    notFoundPages,
    homePages,
    feedFiles,
    machineFiles,
    badgeFiles,
]
