import ArgumentParser
import KnowledgeBase
import SiteGenerator

struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Prints the answer clock's figures.",
        discussion: """
            How long a first answer takes, with the questions that nobody answered counted as what they are; whether promises are kept; \
            who answers. Nothing is written.

            json is what the built site has as clock.json. csv has one figure a line, as section,item,figure,value, with the sections \
            summary, any_reply, quantiles, share_within, promises, leaderboard, months, tags and coverage; with --overdue it lists the \
            overdue questions, as thread,promise,asked,due,overdue_seconds. Times are in seconds and shares are between 0 and 1; a value \
            that is not reached, or rests on too few questions, is empty (null in json).
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv }

    @OptionGroup var arguments: SiteArguments

    @Option(name: .long, help: "table, json or csv.")
    var format = Format.table

    @Option(name: .long, help: ArgumentHelp("Only questions with this tag.", valueName: "TAG"))
    var tag: String?

    @Option(name: .long, help: ArgumentHelp("Only questions that this person answered, and the person's own row of the leaderboard.", valueName: "HANDLE"))
    var person: String?

    @Option(name: .long, help: ArgumentHelp("Only questions asked on this day or later (or at this time, with an offset).", valueName: "DATE"))
    var from: String?

    @Option(name: .long, help: ArgumentHelp("Only questions asked on this day or earlier (or before this time, with an offset).", valueName: "DATE"))
    var to: String?

    @Option(name: .long, help: ArgumentHelp("Whose answers the leaderboard ranks: all, or those of the last 365d, 90d or 30d.", valueName: "all|365d|90d|30d"))
    var window = Window.all

    enum Window: String, ExpressibleByArgument, CaseIterable {
        case all, year = "365d", quarter = "90d", month = "30d"

        var days: Int? {
            switch self {
            case .all: nil
            case .year: 365
            case .quarter: 90
            case .month: 30
            }
        }
    }

    @Flag(name: .long, help: "List the overdue questions.")
    var overdue = false

    func validate() throws {
        for (name, value) in [("--from", from), ("--to", to)] {
            if let value, (try? WrittenTime(parsing: value.utf8)) == nil {
                throw ValidationError("\(name) must be a date or a time with an offset, as 2026-06-30 or 2026-06-30T12:00:00+02:00")
            }
        }
    }

    func run() async throws {
        try await reportingFailures {
            var line = ProgressLine(isQuiet: false)
            let loaded = try LoadedSite.load(try arguments.options()) { stage, done, count in
                line.show(count > 0 ? "\(stage.rawValue) \(done) of \(count)" : "\(stage.rawValue)…")
            }
            line.show("counting…")
            let figures = try figures(loaded)
            line.clear()
            switch format {
            case .table: writeOutput(clockTable(figures, overdueOnly: overdue))
            case .json: writeOutput(clockJSON(figures, withOverdue: overdue))
            case .csv: writeOutput(clockCSV(figures, overdueOnly: overdue))
            }
            // The figures stand without what could not be read, and that must not go unnoticed.
            if loaded.diagnostics.hasErrors {
                writeError("\(loaded.diagnostics.tally); the files with errors are not counted ('answerable check' lists them)\n")
                throw ExitStatus.contentHasErrors
            }
        }
    }

    private func figures(_ loaded: LoadedSite) throws -> ClockFigures {
        var selection = StatsSelection()
        selection.tag = tag
        selection.person = person
        selection.boardDays = window.days
        selection.from = from.flatMap { try? WrittenTime(parsing: $0.utf8) }.map { loaded.site.timeZone.timestamp($0).instant }
        selection.to = to.flatMap { try? WrittenTime(parsing: $0.utf8) }.map { end(of: $0, in: loaded.site.timeZone) }
        do {
            return try ClockFigures(loaded, selection)
        } catch {
            throw UsageError("the site has no \(error.kind) '\(error.name)'")
        }
    }

    /// A day is meant to its end.
    private func end(of time: WrittenTime, in zone: SiteTimeZone) -> Instant {
        guard time.secondOfDay == nil else { return zone.timestamp(time).instant }
        let next = CivilDate(daysSince1970: time.date.daysSince1970 + 1)
        return zone.timestamp(WrittenTime(date: next, secondOfDay: nil, offset: nil)).instant
    }
}
