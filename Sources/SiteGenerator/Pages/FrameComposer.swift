import KnowledgeBase
import TemplateEngine

/// What a page says of itself to the layout.
struct PageHead {
    /// The class of the body: the page's kind.
    var kind: String
    /// Without the site's name.
    var title: String
    var description: String?
    /// What a chat shows below the title; `nil` for `description`.
    var card: String?
    var language: String?
    var type = "website"
    /// Kept out of search engines: pages that are no content.
    var noIndex = false
    /// It has a search box of its own, so the layout leaves its out.
    var ownSearch = false
    /// Links to the pages above.
    var crumbs: [(path: String, text: String)] = []
    /// The item of the main navigation that the page belongs to, by path.
    var section: String?
    /// Feeds beside the site's own.
    var feeds: [(path: String, title: String)] = []
    /// The same content in other forms.
    var twins: [(path: String, title: String, type: String)] = []
    /// The page in all of its languages, when it has several.
    var translations: [FrameView.Translation] = []
    var jsonLD = SafeHTML(trusted: "")
    /// The path of the page that this one stands for; `nil` when it is that page.
    var canonical: String?
}

extension PageComposer {
    func page<Content: TemplateView>(_ head: PageHead, _ content: Content) -> Page<Content> {
        Page(frame: frame(head), site: siteView, texts: assets.texts, content: content)
    }

    private var siteView: SiteView {
        SiteView(
            title: site.settings.title, description: site.settings.description.isEmpty ? nil : site.settings.description,
            licence: licence(site.settings.licence))
    }

    private func frame(_ head: PageHead) -> FrameView {
        let settings = site.settings
        let isHome = path == Permalinks.home
        return FrameView(
            kind: head.kind, lang: head.language ?? settings.language, dir: isRightToLeft ? "rtl" : "ltr",
            title: isHome ? head.title : phrases("titleOfPage", ["title": head.title, "site": settings.title]),
            description: head.description ?? (settings.description.isEmpty ? nil : settings.description), ogTitle: head.title,
            ogDescription: head.card ?? head.description ?? (settings.description.isEmpty ? nil : settings.description), ogType: head.type,
            ogImageUrl: settings.cardImage.flatMap { absolute($0.value) }, manifestUrl: url(Permalinks.manifest),
            noIndex: head.noIndex, rootUrl: url.root.isEmpty ? "./" : url.root, homeUrl: url(Permalinks.home), searchUrl: settings.outputs.search ? url(Permalinks.search) : nil,
            ownSearch: head.ownSearch || !settings.outputs.search, canonicalUrl: head.noIndex ? nil : absolute(head.canonical ?? path),
            imageSources: "'self' data:" + (settings.externalImages == .allow ? " https: http:" : ""), themeScriptUrl: url(assets.themeScript),
            stylesheetUrl: url(assets.stylesheet),
            figuresStylesheetUrl: head.kind == "thread" ? nil : assets.figuresStylesheet.map { url($0) },
            iconUrl: assets.inlineIcon ?? url(assets.icon), scripts: scripts(head),
            searchScripts: settings.outputs.search ? assets.searchParts(on: head.kind).map { LinkView(url: url($0), text: "") } : [], askUrl: settings.askLink, feeds: feeds(head),
            twins: head.twins.map { FrameView.Feed(url: url($0.path), title: $0.title, type: $0.type) }, translations: head.translations, jsonLD: head.jsonLD,
            nav: mainNavigation.map { LinkView(url: url($0.path), text: $0.text, current: $0.path == (head.section ?? path)) },
            footerNav: footerNavigation.map { LinkView(url: url($0.path), text: $0.text) },
            crumbs: head.crumbs.map { LinkView(url: url($0.path), text: $0.text) }, asOf: time(site.timeZone.timestamp(site.asOf)))
    }

    /// The URL under which the whole world knows a path; `nil` without a base URL.
    func absolute(_ path: String) -> String? {
        guard let base = site.settings.baseURL else { return nil }
        // A folder's index is known by the folder.
        let short = path.utf8.elementsEqual("index.html".utf8) ? "" : path.utf8.hasSuffix("/index.html") ? String(path.dropLast("index.html".count)) : path
        return base + encodedPath(short)
    }

    private func scripts(_ head: PageHead) -> [LinkView] {
        assets.scripts(on: head.kind).map { LinkView(url: url($0), text: "") }
    }

    private func feeds(_ head: PageHead) -> [FrameView.Feed] {
        guard site.settings.outputs.feeds else { return [] }
        return head.feeds.map { FrameView.Feed(url: url($0.path), title: $0.title, type: "application/atom+xml") }
            + [
                FrameView.Feed(url: url(Permalinks.atomFeed), title: phrases("atomFeed"), type: "application/atom+xml"),
                FrameView.Feed(url: url(Permalinks.jsonFeed), title: phrases("jsonFeed"), type: "application/feed+json"),
            ]
    }

    private var mainNavigation: [(path: String, text: String)] {
        [
            (Permalinks.threads, phrases("threads")), (Permalinks.unanswered, phrases("unanswered")), (Permalinks.clock, phrases("answerClock")),
            (Permalinks.leaderboard, phrases("leaderboard")), (Permalinks.tags, phrases("tags")), (Permalinks.rules, phrases("rules")),
            (Permalinks.people, phrases("people")),
        ].filter { $0.0 != Permalinks.leaderboard || site.settings.leaderboard.isShown }
    }

    private var footerNavigation: [(path: String, text: String)] {
        [(Permalinks.archive, phrases("archive"))]
            + (site.settings.freshness.staleAfterDays == nil ? [] : [(Permalinks.stale, phrases("staleThreads"))])
            + site.pages.filter { $0.order != nil }.map { (Permalinks.page($0.slug), $0.title.value) }
            + [(Permalinks.llms, "llms.txt")]
    }

    /// Whether the interface's language is written from right to left.
    var isRightToLeft: Bool {
        let primary = site.settings.language.utf8.prefix { $0 != UInt8(ascii: "-") }.map { $0 | 0x20 }
        return ["ar", "fa", "he", "ur", "yi", "dv", "ps"].contains { $0.utf8.elementsEqual(primary) }
    }
}
