import ArgumentParser
import Diagnostics
import SiteGenerator

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks content and templates without writing anything.",
        discussion: """
            Reports every fault of every file as 'path:line:column: error: what (what to do)'. The formats json, github (annotations of a \
            GitHub workflow) and sarif go to standard output.
            """)

    @OptionGroup var arguments: SiteArguments

    @Option(name: .long, help: "text, json, github or sarif.")
    var format = DiagnosticFormat.text

    @Flag(name: .long, help: "Treat warnings as errors.")
    var strict = false

    func run() async throws {
        try await reportingFailures {
            let progress = Progress()
            defer { progress.end() }
            let loaded = try LoadedSite.load(try arguments.options(), progress: progress.report)
            let site = PlannedSite(loaded)
            progress.end()
            printDiagnostics(site.diagnostics, of: loaded, as: format)
            if format == .text { writeError(site.diagnostics.isEmpty ? "no faults\n" : site.diagnostics.tally + "\n") }
            if site.diagnostics.hasErrors || strict && !site.diagnostics.isEmpty { throw ExitStatus.contentHasErrors }
        }
    }
}
