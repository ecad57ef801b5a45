import ArgumentParser
import Diagnostics
import SiteGenerator

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Builds the site into a folder for any web host.",
        discussion: """
            Reads Content/, and Templates/ where the site has its own, and writes Output/. Only files that a build wrote are ever changed or \
            deleted there. A file with errors costs its own page; the rest of the site is built all the same, and the exit code is 1.
            """)

    @OptionGroup var arguments: SiteArguments

    @Option(name: .long, help: ArgumentHelp("Where the site is written. Without it: Output/ in the site's folder.", valueName: "DIR"))
    var output: String?

    @Flag(name: .long, help: "Treat warnings as errors.")
    var strict = false

    @Flag(name: .long, help: "Delete what the last build wrote, and write everything anew.")
    var clean = false

    @Flag(name: .long, help: "Print nothing but errors and warnings.")
    var quiet = false

    @Option(name: .long, help: "How errors and warnings are printed: text, json, github or sarif.")
    var format = DiagnosticFormat.text

    func run() async throws {
        try await reportingFailures {
            var options = try arguments.options()
            options.output = output
            options.isClean = clean
            if let folder = options.sourceFolderOfOutput {
                throw UsageError("'\(options.outputFolder)' lies in the \(folder.lowercased()) (name a folder outside '\(folder)' with --output)")
            }
            var line = ProgressLine(isQuiet: quiet)
            let (site, summary) = try await buildSite(options) { stage, done, count in
                line.show(count > 0 ? "\(stage.rawValue) \(done) of \(count)" : "\(stage.rawValue)…")
            }
            line.clear()
            printDiagnostics(site.diagnostics, of: site.loaded, as: format)
            if let summary {
                if let obstacle = summary.output.obstacle {
                    writeError(
                        "note: '\(options.outputFolder)' was not exchanged as a whole, its files were replaced one by one: \(obstacle)\n")
                }
                if !quiet { writeError(report(summary, site, options)) }
            } else {
                writeError("nothing was written: mend the templates first\n")
            }
            if site.diagnostics.hasErrors || strict && !site.diagnostics.isEmpty { throw ExitStatus.contentHasErrors }
        }
    }

    private func report(_ summary: BuildSummary, _ site: PlannedSite, _ options: BuildOptions) -> String {
        let output = summary.output
        var text = [
            counted(summary.threads, "thread"), counted(summary.answers, "answer"), counted(summary.people, "person", "people"),
            counted(summary.tags, "tag"), counted(summary.rules, "rule"),
        ].joined(separator: ", ") + "\n"
        text += "\(counted(summary.files, "file")): \(output.written) written, \(output.unchanged) unchanged, \(output.deleted) deleted\n"
        text += "figures as of \(site.loaded.asOfText)\n"
        if !site.diagnostics.isEmpty { text += site.diagnostics.tally + "\n" }
        // Scripts and people take the last line for the place to look at.
        let folder = options.outputFolder
        return text + (folder.utf8.starts(with: "./".utf8) ? String(folder.dropFirst(2)) : folder) + "/index.html\n"
    }
}
