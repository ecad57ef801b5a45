import ArgumentParser
import Diagnostics
import Foundation
import KnowledgeBase
import SiteGenerator

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks content and templates without writing anything.",
        discussion: """
            Reports every fault of every file as 'path:line:column: error: what (what to do)'. The formats json, github (annotations of a \
            GitHub workflow) and sarif go to standard output.

            Links that must not die:
              answerable check --against published/        an output of before, its sitemap.xml, or a list of addresses
              answerable check --against published/ --fix  adds the old address to the 'aliases' of the thread that it was of, by id or title
              answerable check --external                  asks every address on the web that the content links to

            --external needs 'curl'. It asks one address of a host after the other, for the head first, follows redirects, tries again what \
            is out of order, and keeps what it found in .answerable/external-links.tsv. Dead links are errors; what gave no clear answer is listed.
            """)

    @OptionGroup var arguments: SiteArguments

    @Option(name: .long, help: "text, json, github or sarif.")
    var format = DiagnosticFormat.text

    @Flag(name: .long, help: "Treat warnings as errors.")
    var strict = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Report every address of an older output that this site would no longer have. A folder, a sitemap, or a text file with one address a line.",
            valueName: "OUTPUT|LIST"))
    var against: String?

    @Flag(name: .long, help: "With --against: write addresses that are certain to be a thread's into its 'aliases'.")
    var fix = false

    @Option(
        name: .long,
        help: ArgumentHelp("Report answered threads that nobody wrote in or verified for so long, as 365d.", valueName: "TIME"))
    var stale: String?

    @Flag(name: .long, help: "Ask the addresses on the web that the content links to.")
    var external = false

    @Option(name: .long, help: ArgumentHelp("With --external: don't ask again for so long what was well, as 7d; 0 asks everything.", valueName: "TIME"))
    var keep = "7d"

    @Flag(name: .long, help: "With --external: also ask machines of the own network, such as localhost.")
    var privateHosts = false

    func validate() throws {
        if let stale, let fault = readDays(stale).fault { throw ValidationError("--stale: \(fault)") }
        if fix, against == nil { throw ValidationError("--fix mends what --against finds (name an older output with --against)") }
        if keep != "0", let fault = readDays(keep).fault { throw ValidationError("--keep: \(fault)") }
    }

    func run() async throws {
        try await reportingFailures {
            let progress = Progress()
            defer { progress.end() }
            let loaded = try LoadedSite.load(try arguments.options(), progress: progress.report)
            let site = PlannedSite(loaded)
            var checks = ExtraChecks()
            checks.against = against
            checks.fixesAliases = fix
            checks.staleAfterDays = stale.flatMap { readDays($0).days }
            let (extra, sources, fixes) = try site.extraDiagnostics(checks)
            progress.end()
            let report = external ? try externalReport(loaded) : nil
            let diagnostics = (site.diagnostics + extra + (report?.diagnostics ?? [])).inOrder()
            printDiagnostics(diagnostics, of: loaded, as: format) { path in sources.first { $0.path == path } }
            for fix in fixes { writeError("mended: Content/\(fix.contentPath) has the alias '\(fix.alias)' now\n") }
            if format == .text {
                if let report { writeError(summary(report)) }
                writeError(diagnostics.isEmpty ? "no faults\n" : diagnostics.tally + "\n")
            }
            if diagnostics.hasErrors || strict && !diagnostics.isEmpty { throw ExitStatus.contentHasErrors }
        }
    }

    private func externalReport(_ loaded: LoadedSite) throws -> ExternalLinkCheck.Report {
        guard ExternalLinkCheck.isPossible else {
            throw UsageError("--external asks through 'curl', and there is none on the PATH (install it: 'apt-get install curl', 'brew install curl')")
        }
        var options = ExternalLinkCheck.Options(
            now: Int(Date().timeIntervalSince1970), userAgent: "answerable-link-check/\(answerableVersion)",
            cache: arguments.site + "/.answerable/" + ExternalLinkCheck.cacheName)
        options.keepDays = keep == "0" ? 0 : readDays(keep).days ?? 7
        options.includesPrivate = privateHosts
        var line = ProgressLine(isQuiet: false)
        line.show("links…")
        defer { line.clear() }
        return try ExternalLinkCheck.run(loaded.externalLinks, options) { done, count in line.show("links \(done) of \(count)") }
    }

    private func summary(_ report: ExternalLinkCheck.Report) -> String {
        var text = report.unclear.map { "no clear answer: \($0.address) (\($0.reason))\n" }.joined()
        text += "\(counted(report.alive + report.dead + report.unclear.count, "address", "addresses")) on the web: \(report.alive) well, \(report.dead) dead, "
        text += "\(report.unclear.count) unclear"
        if report.known > 0 { text += "; \(report.known) known from before (--keep 0 asks again)" }
        if report.skipped > 0 { text += "; \(report.skipped) private, not asked (--private-hosts)" }
        return text + "\n"
    }
}
