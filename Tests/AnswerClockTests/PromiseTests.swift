import Testing

@testable import AnswerClock

@Suite("Promises")
struct PromiseTests {
    private func question(_ id: Int, asked: Int, answered: Int? = nil, closed: Int? = nil) -> ClockQuestion {
        ClockQuestion(
            id: id, asked: .instant(asked), asker: "mei", closed: closed,
            answers: answered.map { [ClockAnswer(person: "lian", at: .instant($0))] } ?? [])
    }

    private func report(
        _ questions: [ClockQuestion], _ terms: [PromiseTerms], asOf: Int, zone: ZoneOffsets = .utc, minimum: Int = 1
    ) -> PromiseReport {
        PromiseReport(
            ClockPromise(id: 1, title: "An answer", terms: terms),
            judging: Judgements(QuestionSet(questions), people: ClockPeople(), asOf: asOf), zone: zone, minimum: minimum)
    }

    @Test("each question is kept, broken, overdue or not yet due, and a closed one is broken only when it was past due")
    func fourStates() throws {
        let found = report(
            [
                question(1, asked: 0, answered: 100), question(2, asked: 0, answered: 101), question(3, asked: 0),
                question(4, asked: 950), question(5, asked: 900), question(6, asked: 899), question(7, asked: 0, closed: 50),
                question(8, asked: 0, closed: 200),
            ], [PromiseTerms(since: 0, withinSeconds: 100, share: 0.9)], asOf: 1_000)
        let counts = try #require(found.current?.counts)
        #expect(counts.kept == 1)
        #expect(counts.broken == 2)
        #expect(counts.overdue == 2)
        #expect(counts.notYetDue == 2)
        #expect(counts.closedBeforeDue == 1)
        #expect(counts.judged == 8)
        #expect(found.overdue.map(\.id) == [3, 6])
        #expect(found.overdue.map(\.overdueSeconds) == [900, 1])
        #expect(found.lastBroken == 999)
        #expect(found.streakSeconds == 1)
    }

    @Test("each question is judged by the promise in force when it was asked")
    func history() {
        let found = report(
            [question(1, asked: 10, answered: 60), question(2, asked: 110, answered: 160), question(3, asked: 5, answered: 6)],
            [PromiseTerms(since: 100, withinSeconds: 40, share: 1), PromiseTerms(since: 10, withinSeconds: 60, share: 1)], asOf: 1_000)
        #expect(found.periods.map(\.counts.kept) == [1, 0])
        #expect(found.periods.map(\.counts.broken) == [0, 1])
        #expect(found.periods.map(\.verdict) == [.kept, .notKept])
        #expect(found.periods.map(\.until) == [100, nil])
        #expect(found.current?.terms.withinSeconds == 40)
    }

    @Test("a promise that has ended judges what was asked before its end, and holds no more")
    func ended() throws {
        let questions = [question(1, asked: 10, answered: 20), question(2, asked: 99), question(3, asked: 100), question(4, asked: 150)]
        let terms = PromiseTerms(since: 0, until: 100, withinSeconds: 30, share: 1)
        let found = report(questions, [terms], asOf: 1_000)
        #expect(found.current == nil)
        let ended = try #require(found.ended)
        #expect((ended.until, ended.counts.judged, ended.counts.kept, ended.counts.overdue) == (100, 2, 1, 1))
        #expect(found.overdue.map(\.id) == [2])
        let before = report(questions, [terms], asOf: 99)
        #expect(before.ended == nil)
        #expect(before.current?.until == nil)
        // Between two promises there is a time without one.
        let two = report(questions, [terms, PromiseTerms(since: 140, withinSeconds: 30, share: 1)], asOf: 1_000)
        #expect(two.periods.map(\.until) == [100, nil])
        #expect(two.periods.map(\.counts.judged) == [2, 1])
    }

    @Test("a promise that begins after the as-of judges nothing yet")
    func notBegun() {
        let found = report([question(1, asked: 10)], [PromiseTerms(since: 2_000, withinSeconds: 40, share: 1)], asOf: 1_000)
        #expect(found.current == nil)
        #expect(found.streakSeconds == nil)
    }

