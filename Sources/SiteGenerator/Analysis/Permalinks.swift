import KnowledgeBase

/// Where each thing of a site lies: every path of the output is decided here, below the site's root and without a leading `/`.
enum Permalinks {
    static let home = "index.html"
    static let threads = "threads/index.html"
    static let tags = "tags/index.html"
    static let people = "people/index.html"
    static let rules = "rules/index.html"
    static let clock = "clock.html"
    static let clockData = "clock.json"
    static let leaderboard = "leaderboard/index.html"
    static let unanswered = "unanswered.html"
    static let stale = "stale.html"
    static let staleFeed = "stale.xml"
    static let staleJSONFeed = "stale.json"
    static let archive = "archive/index.html"
    static let search = "search.html"
    static let notFound = "404.html"
    static let atomFeed = "feed.xml"
    static let jsonFeed = "feed.json"
    static let overdueFeed = "overdue.xml"
    static let overdueJSONFeed = "overdue.json"
    static let sitemap = "sitemap.xml"
    static let robots = "robots.txt"
    static let llms = "llms.txt"
    static let waitBadge = "badges/first-answer.svg"
    static let curveBadge = "badges/curve.svg"
    static let manifest = "site.webmanifest"

    /// - Parameter part: From 1.
    static func sitemap(part: Int) -> String { "sitemap-\(part).xml" }
    static func thread(_ slug: String) -> String { "threads/\(slug).html" }
    static func threadMarkdown(_ slug: String) -> String { "threads/\(slug).md" }
    static func threadJSON(_ slug: String) -> String { "threads/\(slug).json" }
    static func rule(_ slug: String) -> String { "rules/\(slug).html" }
    static func promiseBadge(_ rule: String) -> String { "badges/promise-\(rule).svg" }
    static func person(_ handle: String) -> String { "people/\(handle).html" }
    static func tag(_ slug: String) -> String { "tags/\(slug).html" }
    static func tagFeed(_ slug: String) -> String { "tags/\(slug).xml" }
    static func tagJSONFeed(_ slug: String) -> String { "tags/\(slug).json" }
    static func page(_ slug: String) -> String { "pages/\(slug).html" }
    static func month(year: Int, month: Int) -> String { "archive/\(year)-\(month < 10 ? "0" : "")\(month).html" }
    static func leaderboard(days: Int?) -> String { days.map { "leaderboard/last-\($0)-days.html" } ?? leaderboard }

    /// The path of a list's page `number`, counted from 1: `threads/index.html`, `threads/index-2.html`, but `tags/swift_2.html`, because
    /// `tags/swift-2.html` may be the page of the tag `swift-2`. No tag's slug has a `_`, and names like `index-2` are kept for the lists.
    /// A handle may have both, and has no `~`: `people/mei~2.html`.
    static func page(_ number: Int, of path: String) -> String {
        guard number > 1, path.utf8.hasSuffix(".html") else { return path }
        let mark = path.utf8.hasSuffix("/index.html") ? "-" : path.utf8.starts(with: "people/".utf8) ? "~" : "_"
        return path.dropLast(".html".count) + mark + "\(number).html"
    }

    /// The path of the page that a file of this name below the content folder becomes, if it can be read; `nil` for one that becomes none.
    static func page(ofFile contentPath: String) -> String? {
        let parts = contentPath.utf8.split(separator: UInt8(ascii: "/"))
        guard parts.count > 1, let folder = parts.first, let name = parts.last, name.count > 3, name.suffix(3).elementsEqual(".md".utf8),
            let kind = ContentKind.allCases.first(where: { $0.folder.utf8.elementsEqual(folder) })
        else { return nil }
        let stem = composedName(String(Substring(name.dropLast(3))))
        guard isUsableName(stem, for: kind) else { return nil }
        return switch kind {
        case .thread: thread(stem)
        case .rule: rule(stem)
        case .person: person(stem)
        case .tag: tag(tagSlug(stem))
        case .page: page(stem)
        }
    }

    /// The path of the page that a file of the content folder becomes; `nil` for one that becomes none.
    static func path(of value: ParsedFile.Value) -> String {
        switch value {
        case .thread(let thread): Self.thread(thread.slug)
        case .rule(let rule): Self.rule(rule.slug)
        case .person(let person): Self.person(person.handle)
        case .tag(let tag): Self.tag(tagSlug(tag.name))
        case .page(let page): Self.page(page.slug)
        }
    }
}

/// URLs as a page writes them: relative to its own place, so that the site works under any path and from a disk.
struct RelativeURLs: Hashable, Sendable {
    /// `""` at the root, `"../"` one folder down.
    let root: String
    /// How many folders down; 127 where URLs are absolute. At most 127.
    let depth: Int

    init(page path: String) {
        let depth = path.utf8.count { $0 == UInt8(ascii: "/") }
        self.depth = min(126, depth)
        root = String(repeating: "../", count: depth)
    }

    /// Absolute from here on: for the page that a host shows under any address.
    init(root: String) {
        self.root = root
        depth = 127
    }

    func callAsFunction(_ path: String, fragment: String? = nil) -> String {
        root + encodedPath(path) + (fragment.map { "#" + encodedPath($0) } ?? "")
    }
}

/// Percent-encodes what a URL's path must not hold (RFC 3986, section 3.3), on bytes: `/` and the unreserved characters stay.
func encodedPath(_ path: String) -> String {
    // Almost every path of a site is as it must be.
    if path.utf8.withContiguousStorageIfAvailable({ $0.allSatisfy(isPlainInPath) }) ?? path.utf8.allSatisfy(isPlainInPath) { return path }
    let hex = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    out.reserveCapacity(path.utf8.count)
    for byte in path.utf8 {
        if isPlainInPath(byte) {
            out.append(byte)
        } else {
            out += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
    }
    return String(decoding: out, as: UTF8.self)
}

/// Letters, digits and `-._~/@`: a bit for each byte below 128, in two words.
@inline(__always) private func isPlainInPath(_ byte: UInt8) -> Bool {
    let word: UInt64 = byte < 64 ? 0x03FF_E000_0000_0000 : byte < 128 ? 0x47FF_FFFE_87FF_FFFF : 0
    return (word >> UInt64(byte & 63)) & 1 == 1
}
