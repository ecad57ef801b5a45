import ArgumentParser
import KnowledgeBase
import SiteGenerator

struct CurateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "curate",
        abstract: "Suggests what a curator may look at next.",
        discussion: """
            Threads that ask nearly the same, tags that may be one, tags that order nothing, questions of the log that are asked again and again \
            and have no thread, and threads that nobody looked at for long. Suggestions: the exit code is 0.

            Two threads are as alike as the share of what the one question's most telling words are worth that the other has too.
            """)

    @OptionGroup var arguments: SiteArguments

    @Option(name: .long, help: ArgumentHelp("How alike two threads must be, in percent.", valueName: "N"))
    var likeness = 30

    @Option(name: .long, help: ArgumentHelp("How long nobody looked, as 365d. Without it: 'stale_after' of site.yml, else a year.", valueName: "TIME"))
    var stale: String?

    @Option(name: .long, help: ArgumentHelp("How many of each kind are shown; json has all.", valueName: "N"))
    var limit = 20

    @Option(name: .long, help: "text or json.")
    var format = TextFormat.text

    func validate() throws {
        if !(1...100).contains(likeness) { throw ValidationError("--likeness must be from 1 to 100") }
        if limit < 1 { throw ValidationError("--limit must be at least 1") }
        if let stale, let fault = readDays(stale).fault { throw ValidationError("--stale: \(fault)") }
    }

    func run() async throws {
        try await reportingFailures {
            var line = ProgressLine(isQuiet: false)
            let loaded = try LoadedSite.load(try arguments.options()) { stage, done, count in
                line.show(count > 0 ? "\(stage.rawValue) \(done) of \(count)" : "\(stage.rawValue)…")
            }
            line.show("comparing…")
            let report = try loaded.curation(likeness: Double(likeness) / 100, staleAfterDays: stale.flatMap { readDays($0).days })
            line.clear()
            switch format {
            case .text: writeOutput(report.text(limit: limit))
            case .json: writeOutput(report.json)
            }
        }
    }
}
