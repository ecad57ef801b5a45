import Testing

@testable import AnswerClock

@Suite("What counts as the first answer")
struct JudgementTests {
    private func judge(
        _ answers: [ClockAnswer], asked: ClockTime = .instant(1_000), closed: Int? = nil, asOf: Int = 10_000
    ) -> Judgements {
        let question = ClockQuestion(id: 7, asked: asked, asker: "mei", closed: closed, answers: answers)
        return Judgements(QuestionSet([question]), people: ClockPeople(bots: ["robot"]), asOf: asOf)
    }

    private func answer(_ person: String?, _ at: Int) -> ClockAnswer { ClockAnswer(person: person, at: .instant(at)) }

    @Test("the earliest answer counts, whatever the order in the file")
    func earliest() {
        let judged = judge([answer("lian", 5_000), answer("noor", 1_200), answer("sam", 3_000)]).questions[0]
        #expect(judged.wait == ObservedTime(seconds: 200, answered: true))
        #expect(judged.firstAnswer == 1)
    }

    @Test("the asker's own answer and a bot's are no first answer")
    func selfAndBot() {
        let judged = judge([answer("mei", 1_001), answer("robot", 1_002), answer("lian", 4_000)]).questions[0]
        #expect(judged.wait == ObservedTime(seconds: 3_000, answered: true))
        #expect(judged.isSelfAnswered)
        let alone = judge([answer("mei", 1_001), answer("robot", 1_002)]).questions[0]
        #expect(alone.wait == ObservedTime(seconds: 9_000, answered: false))
        #expect(!alone.isAnswered)
    }

    @Test("an answer by an unknown hand counts, and so does any answer when the asker is unknown")
    func unknown() {
        #expect(judge([answer(nil, 1_500)]).questions[0].wait == ObservedTime(seconds: 500, answered: true))
        let question = ClockQuestion(id: 1, asked: .instant(0), asker: nil, answers: [answer(nil, 9)])
        let judged = Judgements(QuestionSet([question]), people: ClockPeople(), asOf: 100)
        #expect(judged.questions[0].wait == ObservedTime(seconds: 9, answered: true))
    }

    @Test("nothing after the as-of has happened: not the answer, not the closing, not the question")
    func future() {
        #expect(judge([answer("lian", 10_001)]).questions[0].wait == ObservedTime(seconds: 9_000, answered: false))
        #expect(judge([answer("lian", 10_000)]).questions[0].wait == ObservedTime(seconds: 9_000, answered: true))
        #expect(!judge([], closed: 10_001).questions[0].isClosedUnanswered)
        let later = judge([], asked: .instant(10_001))
        #expect(later.questions.isEmpty)
        #expect(later.notYetAsked == 1)
    }

    @Test("a closed question is censored at closing, unless somebody answered, before or after")
    func closing() {
        let closed = judge([], closed: 3_000).questions[0]
        #expect(closed.wait == ObservedTime(seconds: 2_000, answered: false))
        #expect(closed.isClosedUnanswered)
        let answeredAfter = judge([answer("lian", 4_000)], closed: 3_000).questions[0]
        #expect(answeredAfter.wait == ObservedTime(seconds: 3_000, answered: true))
        #expect(!answeredAfter.isClosedUnanswered)
    }

    @Test("a date without a time is never turned into a duration")
    func dateOnly() {
        let day = ClockTime.day(first: 0, last: 86_399)
        let undatedQuestion = judge([answer("lian", 5_000)], asked: day).questions[0]
        #expect(undatedQuestion.isDateOnly)
        #expect(undatedQuestion.isAnswered)
        #expect(undatedQuestion.firstAnswer == 0)
        let undatedAnswer = judge([ClockAnswer(person: "lian", at: day)]).questions[0]
        #expect(undatedAnswer.isDateOnly)
        #expect(undatedAnswer.isAnswered)
        #expect(judge([], asked: day).questions[0].isDateOnly)
    }

    @Test("a dated answer leaves the first answer open only if its day began before the earliest instant")
    func dateOnlyBesideInstant() {
        let nextDay = ClockAnswer(person: "noor", at: .day(first: 86_400, last: 172_799))
        let known = judge([answer("lian", 5_000), nextDay], asOf: 200_000).questions[0]
        #expect(known.wait == ObservedTime(seconds: 4_000, answered: true))
        let sameDay = ClockAnswer(person: "noor", at: .day(first: 0, last: 86_399))
        let open = judge([answer("lian", 5_000), sameDay], asOf: 200_000).questions[0]
        #expect(open.isDateOnly)
        #expect(open.isAnswered)
        #expect(open.firstAnswer == nil)
    }

    @Test("an answer before its question is a fault and not a duration of zero")
    func negative() {
        let judged = judge([answer("lian", 400), answer("noor", 2_000)])
        #expect(judged.questions.isEmpty)
        #expect(judged.faulty == 1)
        #expect(judged.faults == [.answerBeforeQuestion(question: 7, answer: 0, seconds: 600)])
        let byItsOwnAsker = judge([answer("mei", 999)])
        #expect(byItsOwnAsker.faults == [.answerBeforeQuestion(question: 7, answer: 0, seconds: 1)])
        #expect(judge([answer("lian", 1_000)]).questions[0].wait == ObservedTime(seconds: 0, answered: true))
    }

    @Test("a closing before the question is a fault")
    func closedBeforeAsked() {
        #expect(judge([], closed: 900).faults == [.closedBeforeAsked(question: 7, seconds: 100)])
    }

    @Test("a day that ended before the question was asked is a fault, the question's own day is not")
    func dateOnlyNegative() {
        let before = judge([ClockAnswer(person: "lian", at: .day(first: -86_400, last: -1))])
        #expect(before.faults == [.answerBeforeQuestion(question: 7, answer: 0, seconds: 1_001)])
        #expect(judge([ClockAnswer(person: "lian", at: .day(first: 0, last: 86_399))]).faults.isEmpty)
    }

    @Test("ten thousand random questions get the first answer that a plain reading of the definition gives")
    func randomQuestions() {
        var random = SeededGenerator(seed: 5)
        let handles = ["mei", "lian", "robot", "noor", nil]
        for id in 0..<10_000 {
            let answers = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                answer(handles.randomElement(using: &random) ?? nil, Int.random(in: 100...200, using: &random))
            }
            let closed = Bool.random(using: &random) ? Int.random(in: 100...220, using: &random) : nil
            let asOf = Int.random(in: 100...220, using: &random)
            let question = ClockQuestion(id: id, asked: .instant(100), asker: "mei", closed: closed, answers: answers)
            let set = QuestionSet([question])
            #expect(set[0] == question)
            let judged = Judgements(set, people: ClockPeople(bots: ["robot"]), asOf: asOf).questions[0]
            let counting = answers.filter { $0.person != "mei" && $0.person != "robot" && $0.at.earliest <= asOf }
            if let first = counting.map(\.at.earliest).min() {
                #expect(judged.wait == ObservedTime(seconds: first - 100, answered: true))
            } else {
                #expect(judged.wait == ObservedTime(seconds: min(asOf, closed ?? asOf) - 100, answered: false))
            }
        }
    }
}
