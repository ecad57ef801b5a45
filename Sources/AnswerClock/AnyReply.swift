/// The figure that most tools print: the wait for any reply, the asker's own included, among the questions that got one. It is
/// there to be compared with, and labelled; nothing else rests on it.
package struct AnyReply: Hashable, Sendable {
    /// Questions with a reply by anybody but a bot at or before the as-of, whatever the precision of the times.
    package let questions: Int
    /// Of those of them that have a duration; `nil` below the minimum sample.
    package let naiveMedianSeconds: Double?
}

extension AnyReply {
    init(_ judgements: Judgements, in set: QuestionSet, people: ClockPeople, minimum: Int) {
        let isBot = set.people.map { people.bots.contains($0) }
        var count = 0
        var waits: [Int] = []
        for judgement in judgements.questions {
            let question = set.questions[judgement.index]
            var first: ClockTime?
            for answer in set.answers[question.answers] where answer.at.earliest <= judgements.asOf {
                if answer.person >= 0, isBot[Int(answer.person)] { continue }
                // A day that begins before the instant may hold an earlier reply, so the day is the one that counts.
                guard let known = first else {
                    first = answer.at
                    continue
                }
                if answer.at.earliest < known.earliest || answer.at.earliest == known.earliest && answer.at.isDateOnly { first = answer.at }
            }
            guard let first else { continue }
            count += 1
            if !first.isDateOnly, !question.asked.isDateOnly { waits.append(first.earliest - question.asked.earliest) }
        }
        questions = count
        naiveMedianSeconds = waits.count >= max(1, minimum) ? sampleQuantile(0.5, ofSorted: waits.sorted()) : nil
    }
}
