import AnswerClock

/// The site's questions as the answer clock sees them: the threads, joined with the question log.
///
/// A thread's number is its index in `Site.threads`; a log row's is −1 − its index in `Site.log`.
package struct SiteClock: Sendable {
    package let questions: QuestionSet
    package let settings: ClockSettings
    package let asOf: Int
    /// What the join of log and threads found wrong.
    package let logFaults: [LogFault]

    package init(_ site: Site) {
        let zone = site.timeZone.offsets
        let people = ClockPeople(
            bots: Set(site.people.filter(\.isBot).map(\.handle)), optedOut: Set(site.people.filter { !$0.isOnLeaderboard }.map(\.handle)))
        var join = LogJoin(
            threads: site.threads.enumerated().map { ArchivedThread(slug: $1.slug, question: clockQuestion($1, id: $0, zone: zone)) },
            people: people)
        for (index, entry) in site.log.enumerated() { join.add(clockRow(entry, id: -1 - index, zone: zone)) }
        questions = join.joined()
        logFaults = join.faults
        asOf = site.asOf.secondsSince1970
        let leaderboard = site.settings.leaderboard
        let promises = site.rules.enumerated().filter { !$1.promises.isEmpty }.map { clockPromise($1, id: $0, zone: zone) }
        settings = ClockSettings(
            zone: zone, people: people, promises: promises,
            gate: QualityGate(acceptedOnly: leaderboard.countsAcceptedOnly, minimumVotes: leaderboard.minimumVotes),
            minimumSample: site.settings.clock.minimumSample, minimumAnswers: leaderboard.minimumAnswers,
            places: leaderboard.places, timesWithin: leaderboard.timesWithinDays.map { $0 * 86_400 },
            limits: limits(promises, asOf: asOf))
    }

    /// Every figure, for all questions or for those that a filter lets through.
    package func report(_ filter: ClockFilter = ClockFilter()) -> ClockReport {
        ClockReport(questions, settings: settings, asOf: asOf, filter: filter)
    }
}

/// The limits of every site, and those that are promised by wall time: each gets its share, overall and by month and tag.
private func limits(_ promises: [ClockPromise], asOf: Int) -> [Int] {
    let promised = promises.compactMap { promise in
        promise.terms(inForceAt: asOf).map { promise.terms[$0] }.flatMap { $0.hours == nil ? $0.withinSeconds : nil }
    }
    return Set(ClockSettings.usualLimits + promised).sorted()
}

private func clockQuestion(_ thread: Thread, id: Int, zone: ZoneOffsets) -> ClockQuestion {
    ClockQuestion(
        id: id, asked: clockTime(thread.asked, zone), asker: thread.author, tags: thread.tags,
        closed: thread.closed?.instant.secondsSince1970,
        answers: thread.answers.map {
            ClockAnswer(person: $0.author, at: clockTime($0.at, zone), accepted: $0.isAccepted, votes: $0.source.votes ?? 0)
        })
}

private func clockRow(_ entry: LogEntry, id: Int, zone: ZoneOffsets) -> LogRow {
    LogRow(
        id: id, asked: clockTime(entry.asked, zone), asker: entry.asker, firstAnswer: entry.firstAnswer.map { clockTime($0, zone) },
        answerer: entry.answerer, thread: entry.thread, tags: entry.tags)
}

private func clockPromise(_ rule: Rule, id: Int, zone: ZoneOffsets) -> ClockPromise {
    ClockPromise(
        id: id, title: rule.title,
        terms: rule.promises.map {
            PromiseTerms(
                since: $0.since.instant.secondsSince1970, until: $0.until.map { clockTime($0, zone) }.map { $0.isDateOnly ? $0.latest + 1 : $0.latest },
                withinSeconds: $0.source.firstAnswerWithin, share: $0.source.share,
                hours: $0.source.hours.flatMap { try? WeeklyHours(parsing: $0.value) })
        })
}

/// A day reaches to the last second before the next day begins in the site's zone.
private func clockTime(_ time: Timestamp, _ zone: ZoneOffsets) -> ClockTime {
    let seconds = time.instant.secondsSince1970
    guard time.isDateOnly else { return .instant(seconds) }
    let tomorrow = seconds + 86_400
    let shift = zone.offset(at: seconds) - zone.offset(at: tomorrow)
    return .day(first: seconds, last: tomorrow + shift - 1)
}
