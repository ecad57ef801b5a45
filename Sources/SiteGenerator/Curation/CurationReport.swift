import Diagnostics
import KnowledgeBase
import SearchIndex

/// What a curator may want to look at next. Suggestions, not faults: nothing here makes a check fail.
package struct CurationReport: Sendable {
    /// Most alike first.
    package var nearThreads: [NearThreads]
    package var nearTags: [NearTags]
    package var idleTags: [IdleTag]
    package var worthAThread: [AskedAgain]
    package var stale: [StaleEntry]
    /// Whether the log says what its questions ask; without that they are grouped by their tags.
    package var hasTitles: Bool

    /// A file, and the line in it, counted from 1.
    package struct Place: Hashable, Sendable {
        package var path: String
        package var line: Int
    }

    package struct StaleEntry: Hashable, Sendable {
        package var place: Place
        package var title: String
        package var since: String
    }
}

extension LoadedSite {
    /// - Parameters:
    ///   - likeness: From which share on two threads are called near, 0 to 1.
    ///   - staleAfterDays: `nil` takes the setting, and a year where there is none.
    package func curation(likeness: Double = 0.3, staleAfterDays: Int? = nil) throws(MachineError) -> CurationReport {
        var places = PlaceFinder(loaded: self)
        let (asked, hasTitles) = try askedAgain(&places)
        let days = staleAfterDays ?? site.settings.freshness.staleAfterDays ?? 365
        return CurationReport(
            nearThreads: nearThreads(from: likeness, &places), nearTags: nearTags(&places), idleTags: idleTags(&places), worthAThread: asked,
            stale: staleThreads(site, days: days).map { stale in
                let thread = site.threads[stale.thread]
                return CurationReport.StaleEntry(
                    place: places.place(of: thread), title: thread.title, since: isoText(stale.since.local.date))
            }, hasTitles: hasTitles)
    }
}

/// Lines of places in content files, each file read once.
struct PlaceFinder {
    let loaded: LoadedSite
    private var tables: [String: LineTable?] = [:]

    init(loaded: LoadedSite) { self.loaded = loaded }

    mutating func place(of thread: Thread) -> CurationReport.Place { place("Content/" + thread.source.path, thread.source.title.range) }

    mutating func place(_ path: String, _ range: SourceRange?) -> CurationReport.Place {
        guard let range else { return CurationReport.Place(path: path, line: 1) }
        let table: LineTable?
        if let known = tables[path] {
            table = known
        } else {
            table = loaded.source(path).map { LineTable($0.bytes) }
            tables[path] = table
        }
        return CurationReport.Place(path: path, line: (table?.lineIndex(at: range.lowerBound) ?? 0) + 1)
    }
}
