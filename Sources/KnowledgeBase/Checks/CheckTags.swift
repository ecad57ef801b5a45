import Diagnostics

extension DiagnosticCode {
    static let unknownTag = DiagnosticCode(
        "unknown-tag",
        "A thread carries a tag that has no file in tags/, on a site that has such files. Stray spellings split what belongs together.")
}

/// Only where tags are declared at all.
func checkTags(_ content: SiteContent, _ site: Site) -> [Diagnostic] {
    guard !content.tags.isEmpty else { return [] }
    var known: Set<String> = []
    for tag in content.tags {
        known.insert(foldedName(tag.name))
        known.formUnion(tag.synonyms.map { foldedName($0.value) })
    }
    let names = content.tags.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return content.threads.flatMap { thread in
        thread.tags.filter { !known.contains(foldedName($0.value)) }.map { tag in
            let near = suggestion(for: tag.value, among: names)
            return Diagnostic(
                .unknownTag, .warning, "no tag in 'tags/' is called '\(tag.value)'",
                advice: near.map { "did you mean '\($0)'?" } ?? "add 'tags/\(tag.value).md', or choose one of the site's tags",
                path: messagePath(thread.path), range: tag.range,
                fixIts: near.map { [Diagnostic.FixIt(range: tag.range, replacement: $0)] } ?? [])
        }
    }
}
