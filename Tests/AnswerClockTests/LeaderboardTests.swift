import Foundation
import Testing

@testable import AnswerClock

@Suite("The leaderboard")
struct LeaderboardTests {
    private let day = 86_400

    private func board(
        _ questions: [ClockQuestion], people: ClockPeople = ClockPeople(), gate: QualityGate = QualityGate(),
        promises: [ClockPromise] = [], minimum: Int = 1, places: Int? = nil, timesWithin: Int? = nil, window: LeaderboardWindow = .allTime,
        asOf: Int = 1_000_000_000
    ) throws -> Leaderboard {
        let settings = ClockSettings(people: people, promises: promises, gate: gate, minimumAnswers: minimum, places: places, timesWithin: timesWithin)
        return try #require(ClockReport(QuestionSet(questions), settings: settings, asOf: asOf).leaderboard(window))
    }

    private func question(
        _ id: Int, asker: String? = "mei", asked: Int = 0, _ answers: [(String, Int)], accepted: String? = nil, votes: Int = 0,
        tags: [String] = []
    ) -> ClockQuestion {
        ClockQuestion(
            id: id, asked: .instant(asked), asker: asker, tags: tags,
            answers: answers.map { ClockAnswer(person: $0.0, at: .instant(asked + $0.1), accepted: $0.0 == accepted, votes: votes) })
    }

    @Test("answers, first answers, accepted ones and people helped are counted; self-answers and bots are not")
    func counts() throws {
        let questions = [
            question(1, asker: "mei", [("lian", 10), ("noor", 20), ("mei", 5), ("robot", 1)], accepted: "noor"),
            question(2, asker: "sam", [("lian", 30), ("lian", 90)]), question(3, asker: "sam", [("lian", 50)], accepted: "lian"),
            question(4, asker: nil, [("noor", 40)]),
        ]
        let rows = try board(questions, people: ClockPeople(bots: ["robot"])).rows
        #expect(Set(rows.map(\.person)) == ["lian", "noor"])
        let lian = try #require(rows.first { $0.person == "lian" })
        #expect((lian.firstAnswers, lian.answers, lian.accepted, lian.peopleHelped) == (3, 4, 1, 2))
        let noor = try #require(rows.first { $0.person == "noor" })
        #expect((noor.firstAnswers, noor.answers, noor.accepted, noor.peopleHelped) == (1, 2, 1, 1))
        #expect(lian.medianSeconds == 40)
        #expect((lian.lowerQuartileSeconds, lian.upperQuartileSeconds) == (20, 70))
    }

    @Test("who opted out is not named, but counts for the community and can still be first")
    func optOut() throws {
        let questions = [question(1, [("noor", 10), ("lian", 20)])]
        let found = try board(questions, people: ClockPeople(optedOut: ["noor"]))
        #expect(found.rows.map(\.person) == ["lian"])
        #expect(found.rows[0].firstAnswers == 0)
        #expect(found.communityAnswers == 2)
    }

    @Test("whoever answers an old question is thanked for it, and not taken for slow")
    func oldQuestions() throws {
        let promise = ClockPromise(id: 1, title: "", terms: [PromiseTerms(since: 0, withinSeconds: 100, share: 1)])
        let questions = [
            question(1, [("lian", 50)]), question(2, [("lian", 60)]), question(3, asker: "sam", [("lian", 900 * day)]), question(4, [("noor", 800 * day)]),
            question(5, [("kim", 30 * day)]),
        ]
        let rows = try board(questions, promises: [promise], timesWithin: 30 * day).rows
        let lian = try #require(rows.first { $0.person == "lian" })
        #expect((lian.answers, lian.firstAnswers, lian.peopleHelped) == (3, 3, 2))
        #expect(lian.upperQuartileSeconds == 60)
        #expect(lian.shareWithinPromise == 1)
        let noor = try #require(rows.first { $0.person == "noor" })
        #expect((noor.answers, noor.rank, noor.medianSeconds, noor.shareWithinPromise) == (1, nil, nil, nil))
        // The last second of the window is in it.
        #expect(rows.first { $0.person == "kim" }?.medianSeconds == Double(30 * day))
        #expect(try board(questions).rows.first { $0.person == "noor" }?.medianSeconds == Double(800 * day))
    }

    @Test("a board ranks so many people and whoever shares the last rank; nobody is the slowest")
    func placesOfABoard() throws {
        var questions: [ClockQuestion] = []
        for (person, seconds) in [("a", 10), ("b", 100), ("c", 100), ("d", 10_000), ("e", 20_000)] {
            for number in 0..<(person == "e" ? 9 : 4) { questions.append(question(questions.count, [(person, seconds + number % 2)])) }
        }
        let rows = try board(questions, places: 2).rows
        #expect(rows.map(\.person) == ["a", "b", "c", "e", "d"])
        #expect(rows.map(\.rank) == [1, 2, 2, nil, nil])
        #expect(try board(questions).rows.map(\.rank) == [1, 2, 2, 4, 5])
        #expect(try board(questions, places: 9).rows.map(\.rank) == [1, 2, 2, 4, 5])
    }

