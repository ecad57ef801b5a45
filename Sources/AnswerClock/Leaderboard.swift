/// The stretch of time before the as-of whose answers a leaderboard counts.
package enum LeaderboardWindow: Int, Hashable, Sendable, CaseIterable {
    case allTime = 0
    case year = 365
    case quarter = 90
    case month = 30

    /// `nil` for all time.
    package var days: Int? { self == .allTime ? nil : rawValue }

    /// Whether an answer at `instant` falls into the window: after its first instant, up to the as-of.
    func contains(_ instant: Int, asOf: Int) -> Bool {
        days.map { instant > asOf - $0 * 86_400 } ?? true
    }
}

/// People in the order of their typical time to answer.
package struct Leaderboard: Hashable, Sendable {
    package let window: LeaderboardWindow
    /// The ranked by rank, then the others by their number of answers; equals by handle.
    package let rows: [LeaderboardRow]
    /// Counted answers of the whole community, those of people who opted out included.
    package let communityAnswers: Int
    /// The typical time of the community as a whole, in seconds; `nil` when no counted answer has a duration.
    package let communityTypicalSeconds: Double?
}

package struct LeaderboardRow: Hashable, Sendable {
    package let person: String
    /// From 1; equal typical times, to the second, share a rank and the next rank is skipped (1, 2, 2, 4). `nil` below the
    /// minimum of answers, and beyond the places that a board has.
    package let rank: Int?
    /// Questions of which this person gave the first answer.
    package let firstAnswers: Int
    package let answers: Int
    package let accepted: Int
    /// Different askers whose questions this person answered.
    package let peopleHelped: Int
    /// The median of the person's own answer times, each since its question; `nil` when none of the answers has a duration.
    package let medianSeconds: Double?
    package let lowerQuartileSeconds: Double?
    package let upperQuartileSeconds: Double?
    /// See `TypicalTimes`.
    package let typicalSeconds: Double?
    /// Of the answers under a promise, the share given within its limit; `nil` when there is none.
    package let shareWithinPromise: Double?
}

/// Makes leaderboards of one set's counted answers: of all of them, or of a tag's.
struct LeaderboardMaker {
    private let answers: [CountedAnswer]
    /// Handles in ascending order, and for each person's number its place there.
    private let names: [String]
    private let ordinals: [Int]
    private let isOptedOut: [Bool]
    private let asOf: Int
    private let minimum: Int
    private let places: Int

    /// - Parameters:
    ///   - minimum: people with fewer answers that have a duration are listed without a rank.
    ///   - places: how many people get a rank, and whoever shares the last of them; `nil` for all.
    init(_ answers: [CountedAnswer], names: [String], optedOut: Set<String>, asOf: Int, minimum: Int, places: Int? = nil) {
        let order = names.indices.sorted { names[$0] < names[$1] }
        var ordinals = Array(repeating: 0, count: names.count)
        for (ordinal, person) in order.enumerated() { ordinals[person] = ordinal }
        self.answers = answers
        self.names = order.map { names[$0] }
        self.ordinals = ordinals
        isOptedOut = self.names.map { optedOut.contains($0) }
        self.asOf = asOf
        self.minimum = max(1, minimum)
        self.places = max(1, places ?? .max)
    }

    /// A board for each window, in the order of `LeaderboardWindow.allCases`.
    ///
    /// - Parameter selected: indices into the answers.
    func boards(_ selected: some Sequence<Int>) -> [Leaderboard] {
        // Person above, answer below: one sort of plain numbers brings every person's answers together.
        let keys = selected.map { ordinals[Int(answers[$0].person)] << 32 | $0 }.sorted()
        return LeaderboardWindow.allCases.map { board(keys, $0) }
    }

    func boards() -> [Leaderboard] { boards(answers.indices) }

