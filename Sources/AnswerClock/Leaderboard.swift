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
    /// The ranked by rank, then the unranked by their number of answers; equals by handle.
    package let rows: [LeaderboardRow]
    /// Counted answers of the whole community, those of people who opted out included.
    package let communityAnswers: Int
    /// The typical time of the community as a whole, in seconds; `nil` when no counted answer has a duration.
    package let communityTypicalSeconds: Double?
}

package struct LeaderboardRow: Hashable, Sendable {
    package let person: String
    /// From 1; equal typical times, to the second, share a rank and the next rank is skipped (1, 2, 2, 4). `nil` below the minimum of answers.
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

extension Leaderboard {
    /// - Parameters:
    ///   - answers: the counted ones of the site, or of a tag.
    ///   - minimum: people with fewer answers that have a duration are listed without a rank.
    init(
        _ answers: [CountedAnswer], names: [String], optedOut: Set<String>, window: LeaderboardWindow, asOf: Int, minimum: Int
    ) {
        var slots: [Int32: Int] = [:]
        var tallies: [PersonTally] = []
        for answer in answers where window.contains(answer.at, asOf: asOf) {
            let slot = slots[answer.person] ?? tallies.count
            if slot == tallies.count {
                slots[answer.person] = slot
                tallies.append(PersonTally(name: names[Int(answer.person)]))
            }
            tallies[slot].add(answer)
        }
        // Ascending times in a fixed order of people: the sums, and so the ranks, don't depend on the order of the input.
        tallies.sort { $0.name < $1.name }
        for index in tallies.indices { tallies[index].times.sort() }
        let community = TypicalTimes(tallies.map(\.times))
        let listed = tallies.filter { !optedOut.contains($0.name) }.map { tally in
            (tally: tally, typical: tally.times.isEmpty ? nil : community?.typicalSeconds(tally.times))
        }
        let isRanked = { (tally: PersonTally) in tally.times.count >= max(1, minimum) }
        var rows: [LeaderboardRow] = []
        let ranked = listed.filter { isRanked($0.tally) }.map { (tally: $0.tally, typical: $0.typical ?? 0) }
            .sorted { ($0.typical.rounded(), -$0.tally.answers, $0.tally.name) < ($1.typical.rounded(), -$1.tally.answers, $1.tally.name) }
        for (place, person) in ranked.enumerated() {
            // To the second: nobody is placed before another for a difference that cannot be shown.
            let isTie = place > 0 && ranked[place - 1].typical.rounded() == person.typical.rounded()
            let rank = isTie ? rows[place - 1].rank : place + 1
            rows.append(person.tally.row(rank: rank, typical: person.typical))
        }
        rows += listed.filter { !isRanked($0.tally) }
            .sorted { (-$0.tally.answers, $0.tally.name) < (-$1.tally.answers, $1.tally.name) }
            .map { $0.tally.row(rank: nil, typical: $0.typical) }
        self.window = window
        self.rows = rows
        self.communityAnswers = tallies.reduce(0) { $0 + $1.answers }
        self.communityTypicalSeconds = community?.typicalSeconds([])
    }
}

private struct PersonTally {
    let name: String
    var times: [Int] = []
    private(set) var answers = 0
    private var firstAnswers = 0
    private var accepted = 0
    private var askers: Set<Int32> = []
    private var underPromise = 0
    private var withinPromise = 0

    init(name: String) { self.name = name }

    mutating func add(_ answer: CountedAnswer) {
        answers += 1
        if answer.isFirst { firstAnswers += 1 }
        if answer.isAccepted { accepted += 1 }
        if answer.asker >= 0 { askers.insert(answer.asker) }
        if let seconds = answer.seconds { times.append(seconds) }
        if let isWithin = answer.isWithinPromise {
            underPromise += 1
            if isWithin { withinPromise += 1 }
        }
    }

    func row(rank: Int?, typical: Double?) -> LeaderboardRow {
        LeaderboardRow(
            person: name, rank: rank, firstAnswers: firstAnswers, answers: answers, accepted: accepted,
            peopleHelped: askers.count, medianSeconds: sampleQuantile(0.5, ofSorted: times),
            lowerQuartileSeconds: sampleQuantile(0.25, ofSorted: times),
            upperQuartileSeconds: sampleQuantile(0.75, ofSorted: times), typicalSeconds: typical,
            shareWithinPromise: underPromise > 0 ? Double(withinPromise) / Double(underPromise) : nil)
    }
}
