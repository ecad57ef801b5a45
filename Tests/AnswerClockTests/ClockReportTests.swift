import Testing

@testable import AnswerClock

@Suite("The report")
struct ClockReportTests {
    private let march = 1_772_323_200  // 2026-03-01T00:00:00Z, a Sunday

    private func question(
        _ id: Int, asked: Int, answered: Int?, tags: [String] = [], by person: String = "lian", asker: String = "mei"
    ) -> ClockQuestion {
        ClockQuestion(
            id: id, asked: .instant(asked), asker: asker, tags: tags,
            answers: answered.map { [ClockAnswer(person: person, at: .instant(asked + $0))] } ?? [])
    }

    @Test("the figures of the worked example in the manual")
    func workedExample() throws {
        let hour = 3_600
        let waits: [(Int, Bool)] = [
            (10 * 60, true), (25 * 60, true), (hour, true), (2 * hour, false), (3 * hour, true), (9 * hour, false), (26 * hour, true),
            (48 * hour, false),
        ]
        let curve = SurvivalCurve(waits.map { ObservedTime(seconds: $0.0, answered: $0.1) })
        #expect(curve.median.seconds == Double(3 * hour))
        #expect(naiveMedian(waits.map { ObservedTime(seconds: $0.0, answered: $0.1) }) == Double(hour))
        #expect(curve.share(within: 4 * hour)?.share == 0.53125)
        #expect(curve.quantiles([0.9])[0].seconds == nil)
    }

    @Test("a month below the minimum sample shows its raw list instead of figures, and an empty one between stays")
    func months() {
        let questions = (0..<5).map { question($0, asked: march + $0, answered: 60 * ($0 + 1)) } + [
            question(9, asked: march + 70 * 86_400, answered: nil), question(8, asked: march + 69 * 86_400, answered: 30),
        ]
        let report = ClockReport(QuestionSet(questions), settings: ClockSettings(), asOf: march + 80 * 86_400)
        #expect(report.months.map(\.month.month) == [3, 4, 5])
        #expect(report.months.map(\.summary.isBelowMinimum) == [false, true, true])
        #expect(report.months[0].summary.median?.seconds == 180)
        #expect(report.months[0].summary.raw.isEmpty)
        #expect(report.months[1].summary.questions == 0)
        #expect(report.months[1].summary.answeredShare == nil)
        #expect(report.months[2].summary.raw.map(\.id) == [8, 9])
        #expect(report.months[2].summary.raw.map(\.isAnswered) == [true, false])
        #expect(report.months[2].summary.naiveMedianSeconds == nil)
        #expect(report.months[2].summary.answeredShare == 0.5)
    }

    @Test("when to ask is by the site's weekday and hour, blank below the minimum, not reached where half were never answered")
    func whenToAsk() {
        // Sunday 23:30 UTC is Monday 00:30 in a zone one hour east.
        let asked = march + 23 * 3_600 + 1_800
        let questions = (0..<5).map { question($0, asked: asked + $0, answered: 100) }
            + (5..<10).map { question($0, asked: asked + 3_600 + $0, answered: nil) } + [question(10, asked: march, answered: 5)]
        let report = ClockReport(QuestionSet(questions), settings: ClockSettings(zone: ZoneOffsets(fixed: 3_600)), asOf: march + 9 * 86_400)
        let midnight = report.whenToAsk[weekday: 0, hour: 0]
        #expect(midnight.questions == 5)
        #expect(midnight.median?.seconds == 100)
        let one = report.whenToAsk[weekday: 0, hour: 1]
        #expect(one.median != nil)
        #expect(one.median?.seconds == nil)
        #expect(report.whenToAsk[weekday: 6, hour: 1].questions == 1)
        #expect(report.whenToAsk[weekday: 6, hour: 1].median == nil)
        #expect(report.whenToAsk.cells.count == 168)
        #expect(report.whenToAsk.cells.reduce(0) { $0 + $1.questions } == 11)
    }

