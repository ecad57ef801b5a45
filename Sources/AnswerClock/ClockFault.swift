/// Times that cannot be true. The question is left out of every figure, and the caller makes a diagnostic of it.
package enum ClockFault: Hashable, Sendable {
    /// An answer stands before its question.
    /// - Parameters:
    ///   - question: the caller's number of the question.
    ///   - answer: the answer's place in the question's list, from 0.
    ///   - seconds: how long before; always positive.
    case answerBeforeQuestion(question: Int, answer: Int, seconds: Int)
    /// The question was closed before it was asked.
    /// - Parameters:
    ///   - question: the caller's number of the question.
    ///   - seconds: how long before; always positive.
    case closedBeforeAsked(question: Int, seconds: Int)

    /// The caller's number of the question.
    package var question: Int {
        switch self {
        case .answerBeforeQuestion(let question, _, _), .closedBeforeAsked(let question, _): question
        }
    }
}