    private func board(_ keys: [Int], _ window: LeaderboardWindow) -> Leaderboard {
        var tallies: [PersonTally] = []
        for key in keys {
            let answer = answers[key & 0xFFFF_FFFF]
            guard window.contains(answer.at, asOf: asOf) else { continue }
            if tallies.last?.place != key >> 32 { tallies.append(PersonTally(place: key >> 32)) }
            tallies[tallies.count - 1].add(answer)
        }
        // Ascending times in a fixed order of people: the sums, and so the ranks, don't depend on the order of the input.
        for index in tallies.indices { tallies[index].times.sort() }
        let community = TypicalTimes(tallies.map(\.times))
        var ranked: [(typical: Double, tally: Int)] = []
        var unranked: [(typical: Double?, tally: Int)] = []
        for (index, tally) in tallies.enumerated() where !isOptedOut[tally.place] {
            let typical = tally.times.isEmpty ? nil : community?.typicalSeconds(tally.times)
            if let typical, tally.times.count >= minimum {
                ranked.append((typical, index))
            } else {
                unranked.append((typical, index))
            }
        }
        // Tallies stand in the order of handles, so their number decides between equals.
        ranked.sort {
            ($0.typical.rounded(), -tallies[$0.tally].answers, $0.tally)
                < ($1.typical.rounded(), -tallies[$1.tally].answers, $1.tally)
        }
        // A board thanks its quickest; nobody is shown as the slowest.
        if ranked.count > places {
            let last = ranked[places - 1].typical.rounded()
            let end = ranked.firstIndex { $0.typical.rounded() > last } ?? ranked.count
            unranked += ranked[end...].map { ($0.typical, $0.tally) }
            ranked.removeSubrange(end...)
        }
        unranked.sort { (-tallies[$0.tally].answers, $0.tally) < (-tallies[$1.tally].answers, $1.tally) }
        var rows: [LeaderboardRow] = []
        for (place, person) in ranked.enumerated() {
            // To the second: nobody is placed before another for a difference that cannot be shown.
            let isTie = place > 0 && ranked[place - 1].typical.rounded() == person.typical.rounded()
            let tally = tallies[person.tally]
            rows.append(tally.row(names[tally.place], rank: isTie ? rows[place - 1].rank : place + 1, typical: person.typical))
        }
        rows += unranked.map { person in
            let tally = tallies[person.tally]
            return tally.row(names[tally.place], rank: nil, typical: person.typical)
        }
        return Leaderboard(
            window: window, rows: rows, communityAnswers: tallies.reduce(0) { $0 + $1.answers },
            communityTypicalSeconds: community?.typicalSeconds([]))
    }
}

private struct PersonTally {
    /// In the order of handles.
    let place: Int
    var times: [Int] = []
    private(set) var answers = 0
    private var askers: [Int32] = []
    private var firstAnswers = 0
    private var accepted = 0
    private var underPromise = 0
    private var withinPromise = 0

    init(place: Int) { self.place = place }

    mutating func add(_ answer: CountedAnswer) {
        answers += 1
        if answer.isFirst { firstAnswers += 1 }
        if answer.isAccepted { accepted += 1 }
        if answer.asker >= 0 { askers.append(answer.asker) }
        if answer.seconds >= 0 { times.append(answer.seconds) }
        if let isWithin = answer.isWithinPromise {
            underPromise += 1
            if isWithin { withinPromise += 1 }
        }
    }

    func row(_ name: String, rank: Int?, typical: Double?) -> LeaderboardRow {
        LeaderboardRow(
            person: name, rank: rank, firstAnswers: firstAnswers, answers: answers, accepted: accepted,
            peopleHelped: Set(askers).count, medianSeconds: sampleQuantile(0.5, ofSorted: times),
            lowerQuartileSeconds: sampleQuantile(0.25, ofSorted: times),
            upperQuartileSeconds: sampleQuantile(0.75, ofSorted: times), typicalSeconds: typical,
            shareWithinPromise: underPromise > 0 ? Double(withinPromise) / Double(underPromise) : nil)
    }
}
