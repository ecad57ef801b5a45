import AnswerClock

@Sendable func homePages(_ plan: Plan) -> [PageRequest] {
    plan.page(Permalinks.home, plan.templates.home, isIndex: true) { $0.home() }
}

extension PageComposer {
    fileprivate func home() -> Page<HomeView> {
        let report = model.report
        let settings = site.settings
        // Newest first: whoever comes to help can still be in time. The page of its own begins with the longest wait.
        let strangers = model.openThreads.filter { !model.standings[$0].isSelfAnsweredOnly }
        let open = (strangers.isEmpty ? model.openThreads : strangers).reversed()
        let board = settings.leaderboard.isShown ? report.leaderboard(.allTime) : nil
        return page(
            PageHead(kind: "home", title: settings.title, card: card, ownSearch: true),
            HomeView(
                heading: settings.title, intro: settings.description.isEmpty ? nil : settings.description, askUrl: settings.askLink,
                askText: settings.askLink == nil ? nil : phrases("askHere"),
                counts: [
                    phrases("questionCount", count: report.questions), phrases("answeredCount", count: report.answered),
                    phrases("openCount", count: report.unanswered.count),
                ], wait: wait, threadsUrl: url(Permalinks.threads), threadsText: phrases("allOf", ["n": phrases.numberText(site.threads.count)]),
                threads: model.newest.prefix(8).map { row($0, excerpt: true) }, empty: site.threads.isEmpty ? emptyThreads : nil,
                unansweredUrl: url(Permalinks.unanswered), unansweredText: phrases("allOf", ["n": phrases.numberText(report.unanswered.count)]),
                open: open.prefix(5).map { index in
                    let row = row(index)
                    return HomeView.Open(url: row.url, title: row.title, lang: row.lang, answerTime: answerTime(index))
                }, openNote: openNote, leaderboardUrl: url(Permalinks.leaderboard),
                helpers: (board?.rows ?? []).filter { $0.rank != nil }.prefix(5).map { row in
                    HomeView.Helper(
                        person: person(row.person), typical: row.typicalSeconds.map { phrases.duration($0) } ?? "",
                        firstAnswersText: phrases("firstAnswerCount", count: row.firstAnswers))
                }, tagsUrl: url(Permalinks.tags), tagsText: phrases("allOf", ["n": phrases.numberText(site.tags.count)]), tags: mostUsedTags(16)))
    }

    /// The site's sentence, and how soon one is answered.
    private var card: String? {
        let comparison = model.report.comparison
        let median = comparison.trend == .unclear ? model.report.summary.median : comparison.recent.median
        guard let seconds = median?.seconds else { return nil }
        return phrases("cardHome", ["text": site.settings.description, "time": phrases.duration(seconds)])
    }

    private var openNote: String {
        let unfiled = model.report.unanswered.count { $0.id < 0 }
        return unfiled == 0 ? phrases("nothingWaiting") : phrases("inLogCount", count: unfiled)
    }

    private var wait: HomeView.Wait? {
        guard let headline else { return nil }
        return HomeView.Wait(
            value: headline.value, note: headline.note, interval: headline.interval, whole: headline.whole,
            promise: model.report.promises.first.flatMap { promise($0) }, clockUrl: url(Permalinks.clock))
    }
}
