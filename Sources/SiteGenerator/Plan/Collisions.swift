import Diagnostics
import KnowledgeBase

extension DiagnosticCode {
    static let aliasTaken = DiagnosticCode(
        "alias-taken", "An alias names an address that the site uses already, or that another thread claims. The page at that address stays.")
    static let outputCollision = DiagnosticCode(
        "output-collision",
        "Two files of the site would be written to one path, or to paths that differ only in case or Unicode form and are one file on many hosts.")
}

package let outputCodes: [DiagnosticCode] = [.aliasTaken, .outputCollision]

/// Keeps the first of two outputs that would be one file somewhere, and reports the other. Pages come before redirects in the plan, so a page
/// is never lost to an alias.
func withoutCollisions(
    _ requests: [PageRequest], _ files: [OutputFile], redirects: [Redirect], site: Site
) -> (requests: [PageRequest], files: [OutputFile], diagnostics: [Diagnostic]) {
    var taken: [String: String] = [:]
    var lost: [(path: String, by: String)] = []
    func take(_ path: String) -> Bool {
        let key = foldedName(path)
        if let other = taken[key] {
            lost.append((path, other))
            return false
        }
        taken[key] = path
        return true
    }
    let aliases = Set(redirects.map(\.path))
    // Redirects last: whatever else wants the path has the better claim.
    let pages = requests.filter { !aliases.contains($0.path) }.filter { take($0.path) }
    let kept = files.filter { take($0.path) }
    var seen: Set<String> = []
    let others = requests.filter { aliases.contains($0.path) }.filter { request in
        // A page whose path equals an alias is in this list too; the first of the two is the page.
        seen.insert(request.path).inserted ? take(request.path) : { lost.append((request.path, request.path)); return false }()
    }
    let told = sharedStems(site)
    let faults = lost.filter { !told.contains(stem($0.path)) }.map { fault($0.path, $0.by, site, files) }
    return (pages + others, kept, faults)
}

/// What two pages would be called that a check has reported already: two files of one name give several outputs, and one message.
private func sharedStems(_ site: Site) -> Set<String> {
    let pages =
        site.threads.map { Permalinks.thread($0.slug) } + site.rules.map { Permalinks.rule($0.slug) } + site.pages.map { Permalinks.page($0.slug) }
        + site.people.map { Permalinks.person($0.handle) } + site.tags.map { Permalinks.tag($0.slug) }
    var seen: Set<String> = []
    return Set(pages.map(stem).filter { !seen.insert($0).inserted })
}

/// `threads/a` of `threads/a.html`, `threads/A.json` and `threads/a.md`.
private func stem(_ path: String) -> String {
    let folded = foldedName(path)
    return folded.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(folded[..<$0]) } ?? folded
}

private func fault(_ path: String, _ other: String, _ site: Site, _ files: [OutputFile]) -> Diagnostic {
    for thread in site.threads {
        if let alias = thread.source.aliases.first(where: { foldedName($0.value) == foldedName(path) }) {
            return Diagnostic(
                .aliasTaken, "the alias '\(alias.value)' is the address of another page", advice: "take it out, or name another old address",
                path: "Content/" + thread.source.path, range: alias.range)
        }
    }
    let isAsset = files.contains { $0.path == path && $0.content == .asset(path) }
    return Diagnostic(
        .outputCollision, "'\(path)' and '\(other)' would be one file on many hosts", advice: "rename one of the files that they are made from",
        path: isAsset ? "Content/" + path : "Content")
}
