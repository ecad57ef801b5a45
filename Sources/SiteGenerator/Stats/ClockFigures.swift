import AnswerClock
import KnowledgeBase

/// What `stats` is asked to narrow the figures to.
package struct StatsSelection: Hashable, Sendable {
    /// A tag's name, or a synonym.
    package var tag: String?
    /// A handle, or an alias. The figures then speak of the questions that this person answered.
    package var person: String?
    /// Asked at or after.
    package var from: Instant?
    /// Asked before.
    package var to: Instant?
    /// Whose answers of the last so many days the leaderboard ranks: 365, 90 or 30; `nil` for all time.
    package var boardDays: Int?

    package init() {}
}

/// A name that the site doesn't know.
package struct UnknownName: Error {
    package let kind: String
    package let name: String
}

/// The figures of a site or of a part of it, as `stats` and `clock.json` write them.
package struct ClockFigures: Sendable {
    package let report: ClockReport
    /// Of the same questions, whoever answered them: a person's rank is among everybody.
    package let leaderboard: Leaderboard?
    /// The one person whose row is shown; `nil` for all.
    package let person: String?
    /// The days that the leaderboard looks back; `nil` for all time.
    let boardDays: Int?
    let site: Site

    init(report: ClockReport, site: Site) {
        self.report = report
        self.site = site
        leaderboard = report.leaderboard(.allTime)
        person = nil
        boardDays = nil
    }

    package init(_ loaded: LoadedSite, _ selection: StatsSelection = StatsSelection()) throws(UnknownName) {
        let site = loaded.site
        var filter = ClockFilter(from: selection.from?.secondsSince1970, to: selection.to?.secondsSince1970)
        let clock = loaded.clock
        if let name = selection.tag {
            let tag = site.tags.first { same($0.name, name) || $0.synonyms.contains { same($0, name) } }?.name
            // The log may have tags and people that no thread has.
            guard let known = tag ?? clock.questions.tags.first(where: { same($0, name) }) else { throw UnknownName(kind: "tag", name: name) }
            filter.tag = known
        }
        let everybody = clock.report(filter)
        leaderboard = everybody.leaderboard(LeaderboardWindow.allCases.first { $0.days == selection.boardDays } ?? .allTime)
        boardDays = selection.boardDays
        self.site = site
        guard let name = selection.person else {
            report = everybody
            person = nil
            return
        }
        let handle = site.people.first { person in
            same(person.handle, name) || person.source.map { $0.aliases.contains { same($0.value, name) } } ?? false
        }?.handle
        guard let known = handle ?? clock.questions.people.first(where: { same($0, name) }) else { throw UnknownName(kind: "person", name: name) }
        filter.answerer = known
        report = clock.report(filter)
        person = known
    }

    /// The leaderboard's rows, or the one person's.
    var rows: [LeaderboardRow] {
        guard let leaderboard, site.settings.leaderboard.isShown else { return [] }
        return person.map { person in leaderboard.rows.filter { same($0.person, person) } } ?? leaderboard.rows
    }

    /// The slug of an overdue question's thread; `nil` for a row of the log.
    func thread(_ question: OverdueQuestion) -> Thread? { question.id >= 0 ? site.threads[question.id] : nil }

    func time(_ seconds: Int) -> String { isoText(site.timeZone.timestamp(Instant(secondsSince1970: seconds))) }
}

/// Folded, as the names of content are.
private func same(_ a: String, _ b: String) -> Bool { foldedName(a).utf8.elementsEqual(foldedName(b).utf8) }

/// "1h", "4h", "24h", "7d": whole hours below two days, else whole days, else seconds.
func limitCode(_ seconds: Int) -> String {
    if seconds < 48 * 3_600, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
    if seconds % 86_400 == 0 { return "\(seconds / 86_400)d" }
    return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
}

func verdictCode(_ verdict: PromiseVerdict) -> String {
    switch verdict {
    case .kept: "kept"
    case .notKept: "not_kept"
    case .tooLittleData: "too_little_data"
    }
}
