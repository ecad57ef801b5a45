import Markdown

/// `Content/site.yml`, every value with its default.
package struct SiteSettings: Hashable, Sendable {
    package var title = "Answers"
    package var description = ""
    /// A BCP 47 tag: the language of the interface, and of threads that name none.
    package var language = "en"
    /// An IANA name (`Asia/Taipei`): times without an offset are read in it, and the clock's weekdays and hours are counted in it.
    package var timeZone = "UTC"
    /// The instant that the figures are judged at, for a site whose content has come to rest; `nil` takes the content's last commit.
    package var asOf: WrittenTime?
    /// `https://answers.example.org/`, ending in `/`; `nil` leaves out canonical links, the sitemap and absolute URLs in feeds.
    package var baseURL: String?
    /// A URL with `{path}` for the file's path in the repository.
    package var editLink: String?
    /// Where a question is asked: a URL.
    package var askLink: String?
    /// The picture of links that are shared: a path below the content folder (`assets/card.png`).
    package var cardImage: Located<String>?
    package var licence: String?
    package var leaderboard = Leaderboard()
    package var clock = Clock()
    package var limits = Limits()
    package var outputs = Outputs()
    /// Reference lines on the answer clock.
    package var benchmarks: [Benchmark] = []
    /// What becomes of images on other hosts. `nil` means `link`, and that each is reported: nobody has decided yet.
    package var externalImages: ExternalImages?
    /// Whether dollars in posts hold formulas.
    package var hasMath = false
    /// Addresses of the site that are no more, on purpose: paths below its root, each once.
    package var gone: [Located<String>] = []
    package var freshness = Freshness()
    package var git = Git()
    package var extras: [ExtraField] = []

    package init() {}

    package enum ExternalImages: String, Hashable, Sendable, CaseIterable {
        /// Shown: the reader's browser asks the other host for it.
        case allow
        /// Becomes a link to it.
        case link
        /// Leaves its alternative text.
        case deny
    }

    package struct Freshness: Hashable, Sendable {
        /// Days after which a thread that nobody looked at counts as stale; `nil` asks for neither banner nor list.
        package var staleAfterDays: Int?
        /// What the banner says, with `{date}` and `{age}` in it; `nil` takes the theme's words.
        package var text: String?

        package init() {}
    }

    /// What the pages take from version control.
    package struct Git: Hashable, Sendable {
        /// A URL with `{path}` for the file's path in the repository: where its history can be read.
        package var historyLink: String?
        /// Whether a page says when its file was last changed.
        package var showsChanged = true
        /// Whether a page names those who edited its file.
        package var showsContributors = true
        /// Whether the address of a file that was renamed leads on to its new one.
        package var redirectsRenamed = true

        /// Whether the history has to be read at all.
        package var isUsed: Bool { showsChanged || showsContributors || redirectsRenamed }

        package init() {}
    }

    package struct Leaderboard: Hashable, Sendable {
        package var isShown = true
        /// Below this number of answers a person is listed unranked.
        package var minimumAnswers = 5
        /// How many people a board ranks; the others are named without a rank and a time.
        package var places = 20
        /// Days; an answer to an older question counts, and its time is not its author's.
        package var timesWithinDays: Int?
        /// Only accepted answers count.
        package var countsAcceptedOnly = false
        /// Answers with fewer votes don't count; `nil` asks for none.
        package var minimumVotes: Int?

        package init() {}
    }

    package struct Clock: Hashable, Sendable {
        /// A figure that rests on fewer questions is not printed.
        package var minimumSample = 5

        package init() {}
    }

    package struct Limits: Hashable, Sendable {
        /// Rows on one page of a long list.
        package var pageSize = 50
        /// Bytes of one front matter.
        package var frontMatterBytes = 8_192
        /// Bytes of one Markdown file.
        package var fileBytes = 16 << 20
        /// Bytes of one file of the question log.
        package var logBytes = 256 << 20
        /// What a post may cost before the parser sees it, its size among it.
        package var markdown = MarkdownLimits()
        /// Megabytes of memory in which the search index's posting lists are made; with less, the threads are gone through more often.
        package var searchMegabytes = 256

        package init() {}
    }

    /// What is built beside the pages. Somebody who wants a smaller site leaves out what nobody there reads.
    package struct Outputs: Hashable, Sendable {
        /// Atom and JSON feeds.
        package var feeds = true
        /// Each thread as JSON.
        package var json = true
        /// Each thread as Markdown.
        package var markdown = true
        /// The search page and its index.
        package var search = true

        package init() {}
    }

    package struct Benchmark: Hashable, Sendable {
        package var name: String
        package var seconds: Int
        package var source: String

        package init(name: String, seconds: Int, source: String) {
            self.name = name
            self.seconds = seconds
            self.source = source
        }
    }
}
