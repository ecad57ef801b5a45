import Diagnostics
import KnowledgeBase

/// What is written for programs: sitemap, robots.txt, llms.txt, the manifest of an installed site.
@Sendable func machineFiles(_ plan: Plan) -> [PageRequest] {
    var files = plan.file(Permalinks.robots, isIndex: true) { $0.robots() } + plan.file(Permalinks.llms, isIndex: true) { $0.llms() }
    files += plan.file(Permalinks.manifest, isIndex: true) { $0.manifest() }
    // A sitemap holds full addresses only (sitemaps.org).
    if plan.site.settings.baseURL != nil { files += sitemaps(plan) }
    return files
}

/// What one sitemap may list, by sitemaps.org; a bigger site has several, and an index of them.
private let addressesInSitemap = 50_000

private func sitemaps(_ plan: Plan) -> [PageRequest] {
    let entries = sitemapEntries(plan.site)
    guard entries.count > addressesInSitemap else { return plan.file(Permalinks.sitemap, isIndex: true) { $0.sitemap(entries[...]) } }
    let parts = stride(from: 0, to: entries.count, by: addressesInSitemap).map { entries[$0..<min($0 + addressesInSitemap, entries.count)] }
    return parts.indices.flatMap { index in plan.file(Permalinks.sitemap(part: index + 1), isIndex: true) { $0.sitemap(parts[index]) } }
        + plan.file(Permalinks.sitemap, isIndex: true) { $0.sitemapIndex(parts: parts.count) }
}

private func sitemapEntries(_ site: Site) -> [(path: String, changed: Timestamp?)] {
    var entries: [(path: String, changed: Timestamp?)] = [
        Permalinks.home, Permalinks.threads, Permalinks.tags, Permalinks.rules, Permalinks.people, Permalinks.clock,
    ].map { ($0, nil) }
    for thread in site.threads where !thread.source.isDraft { entries.append((Permalinks.thread(thread.slug), thread.newestPost)) }
    entries += site.rules.filter { !$0.source.isDraft }.map { (Permalinks.rule($0.slug), nil) }
    entries += site.pages.filter { !$0.isDraft }.map { (Permalinks.page($0.slug), nil) }
    entries += site.tags.map { (Permalinks.tag($0.slug), nil) }
    entries += site.people.map { (Permalinks.person($0.handle), nil) }
    return entries
}

extension Thread {
    /// The time of its last question, answer or comment.
    var newestPost: Timestamp {
        let times = answers.map(\.at) + comments.map(\.at) + answers.flatMap { $0.comments.map(\.at) }
        return times.reduce(asked) { $1.instant > $0.instant ? $1 : $0 }
    }
}

extension PageComposer {
    /// W3C, Web Application Manifest: a name, a colour and the one icon, drawn at any size.
    fileprivate func manifest() -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("name", site.settings.title)
            json.member("description", site.settings.description.isEmpty ? nil : site.settings.description)
            json.member("lang", site.settings.language)
            json.member("dir", isRightToLeft ? "rtl" : "ltr")
            json.member("start_url", "./" + Permalinks.home)
            json.member("display", "minimal-ui")
            json.member("background_color", "#fbfbf8")
            json.member("theme_color", "#0b6657")
            json.key("icons")
            json.array { json in
                json.object { json in
                    json.member("src", url(assets.icon))
                    json.member("sizes", "any")
                    json.member("type", "image/svg+xml")
                }
            }
        }
        return json.bytes
    }

    fileprivate func sitemap(_ entries: ArraySlice<(path: String, changed: Timestamp?)>) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("urlset", ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"]) { xml in
            for entry in entries {
                guard let address = absolute(entry.path) else { continue }
                xml.element("url") { xml in
                    xml.element("loc", text: address)
                    if let changed = entry.changed { xml.element("lastmod", text: isoText(changed.local.date)) }
                }
            }
        }
        return xml.bytes
    }

    fileprivate func sitemapIndex(parts: Int) -> [UInt8] {
        var xml = XMLWriter()
        xml.element("sitemapindex", ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"]) { xml in
            for part in 1...parts {
                guard let address = absolute(Permalinks.sitemap(part: part)) else { continue }
                xml.element("sitemap") { $0.element("loc", text: address) }
            }
        }
        return xml.bytes
    }

    /// RFC 9309.
    fileprivate func robots() -> [UInt8] {
        var text = "User-agent: *\nAllow: /\n"
        if let sitemap = absolute(Permalinks.sitemap) { text += "\nSitemap: \(sitemap)\n" }
        return Array(text.utf8)
    }

    /// llmstxt.org: the site in Markdown, for programs that read rather than look.
    fileprivate func llms() -> [UInt8] {
        let settings = site.settings
        var text = "# \(plain(settings.title))\n\n"
        if !settings.description.isEmpty { text += "> \(plain(settings.description))\n\n" }
        text += "Questions and answers of a community. Each thread is one Markdown file: the question, its answers, who wrote them and when.\n"
        func section(_ title: String, _ lines: [String]) {
            guard !lines.isEmpty else { return }
            text += "\n## \(title)\n\n" + lines.map { $0 + "\n" }.joined()
        }
        section(phrases("rules"), site.rules.map { "- [\(linkText($0.title))](\(url(Permalinks.rule($0.slug))))" })
        section(
            phrases("threads"),
            model.newest.filter { !site.threads[$0].source.isDraft }.map { index in
                let thread = site.threads[index]
                let facts = phrases("answerCount", count: thread.answers.count) + (thread.accepted == nil ? "" : ", " + phrases("accepted"))
                return "- [\(linkText(thread.title))](\(url(settings.outputs.markdown ? Permalinks.threadMarkdown(thread.slug) : Permalinks.thread(thread.slug)))): \(facts)"
            })
        return Array(text.utf8)
    }

    /// On one line.
    private func plain(_ text: String) -> String { digest(text, bytes: 4096) ?? "" }

    /// Brackets would end the text of a link.
    private func linkText(_ text: String) -> String {
        let text = plain(text)
        let isSpecial = { (byte: UInt8) in byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\\") }
        guard text.utf8.contains(where: isSpecial) else { return text }
        return String(decoding: text.utf8.flatMap { isSpecial($0) ? [UInt8(ascii: "\\"), $0] : [$0] }, as: UTF8.self)
    }
}
