import AnswerClock
import KnowledgeBase

@Sendable func leaderboardPages(_ plan: Plan) -> [PageRequest] {
    guard plan.site.settings.leaderboard.isShown else { return [] }
    return plan.model.report.leaderboards.flatMap { board in
        let order = BoardOrder(board.rows[...])
        return plan.list(Permalinks.leaderboard(days: board.window.days), count: order.rows.count, plan.templates.leaderboard) {
            composer, number, range, pager in
            composer.leaderboard(board, order, page: number, range, pager: pager)
        }
    }
}

/// The rows of a board as a page lists them: the ranked by rank, then the others by handle, because below the minimum nobody is put before another.
private struct BoardOrder {
    let rows: [LeaderboardRow]
    /// How many of them have a rank.
    let ranked: Int

    init(_ rows: ArraySlice<LeaderboardRow>) {
        let ranked = rows.filter { $0.rank != nil }
        self.ranked = ranked.count
        self.rows = ranked + rows.filter { $0.rank == nil }.sorted { $0.person.utf8.lexicographicallyPrecedes($1.person.utf8) }
    }

    func isTied(_ index: Int) -> Bool {
        guard index < ranked else { return false }
        return index > 0 && rows[index - 1].rank == rows[index].rank || index + 1 < ranked && rows[index + 1].rank == rows[index].rank
    }

    /// Several, and all on the first rank: the spread between people is estimated as none, so their typical times are all the community's.
    var areAllAlike: Bool { ranked > 1 && rows[ranked - 1].rank == 1 }
}

extension PageComposer {
    fileprivate func leaderboard(
        _ leaderboard: Leaderboard, _ order: BoardOrder, page number: Int, _ range: Range<Int>, pager: PagerView?
    ) -> Page<LeaderboardView> {
        let minimum = phrases.numberText(model.clock.settings.minimumAnswers)
        let title = phrases("leaderboard")
        return page(
            PageHead(
                kind: "leaderboard",
                title: paged(
                    leaderboard.window.days == nil ? title : title + phrases("listSeparator") + windowText(leaderboard.window), page: number),
                crumbs: [(Permalinks.home, site.settings.title)], section: Permalinks.leaderboard),
            LeaderboardView(
                intro: phrases("leaderboardIntro", count: leaderboard.communityAnswers),
                windows: LeaderboardWindow.allCases.map { window in
                    LinkView(url: url(Permalinks.leaderboard(days: window.days)), text: windowText(window), current: window == leaderboard.window)
                }, board: board(order, range),
                empty: leaderboard.rows.isEmpty
                    ? EmptyView(title: phrases("emptyBoardTitle"), text: phrases("emptyBoardText", ["n": minimum]), actionUrl: nil, actionText: nil)
                    : nil, notes: notes(minimum), clockUrl: url(Permalinks.clock), pager: pager))
    }

    /// `nil` when nobody is on it.
    ///
    /// - Parameter limit: how many people at most.
    func board(_ leaderboard: Leaderboard, limit: Int) -> BoardView? {
        let order = BoardOrder(leaderboard.rows.prefix(limit))
        var board = board(order, order.rows.indices)
        let rest = leaderboard.rows.count - limit
        if rest > 0 { board?.restText = phrases("boardRest", count: rest) }
        return board
    }

    private func board(_ order: BoardOrder, _ range: Range<Int>) -> BoardView? {
        guard site.settings.leaderboard.isShown, !range.isEmpty else { return nil }
        let rows = range.map { boardRow(order.rows[$0], isTied: order.isTied($0)) }
        return BoardView(
            alikeText: order.areAllAlike && range.lowerBound < order.ranked ? phrases("allAlike", count: order.ranked) : nil,
            ranked: rows.filter { !$0.rank.isEmpty }, unranked: rows.filter(\.rank.isEmpty),
            unrankedText: order.ranked < model.clock.settings.places ?? .max
                ? phrases("minimumAnswers", ["n": phrases.numberText(model.clock.settings.minimumAnswers)]) : phrases("alsoAnswering"),
            hasPromise: order.rows.contains { $0.shareWithinPromise != nil }, restText: nil)
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
        if let places = model.clock.settings.places { notes.append(phrases("placesNote", ["n": phrases.numberText(places)])) }
        if let seconds = model.clock.settings.timesWithin { notes.append(phrases("oldQuestionsNote", ["time": phrases.duration(Double(seconds))])) }
        if site.settings.leaderboard.countsAcceptedOnly { notes.append(phrases("acceptedOnlyNote")) }
        if let votes = site.settings.leaderboard.minimumVotes { notes.append(phrases("minimumVotesNote", count: votes)) }
        if site.people.contains(where: \.isBot) { notes.append(phrases("botNote")) }
        if hidden > 0 { notes.append(phrases("optOutNote", count: hidden)) }
        notes.append(scopeNote)
        return notes
    }
}
