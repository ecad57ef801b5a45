import Diagnostics
import KnowledgeBase

/// Old addresses and tags' synonyms: each a small page that leads on at once, on any host, without a script.
///
/// No row of `pageKinds`: a redirect gets only a path that no page wants.
func redirectPages(_ redirects: [Redirect], _ plan: Plan) -> [PageRequest] {
    redirects.flatMap { redirect in
        plan.page(redirect.path, plan.templates.redirect) { composer in
            composer.page(
                PageHead(kind: "redirect", title: redirect.title, canonical: redirect.target),
                RedirectView(targetUrl: composer.url(redirect.target), targetTitle: redirect.title))
        }
    }
}

/// A page that only leads to another.
struct Redirect: Hashable, Sendable {
    /// Where it lies.
    var path: String
    /// The path it leads to.
    var target: String
    /// The target's title.
    var title: String
    /// Where the content asks for it, when it is an alias: a path below the content folder.
    var alias: Alias?
    /// Nobody asked for it: it is left out without a word where another page has the path.
    var isAutomatic = false

    struct Alias: Hashable, Sendable {
        var path: String
        var range: SourceRange
    }
}

extension SiteModel {
    /// Aliases, tags' synonyms, people's other handles, and the old addresses of renamed files. Sorted by path; of two for one path that
    /// somebody asked for comes first.
    var redirects: [Redirect] {
        let asked = aliasRedirects + synonymRedirects
        var taken = Set(asked.map { foldedName($0.path) })
        let automatic = (handleRedirects + renameRedirects).filter { taken.insert(foldedName($0.path)).inserted }
        return (asked + automatic).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private var aliasRedirects: [Redirect] {
        func redirects(_ aliases: [Located<String>], _ target: String, _ title: String, _ file: String) -> [Redirect] {
            aliases.map { Redirect(path: $0.value, target: target, title: title, alias: Redirect.Alias(path: file, range: $0.range)) }
        }
        return site.threads.flatMap { redirects($0.source.aliases, Permalinks.thread($0.slug), $0.title, $0.source.path) }
            + site.rules.flatMap { redirects($0.source.aliases, Permalinks.rule($0.slug), $0.title, $0.source.path) }
            + site.pages.flatMap { redirects($0.aliases, Permalinks.page($0.slug), $0.title.value, $0.path) }
    }

    /// A synonym whose address another tag has gets none.
    private var synonymRedirects: [Redirect] {
        var taken = Set(site.tags.map { foldedName($0.slug) })
        return site.tags.flatMap { tag in
            tag.synonyms.filter { taken.insert(foldedName(tagSlug($0))).inserted }
                .map { Redirect(path: Permalinks.tag(tagSlug($0)), target: Permalinks.tag(tag.slug), title: tag.title) }
        }
    }

    private var handleRedirects: [Redirect] {
        site.people.flatMap { person in
            (person.source?.aliases ?? []).map {
                Redirect(path: Permalinks.person($0.value), target: Permalinks.person(person.handle), title: person.name, isAutomatic: true)
            }
        }
    }

    /// A file's old name was an address: it leads to where the file is now.
    private var renameRedirects: [Redirect] {
        guard site.settings.git.redirectsRenamed, !site.history.moves.isEmpty else { return [] }
        var pages: [String: (path: String, title: String)] = [:]
        for thread in site.threads where !thread.source.isDraft { pages[thread.source.path] = (Permalinks.thread(thread.slug), thread.title) }
        for rule in site.rules where !rule.source.isDraft { pages[rule.source.path] = (Permalinks.rule(rule.slug), rule.title) }
        for page in site.pages where !page.isDraft { pages[page.path] = (Permalinks.page(page.slug), page.title.value) }
        for person in site.people { if let source = person.source { pages[source.path] = (Permalinks.person(person.handle), person.name) } }
        for tag in site.tags { if let source = tag.source { pages[source.path] = (Permalinks.tag(tag.slug), tag.title) } }
        return site.history.moves.compactMap { move in
            guard let page = pages[move.new], let old = Permalinks.page(ofFile: move.old), old != page.path else { return nil }
            return Redirect(path: old, target: page.path, title: page.title, isAutomatic: true)
        }
    }
}

/// What stands at an address that is no more, on purpose: a few words and the ways on. A host that only serves files can't answer 410.
func gonePages(_ site: Site, _ plan: Plan) -> [PageRequest] {
    site.settings.gone.filter { $0.value.utf8.hasSuffix(".html") }.flatMap { gone in
        plan.page(gone.value, plan.templates.notFound) { $0.gone() }
    }
}
