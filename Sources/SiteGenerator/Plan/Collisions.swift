import Diagnostics
import KnowledgeBase

extension DiagnosticCode {
    static let aliasTaken = DiagnosticCode(
        "alias-taken", "An alias names an address that the site uses already, or that another thread claims. The page at that address stays.")
    static let outputCollision = DiagnosticCode(
        "output-collision",
        "Two files of the site would be written to one path, or to paths that differ only in case or Unicode form and are one file on many hosts.")
}

extension DiagnosticCode {
    static let goneIsThere = DiagnosticCode("gone-is-there", "An address that site.yml declares gone is the address of a page. The page stays.")
}

package let outputCodes: [DiagnosticCode] = [.aliasTaken, .outputCollision, .goneIsThere]

/// Keeps the first of two outputs that would be one file somewhere, and reports the other. Redirects come last: whatever else wants the path
/// has the better claim.
///
/// It goes in two steps: the pages can be told apart while other outputs are still made.
struct PathClaims {
    fileprivate var taken = TakenPaths()
    fileprivate var lost: [(path: String, by: String)] = []
    fileprivate var pages: [PageRequest] = []

    init(pages requests: [PageRequest]) {
        pages = requests.filter { take($0.path) }
    }

    fileprivate mutating func take(_ path: String) -> Bool {
        guard let other = taken.take(path) else { return true }
        lost.append((path, other))
        return false
    }

    /// - Returns: The outputs that stay, those that were declared gone among the pages.
    mutating func settle(
        _ files: [OutputFile], _ redirects: [Redirect], gone: [PageRequest] = [], site: Site
    ) -> (requests: [PageRequest], files: [OutputFile], redirects: [Redirect], diagnostics: [Diagnostic]) {
        var faults: [Diagnostic] = []
        let kept = files.filter { take($0.path) }
        // What was declared gone: not where a page is after all, and before any redirect that nobody asked for.
        let asked = redirects.filter { !$0.isAutomatic }
        let automatic = redirects.filter(\.isAutomatic)
        let places = Dictionary(site.settings.gone.map { ($0.value, $0.range) }, uniquingKeysWith: { first, _ in first })
        func takeRedirect(_ redirect: Redirect) -> Bool {
            guard let other = taken.take(redirect.path) else { return true }
            if redirect.isAutomatic { return false }
            faults.append(
                redirect.alias.map { .aliasTaken(redirect.path, $0.path, $0.range) } ?? outputCollision(redirect.path, other, isAsset: false))
            return false
        }
        var others = asked.filter(takeRedirect)
        let gonePages = gone.filter { page in
            guard taken.take(page.path) != nil else { return true }
            faults.append(.goneIsThere(page.path, places[page.path]))
            return false
        }
        others += automatic.filter(takeRedirect)
        if !lost.isEmpty {
            let told = sharedStems(site)
            let assets = Set(files.compactMap { file -> String? in if case .asset(let path) = file.content { path } else { nil } })
            faults += lost.filter { !told.contains(stem($0.path)) }.map { outputCollision($0.path, $0.by, isAsset: assets.contains($0.path)) }
        }
        return (pages + gonePages, kept, others, faults)
    }
}

/// Paths that are no longer free: of files, and of the folders that hold them.
private struct TakenPaths {
    private var files: [String: String] = [:]
    /// Each with a file in it.
    private var folders: [String: String] = [:]
    /// The folder of the file that was taken last, and that file: most neighbours lie in one.
    private var last = (folder: "", path: "")

    /// Takes a path, unless a file has it already, or it would be a folder and a file at once.
    ///
    /// - Returns: The path that is in the way.
    mutating func take(_ path: String) -> String? {
        let key = foldedName(path)
        if let other = files[key] ?? (key == last.folder ? last.path : folders[key]) { return other }
        if let slash = key.utf8.lastIndex(of: UInt8(ascii: "/")), key.utf8[..<slash].elementsEqual(last.folder.utf8) {
            files[key] = path
            last.path = path
            return nil
        }
        let above = parentPaths(of: key)
        for folder in above { if let other = files[folder] { return other } }
        if !last.folder.isEmpty { folders[last.folder] = last.path }
        last = (above.last ?? "", path)
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
    fileprivate static func goneIsThere(_ path: String, _ range: SourceRange?) -> Diagnostic {
        Diagnostic(
            .goneIsThere, .warning, "'\(path)' is declared gone, and there is a page at it", advice: "take it out of 'gone'", path: "Content/site.yml", range: range)
    }

    fileprivate static func aliasTaken(_ alias: String, _ contentPath: String, _ range: SourceRange) -> Diagnostic {
        Diagnostic(
            .aliasTaken, "the alias '\(alias)' is the address of another page", advice: "take it out, or name another old address",
            path: "Content/" + contentPath, range: range)
    }
}
