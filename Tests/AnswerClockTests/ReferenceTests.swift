import Foundation
import Testing

@testable import AnswerClock

@Suite("The numbers of R's survival package")
struct ReferenceTests {
    @Test(
        "quantiles, shares, intervals and the whole curve equal R's on samples with ties and heavy censoring",
        arguments: SyntheticCase.all)
    func synthetic(_ reference: SyntheticCase) throws {
        let sample = try #require(reference.samples.first)
        expectReference(sample.observations, reference.numbers, reference.name)
    }

    @Test("the log-rank test equals R's survdiff", arguments: SyntheticCase.all.filter { $0.samples.count == 2 })
    func logRank(_ reference: SyntheticCase) throws {
        let test = try #require(LogRank(reference.samples[0].observations, reference.samples[1].observations))
        func number(_ key: String) -> Double? { reference.numbers[key] ?? nil }
        expectEqual(Double(test.observed), number("observed"), "observed")
        expectEqual(test.expected, number("expected"), "expected")
        expectEqual(test.chiSquared, number("chisq"), "chi-squared")
        expectEqual(test.pValue, number("p"), "p")
    }

    @Test("the public dumps give R's numbers, from the raw files through the definitions to the curve", arguments: DumpCase.all)
    func dumps(_ reference: DumpCase) throws {
        let folder = packageRoot.appending(path: "../shared/data/\(reference.folder)")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("skipped: the dump '\(reference.name)' is not on this machine")
            return
        }
        let dump = try readDump(reference.folder, at: folder)
        #expect(dump.newest == reference.asOf)
        let report = ClockReport(
            QuestionSet(dump.questions), settings: ClockSettings(people: ClockPeople(bots: dump.bots)), asOf: dump.newest)
        let counts = DumpCase.Counts(
            questions: report.questions, answered: report.answered, selfOnly: report.selfAnsweredOnly, faulty: report.faulty)
        #expect(counts == reference.counts)
        let judgements = Judgements(QuestionSet(dump.questions), people: ClockPeople(bots: dump.bots), asOf: dump.newest)
        expectReference(judgements.waits, reference.numbers, reference.name)
        #expect(report.summary.quantiles == SurvivalCurve(judgements.waits).quantiles())
    }

    @Test("the complete dump of one site: of 1,029 questions 987 have an answer, 977 of them by another person")
    func knownFigures() throws {
        let folder = packageRoot.appending(path: "../shared/data/stackexchange/beer-2020")
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("skipped: the dump 'beer-2020' is not on this machine")
            return
        }
        let dump = try readDump("stackexchange/beer-2020", at: folder)
        let report = ClockReport(
            QuestionSet(dump.questions), settings: ClockSettings(people: ClockPeople(bots: dump.bots)), asOf: dump.newest)
        #expect(report.questions == 1_029)
        #expect(report.answered == 977)
        #expect(report.selfAnsweredOnly == 10)
        expectEqual(report.summary.naiveMedianSeconds, 32_385, "the median of those answered by another, 9.00 h")
        // Taking any answer, the asker's own included, gives the figure published with the dump: 987 and 8.27 h.
        let anybody = dump.questions.map { question in
            var question = question
            question.asker = nil
            return question
        }
        let flattering = Judgements(QuestionSet(anybody), people: ClockPeople(), asOf: dump.newest)
        #expect(flattering.waits.filter(\.answered).count == 987)
        let hours = try #require(naiveMedian(flattering.waits)) / 3_600
        #expect((hours * 100).rounded() / 100 == 8.27)
    }
}
