import ArgumentParser
import Foundation
import KnowledgeBase
import SiteGenerator

/// Which site, judged when, parsed by how many: the options that several commands share.
struct SiteArguments: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The site's folder: the one that holds Content/.", valueName: "DIR"))
    var site = "."

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The instant that the figures are judged at, as 2026-06-30T12:00:00+02:00; without an offset, in the site's time zone. Without the option: 'as_of' of site.yml, SOURCE_DATE_EPOCH, the content's last commit, or the newest time in the content.",
            valueName: "TIME"))
    var asOf: String?

    @Flag(name: .long, help: "Include drafts.")
    var drafts = false

    @Option(name: .long, help: ArgumentHelp("How many processes parse at once. Without it, one for each core.", valueName: "N"))
    var jobs: Int?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
        if let asOf {
            do throws(WrittenTimeFault) { _ = try WrittenTime(parsing: asOf.utf8) } catch {
                throw ValidationError("--as-of: \(error.message) (\(error.advice))")
            }
        }
    }

    func options() throws -> BuildOptions {
        guard isFolder(site + "/Content") else {
            throw UsageError("there is no folder 'Content' in '\(site)' (run 'answerable init \(site)' to make a site, or name another folder with --site)")
        }
        var options = BuildOptions(site: site, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        options.asOf = asOf.flatMap { try? WrittenTime(parsing: $0.utf8) }
        options.sourceDateEpoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"]
        options.includesDrafts = drafts
        options.worker = (ownExecutable(), [ParseWorkerCommand.name])
        return options
    }
}

/// The path of the running program: its workers are copies of it.
func ownExecutable() -> String {
    Bundle.main.executablePath ?? CommandLine.arguments[0]
}
