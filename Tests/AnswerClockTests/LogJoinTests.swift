import Testing

@testable import AnswerClock

@Suite("The question log joined with the threads")
struct LogJoinTests {
    private func thread(_ slug: String, _ id: Int, asked: Int, asker: String? = "mei", answered: (String, Int)? = nil) -> ArchivedThread {
        ArchivedThread(
            slug: slug,
            question: ClockQuestion(
                id: id, asked: .instant(asked), asker: asker,
                answers: answered.map { [ClockAnswer(person: $0.0, at: .instant($0.1))] } ?? []))
    }

    private func row(_ id: Int, asked: Int, asker: String? = "mei", answered: (String, Int)? = nil, thread: String? = nil) -> LogRow {
        LogRow(
            id: id, asked: .instant(asked), asker: asker, firstAnswer: answered.map { .instant($0.1) }, answerer: answered?.0,
            thread: thread)
    }

    private func join(_ threads: [ArchivedThread], _ rows: [LogRow], bots: Set<String> = []) -> LogJoin {
        var join = LogJoin(threads: threads, people: ClockPeople(bots: bots))
        for row in rows { join.add(row) }
        return join
    }

    @Test("a row that names a thread is replaced by it, the others are questions of their own, and so are threads without a row")
    func joining() {
        let found = join(
            [thread("a", 1, asked: 10, answered: ("lian", 20)), thread("b", 2, asked: 30)],
            [row(-1, asked: 10, answered: ("lian", 20), thread: "a"), row(-2, asked: 50, asker: "sam", answered: ("noor", 55))])
        let set = found.joined()
        #expect(set.questions.map(\.id) == [1, 2, -2])
        #expect(set.questions.map(\.isArchived) == [true, true, false])
        #expect(set[2].answers == [ClockAnswer(person: "noor", at: .instant(55))])
        #expect(found.faults.isEmpty)
        #expect(found.threadsWithoutRow == [2])
    }

    @Test("a row without a thread's name is matched by asker and instant")
    func matching() {
        let found = join([thread("a", 1, asked: 10)], [row(-1, asked: 10), row(-2, asked: 10, asker: "sam")])
        #expect(found.joined().questions.map(\.id) == [1, -2])
        #expect(found.threadsWithoutRow.isEmpty)
    }

    @Test("a second row for the same question is a duplicate, identical or not; the first stands")
    func duplicates() {
        let found = join(
            [thread("a", 1, asked: 10)],
            [
                row(-1, asked: 10, thread: "a"), row(-2, asked: 10, thread: "a"), row(-3, asked: 99, answered: ("lian", 100)),
                row(-4, asked: 99, answered: ("lian", 100)), row(-5, asked: 99, answered: ("noor", 120)),
            ])
        #expect(found.joined().questions.map(\.id) == [1, -3])
        #expect(found.faults == [
            .duplicate(row: -2, earlier: -1, isIdentical: false), .duplicate(row: -4, earlier: -3, isIdentical: true),
            .duplicate(row: -5, earlier: -3, isIdentical: false),
        ])
    }

    @Test("strangers and bare days are never taken for duplicates")
    func noDuplicates() {
        let day = ClockTime.day(first: 0, last: 86_399)
        let found = join(
            [], [
                row(-1, asked: 5, asker: nil), row(-2, asked: 5, asker: nil), LogRow(id: -3, asked: day, asker: "mei"),
                LogRow(id: -4, asked: day, asker: "mei"),
            ])
        #expect(found.faults.isEmpty)
        #expect(found.joined().count == 4)
    }

    @Test("a row that contradicts its thread is reported field by field, with both numbers")
    func contradictions() {
        let threads = [thread("a", 1, asked: 10, answered: ("lian", 20)), thread("b", 2, asked: 10, asker: "sam")]
        let found = join(
            threads,
            [
                row(-1, asked: 11, asker: "kim", answered: ("noor", 21), thread: "a"),
                row(-2, asked: 10, asker: "sam", answered: ("lian", 30), thread: "b"),
            ])
        #expect(found.faults == [
            .contradiction(row: -1, question: 1, field: .asked), .contradiction(row: -1, question: 1, field: .asker),
            .contradiction(row: -1, question: 1, field: .firstAnswer), .contradiction(row: -1, question: 1, field: .answerer),
            .contradiction(row: -2, question: 2, field: .firstAnswer),
        ])
        #expect(found.joined()[0] == threads[0].question)
    }

    @Test("a date agrees with every instant of its day, and a bot's answer is not the thread's first")
    func agreement() {
        let day = ClockTime.day(first: 0, last: 86_399)
        var archived = thread("a", 1, asked: 10, answered: ("lian", 20))
        archived.question.answers.append(ClockAnswer(person: "robot", at: .instant(11)))
        archived.question.answers.append(ClockAnswer(person: "mei", at: .instant(12)))
        let found = join(
            [archived], [LogRow(id: -1, asked: day, asker: "mei", firstAnswer: day, answerer: "lian", thread: "a")], bots: ["robot"])
        #expect(found.faults.isEmpty)
    }

    @Test("a row may name a thread that isn't there: it counts, unarchived, and is reported")
    func unknownThread() {
        let found = join([], [row(-1, asked: 5, thread: "gone")])
        #expect(found.faults == [.unknownThread(row: -1, slug: "gone")])
        #expect(found.joined()[0].isArchived == false)
    }

    @Test("an answer before its question in the log is the clock's fault value, with the row's number")
    func negative() {
        let set = join([], [row(-9, asked: 100, answered: ("lian", 40))]).joined()
        let report = ClockReport(set, settings: ClockSettings(), asOf: 1_000)
        #expect(report.faults == [.answerBeforeQuestion(question: -9, answer: 0, seconds: 60)])
        #expect(report.questions == 0)
    }

    @Test("coverage says for each month how many of its questions are archived")
    func coverage() {
        let march = 1_772_323_200  // 2026-03-01T00:00:00Z
        let found = join(
            [thread("a", 1, asked: march + 10), thread("b", 2, asked: march + 86_400 * 40)],
            [row(-1, asked: march + 10, thread: "a"), row(-2, asked: march + 20), row(-3, asked: march - 1)])
        let zone = ZoneOffsets(fixed: 3_600)
        let report = ClockReport(found.joined(), settings: ClockSettings(zone: zone), asOf: march + 86_400 * 50)
        #expect(report.coverage == [
            MonthCoverage(month: CalendarMonth(year: 2026, month: 3), asked: 3, archived: 1),
            MonthCoverage(month: CalendarMonth(year: 2026, month: 4), asked: 1, archived: 1),
        ])
    }
}