    @Test("the quality gate lets through accepted answers, or those with enough votes")
    func gate() throws {
        let questions = [question(1, [("lian", 10), ("noor", 20)], accepted: "noor", votes: 3), question(2, [("sam", 5)], votes: 1)]
        #expect(try board(questions, gate: QualityGate(acceptedOnly: true)).rows.map(\.person) == ["noor"])
        #expect(Set(try board(questions, gate: QualityGate(minimumVotes: 3)).rows.map(\.person)) == ["lian", "noor"])
    }

    @Test("windows look at when the answer was given, not at when the question was asked")
    func windows() throws {
        let asOf = 1_000 * day
        let questions = [
            question(1, asked: 0, [("lian", 999 * day), ("noor", 10)]), question(2, asked: 0, [("sam", 970 * day)]),
            question(3, asked: 0, [("kim", 970 * day + 1)]),
        ]
        func people(_ window: LeaderboardWindow) throws -> Set<String> {
            Set(try board(questions, window: window, asOf: asOf).rows.map(\.person))
        }
        #expect(try people(.allTime) == ["lian", "noor", "sam", "kim"])
        #expect(try people(.quarter) == ["lian", "sam", "kim"])
        #expect(try people(.month) == ["lian", "kim"])
    }

    @Test("equal typical times share a rank and the next is skipped; below the minimum there is none")
    func ranks() throws {
        let questions = (0..<5).map {
            question($0, [("quick", 60 + $0), ("even", 600 + $0), ("odd", 600 + $0), ("slow", 86_400 + $0)])
        } + [question(9, [("lucky", 1)])]
        let rows = try board(questions, minimum: 5).rows
        #expect(rows.map(\.person) == ["quick", "even", "odd", "slow", "lucky"])
        #expect(rows.map(\.rank) == [1, 2, 2, 4, nil])
    }

    @Test("three lucky minutes don't beat three hundred good ones")
    func shrinking() throws {
        var random = SeededGenerator(seed: 31)
        // The spread within a person is large, as it is in real archives.
        func time(_ typical: Double) -> Int { Int(typical * exp(Double.random(in: -2...2, using: &random))) }
        var questions = (0..<300).map { question($0, [("steady", time(400)), ("slow", time(20_000))]) }
        questions += (300..<360).map { question($0, [("other\($0 % 6)", time(3_000))]) }
        questions += [question(400, [("lucky", 380)]), question(401, [("lucky", 390)]), question(402, [("lucky", 370)])]
        let rows = try board(questions, minimum: 1).rows
        let steady = try #require(rows.first { $0.person == "steady" })
        let lucky = try #require(rows.first { $0.person == "lucky" })
        #expect((lucky.medianSeconds ?? 0) < 400)
        #expect((steady.rank ?? 99) < (lucky.rank ?? 0))
        // Three hundred answers are hardly drawn at all.
        let own = try #require(steady.medianSeconds)
        #expect(abs((steady.typicalSeconds ?? 0) / own - 1) < 0.3)
    }

    @Test("the share within the promise judges each answer by the terms under which its question was asked")
    func promise() throws {
        let promise = ClockPromise(
            id: 1, title: "p",
            terms: [PromiseTerms(since: 10, withinSeconds: 60, share: 0.9), PromiseTerms(since: 1_000, withinSeconds: 30, share: 0.9)])
        let questions = [
            question(1, asked: 0, [("lian", 1)]), question(2, asked: 10, [("lian", 60)]), question(3, asked: 20, [("lian", 61)]),
            question(4, asked: 1_000, [("lian", 60)]), question(5, asked: 2_000, [("lian", 30)]),
        ]
        #expect(try board(questions, promises: [promise]).rows[0].shareWithinPromise == 0.5)
        #expect(try board(questions).rows[0].shareWithinPromise == nil)
    }

    @Test("answers without a time of day are counted, but give no time and no rank")
    func dateOnly() throws {
        let dated = ClockAnswer(person: "lian", at: .day(first: 0, last: 86_399))
        let rows = try board([ClockQuestion(id: 1, asked: .instant(5), asker: "mei", answers: [dated])]).rows
        #expect(rows[0].answers == 1)
        #expect(rows[0].rank == nil)
        #expect(rows[0].medianSeconds == nil)
        #expect(rows[0].typicalSeconds == nil)
    }

