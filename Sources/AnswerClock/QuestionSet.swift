/// Many questions packed into a few flat arrays, with people and tags as small numbers.
///
/// A million log rows take about 100 MB here; as a million `ClockQuestion`s with their own arrays they would take several
/// times that. Append one at a time and drop each.
package struct QuestionSet: Sendable {
    package struct Question: Hashable, Sendable {
        /// The caller's number.
        package let id: Int
        package let asked: ClockTime
        /// Seconds since 1970, or `Int.max` for an open question.
        let closing: Int
        /// An index into `people`, or -1 when unknown.
        let asker: Int32
        package let isArchived: Bool
        let firstAnswer: Int
        let firstTag: Int
        let answerCount: Int32
        let tagCount: Int32

        var answers: Range<Int> { firstAnswer..<firstAnswer + Int(answerCount) }
        var tags: Range<Int> { firstTag..<firstTag + Int(tagCount) }
    }

    struct Answer: Hashable, Sendable {
        let at: ClockTime
        /// An index into `people`, or -1 when unknown.
        let person: Int32
        let votes: Int32
        let accepted: Bool
    }

    /// In the order appended.
    package private(set) var questions: [Question] = []
    /// Handles in the order first seen.
    package private(set) var people: [String] = []
    /// Tags in the order first seen.
    package private(set) var tags: [String] = []

    private(set) var answers: [Answer] = []
    private(set) var tagLists: [Int32] = []
    private var personNumbers: [String: Int32] = [:]
    private var tagNumbers: [String: Int32] = [:]

    package init() {}

    package init(_ questions: some Sequence<ClockQuestion>) {
        for question in questions { append(question) }
    }

    package var count: Int { questions.count }

    /// A tag given twice on one question counts once.
    package mutating func append(_ question: ClockQuestion) {
        let firstAnswer = answers.count
        for answer in question.answers {
            answers.append(
                Answer(
                    at: answer.at, person: answer.person.map { intern(person: $0) } ?? -1, votes: Int32(clamping: answer.votes),
                    accepted: answer.accepted))
        }
        let firstTag = tagLists.count
        for tag in question.tags {
            let number = tagNumber(tag)
            if !tagLists[firstTag...].contains(number) { tagLists.append(number) }
        }
        questions.append(
            Question(
                id: question.id, asked: question.asked, closing: question.closed ?? .max,
                asker: question.asker.map { intern(person: $0) } ?? -1, isArchived: question.isArchived, firstAnswer: firstAnswer,
                firstTag: firstTag, answerCount: Int32(answers.count - firstAnswer),
                tagCount: Int32(tagLists.count - firstTag)))
    }

    /// The question at an index, unpacked.
    package subscript(index: Int) -> ClockQuestion {
        let packed = questions[index]
        return ClockQuestion(
            id: packed.id, asked: packed.asked, asker: name(packed.asker),
            tags: packed.tags.map { tags[Int(tagLists[$0])] },
            closed: packed.closing == .max ? nil : packed.closing,
            answers: packed.answers.map { place in
                let answer = answers[place]
                return ClockAnswer(
                    person: name(answer.person), at: answer.at, accepted: answer.accepted, votes: Int(answer.votes))
            },
            isArchived: packed.isArchived)
    }

    /// The number of a handle, or `nil` when it never occurred.
    func number(ofPerson handle: String) -> Int32? { personNumbers[handle] }
    func number(ofTag tag: String) -> Int32? { tagNumbers[tag] }

    func name(_ person: Int32) -> String? { person < 0 ? nil : people[Int(person)] }

    /// The number of a handle, given now if it is new.
    mutating func intern(person handle: String) -> Int32 {
        if let known = personNumbers[handle] { return known }
        let number = Int32(people.count)
        people.append(handle)
        personNumbers[handle] = number
        return number
    }

    private mutating func tagNumber(_ tag: String) -> Int32 {
        if let known = tagNumbers[tag] { return known }
        let number = Int32(tags.count)
        tags.append(tag)
        tagNumbers[tag] = number
        return number
    }
}
