import AnswerClock
import KnowledgeBase

/// The site with everything that pages ask of it worked out once: indexes, standings, figures and links. No I/O, no pages.
struct SiteModel: Sendable {
    private(set) var site: Site
    let clock: SiteClock
    let report: ClockReport
    /// One for each thread.
    let standings: [ThreadStanding]
    /// Indexes of threads, newest first.
    let newest: [Int]
    /// By the tag's name; newest first.
    let threadsByTag: [String: [Int]]
    /// By the asker's handle; newest first.
    let threadsByAsker: [String: [Int]]
    /// By handle; the newest answer first.
    let answersByPerson: [String: [AnswerPlace]]
    let threadBySlug: [String: Int]
    /// Handles by the folded names and handles of people who have a file.
    let handleByName: [String: String]
    /// Threads that nobody looked at for longer than the settings allow, the oldest first; none without such a setting.
    let stale: [StaleThread]
    /// Indexes into `stale`, by the thread's.
    let staleByThread: [Int: Int]
    let people: [String: Person]
    let tags: [String: Tag]
    /// Indexes into `report.tags`, by the tag's name.
    let cohortByTag: [String: Int]
    /// Indexes into the rows of the leaderboard of all time, by handle.
    let boardRowByPerson: [String: Int]
    let links: LinkTable
    /// For each thread the indexes of those nearest to it, best first.
    private(set) var related: [[Int]]
    /// For each thread the indexes of those marked as its duplicates.
    let duplicates: [[Int]]
    /// The indexes of a thread and its translations, the original first, by the index of each of them; threads without a translation have none.
    let translations: [Int: [Int]]

    struct AnswerPlace: Hashable, Sendable {
        var thread: Int
        /// An index into `Thread.answers`.
        var answer: Int
    }

    init(_ site: Site, clock: SiteClock, links: LinkTable) {
        self.site = site
        self.links = links
        related = [[Int]](repeating: [], count: site.threads.count)
        self.clock = clock
        report = clock.report()
        cohortByTag = Dictionary(report.tags.enumerated().map { ($1.tag, $0) }, uniquingKeysWith: { first, _ in first })
        boardRowByPerson = Dictionary(
            (report.leaderboard(.allTime)?.rows ?? []).enumerated().map { ($1.person, $0) }, uniquingKeysWith: { first, _ in first })
        standings = threadStandings(site, clock)
        people = Dictionary(site.people.map { ($0.handle, $0) }, uniquingKeysWith: { first, _ in first })
        tags = Dictionary(site.tags.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        threadBySlug = Dictionary(site.threads.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
        stale = site.settings.freshness.staleAfterDays.map { staleThreads(site, days: $0) } ?? []
        staleByThread = Dictionary(stale.enumerated().map { ($1.thread, $0) }, uniquingKeysWith: { first, _ in first })
        var handles: [String: String] = [:]
        for person in site.people where person.source != nil { handles[foldedName(person.name)] = person.handle }
        for person in site.people {
            for name in person.source?.aliases ?? [] { handles[foldedName(name.value)] = person.handle }
            handles[foldedName(person.handle)] = person.handle
        }
        handleByName = handles
        newest = site.threads.indices.sorted {
            let (a, b) = (site.threads[$0].asked.instant, site.threads[$1].asked.instant)
            return a != b ? a > b : $0 < $1
        }
        var byTag: [String: [Int]] = [:]
        var byAsker: [String: [Int]] = [:]
        var groups: [Int: [Int]] = [:]
        for index in site.threads.indices {
            if let original = site.threads[index].source.translationOf, let place = threadBySlug[original.value], place != index,
                site.threads[place].source.translationOf == nil
            {
                groups[place, default: [place]].append(index)
            }
        }
        translations = Dictionary(groups.values.flatMap { group in group.map { ($0, group) } }, uniquingKeysWith: { first, _ in first })
        var duplicates = [[Int]](repeating: [], count: site.threads.count)
        for index in newest {
            let thread = site.threads[index]
            for tag in thread.tags { byTag[tag, default: []].append(index) }
            byAsker[thread.author, default: []].append(index)
            if let original = thread.source.duplicateOf, let place = threadBySlug[original.value] { duplicates[place].append(index) }
        }
        threadsByTag = byTag
        threadsByAsker = byAsker
        self.duplicates = duplicates
        answersByPerson = Self.answers(of: site)
    }

    /// - Parameter related: For each thread the indexes of those nearest to it, best first.
    func relating(_ related: [[Int]]) -> SiteModel {
        var model = self
        model.related = related
        return model
    }

    /// With other texts of some threads; who wrote what when must be the same.
    func with(_ threads: [(place: Int, thread: Thread)]) -> SiteModel {
        var model = self
        for (place, thread) in threads { model.site.threads[place] = thread }
        return model
    }

    private static func answers(of site: Site) -> [String: [AnswerPlace]] {
        var places: [String: [AnswerPlace]] = [:]
        for (index, thread) in site.threads.enumerated() {
            for answer in thread.answers.indices {
                places[thread.answers[answer].author, default: []].append(AnswerPlace(thread: index, answer: answer))
            }
        }
        func time(_ place: AnswerPlace) -> Instant { site.threads[place.thread].answers[place.answer].at.instant }
        return places.mapValues { list in
            list.sorted { time($0) != time($1) ? time($0) > time($1) : ($0.thread, $0.answer) < ($1.thread, $1.answer) }
        }
    }

    /// In which threads have translations.
    var translationLanguages: Set<String> {
        Set(translations.keys.map { site.threads[$0].source.language ?? site.settings.language })
    }

    /// Indexes of the threads that wait for an answer, the longest wait first.
    var openThreads: [Int] { newest.reversed().filter { standings[$0].isOpen } }

    /// Indexes into `Site.log` of questions without a thread that wait past their promise, the longest overdue first.
    var overdueLogRows: [Int] {
        var seen: Set<Int> = []
        let questions = report.promises.flatMap(\.overdue).filter { $0.id < 0 }.sorted { ($0.due, $0.id) < ($1.due, $1.id) }
        return questions.map { -1 - $0.id }.filter { seen.insert($0).inserted }
    }

    /// The open threads that are past the promised time, the longest overdue first.
    var overdueThreads: [Int] {
        openThreads.filter { standings[$0].state == .overdue }.sorted { (standings[$0].due ?? 0, $0) < (standings[$1].due ?? 0, $1) }
    }
}
