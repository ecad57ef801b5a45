/// Which answers a site lets count on its leaderboard.
package struct QualityGate: Hashable, Sendable {
    /// Only answers that the asker accepted.
    package var acceptedOnly: Bool
    /// Only answers with at least so many votes; `nil` for no such condition.
    package var minimumVotes: Int?

    package init(acceptedOnly: Bool = false, minimumVotes: Int? = nil) {
        self.acceptedOnly = acceptedOnly
        self.minimumVotes = minimumVotes
    }

    func admits(_ answer: QuestionSet.Answer) -> Bool {
        (!acceptedOnly || answer.accepted) && minimumVotes.map { Int(answer.votes) >= $0 } ?? true
    }
}

/// One answer that counts on a leaderboard: by a known person who is not the asker and no bot, past the quality gate, at or
/// before the as-of.
struct CountedAnswer: Hashable, Sendable {
    /// Index into the set's people.
    let person: Int32
    /// Index into the set's people, or -1.
    let asker: Int32
    /// Index into the set's questions.
    let question: Int32
    let isAccepted: Bool
    let isFirst: Bool
    /// Whether it came within the limit of the promise in force; `nil` without a promise, or where `seconds` is -1.
    let isWithinPromise: Bool?
    /// Seconds since 1970; the first second of the day for a date-only time.
    let at: Int
    /// Seconds from the question to this answer; -1 where one of the two is a date, or the question was too old to say anything of its answerer.
    let seconds: Int
}

/// All counted answers of the judged questions, in their order.
///
/// - Parameters:
///   - promise: whose limit `isWithinPromise` speaks of.
///   - timesWithin: seconds; later answers have no duration. Nobody chose how long a question lay before they came upon it.
func countedAnswers(
    in set: QuestionSet, judgements: Judgements, people: ClockPeople, gate: QualityGate, promise: ClockPromise?, zone: ZoneOffsets,
    timesWithin: Int?
) -> [CountedAnswer] {
    let isBot = set.people.map { people.bots.contains($0) }
    var counted: [CountedAnswer] = []
    for judgement in judgements.questions {
        let question = set.questions[judgement.index]
        let asked = question.asked
        let terms = asked.isDateOnly ? nil : promise.flatMap { promise in
            promise.terms(inForceAt: asked.earliest).map { promise.terms[$0] }
        }
        for place in question.answers {
            let answer = set.answers[place]
            guard answer.at.earliest <= judgements.asOf, answer.person >= 0, answer.person != question.asker,
                !isBot[Int(answer.person)], gate.admits(answer)
            else { continue }
            let hasDuration =
                !asked.isDateOnly && !answer.at.isDateOnly && timesWithin.map { answer.at.earliest - asked.earliest <= $0 } ?? true
            counted.append(
                CountedAnswer(
                    person: answer.person, asker: question.asker, question: Int32(judgement.index),
                    isAccepted: answer.accepted, isFirst: place == judgement.firstAnswer,
                    isWithinPromise: hasDuration
                        ? terms.map { $0.elapsed(from: asked.earliest, to: answer.at.earliest, in: zone) <= $0.withinSeconds }
                        : nil,
                    at: answer.at.earliest, seconds: hasDuration ? answer.at.earliest - asked.earliest : -1))
        }
    }
    return counted
}
