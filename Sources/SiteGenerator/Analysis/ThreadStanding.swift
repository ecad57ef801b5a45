import AnswerClock
import KnowledgeBase

/// How one thread fares by the answer clock: what its page and every row that lists it say of its speed.
struct ThreadStanding: Hashable, Sendable {
    enum State: Hashable, Sendable {
        /// Answered by somebody else, and no promise was in force.
        case answered
        /// Answered within the promise.
        case kept
        /// Answered after the promised time.
        case late
        /// Open, and not past due.
        case waiting
        case overdue
        /// Closed without an answer by somebody else.
        case closed
        /// A day without a time of day keeps it out of durations; answered or not.
        case dateOnly(isAnswered: Bool)
        /// Left out of the clock: an impossible time, or asked after the as-of.
        case unknown
    }

    var state: State
    /// Seconds from the question to the first answer, or to the as-of or the closing when there is none; `nil` without a duration.
    var seconds: Int?
    /// The first answer's index in `Thread.answers`.
    var firstAnswer: Int?
    var isSelfAnsweredOnly: Bool
    /// Seconds since 1970: the last instant that keeps the promise; `nil` without a promise.
    var due: Int?

    var isAnswered: Bool {
        switch state {
        case .answered, .kept, .late: true
        case .dateOnly(let isAnswered): isAnswered
        case .waiting, .overdue, .closed, .unknown: false
        }
    }

    /// Whether it belongs on the list of questions that wait.
    var isOpen: Bool {
        switch state {
        case .waiting, .overdue: true
        case .dateOnly(let isAnswered): !isAnswered
        case .answered, .kept, .late, .closed, .unknown: false
        }
    }
}

/// One standing for each thread, in their order.
///
/// A thread is judged by the first promise that was in force when it was asked.
func threadStandings(_ site: Site, _ clock: SiteClock) -> [ThreadStanding] {
    var standings = site.threads.map { _ in
        ThreadStanding(state: .unknown, seconds: nil, firstAnswer: nil, isSelfAnsweredOnly: false, due: nil)
    }
    let judgements = Judgements(clock.questions, people: clock.settings.people, asOf: clock.asOf)
    for judgement in judgements.questions where judgement.id >= 0 {
        let thread = site.threads[judgement.id]
        standings[judgement.id] = standing(judgement, thread, clock)
    }
    return standings
}

private func standing(_ judgement: Judgement, _ thread: Thread, _ clock: SiteClock) -> ThreadStanding {
    var standing = ThreadStanding(
        state: .unknown, seconds: judgement.wait?.seconds, firstAnswer: nil,
        isSelfAnsweredOnly: judgement.isSelfAnswered && !judgement.isAnswered, due: nil)
    if judgement.isAnswered {
        let bots = clock.settings.people.bots
        standing.firstAnswer = thread.answers.indices.filter {
            let answer = thread.answers[$0]
            return answer.author != thread.author && !bots.contains(answer.author) && answer.at.instant.secondsSince1970 <= clock.asOf
        }.min { thread.answers[$0].at.instant < thread.answers[$1].at.instant }
    }
    let asked = judgement.asked.earliest
    let terms = clock.settings.promises.lazy.compactMap { promise in promise.terms(inForceAt: asked).map { promise.terms[$0] } }.first
    guard judgement.wait != nil else {
        standing.state = judgement.isClosedUnanswered ? .closed : .dateOnly(isAnswered: judgement.isAnswered)
        return standing
    }
    standing.due = terms?.due(asked: asked, in: clock.settings.zone)
    let end = asked + (judgement.wait?.seconds ?? 0)
    let isInTime = terms.map { $0.elapsed(from: asked, to: end, in: clock.settings.zone) <= $0.withinSeconds }
    if judgement.isAnswered {
        standing.state = isInTime.map { $0 ? .kept : .late } ?? .answered
    } else if judgement.isClosedUnanswered {
        standing.state = .closed
    } else {
        standing.state = isInTime == false ? .overdue : .waiting
    }
    return standing
}
