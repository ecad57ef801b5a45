import Diagnostics
import KnowledgeBase

/// What is written for programs: sitemap, robots.txt, llms.txt.
@Sendable func machineFiles(_ plan: Plan) -> [PageRequest] {
    var files = plan.file(Permalinks.robots, isIndex: true) { $0.robots() } + plan.file(Permalinks.llms, isIndex: true) { $0.llms() }
    // A sitemap holds full addresses only (sitemaps.org).
    if plan.site.settings.baseURL != nil { files += plan.file(Permalinks.sitemap, isIndex: true) { $0.sitemap() } }
    return files
}

extension PageComposer {
    fileprivate func sitemap() -> [UInt8] {
        var xml = XMLWriter()
        xml.element("urlset", ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"]) { xml in
            func add(_ path: String, changed: Timestamp? = nil) {
                guard let address = absolute(path) else { return }
                xml.element("url") { xml in
                    xml.element("loc", text: address)
                    if let changed { xml.element("lastmod", text: isoText(changed.local.date)) }
                }
            }
            for path in [Permalinks.home, Permalinks.threads, Permalinks.tags, Permalinks.rules, Permalinks.people, Permalinks.clock] { add(path) }
            for thread in site.threads where !thread.source.isDraft {
                add(Permalinks.thread(thread.slug), changed: thread.answers.map(\.at).max { $0.instant < $1.instant } ?? thread.asked)
            }
            for rule in site.rules { add(Permalinks.rule(rule.slug)) }
            for page in site.pages { add(Permalinks.page(page.slug)) }
            for tag in site.tags { add(Permalinks.tag(tag.slug)) }
            for person in site.people { add(Permalinks.person(person.handle)) }
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
                return "- [\(linkText(thread.title))](\(url(Permalinks.threadMarkdown(thread.slug)))): \(facts)"
            })
        return Array(text.utf8)
    }

    /// On one line.
    private func plain(_ text: String) -> String { digest(text, bytes: 4096) ?? "" }

    /// Brackets would end the text of a link.
    private func linkText(_ text: String) -> String {
        var out = ""
        for scalar in plain(text).unicodeScalars {
            if scalar == "[" || scalar == "]" || scalar == "\\" { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return out
    }
}
