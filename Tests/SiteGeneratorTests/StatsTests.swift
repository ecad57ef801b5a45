import AnswerClock
import Foundation
import KnowledgeBase
import Testing

@testable import SiteGenerator

/// A site in a temporary folder, removed when the test is over.
private func withSite<Result>(_ files: [String: String], _ body: (LoadedSite) throws -> Result) throws -> Result {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("answerable-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
        let url = root.appendingPathComponent("Content/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
    var options = BuildOptions(site: root.path)
    options.asOf = try WrittenTime(parsing: "2026-06-30T12:47:12Z".utf8)
    return try body(LoadedSite.load(options))
}

private let settings = "title: Test\nclock: { minimum_sample: 5 }\n"

private func log(_ rows: [String]) -> String { "asked,asker,first_answer,answerer,thread,tags\n" + rows.map { $0 + "\n" }.joined() }

/// One question an hour, answered after as many minutes as its number says.
private func answered(_ minutes: [Int?]) -> [String] {
    minutes.enumerated().map { index, minute in
        let hour = index < 10 ? "0\(index)" : "\(index)"
        let answer = minute.map { "2026-03-02T\(hour):\($0 < 10 ? "0\($0)" : "\($0)"):00Z,lian" } ?? ","
        return "2026-03-02T\(hour):00:00Z,mei,\(answer),,start"
    }
}

private func json(_ figures: ClockFigures, withOverdue: Bool = false) throws -> [String: JSONValue] {
    try JSONDecoder().decode([String: JSONValue].self, from: Data(clockJSON(figures, withOverdue: withOverdue)))
}

/// Any JSON, so that a test can ask what is there.
private enum JSONValue: Decodable, Hashable {
    case null, boolean(Bool), number(Double), text(String), list([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let boolean = try? value.decode(Bool.self) {
            self = .boolean(boolean)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    subscript(_ key: String) -> JSONValue? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    var keys: Set<String> {
        if case .object(let object) = self { Set(object.keys) } else { [] }
    }

    var items: [JSONValue] {
        if case .list(let list) = self { list } else { [] }
    }
}

@Suite("The figures as files and tables")
struct StatsTests {
    private let rule = """
        ---
        title: An answer within the hour
        since: 2026-01-01
        promise: { first_answer_within: 1h, share: 50% }
        ---
        We answer within the hour.
        """

    @Test("the JSON has the documented keys")
    func keys() throws {
        let files = ["site.yml": settings, "rules/hour.md": rule, "log/2026.csv": log(answered([5, 6, 7, 8, 9, nil]))]
        try withSite(files) { site in
            let json = try json(ClockFigures(site))
            let wanted: Set = [
                "as_of", "questions", "answered", "unanswered", "self_answered_only", "date_only", "naive_median_seconds", "quantiles",
                "share_within", "promises", "leaderboard", "coverage", "any_reply",
            ]
            #expect(wanted.isSubset(of: Set(json.keys)))
            #expect(json["as_of"] == .text("2026-06-30T12:47:12Z"))
            #expect(json["questions"] == .number(6))
            #expect(json["answered"] == .number(5))
            #expect(json["unanswered"] == .number(1))
            #expect(json["naive_median_seconds"] == .number(420))
            #expect(json["quantiles"]?.keys == ["25", "50", "75", "90"])
            #expect(json["quantiles"]?["50"]?.keys == ["seconds", "low", "high"])
            // Of six, one never answered: the third and the fourth stand in the middle.
            #expect(json["quantiles"]?["50"]?["seconds"] == .number(450))
            #expect(json["share_within"]?.keys == ["1h", "4h", "24h", "7d"])
            #expect(json["share_within"]?["1h"]?.keys == ["share", "low", "high"])
            let promise = try #require(json["promises"]?.items.first)
            #expect(
                promise.keys.isSuperset(of: [
                    "title", "within_seconds", "share", "low", "high", "promised_share", "kept", "broken", "overdue", "not_yet_due", "verdict",
                ]))
            #expect(promise["verdict"] == .text("kept"))
            #expect(promise["overdue"] == .number(1))
            let row = try #require(json["leaderboard"]?.items.first)
            #expect(
                row.keys == [
                    "person", "rank", "first_answers", "answers", "accepted", "people_helped", "median_seconds", "typical_seconds",
                    "share_within_promise",
                ])
            #expect(row["person"] == .text("lian"))
            #expect(row["rank"] == .number(1))
            #expect(json["coverage"]?.items.first?.keys == ["month", "asked", "archived"])
            #expect(json["coverage"]?.items.first?["month"] == .text("2026-03"))
        }
    }

    @Test("what is not reached is null, and says so in the table")
    func notReached() throws {
        try withSite(["site.yml": settings, "log/2026.csv": log(answered([1, 2, nil, nil, nil, nil, nil]))]) { site in
            let figures = try ClockFigures(site)
            let json = try json(figures)
            #expect(json["below_minimum_sample"] == .boolean(false))
            #expect(json["quantiles"]?["25"]?["seconds"] == .number(120))
            #expect(json["quantiles"]?["50"]?["seconds"] == .null)
            #expect(json["quantiles"]?["90"] == .object(["seconds": .null, "low": .null, "high": .null]))
            let table = clockTable(figures)
            #expect(table.utf8.contains("not reached".utf8))
            #expect(table.utf8.contains("naive median: the answered alone".utf8))
        }
    }

    @Test("below the minimum sample no figure is given, and the raw list stands in the table")
    func small() throws {
        try withSite(["site.yml": settings, "log/2026.csv": log(answered([7, nil, 3]))]) { site in
            let figures = try ClockFigures(site)
            let json = try json(figures)
            #expect(json["below_minimum_sample"] == .boolean(true))
            #expect(json["naive_median_seconds"] == .null)
            #expect(json["quantiles"]?["25"]?["seconds"] == .null)
            #expect(json["share_within"]?["24h"]?["share"] == .null)
            let table = clockTable(figures)
            #expect(table.utf8.contains("Too few questions for figures (3, and 5 are needed)".utf8))
            #expect(table.utf8.contains("2026-03-02T00:00:00Z     7 min  answered".utf8))
            #expect(table.utf8.contains("still waiting".utf8))
        }
    }

    @Test("nothing asked is said, not computed")
    func empty() throws {
        try withSite(["site.yml": settings]) { site in
            let figures = try ClockFigures(site)
            #expect(clockTable(figures).utf8.starts(with: "no questions".utf8))
            #expect(try json(figures)["questions"] == .number(0))
        }
    }

    @Test("tag, person, from and to narrow the figures, and a name that nobody bears is refused")
    func narrowed() throws {
        let rows = answered([5, 6, 7, 8, 9, 10]) + ["2026-04-01T00:00:00Z,mei,2026-04-01T01:00:00Z,noor,,other"]
        try withSite(["site.yml": settings, "log/2026.csv": log(rows)]) { site in
            func questions(_ change: (inout StatsSelection) -> Void) throws -> Int {
                var selection = StatsSelection()
                change(&selection)
                return try ClockFigures(site, selection).report.questions
            }
            #expect(try questions { _ in } == 7)
            #expect(try questions { $0.from = Instant(secondsSince1970: 1_774_000_000) } == 1)
            #expect(try questions { $0.to = Instant(secondsSince1970: 1_774_000_000) } == 6)
            #expect(throws: UnknownName.self) { try questions { $0.tag = "nothing-like-it" } }
            #expect(throws: UnknownName.self) { try questions { $0.person = "nobody" } }
            var selection = StatsSelection()
            selection.person = "noor"
            let figures = try ClockFigures(site, selection)
            #expect(figures.report.questions == 1)
            #expect(figures.rows.map(\.person) == ["noor"])
        }
    }

    @Test("the overdue list names the question, its due time and how late it is")
    func overdue() throws {
        try withSite(["site.yml": settings, "rules/hour.md": rule, "log/2026.csv": log(answered([5, 6, 7, 8, 9, nil]))]) { site in
            let figures = try ClockFigures(site)
            let csv = clockCSV(figures, overdueOnly: true)
            #expect(csv.utf8.contains(",An answer within the hour,2026-03-02T05:00:00Z,2026-03-02T06:00:00Z,10392432".utf8))
            #expect(clockTable(figures, overdueOnly: true).utf8.contains("(question log)".utf8))
            let promise = try #require(try json(figures, withOverdue: true)["promises"]?.items.first)
            #expect(promise["overdue_questions"]?.items.count == 1)
            #expect(try json(figures)["promises"]?.items.first?["overdue_questions"] == nil)
        }
    }

    @Test("a handle that begins like a formula is harmless in a spreadsheet")
    func formulas() throws {
        let rows = ["2026-03-02T00:00:00Z,mei,2026-03-02T00:05:00Z,-lian,,"]
        try withSite(["site.yml": settings, "log/2026.csv": log(rows)]) { site in
            for line in clockCSV(try ClockFigures(site)).utf8.split(separator: UInt8(ascii: "\n")) {
                for cell in line.split(separator: UInt8(ascii: ",")) where cell.first == UInt8(ascii: "-") {
                    #expect(Double(String(Substring(cell))) != nil)
                }
            }
        }
    }

    @Test("columns stand straight under wide characters")
    func wide() {
        var table = TextTable(["person": .left, "answers": .right])
        table.add("李安", "1")
        table.add("mei\u{1B}[31m", "22")
        #expect(table.print() == "  person    answers\n  李安            1\n  mei␛[31m       22\n")
    }
}
