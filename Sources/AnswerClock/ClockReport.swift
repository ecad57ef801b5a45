/// How a site wants its clock to count.
package struct ClockSettings: Hashable, Sendable {
    /// For months, hours of the week and promised hours.
    package var zone: ZoneOffsets
    package var people: ClockPeople
    /// In the order in which the site shows them; the leaderboard's share speaks of the first.
    package var promises: [ClockPromise]
    package var gate: QualityGate
    /// The least number of questions with a duration for which a median, a share or a verdict is given.
    package var minimumSample: Int
    /// The least number of answers with a duration for a rank.
    package var minimumAnswers: Int
    /// How many people a leaderboard ranks; the others are named without a rank. `nil` for all.
    package var places: Int?
    /// Seconds; an answer to an older question counts, and says nothing of how fast its author is. `nil` for no such bound.
    package var timesWithin: Int?
    /// Seconds; for the shares answered within a limit.
    package var limits: [Int]
    /// For the comparison of the last days with those before.
    package var comparedDays: Int
    /// Whether each tag gets its own leaderboards.
    package var hasTagLeaderboards: Bool

    /// An hour, four, a day and a week.
    package static let usualLimits = [3_600, 4 * 3_600, 86_400, 7 * 86_400]

    package init(
        zone: ZoneOffsets = .utc, people: ClockPeople = ClockPeople(), promises: [ClockPromise] = [],
        gate: QualityGate = QualityGate(), minimumSample: Int = 5, minimumAnswers: Int = 5, places: Int? = nil, timesWithin: Int? = nil,
        limits: [Int] = ClockSettings.usualLimits, comparedDays: Int = 90, hasTagLeaderboards: Bool = true
    ) {
        self.zone = zone
        self.people = people
        self.promises = promises
        self.gate = gate
        self.minimumSample = minimumSample
        self.minimumAnswers = minimumAnswers
        self.places = places
        self.timesWithin = timesWithin
        self.limits = limits
        self.comparedDays = comparedDays
        self.hasTagLeaderboards = hasTagLeaderboards
    }
}

/// Which questions a report is about; an empty filter means all.
package struct ClockFilter: Hashable, Sendable {
    package var tag: String?
    package var asker: String?
    /// Questions that this person answered, of which a person's figures are the leaderboard row; the clock of such a selection has no
    /// unanswered questions by its nature.
    package var answerer: String?
    /// Asked at or after.
    package var from: Int?
    /// Asked before.
    package var to: Int?

    package init(tag: String? = nil, asker: String? = nil, answerer: String? = nil, from: Int? = nil, to: Int? = nil) {
        self.tag = tag
        self.asker = asker
        self.answerer = answerer
        self.from = from
        self.to = to
    }
}

