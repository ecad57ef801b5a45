import TemplateEngine

/// What the layout needs on every page.
struct FrameView: TemplateView {
    struct Feed: TemplateView {
        var url: String
        var title: String
        var type: String

        static let example = Feed(url: "feed.xml", title: "Newest threads", type: "application/atom+xml")

        func describe(_ fields: inout Fields) {
            fields.url("url", url)
            fields.text("title", title)
            fields.text("type", type)
        }
    }

    struct Translation: TemplateView {
        var lang: String
        var url: String
        var text: String

        static let example = Translation(lang: "zh-Hans", url: "threads/x.html", text: "中文")

        func describe(_ fields: inout Fields) {
            fields.text("lang", lang)
            fields.url("url", url)
            fields.text("text", text)
        }
    }

    /// Which page kind this is: a class of the body.
    var kind: String
    var lang: String
    /// `ltr` or `rtl`.
    var dir: String
    /// Of the browser's tab.
    var title: String
    var description: String?
    var ogTitle: String
    /// What a chat shows below the title.
    var ogDescription: String?
    var ogType: String
    /// The whole address of the site's picture.
    var ogImageUrl: String?
    var manifestUrl: String
    var noIndex: Bool
    /// Relative path to the site's root, ending in `/`.
    var rootUrl: String
    var homeUrl: String
    var searchUrl: String?
    var ownSearch: Bool
    var canonicalUrl: String?
    /// The images that the Content-Security-Policy lets through: `'self'`, perhaps more.
    var imageSources: String
    /// Deferred, so that the page is read meanwhile and painted as a whole, and blocking the paint alone, so that a chosen theme never flashes.
    var themeScriptUrl: String
    var stylesheetUrl: String
    /// Of the style that pages with figures and charts need beside it; none on a thread.
    var figuresStylesheetUrl: String?
    var iconUrl: String
    var scripts: [LinkView]
    /// What searching needs, in order; style sheets among the scripts.
    var searchScripts: [LinkView]
    var askUrl: String?
    var feeds: [Feed]
    var twins: [Feed]
    var translations: [Translation]
    var jsonLD: SafeHTML
    var nav: [LinkView]
    var footerNav: [LinkView]
    var crumbs: [LinkView]
    var asOf: TimeView?

    static let example = FrameView(
        kind: "home", lang: "en", dir: "ltr", title: "Answers", description: nil, ogTitle: "Answers", ogDescription: nil, ogType: "website", ogImageUrl: nil,
        manifestUrl: "site.webmanifest", noIndex: false,
        rootUrl: "./", homeUrl: "index.html", searchUrl: "search.html", ownSearch: false, canonicalUrl: nil, imageSources: "'self'", themeScriptUrl: "assets/theme.js",
        stylesheetUrl: "assets/theme.css", figuresStylesheetUrl: "assets/figures.css", iconUrl: "assets/icon.svg", scripts: [.example], searchScripts: [.example], askUrl: nil, feeds: [.example], twins: [.example],
        translations: [.example], jsonLD: SafeHTML(trusted: ""), nav: [.example], footerNav: [.example], crumbs: [.example], asOf: .example)

    func describe(_ fields: inout Fields) {
        fields.text("kind", kind)
        fields.text("lang", lang)
        fields.text("dir", dir)
        fields.text("title", title)
        fields.optionalText("description", description)
        fields.text("ogTitle", ogTitle)
        fields.optionalText("ogDescription", ogDescription)
        fields.text("ogType", ogType)
        fields.url("ogImageUrl", ogImageUrl)
        fields.url("manifestUrl", manifestUrl)
        fields.flag("noIndex", noIndex)
        fields.url("rootUrl", rootUrl)
        fields.url("homeUrl", homeUrl)
        fields.url("searchUrl", searchUrl)
        fields.flag("ownSearch", ownSearch)
        fields.url("canonicalUrl", canonicalUrl)
        fields.text("imageSources", imageSources)
        fields.url("themeScriptUrl", themeScriptUrl)
        fields.url("stylesheetUrl", stylesheetUrl)
        fields.url("figuresStylesheetUrl", figuresStylesheetUrl)
        fields.url("iconUrl", iconUrl)
        fields.list("scripts", scripts)
        fields.list("searchScripts", searchScripts)
        fields.url("askUrl", askUrl)
        fields.list("feeds", feeds)
        fields.list("twins", twins)
        fields.list("translations", translations)
        fields.html("jsonLD", jsonLD)
        fields.list("nav", nav)
        fields.list("footerNav", footerNav)
        fields.flag("hasCrumbs", !crumbs.isEmpty)
        fields.list("crumbs", crumbs)
        fields.record("asOf", asOf)
    }
}

/// What the settings say of the site.
struct SiteView: TemplateView {
    var title: String
    var description: String?
    var licence: LicenceView?

    static let example = SiteView(title: "Answers", description: nil, licence: .example)

    func describe(_ fields: inout Fields) {
        fields.text("title", title)
        fields.optionalText("description", description)
        fields.record("licence", licence)
    }
}

struct LicenceView: TemplateView {
    var text: String
    /// Of the licence's text, for the well-known ones.
    var url: String?

    static let example = LicenceView(text: "CC BY-SA 4.0", url: "https://creativecommons.org/licenses/by-sa/4.0/")

    func describe(_ fields: inout Fields) {
        fields.text("text", text)
        fields.url("url", url)
    }
}

/// A page: the frame, the site, the interface's texts, and the page's own fields beside them.
struct Page<Content: TemplateView>: TemplateView {
    var frame: FrameView
    var site: SiteView
    var texts: Texts
    var content: Content

    static var example: Page { Page(frame: .example, site: .example, texts: .example, content: .example) }

    func describe(_ fields: inout Fields) {
        fields.record("page", frame)
        fields.record("site", site)
        fields.record("t", texts, prepared: texts.record)
        content.describe(&fields)
    }
}
