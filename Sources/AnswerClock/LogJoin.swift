/// One row of the question log.
package struct LogRow: Hashable, Sendable {
    /// The caller's own number for the row, handed back in faults.
    package var id: Int
    package var asked: ClockTime
    package var asker: String?
    package var firstAnswer: ClockTime?
    package var answerer: String?
    /// The slug of the thread that archives the question.
    package var thread: String?
    package var tags: [String]

    package init(
        id: Int, asked: ClockTime, asker: String?, firstAnswer: ClockTime? = nil, answerer: String? = nil, thread: String? = nil,
        tags: [String] = []
    ) {
        self.id = id
        self.asked = asked
        self.asker = asker
        self.firstAnswer = firstAnswer
        self.answerer = answerer
        self.thread = thread
        self.tags = tags
    }
}

/// A thread of the archive, as the join needs it.
package struct ArchivedThread: Hashable, Sendable {
    package var slug: String
    package var question: ClockQuestion

    package init(slug: String, question: ClockQuestion) {
        self.slug = slug
        self.question = question
    }
}

/// What is wrong with a row of the log. The caller makes a diagnostic of it.
package enum LogFault: Hashable, Sendable {
    package enum Field: Hashable, Sendable { case asked, asker, firstAnswer, answerer }

    /// The row names a thread that the archive doesn't have; it counts as a question that isn't archived.
    case unknownThread(row: Int, slug: String)
    /// The row tells the same question as an earlier row; the earlier one stands. `isIdentical` is `false` when the two differ.
    case duplicate(row: Int, earlier: Int, isIdentical: Bool)
    /// The row and its thread (the caller's number of the question) disagree; the thread stands.
    case contradiction(row: Int, question: Int, field: Field)
}

/// The join of the question log with the threads. Rows are added one at a time, so that a log of a million rows never stands
/// in memory twice.
///
/// A row that belongs to a thread is replaced by the thread's question, which knows more. It belongs to the thread it names; without a
/// name, to the one with its very asker and instant. Threads that no row speaks of are questions too.
package struct LogJoin: Sendable {
    private let threads: [ArchivedThread]
    private let people: ClockPeople
    private let slugs: [String: Int]
    private var rowOfThread: [Int?]
    /// Threads first, then rows without a thread.
    private var set = QuestionSet()
    /// Questions of `set` by who asked and when.
    private var byAsked: [AskedKey: Int32] = [:]

    /// In the order of the rows.
    package private(set) var faults: [LogFault] = []

    private struct AskedKey: Hashable {
        let instant: Int
        /// The set's number.
        let asker: Int32
    }

    /// - Parameters:
    ///   - threads: of two with one slug the first holds.
    ///   - people: who is a bot, for finding a thread's first answer.
    package init(threads: [ArchivedThread], people: ClockPeople = ClockPeople()) {
        self.threads = threads
        self.people = people
        slugs = Dictionary(threads.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
        rowOfThread = Array(repeating: nil, count: threads.count)
        for (index, thread) in threads.enumerated() {
            set.append(thread.question)
            if let key = key(thread.question.asked, thread.question.asker), byAsked[key] == nil { byAsked[key] = Int32(index) }
        }
    }

    package mutating func add(_ row: LogRow) {
        let named = row.thread.flatMap { slugs[$0] }
        if let slug = row.thread, named == nil { faults.append(.unknownThread(row: row.id, slug: slug)) }
        let key = named == nil ? key(row.asked, row.asker) : nil
        let same = named ?? key.flatMap { byAsked[$0] }.map { Int($0) }
        if let same, same < threads.count {
            if let earlier = rowOfThread[same] {
                faults.append(.duplicate(row: row.id, earlier: earlier, isIdentical: false))
            } else {
                rowOfThread[same] = row.id
                compare(row, with: threads[same].question)
            }
            return
        }
        let question = ClockQuestion(
            id: row.id, asked: row.asked, asker: row.asker, tags: row.tags,
            answers: row.firstAnswer.map { [ClockAnswer(person: row.answerer, at: $0)] } ?? [], isArchived: false)
        if let same {
            let earlier = set[same]
            let isIdentical = earlier.answers == question.answers && earlier.tags == question.tags
            faults.append(.duplicate(row: row.id, earlier: earlier.id, isIdentical: isIdentical))
            return
        }
        if let key { byAsked[key] = Int32(set.count) }
        set.append(question)
    }

    /// The threads' questions in their order, then those of the rows that no thread archives. Their numbers are the callers' for
    /// threads and for rows: keep the two apart, for instance with negative ones for rows.
    package func joined() -> QuestionSet { set }

    /// The threads that no row speaks of, in their order: the log is said to be complete, so the caller may warn.
    package var threadsWithoutRow: [Int] { threads.indices.filter { rowOfThread[$0] == nil }.map { threads[$0].question.id } }

    /// Only instants with a known asker can be told to be the same question: two strangers may ask on one day.
    private mutating func key(_ asked: ClockTime, _ asker: String?) -> AskedKey? {
        guard let asker, !asked.isDateOnly else { return nil }
        return AskedKey(instant: asked.earliest, asker: set.intern(person: asker))
    }

    private mutating func compare(_ row: LogRow, with question: ClockQuestion) {
        func report(_ field: LogFault.Field) { faults.append(.contradiction(row: row.id, question: question.id, field: field)) }
        if !agree(row.asked, question.asked) { report(.asked) }
        if let asker = row.asker, let other = question.asker, asker != other { report(.asker) }
        let first = question.answers
            .filter { answer in answer.person.map { $0 != question.asker && !people.bots.contains($0) } ?? true }
            .min { ($0.at.earliest, $0.at.latest) < ($1.at.earliest, $1.at.latest) }
        switch (row.firstAnswer, first) {
        case (nil, nil): break
        case (let time?, let first?):
            if !agree(time, first.at) { report(.firstAnswer) }
            if let answerer = row.answerer, let other = first.person, answerer != other { report(.answerer) }
        case (nil, _?), (_?, nil): report(.firstAnswer)
        }
    }

    /// A date agrees with every instant of its day.
    private func agree(_ a: ClockTime, _ b: ClockTime) -> Bool {
        a.isDateOnly || b.isDateOnly ? a.earliest <= b.latest && b.earliest <= a.latest : a.earliest == b.earliest
    }
}
