/// What the clock makes of one question at the as-of.
package struct Judgement: Hashable, Sendable {
    /// The caller's number.
    package let id: Int
    package let asked: ClockTime
    // A million of these stand in memory at once: small integers, with -1 for none.
    private let packedIndex: Int32
    private let packedFirstAnswer: Int32
    private let waitKey: Int
    /// Whether somebody other than the asker and no bot has answered, whatever the precision of the times.
    package let isAnswered: Bool
    /// Whether the asker answered their own question.
    package let isSelfAnswered: Bool
    /// Whether it was closed without an answer.
    package let isClosedUnanswered: Bool

    /// The question's index in its set.
    package var index: Int { Int(packedIndex) }
    /// The wait in wall time; `nil` when a date-only time keeps the question out of durations.
    package var wait: ObservedTime? { waitKey < 0 ? nil : ObservedTime(key: waitKey) }
    /// Whether date-only times keep the question out of durations.
    package var isDateOnly: Bool { waitKey < 0 }
    /// The first answer's index in its set; `nil` when unanswered, or when date-only times leave open which one was first.
    var firstAnswer: Int? { packedFirstAnswer < 0 ? nil : Int(packedFirstAnswer) }

    init(
        index: Int, id: Int, asked: ClockTime, wait: ObservedTime?, isAnswered: Bool, isSelfAnswered: Bool,
        isClosedUnanswered: Bool, firstAnswer: Int?
    ) {
        self.id = id
        self.asked = asked
        packedIndex = Int32(index)
        packedFirstAnswer = Int32(firstAnswer ?? -1)
        waitKey = wait?.key ?? -1
        self.isAnswered = isAnswered
        self.isSelfAnswered = isSelfAnswered
        self.isClosedUnanswered = isClosedUnanswered
    }
}

/// Every question of a set, judged at one instant.
package struct Judgements: Sendable {
    /// The instant, in seconds since 1970.
    package let asOf: Int
    /// In the order of the set, without those asked after the as-of and those with a fault.
    package let questions: [Judgement]
    /// Questions asked after the as-of: they do not exist yet.
    package let notYetAsked: Int
    /// In the order of the set; a question with a fault counts nowhere.
    package let faults: [ClockFault]
    /// How many questions the faults leave out.
    package let faulty: Int

    /// - Parameters:
    ///   - set: all questions.
    ///   - people: who is a bot.
    ///   - asOf: seconds since 1970; nothing later is looked at.
    package init(_ set: QuestionSet, people: ClockPeople, asOf: Int) {
        let isBot = set.people.map { people.bots.contains($0) }
        var questions: [Judgement] = []
        questions.reserveCapacity(set.count)
        var faults: [ClockFault] = []
        var notYetAsked = 0
        var faulty = 0
        for (index, question) in set.questions.enumerated() {
            if question.asked.earliest > asOf {
                notYetAsked += 1
                continue
            }
            let before = faults.count
            findFaults(of: question, in: set, asOf: asOf, into: &faults)
            if faults.count > before {
                faulty += 1
            } else {
                questions.append(judge(question, at: index, in: set, isBot: isBot, asOf: asOf))
            }
        }
        self.asOf = asOf
        self.questions = questions
        self.notYetAsked = notYetAsked
        self.faults = faults
        self.faulty = faulty
    }

    /// The waits of every question that has one.
    package var waits: [ObservedTime] { questions.compactMap(\.wait) }
}

/// Faults are sought in everything that has happened by the as-of, self-answers and bots included: a time that cannot be true
/// is a mistake whoever made it.
private func findFaults(
    of question: QuestionSet.Question, in set: QuestionSet, asOf: Int, into faults: inout [ClockFault]
) {
    for (place, answer) in set.answers[question.answers].enumerated() {
        if answer.at.latest < question.asked.earliest {
            faults.append(
                .answerBeforeQuestion(
                    question: question.id, answer: place, seconds: question.asked.earliest - answer.at.latest))
        }
    }
    if question.closing < question.asked.earliest, question.closing <= asOf {
        faults.append(.closedBeforeAsked(question: question.id, seconds: question.asked.earliest - question.closing))
    }
}

private func judge(
    _ question: QuestionSet.Question, at index: Int, in set: QuestionSet, isBot: [Bool], asOf: Int
) -> Judgement {
    var firstInstant: Int?
    var firstTime = Int.max
    var firstDay = Int.max
    var isSelfAnswered = false
    for place in question.answers {
        let answer = set.answers[place]
        guard answer.at.earliest <= asOf else { continue }
        if answer.person >= 0 {
            if answer.person == question.asker {
                isSelfAnswered = true
                continue
            }
            if isBot[Int(answer.person)] { continue }
        }
        if answer.at.isDateOnly {
            firstDay = min(firstDay, answer.at.earliest)
        } else if answer.at.earliest < firstTime {
            firstTime = answer.at.earliest
            firstInstant = place
        }
    }
    let isAnswered = firstInstant != nil || firstDay != .max
    // A day that begins before the earliest instant may hold an earlier answer: then nobody knows which one was first.
    let isDateOnly = question.asked.isDateOnly || isAnswered && firstDay <= firstTime
    let closed = question.closing <= asOf ? question.closing : nil
    let end = isAnswered ? firstTime : closed ?? asOf
    return Judgement(
        index: index, id: question.id, asked: question.asked,
        wait: isDateOnly ? nil : ObservedTime(seconds: end - question.asked.earliest, answered: isAnswered),
        isAnswered: isAnswered, isSelfAnswered: isSelfAnswered, isClosedUnanswered: !isAnswered && closed != nil,
        firstAnswer: firstDay <= firstTime ? nil : firstInstant)
}
