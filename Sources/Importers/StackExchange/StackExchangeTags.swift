/// The tags of a dump, with their descriptions and wikis.
struct StackExchangeTags {
    /// By slug; of two names with one slug the first by its bytes.
    private var names: [String: String] = [:]
    private var tagOfExcerpt: [Int: String] = [:]
    private var tagOfWiki: [Int: String] = [:]
    private var excerpts: [String: [UInt8]] = [:]
    private var wikis: [String: [UInt8]] = [:]

    /// Wikis are kept in memory; one longer than this is cut to its description, and all together to a hundred times this.
    private static let longestWiki = 40_000
    private var wikiBytes = 0

    mutating func declare(_ name: String, excerptPost: Int?, wikiPost: Int?) {
        note(name, tagSlug(name))
        if let excerptPost { tagOfExcerpt[excerptPost] = name }
        if let wikiPost { tagOfWiki[wikiPost] = name }
    }

    private mutating func note(_ name: String, _ slug: String) {
        if let known = names[slug], !name.utf8.lexicographicallyPrecedes(known.utf8) { return }
        names[slug] = name
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
            note(name, slug)
            out.append(slug)
        }
        return out
    }

    /// What the dump says of tags, by their slugs.
    func tags(_ slugs: Set<String>, siteURL: String?, licence: String?) -> [ImportedTag] {
        let converter = HTMLToMarkdown(siteURL: siteURL)
        return slugs.map { slug in
            let name = names[slug] ?? slug
            var extras: [ImportedPost.Extra] = []
            if excerpts[name] != nil || wikis[name] != nil {
                if let siteURL { extras.append(.init("source", "\(siteURL)/tags/\(percentEncodedPath(name))/info")) }
                if let licence { extras.append(.init("licence", licence)) }
            }
            let description = excerpts[name].flatMap { [HTMLNode](html: $0)?.textContent }
            return ImportedTag(
                id: "se-tag-\(slug)", slug: slug, title: name, description: description.map { singleLine(String(decoding: $0, as: UTF8.self)) },
                body: wikis[name].map { converter.convert($0).markdown } ?? [], extras: extras)
        }
    }
}

private func percentEncodedPath(_ text: String) -> String {
    String(decoding: text.utf8.flatMap { isWordByte($0) || $0 == 45 || $0 == 46 ? [$0] : percentEncoded($0) }, as: UTF8.self)
}