/// Everything that the clock's pages and `stats` print, computed once.
package struct ClockReport: Hashable, Sendable {
    /// Seconds since 1970.
    package let asOf: Int
    package let settings: ClockSettings
    /// All questions: counts, quantiles, naive median and the shares for `settings.limits`.
    package let summary: WaitSummary
    /// The curve of first answers.
    package let curve: SurvivalCurve
    /// Answered by their own asker, whether or not others answered too.
    package let selfAnswered: Int
    /// Unanswered by others, but answered by their own asker.
    package let selfAnsweredOnly: Int
    /// Unanswered and closed.
    package let closedUnanswered: Int
    /// What most tools would count.
    package let anyReply: AnyReply
    /// Asked after the as-of, and so left out.
    package let notYetAsked: Int
    /// Times that cannot be true; the questions are left out.
    package let faults: [ClockFault]
    package let faulty: Int
    package let promises: [PromiseReport]
    /// One for each window, in the order of `LeaderboardWindow.allCases`.
    package let leaderboards: [Leaderboard]
    package let months: [MonthCohort]
    package let picturedMonths: PicturedMonths
    package let whenToAsk: WhenToAsk
    /// The same in blocks of hours, the finest of which at least half have a figure: for small communities.
    package let whenToAskInBlocks: WhenToAsk
    /// When a first answer comes soonest; `nil` when there are too few questions to say.
    package let bestTimeToAsk: TimeToAsk?
    package let tags: [TagCohort]
    package let coverage: [MonthCoverage]
    package let comparison: PeriodComparison
    /// Unanswered by others, the longest wait first; with date-only ones by their day. Closed ones are left out.
    package let unanswered: [RawWait]

    package init(_ set: QuestionSet, settings: ClockSettings, asOf: Int, filter: ClockFilter = ClockFilter()) {
        let all = Judgements(set, people: settings.people, asOf: asOf)
        let judgements = filter == ClockFilter() ? all : all.filtered(filter, in: set)
        let questions = judgements.questions
        let minimum = settings.minimumSample
        let waits = judgements.waits.sorted()
        let curve = SurvivalCurve(sorted: waits)
        let answers = countedAnswers(
            in: set, judgements: judgements, people: settings.people, gate: settings.gate, promise: settings.promises.first,
            zone: settings.zone, timesWithin: settings.timesWithin)
        let maker = LeaderboardMaker(
            answers, names: set.people, optedOut: settings.people.optedOut, asOf: asOf, minimum: settings.minimumAnswers,
            places: settings.places)
        self.asOf = asOf
        self.settings = settings
        self.curve = curve
        summary = WaitSummary(
            questions, at: questions.indices, curve: curve, sorted: waits, limits: settings.limits, minimum: minimum)
        selfAnswered = questions.reduce(0) { $0 + ($1.isSelfAnswered ? 1 : 0) }
        selfAnsweredOnly = questions.reduce(0) { $0 + (!$1.isAnswered && $1.isSelfAnswered ? 1 : 0) }
        closedUnanswered = questions.reduce(0) { $0 + ($1.isClosedUnanswered ? 1 : 0) }
        anyReply = AnyReply(judgements, in: set, people: settings.people, minimum: minimum)
        notYetAsked = judgements.notYetAsked
        faults = judgements.faults
        faulty = judgements.faulty
        promises = settings.promises.map {
            PromiseReport($0, judging: judgements, zone: settings.zone, minimum: minimum)
        }
        leaderboards = maker.boards()
        months = monthCohorts(questions, zone: settings.zone, limits: settings.limits, minimum: minimum)
        picturedMonths = PicturedMonths(months, of: questions, zone: settings.zone, limits: settings.limits, minimum: minimum)
        whenToAsk = WhenToAsk(questions, zone: settings.zone, minimum: minimum)
        whenToAskInBlocks = .legible(whenToAsk, questions, zone: settings.zone, minimum: minimum)
        bestTimeToAsk = TimeToAsk(questions, zone: settings.zone, finest: whenToAskInBlocks.hoursInCell, minimum: max(minimum, TimeToAsk.leastQuestions))
        tags = tagCohorts(
            in: set, questions, limits: settings.limits, minimum: minimum, answers: answers,
            maker: settings.hasTagLeaderboards ? maker : nil)
        coverage = AnswerClock.coverage(of: set, questions, zone: settings.zone)
        comparison = PeriodComparison(judgements, days: settings.comparedDays, limits: settings.limits, minimum: minimum)
        unanswered = rawWaits(questions.filter { !$0.isAnswered && !$0.isClosedUnanswered })
    }

    package var questions: Int { summary.questions }
    package var answered: Int { summary.answered }
    package var dateOnly: Int { summary.dateOnly }

    package func leaderboard(_ window: LeaderboardWindow) -> Leaderboard? {
        leaderboards.first { $0.window == window }
    }
}

extension Judgements {
    /// The questions that a filter lets through. Faults are kept whole: they are the site's, not the selection's.
    func filtered(_ filter: ClockFilter, in set: QuestionSet) -> Judgements {
        // A name that nobody bears selects nothing: -2 is no person's and no tag's number.
        let tag = filter.tag.map { set.number(ofTag: $0) ?? -2 }
        let asker = filter.asker.map { set.number(ofPerson: $0) ?? -2 }
        let answerer = filter.answerer.map { set.number(ofPerson: $0) ?? -2 }
        return Judgements(
            asOf: asOf,
            questions: questions.filter { judgement in
                let question = set.questions[judgement.index]
                let asked = question.asked.earliest
                return asked >= filter.from ?? .min && asked < filter.to ?? .max
                    && (asker.map { $0 == question.asker } ?? true)
                    && (tag.map { set.tagLists[question.tags].contains($0) } ?? true)
                    && (answerer.map { person in
                        person != question.asker
                            && set.answers[question.answers].contains { $0.person == person && $0.at.earliest <= asOf }
                    } ?? true)
            }, notYetAsked: notYetAsked, faults: faults, faulty: faulty)
    }

    private init(asOf: Int, questions: [Judgement], notYetAsked: Int, faults: [ClockFault], faulty: Int) {
        self.asOf = asOf
        self.questions = questions
        self.notYetAsked = notYetAsked
        self.faults = faults
        self.faulty = faulty
    }
}