    @Test("nine of ten in time keep a promise of 90 %, eight of ten don't")
    func verdict() {
        func found(_ inTime: Int) -> PromiseReport {
            report(
                (0..<10).map { question($0, asked: 0, answered: $0 < inTime ? 50 : 500) },
                [PromiseTerms(since: 0, withinSeconds: 100, share: 0.9)], asOf: 1_000)
        }
        #expect(found(9).current?.verdict == .kept)
        #expect(found(8).current?.verdict == .notKept)
    }

    @Test("the verdict is the curve's: questions that are not yet due neither keep nor break")
    func censoring() throws {
        // Eight answered in time, two that have waited 10 of their 100 seconds. Counted plainly that would be 80 %.
        let questions = (0..<8).map { question($0, asked: 0, answered: 50) } + [question(8, asked: 990), question(9, asked: 990)]
        let period = try #require(report(questions, [PromiseTerms(since: 0, withinSeconds: 100, share: 0.9)], asOf: 1_000).current)
        #expect(period.counts.notYetDue == 2)
        #expect(period.share?.share == 1)
        #expect(period.verdict == .kept)
    }

    @Test("with too few questions, or none that could have been due, there is no verdict")
    func tooLittle() {
        let terms = [PromiseTerms(since: 0, withinSeconds: 100, share: 0.5)]
        let few = (0..<4).map { question($0, asked: 0, answered: 50) }
        #expect(report(few, terms, asOf: 1_000, minimum: 5).current?.verdict == .tooLittleData)
        let young = (0..<9).map { question($0, asked: 950, answered: $0 < 5 ? 960 : nil) }
        #expect(report(young, terms, asOf: 1_000, minimum: 5).current?.verdict == .tooLittleData)
        #expect(report([], terms, asOf: 1_000, minimum: 0).current?.verdict == .tooLittleData)
    }

    @Test("with hours the promise runs by its own clock, and wall time stands beside it")
    func hours() throws {
        let terms = PromiseTerms(since: 0, withinSeconds: 4 * 3_600, share: 0.5, hours: try WeeklyHours(parsing: "08:00-20:00"))
        // Day 0 at 18:00; answered the next morning at 09:00: 15 hours by the wall, 3 by the promise.
        let found = report(
            [question(1, asked: 18 * 3_600, answered: 33 * 3_600), question(2, asked: 18 * 3_600)], [terms], asOf: 35 * 3_600)
        let period = try #require(found.current)
        #expect(period.counts.kept == 1)
        #expect(period.counts.overdue == 1)
        #expect(period.share?.share == 0.5)
        #expect(period.wallShare?.share == 0)
        #expect(found.overdue == [
            OverdueQuestion(id: 2, asked: 18 * 3_600, due: 34 * 3_600, overdueSeconds: 3_600, promisedSecondsWaited: 5 * 3_600)
        ])
    }

    @Test("dates without a time are counted beside the promise")
    func dateOnly() {
        let undated = ClockQuestion(id: 1, asked: .day(first: 0, last: 86_399), asker: nil)
        let found = report([undated], [PromiseTerms(since: 0, withinSeconds: 100, share: 0.9)], asOf: 1_000_000)
        #expect(found.current?.counts.dateOnly == 1)
        #expect(found.current?.counts.judged == 0)
    }

    @Test("an unbroken promise has held since the first question under it")
    func streak() {
        let found = report([question(1, asked: 400, answered: 410)], [PromiseTerms(since: 0, withinSeconds: 100, share: 0.9)], asOf: 1_000)
        #expect(found.lastBroken == nil)
        #expect(found.streakSeconds == 600)
    }

    @Test("overdue by the promise's clock is the same as being past the due time")
    func overdueIsPastDue() throws {
        var random = SeededGenerator(seed: 29)
        let zone = ZoneOffsets(initialOffset: 0, transitions: [.init(instant: 300_000, offset: 3_600), .init(instant: 500_000, offset: 0)])
        let terms = PromiseTerms(since: 0, withinSeconds: 7_200, share: 0.9, hours: try WeeklyHours(parsing: "Mon-Fri 09:00-17:00"))
        for _ in 0..<2_000 {
            let asked = Int.random(in: 0...700_000, using: &random)
            let end = asked + Int.random(in: 0...100_000, using: &random)
            #expect((terms.elapsed(from: asked, to: end, in: zone) > 7_200) == (end > terms.due(asked: asked, in: zone)))
        }
    }
}