    @Test("hours are taken together until at least half of the week has a figure")
    func blocks() {
        // Five questions in every second hour of the week: half of the hours are filled.
        func report(every step: Int) -> ClockReport {
            let questions = stride(from: 0, to: 168, by: step).flatMap { hour in
                (0..<5).map { question(hour * 5 + $0, asked: march + 86_400 + hour * 3_600 + $0, answered: 60) }
            }
            return ClockReport(QuestionSet(questions), settings: ClockSettings(), asOf: march + 30 * 86_400)
        }
        #expect(report(every: 2).whenToAskInBlocks.hoursInCell == 1)
        #expect(report(every: 4).whenToAskInBlocks.hoursInCell == 2)
        #expect(report(every: 8).whenToAskInBlocks.hoursInCell == 4)
        let days = report(every: 168).whenToAskInBlocks
        #expect(days.hoursInCell == 24)
        #expect(days.cells.map(\.questions) == [5, 0, 0, 0, 0, 0, 0])
        #expect(days[weekday: 0, hour: 23].median?.seconds == 60)
    }

    @Test("any reply counts the asker's own, but no bot's")
    func anyReply() {
        func answer(_ person: String, _ after: Int) -> ClockAnswer { ClockAnswer(person: person, at: .instant(march + after)) }
        let answers = [[answer("mei", 10), answer("lian", 50)], [answer("robot", 1)], [answer("mei", 30)], [], [answer("lian", 20)]]
        let questions = answers.enumerated().map { ClockQuestion(id: $0, asked: .instant(march), asker: "mei", answers: $1) }
        let settings = ClockSettings(people: ClockPeople(bots: ["robot"]), minimumSample: 2)
        let report = ClockReport(QuestionSet(questions), settings: settings, asOf: march + 86_400)
        #expect(report.anyReply == AnyReply(questions: 3, naiveMedianSeconds: 20))
        #expect(report.answered == 2)
    }

    @Test("unanswered, self-answered, date-only and not yet asked are counted apart")
    func counts() {
        let asOf = march + 86_400
        let selfAnswered = ClockQuestion(
            id: 2, asked: .instant(march), asker: "mei", answers: [ClockAnswer(person: "mei", at: .instant(march + 5))])
        let questions = [
            question(1, asked: march, answered: 60), selfAnswered,
            ClockQuestion(id: 3, asked: .day(first: march, last: march + 86_399), asker: "sam"),
            question(4, asked: asOf + 1, answered: nil), ClockQuestion(id: 5, asked: .instant(march), asker: "kim", closed: march + 9),
        ]
        let report = ClockReport(QuestionSet(questions), settings: ClockSettings(), asOf: asOf)
        #expect(report.questions == 4)
        #expect(report.answered == 1)
        #expect(report.selfAnswered == 1)
        #expect(report.selfAnsweredOnly == 1)
        #expect(report.dateOnly == 1)
        #expect(report.notYetAsked == 1)
        #expect(report.closedUnanswered == 1)
        #expect(report.unanswered.map(\.id) == [2, 3])
        #expect(report.summary.isBelowMinimum)
    }

    @Test("nothing at all is a report too")
    func empty() {
        let report = ClockReport(QuestionSet(), settings: ClockSettings(), asOf: march)
        #expect(report.bestTimeToAsk == nil)
        #expect(report.questions == 0)
        #expect(report.months.isEmpty)
        #expect(report.curve.steps.isEmpty)
        #expect(report.comparison.trend == .unclear)
        #expect(report.leaderboards.allSatisfy { $0.rows.isEmpty })
    }

    @Test("filters narrow by tag, asker, answerer and the time asked")
    func filters() {
        let set = QuestionSet([
            question(1, asked: march, answered: 60, tags: ["swift"]), question(2, asked: march + 100, answered: 60, by: "noor"),
            question(3, asked: march + 200, answered: nil, tags: ["swift"], asker: "sam"),
        ])
        func ids(_ filter: ClockFilter) -> Int { ClockReport(set, settings: ClockSettings(), asOf: march + 500, filter: filter).questions }
        #expect(ids(ClockFilter()) == 3)
        #expect(ids(ClockFilter(tag: "swift")) == 2)
        #expect(ids(ClockFilter(tag: "swift", asker: "mei")) == 1)
        #expect(ids(ClockFilter(answerer: "noor")) == 1)
        #expect(ids(ClockFilter(answerer: "nobody")) == 0)
        #expect(ids(ClockFilter(tag: "nothing")) == 0)
        #expect(ids(ClockFilter(from: march + 100)) == 2)
        #expect(ids(ClockFilter(from: march + 100, to: march + 200)) == 1)
    }

