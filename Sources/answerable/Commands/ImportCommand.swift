import ArgumentParser
import Diagnostics
import Importers
import SiteGenerator

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings a conversation that you already had into a site.",
        discussion: """
            Writes threads, people and tags as content files. Importing again adds what is new; a file that somebody edited is never overwritten. \
            How to get each export, and what is taken of it, is in Docs/Import.md.

              answerable import stackexchange dump/ --into my-site
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case stackexchange }

    @Argument(help: "What kind of export it is: stackexchange.")
    var kind: Kind

    @Argument(help: "The export: for stackexchange the dump's folder, with Posts.xml in it.")
    var path: String

    @Option(name: .long, help: ArgumentHelp("The site's folder. It is made where missing.", valueName: "DIR"))
    var into: String

    @Option(name: .long, help: ArgumentHelp("The licence of posts that name none, as 'CC BY-SA 4.0'.", valueName: "LICENCE"))
    var licence: String?

    @Option(name: .long, help: ArgumentHelp("Only questions asked on that day or later, as 2025-01-01.", valueName: "DATE"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("The address of the live site, as https://coffee.stackexchange.com, for links to each post.", valueName: "URL"))
    var siteURL: String?

    func validate() throws {
        if let since, Self.time(since) == nil { throw ValidationError("--since must be a date, as 2025-01-01") }
        if let siteURL, !siteURL.utf8.starts(with: "https://".utf8), !siteURL.utf8.starts(with: "http://".utf8) {
            throw ValidationError("--site-url must begin with https://")
        }
    }

    func run() async throws {
        try await reportingFailures {
            var line = ProgressLine(isQuiet: false)
            do throws(ImportError) {
                let options = ImportOptions(
                    source: path, destination: into, licence: licence, since: since.flatMap(Self.time), siteURL: siteURL)
                let (summary, diagnostics) = try importStackExchange(options) { progress in
                    line.show("\(progress.stage.rawValue) \(progress.total > 0 ? progress.done * 100 / progress.total : 0)%")
                }
                line.clear()
                printText(diagnostics)
                writeOutput(report(summary))
            } catch {
                line.clear()
                try report(error)
            }
        }
    }

    private func report(_ summary: ImportSummary) -> String {
        var text = "\(summary.questions) questions, \(summary.answers) answers (\(summary.accepted) accepted), \(summary.comments) comments, "
        text += "\(summary.people) people, \(summary.tags) tags\n"
        text += "\(summary.filesCreated) files new, \(summary.filesUpdated) updated, \(summary.filesUnchanged) unchanged\n"
        // What was left, and why: only where there is something to say.
        let left: [(Int, String)] = [
            (summary.beforeSince, "questions left out: asked before --since"),
            (summary.orphanAnswers, "answers left out: their question is not in the export"),
            (summary.orphanComments, "comments left out: their post is not in the export"),
            (summary.otherPosts, "posts left out: neither question nor answer"),
            (summary.filesEdited, "files left alone: somebody edited them"),
            (summary.filesDeleted, "files not written again: somebody deleted them"),
            (summary.goneFromSource, "threads kept that the export no longer has"),
        ]
        for (count, what) in left where count > 0 { text += "\(count) \(what)\n" }
        return text
    }

    private func report(_ error: ImportError) throws {
        switch error {
        case .brokenSource(let diagnostics):
            printText(diagnostics)
            throw ExitStatus.contentHasErrors
        case .unreadable(let path, let reason): throw MachineError("cannot read", path, detail: reason)
        case .unwritable(let path, let reason): throw MachineError("cannot write", path, detail: reason)
        }
    }

    private func printText(_ diagnostics: [Diagnostic]) {
        let printer = TextPrinter(isColoured: Terminal.isColoured(Terminal.isErrorTerminal), width: Terminal.width)
        writeError(printer.print(diagnostics.inOrder()) { _ in nil })
    }

    /// A day alone begins at its midnight in UTC.
    private static func time(_ text: String) -> ImportedTime? {
        ImportedTime(iso: Array(text.utf8)) ?? ImportedTime(iso: Array((text + "T00:00:00Z").utf8))
    }
}
