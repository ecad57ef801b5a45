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

/// Keeps the first of two outputs that would be one file somewhere, and reports the other. Redirects come last: whatever else wants the path
/// has the better claim.
func withoutCollisions(
    _ requests: [PageRequest], _ files: [OutputFile], _ redirects: [Redirect], site: Site
) -> (requests: [PageRequest], files: [OutputFile], redirects: [Redirect], diagnostics: [Diagnostic]) {
    var taken = TakenPaths()
    var lost: [(path: String, by: String)] = []
    var faults: [Diagnostic] = []
    func take(_ path: String) -> Bool {
        guard let other = taken.take(path) else { return true }
        lost.append((path, other))
        return false
    }
    let pages = requests.filter { take($0.path) }
    let kept = files.filter { take($0.path) }
    let others = redirects.filter { redirect in
        guard let other = taken.take(redirect.path) else { return true }
        faults.append(
            redirect.alias.map { .aliasTaken(redirect.path, $0.path, $0.range) } ?? outputCollision(redirect.path, other, isAsset: false))
        return false
    }
    if !lost.isEmpty {
        let told = sharedStems(site)
        let assets = Set(files.compactMap { file -> String? in if case .asset(let path) = file.content { path } else { nil } })
        faults += lost.filter { !told.contains(stem($0.path)) }.map { outputCollision($0.path, $0.by, isAsset: assets.contains($0.path)) }
    }
    return (pages, kept, others, faults)
}

/// Paths that are no longer free: of files, and of the folders that hold them.
private struct TakenPaths {
    private var files: [String: String] = [:]
    /// Each with a file in it.
    private var folders: [String: String] = [:]

    /// Takes a path, unless a file has it already, or it would be a folder and a file at once.
    ///
    /// - Returns: The path that is in the way.
    mutating func take(_ path: String) -> String? {
        let key = foldedName(path)
        let above = parentPaths(of: key)
        if let other = files[key] ?? folders[key] { return other }
        for folder in above { if let other = files[folder] { return other } }
        files[key] = path
        // The nearest last: where it is known, so are those above it.
        for folder in above.reversed() where folders.updateValue(path, forKey: folder) != nil { break }
        return nil
    }
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

private func outputCollision(_ path: String, _ other: String, isAsset: Bool) -> Diagnostic {
    Diagnostic(
        .outputCollision, "'\(path)' and '\(other)' would be one file on many hosts", advice: "rename one of the files that they are made from",
        path: isAsset ? "Content/" + path : "Content")
}

extension Diagnostic {
    fileprivate static func aliasTaken(_ alias: String, _ contentPath: String, _ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .aliasTaken, "the alias '\(alias)' is the address of another page", advice: "take it out, or name another old address",
            path: "Content/" + contentPath, range: range)
    }
}
