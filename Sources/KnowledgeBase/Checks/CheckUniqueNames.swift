import Diagnostics

extension DiagnosticCode {
    static let duplicateSlug = DiagnosticCode(
        "duplicate-slug",
        "Two files would become the same page. The file's name is the page's address, folders don't count, and neither do case or the Unicode form: many hosts and disks ignore them.")
    static let duplicateName = DiagnosticCode(
        "duplicate-name",
        "Two people's files claim the same handle, or two tags' names lead to the same address. Each name can stand for one thing only.")
}

func checkUniqueNames(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    duplicates(content.threads.map { ($0.slug, $0.path) }, what: "thread")
        + duplicates(content.rules.map { ($0.slug, $0.path) }, what: "rule")
        + duplicates(content.pages.map { ($0.slug, $0.path) }, what: "page")
        + duplicates(content.people.map { ($0.handle, $0.path) }, what: "person")
        + duplicates(content.tags.map { ($0.name, $0.path) }, what: "tag")
        + sharedHandles(content.people) + sharedTagSlugs(site)
}

private func duplicates(_ files: [(name: String, path: String)], what: String) -> [Diagnostic] {
    var first: [String: String] = [:]
    var found: [Diagnostic] = []
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
        let key = foldedName(file.name)
        guard let other = first[key] else {
            first[key] = file.path
            continue
        }
        found.append(
            Diagnostic(
                .duplicateSlug, "this \(what) and '\(messagePath(other))' would be the same page '\(key)'",
                advice: "rename one of the two files", path: messagePath(file.path),
                notes: [Diagnostic.Note("the other file", path: messagePath(other))]))
    }
    return found
}

/// A handle that one file owns and another claims as an alias, or that two claim.
private func sharedHandles(_ people: [PersonSource]) -> [Diagnostic] {
    var owner: [String: String] = [:]
    for person in people { owner[foldedName(person.handle)] = person.path }
    var found: [Diagnostic] = []
    for person in people.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
        for alias in person.aliases {
            let key = foldedName(alias.value)
            if let other = owner[key] {
                found.append(
                    Diagnostic(
                        .duplicateName, "the handle '\(alias.value)' already belongs to '\(messagePath(other))'",
                        advice: "leave it to one of the two", path: messagePath(person.path), range: alias.range,
                        notes: [Diagnostic.Note("the other file", path: messagePath(other))]))
            } else {
                owner[key] = person.path
            }
        }
    }
    return found
}

private func sharedTagSlugs(_ site: Site) -> [Diagnostic] {
    var first: [String: Tag] = [:]
    var found: [Diagnostic] = []
    for tag in site.tags {
        let key = foldedName(tag.slug)
        guard let other = first[key] else {
            first[key] = tag
            continue
        }
        let owner = tag.source ?? other.source
        let user = site.threads.first { $0.tags.contains(tag.name) }
        let place = user?.source.tags.first { foldedName($0.value) == foldedName(tag.name) }
        found.append(
            Diagnostic(
                .duplicateName, "the tags '\(other.name)' and '\(tag.name)' would share the page '\(key)'",
                advice: "make one a synonym of the other, or rename it", path: messagePath(owner?.path ?? user?.source.path ?? "tags"), range: owner == nil ? place?.range : nil))
    }
    return found
}
