import ArgumentParser
import Diagnostics
import Foundation
import SiteGenerator
import Synchronization

/// The site that was built: the process ends at once, and its memory with it, where giving every part back would take a twentieth of a second.
private let leftToTheEnd = Mutex<PlannedSite?>(nil)

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

    @Flag(name: .long, help: "Tell how long each stage took.")
    var timings = false

    @Option(name: .long, help: "How errors and warnings are printed: text, json (with what was built), github or sarif.")
    var format = DiagnosticFormat.text

    func run() async throws {
        try await reportingFailures {
            var options = try arguments.options()
            options.output = output
            options.isClean = clean
            options.remember()
            if let folder = options.sourceFolderOfOutput {
                throw UsageError("'\(options.outputFolder)' lies in the \(folder.lowercased()) (name a folder outside '\(folder)' with --output)")
            }
            let progress = Progress(isQuiet: quiet)
            defer { progress.end() }
            progress.report(.discover, 0, 0)
            let beginning = BuildReceipt.beginning(options)
            if let receipt = BuildReceipt.standing(beginning, options) {
                progress.end()
                try tell(receipt, options, progress)
                return
            }
            let (site, summary) = try await buildSite(options, progress: progress.report, made: { progress.advance() }, from: beginning)
            progress.end()
            leftToTheEnd.withLock { $0 = site }
            if format == .json {
                writeOutput(json(summary, site.diagnostics, asOf: site.loaded.asOfText, options, progress, source: site.loaded.source))
            } else {
                printDiagnostics(site.diagnostics, of: site.loaded, as: format)
            }
            if let summary {
                if let obstacle = summary.output.obstacle {
                    writeError(
                        "note: '\(options.outputFolder)' was not exchanged as a whole, its files were replaced one by one: \(obstacle)\n")
                }
                if !quiet, format != .json { writeError(report(summary, site.diagnostics, asOf: site.loaded.asOfText, options, progress)) }
            } else if format != .json {
                writeError("nothing was written: mend the templates first\n")
            }
            if site.diagnostics.hasErrors || strict && !site.diagnostics.isEmpty { throw ExitStatus.contentHasErrors }
        }
    }

    /// Nothing had to be done: says what the last build said.
    private func tell(_ receipt: BuildReceipt, _ options: BuildOptions, _ progress: Progress) throws {
        if format == .json {
            writeOutput(json(receipt.summary, receipt.diagnostics, asOf: receipt.asOf, options, progress) { receipt.source($0, options) })
        } else {
            printDiagnostics(receipt.diagnostics, as: format) { receipt.source($0, options) }
        }
        if !quiet, format != .json { writeError(report(receipt.summary, receipt.diagnostics, asOf: receipt.asOf, options, progress)) }
        if receipt.diagnostics.hasErrors || strict && !receipt.diagnostics.isEmpty { throw ExitStatus.contentHasErrors }
    }

    private func report(_ summary: BuildSummary, _ diagnostics: [Diagnostic], asOf: String, _ options: BuildOptions, _ progress: Progress) -> String {
        let output = summary.output
        var text = [
            counted(summary.threads, "thread"), counted(summary.answers, "answer"), counted(summary.people, "person", "people"),
            counted(summary.tags, "tag"), counted(summary.rules, "rule"),
        ].joined(separator: ", ") + "\n"
        text += "\(counted(summary.files, "file")): \(output.written) written, \(output.unchanged) unchanged, \(output.deleted) deleted\n"
        text += report(progress)
        text += "figures as of \(asOf)\n"
        if !diagnostics.isEmpty { text += diagnostics.tally + "\n" }
        // Scripts and people take the last line for the place to look at.
        return text + home(options) + "\n"
    }

    private func home(_ options: BuildOptions) -> String {
        let folder = options.outputFolder
        return (folder.utf8.starts(with: "./".utf8) ? String(folder.dropFirst(2)) : folder) + "/index.html"
    }

    /// The same for programs: `site`, `files`, `as_of`, `index`, `seconds`, `stages` and `diagnostics`. `site`, `files` and `index` are `null` where
    /// nothing could be written.
    private func json(
        _ summary: BuildSummary?, _ diagnostics: [Diagnostic], asOf: String, _ options: BuildOptions, _ progress: Progress,
        source: @escaping (String) -> SourceFile?
    ) -> [UInt8] {
        jsonObject { json in
            json.key("site")
            if let summary {
                json.object { json in
                    json.member("threads", summary.threads)
                    json.member("answers", summary.answers)
                    json.member("people", summary.people)
                    json.member("tags", summary.tags)
                    json.member("rules", summary.rules)
                }
            } else {
                json.null()
            }
            json.key("files")
            if let summary {
                json.object { json in
                    json.member("all", summary.files)
                    json.member("written", summary.output.written)
                    json.member("unchanged", summary.output.unchanged)
                    json.member("deleted", summary.output.deleted)
                }
            } else {
                json.null()
            }
            json.member("as_of", asOf)
            json.key("index")
            if summary == nil { json.null() } else { json.string(home(options)) }
            json.key("seconds")
            json.number(milliseconds(progress.seconds))
            json.key("stages")
            json.object { json in
                for stage in progress.timings {
                    json.key(stage.stage.rawValue)
                    json.number(milliseconds(stage.seconds))
                }
            }
            json.key("diagnostics")
            JSONPrinter().write(diagnostics, into: &json, sources: source)
        }
    }

    /// Seconds, to the millisecond.
    private func milliseconds(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }

    /// How long it took: every stage with `--timings`, else for somebody who waited the slowest one.
    private func report(_ progress: Progress) -> String {
        func shown(_ seconds: Double) -> String { String(format: "%.2f s", seconds) }
        if timings {
            return progress.timings.map { "\($0.stage.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0))\(shown($0.seconds))\n" }.joined()
                + "together \(shown(progress.seconds))\n"
        }
        guard Terminal.isErrorTerminal, progress.seconds > 1, let slowest = progress.timings.max(by: { $0.seconds < $1.seconds }) else { return "" }
        return "\(shown(progress.seconds)), of which \(slowest.stage.rawValue) took \(shown(slowest.seconds))\n"
    }
}