    @Test("the order of the questions changes nothing")
    func order() throws {
        var random = SeededGenerator(seed: 37)
        let questions = (0..<200).map { id in
            question(
                id, asker: "asker\(id % 7)",
                (0..<3).map { _ in ("person\(Int.random(in: 0..<20, using: &random))", Int.random(in: 0...90_000, using: &random)) })
        }
        let first = try board(questions)
        for _ in 0..<5 { #expect(try board(questions.shuffled(using: &random)) == first) }
    }

    @Test("a tag's board counts the tag's questions alone")
    func tags() throws {
        let questions = [question(1, [("lian", 10)], tags: ["swift", "json"]), question(2, [("noor", 20)], tags: ["swift"])]
        let report = ClockReport(QuestionSet(questions), settings: ClockSettings(), asOf: 1_000)
        #expect(report.tags.map(\.tag) == ["json", "swift"])
        #expect(report.tags.map { $0.leaderboards[0].rows.map(\.person) } == [["lian"], ["lian", "noor"]])
        #expect(report.tags.allSatisfy { $0.leaderboards.map(\.window) == LeaderboardWindow.allCases })
    }
}

@Suite("The typical time")
struct TypicalTimeTests {
    @Test("the worked example of the manual")
    func workedExample() throws {
        // Docs/Clock.md prints these to the digits compared at the end.
        let groups = [[100, 400], [1_000, 4_000, 16_000], [900]]
        let found = try #require(TypicalTimes(groups))
        let logs = groups.map { $0.map { log(Double($0)) } }
        let means = logs.map { $0.reduce(0, +) / Double($0.count) }
        let sigma = logs.enumerated().reduce(0) { sum, group in sum + group.1.reduce(0) { $0 + pow($1 - means[group.0], 2) } } / 3
        let grand = logs.joined().reduce(0, +) / 6
        let between = zip(logs, means).reduce(0) { $0 + Double($1.0.count) * pow($1.1 - grand, 2) }
        let tau = (between - 2 * sigma) / (6 - Double(4 + 9 + 1) / 6)
        expectEqual(found.withinVariance, sigma, "σ²")
        expectEqual(found.betweenVariance, tau, "τ²")
        let weights = logs.map { 1 / (tau + sigma / Double($0.count)) }
        let mean = zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
        expectEqual(found.mean, mean, "μ")
        for (group, own) in zip(groups, means) {
            let weight = tau / (tau + sigma / Double(group.count))
            expectEqual(found.typicalSeconds(group), exp(mean + weight * (own - mean)), "typical")
        }
        #expect(groups.map { found.typicalSeconds($0).rounded() } == [308, 2_980, 919])
        #expect(exp(found.mean).rounded() == 945)
    }

    @Test("people who differ no more than chance all get the community's time")
    func noDifference() throws {
        let groups = [[10, 1_000], [11, 990], [12, 1_010]]
        let found = try #require(TypicalTimes(groups))
        #expect(found.betweenVariance == 0)
        #expect(Set(groups.map(found.typicalSeconds)).count == 1)
    }

    @Test("one answer each, one person alone, or nobody: still a defined result")
    func small() throws {
        #expect(TypicalTimes([]) == nil)
        #expect(TypicalTimes([[]]) == nil)
        let alone = try #require(TypicalTimes([[60, 240]]))
        expectEqual(alone.typicalSeconds([60, 240]), 120, "the geometric mean")
        let each = try #require(TypicalTimes([[60], [240]]))
        expectEqual(each.typicalSeconds([60]), 120, "the common geometric mean")
    }

    @Test("an answer in the same second counts as one second, so that its logarithm exists")
    func zero() throws {
        let found = try #require(TypicalTimes([[0, 0], [1, 1], [100, 100]]))
        #expect(found.typicalSeconds([0, 0]) == found.typicalSeconds([1, 1]))
        #expect(found.typicalSeconds([0, 0]).isFinite)
    }

    @Test("the variances are recovered from a large simulated community")
    func simulation() throws {
        var random = SeededGenerator(seed: 41)
        func normal() -> Double {
            (-2 * log(Double.random(in: Double.leastNonzeroMagnitude...1, using: &random))).squareRoot()
                * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
        }
        let groups = (0..<3_000).map { _ in
            let own = 9 + 0.8 * normal()
            return (0..<Int.random(in: 1...30, using: &random)).map { _ in Int(exp(own + 1.5 * normal())) }.sorted()
        }
        let found = try #require(TypicalTimes(groups))
        #expect(abs(found.mean - 9) < 0.1)
        #expect(abs(found.withinVariance - 2.25) < 0.1)
        #expect(abs(found.betweenVariance - 0.64) < 0.1)
    }
}
