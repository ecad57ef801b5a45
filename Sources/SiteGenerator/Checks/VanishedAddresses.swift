import Diagnostics
import Foundation
import KnowledgeBase

extension DiagnosticCode {
    static let vanishedAddress = DiagnosticCode(
        "vanished-address",
        "An address that was published would lead nowhere: 'check --against' compares with an older output, or with a list of addresses. Old links, bookmarks and search engines still lead there.")
    static let foreignAddress = DiagnosticCode(
        "foreign-address", "A list of published addresses names one that doesn't lie below the site's 'base_url', so nothing can be said of it.")
}

extension PlannedSite {
    /// Which published addresses this site would no longer have, each with the file that it should lead to.
    package func vanished(since published: PublishedAddresses) -> [Diagnostic] {
        vanishedPaths(since: published).map { address in
            let successor = successor(of: address.path, in: published.folder)
            return Diagnostic(
                .vanishedAddress, "'\(address.path)' was published and would vanish",
                advice: (successor.map { "\($0); or " } ?? "") + "list it under 'gone:' in site.yml, if it is gone on purpose",
                path: published.list?.path ?? (published.folder ?? "") + "/" + address.path, range: address.range)
        }
    }

    /// Each once.
    func vanishedPaths(since published: PublishedAddresses) -> [PublishedAddresses.Address] {
        let kept = Set(files.map { foldedName($0.path) } + loaded.site.settings.gone.map { foldedName($0.value) })
        let old = Set(published.addresses.map(\.path))
        var seen: Set<String> = []
        return published.addresses.filter { address in
            !kept.contains(foldedName(address.path)) && seen.insert(foldedName(address.path)).inserted && isKeptForReaders(address.path, old: old)
        }
    }

    /// Whether somebody may have kept the address: the theme's and the search index's files have other names at each change, the further
    /// pages of a list come and go with its length, and a page's other forms go with it.
    private func isKeptForReaders(_ path: String, old: Set<String>) -> Bool {
        if path.utf8.starts(with: "theme/".utf8) || path.utf8.starts(with: "search/".utf8) || isFurtherPage(path) { return false }
        for ending in [".md", ".json", ".xml"] where path.utf8.suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            return !old.contains(path.dropLast(ending.utf8.count) + ".html")
        }
        return true
    }

    private func isFurtherPage(_ path: String) -> Bool {
        guard path.utf8.hasSuffix(".html") else { return false }
        let stem = path.utf8.dropLast(5)
        let digits = stem.reversed().prefix { (0x30...0x39).contains($0) }.count
        guard digits > 0 else { return false }
        let rest = stem.dropLast(digits)
        if rest.suffix(6).elementsEqual("index-".utf8) { return rest.count == 6 || rest.dropLast(6).last == UInt8(ascii: "/") }
        // A thread, a rule or a page may be called so; a tag can't, and neither can a list.
        let mayBeNamedSo = ["threads/", "rules/", "pages/", "people/"].contains { path.utf8.starts(with: $0.utf8) }
        return rest.last == UInt8(ascii: "_") && !mayBeNamedSo
    }

    /// What to write where, so that the address leads on.
    private func successor(of path: String, in folder: String?) -> String? {
        let site = loaded.site
        let parts = path.utf8.split(separator: UInt8(ascii: "/"))
        guard parts.count == 2, path.utf8.hasSuffix(".html") else { return nil }
        let stem = String(decoding: parts[1].dropLast(5), as: UTF8.self)
        func alias(_ file: String) -> String { "add 'aliases: [\(path)]' to 'Content/\(file)'" }
        switch String(decoding: parts[0], as: UTF8.self) {
        case "threads":
            if let (thread, id) = certainSuccessor(of: path, in: folder) {
                return "the thread " + (id.map { "with the id '\($0)'" } ?? "of that title") + " is '\(thread.slug)' now: " + alias(thread.source.path)
            }
            let near = suggestion(for: stem, among: site.threads.map(\.slug))
            return near.flatMap { near in site.threads.first { $0.slug == near } }.map { "if it is '\($0.slug)' now, " + alias($0.source.path) }
                ?? "add 'aliases: [\(path)]' to the file that took its place"
        case "rules":
            let near = suggestion(for: stem, among: site.rules.map(\.slug))
            return near.flatMap { near in site.rules.first { $0.slug == near } }.map { "if it is '\($0.slug)' now, " + alias($0.source.path) }
                ?? "add 'aliases: [\(path)]' to the file that took its place"
        case "pages":
            let near = suggestion(for: stem, among: site.pages.map(\.slug))
            return near.flatMap { near in site.pages.first { $0.slug == near } }.map { "if it is '\($0.slug)' now, " + alias($0.path) }
                ?? "add 'aliases: [\(path)]' to the file that took its place"
        case "tags":
            let near = suggestion(for: stem, among: site.tags.map(\.slug))
            return "add '\(stem)' to the 'synonyms' of " + (near.map { "'Content/tags/\($0).md', if that is the tag now" } ?? "the tag that took its place")
        case "people":
            let near = suggestion(for: stem, among: site.people.map(\.handle))
            return "add '\(stem)' to the 'aliases' of " + (near.map { "'Content/people/\($0).md', if that is the person" } ?? "the person's file")
        default: return nil
        }
    }

    /// The thread that an address was of, by what an older output tells of it: by its id, or else by its title.
    func certainSuccessor(of path: String, in folder: String?) -> (thread: KnowledgeBase.Thread, id: String?)? {
        guard let folder, path.utf8.starts(with: "threads/".utf8), path.utf8.hasSuffix(".html") else { return nil }
        let stem = String(decoding: path.utf8.dropFirst(8).dropLast(5), as: UTF8.self)
        guard !stem.utf8.contains(UInt8(ascii: "/")), let twin = oldThread(stem, in: folder) else { return nil }
        if let id = twin.id, let thread = loaded.site.threads.first(where: { $0.source.id == id }) { return (thread, id) }
        let named = loaded.site.threads.filter { $0.title == twin.title }
        return named.count == 1 ? (named[0], nil) : nil
    }

    private struct OldThread: Decodable {
        var id: String?
        var title: String
    }

    /// What an older output tells of a thread beside its page.
    private func oldThread(_ slug: String, in folder: String) -> OldThread? {
        guard let bytes = try? readFile(folder + "/" + Permalinks.threadJSON(slug)) else { return nil }
        return try? JSONDecoder().decode(OldThread.self, from: Data(bytes))
    }
}

extension Diagnostic {
    static func foreignAddress(_ address: String, hasBase: Bool, path: String, range: SourceRange) -> Diagnostic {
        Diagnostic(
            .foreignAddress, .warning, "this is no address of this site",
            advice: hasBase ? "take it out, or write the path below the site's root" : "set 'base_url' in site.yml, or write the path below the site's root",
            path: path, range: range)
    }
}