    @Test("the last days are compared with those before at equal hindsight")
    func comparison() {
        var random = SeededGenerator(seed: 43)
        let asOf = march + 180 * 86_400
        func trend(_ recent: Int, _ earlier: Int) -> PeriodComparison.Trend {
            let questions = (0..<200).map { id in
                let asked = asOf - Int.random(in: 0..<180 * 86_400, using: &random)
                let typical = asked > asOf - 90 * 86_400 ? recent : earlier
                return question(id, asked: asked, answered: Int.random(in: 0...2 * typical, using: &random))
            }
            let judgements = Judgements(QuestionSet(questions), people: ClockPeople(), asOf: asOf)
            return PeriodComparison(judgements, days: 90, limits: [], minimum: 5).trend
        }
        #expect(trend(3_600, 40_000) == .faster)
        #expect(trend(40_000, 3_600) == .slower)
        // Where nothing changed, one comparison in twenty cries wolf: that is what a limit of 0.05 means.
        let alarms = (0..<200).count { _ in trend(40 * 86_400, 40 * 86_400) != .unclear }
        #expect((2...20).contains(alarms), "\(alarms) of 200")
    }

    @Test("the earlier period is seen as it stood at its end")
    func hindsight() {
        let asOf = march + 180 * 86_400
        // Answered by now, but not when the earlier period ended.
        let late = question(1, asked: asOf - 100 * 86_400, answered: 20 * 86_400)
        let report = ClockReport(QuestionSet([late]), settings: ClockSettings(minimumSample: 1), asOf: asOf)
        #expect(report.comparison.earlier.answered == 0)
        #expect(report.comparison.earlier.questions == 1)
        #expect(report.answered == 1)
    }

    @Test("the log-rank test says nothing where there is nothing to compare")
    func logRankEdges() {
        let answered = [ObservedTime(seconds: 5, answered: true)]
        let waiting = [ObservedTime(seconds: 9, answered: false)]
        #expect(LogRank([], answered) == nil)
        #expect(LogRank(waiting, waiting) == nil)
        #expect(LogRank(answered, [ObservedTime(seconds: 1, answered: false)]) == nil)
        #expect(LogRank(answered, waiting)?.observed == 1)
    }

    @Test("a time to ask is recommended from thirty questions on, in the finest part of the week that has so many")
    func timeToAsk() throws {
        // March 2026 begins on a Sunday; a Monday at 9 is quick in the few questions that it has.
        let monday = march + 86_400
        func report(_ perDay: Int, lucky: Int = 0) -> ClockReport {
            var questions: [ClockQuestion] = []
            func add(_ asked: Int, _ wait: Int) {
                questions.append(
                    ClockQuestion(id: questions.count, asked: .instant(asked), asker: "mei", answers: [ClockAnswer(person: "lian", at: .instant(asked + wait))]))
            }
            for day in 0..<7 {
                for number in 0..<perDay { add(monday + day * 86_400 + number * 60 % 3_600 + 14 * 3_600, (day == 3 ? 1_000 : 5_000) + number) }
            }
            for number in 0..<lucky { add(monday + 9 * 3_600 + number * 60, 10) }
            return ClockReport(QuestionSet(questions), settings: ClockSettings(), asOf: march + 30 * 86_400)
        }
        #expect(report(29).bestTimeToAsk == nil)
        let best = try #require(report(40, lucky: 7).bestTimeToAsk)
        // Only one hour of each day has questions: half of the week can be looked at when half days are.
        #expect((best.hours, best.index, best.questions) == (12, 7, 40))
        #expect(best.median.seconds.map { (1_000...1_040).contains($0) } == true)
        #expect(best.median.high != nil)
        #expect(report(40).whenToAskInBlocks.hoursInCell <= best.hours)
    }
}
