import ArgumentParser
import Diagnostics
import Importers
import SiteGenerator
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The signal that asked the import to end; 0 while none has.
private let stopSignal = Atomic<Int32>(0)

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings a conversation that you already had into a site.",
        discussion: """
            Writes threads, people, tags and the question log as content files. Importing again adds what is new; a file that somebody edited is \
            never overwritten. How to get each export, and what is taken of it, is in Docs/Import.md.

              answerable import stackexchange dump/ --into my-site
              answerable import slack export/ --into my-site --channel help --only accepted

            KIND and what PATH is:
            \(ImportKind.allCases.map { "  \($0.rawValue): \($0.source)" }.joined(separator: "\n"))
            """)

    @Argument(help: ArgumentHelp("What kind of export it is: \(ImportKind.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "KIND"))
    var kind: ImportKind

    @Argument(help: "The export, a file or a folder.")
    var path: String

    @Option(name: .long, help: ArgumentHelp("The site's folder. It is made where missing.", valueName: "DIR"))
    var into: String

    @Option(name: .long, help: ArgumentHelp("The licence of posts that name none, as 'CC BY-SA 4.0'.", valueName: "LICENCE"))
    var licence: String?

    @Option(name: .long, help: ArgumentHelp("Only questions asked on that day or later, as 2025-01-01.", valueName: "DATE"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("The address of the live site, as https://coffee.stackexchange.com, for links to each post.", valueName: "URL"))
    var siteURL: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Which questions become threads: all, answered, accepted or reacted:N. All of a forum, the answered ones of chat and mail.", valueName: "WHICH"))
    var only: String?

    @Option(name: .long, help: ArgumentHelp("Only this channel, stream, topic, category or list. May be given again.", valueName: "NAME"))
    var channel: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only questions with this tag. May be given again.", valueName: "TAG"))
    var tag: [String] = []

    @Option(name: .long, help: ArgumentHelp("Keep people's names, write an alias for each, or drop them.", valueName: "keep|alias|drop"))
    var people = ImportOptions.People.keep

    @Option(name: .long, help: ArgumentHelp("What counts as a question in a chat: marked, likely, guessed or all.", valueName: "WHICH"))
    var questions = ImportOptions.Questions.likely

    @Flag(name: .long, inversion: .prefixedNo, help: "Take e-mail addresses and telephone numbers out. Chat and mail are redacted unless --no-redact is given.")
    var redact: Bool?

    @Flag(name: .long, help: "Copy attachments that are part of the export.")
    var assets = false

    @Flag(name: .long, help: "Write nothing; tell what would be written.")
    var dryRun = false

    @Option(name: .long, help: "text or json: what was taken, left and written.")
    var format = TextFormat.text

    func validate() throws {
        if let only, ImportOptions.Only(only) == nil { throw ValidationError("--only must be all, answered, accepted or reacted:N") }
        if kind == .stackexchange, !channel.isEmpty { throw ValidationError("a dump of Stack Exchange has no channels; choose with --tag") }
        if kind == .stackexchange, assets { throw ValidationError("a dump of Stack Exchange holds no attachments, so --assets has nothing to copy") }
        if !kind.isChat, questions != .likely { throw ValidationError("--questions is for chats and mail; every topic of \(kind.rawValue) is a question") }
        if let since, Self.time(since) == nil { throw ValidationError("--since must be a date, as 2025-01-01") }
        if let siteURL, !siteURL.utf8.starts(with: "https://".utf8), !siteURL.utf8.starts(with: "http://".utf8) {
            throw ValidationError("--site-url must begin with https://")
        }
    }

    func run() async throws {
        try await reportingFailures {
            var line = ProgressLine(isQuiet: false)
            Self.watchForSignals()
            do throws(ImportError) {
                let (summary, diagnostics) = try runImport(kind, options) { (progress) throws(ImportError) in
                    if case let signal = stopSignal.load(ordering: .relaxed), signal != 0 { throw .stopped(signal: signal) }
                    line.show("\(progress.stage.rawValue) \(progress.total > 0 ? progress.done * 100 / progress.total : 0)%")
                }
                line.clear()
                let report = ImportReport(kind: kind, summary: summary, site: into, isDryRun: dryRun)
                switch format {
                case .text:
                    printText(diagnostics)
                    writeOutput(report.text)
                case .json: writeOutput(report.json(diagnostics.inOrder()))
                }
            } catch {
                line.clear()
                try report(error)
            }
        }
    }

    private var options: ImportOptions {
        var options = ImportOptions(source: path, destination: into, licence: licence, since: since.flatMap(Self.time), siteURL: siteURL.map(Self.withoutSlash))
        options.only = only.flatMap { ImportOptions.Only($0) }
        options.channels = channel.map { $0.utf8.first == UInt8(ascii: "#") ? String(Substring($0.utf8.dropFirst())) : $0 }
        options.tags = tag
        options.people = people
        options.questions = questions
        options.redacts = redact
        options.copiesAssets = assets
        options.isDryRun = dryRun
        return options
    }

    private static func withoutSlash(_ address: String) -> String {
        var address = address
        while address.utf8.last == UInt8(ascii: "/") { address.unicodeScalars.removeLast() }
        return address
    }

    private func report(_ error: ImportError) throws {
        switch error {
        case .brokenSource(let diagnostics):
            switch format {
            case .text: printText(diagnostics)
            case .json: writeOutput(ImportReport(kind: kind, summary: ImportSummary(), site: into, isDryRun: dryRun).json(diagnostics.inOrder()))
            }
            throw ExitStatus.contentHasErrors
        case .unreadable(let path, let reason): throw MachineError("cannot read", path, detail: reason)
        case .unwritable(let path, let reason): throw MachineError("cannot write", path, detail: reason)
        case .stopped(let number):
            writeError("stopped; the site is as it was\n")
            // Whoever waits for this process is to see that it ended by the signal.
            signal(number, SIG_DFL)
            // The threads of the concurrency runtime keep signals away from themselves.
            var signals = sigset_t()
            sigemptyset(&signals)
            sigaddset(&signals, number)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            raise(number)
        }
    }

    /// The first signal is kept until the import can put everything back; a second one ends the program at once.
    private static func watchForSignals() {
        // The value is there before a handler touches it.
        stopSignal.store(0, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                stopSignal.store(number, ordering: .relaxed)
                signal(number, SIG_DFL)
            }
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

extension ImportKind: ExpressibleByArgument {}
extension ImportOptions.People: ExpressibleByArgument {}
extension ImportOptions.Questions: ExpressibleByArgument {}
