/// The tags of a dump, with their descriptions and wikis.
struct StackExchangeTags {
    private var names: Set<String> = []
    private var tagOfExcerpt: [Int: String] = [:]
    private var tagOfWiki: [Int: String] = [:]
    private var excerpts: [String: [UInt8]] = [:]
    private var wikis: [String: [UInt8]] = [:]

    /// Wikis are kept in memory; one longer than this is cut to its description, and all together to a hundred times this.
    private static let longestWiki = 40_000
    private var wikiBytes = 0

    mutating func declare(_ name: String, excerptPost: Int?, wikiPost: Int?) {
        names.insert(name)
        if let excerptPost { tagOfExcerpt[excerptPost] = name }
        if let wikiPost { tagOfWiki[wikiPost] = name }
    }

    /// A post that is neither question nor answer: perhaps a tag's.
    mutating func addWiki(post: Int, body: [UInt8]) {
        if let name = tagOfExcerpt[post] {
            excerpts[name] = body
        } else if let name = tagOfWiki[post], body.count <= Self.longestWiki, wikiBytes < 100 * Self.longestWiki * 8 {
            wikis[name] = body
            wikiBytes += body.count
        }
    }

    /// Slugs for the `Tags` of a question, in both spellings: `<a><b>` and `|a|b|`.
    mutating func slugs(_ attribute: [UInt8]?) -> [String] {
        var out: [String] = []
        let parts = (attribute ?? []).split { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "|") }
        for part in parts {
            let name = String(decoding: part, as: UTF8.self)
            let slug = tagSlug(name)
            guard !slug.isEmpty, !out.contains(slug) else { continue }
            names.insert(name)
            out.append(slug)
        }
        return out
    }

    /// One file for each tag. Returns how many tags there are.
    func write(into site: inout SiteFolder, siteURL: String?, licence: String?) throws(ImportError) -> Int {
        let converter = HTMLToMarkdown(siteURL: siteURL)
        var written: Set<String> = []
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let slug = tagSlug(name)
            guard !slug.isEmpty, written.insert(slug).inserted else { continue }
            var extras: [ImportedPost.Extra] = []
            if excerpts[name] != nil || wikis[name] != nil {
                if let siteURL { extras.append(.init("source", "\(siteURL)/tags/\(percentEncodedPath(name))/info")) }
                if let licence { extras.append(.init("licence", licence)) }
            }
            let description = excerpts[name].flatMap { [HTMLNode](html: $0)?.textContent }
            let tag = ImportedTag(
                id: "se-tag-\(slug)", slug: slug, title: name,
                description: description.map { singleLine(String(decoding: $0, as: UTF8.self)) },
                body: wikis[name].map { converter.convert($0).markdown } ?? [], extras: extras)
            try site.place(tag.id, at: "tags/\(slug).md", tagText(tag))
        }
        return written.count
    }
}

private func percentEncodedPath(_ text: String) -> String {
    String(decoding: text.utf8.flatMap { isWordByte($0) || $0 == 45 || $0 == 46 ? [$0] : percentEncoded($0) }, as: UTF8.self)
}
