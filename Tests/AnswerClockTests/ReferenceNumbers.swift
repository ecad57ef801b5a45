import Foundation
import Testing

@testable import AnswerClock

/// The numbers that `Scripts/clock-reference/make_reference.py` stored: a key's value is `nil` where R says NA.
typealias Numbers = [String: Double?]

struct SyntheticCase: Decodable, CustomTestStringConvertible {
    struct Sample: Decodable {
        let seconds: [Int]
        let answered: [Int]

        var observations: [ObservedTime] {
            zip(seconds, answered).map { ObservedTime(seconds: $0, answered: $1 == 1) }
        }
    }

    let name: String
    let samples: [Sample]
    let numbers: Numbers

    var testDescription: String { name }

    static let all: [SyntheticCase] = referenceFile("synthetic.json")
}

struct DumpCase: Decodable, CustomTestStringConvertible {
    struct Counts: Decodable, Equatable {
        let questions: Int
        let answered: Int
        let selfOnly: Int
        let faulty: Int
    }

    let name: String
    let folder: String
    let asOf: Int
    let counts: Counts
    let numbers: Numbers

    var testDescription: String { name }

    static let all: [DumpCase] = referenceFile("dumps.json")
}

/// The package's folder, found from this file.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// Stored numbers are part of the tests: without them there is nothing to test, and that must be seen.
private func referenceFile<Value: Decodable>(_ name: String) -> [Value] {
    do {
        let data = try Data(contentsOf: packageRoot.appending(path: "Tests/AnswerClockTests/Reference/\(name)"))
        return try JSONDecoder().decode([Value].self, from: data)
    } catch {
        Issue.record("the reference numbers in \(name) cannot be read: \(error)")
        return []
    }
}

/// Compares to 1e-9 relative; `nil` equals only `nil`.
func expectEqual(
    _ found: Double?, _ expected: Double?, _ what: String, sourceLocation: SourceLocation = #_sourceLocation
) {
    let isEqual = switch (found, expected) {
    case (nil, nil): true
    case (let found?, let expected?): abs(found - expected) <= 1e-9 * max(abs(found), abs(expected))
    default: false
    }
    #expect(
        isEqual, "\(what): found \(found.map { "\($0)" } ?? "nil"), expected \(expected.map { "\($0)" } ?? "nil")",
        sourceLocation: sourceLocation)
}

let referenceLimits = [60, 600, 3_600, 14_400, 86_400, 604_800, 2_592_000]

/// Every number that the script stores of one sample.
func expectReference(_ observations: [ObservedTime], _ numbers: Numbers, _ name: String) {
    let curve = SurvivalCurve(observations)
    func number(_ key: String) -> Double? { numbers[key] ?? nil }
    #expect(Double(curve.count) == number("n"), "\(name): n")
    #expect(Double(curve.events) == number("events"), "\(name): events")
    expectEqual(naiveMedian(observations), number("naive"), "\(name): naive median")
    for quantile in curve.quantiles() {
        let key = "q\(Int((quantile.share * 100).rounded()))"
        expectEqual(quantile.seconds, number(key), "\(name): \(key)")
        expectEqual(quantile.low, number(key + "low"), "\(name): \(key) low")
        expectEqual(quantile.high, number(key + "high"), "\(name): \(key) high")
    }
    for limit in referenceLimits {
        let share = curve.share(within: limit)
        expectEqual(share?.share, number("s\(limit)"), "\(name): share within \(limit)")
        expectEqual(share?.low, number("s\(limit)low"), "\(name): share within \(limit), low")
        expectEqual(share?.high, number("s\(limit)high"), "\(name): share within \(limit), high")
    }
    #expect(Double(curve.steps.count) == number("steps"), "\(name): steps")
    expectEqual(curve.steps.reduce(0) { $0 + $1.survival }, number("sumsurvival"), "\(name): sum of survival")
    expectEqual(
        curve.steps.map(\.greenwood).filter(\.isFinite).reduce(0, +), number("sumgreenwood"), "\(name): sum of variances")
}
