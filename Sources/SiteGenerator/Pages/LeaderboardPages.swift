import AnswerClock
import KnowledgeBase

@Sendable func leaderboardPages(_ plan: Plan) -> [PageRequest] {
    guard plan.site.settings.leaderboard.isShown else { return [] }
    return plan.model.report.leaderboards.flatMap { board in
        plan.page(Permalinks.leaderboard(days: board.window.days), plan.templates.leaderboard, isIndex: true) { $0.leaderboard(board) }
    }
}

extension PageComposer {
    fileprivate func leaderboard(_ leaderboard: Leaderboard) -> Page<LeaderboardView> {
        let minimum = phrases.numberText(model.clock.settings.minimumAnswers)
        let title = phrases("leaderboard")
        return page(
            PageHead(
                kind: "leaderboard", title: leaderboard.window.days == nil ? title : title + ", " + windowText(leaderboard.window),
                crumbs: [(Permalinks.home, site.settings.title)], section: Permalinks.leaderboard),
            LeaderboardView(
                intro: phrases("leaderboardIntro", count: leaderboard.communityAnswers),
                windows: LeaderboardWindow.allCases.map { window in
                    LinkView(url: url(Permalinks.leaderboard(days: window.days)), text: windowText(window), current: window == leaderboard.window)
                }, board: board(leaderboard),
                empty: leaderboard.rows.isEmpty
                    ? EmptyView(title: phrases("emptyBoardTitle"), text: phrases("emptyBoardText", ["n": minimum]), actionUrl: nil, actionText: nil)
                    : nil, notes: notes(minimum), clockUrl: url(Permalinks.clock)))
    }

    /// `nil` when nobody is on it.
    ///
    /// - Parameter limit: how many people at most; `nil` for all.
    func board(_ leaderboard: Leaderboard, limit: Int? = nil) -> BoardView? {
        guard site.settings.leaderboard.isShown, !leaderboard.rows.isEmpty else { return nil }
        let ranks = leaderboard.rows.compactMap(\.rank)
        let shared = Set(ranks.filter { rank in ranks.count { $0 == rank } > 1 })
        let listed = leaderboard.rows.prefix(limit ?? .max)
        let rest = leaderboard.rows.count - listed.count
        let rows = listed.map { boardRow($0, isTied: $0.rank.map(shared.contains) ?? false) }
        // Below the minimum nobody is put before another.
        let unranked = zip(listed, rows).filter { $0.0.rank == nil }
            .sorted { $0.0.person.utf8.lexicographicallyPrecedes($1.0.person.utf8) }.map(\.1)
        return BoardView(
            ranked: rows.filter { !$0.rank.isEmpty }, unranked: unranked,
            unrankedText: phrases("minimumAnswers", ["n": phrases.numberText(model.clock.settings.minimumAnswers)]),
            restText: rest > 0 ? phrases("boardRest", count: rest) : nil)
    }

    private func boardRow(_ row: LeaderboardRow, isTied: Bool) -> BoardView.Row {
        func number(_ value: Int) -> Cell { Cell(text: phrases.numberText(value), sort: String(value)) }
        let quartiles = row.lowerQuartileSeconds.flatMap { low in
            row.upperQuartileSeconds.map { phrases("range", ["low": phrases.duration(low), "high": phrases.duration($0)]) }
        }
        return BoardView.Row(
            person: person(row.person), rank: row.rank.map(String.init) ?? "", tied: isTied, typical: durationCell(row.typicalSeconds),
            firstAnswers: number(row.firstAnswers), answers: number(row.answers), accepted: number(row.accepted), helped: number(row.peopleHelped),
            median: durationCell(row.medianSeconds), quartiles: quartiles ?? "", within: shareCell(row.shareWithinPromise))
    }

    func durationCell(_ seconds: Double?) -> Cell {
        seconds.map { Cell(text: phrases.duration($0), sort: String(Int($0.rounded()))) } ?? Cell(text: "–", sort: "")
    }

    func shareCell(_ share: Double?) -> Cell {
        share.map { Cell(text: phrases.percent($0), sort: String(Int(($0 * 10_000).rounded()))) } ?? Cell(text: "–", sort: "")
    }

    private func windowText(_ window: LeaderboardWindow) -> String {
        window.days.map { phrases("windowDays", ["n": String($0)]) } ?? phrases("windowAll")
    }

    private func notes(_ minimum: String) -> [String] {
        let hidden = site.people.count { !$0.isOnLeaderboard && !$0.isBot }
        var notes = [phrases("minimumNote", ["n": minimum])]
        if site.settings.leaderboard.countsAcceptedOnly { notes.append(phrases("acceptedOnlyNote")) }
        if let votes = site.settings.leaderboard.minimumVotes { notes.append(phrases("minimumVotesNote", count: votes)) }
        if site.people.contains(where: \.isBot) { notes.append(phrases("botNote")) }
        if hidden > 0 { notes.append(phrases("optOutNote", count: hidden)) }
        notes.append(scopeNote)
        return notes
    }
}
