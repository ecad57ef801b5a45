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

    struct Alias: Hashable, Sendable {
        var path: String
        var range: SourceRange
    }
}

extension SiteModel {
    /// Sorted by path. A synonym whose address another tag has gets none.
    var redirects: [Redirect] {
        var redirects: [Redirect] = []
        for thread in site.threads {
            for alias in thread.source.aliases {
                redirects.append(
                    Redirect(
                        path: alias.value, target: Permalinks.thread(thread.slug), title: thread.title,
                        alias: Redirect.Alias(path: thread.source.path, range: alias.range)))
            }
        }
        var taken = Set(site.tags.map { foldedName($0.slug) })
        for tag in site.tags {
            for synonym in tag.synonyms where taken.insert(foldedName(tagSlug(synonym))).inserted {
                redirects.append(Redirect(path: Permalinks.tag(tagSlug(synonym)), target: Permalinks.tag(tag.slug), title: tag.title))
            }
        }
        return redirects.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}
